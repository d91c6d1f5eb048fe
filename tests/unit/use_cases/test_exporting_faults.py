"""Two faults at once: whatever is silent after a request was sent, the same call never sends another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from shared.domain.application import Answer, Outcome
from shared.domain.connection import ConnectionState
from shared.domain.errors import Conflict, Problem, StateName, Unavailable
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Code, Evidence, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.structs import replace
from tests.support.obstacles import disconnected, paused, paused_everywhere, refused_token
from tests.support.world import World, one_match

UNKNOWN = Answer(outcome=Outcome.UNKNOWN)
LIMITED = Answer(outcome=Outcome.LIMITED, status=429)
LEASE, RETRY = 91, 64
T = TypeVar("T")


@pytest.fixture
def world() -> World:
    return one_match()


@dataclass(frozen=True, kw_only=True)
class Silent:
    """A ledger that does not answer `calls` calls from the `first` on, whether or not they arrive."""

    ledger: InMemoryLedger
    first: int
    calls: int
    arrives: bool = False
    fault: type[Exception] = Unavailable

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        return self._call(lambda: self.ledger.read(where, key))

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        return self._call(lambda: self.ledger.commit(seen, change))

    def append(self, match_id: str, attempt: Attempt) -> None:
        self._call(lambda: self.ledger.append(match_id, attempt))

    def get(self, match_id: str) -> Export | None:
        return self.ledger.get(match_id)

    def own(self, company_id: str, match_id: str) -> Export | None:
        return self.ledger.own(company_id, match_id)

    def _call(self, do: Callable[[], T]) -> T:
        number = len(self.ledger.store.calls)
        if not self.first <= number < self.first + self.calls:
            return do()
        if self.arrives:
            do()
        else:
            self.ledger.store.calls.append("silent")
        raise self.fault


def silent(world: World, first: int, calls: int, *, arrives: bool = False) -> None:
    ledger = InMemoryLedger(store=world.store)
    world.store.calls.clear()
    force_setattr(world.exporter, "ledger", Silent(ledger=ledger, first=first, calls=calls, arrives=arrives))


def recovered(world: World) -> None:
    force_setattr(world.exporter, "ledger", InMemoryLedger(store=world.store))


def outcomes(world: World) -> list[str]:
    return [attempt.outcome for attempt in world.store.get("exports/m1").attempts]


@pytest.mark.parametrize("answer", [None, UNKNOWN, LIMITED])
@pytest.mark.parametrize("calls", range(1, 10))
@pytest.mark.parametrize("arrives", [True, False])
def test_one_request_a_call_however_long_the_ledger_is_silent(
    world: World,
    answer: Answer | None,
    calls: int,
    arrives: bool,  # noqa: FBT001 - a parameter of the case
) -> None:
    """From the record on the ledger is silent for some calls: one call of ours is one request."""
    world.personio.created_but = [answer] if answer is UNKNOWN else []
    world.personio.script = [answer] if answer is LIMITED else []
    silent(world, 2, calls, arrives=arrives)
    try:
        world.export()
    except Unavailable:
        assert calls >= 5
    assert len(world.personio.requests) == 1


def test_a_created_applicant_whose_record_was_lost_is_found_by_the_repeat(world: World) -> None:
    """The record of a created applicant was lost for good: the lease tells, and the repeat proves it."""
    silent(world, 2, 50)
    with pytest.raises(Unavailable):
        world.export()
    recovered(world)
    world.clock.advance(LEASE)
    world.export()
    assert world.state() == (State.QUEUED, Code.RETRY)
    world.clock.advance(RETRY)
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)
    assert len(world.personio.requests) == 2
    assert len(world.personio.applicants) == 1


def test_a_claim_whose_answer_was_lost_is_one_request_too(world: World) -> None:
    """Where the claim's answer is lost and then the record is not written, nothing is sent twice."""
    silent(world, 1, 1, arrives=True)
    world.personio.during = lambda: silent(world, 0, 50)
    with pytest.raises(Unavailable):
        world.export()
    assert len(world.personio.requests) == 1


def test_silent_secrets_after_a_lost_claim_send_nothing(world: World) -> None:
    """Where the claim's answer is lost and the token cannot be read any more, the lease tells."""
    silent(world, 1, 1, arrives=True)
    reads = iter([world.secrets.read])

    def read(version: str) -> str | None:
        first = next(reads, None)
        if first is None:
            raise Unavailable("silent")
        return first(version)

    force_setattr(world.exporter, "secrets", type("Silent", (), {"read": staticmethod(read)})())
    entry = world.export()
    assert entry is not None
    assert (entry.state, world.personio.requests) == (State.EXPORTING, [])


def test_a_refused_channel_is_left_out_only_once_it_is_recorded(world: World) -> None:
    """A new claim follows a committed record that nothing was created; without one the lease tells."""
    world.put_connection(channel_id=77)
    world.personio.script = [Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)]
    silent(world, 2, 50)
    with pytest.raises(Unavailable):
        world.export()
    assert [application.channel_id for _, application in world.personio.requests] == [77]


def test_a_record_that_was_written_is_not_written_again(world: World) -> None:
    """The record arrives, its answer is lost, and another claim follows: the first leaves no second line."""
    world.personio.script = [Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)]
    world.put_connection(channel_id=77)
    silent(world, 2, 1, arrives=True)
    world.export()
    assert outcomes(world) == ["channel_refused", "created"]
    assert world.state() == (State.EXPORTED, None)


def test_a_lapsed_lease_is_an_attempt_of_the_schedule(world: World) -> None:
    """Each lapse uses up a try: the next is due after 1, 5 and 30 minutes, never at once."""
    waits = []

    def die() -> None:
        raise KeyboardInterrupt

    world.personio.during = die
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            world.export()
        world.clock.advance(LEASE)
        entry = world.export()
        assert entry is not None
        assert entry.due_at is not None
        assert world.state() == (State.QUEUED, Code.RETRY)
        waits.append(round((entry.due_at - world.clock.now()).total_seconds() / 60, 1))
        world.clock.advance((entry.due_at - world.clock.now()).total_seconds())
    assert waits == [1.1, 5.2, 31.5]
    assert outcomes(world) == ["lapsed"] * 3


def test_a_click_sends_what_lapsed_at_once(world: World) -> None:
    """A person need not wait for the schedule; the lapse counts all the same, and values stay frozen."""

    def die() -> None:
        raise KeyboardInterrupt

    world.personio.during = die
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.during = lambda: None
    world.clock.advance(LEASE)
    world.export(origin=Origin.CLICK)
    assert outcomes(world) == ["lapsed", "created"]
    assert world.state() == (State.EXPORTED, None)


def no_token(world: World) -> None:
    world.secrets.retire(world.store.get("connections/acme").secret)


def unlinked(world: World) -> None:
    world.store.put("jobs/job", replace(world.store.get("jobs/job"), link=None))


def no_developer(world: World) -> None:
    world.store.drop("developers/ada")


def resting(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", resting_until=until))


def outage(world: World) -> None:
    now = world.clock.now()
    later = now + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", outage_since=now, next_probe_at=later))


def no_slot(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    slots = {f"a{n}": Slot(until=until) for n in range(100, 120)}
    world.store.put("accounts/100001", Account(id="100001", slots=slots))


def foreign_secret(world: World) -> None:
    world.put_connection(secret="")


OBSTACLES = [
    (paused, StateName("waiting", "paused")),
    (paused_everywhere, StateName("waiting", "paused")),
    (refused_token, StateName("waiting", "reconnect")),
    (no_token, StateName("waiting", "reconnect")),
    (disconnected, StateName("needs_action", "disconnected")),
    (unlinked, StateName("needs_action", "not_linked")),
    (no_developer, StateName("needs_action", "developer_unknown")),
    (resting, StateName("queued", "resting")),
    (outage, StateName("waiting", "outage")),
    (no_slot, StateName("queued", None)),
    (foreign_secret, StateName("needs_action", "document_unreadable")),
]


@pytest.mark.parametrize(("obstacle", "name"), OBSTACLES)
def test_again_leaves_a_final_state_by_its_claim_alone(
    world: World, obstacle: Callable[[World], None], name: StateName
) -> None:
    """Where "export again" cannot be sent now, it is refused by name, and the applicant stays told."""
    before = world.export()
    obstacle(world)
    world.store.calls.clear()
    with pytest.raises(Problem) as refused:
        world.export(origin=Origin.CLICK, again=True)
    assert ("commit" in world.store.calls) is (obstacle is no_token)  # the connection asks for another
    assert (refused.value.code, refused.value.params) == ("export_again_blocked", {"obstacle": name})
    assert world.store.get("exports/m1") == before
    assert len(world.personio.requests) == 1


def test_again_that_finds_no_token_makes_the_connection_ask(world: World) -> None:
    """The obstacle is the company's as for any export: its connection asks for new credentials."""
    world.export()
    no_token(world)
    with pytest.raises(Problem):
        world.export(origin=Origin.CLICK, again=True)
    assert world.store.get("connections/acme").state is ConnectionState.NEEDS_RECONNECT


def test_again_that_others_keep_from_its_claim_changes_nothing(world: World) -> None:
    """After five lost races "export again" is not queued behind everybody's back: it did not happen."""
    before = world.export()
    ledger = InMemoryLedger(store=world.store)
    losing = Silent(ledger=ledger, first=0, calls=0)

    def lose(seen: Snapshot, change: Change) -> Snapshot:
        del seen, change
        raise Conflict("lost")

    object.__setattr__(losing, "commit", lose)
    force_setattr(world.exporter, "ledger", losing)
    with pytest.raises(Unavailable):
        world.export(origin=Origin.CLICK, again=True)
    assert world.store.get("exports/m1") == before


def test_a_held_entry_is_looked_at_after_ten_minutes_at_most(world: World) -> None:
    """However late its holder is due, an entry that another match holds is decided again in ten minutes."""
    world.personio.script = [UNKNOWN] * 3
    for wait in (RETRY, 400, 0):
        world.export("m1")
        world.clock.advance(wait)
    holder = world.store.get("exports/m1")
    assert holder.due_at > world.clock.now() + timedelta(minutes=20)
    world.succeed("m2")
    entry = world.export("m2")
    assert entry is not None
    assert (entry.code, entry.due_at) == (Code.HELD, world.clock.now() + timedelta(minutes=10))


def given_up(world: World) -> None:
    """Maybe in Personio, over, and its address forgotten."""
    world.personio.created_but = [UNKNOWN]
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    entry = world.store.get("exports/m1")
    assert entry.prune_at == world.clock.now() + timedelta(days=30)
    world.clock.advance(31 * 24 * 3600)
    world.store.put("exports/m1", entry.pruned())
    world.store.drop("applicants/100001_4711_ada")


def test_a_later_success_of_what_is_forgotten_waits_for_a_person(world: World) -> None:
    """Nobody knows any more under which address it may have arrived: it is explained, not sent."""
    given_up(world)
    world.succeed("m1")
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)
    assert len(world.personio.requests) == 1


def test_a_click_does_not_send_what_is_forgotten(world: World) -> None:
    """A plain click is told that only "export again" sends it, and changes nothing."""
    given_up(world)
    world.succeed("m1")
    before = world.export()
    with pytest.raises(Problem) as refused:
        world.export(origin=Origin.CLICK)
    assert (refused.value.code, refused.value.params) == ("export_again_needed", {})
    assert world.store.get("exports/m1") == before


def test_again_for_what_is_forgotten_is_refused_with_its_obstacle(world: World) -> None:
    """What only "export again" sends stays as it is where that cannot be sent either."""
    given_up(world)
    world.succeed("m1")
    before = world.export()
    paused(world)
    with pytest.raises(Problem, match="export_again_blocked"):
        world.export(origin=Origin.CLICK, again=True)
    assert world.store.get("exports/m1") == before


def test_again_for_what_is_forgotten_takes_current_values(world: World) -> None:
    """A person who looked in Personio sends it anew; "already there" then was the earlier attempt's."""
    given_up(world)
    world.succeed("m1")
    world.export()
    entry = world.export(origin=Origin.CLICK, again=True)
    assert entry is not None
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)


def test_who_holds_a_forgotten_place_holds_nobody_up(world: World) -> None:
    """Once an address is forgotten, the person's other match for the same position goes its own way."""
    given_up(world)
    world.personio.applicants.clear()
    world.succeed("m2")
    world.export("m2")
    assert world.state("m2") == (State.EXPORTED, None)
