"""What no event told of is found once, in time, and what was looked at is not looked at again and again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from shared.domain.errors import Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import State
from shared.domain.ledger.snapshot import Snapshot
from shared.domain.ledger.sweep import Sweep
from shared.domain.match import Match
from shared.structs import replace
from shared.use_cases.sweep.catching_up import CatchingUp
from tests.support.world import World

MINUTE = timedelta(minutes=1)
QUEUED = (State.QUEUED, None)


@dataclass(frozen=True, kw_only=True)
class Watched(InMemoryMatches):
    """Notes which matches were read; what is to come before the next reading, comes."""

    read: list[str] = field(default_factory=list)
    before_reading: list[Match] = field(default_factory=list)

    def succeeded(self, since: datetime, until: datetime, after: Match | None, limit: int) -> Sequence[Match]:
        while self.before_reading:
            match = self.before_reading.pop()
            self.store.put(f"matches/{match.id}", match)
        found = super().succeeded(since, until, after, limit)
        self.read.extend(match.id for match in found)
        return found


@pytest.fixture
def world() -> World:
    """A company that connected two hours ago; the sweeps find nothing new."""
    world = World()
    world.company("acme")
    world.clock.advance(7200)
    return world


@pytest.fixture
def watched(world: World) -> Watched:
    return Watched(store=world.store)


@pytest.fixture
def looking(world: World, watched: Watched) -> "Looking":
    return Looking(world, watched)


class Looking:
    """Every five minutes, by what the look before left."""

    def __init__(self, world: World, watched: Watched) -> None:
        self.world, self.watched, self.sweep = world, watched, Sweep()
        self.catching_up: CatchingUp = replace(world.catching_up, matches=watched)

    def look(self) -> list[str]:
        """The matches that were read."""
        self.watched.read.clear()
        self.sweep, _ = self.catching_up.recent(self.sweep, lambda: True)
        self.world.clock.advance(300)
        return list(self.watched.read)


def test_a_success_is_looked_at_once(world: World, looking: Looking) -> None:
    """However many sweeps follow, and whether it needed an entry: a second time in the half minute alone."""
    looking.look()
    early = world.match("acme", 1)
    world.clock.advance(290)
    latest = world.match("acme", 2)
    world.clock.advance(10)
    looks = [looking.look() for _ in range(14)]
    assert looks[0] == [early, latest]
    assert looks[1] == [latest]
    assert looks[2:] == [[]] * 12


@pytest.mark.parametrize("minutes", [1, 20, 59])
def test_what_is_committed_late_is_found_by_the_next_sweep(
    world: World, looking: Looking, minutes: float
) -> None:
    """A success whose time lies back as much as an hour, and whose event was lost, is found at once."""
    for _ in range(3):
        looking.look()
    match = world.match("acme", successful_at=world.clock.now() - minutes * MINUTE)
    looking.look()
    assert world.state(match) == QUEUED


def test_what_comes_while_a_sweep_looks_is_found_by_the_next(
    world: World, watched: Watched, looking: Looking
) -> None:
    """A late commit after the hour was counted, and behind what is read, is none of those that were seen."""
    looking.look()
    match = world.match("acme", successful_at=world.clock.now() - 20 * MINUTE)
    late = world.store.get(f"matches/{match}")
    world.store.drop(f"matches/{match}")
    watched.before_reading.append(late)
    assert looking.look() == []
    looking.look()
    assert world.state(match) == QUEUED


def test_a_writer_whose_clock_is_slow_is_followed(world: World, looking: Looking) -> None:
    """Ten minutes behind, each of its successes is a late one, and is found by the next sweep."""
    for number in range(5):
        match = world.match("acme", number, successful_at=world.clock.now() - 10 * MINUTE)
        looking.look()
        assert world.state(match) == QUEUED


def test_a_writer_whose_clock_is_fast_is_waited_for(world: World, looking: Looking) -> None:
    """A success of the future is found once its time has come."""
    match = world.match("acme", successful_at=world.clock.now() + 7 * MINUTE)
    seen = []
    for _ in range(3):
        looking.look()
        seen.append(world.state(match))
    assert seen == [None, None, QUEUED]


def test_what_broke_off_is_tried_again_by_the_next_sweep(world: World, looking: Looking) -> None:
    """Where the entry of a missed success could not be written, it is looked at again, for an hour."""

    class Silent(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if self.store.calls.count("silent") < 2:
                self.store.calls.append("silent")
                raise Unavailable("silent")
            return super().commit(seen, change)

    looking.look()
    force_setattr(world.exporter, "ledger", Silent(store=world.store))
    match = world.match("acme")
    seen = []
    for _ in range(3):
        looking.look()
        seen.append(world.state(match))
    assert seen == [None, None, QUEUED]


def test_a_match_that_gets_its_company_is_found_by_the_next_sweep(world: World, looking: Looking) -> None:
    """As long as a recent success names no company, all of the hour is looked at."""
    looking.look()
    match = world.match("acme")
    whole = world.store.get(f"matches/{match}")
    world.store.put(f"matches/{match}", replace(whole, company_id=""))
    looking.look()
    looking.look()
    world.store.put(f"matches/{match}", whole)
    looking.look()
    assert world.state(match) == QUEUED
    looking.look()
    assert looking.look() == []


def test_a_look_that_is_cut_off_is_gone_on_with(world: World, looking: Looking) -> None:
    """What one sweep has no time for is the next one's; nothing in between is left out."""
    looking.look()
    for number in range(700):
        world.match("acme", number)
        world.clock.advance(3)
    looks = iter([True, False])
    looking.sweep, found = looking.catching_up.recent(looking.sweep, lambda: next(looks))
    assert found == 300
    looking.look()
    assert len(world.entries()) == 700


def test_after_a_silence_everything_since_is_looked_at(world: World, looking: Looking) -> None:
    """Where no sweep came for hours, what succeeded in them, or late before them, is found by the first."""
    looking.look()
    late = world.match("acme", 1, successful_at=world.clock.now() - 30 * MINUTE)
    for number in range(2, 8):
        world.clock.advance(3600)
        world.match("acme", number)
    looking.look()
    assert (world.state(late), len(world.entries())) == (QUEUED, 7)


def test_an_order_of_commits_leaves_nobody_out(world: World, looking: Looking) -> None:
    """Successes that are committed in another order than that of their times are all found."""
    looking.look()
    behind = [0, 240, 15, 3000, 29, 31, 1200, 60]
    for number, seconds in enumerate(behind):
        world.match("acme", number, successful_at=world.clock.now() - timedelta(seconds=seconds))
        world.clock.advance(40)
        looking.look()
    assert all(world.state(f"acme-{number:05d}") == QUEUED for number, _ in enumerate(behind))


def test_one_that_hides_another_is_found_by_the_night(world: World, looking: Looking) -> None:
    """One is taken back while another comes late: the hour's number stays, the company's figures do not."""
    world.nightly.go_on(Sweep(), lambda: True)
    looking.look()
    first = world.match("acme", 1)
    world.export(first)
    looking.look()
    looking.look()
    world.store.put(f"matches/{first}", replace(world.store.get(f"matches/{first}"), successful=False))
    world.export(first)
    second = world.match("acme", 2, successful_at=world.clock.now() - 11 * MINUTE)
    looking.look()
    assert world.state(second) is None
    world.nightly.go_on(Sweep(), lambda: True)
    assert world.state(second) == QUEUED


def test_the_sweeps_memory_grows_with_nothing(world: World, looking: Looking) -> None:
    """What one look leaves to the next is a span of an hour and a number."""
    for number in range(3):
        world.match("acme", number)
        looking.look()
    spans = []
    for _ in range(3):
        looking.look()
        assert looking.sweep.looked_at
        spans.append(looking.sweep.looked_at)
    assert {span.until - span.since for span in spans} == {timedelta(hours=1) - timedelta(seconds=30)}
    assert all(later.since - earlier.since == 5 * MINUTE for earlier, later in pairwise(spans))
