"""What an admin settles without the credentials: pause, language, channel."""

import pytest

from shared.domain.audit import AuditedAction
from shared.domain.connection import Connection
from shared.domain.errors import Problem
from tests.support.world import ACCOUNT, ACME, World, one_match


@pytest.fixture
def world() -> World:
    world = one_match()
    world.put_connection(channel_id=77, channel_refused=True)
    return world


def known(world: World) -> Connection:
    connection: Connection = world.store.get(f"connections/{ACME}")
    return connection


@pytest.mark.parametrize(("typed", "channel"), [(" 4711 ", 4711), ("", None)])
def test_the_channel_alone_is_changed(world: World, typed: str, channel: int | None) -> None:
    """Another channel, or none, has not been refused; the credentials stay, and the trail says who did it."""
    before = known(world)
    world.connecting.update_settings(ACME, "ann", channel_id=typed)
    after = known(world)
    assert (after.channel_id, after.channel_refused) == (channel, False)
    assert (after.secret, after.language, after.paused) == (before.secret, before.language, before.paused)
    lines = [(line.by, line.what, line.about) for line in world.audit.lines]
    assert lines == [("ann", AuditedAction.REPLACED, {"account": ACCOUNT})]


def test_the_same_channel_again_changes_nothing(world: World) -> None:
    """What Personio refused stays refused, and other settings leave the channel alone."""
    before = known(world)
    world.connecting.update_settings(ACME, "ann", channel_id="77")
    world.connecting.update_settings(ACME, "ann", language="de")
    assert known(world) == before
    assert world.audit.lines == []


def test_another_channel_wakes_what_waits(world: World) -> None:
    """What is parked is looked at again at once, with the new channel."""
    world.put_connection(paused=True)
    world.export()
    world.put_connection(paused=False)
    world.connecting.update_settings(ACME, "ann", channel_id="4711")
    world.clock.advance(2)
    world.give_turns()
    assert [application.channel_id for _, application in world.personio.requests] == [4711]


def test_a_channel_that_is_no_number_is_refused(world: World) -> None:
    """The field is named, and nothing is changed."""
    before = known(world)
    with pytest.raises(Problem) as refused:
        world.connecting.update_settings(ACME, "ann", paused=True, channel_id="matched")
    assert (refused.value.code, refused.value.field) == ("channel_id_not_a_number", "channel_id")
    assert known(world) == before
