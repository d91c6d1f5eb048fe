"""What others do while an export is under way: every interleaving keeps the guarantee."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.connection import ConnectionState
from shared.domain.credentials import Kind
from shared.domain.errors import Unavailable
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Snapshot
from tests.support.obstacles import no_developer
from tests.support.world import World, one_match

FORBIDDEN = Answer(outcome=Outcome.FEATURE_OFF, status=403)
UNAUTHORIZED = Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
NO_CHANNEL = Answer(
    outcome=Outcome.CHANNEL_REFUSED, status=400, refusals=(Refusal(reason=ReasonCode.CHANNEL_NOT_FOUND),)
)
REFUSED = Answer(outcome=Outcome.REFUSED, status=400, refusals=(Refusal(reason=ReasonCode("unlisted")),))


@pytest.fixture
def world() -> World:
    return one_match()


def meanwhile(world: World, deed: Callable[[], None]) -> None:
    """Have `deed` done once, while the next request is under way."""

    def once() -> None:
        world.personio.during = lambda: None
        deed()

    world.personio.during = once


def disconnect(world: World) -> None:
    world.put_connection(state=ConnectionState.DISCONNECTED)


@pytest.mark.parametrize("answer", [FORBIDDEN, UNAUTHORIZED, NO_CHANNEL, None])
def test_a_disconnect_while_sending_stays(world: World, answer: Answer | None) -> None:
    """Whatever Personio answers, a connection that was cut meanwhile is not revived by the record."""
    world.put_connection(channel_id=4711)
    world.personio.script = [answer] if answer else []
    meanwhile(world, lambda: disconnect(world))
    world.export()
    assert world.store.get("connections/acme").state is ConnectionState.DISCONNECTED
    explained = (State.NEEDS_ACTION, Code.DISCONNECTED)
    assert world.state() == (explained if answer else (State.EXPORTED, None))


@pytest.mark.parametrize("answer", [FORBIDDEN, NO_CHANNEL])
def test_new_credentials_do_not_inherit_what_the_old_were_told(world: World, answer: Answer) -> None:
    """A 403 or a refused channel says nothing about credentials and a channel that came into force since."""
    world.put_connection(channel_id=4711)
    world.personio.script = [answer]
    meanwhile(
        world, lambda: world.put_connection(channel_id=4712, secret=world.secrets.add("acme", "token-two"))
    )
    world.export()
    connection = world.store.get("connections/acme")
    assert (connection.state, connection.channel_refused) == (ConnectionState.CONNECTED, False)
    assert world.state() == (State.EXPORTED, None)


def test_the_account_that_was_asked_learns(world: World) -> None:
    """After a move to another Personio account, the answer frees the slot of the account that gave it."""
    world.store.put("accounts/200002", Account(id="200002"))
    meanwhile(world, lambda: world.put_connection(account="200002", last_success_at=world.clock.now()))
    world.export()
    held = world.store.get("accounts/100001").slots["a1"].until
    assert held == world.clock.now() + world.pace.slot_hold
    assert world.store.get("accounts/200002") == Account(id="200002")


def test_a_slot_that_others_forgot_is_counted_whole(world: World) -> None:
    """A record that comes after its slot was over counts the request anew, as the click that it was."""

    def forgotten() -> None:
        world.store.put("accounts/100001", Account(id="100001"))

    meanwhile(world, forgotten)
    world.export()
    slot = world.store.get("accounts/100001").slots["a1"]
    assert slot == Slot(until=world.clock.now() + world.pace.slot_hold)


class CommittedLate(InMemoryLedger):
    """Loses the first commit on the way; it arrives after `meanwhile`, just before the next one."""

    def __init__(self, world: World, deed: Callable[[], None]) -> None:
        super().__init__(store=world.store)
        object.__setattr__(self, "deed", deed)
        object.__setattr__(self, "late", [])

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        late: list[tuple[Snapshot, Change]] = self.late  # type: ignore[attr-defined]  # set above
        if not self.store.calls.count("commit"):
            self.store.calls.append("commit")
            late.append((seen, change))
            self.deed()  # type: ignore[attr-defined]  # set above
            raise Unavailable("no answer yet")
        if late:
            super().commit(*late.pop())
        return super().commit(seen, change)


def test_a_late_claim_is_carried_out_as_it_was_committed(world: World) -> None:
    """When a claim's commit arrives late, what is sent is what the claim froze, not what came since."""

    def new_email() -> None:
        world.store.put("developers/ada", a_developer(email="new@example.org"))

    force_setattr(world.exporter, "ledger", CommittedLate(world, new_email))
    world.export()
    assert world.personio.applicants == [("100001", 4711, "ada@example.org")]


def test_a_late_claim_uses_its_own_lease(world: World) -> None:
    """When a claim's commit arrives late, the time that was lost counts against its lease."""
    force_setattr(world.exporter, "ledger", CommittedLate(world, lambda: world.clock.advance(61)))
    world.export()
    assert world.personio.requests == []


def test_the_record_of_a_late_claim_tells_the_true_time(world: World) -> None:
    """Time that was lost before the claim was found again is neither forgotten nor counted twice."""
    force_setattr(world.exporter, "ledger", CommittedLate(world, lambda: world.clock.advance(40)))
    entry = world.export()
    assert entry is not None
    assert entry.exported_at is not None
    assert abs(entry.exported_at - world.clock.now()) < timedelta(milliseconds=1)


@pytest.mark.parametrize(("seconds", "requests"), [(60.0, 1), (60.5, 0)])
def test_a_request_leaves_while_its_whole_deadline_fits_into_the_lease(
    world: World, seconds: float, requests: int
) -> None:
    """However slow the claim was, a request of 30 s has to end before the lease of 90 s does."""

    class Slow(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            after = super().commit(seen, change)
            world.clock.advance(seconds if change.account else 0)
            return after

    force_setattr(world.exporter, "ledger", Slow(store=world.store))
    world.export()
    assert len(world.personio.requests) == requests


def test_a_late_claim_that_has_lapsed_is_still_recognised(world: World) -> None:
    """A click that meets its own claim after the lease sends nothing under it, and records just that."""
    force_setattr(world.exporter, "ledger", CommittedLate(world, lambda: world.clock.advance(91)))
    world.export(origin=Origin.CLICK)
    assert (world.personio.requests, world.state()) == ([], (State.QUEUED, Code.RETRY))


def another_account(world: World) -> None:
    world.put_connection(account="200002")


def unproven_client(world: World) -> None:
    world.put_connection(kind=Kind.CLIENT, account_proven=False)


def no_connection(world: World) -> None:
    world.store.drop("connections/acme")


@pytest.mark.parametrize("deed", [disconnect, another_account, unproven_client, no_connection, no_developer])
def test_a_claim_found_again_is_never_sent_elsewhere(world: World, deed: Callable[[World], None]) -> None:
    """A claim whose answer was lost is left to its lease when what it was made for is gone."""

    class LosesTheClaimsAnswer(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            after = super().commit(seen, change)
            if self.store.calls.count("commit") == 1:
                deed(world)
                raise Unavailable("no answer")
            return after

    force_setattr(world.exporter, "ledger", LosesTheClaimsAnswer(store=world.store))
    assert world.export() == world.entry("m1")
    assert world.personio.requests == []
    assert world.state() == (State.EXPORTING, None)


def test_a_late_answer_to_a_parked_entry_leaves_its_line(world: World) -> None:
    """An answer that comes when the lapsed entry was parked is kept as a line; the entry stays parked."""

    def parked() -> None:
        world.clock.advance(91)
        world.put_connection(paused=True)
        world.export()

    meanwhile(world, parked)
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.code) == (State.WAITING, Code.PAUSED)
    assert [attempt.outcome for attempt in entry.attempts] == ["lapsed", "created"]


def test_who_is_exported_by_an_own_request_is_carried_by_nobody(world: World) -> None:
    """A match that once passed its open outcome on, and is sent again itself, no longer names the other."""
    world.personio.script = [Answer(outcome=Outcome.UNKNOWN)]
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    world.succeed("m2")
    world.export("m2")
    assert world.store.get("exports/m1").carried_by == "m2"
    world.personio.script = [REFUSED]
    world.export("m2", origin=Origin.CLICK, again=True)
    world.succeed("m1")
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.carried_by) == (State.EXPORTED, None)
