"""The port HashKeys: one suite for the twin and for Google Secret Manager."""

from collections.abc import Callable, Iterator

import pytest
from google.cloud.secretmanager_v1 import SecretManagerServiceClient

from local import hash_keys_secret
from local.memory.hash_keys import InMemoryHashKeys
from local.secret_manager import serving
from shared.adapters.gcp.hash_keys import GoogleHashKeys
from shared.adapters.gcp.secrets import open_client
from shared.domain.errors import Unavailable
from shared.domain.pseudonym import pseudonym
from shared.ports import HashKeys

pytestmark = pytest.mark.wire

PROJECT = "matched-demo"


@pytest.fixture
def client() -> Iterator[SecretManagerServiceClient]:
    with serving(largest_page=2) as address, open_client(address) as client:
        hash_keys_secret.make(address, PROJECT)
        yield client


def google(client: SecretManagerServiceClient) -> GoogleHashKeys:
    return GoogleHashKeys(client=client, secret=f"projects/{PROJECT}/secrets/{hash_keys_secret.NAME}")


@pytest.fixture(params=["twin", "google"])
def keys(request: pytest.FixtureRequest, client: SecretManagerServiceClient) -> HashKeys:
    return InMemoryHashKeys() if request.param == "twin" else google(client)


def disable(keys: HashKeys, client: SecretManagerServiceClient) -> None:
    """As an operator might."""
    if isinstance(keys, InMemoryHashKeys):
        keys.unreadable = True
    else:
        client.disable_secret_version(request={"name": f"projects/{PROJECT}/secrets/erasure-keys/versions/1"})


def test_there_is_no_key_at_first(keys: HashKeys) -> None:
    """Nobody was erased yet, and nothing can be."""
    assert list(keys.all()) == []


def test_each_key_is_another_one_and_names_itself(keys: HashKeys) -> None:
    """The newest comes last; one person has another pseudonym under each, and the same each time."""
    for _ in range(11):
        keys.make()
    made = keys.all()
    assert [key.name for key in made] == [str(number) for number in range(1, 12)]
    assert len({key.value for key in made}) == len(made)
    assert {len(key.value) for key in made} == {32}
    assert pseudonym(made[0], "ada") == pseudonym(keys.all()[0], "ada") != pseudonym(made[1], "ada")


def test_a_key_that_cannot_be_read_hides_everybody(
    keys: HashKeys, client: SecretManagerServiceClient
) -> None:
    """Where one is disabled nobody can tell who was erased: it is no answer, whatever the other keys say."""
    keys.make()
    keys.make()
    disable(keys, client)
    with pytest.raises(Unavailable):
        keys.all()


def test_a_destroyed_key_hides_nobody(client: SecretManagerServiceClient) -> None:
    """Its hashes are over; the others are still told."""
    keys = google(client)
    keys.make()
    keys.make()
    client.destroy_secret_version(request={"name": f"{keys.secret}/versions/1"})
    assert [key.name for key in google(client).all()] == ["2"]


@pytest.mark.parametrize("show", [repr, str])
def test_no_description_shows_a_key(
    show: Callable[[object], str], client: SecretManagerServiceClient
) -> None:
    """Neither a key nor the store that has read it."""
    keys = google(client)
    keys.make()
    (key,) = keys.all()
    assert repr(key.value) not in show(keys) + show(key)
