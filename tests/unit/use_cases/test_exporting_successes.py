"""Which success an export goes back to: when it was, whether it was taken back or came anew."""

from datetime import timedelta

import pytest

from shared.domain.ledger.decision import cancel
from shared.domain.ledger.export import Code, Origin, State
from tests.support.obstacles import resting
from tests.support.world import World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def test_a_match_that_is_not_successful_has_no_entry(world: World) -> None:
    """A match that never succeeded leaves no trace in the ledger."""
    world.succeed("m1", successful=False)
    assert world.export() is None
    assert world.store.get("exports/m1") is None


def test_a_success_before_the_connection_is_left_to_back_fill(world: World) -> None:
    """What succeeded before the company connected is not exported by itself, but by a click."""
    world.clock.advance(60)
    world.put_connection(connected_at=world.clock.now())
    assert world.export() is None
    entry = world.export(origin=Origin.CLICK)
    assert entry is not None
    assert entry.state is State.EXPORTED


def test_taken_back_before_sending_is_cancelled(world: World) -> None:
    """A match that is no longer successful before it was sent is not sent."""
    resting(world)
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    assert world.state() == (State.CANCELLED, Code.TAKEN_BACK)


def test_taken_back_while_sending_is_noted(world: World) -> None:
    """What is taken back while it is being sent stays exported and says so."""

    def take_back() -> None:
        world.succeed("m1", successful=False)
        world.export()

    world.personio.during = take_back
    world.export()
    entry = world.store.get("exports/m1")
    assert entry.state is State.EXPORTED
    assert entry.taken_back_at is not None


def test_a_later_success_revives_a_cancelled_entry(world: World) -> None:
    """A match that succeeds anew after being taken back goes out."""
    resting(world)
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    world.clock.advance(61)
    world.succeed("m1")
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_an_event_dates_the_success_of_a_match_that_names_no_time(world: World) -> None:
    """A success that only its event dates keeps the event's time, whoever exports it in the end."""
    world.succeed("m1", dated=False)
    told_at = world.clock.now()
    resting(world)
    world.export(told_at=told_at)
    world.clock.advance(3600)
    world.succeed("m1", dated=False)  # a note was changed
    entry = world.export()
    assert entry is not None
    assert (entry.state, entry.successful_at) == (State.EXPORTED, told_at)


def test_the_match_dates_its_success_before_the_event(world: World) -> None:
    """Where the match names the time of its success, the event's counts for nothing."""
    world.succeed("m1")
    named = world.clock.now()
    world.clock.advance(3600)
    entry = world.export(told_at=world.clock.now())
    assert entry is not None
    assert entry.successful_at == named


@pytest.mark.parametrize("told", [False, True])
def test_a_success_without_a_time_is_older_than_the_connection(world: World, told: bool) -> None:  # noqa: FBT001 - a parameter
    """Where nobody dates it, or its event came from before the connection, a success makes no entry."""
    before = world.clock.now() - timedelta(seconds=1)
    world.succeed("m1", dated=False)
    assert world.export(told_at=before if told else None) is None
    assert world.store.get("exports/m1") is None


@pytest.mark.parametrize("origin", [Origin.CLICK, Origin.BACKFILL])
def test_a_success_without_a_time_is_exported_when_asked_for(world: World, origin: Origin) -> None:
    """A click and a back-fill export a success of which nobody knows when; its last write stands for it."""
    world.succeed("m1", dated=False)
    written = world.clock.now()
    world.clock.advance(3600)
    entry = world.export(origin=origin)
    assert entry is not None
    assert (entry.state, entry.successful_at) == (State.EXPORTED, written)


def test_only_a_newer_event_revives_what_names_no_time(world: World) -> None:
    """A cancelled entry stays so when its match is written or its event comes again; a newer event counts."""
    world.succeed("m1", dated=False)
    told_at = world.clock.now()
    resting(world)
    world.export(told_at=told_at)
    known = world.store.get("exports/m1")
    world.store.put("exports/m1", cancel(known, Code.BY_HAND, told_at, world.pace).entry)
    world.clock.advance(3600)
    world.succeed("m1", dated=False)  # a note was changed
    world.export()
    world.export(told_at=told_at)
    assert world.state() == (State.CANCELLED, Code.BY_HAND)
    world.export(told_at=world.clock.now())
    assert world.state() == (State.EXPORTED, None)
