"""One gesture is one action: the focus stays where somebody works, and the same keys press nothing else."""

import pytest
from playwright.sync_api import expect

from local.scenes.scene import Scene, eventually
from tests.page.stages import Visiting, connected
from tests.support.visits import Visit

NOWHERE = {"", "body", "html body"}
WAITING = {"email": ""}  # a profile that keeps the export from being sent


def on_its_card(visit: Visit) -> bool:
    return "article" in visit.focused()


def test_a_second_enter_does_not_take_the_match_back(scene: Scene, visiting: Visiting) -> None:
    """After "do not send" the focus stays on the card, on nothing that Enter would press."""
    match = connected(scene, **WAITING)
    scene.succeed(match)
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.needs_action"))
    visit.button("export.cancel", card).focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Enter")
    expect(card).to_contain_text(visit.say("state.cancelled"))
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(500)
    assert on_its_card(visit), visit.focused()
    assert scene.client.document(f"matches/{match}").get().get("status") == "successful"


@pytest.mark.parametrize("key", ["match.succeed", "match.take_back", "export.cancel", "export.again"])
def test_the_focus_never_falls_off_the_page(scene: Scene, visiting: Visiting, key: str) -> None:
    """A button that is gone, or opened something, leaves the focus beside itself or in what it opened."""
    match = connected(scene, **(WAITING if key == "export.cancel" else {}))
    if key != "match.succeed":
        scene.succeed(match)
        eventually(lambda: scene.entry(match)["state"] in {"exported", "needs_action"})
    visit = visiting()
    if key == "match.succeed":
        visit.press("matches.open")
    visit.button(key).first.focus()
    visit.page.keyboard.press("Enter")
    for pause in (300, 2500):
        visit.page.wait_for_timeout(pause)
        assert visit.focused() not in NOWHERE


def test_after_a_check_the_focus_is_still_on_it(scene: Scene, visiting: Visiting) -> None:
    """A button that stays keeps the focus while it works and after."""
    connected(scene)
    visit = visiting()
    visit.go("settings")
    visit.button("connection.test").focus()
    visit.page.keyboard.press("Enter")
    visit.see(visit.say("connection.test.good"))
    expect(visit.button("connection.test")).to_be_focused()


def test_an_error_in_a_popup_leaves_escape_working(scene: Scene, visiting: Visiting) -> None:
    """Without a network the popup says so and keeps the focus; after Escape its opener has it."""
    visit = visiting()
    visit.go("settings")
    visit.button("add").focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.page.label")).fill("acme")
    visit.context.set_offline(True)
    visit.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert "personio-popup" in visit.focused()
    assert "versuchen es weiter" not in dialog.inner_text(), "nobody tries it again"
    visit.accessible()
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(visit.button("add")).to_be_focused()
    visit.context.set_offline(False)


def test_back_closes_a_popup_and_nothing_else(scene: Scene, visiting: Visiting) -> None:
    """The browser's Back is Close while a popup is open; after closing it otherwise, Back is Back again."""
    connected(scene)
    visit = visiting()
    visit.go("jobs")
    visit.press("jobs.new")
    expect(visit.dialog()).to_have_count(1)
    visit.page.go_back()
    expect(visit.dialog()).to_have_count(0)
    assert visit.page.url.endswith("#/jobs")
    visit.page.wait_for_timeout(700)  # what follows is a gesture of its own
    visit.press("jobs.new")
    visit.press("close", visit.dialog())
    expect(visit.dialog()).to_have_count(0)
    visit.page.go_back()
    visit.page.wait_for_function("!location.hash.endsWith('jobs')")


def test_a_held_key_presses_once(scene: Scene, visiting: Visiting) -> None:
    """Enter that is held down on a button opens and does no more."""
    connected(scene)
    visit = visiting()
    visit.go("settings")
    visit.button("connection.disconnect").focus()
    visit.page.keyboard.down("Enter")
    for _ in range(5):
        visit.page.keyboard.down("Enter")  # repeats, as a held key does
    visit.page.keyboard.up("Enter")
    visit.page.wait_for_timeout(300)
    expect(visit.dialog()).to_have_count(1)
    visit.press("cancel", visit.dialog())
    visit.see(visit.say("connection.connected"))
