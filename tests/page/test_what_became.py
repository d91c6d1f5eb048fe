"""What became of applicants: on the match card, from Personio's answer and in the page's language."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route, expect

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.applicant import Stage
from shared.domain.ledger.export import Code, State
from shared.texts.progress import PROGRESS
from shared.texts.sentence import say
from shared.texts.states import state_words
from tests.page.stages import Visiting, connected, exported, stands

THE_DAY = datetime(2025, 3, 9, 12, tzinfo=UTC)
ADDRESS = "https://board.app.personio.com/applications/4711"
GESTURE = 700  # milliseconds, and the next press of a key is another one


def test_the_card_follows_the_applicant(scene: Scene, visiting: Visiting) -> None:
    """Whom somebody moves in Personio has moved on the card, by Personio's own name and since when."""
    match = exported(scene)
    entry = scene.client.document(documents.export_path(match))
    entry.update({"follow_at": datetime.now(UTC)})
    scene.follow()
    (applicant,) = scene.applicants()
    scene.personio("PUT", f"/applicants/{applicant['id']}", {"stage": "accepted"})
    scene.follow()
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.exported"))
    expect(card).to_contain_text(visit.say("progress.hired"))
    name = visit.say("quoted", text=scene.entry(match)["progress"]["name"])
    expect(card).to_contain_text(f"{name}\u00a0· {visit.say('progress.since', when='heute')}")
    visit.accessible()


@pytest.mark.parametrize(("language", "day"), [("de", "9. März 2025"), ("en", "9 March 2025")])
def test_a_stage_is_said_as_people_say_it(scene: Scene, visiting: Visiting, language: str, day: str) -> None:
    """A name that only repeats the stage is left out, a day has its year, and who is gone has a sentence."""
    match = exported(scene)
    visit = visiting(language=language, role="recruiter", width=390)
    card = visit.card("Ada Beispiel")
    for stage in (Stage.REJECTED, Stage.OFFER):
        stands(scene, match, stage, name=visit.say(f"progress.{stage}").upper(), since=THE_DAY)
        visit.look()
        expect(card).to_contain_text(
            f"{visit.say(f'progress.{stage}')}{visit.say('progress.since', when=day)}"
        )
    stands(scene, match, Stage.GONE)
    visit.look()
    expect(card).to_contain_text(visit.say("progress.gone"))
    expect(card).to_contain_text(say(PROGRESS["gone"], "de" if language == "de" else "en"))
    visit.accessible()


def test_a_card_leads_to_the_applicant(scene: Scene, visiting: Visiting) -> None:
    """Where the applicant's page is known, its link stands in place of the public job posting's."""
    match = exported(scene)
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("export.ad", id=scene.position))

    def with_address(route: Route) -> None:
        answer = route.fetch()
        page = answer.json()
        for one in page["exports"]:
            one["application_url"] = ADDRESS
        route.fulfill(response=answer, json=page)

    visit.page.route(f"**/export-applicant/{scene.company}", with_address)
    visit.look()
    link = card.get_by_role("link", name=visit.say("export.applicant"))
    expect(link).to_have_attribute("href", ADDRESS)
    assert link.get_attribute("rel") == "noopener noreferrer"
    expect(card).not_to_contain_text(visit.say("export.ad", id=scene.position))
    assert scene.entry(match)["state"] == "exported"


def test_who_applied_before_is_shown_since_when(scene: Scene, visiting: Visiting) -> None:
    """The day of the other application stands in place of ours; while we look there, the card says so."""
    match = exported(scene)
    entry = scene.client.document(documents.export_path(match))
    soon = datetime.now(UTC) + timedelta(hours=1)
    entry.update({"state": State.QUEUED, "code": Code.CHECKING, "evidence": None, "due_at": soon})
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.queued"))
    expect(card).to_contain_text(say(state_words(State.QUEUED, "checking"), "de"))
    ended = {"state": State.ALREADY_IN_PERSONIO, "code": None, "due_at": None, "applied_at": THE_DAY}
    entry.update(ended)
    expect(card).to_contain_text(visit.say("state.already_in_personio"))
    expect(card).to_contain_text(visit.say("export.applied", when="9. März 2025"))
    visit.accessible()


def test_an_admin_has_it_followed_or_forgotten(scene: Scene, visiting: Visiting) -> None:
    """Switched off after a question alone, and what was read is gone from every card; on again at once."""
    match = exported(scene)
    stands(scene, match, Stage.IN_PROCESS, name="Neu")
    visit = visiting(width=390)
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("progress.in_process"))
    visit.go("settings")
    switch = visit.page.get_by_label(visit.say("connection.progress"))
    switch.focus()
    visit.page.keyboard.press("Space")
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("forget.text"))
    visit.accessible()
    visit.press("cancel", dialog)
    expect(switch).to_be_focused()
    expect(switch).to_be_checked()
    assert "progress" in scene.entry(match)
    visit.page.wait_for_timeout(GESTURE)
    visit.page.keyboard.press("Space")
    visit.press("forget.yes", dialog)
    expect(dialog).to_have_count(0)
    expect(switch).not_to_be_checked()
    assert "progress" not in scene.entry(match)
    visit.accessible()
    visit.go("matches")
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("state.exported"))
    expect(visit.card("Ada Beispiel")).not_to_contain_text(visit.say("progress.in_process"))
    visit.go("settings")
    switch.check()
    expect(visit.page.locator("personio-connection .spinner")).to_have_count(0)
    eventually(lambda: scene.call("GET", f"connect-personio/{scene.company}").json()["progress"])
    expect(switch).to_be_checked()


def test_a_token_follows_nobody(scene: Scene, visiting: Visiting) -> None:
    """There is no switch for what a token cannot read."""
    connected(scene)
    visit = visiting()
    visit.go("settings")
    expect(visit.page.get_by_label(visit.say("connection.pause"))).to_be_visible()
    expect(visit.page.get_by_label(visit.say("connection.progress"))).to_have_count(0)
