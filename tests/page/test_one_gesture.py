"""Enter twice or two clicks at one place are one action, whatever appears under the pointer meanwhile."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Request, expect

from local import seed
from local.scenes.scene import Scene, eventually
from tests.page.stages import LONG_AGO, Visiting, only_ad, position
from tests.support.visits import Visit

WRITING = re.compile(r"/(connect-personio|import-job|export-applicant)/|:commit$")
# Two clicks of one gesture. What comes in between is moved so that its last button, mostly the one that does
# what was asked about, lies under the pointer; answers whether it does.
TWICE = """async (button) => {
    button.scrollIntoView({ block: "center" });
    const box = button.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = () => {
        let one = document.elementFromPoint(x, y);
        for (let inner = one; inner; inner = one.shadowRoot?.elementFromPoint(x, y)) {
            if (inner === one && inner !== document.elementFromPoint(x, y)) break;
            one = inner;
            if (!one.shadowRoot) break;
        }
        return one.closest("button, label") ?? one;
    };
    const how = { bubbles: true, composed: true, cancelable: true, detail: 1, clientX: x, clientY: y };
    const click = () => under().dispatchEvent(new MouseEvent("click", how));
    const before = under();
    const popup = document.querySelector(".personio-popup");
    click();
    const last = () => {
        const root = document.querySelector(".personio-popup")?.shadowRoot;
        return [...(root?.querySelectorAll(".popup-foot button") ?? [])].at(-1);
    };
    const until = performance.now() + 300;
    while (performance.now() < until && under() === before) await new Promise((done) => setTimeout(done, 10));
    const next = last();
    if (next && next !== before && !popup) {
        const dialog = next.closest("dialog");
        const there = next.getBoundingClientRect();
        dialog.style.animation = "none";
        dialog.style.translate = `${x - there.x - there.width / 2}px ${y - there.y - there.height / 2}px`;
    }
    const hit = under();
    click();
    return hit === next;
}"""

# Enter, and once more on whatever has the focus then. Played in the page, so that a busy machine does not
# make two gestures of it.
ENTER_TWICE = """async (button) => {
    const focused = () => {
        let one = document.activeElement;
        while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
        return one;
    };
    const enter = () => {
        const at = focused();
        const down = { key: "Enter", bubbles: true, composed: true, cancelable: true };
        if (!at.dispatchEvent(new KeyboardEvent("keydown", down))) return;
        if (at.form && !at.matches("button, select")) at.form.requestSubmit();
        else if (at.matches("button, summary, a[href]")) at.click();
    };
    button.focus();
    enter();
    await new Promise((done) => setTimeout(done, 100));
    enter();
}"""


def base(scene: Scene) -> None:
    """Connected, with one complete ad."""
    position(scene, salary={"min": "60000.00"})
    scene.imported()


def a_match(scene: Scene, name: str, **profile: str) -> str:
    return scene.match(only_ad(scene).id, scene.developer(first_name=name, **profile))


def open_(scene: Scene, name: str) -> None:
    a_match(scene, name)


def older(scene: Scene, name: str) -> None:
    seed.succeed(scene.client, a_match(scene, name), at=LONG_AGO)


def stuck(scene: Scene, name: str) -> None:
    scene.succeed(a_match(scene, name, email=""))


def exported(scene: Scene, name: str) -> None:
    match = a_match(scene, name)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")


def paused(scene: Scene, name: str) -> None:
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    match = a_match(scene, name)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "waiting")


def unlinked(scene: Scene, name: str) -> None:
    job = scene.older_ad()
    scene.succeed(scene.match(job, scene.developer(first_name=name)))


def published(scene: Scene, name: str) -> int:
    id_ = scene.second_position()
    texts = {"de": [["Aufgaben", "<p>Bauen.</p>"]]}
    scene.personio("PUT", f"/companies/{scene.account}/positions/{id_}", {"name": name, "texts": texts})
    return id_


def listed(scene: Scene, name: str) -> None:
    published(scene, name)


def drafted(scene: Scene, name: str) -> None:
    wanted = {"position_id": published(scene, name)}
    assert scene.call("POST", f"import-job/{scene.company}", wanted).status_code == 200


def connected(scene: Scene, _: str) -> None:
    scene.connect()


@dataclass(frozen=True, kw_only=True)
class Action:
    """One button: what it is about, where it stands, how often it writes when it is pressed once.

    `opener` opens the popup that it stands in. `first` has to be pressed before it is to be seen.
    """

    stage: Callable[[Scene, str], None]
    key: str
    route: str = "matches"
    opener: str = ""
    first: str = ""
    writes: int = 1

    def __str__(self) -> str:
        return ".".join(filter(None, (self.stage.__name__, self.opener, self.key)))


ACTIONS = (
    # On the card of a match
    Action(stage=open_, first="matches.open", key="match.succeed"),
    Action(stage=exported, key="match.take_back"),
    Action(stage=older, key="export.go"),
    Action(stage=older, key="preview", writes=0),
    Action(stage=stuck, key="export.retry"),
    Action(stage=stuck, key="export.cancel"),
    Action(stage=stuck, key="export.ask", writes=0),
    Action(stage=unlinked, key="export.link", writes=0),
    Action(stage=exported, key="export.again", writes=0),
    Action(stage=exported, opener="export.again", key="export.again.yes"),
    Action(stage=paused, key="notice.resume"),
    # In the lists
    Action(stage=older, key="export_all", writes=0),
    Action(stage=listed, route="jobs/import", key="import.pick"),
    Action(stage=drafted, route="jobs/import", key="import.open"),
    Action(stage=drafted, route="jobs", key="ad.finish", writes=0),
    Action(stage=drafted, route="jobs", key="export.relink", writes=0),
    Action(stage=drafted, route="jobs", key="export.unlink", writes=0),
    Action(stage=drafted, route="jobs", opener="export.unlink", key="export.unlink"),
    Action(stage=drafted, route="jobs", key="ad.discard", writes=0),
    Action(stage=drafted, route="jobs", opener="ad.discard", key="ad.discard.yes"),
    # Of the connection
    Action(stage=connected, route="settings", key="connection.test"),
    Action(stage=connected, route="settings", key="connection.replace", writes=0),
    Action(stage=connected, route="settings", key="channel.change", writes=0),
    Action(stage=connected, route="settings", opener="channel.change", key="save"),
    Action(stage=connected, route="settings", key="connection.disconnect", writes=0),
    Action(stage=connected, route="settings", opener="connection.disconnect", key="connection.disconnect"),
)


def pressed(button: Locator) -> None:
    button.evaluate(ENTER_TWICE)


def clicked(button: Locator) -> None:
    button.evaluate(TWICE)


@pytest.mark.parametrize("action", ACTIONS, ids=str)
def test_a_gesture_is_one_action(scene: Scene, visiting: Visiting, action: Action) -> None:
    """Pressed twice, by key or pointer, it writes as often as once, and answers no question that it opens."""
    base(scene)
    visit = visiting()
    written: list[Request] = []
    visit.page.on("request", lambda request: written.append(request) if writes(request) else None)
    for name, twice in (("Ada", pressed), ("Bo", clicked)):
        if name == "Ada" or action.writes:  # else it is as it was
            action.stage(scene, name)
            visit.page.reload()
            visit.go(action.route)
        if action.first:
            visit.press(action.first)
        button = visit.button(action.key, where(visit, action, name)).first
        button.wait_for()
        written.clear()
        twice(button)
        visit.page.wait_for_timeout(500)
        assert len(written) == action.writes, [(each.method, each.url) for each in written]
        visit.page.keyboard.press("Escape")


def writes(request: Request) -> bool:
    return (
        request.method in {"POST", "PUT", "PATCH", "DELETE"}
        and bool(WRITING.search(request.url))
        and '"preview":true' not in (request.post_data or "")
    )


def where(visit: Visit, action: Action, name: str) -> Locator:
    """The card that the action is about, or the view where it is about all of them; the popup, once open."""
    shared = action.key == "export_all" or action.route == "settings"
    about = name if action.writes else "Ada"
    card = visit.page.get_by_role("article", name=re.compile(f"^{about}"))
    place = visit.page.locator("main") if shared else card
    if not action.opener:
        return place
    visit.button(action.opener, place).first.click()
    visit.page.wait_for_timeout(700)  # what follows is a gesture of its own
    return visit.dialog()


def test_what_a_click_opens_is_not_pressed_by_the_same_gesture(scene: Scene, visiting: Visiting) -> None:
    """The question's "yes" right under the pointer is not meant by the second of two clicks; later it is."""
    base(scene)
    visit = visiting()
    visit.go("settings")
    assert visit.button("connection.disconnect").evaluate(TWICE), "it lay under the pointer"
    visit.page.wait_for_timeout(700)
    expect(visit.dialog()).to_have_count(1)
    visit.press("connection.disconnect", visit.dialog())
    visit.see(visit.say("connection.was"))


def test_two_clicks_do_not_answer_the_next_question(scene: Scene, visiting: Visiting) -> None:
    """A click on "continue" leads one step on, where somebody has to say yes, however fast it comes."""
    position(scene)
    visit = visiting()
    board = scene.call("POST", f"connect-personio/{scene.company}/resolve", {"url": scene.slug}).text
    visit.page.route("**/resolve", lambda route: route.fulfill(body=board, content_type="application/json"))
    visit.go("settings")
    visit.press("add")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.page.label")).fill(scene.slug)
    visit.page.wait_for_timeout(700)
    visit.button("next", dialog).evaluate(TWICE.replace("&& !popup", ""))
    visit.page.wait_for_timeout(300)
    visit.see(visit.say("connect.company.title"), dialog)
