"""Entries that are made for their account's turn: what catching up and back-fills find."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from tests.support.world import World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def enqueue(world: World, origin: Origin = Origin.BACKFILL) -> Export | None:
    return world.exporter.enqueue(Addresses(match_id="m1"), origin=origin)


def test_what_is_enqueued_waits_for_a_turn(world: World) -> None:
    """It is due at once, under its own origin, and nothing is sent, claimed or held."""
    entry, now = enqueue(world), world.clock.now()
    assert entry is not None
    assert entry == world.entry("m1")
    assert (entry.state, entry.origin, entry.by) == (State.QUEUED, Origin.BACKFILL, None)
    assert (entry.updated_at, entry.due_at) == (now, now)
    assert (entry.attempt_id, entry.frozen) == (None, None)
    assert world.personio.requests == []
    assert world.store.get("accounts/100001").slots == {}


def test_what_cannot_be_sent_is_explained_at_once(world: World) -> None:
    """Where a reason stands against sending, the new entry names it instead of waiting for a turn."""
    world.put_connection(paused=True)
    enqueue(world)
    assert world.state() == (State.WAITING, Code.PAUSED)


def exported(world: World) -> None:
    world.export()


def being_sent(world: World) -> None:
    def dies() -> None:
        raise KeyboardInterrupt

    world.personio.during = dies
    with pytest.raises(KeyboardInterrupt):
        world.export()


@pytest.mark.parametrize("known", [exported, being_sent])
def test_what_is_known_already_stays_as_it_is(world: World, known: Callable[[World], None]) -> None:
    """A success that stands in the ledger is not queued a second time."""
    known(world)
    before = world.entry("m1")
    assert enqueue(world) == before
    assert world.entry("m1") == before


def test_what_lapsed_is_repeated_by_the_schedule(world: World) -> None:
    """An attempt that lapsed uses up its try for whoever finds it; the repeat is spread as any other."""
    being_sent(world)
    world.clock.advance(91)
    entry = enqueue(world)
    assert entry is not None
    assert (entry.code, entry.tries) == (Code.RETRY, 1)
    assert entry.due_at == world.clock.now() + timedelta(seconds=60 * 1.05)


def test_what_succeeded_before_the_connection_is_left_to_back_fill(world: World) -> None:
    """Catching up makes no entry of it; a back-fill does."""
    world.put_connection(connected_at=world.clock.now() + timedelta(seconds=1))
    assert enqueue(world, Origin.LIVE) is None
    assert world.entry("m1") is None
    assert enqueue(world, Origin.BACKFILL) is not None


def test_an_entry_that_others_write_all_the_time_is_tried_again(world: World) -> None:
    """Five rounds, each after a longer pause; then the caller is told to come again."""

    class NeverWins(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            del seen, change
            self.store.calls.append("commit")
            raise Conflict("lost")

    force_setattr(world.exporter, "ledger", NeverWins(store=world.store))
    with pytest.raises(Unavailable):
        enqueue(world)
    assert world.store.calls == ["read", "commit"] * 5
