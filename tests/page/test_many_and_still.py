"""Many matches at once, and cards that stay where they are while one of them changes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from local import seed
from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.applicant import Stage
from tests.page.crowd import MANY, SHIFTS, many
from tests.page.stages import LONG_AGO, Visiting, exported, position, stands


def test_among_many_matches_each_is_found(scene: Scene, visiting: Visiting) -> None:
    """Of 150 a name, a job ad and a state find theirs, together and each alone."""
    _, second = many(scene)
    visit = visiting()
    cards = visit.page.get_by_role("article")
    expect(cards).to_have_count(MANY)
    name = visit.page.get_by_role("searchbox")
    job = visit.page.get_by_label(visit.say("matches.job"))
    state = visit.page.get_by_label(visit.say("matches.state"))
    expect(state.locator("option")).to_have_count(4)  # all, and the three that there are
    name.fill("nr14")
    expect(cards).to_have_count(10)
    job.select_option(second)
    expect(cards).to_have_count(5)
    state.select_option("needs_action")
    expect(cards).to_have_count(1)
    name.fill("")
    expect(cards).to_have_count(MANY // 10)
    job.select_option("")
    expect(cards).to_have_count(MANY // 5)
    visit.accessible()


def waiting(scene: Scene, job: str) -> str:
    """Two matches that wait for a pause that is over; the match that is sent first."""
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    ada = scene.match(job, scene.developer(first_name="Ada"))
    for match in (scene.match(job, scene.developer(first_name="Bo")), ada):
        scene.succeed(match)
        eventually(partial(waits, scene, match))
    scene.client.document(documents.connection_path(scene.company)).update({"paused": False})
    return ada


def waits(scene: Scene, match: str) -> bool:
    return bool(scene.entry(match)["state"] == "waiting")


def older(scene: Scene, job: str) -> str:
    """Two matches from before the company connected; the one that is sent first."""
    ada = scene.match(job, scene.developer(first_name="Ada"))
    seed.succeed(scene.client, ada, at=LONG_AGO + timedelta(minutes=1))
    seed.succeed(scene.client, scene.match(job, scene.developer(first_name="Bo")), at=LONG_AGO)
    return ada


@pytest.mark.parametrize(
    ("begin", "before"), [(waiting, "export.resuming"), (older, "export.older")], ids=["waiting", "older"]
)
@pytest.mark.parametrize("width", [390, 1440])
def test_no_card_moves_while_one_changes(
    scene: Scene, visiting: Visiting, width: int, begin: Callable[[Scene, str], str], before: str
) -> None:
    """What is sent elsewhere changes its card, and leaves everything else where it is, to the pixel.

    A notice above the views and a match that is new take room of their own, and move what lies below:
    whatever covered the cards instead, or stood empty for months, would be the worse of the two.
    """
    position(scene)
    scene.connect()
    match = begin(scene, scene.import_job())
    visit = visiting(width=width, height=900)
    card = visit.card("Ada Beispiel")
    expect(card).to_contain_text(visit.say(before))
    visit.page.wait_for_timeout(1000)
    visit.page.evaluate(SHIFTS)
    scene.call("POST", f"export-applicant/{scene.company}/matches/{match}", {})
    visit.look()
    expect(card).to_contain_text(visit.say("state.exported"))
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.shifted") == []


@pytest.mark.parametrize("width", [390, 1440])
def test_no_card_moves_while_its_applicant_does(scene: Scene, visiting: Visiting, width: int) -> None:
    """What became of an applicant finds room on the card, to the pixel."""
    exported(scene)
    latest = scene.match(scene.import_job(), scene.developer(first_name="Bo"))
    scene.succeed(latest)
    visit = visiting(width=width, height=900)
    card = visit.card("Bo Beispiel")  # the first of them, so that what it moved would be in sight
    expect(card).to_contain_text(visit.say("state.exported"))
    visit.page.wait_for_timeout(1000)
    visit.page.evaluate(SHIFTS)
    stands(scene, latest, Stage.IN_PROCESS, name="Telefoninterview", since=LONG_AGO)
    visit.look()
    expect(card).to_contain_text(visit.say("progress.in_process"))
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.shifted") == []
