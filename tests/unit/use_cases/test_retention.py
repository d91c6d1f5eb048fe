"""What is kept of an export ends, and nothing is sent a second time because it did."""

from datetime import timedelta

import pytest

from local.memory.clock import ManualClock
from shared.domain.application import Answer, Outcome
from shared.domain.ledger.export import Attempt, Code, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.retention import outlived, pruning, retained
from shared.structs import replace
from tests.support.entries import an_export
from tests.support.world import World, one_match

DAY = timedelta(days=1)
PACE = Pace()
UNKNOWN = Answer(outcome=Outcome.UNKNOWN)


@pytest.fixture
def world() -> World:
    return one_match()


def pass_months(world: World, number: int) -> None:
    """Firestore deletes what has expired: entries and keys by the last change of the entry."""
    world.clock.advance(number * 30.5 * DAY.total_seconds())
    for entry in world.entries():
        if entry.updated_at + world.pace.keep_exports <= world.clock.now():
            world.store.drop(f"exports/{entry.match_id}")
            world.store.drop(f"applicants/{entry.key}")


def nights(world: World, number: int = 2) -> None:
    for _ in range(number):
        world.sweep()
        world.clock.advance(5)
        world.give_turns()
        world.clock.advance((DAY + timedelta(minutes=5)).total_seconds())


def test_the_night_after_the_retention_exports_nobody(world: World) -> None:
    """Twenty-five months later the entry is gone, the match is not, and nothing sends it unasked."""
    world.export()
    pass_months(world, 25)
    assert world.entries() == []
    nights(world)
    world.export()
    world.backfilling.request("acme", "ann")
    world.clock.advance(5)
    world.give_turns()
    assert len(world.personio.requests) == 1
    assert world.entries() == []


def test_a_click_sends_what_has_outlived_its_entry(world: World) -> None:
    """A person who looks at the match may send it again; Personio's own rule finds the applicant."""
    world.export()
    pass_months(world, 25)
    world.card.export("acme", "m1", "rob")
    assert world.state() == (State.QUEUED, Code.CONFIRMING_DUPLICATE)


def test_a_younger_success_goes_by_itself(world: World) -> None:
    """What succeeded within the retention, and has no entry, is still found by the night."""
    world.clock.advance(23 * 30.5 * DAY.total_seconds())
    nights(world)
    assert world.state() == (State.EXPORTED, None)


def test_what_has_outlived_counts_for_no_back_fill(world: World) -> None:
    """The night tells of older successes that a back-fill would export; these it would not."""
    world.export()
    pass_months(world, 25)
    world.clock.advance(60)
    world.put_connection(connected_at=world.clock.now())
    nights(world)
    older = world.older("acme")
    assert older
    assert older.count == 0


def test_a_key_without_an_entry_counts_as_none(world: World) -> None:
    """Where the entry ended before its key, another match of the person takes the key over and is sent."""
    world.export()
    world.store.drop("exports/m1")
    world.store.drop("matches/m1")
    world.succeed("m2")
    world.export("m2")
    assert len(world.personio.requests) == 2
    assert world.store.get("applicants/100001_4711_ada") == "m2"


def test_an_attempts_line_goes_after_half_a_year(world: World) -> None:
    """Of a final export alone the lines of its attempts go; all else stays, and nothing is sent again."""
    world.personio.script = [UNKNOWN]
    world.export()
    world.clock.advance(65)
    world.export()
    before = world.the_entry()
    assert len(before.attempts) == 2
    world.clock.advance(182 * DAY.total_seconds())
    nights(world, 1)
    assert world.the_entry() == before
    nights(world, 2)
    assert world.the_entry() == replace(before, attempts=(), prune_at=None)


def test_what_waits_is_pruned_too(world: World) -> None:
    """An export that somebody has to mend keeps its reason, and loses the lines of half a year ago."""
    world.personio.script = [Answer(outcome=Outcome.REFUSED, status=400)]
    world.export()
    world.clock.advance(200 * DAY.total_seconds())
    nights(world, 1)
    entry = world.the_entry()
    assert (world.state(), entry.attempts) == ((State.NEEDS_ACTION, Code.REFUSED), ())
    assert len(world.personio.requests) == 1


def test_many_are_pruned_in_one_night() -> None:
    """A night goes on for as long as it has time, page after page; what is left is the next sweep's."""
    world = World(pace=Pace())
    world.company("acme")
    for number in range(301):
        world.export(world.match("acme", number), Origin.CLICK)
        world.clock.advance(70)
    world.clock.advance(200 * DAY.total_seconds())
    nights(world, 1)
    assert [entry for entry in world.entries() if entry.attempts] == []


def test_lines_go_one_by_one() -> None:
    """Each has its own time, and the next one's is noted."""
    now = ManualClock().now()
    lines = (Attempt(id="a1", at=now, outcome="created"), Attempt(id="a2", at=now + DAY, outcome="created"))
    entry = retained(an_export(now, attempts=lines), now, PACE)
    due = entry.attempts[0].at + PACE.keep_attempts
    assert entry.prune_at == due
    assert pruning(entry, due - timedelta(seconds=1), PACE) is None
    change = pruning(entry, due, PACE)
    assert change
    assert [attempt.id for attempt in change.entry.attempts] == ["a2"]
    assert (change.entry.prune_at, change.drop_key) == (due + DAY, None)


def test_an_erased_export_loses_its_lines_in_time() -> None:
    """What the erasure leaves is pruned as everything else, though its address would have gone before."""
    world = one_match()
    world.personio.script = [UNKNOWN]
    world.export()
    world.card.cancel("acme", "m1", "rob")
    before = world.the_entry()
    assert before.prune_at == world.clock.now() + PACE.keep_unknown
    world.erasing.erase("ada", profile_stays=True)
    assert world.the_entry().prune_at == before.attempts[0].at + PACE.keep_attempts


def test_the_retention_ends_to_the_second() -> None:
    """A success is as old as its entry may be, or it is not."""
    now = ManualClock().now()
    assert outlived(now - PACE.keep_exports, now, PACE)
    assert not outlived(now - PACE.keep_exports + timedelta(seconds=1), now, PACE)
