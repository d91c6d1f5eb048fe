"""A back-fill is asked for once, paged by one turn at a time, and told as it goes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from local.memory.backfills import InMemoryBackfills
from local.memory.exports import InMemoryExports
from shared.domain.audit import AuditedAction
from shared.domain.ledger.backfill import Backfill, Older
from shared.domain.ledger.export import Origin, State
from shared.structs import replace
from shared.use_cases.sweep.backfilling import Paging
from tests.support.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    """A company with 150 older successes: a page and a half."""
    world = World()
    world.company("acme")
    for number in range(150):
        world.match("acme", number, successful_at=world.clock.now() - HOUR)
    return world


def backfill_of(world: World) -> Backfill:
    known: Backfill = world.store.get("back_fills/acme")
    return known


def put_backfill(world: World, **changes: Any) -> None:
    world.store.put("back_fills/acme", replace(backfill_of(world), **changes))


def during_a_page(world: World, deed: Callable[[], object]) -> Paging:
    """`deed` happens while a page is read."""
    matches: Any = type("Matches", (), {})()

    def of_company(*asked: Any) -> Any:
        deed()
        return world.matches.of_company(*asked)

    matches.of_company = of_company
    return replace(world.sending.paging, matches=matches)


def test_a_request_says_whose_it_was(world: World) -> None:
    """Document and audit trail name company and person; what the earlier ones queued is told along."""
    world.backfilling.request("acme", "ann")
    world.run(5)
    progress = world.backfilling.request("acme", "bob")
    assert progress.tally[State.EXPORTED] > 0
    assert (backfill_of(world).requested_by, backfill_of(world).requested_at) == ("bob", world.clock.now())
    assert [(line.company_id, line.by, line.what) for line in world.audit.lines] == [
        ("acme", "ann", AuditedAction.BACKFILLED),
        ("acme", "bob", AuditedAction.BACKFILLED),
    ]


def test_a_page_is_a_hundred_matches(world: World) -> None:
    """Each page goes on behind the last match of the one before, and says whether another follows."""
    world.backfilling.request("acme", "ann")
    seen = []
    for _ in range(3):
        more = world.sending.paging.page("acme")
        known = backfill_of(world)
        seen.append((more, known.found, known.queued, known.cursor, known.running))
    assert seen == [
        (True, 100, 100, "acme-00099", True),
        (False, 150, 150, "acme-00149", False),
        (False, 150, 150, "acme-00149", False),
    ]


def test_a_page_is_one_turns_alone(world: World) -> None:
    """While it is under way nobody else pages; one that died leaves it to others after two minutes."""
    world.backfilling.request("acme", "ann")
    until = world.clock.now() + timedelta(minutes=2)
    during: list[tuple[Any, bool]] = []
    paging = during_a_page(
        world,
        lambda: during.append((backfill_of(world).page_until, world.sending.paging.page("acme"))),
    )
    paging.page("acme")
    assert (during, backfill_of(world).page_until) == ([(until, False)], None)
    put_backfill(world, page_until=until)
    world.clock.advance(119)
    world.sending.paging.page("acme")
    assert backfill_of(world).found == 100
    world.clock.advance(1)
    world.sending.paging.page("acme")
    assert backfill_of(world).found == 150


def test_of_two_turns_that_want_a_page_one_takes_it(world: World) -> None:
    """Who finds it taken between its look and its write leaves it, as it is, to whoever was faster."""

    class Overtaken(InMemoryBackfills):
        def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
            put_backfill(world, page_until=taken_until)
            return super().update(company_id, step)

    world.backfilling.request("acme", "ann")
    taken_until = world.clock.now() + timedelta(seconds=77)
    paging = replace(world.sending.paging, backfills=Overtaken(store=world.store))
    before = backfill_of(world)
    assert not paging.page("acme")
    assert backfill_of(world) == replace(before, page_until=taken_until)


def test_a_back_fill_that_is_over_or_gone_is_not_paged(world: World) -> None:
    """Nothing is read of a company whose back-fill ended, or was deleted between two looks."""

    class Gone(InMemoryBackfills):
        def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
            self.store.drop(f"back_fills/{company_id}")
            return super().update(company_id, step)

    read: list[int] = []
    paging = during_a_page(world, lambda: read.append(1))
    assert not paging.page("acme")
    world.backfilling.request("acme", "ann")
    assert not replace(paging, backfills=Gone(store=world.store)).page("acme")
    assert backfill_of(world) == Backfill(company_id="acme")
    assert not paging.page("acme")
    assert read == []


def test_what_is_counted_during_a_page_stays_counted(world: World) -> None:
    """The night's count that comes while a page is read is not overwritten by it."""
    world.backfilling.request("acme", "ann")
    older = Older(count=7, counted_at=world.clock.now())
    during_a_page(world, lambda: put_backfill(world, older=older)).page("acme")
    assert (backfill_of(world).older, backfill_of(world).found) == (older, 100)


def test_who_looks_again_and_again_is_told_without_counting(world: World) -> None:
    """Within ten seconds a second look asks for the document alone; then it counts anew."""
    counted: list[str] = []

    class Counting(InMemoryExports):
        def tally(
            self, company_id: str, origin: Origin | None = None, expected: int | None = None
        ) -> Mapping[State, int]:
            counted.append(company_id)
            return super().tally(company_id, origin, expected)

    backfilling = replace(world.backfilling, exports=Counting(store=world.store))
    assert backfilling.progress("acme").tally == {}
    assert counted == []
    backfilling.request("acme", "ann")
    world.sending.paging.page("acme")
    assert backfilling.progress("acme").tally[State.QUEUED] == 0
    world.clock.advance(15)
    tally = [backfilling.progress("acme").tally[State.QUEUED] for _ in range(3)]
    assert (tally, counted) == ([100] * 3, ["acme"] * 2)
