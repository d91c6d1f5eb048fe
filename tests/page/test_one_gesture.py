"""Enter twice or two clicks at one place are one action, whatever appears under the pointer meanwhile."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Request, expect

from local import seed
from local.scenes.scene import Scene
from shared.adapters.gcp import documents
from tests.page.stages import LONG_AGO, Visiting, fill_salary, position
from tests.support.visits import PATIENCE, Visit

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


# What comes before is a gesture of its own: a click at another place, and something typed.
ELSEWHERE = """() => {
    const how = { bubbles: true, detail: 1, clientX: -99, clientY: -99 };
    document.documentElement.dispatchEvent(new MouseEvent("click", how));
    document.documentElement.dispatchEvent(new Event("input", { bubbles: true }));
}"""
# Whatever is saved takes its time, so that the second gesture meets the first.
SLOWLY = """const { fetch } = window;
window.fetch = async (request, ...more) => {
    if (request.method === "PATCH") await new Promise((done) => setTimeout(done, 400));
    return fetch(request, ...more);
};"""
STILL = 200  # milliseconds in which a second press would have written


def base(scene: Scene) -> None:
    """Connected, with one complete ad."""
    position(scene, salary={"min": "60000.00"})
    scene.imported()


def a_match(scene: Scene, name: str, **profile: str) -> str:
    return scene.match(scene.import_job(), scene.developer(first_name=name, **profile))


def open_(scene: Scene, name: str) -> None:
    a_match(scene, name)


def older(scene: Scene, name: str) -> None:
    seed.succeed(scene.client, a_match(scene, name), at=LONG_AGO)


def stuck(scene: Scene, name: str) -> None:
    scene.succeed(a_match(scene, name, email=""))


def exported(scene: Scene, name: str) -> None:
    scene.succeed(a_match(scene, name))


def paused(scene: Scene, name: str) -> None:
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(a_match(scene, name))


def unlinked(scene: Scene, name: str) -> None:
    scene.succeed(scene.match(scene.older_ad(), scene.developer(first_name=name)))


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


def by_hand(scene: Scene, name: str) -> None:
    """An ad without a position, and a position that it can be linked to."""
    published(scene, f"Stelle {name}")
    scene.client.document(documents.job_path(scene.older_ad())).update({"title": name})


def connected(scene: Scene, _: str) -> None:
    scene.connect()


def unconnected(scene: Scene, _: str) -> None:
    scene.call("DELETE", f"connect-personio/{scene.company}")


def salary(visit: Visit, _: Locator) -> None:
    fill_salary(visit, least="60000", most="70000", period="yearly")


def any_position(visit: Visit, place: Locator) -> None:
    place.get_by_label(visit.say("link.position")).select_option(index=1)


def ticked(visit: Visit, place: Locator) -> None:
    place.get_by_role("checkbox", name=visit.say("import.select")).first.check()


def credentials(visit: Visit, place: Locator) -> None:
    """The popup's first two steps, and what its third asks for."""
    place.get_by_label(visit.say("connect.page.label")).fill(visit.scene.slug)
    visit.press("next", place)
    visit.press("connect.company.yes", place)
    place.get_by_label(visit.say("connection.company_id")).fill(str(visit.scene.account))
    place.get_by_label(visit.say("connect.token")).fill(visit.scene.token)


@dataclass(frozen=True, kw_only=True)
class Action:
    """One button: what it is about, how often it writes when it is pressed once.

    `opener` opens the popup that it stands in, `filled` fills that in. `first` has to be pressed before the
    button is to be seen. `whole`: it stands in no card. `anew`: its stage is set right before each gesture.
    """

    stage: Callable[[Scene, str], None]
    key: str
    opener: str = ""
    filled: Callable[[Visit, Locator], None] | None = None
    first: str = ""
    whole: bool = False
    anew: bool = False
    writes: int = 1

    def __str__(self) -> str:
        return ".".join(filter(None, (self.stage.__name__, self.opener, self.key)))


CARDS = (
    Action(stage=open_, first="matches.open", key="match.succeed"),
    Action(stage=exported, first="matches.successful", key="match.take_back"),
    Action(stage=older, key="export.go"),
    Action(stage=older, key="preview", writes=0),
    Action(stage=stuck, key="export.retry"),
    Action(stage=stuck, key="export.cancel"),
    Action(stage=stuck, key="export.ask", writes=0),
    Action(stage=unlinked, key="export.link", writes=0),
    Action(stage=exported, key="export.again", writes=0),
    Action(stage=exported, opener="export.again", key="export.again.yes"),
    Action(stage=older, key="export_all", whole=True, writes=0),
    Action(stage=paused, key="notice.resume", anew=True),
)
POSITIONS = (
    Action(stage=listed, key="import.pick"),
    Action(stage=drafted, key="import.open"),
    Action(stage=listed, key="import.selected.one", filled=ticked, whole=True),
)
ADS = (
    Action(stage=drafted, key="ad.finish", writes=0),
    Action(stage=drafted, opener="ad.finish", filled=salary, key="save"),
    Action(stage=drafted, key="export.relink", writes=0),
    Action(stage=drafted, key="export.unlink", writes=0),
    Action(stage=drafted, opener="export.unlink", key="export.unlink"),
    Action(stage=by_hand, opener="export.link", filled=any_position, key="export.link"),
    Action(stage=drafted, key="ad.discard", writes=0),
    Action(stage=drafted, opener="ad.discard", key="ad.discard.yes"),
)
CONNECTION = (
    Action(stage=connected, key="connection.test", whole=True),
    Action(stage=connected, key="connection.replace", whole=True, writes=0),
    Action(stage=connected, key="channel.change", whole=True, writes=0),
    Action(stage=connected, opener="channel.change", key="save", whole=True),
    Action(stage=connected, key="connection.disconnect", whole=True, writes=0),
    Action(
        stage=connected, opener="connection.disconnect", key="connection.disconnect", whole=True, anew=True
    ),
    Action(stage=unconnected, key="add", whole=True, anew=True, writes=0),
    Action(stage=unconnected, opener="add", filled=credentials, key="done", whole=True, anew=True),
)


def pressed(button: Locator) -> None:
    button.evaluate(ENTER_TWICE)


def clicked(button: Locator) -> None:
    button.evaluate(TWICE)


GESTURES = {"Ada": pressed, "Bo": clicked}


@pytest.mark.proof
@pytest.mark.parametrize(
    ("route", "actions"),
    [("matches", CARDS), ("jobs/import", POSITIONS), ("jobs", ADS), ("settings", CONNECTION)],
    ids=["cards", "positions", "ads", "connection"],
)
def test_a_gesture_is_one_action(
    scene: Scene, visiting: Visiting, route: str, actions: tuple[Action, ...]
) -> None:
    """Pressed twice, by key or pointer, it writes as often as once, and answers no question that it opens."""
    base(scene)
    names = {
        (action, who): f"{who}{chr(ord('a') + number)}"  # one person or ad for each
        for number, action in enumerate(actions)
        for who in GESTURES
    }
    for (action, _), name in names.items():
        if not action.anew:
            action.stage(scene, name)
    visit = visiting()
    written: list[Request] = []
    visit.page.on("request", lambda request: written.append(request) if writes(request) else None)
    visit.go(route)
    for (action, who), name in names.items():
        if action.anew:
            action.stage(scene, name)
            visit.page.reload()
        button = found(visit, action, name)
        written.clear()
        GESTURES[who](button)
        settle(visit, written, action.writes)
        sent = [(each.method, each.url) for each in written]
        assert len(sent) == action.writes, f"{action}, {who}: {sent}"
        close(visit)


def settle(visit: Visit, written: list[Request], wanted: int) -> None:
    """Let the page's events arrive: what is wanted, and what a second press would have written."""
    until = time.monotonic() + PATIENCE / 1000
    while len(written) < wanted and time.monotonic() < until:
        visit.page.wait_for_timeout(20)
    visit.page.wait_for_timeout(STILL)
    expect(visit.page.locator("button.busy")).to_have_count(0)  # what was written may lead to another view


def close(visit: Visit) -> None:
    """What a gesture opened gives way to the next one."""
    dialog = visit.dialog()
    while dialog.count():
        visit.page.keyboard.press("Escape")
        visit.page.wait_for_timeout(50)


def writes(request: Request) -> bool:
    return (
        request.method in {"POST", "PUT", "PATCH", "DELETE"}
        and bool(WRITING.search(request.url))
        and not request.url.endswith("/resolve")
        and '"preview":true' not in (request.post_data or "")
    )


def found(visit: Visit, action: Action, name: str) -> Locator:
    """The button, in its card, its view or its popup, with nothing pressed a moment ago."""
    if action.first:
        visit.press(action.first)
    place = visit.page.locator("main")
    if not action.whole:
        place = visit.page.get_by_role("article", name=re.compile(f"^{name}"))
    if action.opener:
        visit.page.evaluate(ELSEWHERE)
        visit.button(action.opener, place).first.click()
        place = visit.dialog()
    if action.filled:
        action.filled(visit, place)
    button = visit.button(action.key, place).first
    expect(button).to_be_enabled()
    visit.page.evaluate(ELSEWHERE)
    return button


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


def test_what_goes_back_and_forth_says_what_is_stored(scene: Scene, visiting: Visiting) -> None:
    """A box pressed twice, and a language chosen twice at once, end up showing what is stored."""
    base(scene)
    visit = visiting()
    visit.page.add_init_script(SLOWLY)
    visit.page.reload()
    visit.go("settings")
    box = visit.page.get_by_label(visit.say("connection.pause"))
    language = visit.page.get_by_label(visit.say("connection.language"))

    def stored() -> bool:
        connection = scene.call("GET", f"connect-personio/{scene.company}").json()
        shown = {"paused": box.is_checked(), "language": language.input_value()}
        return {"paused": connection.get("paused", False), "language": connection["language"]} == shown

    box.dblclick()
    visit.page.wait_for_timeout(1500)
    assert stored()
    box.focus()
    visit.page.keyboard.press("Space")
    visit.page.keyboard.press("Space")
    visit.page.wait_for_timeout(1500)
    assert stored()
    language.select_option("en")
    language.select_option("de")
    visit.page.wait_for_timeout(1500)
    assert stored()
