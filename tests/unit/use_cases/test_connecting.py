"""Connecting where a hand wrote into the connection: what a person can still do, and how it is mended."""

from collections.abc import Callable

import pytest

from shared.domain.connection import Connection, ConnectionState
from shared.domain.errors import Problem
from shared.domain.ledger.export import Code, State
from tests.support.world import ACCOUNT, ACME, World, one_match

FOREIGN = "projects/other/secrets/theirs/versions/1"


@pytest.fixture
def world() -> World:
    """Acme's connection names a secret that is none of ours, and its match waits for that."""
    world = one_match()
    world.put_connection(secret=FOREIGN)
    world.export()
    return world


def connect(world: World) -> Connection:
    return world.connecting.connect(
        ACME, "ann", url="acme", personio_company_id=ACCOUNT, access_token="t" * 40
    )


def test_a_foreign_secret_is_mended_by_entering_the_credentials_anew(world: World) -> None:
    """Whoever enters the credentials again has their own token in force, and what waited for it goes."""
    assert world.state() == (State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE)
    made = connect(world)
    assert (made.state, world.secrets.read(made.secret)) == (ConnectionState.CONNECTED, "t" * 40)
    world.run(2)
    assert world.state() == (State.EXPORTED, None)


def test_a_live_check_of_a_foreign_secret_asks_for_the_credentials(world: World) -> None:
    """The check names the token as what is at fault, and asks Personio nothing."""
    with pytest.raises(Problem) as refused:
        world.connecting.test(ACME)
    assert (refused.value.code, refused.value.field) == ("credentials_refused", "access_token")


@pytest.mark.parametrize(
    "end", [connect, lambda world: world.connecting.disconnect(ACME, "ann")], ids=["replaced", "cut"]
)
def test_a_foreign_secret_keeps_no_token_of_ours_readable(
    world: World, end: Callable[[World], object]
) -> None:
    """What cannot be retired stays named, since it may still be readable; all that can be is retired."""
    ours = world.secrets.add(ACME, "old")
    world.put_connection(retiring=(FOREIGN, ours))
    end(world)
    known: Connection = world.store.get(f"connections/{ACME}")
    assert world.secrets.read(ours) is None
    assert known.retiring == (FOREIGN,)
