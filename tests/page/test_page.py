"""The page of `make run`, in a browser: the customer's three steps, and what Personio's faults look like."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from local import seed
from local.scenes.scene import Scene
from tests.page.stages import Visiting, connected, fill_salary, only_ad, position, scheduled

TELEPHONE = 390


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
    visit.press("done", dialog)
    visit.see(visit.say("connect.done.title"), dialog)
    accessible()

    visit.press("import.action", dialog)
    visit.press("import.pick")
    dialog = visit.dialog()
    fill_salary(visit, least="60.000", most="75000", period="yearly")
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
        ("token", "waiting", "notice.reconnect"),
        ("api", "waiting", "notice.feature_off"),
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
        visit.see(visit.say("waiting.one"))
        visit.accessible()
    if fault == "lost":
        visit.press("export.retry", card)
        expect(card).to_contain_text(visit.say("state.exported"))
        assert len(scene.applicants()) == 1


@pytest.fixture
def queue(scene: Scene) -> Iterator[Scene]:
    """Whatever was switched, it is well again afterwards: the queue is everybody's."""
    yield scene
    scene.queue(paused=False, unavailable=0, duplicates=0)


@pytest.mark.usefixtures("queue")
def test_a_silent_queue_stops_no_match(scene: Scene, visiting: Visiting) -> None:
    """A match leaves though the queue is silent; what waited leaves once it speaks again, asked for anew."""
    match = connected(scene)
    visit = visiting()
    visit.fault("silent")
    visit.accessible()
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(match)
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.paused"))
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    expect(card).to_contain_text(visit.say("state.paused"))
    scene.succeed(scene.match(only_ad(scene).id, scene.developer(first_name="Bo")))
    expect(visit.card("Bo Beispiel")).to_contain_text(visit.say("state.exported"))
    visit.fault("silent")
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    expect(card).to_contain_text(visit.say("state.exported"))
    assert len(scene.requests_sent()) == 2


@pytest.mark.usefixtures("queue")
def test_a_turn_that_comes_twice_sends_once(scene: Scene, visiting: Visiting) -> None:
    """What waited for a company's pause leaves in a turn, which comes twice: there is one applicant."""
    match = connected(scene)
    visit = visiting()
    visit.fault("twice")
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    scene.succeed(match)
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say("state.paused"))
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    expect(card).to_contain_text(visit.say("state.exported"))
    visit.fault("twice")
    assert len(scene.requests_sent()) == 1


def test_a_refused_token_is_replaced_and_the_waiting_leave(scene: Scene, visiting: Visiting) -> None:
    """After a new token in Personio the banner leads to the popup, and what waited goes on by itself."""
    connected(scene)
    visit = visiting()
    visit.press("side.renew", visit.side("side.credentials"))
    visit.press("matches.open")
    visit.press("match.succeed")
    visit.see(visit.say("waiting.one"))
    visit.press("connection.replace")
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("connect.token")).fill("f" * 40)
    visit.press("done", dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("Personio lehnt die Zugangsdaten ab")
    visit.accessible()
    dialog.get_by_label(visit.say("connect.token")).fill(
        scene.personio("GET", f"/companies/{scene.account}")["token"]
    )
    visit.press("done", dialog)
    visit.see(visit.say("connect.replaced.title"), dialog)
    visit.page.keyboard.press("Escape")
    scheduled(scene, "sweep-exports")
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
    visit.press("phase.offer", side)
    visit.see(visit.say("side.stage", name=visit.say("phase.offer")), side)
    pressed = side.get_by_role("button", pressed=True)
    expect(pressed).to_have_text(visit.say("phase.offer"))
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
    position(scene)
    scene.connect()
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
    visit.see(visit.say("no_answer"))
    assert visit.button("reload").count() > 0


def test_what_changed_in_personio_is_taken_over(scene: Scene, visiting: Visiting) -> None:
    """A changed title is shown beside the ad's own, and taken over by a click."""
    connected(scene)
    position(scene, name="Backend Engineer, hybrid")
    scheduled(scene, "sync-jobs")
    visit = visiting()
    visit.go("jobs")
    visit.press("import.changes")
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
    visit.press("export.link", card)
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("link.position")).select_option(str(scene.position))
    visit.accessible()
    visit.press("export.link", dialog)
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
    expect(visit.card("Fee Beispiel")).to_contain_text(visit.say("export.older"))
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
    scheduled(scene, "sweep-exports")
    scheduled(scene, "sweep-exports")
    result = visit.say("export_all.in_personio", n=3)
    expect(dialog).to_contain_text(visit.say("export_all.over", all=3, result=result))
    assert len(scene.applicants()) == 3
    visit.press("close", dialog)
    expect(visit.card("Fee Beispiel")).to_contain_text(visit.say("state.exported"))


def test_importing_needs_a_connection(visiting: Visiting) -> None:
    """Without one, "Job importieren" says why and leads to where it is made."""
    visit = visiting()
    visit.go("jobs")
    visit.press("jobs.new")
    visit.dialog().get_by_role("button", name=visit.say("import.action")).click()
    visit.see(visit.say("import.not_connected"))
    visit.press("export.connect")
    visit.see(visit.say("settings.apps"))


def test_a_recruiter_is_told_what_needs_an_admin(scene: Scene, visiting: Visiting) -> None:
    """Who may not connect or settle sees the state and who can, and no button that would be refused."""
    connected(scene)
    visiting()  # the admin is known to the page
    visit = visiting(role="recruiter")
    visit.go("settings")
    visit.see(visit.say("ask_admin.named", names=f"Admin {scene.company}"))
    assert visit.button("connection.disconnect").count() == 0
    visit.accessible()


def test_a_popup_shares_the_keyboard_with_personios_side(visiting: Visiting) -> None:
    """Tab leads from the popup to Personio's side, never behind it; after Escape its opener has the focus."""
    visit = visiting()
    visit.side("side.credentials")
    visit.go("settings")
    visit.button("add").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.dialog().get_by_label(visit.say("connect.page.label"))).to_be_focused()
    seen = set()
    for _ in range(16):
        visit.page.keyboard.press("Tab")
        seen.add(visit.focused())
    assert any("personio-popup" in place for place in seen)
    assert any("aside" in place for place in seen), "what is copied from there is out of reach"
    assert not any("main" in place or "header" in place for place in seen)
    visit.dialog().get_by_label(visit.say("connect.page.label")).focus()
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
