"""What became of applicants: on the match card, from Personio's answer and in the page's language."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route, expect

from local.scenes.scene import Scene
from shared.adapters.gcp import documents
from shared.domain.applicant import Stage
from shared.domain.ledger.export import Code, State
from shared.texts.progress import PROGRESS
from shared.texts.sentence import say
from shared.texts.states import state_words
from tests.page.stages import Visiting, exported, stands

THE_DAY = datetime(2025, 3, 9, 12, tzinfo=UTC)
ADDRESS = "https://board.app.personio.com/applications/4711"


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
        expect(card).to_contain_text(
            f"{visit.say(f'progress.{stage}')}{visit.say('progress.since', when=day)}"
        )
    stands(scene, match, Stage.GONE)
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
