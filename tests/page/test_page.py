"""The page of `make run`, in a browser: the customer's three steps, and what Personio's faults look like."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from google.cloud.firestore_v1.base_query import FieldFilter
from playwright.sync_api import expect

from local import seed
from local.scenes.scene import Scene
from tests.support.visits import PATIENCE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


Visiting = Callable[..., Visit]
TELEPHONE = 390
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def visiting(chromium: "Browser", scene: Scene) -> Iterator[Visiting]:
    """Begins visits and ends them; a test fails where the browser complained."""
    begun: list[Visit] = []

    def begin(**how: object) -> Visit:
        begun.append(Visit.begin(chromium, scene, **how))  # type: ignore[arg-type]  # any of Visit.begin's own options
        return begun[-1]

    yield begin
    for visit in begun:
        visit.end()


def position(scene: Scene, **more: object) -> None:
    """The company's position, with text in both languages."""
    texts = {"de": [["Aufgaben", "<p>Bauen.</p>"]], "en": [["Tasks", "<p>Build.</p>"]]}
    fields = {"name": "Backend Engineer", "office": "Berlin", "keywords": "Python", "texts": texts, **more}
    scene.personio("PUT", f"/companies/{scene.account}/positions/{scene.position}", fields)


def only_ad(scene: Scene) -> Any:
    """The company's job ad, as it stands in Firestore."""
    own = FieldFilter("company_id", "==", scene.company)
    (ad,) = scene.client.collection("jobs").where(filter=own).stream()
    return ad


def scheduled(scene: Scene, function: str) -> None:
    """What Cloud Scheduler does; `make run` does it every few seconds."""
    assert scene.call("POST", f"{function}/", {}, as_=None).status_code == 200


def connected(scene: Scene) -> str:
    """A company that is connected, with an imported ad and an open match; returns the match."""
    position(scene)
    scene.connect()
    return scene.match(scene.import_job(), scene.developer())


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_three_steps(scene: Scene, visiting: Visiting, language: str) -> None:
    """Connect, import, export: by clicks alone, in both languages, and accessible at every stop."""
    position(scene)
    visit = visiting(language=language)
    accessible = visit.accessible if language == "de" else lambda: None  # the same elements, other words
    visit.go("settings")
    accessible()
    credentials = visit.side("side.credentials").locator("code")
    company_id, token = credentials.nth(0).inner_text(), credentials.nth(1).inner_text()

    visit.press("add")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.page.label")).fill(f"{scene.slug}.jobs.personio.de/job/1")
    accessible()
    visit.press("next", dialog)
    visit.see("Backend Engineer", dialog)
    accessible()
    visit.press("connect.company.yes", dialog)
    dialog.get_by_label(visit.say("connection.company_id")).fill(company_id)
    hidden = dialog.get_by_label(visit.say("connect.token"))
    hidden.fill(token)
    assert hidden.get_attribute("type") == "password"
    accessible()
    visit.press("connect.check", dialog)
    visit.see(visit.say("connect.done.title"), dialog)
    accessible()

    visit.press("import.action", dialog)
    visit.press("import.pick")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("detail.salary")).fill("60000 - 75000")
    accessible()
    visit.press("ad.create", dialog)
    expect(dialog).to_have_count(0)
    visit.see(visit.say("positions.imported"))
    accessible()

    job = only_ad(scene)
    assert job.get("status") == "complete"
    scene.match(job.id, scene.developer())
    visit.go("matches")
    visit.press("matches.open")
    visit.press("match.succeed")
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.exported"))
    expect(card).to_contain_text(visit.say("automatic"))
    expect(visit.side("side.applicants")).to_contain_text("Ada Beispiel")
    accessible()
    assert len(scene.applicants()) == 1
    for route in ("jobs", "activity", "settings"):
        visit.go(route)
        visit.see(visit.say({"settings": "settings.apps"}.get(route, f"nav.{route}")))
        accessible()
    for tab in ("side.positions", "side.credentials", "side.faults"):
        visit.side(tab)
        accessible()


@pytest.mark.parametrize(
    ("fault", "state", "banner"),
    [
        ("token", "waiting", "banner.reconnect"),
        ("api", "waiting", "banner.feature_off"),
        ("limit", "queued", None),
        ("down", "queued", None),
        ("lost", "queued", None),
        ("slow", "exported", None),
    ],
)
def test_each_fault_shows_on_the_card(
    scene: Scene, visiting: Visiting, fault: str, state: str, banner: str | None
) -> None:
    """What Personio does is said on the card, and above it where the connection is at fault."""
    connected(scene)
    visit = visiting()
    visit.fault(fault)
    visit.press("matches.open")
    visit.press("match.succeed")
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say(f"state.{state}"))
    if banner:
        visit.see(visit.say(banner))
        visit.see(visit.say("banner.waiting.one"))
        visit.accessible()
    if fault == "lost":
        visit.press("match.retry", card)
        expect(card).to_contain_text(visit.say("state.exported"))
        assert len(scene.applicants()) == 1


def test_a_refused_token_is_replaced_and_the_waiting_leave(scene: Scene, visiting: Visiting) -> None:
    """After a new token in Personio the banner leads to the popup, and what waited goes on by itself."""
    connected(scene)
    visit = visiting()
    visit.press("side.renew", visit.side("side.credentials"))
    visit.press("matches.open")
    visit.press("match.succeed")
    visit.see(visit.say("banner.waiting.one"))
    visit.press("connection.replace")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.token")).fill("f" * 40)
    visit.press("connect.check", dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("Personio lehnt die Zugangsdaten ab")
    visit.accessible()
    dialog.get_by_label(visit.say("connect.token")).fill(
        scene.personio("GET", f"/companies/{scene.account}")["token"]
    )
    visit.press("connect.check", dialog)
    visit.press("done", dialog)
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("state.exported"))


def test_personios_side_moves_applicants_and_ticks_scopes(scene: Scene, visiting: Visiting) -> None:
    """A stage's button moves the applicant there; a scope is the client's for as long as it is ticked."""
    stages = [{"id": 7, "name": "Telefoninterview"}]
    company = scene.personio("GET", f"/companies/{scene.account}")
    shown = {name: value for name, value in company.items() if name not in {"id", "tags"}}
    scene.personio("PUT", f"/companies/{scene.account}", shown | {"phases": stages})
    scene.succeed(connected(scene))
    visit = visiting()
    side = visit.side("side.applicants")
    side.get_by_text(visit.say("side.stage", name="Telefoninterview")).click()
    visit.press("side.stage.offer", side)
    visit.see(visit.say("side.stage", name=visit.say("side.stage.offer")), side)
    pressed = side.get_by_role("button", pressed=True)
    expect(pressed).to_have_text(visit.say("side.stage.offer"))
    visit.accessible()
    assert [stage["id"] for stage in scene.applicants()[0]["stages"]] == [7, "offer"]
    side = visit.side("side.credentials")
    side.get_by_label(visit.say("side.scope.read")).uncheck()
    expect(side.get_by_label(visit.say("side.scope.read"))).not_to_be_checked()
    expect(side.get_by_label(visit.say("side.scope.write"))).to_be_checked()
    visit.accessible()
    (client,) = scene.personio("GET", f"/companies/{scene.account}")["clients"]
    assert client["scopes"] == ["personio:recruiting:write"]


def test_positions_that_cannot_be_read_are_explained(scene: Scene, visiting: Visiting) -> None:
    """A feed that is off is a sentence with the next click, never an endless spinner."""
    connected(scene)
    visit = visiting()
    visit.go("jobs/import")
    visit.see(visit.say("positions.imported"))
    visit.fault("feed")
    visit.press("reload")
    expect(visit.page.locator("main").get_by_role("alert")).to_be_visible()
    visit.accessible()
    visit.fault("feed")
    visit.press("reload")
    visit.see(visit.say("positions.imported"))


def test_a_language_without_text_is_said(scene: Scene, visiting: Visiting) -> None:
    """A position without text in the chosen language names the one that will be imported."""
    connected(scene)
    visit = visiting()
    visit.fault("german")
    visit.go("jobs/import")
    visit.see(visit.say("positions.other_language", language="Deutsch", instead="Englisch"))


@pytest.mark.parametrize("how", ["abort", "nonsense"])
def test_a_failing_function_shows_as_a_sentence(scene: Scene, visiting: Visiting, how: str) -> None:
    """Where a function does not answer, or not in its own words, the page says so, with the next click."""
    connected(scene)
    visit = visiting()
    pattern = re.compile("/list-jobs/")
    if how == "abort":
        visit.page.route(pattern, lambda route: route.abort())
    else:
        visit.page.route(pattern, lambda route: route.fulfill(status=502, body="<html>"))
    visit.go("jobs/import")
    visit.see(visit.say("problem.silence.title"))
    assert visit.button("reload").count() > 0


def test_what_changed_in_personio_is_taken_over(scene: Scene, visiting: Visiting) -> None:
    """A changed title is shown beside the ad's own, and taken over by a click."""
    connected(scene)
    position(scene, name="Backend Engineer, hybrid")
    scheduled(scene, "sync-jobs")
    visit = visiting()
    visit.go("jobs")
    visit.press("jobs.changes")
    dialog = visit.dialog()
    expect(dialog.locator("ins")).to_have_text("Backend Engineer, hybrid")
    visit.accessible()
    visit.press("ad.changed.answer", dialog)
    expect(visit.card("Backend Engineer, hybrid")).to_be_visible()


def test_an_older_ad_is_linked(scene: Scene, visiting: Visiting) -> None:
    """A match of an ad without a position says so, and leaves once the ad is linked."""
    position(scene)
    scene.connect()
    job = scene.client.collection("jobs").document()
    job.set({"company_id": scene.company, "title": "Entwicklung", "status": "complete"})
    scene.succeed(scene.match(job.id, scene.developer()))
    visit = visiting()
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.needs_action"))
    visit.press("link", card)
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("link.position")).select_option(str(scene.position))
    visit.accessible()
    visit.press("link", dialog)
    expect(dialog).to_have_count(0)
    expect(card).to_contain_text(visit.say("state.exported"))


def test_older_matches_are_exported_all_at_once(scene: Scene, visiting: Visiting) -> None:
    """What succeeded before the company connected is previewed, sent with one click, and counted."""
    position(scene)
    job = scene.imported()
    long_ago = datetime.now(UTC) - timedelta(days=30)
    for name in ("Emil", "Fee", "Gustav"):
        seed.succeed(scene.client, scene.match(job, scene.developer(first_name=name)), at=long_ago)
    visit = visiting()
    expect(visit.card("Fee Beispiel")).to_contain_text(visit.say("match.older"))
    visit.press("export_all")
    dialog = visit.dialog()
    dialog.get_by_text("Fee Beispiel").click()
    expect(dialog).to_contain_text(visit.say("preview.would_send"))
    expect(dialog).to_contain_text("@example.org")
    assert scene.applicants() == []
    visit.accessible()
    visit.press("export_all.go.many", dialog, n=3)
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    visit.accessible()
    expect(dialog).to_contain_text(visit.say("export_all.done.many", n=3))
    assert len(scene.applicants()) == 3
    visit.press("close", dialog)
    expect(visit.card("Fee Beispiel")).to_contain_text(visit.say("state.exported"))


def test_importing_needs_a_connection(visiting: Visiting) -> None:
    """Without one, "Job importieren" says why and leads to where it is made."""
    visit = visiting()
    visit.go("jobs")
    visit.press("jobs.new")
    visit.dialog().get_by_role("button", name=visit.say("import.action")).click()
    visit.see(visit.say("import.not_connected.admin"))
    visit.press("connect.lead")
    visit.see(visit.say("settings.apps"))


def test_a_recruiter_is_told_what_needs_an_admin(scene: Scene, visiting: Visiting) -> None:
    """Who may not connect or settle sees the state and who can, and no button that would be refused."""
    connected(scene)
    visit = visiting(role="recruiter")
    visit.go("settings")
    visit.see(visit.say("settings.admin_only"))
    assert visit.button("connection.disconnect").count() == 0
    visit.accessible()


def test_the_popup_keeps_the_focus_and_gives_it_back(visiting: Visiting) -> None:
    """Tab goes round inside, Escape closes, and the focus is back on what opened the popup."""
    visit = visiting()
    visit.go("settings")
    visit.button("add").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.dialog().get_by_label(visit.say("connect.page.label"))).to_be_focused()
    inside = "document.activeElement.closest('dialog') !== null"
    for keys in ("Tab", "Shift+Tab"):
        for _ in range(6):
            visit.page.keyboard.press(keys)
            assert visit.page.evaluate(inside)
    visit.page.keyboard.press("Escape")
    expect(visit.dialog()).to_have_count(0)
    expect(visit.button("add")).to_be_focused()


@pytest.mark.parametrize("width", [TELEPHONE, 768, 1100, 1600])
def test_nothing_is_cut_off(scene: Scene, visiting: Visiting, width: int) -> None:
    """From a telephone to a large screen, no view is wider than the window."""
    match = connected(scene)
    scene.succeed(match)
    visit = visiting(width=width)
    visit.see("Ada Beispiel")
    for route in ("matches", "jobs", "jobs/import", "activity", "settings"):
        visit.go(route)
        visit.page.locator("main h1").wait_for()
        wider = "document.scrollingElement.scrollWidth - window.innerWidth"
        assert visit.page.evaluate(wider) <= 0, route
    if width == TELEPHONE:
        visit.accessible()


def test_it_is_live_without_a_reload(scene: Scene, visiting: Visiting) -> None:
    """What happens elsewhere appears by itself, and what somebody has typed meanwhile stays."""
    match = connected(scene)
    visit = visiting()
    visit.go("jobs/import")
    search = visit.page.get_by_role("searchbox")
    search.fill("Backend")
    scene.succeed(match)
    expect(visit.side("side.applicants")).to_contain_text("Ada Beispiel")
    assert search.input_value() == "Backend"
    visit.go("matches")
    expect(visit.card("Ada Beispiel")).to_contain_text(visit.say("state.exported"))
