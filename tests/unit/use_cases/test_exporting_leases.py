"""A claim, its lease and its slot, where attempts die and commits get lost."""

from datetime import timedelta

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from local.scenes.people import a_developer
from shared import log
from shared.domain.application import Answer, Outcome
from shared.domain.connection import ConnectionState
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.account import Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Evidence, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.structs import replace
from tests.support.own_clock import OwnClock
from tests.support.world import World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def unknown() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN)


def test_a_live_lease_is_respected(world: World) -> None:
    """While an attempt is under way, another call sends nothing."""
    seen: list[Export | None] = []
    world.personio.during = lambda: seen.append(world.export())
    world.export()
    assert [entry.state for entry in seen if entry] == [State.EXPORTING]
    assert len(world.personio.requests) == 1


def test_a_lapsed_lease_counts_as_unknown(world: World) -> None:
    """Whoever finds a lease that ran out sends the same again, and "already there" proves the first."""
    world.personio.during = _crash
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.applicants = [("100001", 4711, "ada@example.org")]
    world.personio.during = lambda: None
    world.export()
    assert len(world.personio.requests) == 1
    world.clock.advance(91)
    world.export()
    world.clock.advance(64)
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)
    assert [attempt.outcome for attempt in entry.attempts] == ["lapsed", "already_there"]


def test_a_lapsed_attempt_has_its_own_trace(world: World) -> None:
    """Whoever takes a lapsed attempt up notes it with the trace under which its lines were logged."""
    world.personio.during = _crash
    first = log.begin(None)
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.during = lambda: None
    world.clock.advance(91)
    world.export()
    world.clock.advance(64)
    second = log.begin(None)
    entry = world.export()
    assert entry is not None
    assert [attempt.trace_id for attempt in entry.attempts] == [first, second]


def _crash() -> None:
    raise KeyboardInterrupt


def test_a_late_answer_only_leaves_its_line(world: World) -> None:
    """An attempt that comes back after its lease, when another took over, changes no state."""

    def overtaken() -> None:
        world.personio.during = lambda: None
        world.clock.advance(91)
        world.export()
        world.clock.advance(64)
        world.export()

    world.personio.during = overtaken
    world.export()
    entry = world.store.get("exports/m1")
    assert entry.state is State.EXPORTED
    assert [attempt.outcome for attempt in entry.attempts] == ["lapsed", "created", "already_there"]


def test_no_claim_commits_after_a_disconnect(world: World) -> None:
    """A disconnect between read and claim wins: nothing is sent."""
    real = world.secrets.read

    def cut(version: str) -> str | None:
        world.put_connection(state=ConnectionState.DISCONNECTED)
        return real(version)

    force_setattr(world.exporter, "secrets", type("Cut", (), {"read": staticmethod(cut)})())
    world.export()
    assert world.personio.requests == []
    assert world.store.get("exports/m1") is None


def test_a_slot_is_held_until_a_minute_after_the_answer(world: World) -> None:
    """While a request is out its slot outlives the lease; the answer shortens it to 62 s from then."""
    held: list[object] = []
    world.personio.during = lambda: held.extend(world.store.get("accounts/100001").slots.values())
    world.export()
    claimed = world.clock.now()
    lease_until = claimed + world.pace.lease
    assert held == [Slot(until=claimed + timedelta(seconds=152), lease_until=lease_until)]
    (slot,) = world.store.get("accounts/100001").slots.values()
    assert slot == Slot(until=claimed + timedelta(seconds=62))


def test_a_lost_commit_answer_is_recognised(world: World) -> None:
    """A claim that was written although its answer was lost is carried out once, and not claimed again."""

    class LosesOneAnswer(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            after = super().commit(seen, change)
            if self.store.calls.count("commit") in {1, 3}:
                raise Unavailable("no answer")
            return after

    force_setattr(world.exporter, "ledger", LosesOneAnswer(store=world.store))
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert len(world.personio.requests) == 1
    world.succeed("m2", developer_id="bob")
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.export("m2")
    assert world.state("m2") == (State.EXPORTED, None)
    assert len(world.personio.requests) == 2


def test_a_claim_that_others_keep_winning_is_left_to_the_sweep(world: World) -> None:
    """After five lost races the entry is queued at once, and nothing was sent."""

    class NeverWins(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if change.account:
                raise Conflict("lost")
            return super().commit(seen, change)

    force_setattr(world.exporter, "ledger", NeverWins(store=world.store))
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.frozen, entry.attempt_id) == (State.QUEUED, None, None)
    assert world.personio.requests == []


def test_queueing_survives_lost_races_too(world: World) -> None:
    """Where others also write the entry while it is being queued, it is tried again, never raised."""
    lost = iter([True] * 7)

    class WinsLate(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if next(lost, False):
                raise Conflict("lost")
            return super().commit(seen, change)

    force_setattr(world.exporter, "ledger", WinsLate(store=world.store))
    world.export()
    assert world.state() == (State.QUEUED, None)


@pytest.mark.parametrize("hours", [-1, 1])
def test_an_instance_whose_clock_is_wrong_moves_no_due_time(world: World, hours: int) -> None:
    """What is recorded counts by Firestore's time, as the claim does: the retry is due in a minute."""
    world.personio.script = [unknown()]
    wrong = OwnClock(world.clock, ahead=timedelta(hours=hours))
    entry = replace(world.exporter, clock=wrong).export(Addresses(match_id="m1"), origin=Origin.LIVE)
    assert entry is not None
    assert entry.due_at is not None
    assert timedelta(minutes=1) <= entry.due_at - world.clock.now() <= timedelta(minutes=1.1)
