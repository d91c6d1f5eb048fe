"""Telephones, zoom and other ways to look at it: nothing is cut off, covered, or too small to be touched."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Route, expect

from local.scenes.scene import Scene, eventually
from tests.page.stages import Visiting, connected, position
from tests.support.visits import Visit

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ROUTES = ("matches", "jobs", "jobs/import", "activity", "settings")
POPUPS = {  # what opens one, by where it stands
    "matches": ("export.ask", "preview", "export_all"),
    "jobs": ("jobs.new", "ad.finish", "export.relink", "export.unlink", "ad.discard"),
    "settings": ("connection.replace", "channel.change", "connection.disconnect"),
}
WIDER = "document.scrollingElement.scrollWidth - window.innerWidth"
SMALL = """() => {
    const found = [];
    const look = (root) => root.querySelectorAll("*").forEach((one) => {
        if (one.shadowRoot) look(one.shadowRoot);
        if (!one.matches("button, input, select, summary")) return;
        const target = one.matches("[type=checkbox]") ? one.closest("label") ?? one : one;
        const { height } = target.getBoundingClientRect();
        if (height > 0 && height < 44) found.push(`${one.localName} ${one.textContent.trim()} ${height}`);
    });
    look(document.querySelector(".app"));
    return found;
}"""

COVERED = """(button) => {
    const box = button.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let one = document.elementFromPoint(x, y);
    while (one?.shadowRoot) one = one.shadowRoot.elementFromPoint(x, y);
    return !button.contains(one);
}"""
MOVING = """() => {
    const found = [];
    const look = (root) => {
        for (const one of root.getAnimations()) {
            const { target, pseudoElement } = one.effect;
            if (one.playState === "running") found.push(`${target.className}${pseudoElement ?? ""}`);
        }
        root.querySelectorAll("*").forEach((one) => one.shadowRoot && look(one.shadowRoot));
    };
    look(document);
    return found;
}"""


def everywhere(visit: Visit) -> Iterator[str]:
    """Go to each view in turn; yields its route once it is drawn."""
    for route in ROUTES:
        visit.go(route)
        visit.page.locator("main h1").wait_for()
        expect(visit.page.locator("main .skeleton")).to_have_count(0)
        yield route


def exported(scene: Scene, **profile: object) -> None:
    match = connected(scene, **profile)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] in {"exported", "needs_action"})


@pytest.mark.parametrize("width", [320, 390])
def test_long_words_break(scene: Scene, visiting: Visiting, width: int) -> None:
    """A word that is longer than the screen makes no view and no popup wider than it."""
    exported(scene, first_name=LONG)
    position(scene, name=LONG, office=LONG)
    visit = visiting(width=width, height=800)
    for route in everywhere(visit):
        assert visit.page.evaluate(WIDER) <= 0, route
    visit.go("jobs")
    visit.press("ad.look" if visit.button("ad.look").count() else "ad.finish")
    expect(visit.dialog()).to_have_count(1)
    assert visit.page.evaluate(WIDER) <= 0


def test_filters_fit_a_telephone(scene: Scene, visiting: Visiting) -> None:
    """Search and filters of many matches are no wider than the screen, whatever the ads are called."""
    position(scene, name=f"{LONG} {LONG}")
    job = scene.imported()
    for _ in range(9):
        scene.match(job, scene.developer())
    visit = visiting(width=390, height=800)
    visit.press("matches.open")
    visit.page.get_by_role("searchbox").wait_for()
    assert visit.page.evaluate(WIDER) <= 0


@pytest.mark.parametrize(
    ("width", "height"), [(720, 450), (360, 225), (844, 390)], ids=["200 %", "400 %", "telephone on its side"]
)
def test_a_popups_buttons_can_be_reached(scene: Scene, visiting: Visiting, width: int, height: int) -> None:
    """With little height the popup scrolls as a whole, and nothing lies over its buttons."""
    position(scene)
    visit = visiting(width=width, height=height)
    visit.go("settings")
    visit.press("add")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.page.label")).fill(scene.slug)
    visit.press("next", dialog)
    visit.press("connect.company.yes", dialog)
    dialog.get_by_label(visit.say("connection.company_id")).fill(str(scene.account))
    dialog.get_by_label(visit.say("connect.token")).fill(scene.token)
    assert visit.page.evaluate(WIDER) <= 0
    visit.accessible()
    visit.press("done", dialog)
    visit.see(visit.say("connect.done.title"), dialog)


def test_what_is_ticked_can_be_imported_on_a_telephone(scene: Scene, visiting: Visiting) -> None:
    """The button that imports it lies above the page's own bar, wherever the list is scrolled to."""
    position(scene)
    for _ in range(6):
        scene.second_position()
    scene.connect()
    visit = visiting(width=390)
    visit.go("jobs/import")
    visit.page.get_by_role("checkbox", name=visit.say("import.select")).first.check()
    button = visit.button("import.selected.one")
    expect(button).to_be_visible()
    assert not button.evaluate(COVERED)


def test_a_finger_finds_every_target(scene: Scene, visiting: Visiting) -> None:
    """On a telephone whatever can be pressed is 44 pixels high."""
    exported(scene, email="")
    visit = visiting(width=390, height=800)
    for route in everywhere(visit):
        assert visit.page.evaluate(SMALL) == [], route


@pytest.mark.proof
@pytest.mark.parametrize("how", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
@pytest.mark.parametrize("width", [390, 1440])
def test_other_colours_are_accessible(
    scene: Scene, visiting: Visiting, how: dict[str, Any], width: int
) -> None:
    """In the dark and with forced colours axe finds nothing in any view, nor in any of their popups."""
    exported(scene, email="")
    scene.second_position()
    visit = visiting(width=width)
    visit.page.emulate_media(**how)
    for route in everywhere(visit):
        visit.accessible()
        for key in POPUPS.get(route, ()):
            visit.press(key, visit.page.locator("main"))
            expect(visit.dialog()).to_have_count(1)
            expect(visit.dialog().locator(".skeleton")).to_have_count(0)
            visit.accessible()
            visit.page.keyboard.press("Escape")
            expect(visit.dialog()).to_have_count(0)


def test_a_slow_answer_has_a_shape(scene: Scene, visiting: Visiting) -> None:
    """While an answer takes its time, the shape of what will stand there is shown, and no empty page."""
    connected(scene)
    visit = visiting()
    waiting: list[Route] = []
    visit.page.route("**/list-jobs/**", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    visit.go("jobs/import")
    expect(visit.page.locator("personio-positions .skeleton")).to_be_visible(timeout=1500)
    visit.accessible()
    for route in waiting:
        route.continue_()
    visit.page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_whoever_wants_less_motion(
    scene: Scene, visiting: Visiting, motion: Literal["reduce", "no-preference"]
) -> None:
    """Skeletons, spinners and popups stand still if they are asked to; they move for everybody else."""
    connected(scene)
    visit = visiting()
    visit.page.emulate_media(reduced_motion=motion)
    tools = visit.context.new_cdp_session(visit.page)
    tools.send("Animation.enable")
    tools.send("Animation.setPlaybackRate", {"playbackRate": 0.05})  # none is over before it is looked at
    visit.page.route("**/list-jobs/**", lambda _: None)
    visit.page.route("**/connect-personio/*/test", lambda _: None)
    visit.go("jobs/import")
    expect(visit.page.locator("personio-positions .skeleton")).to_be_visible()
    moving = {*visit.page.evaluate(MOVING)}
    visit.go("settings")
    visit.press("connection.test")
    expect(visit.page.locator("personio-connection .spinner")).to_be_visible()
    moving |= {*visit.page.evaluate(MOVING)}
    visit.press("connection.disconnect")
    moving |= {*visit.page.evaluate(MOVING)}
    if motion == "reduce":
        assert moving == set()
    else:
        assert {"spinner", "popup"} <= moving
    visit.page.unroute_all(behavior="ignoreErrors")
