"""The night finds whatever success was missed, and walks only where the figures say that one was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from shared.domain.errors import Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Snapshot
from shared.domain.ledger.sweep import Sweep
from shared.domain.match import Match
from shared.structs import replace
from tests.support.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUEUED = (State.QUEUED, None)


@dataclass(frozen=True, kw_only=True)
class Walked(InMemoryMatches):
    """Notes whose successes were read one by one; what is to come right after that, comes."""

    companies: list[str] = field(default_factory=list)
    after_reading: list[Match] = field(default_factory=list)

    def of_company(self, company_id: str, after: str | None, limit: int) -> Sequence[Match]:
        self.companies.append(company_id)
        found = super().of_company(company_id, after, limit)
        while self.after_reading:
            match = self.after_reading.pop()
            self.store.put(f"matches/{match.id}", match)
        return found


class Nights:
    """Two companies with some exports each, of which two nights have gone by."""

    def __init__(self) -> None:
        self.world = World()
        for name in ("acme", "globex"):
            self.world.company(name)
        self.world.clock.advance(3600)
        for name in ("acme", "globex"):
            for number in range(5):
                self.world.export(self.world.match(name, number))
                self.world.clock.advance(10)
        self.walked = Walked(store=self.world.store)
        self.nightly = replace(self.world.nightly, matches=self.walked)
        self.night()
        self.night()

    def night(self) -> list[str]:
        """Whose successes were walked."""
        self.walked.companies.clear()
        self.nightly.go_on(Sweep(), lambda: True)
        self.world.clock.advance(DAY.total_seconds())
        return list(self.walked.companies)

    def change(self, match_id: str, **changes: Any) -> None:
        known = self.world.store.get(f"matches/{match_id}")
        self.world.store.put(f"matches/{match_id}", replace(known, **changes))


@pytest.fixture
def nights() -> Nights:
    return Nights()


def test_nothing_is_walked_where_nothing_was_missed(nights: Nights) -> None:
    """New successes with their exports, and some that were taken back with them, move no figure."""
    world = nights.world
    assert nights.night() == []
    world.export(world.match("acme", 6))
    nights.change("acme-00002", successful=False)
    world.export("acme-00002")
    taken_back = world.match("globex", 6)
    world.store.put("connections/globex", replace(world.store.get("connections/globex"), paused=True))
    world.export(taken_back)
    nights.change(taken_back, successful=False)
    world.export(taken_back)
    assert world.state(taken_back) == (State.CANCELLED, Code.TAKEN_BACK)
    assert nights.night() == []


def test_a_missed_success_is_found_in_its_company_alone(nights: Nights) -> None:
    """However far back its time lies, the next night finds it, and walks no other company."""
    match = nights.world.match("acme", 9, successful_at=nights.world.clock.now() - 30 * HOUR)
    assert nights.night() == ["acme"]
    assert nights.world.state(match) == QUEUED
    assert nights.night() == []


def test_a_success_that_gets_a_time_is_found(nights: Nights) -> None:
    """One of which nobody knew when, and that says so later, is automatic from then on."""
    match = nights.world.match("acme", 9, successful_at=None)
    assert nights.night() == ["acme"]
    assert nights.night() == []
    nights.change(match, successful_at=nights.world.clock.now() - 5 * HOUR)
    assert nights.night() == ["acme"]
    assert nights.world.state(match) == QUEUED


def test_an_export_that_is_gone_is_found(nights: Nights) -> None:
    """Where a success's entry was deleted by hand, it gets another one."""
    nights.world.store.drop("exports/globex-00003")
    assert nights.night() == ["globex"]
    assert nights.world.state("globex-00003") == QUEUED


def test_a_later_success_of_a_cancelled_export_is_found(nights: Nights) -> None:
    """Taken back and successful anew within a day, of which no event told, it goes on."""
    world = nights.world
    match = world.match("acme", 9)
    world.put_connection(paused=True)
    world.export(match)
    assert nights.night() == []
    nights.change(match, successful=False)
    world.export(match)
    nights.change(match, successful=True, successful_at=world.clock.now())
    assert nights.night() == ["acme"]
    assert world.the_entry(match).state is not State.CANCELLED


def test_what_is_older_is_counted_anew_when_it_changes(nights: Nights) -> None:
    """Asked for or taken back, or one more: the next night says how many a back-fill would export."""
    world = nights.world
    long_ago = world.clock.now() - 100 * HOUR
    counts = []
    older = [world.match("acme", number, successful_at=long_ago) for number in (20, 21, 22)]
    for happens in (
        lambda: None,
        lambda: nights.change(older[0], successful=False),
        lambda: world.export(older[1], Origin.CLICK),
        lambda: world.match("acme", 23, successful_at=None),
    ):
        happens()
        nights.night()
        counts.append(getattr(world.older("acme"), "count", None))
    assert counts == [3, 2, 1, 2]


def test_after_a_back_fill_the_night_walks_again(nights: Nights) -> None:
    """The request empties the count, and the next night counts what is left, though no figure moved."""
    nights.world.backfilling.request("acme", "ann")
    assert nights.night() == ["acme"]
    assert getattr(nights.world.older("acme"), "count", None) == 0


def test_once_a_month_all_are_walked(nights: Nights) -> None:
    """What two changes hid from each other is found then."""
    world = nights.world
    world.match("acme", 20, successful_at=world.clock.now() - 100 * HOUR)
    nights.night()
    world.export("acme-00020", Origin.CLICK)
    hidden = world.match("acme", 9, successful_at=world.clock.now() - 5 * HOUR)
    walked = [nights.night() for _ in range(31)]
    assert walked[0] == []
    assert world.state(hidden) == QUEUED
    assert sorted(company for each in walked for company in each) == ["acme", "globex"]


def test_what_broke_off_is_walked_again(nights: Nights) -> None:
    """Where an entry could not be written, the next night walks once more, and so on until it is."""
    world = nights.world

    class Silent(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if self.store.calls.count("silent") < 2:
                self.store.calls.append("silent")
                raise Unavailable("silent")
            return super().commit(seen, change)

    force_setattr(world.exporter, "ledger", Silent(store=world.store))
    match = world.match("acme", 9, successful_at=world.clock.now() - 5 * HOUR)
    assert [nights.night() for _ in range(4)] == [["acme"]] * 3 + [[]]
    assert world.state(match) == QUEUED


def test_what_comes_during_a_walk_is_found_the_next_night(nights: Nights) -> None:
    """A success that is committed behind the page that is read was not counted among those that were."""
    world = nights.world
    missed = world.match("acme", 9, successful_at=world.clock.now() - 5 * HOUR)
    late = world.match("acme", 8, successful_at=world.clock.now() - 5 * HOUR)
    nights.walked.after_reading.append(world.store.get(f"matches/{late}"))
    world.store.drop(f"matches/{late}")
    assert nights.night() == ["acme"]
    assert (world.state(missed), world.state(late)) == (QUEUED, None)
    assert nights.night() == ["acme"]
    assert world.state(late) == QUEUED


def test_exports_that_end_move_nothing(nights: Nights) -> None:
    """Two years on, entries end day by day; a company is walked once a month all the same."""
    world = nights.world
    world.clock.advance((world.pace.keep_exports - 45 * DAY).total_seconds())
    assert nights.night() == ["acme", "globex"]
    walked = []
    for _ in range(60):
        for entry in world.entries():
            if entry.updated_at + world.pace.keep_exports <= world.clock.now():
                world.store.drop(f"exports/{entry.match_id}")
        walked.append(nights.night())
    assert world.entries() == []
    assert [number + 1 for number, each in enumerate(walked) if each] == [30, 60]


def test_a_company_that_connects_again_is_walked(nights: Nights) -> None:
    """From then on other successes are automatic, and the count is of others."""
    nights.world.put_connection(connected_at=nights.world.clock.now())
    assert nights.night() == ["acme"]
    assert getattr(nights.world.older("acme"), "count", None) == 0
