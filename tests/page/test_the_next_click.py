"""Whatever holds an export up has one button, and what a text asks for can be done."""

import re

import pytest
from playwright.sync_api import expect

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.texts import Language
from shared.texts.sentence import say
from shared.texts.states import CONNECTION_STATES
from tests.page.stages import Visiting, connected, only_ad, position, scheduled


def test_a_person_is_asked_for_what_is_missing(scene: Scene, visiting: Visiting) -> None:
    """A profile without an address leads to a text that can be copied, with what is missing in it."""
    scene.succeed(connected(scene, email=""))
    visit = visiting()
    card = visit.card("Ada Beispiel")
    visit.press("export.ask", card)
    text = visit.dialog().get_by_label(visit.say("export.ask.label"))
    expect(text).to_be_focused()
    assert visit.say("detail.email") in text.input_value()
    assert "Ada" in text.input_value()
    visit.accessible()


def test_a_pause_shows_everywhere_and_ends_with_one_click(scene: Scene, visiting: Visiting) -> None:
    """Tile, card and notice say that exports are paused; "resume" on the card ends it."""
    match = connected(scene)
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(match)
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.paused"))
    visit.see(visit.say("notice.paused"))
    visit.go("settings")
    visit.see(visit.say("connection.paused"))
    visit.accessible()
    visit.go("matches")
    scene.queue(paused=True)  # the export does not leave before it is looked at
    try:
        visit.press("notice.resume", card)
        expect(visit.page.get_by_text(visit.say("notice.paused"))).to_have_count(0)
        expect(card).to_contain_text(visit.say("export.resuming"))
    finally:
        scene.queue(paused=False)
    assert scene.call("GET", f"connect-personio/{scene.company}").json()["paused"] is False


def test_a_link_is_changed_and_undone(scene: Scene, visiting: Visiting) -> None:
    """An ad gets another position, then none; the list of ads follows at once."""
    connected(scene)
    other = scene.second_position()
    visit = visiting()
    visit.go("jobs")
    visit.press("export.relink")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("link.position")).select_option(str(other))
    visit.accessible()
    visit.press("export.link", dialog)
    visit.see(visit.say("export.ad", id=other))
    visit.press("export.unlink")
    expect(dialog).to_contain_text("Backend Engineer")
    visit.press("export.unlink", dialog)
    expect(dialog).to_have_count(0)
    visit.see(visit.say("ad.unlinked.text"))
    visit.accessible()


def test_without_a_free_position_linking_says_so(scene: Scene, visiting: Visiting) -> None:
    """An empty choice is a sentence with the way out, and no field to choose nothing from."""
    connected(scene)
    visit = visiting()
    visit.go("jobs")
    visit.press("export.relink")
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("link.none.text"))
    assert dialog.get_by_label(visit.say("link.position")).count() == 0
    visit.accessible()


def test_several_positions_are_imported_at_once(scene: Scene, visiting: Visiting) -> None:
    """What is ticked is imported one after the other, each with its own result, and the list follows."""
    position(scene)
    scene.second_position()
    scene.connect()
    visit = visiting()
    visit.go("jobs/import")
    boxes = visit.page.get_by_role("checkbox", name=visit.say("import.select"))
    expect(boxes).to_have_count(2)
    boxes.nth(0).check()
    boxes.nth(1).check()
    visit.accessible()
    visit.press("import.selected.many", n=2)
    dialog = visit.dialog()
    expect(dialog).to_contain_text(visit.say("import.result.done", done=2, all=2))
    expect(dialog).to_contain_text("Data Engineer")
    visit.accessible()
    visit.press("close", dialog)
    expect(visit.page.get_by_text(visit.say("positions.imported"), exact=True)).to_have_count(2)
    expect(visit.page.get_by_role("checkbox")).to_have_count(0)


def test_a_check_replaces_what_was_known(scene: Scene, visiting: Visiting) -> None:
    """The newer finding is shown: "switched off" and "refused" never stand together."""
    match = connected(scene)
    visit = visiting()
    visit.fault("api")
    scene.succeed(match)
    visit.go("settings")
    tile = visit.page.get_by_role("region", name="Personio", exact=True)
    expect(tile).to_contain_text(visit.say("connection.feature_off"))
    visit.fault("api")
    visit.press("side.renew", visit.side("side.credentials"))
    visit.press("connection.test", tile)
    expect(tile).to_contain_text(visit.say("connection.needs_reconnect"))
    expect(tile).not_to_contain_text(visit.say("connection.feature_off"))
    assert tile.get_by_role("alert").count() <= 1
    visit.accessible()


def test_the_filter_of_the_activity(scene: Scene, visiting: Visiting) -> None:
    """A state's button shows its exports alone, with what was tried in words."""
    match = connected(scene)
    scene.succeed(match)
    other = scene.match(only_ad(scene).id, scene.developer(first_name="Bo", email=""))
    scene.succeed(other)
    eventually(lambda: scene.entry(other)["state"] == "needs_action")
    visit = visiting()
    visit.go("activity")
    expect(visit.page.get_by_role("article")).to_have_count(2)
    visit.press("state.needs_action", visit.page.get_by_role("group", name=visit.say("activity.filter")))
    expect(visit.page.get_by_role("article")).to_have_count(1)
    expect(visit.card("Bo Beispiel")).to_be_visible()
    visit.press("activity.all")
    visit.card("Ada Beispiel").get_by_text(visit.say("activity.attempts", n=1)).click()
    visit.see(visit.say("outcome.created"))
    visit.see(visit.say("attempt.short"))
    visit.accessible()


def test_matches_are_searched_and_filtered(scene: Scene, visiting: Visiting) -> None:
    """Among many matches, a name, a job and a state find theirs."""
    position(scene)
    job = scene.imported()
    for number in range(10):
        email = "" if number == 3 else f"n{number}-{scene.company}@example.org"
        scene.succeed(scene.match(job, scene.developer(first_name=f"Nr{number}", email=email)))
    visit = visiting()
    cards = visit.page.get_by_role("article")
    expect(cards).to_have_count(10)
    visit.page.get_by_role("searchbox").fill("nr7")
    expect(cards).to_have_count(1)
    visit.accessible()
    visit.page.get_by_role("searchbox").fill("")
    expect(visit.card("Nr3 Beispiel")).to_contain_text(visit.say("state.needs_action"))
    visit.page.get_by_label(visit.say("matches.state")).select_option("needs_action")
    expect(cards).to_have_count(1)
    visit.page.get_by_role("searchbox").fill("nobody")
    visit.see(visit.say("matches.none.found"))


@pytest.mark.parametrize("healed", ["token", "api"])
def test_the_notice_goes_when_the_connection_heals(scene: Scene, visiting: Visiting, healed: str) -> None:
    """Whoever mends it, the notice and the card follow without a reload."""
    match = connected(scene)
    visit = visiting()
    visit.fault(healed)
    scene.succeed(match)
    notice = visit.say({"token": "notice.reconnect", "api": "notice.feature_off"}[healed])
    stated = visit.page.locator("personio-notice").get_by_text(notice)
    stated.wait_for()
    visit.fault(healed)
    assert scene.call("POST", f"connect-personio/{scene.company}/test").status_code == 200
    expect(stated).to_have_count(0)
    scheduled(scene, "sweep-exports")
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("state.exported"))


def test_the_channel_is_changed_without_the_token(scene: Scene, visiting: Visiting) -> None:
    """An unknown channel is mended where it is told; what is no number is said at its field."""
    position(scene)
    assert scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials(channel_id=1)).ok
    match = scene.match(scene.import_job(), scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    visit = visiting()
    visit.see(visit.say("notice.channel"))
    visit.press("channel.change", visit.page.locator("personio-notice"))
    field = visit.dialog().get_by_label(visit.say("connect.channel"))
    expect(field).to_have_value("1")
    field.fill("matched")
    visit.press("save", visit.dialog())
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    visit.accessible()
    field.fill("4711")
    visit.press("save", visit.dialog())
    expect(visit.dialog()).to_have_count(0)
    expect(visit.page.get_by_text(visit.say("notice.channel"))).to_have_count(0)
    visit.go("settings")
    visit.see("4711")
    visit.press("channel.change", visit.page.locator("personio-connection"))
    field.fill("")
    visit.press("save", visit.dialog())
    visit.see(visit.say("connection.no_channel"))


@pytest.mark.parametrize(("fault", "language"), [("token", "de"), ("api", "en")])
def test_a_refused_connection_says_each_thing_once(
    scene: Scene, visiting: Visiting, fault: str, language: Language
) -> None:
    """The tile says what happens by itself, what an admin can do, and when it is looked at next."""
    match = connected(scene)
    visit = visiting(language=language)
    visit.fault(fault)
    scene.succeed(match)
    visit.go("settings")
    tile = visit.page.get_by_role("region", name="Personio", exact=True)
    state = {"token": "needs_reconnect", "api": "feature_off"}[fault]
    note = tile.get_by_role("status").filter(has_text=visit.say(f"connection.{state}"))
    sentence = say(CONNECTION_STATES[state], language)
    checked = visit.say("connection.next_check", when="")
    expect(note).to_have_text(
        re.compile(re.escape(visit.say(f"connection.{state}") + sentence + checked) + ".*")
    )
    visit.accessible()
    visit.fault(fault)


def test_an_import_by_mistake_is_undone(scene: Scene, visiting: Visiting) -> None:
    """After a question the draft is gone, and its position can be imported anew."""
    position(scene, seniority="")
    scene.imported()
    visit = visiting()
    visit.go("jobs")
    visit.press("ad.discard")
    dialog = visit.dialog()
    expect(dialog).to_contain_text("Backend Engineer")
    visit.accessible()
    visit.press("cancel", dialog)
    assert only_ad(scene).get("status") == "draft"
    visit.press("ad.discard")
    visit.press("ad.discard.yes", dialog)
    expect(dialog).to_have_count(0)
    visit.see(visit.say("jobs.none"))
    link = documents.link_path(scene.company, str(scene.account), scene.position)
    assert not scene.client.document(link).get().exists
    assert visit.focused() not in {"", "body", "html body"}
    visit.accessible()
    visit.go("jobs/import")
    expect(visit.button("import.pick")).to_have_count(1)


def test_a_draft_with_a_match_is_not_deleted(scene: Scene, visiting: Visiting) -> None:
    """The popup says why the ad stays and what to do instead."""
    position(scene, seniority="")
    scene.match(scene.imported(), scene.developer())
    visit = visiting()
    visit.go("jobs")
    visit.press("ad.discard")
    dialog = visit.dialog()
    visit.press("ad.discard.yes", dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("Löst stattdessen die Verknüpfung")
    visit.accessible()
    assert only_ad(scene).get("status") == "draft"
