"""API clients of Acme's, and a connection that has one."""

from shared.domain.credentials import Client, Kind, to_secret
from tests.support.world import ACME, World, one_match

CLIENT = Client(id="papi-6a1f1f0e-5d3c-4a5e-9c58-0f6b7a2d8e7f", secret="papi-Zmlyc3Q")
ROTATED = Client(id=CLIENT.id, secret="papi-c2Vjb25k")


def with_a_client(world: World, key: Client = CLIENT) -> None:
    """Acme is connected with a client that may read, and whose account is proven."""
    secret = world.secrets.add(ACME, to_secret(key))
    world.put_connection(kind=Kind.CLIENT, reads=True, account_proven=True, secret=secret)


def one_match_and_a_client() -> World:
    """One connected company with one linked ad, one developer and one successful match, `m1`."""
    world = one_match()
    with_a_client(world)
    return world
