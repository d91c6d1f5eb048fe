"""How far one turn looks, at what it stops, and what is told where something fails."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

import pytest

from local.memory.exports import InMemoryExports, due_of
from local.memory.store import Broken
from shared.domain.errors import Unavailable
from shared.domain.ledger.account import Slot
from shared.domain.ledger.export import Code, Due, State
from shared.structs import replace
from shared.use_cases.sending import Sending, Turned
from tests.support.world import World

ACCOUNT = "account-acme"
HOUR = timedelta(hours=1)
EXPORTED = (State.EXPORTED, None)


@pytest.fixture
def world() -> World:
    world = World()
    world.company("acme")
    return world


def turn(world: World, sending: Sending | None = None) -> Turned:
    """The account's next turn, at its time."""
    at = world.queue_of_turns.next_at()
    assert at is not None
    world.clock.advance(max(0.0, (at - world.clock.now()).total_seconds()))
    (given,) = world.queue_of_turns.given(at)
    return (sending or world.sending).turn(given.account, given.at)


def lines_of(output: str, event: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines()]
    return [line for line in lines if line["event"] == event]


# How far a turn looks


def resting(world: World) -> None:
    world.put_account(resting_until=world.clock.now() + HOUR)


def outage(world: World) -> None:
    now = world.clock.now()
    world.put_account(outage_since=now, next_probe_at=now + HOUR)


def full(world: World) -> None:
    until = world.clock.now() + HOUR
    world.put_account(slots={"a99": Slot(until=until, lease_until=until)})


@pytest.mark.parametrize("cause", [resting, outage, full])
def test_what_waits_for_the_account_ends_the_turn(world: World, cause: Callable[[World], None]) -> None:
    """A rest, an outage, no room: what holds back the first holds back all, and no other is looked at."""
    for number in range(3):
        world.queue("acme", number)
    cause(world)
    assert turn(world) == Turned(took_place=True, decided=1, sent=0)


def test_what_another_match_holds_ends_no_turn(world: World) -> None:
    """An entry that waits for another match of the same person has those behind it leave."""
    holder, held, other = (world.queue("acme", number) for number in range(3))
    key = f"applicants/{ACCOUNT}_7_{held}"
    world.store.put(key, holder)
    open_ = replace(world.the_entry(holder), due_at=world.clock.now() + HOUR)
    world.store.put(f"exports/{holder}", open_)
    assert turn(world) == Turned(took_place=True, decided=2, sent=1)
    assert (world.state(held), world.state(other)) == ((State.QUEUED, Code.HELD), EXPORTED)


class Watched(InMemoryExports):
    """Its store's `calls` tell how many were asked for."""

    def earliest(self, companies: Collection[str], limit: int) -> Sequence[Due]:
        found = super().earliest(companies, limit)
        self.store.calls.append(f"earliest {limit}")
        return found


def test_what_is_gone_meanwhile_ends_no_turn(world: World) -> None:
    """An entry that was deleted after it was read has those behind it leave."""
    gone, other = world.queue("acme", 1), world.queue("acme", 2)

    class DeletedThen(Watched):
        def earliest(self, companies: Collection[str], limit: int) -> Sequence[Due]:
            found = super().earliest(companies, limit)
            for path in (f"exports/{gone}", f"matches/{gone}"):
                self.store.drop(path)
            return found

    sending = replace(world.sending, exports=DeletedThen(store=world.store))
    assert turn(world, sending) == Turned(took_place=True, decided=2, sent=1)
    assert world.state(other) == EXPORTED


def test_a_turn_reads_no_more_than_it_needs(world: World) -> None:
    """Twenty of each origin, what it met on top; for the next turn one, and what it met on top."""
    for number in range(30):
        world.queue("acme", number)
    turn(world, replace(world.sending, exports=Watched(store=world.store)))
    read = [call for call in world.store.calls if call.startswith("earliest")]
    assert read == ["earliest 20", "earliest 2"]


def test_what_was_looked_at_in_its_very_second_is_left_to_the_sweep(world: World) -> None:
    """An entry that cannot be moved and is due at this moment has no turn of its own either."""
    match = world.queue("acme")
    at = world.queue_of_turns.next_at()
    assert at is not None
    due = due_of(replace(world.the_entry(match), due_at=at))
    world.store.put(f"exports/{match}", Broken("acme", due))
    assert turn(world) == Turned(took_place=True, decided=1, sent=0)
    assert world.queue_of_turns.turns == set()


def test_an_account_that_breaks_during_its_turn_is_left_to_the_sweep(world: World) -> None:
    """Where nobody can tell any more when the account opens, the turn ends without a fault."""
    match = world.queue("acme")
    world.store.put(f"exports/{match}", replace(world.the_entry(match), due_at=world.clock.now() + HOUR))

    class BreaksIt(Watched):
        def earliest(self, companies: Collection[str], limit: int) -> Sequence[Due]:
            self.store.put(f"accounts/{ACCOUNT}", Broken())
            return super().earliest(companies, limit)

    assert turn(world, replace(world.sending, exports=BreaksIt(store=world.store))).took_place
    assert world.queue_of_turns.turns == set()


# What is told where something fails


def test_an_export_that_breaks_off_is_named(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """The log tells company and match, and the kind of what happened."""
    match = world.queue("acme")

    def broken(*_: object) -> None:
        raise ValueError("whatever it is")

    world.personio.submit = broken  # type: ignore[method-assign,assignment]  # a port that breaks
    turn(world)
    (line,) = lines_of(capsys.readouterr().out, "export_failed")
    assert (line["company"], line["match"], line["kind"]) == ("acme", match, "ValueError")


def silent(*_: object, **__: object) -> None:
    raise Unavailable("Firestore: ServiceUnavailable")


def test_a_turn_that_is_not_asked_for_names_its_account(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Firestore does not take what the account expects, the log tells which, and why."""
    object.__setattr__(world.connections, "expect_turn", silent)
    world.turns.ask(ACCOUNT, world.clock.now())
    (line,) = lines_of(capsys.readouterr().out, "turn_not_asked")
    assert (line["account"], line["kind"]) == (ACCOUNT, "Unavailable")


def test_the_end_of_an_outage_is_told_on_where_nobody_can_be_woken(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Firestore does not let what waits be made due, the log tells it, and the turn is asked for."""
    object.__setattr__(world.exports, "wake", silent)
    world.turns.outage_over(ACCOUNT)
    (line,) = lines_of(capsys.readouterr().out, "turn_not_asked")
    assert (line["account"], line["kind"]) == (ACCOUNT, "Unavailable")
    assert {turn.account for turn in world.queue_of_turns.turns} == {ACCOUNT}


def test_the_end_of_an_outage_wakes_what_waits_alone(world: World) -> None:
    """Of what is parked, that which waits for Personio is due; what waits for a person keeps its time."""
    waiting, needs_action = world.queue("acme", 1), world.queue("acme", 2)
    now, later = world.clock.now(), world.clock.now() + HOUR
    parked = world.the_entry(waiting).waiting(Code.OUTAGE, now, later)
    world.store.put(f"exports/{waiting}", parked)
    stuck = world.the_entry(needs_action).needs_action(Code.NOT_LINKED, "recruiter", now, later)
    world.store.put(f"exports/{needs_action}", stuck)
    world.turns.outage_over(ACCOUNT)
    assert [world.the_entry(match).due_at for match in (waiting, needs_action)] == [now, later]
