"""How credentials of two kinds are kept in one store."""

import pytest

from shared.domain.credentials import Client, Credentials, Key, Kind, Token, from_secret, sendable, to_secret

TOKEN = Token(value="3f786850e387550fdab836ed7e6dc881de23001b")
CLIENT = Client(id="papi-0b1c2d3e", secret="papi-Zm9v_YmFy")


@pytest.mark.parametrize("key", [TOKEN, CLIENT, Client(id="!" * 1000, secret="~" * 1000)])
def test_what_is_kept_is_read_again(key: Key) -> None:
    """Either kind comes back from the store as it was."""
    assert from_secret(to_secret(key)) == key


def test_versions_written_before_stay_readable() -> None:
    """A token is kept bare, as it was before there were clients."""
    assert to_secret(TOKEN) == TOKEN.value
    assert Credentials(account="1", key=from_secret(TOKEN.value)).kind is Kind.TOKEN


def test_a_release_that_knows_tokens_alone_sends_no_client() -> None:
    """After a roll-back a client's text is taken for a token that no header can carry, and never sent."""
    assert not sendable(to_secret(CLIENT))


@pytest.mark.parametrize(
    "text", ["client\n", "client\na", "client\na\n", "client\na b\nc", "client\na\nb\nc"]
)
def test_half_a_client_is_never_sent(text: str) -> None:
    """What somebody broke in the store is no client, and no token that could be sent."""
    broken = from_secret(text)
    assert isinstance(broken, Token)
    assert broken.value == text
    assert not sendable(text)


def test_no_secret_shows() -> None:
    """Neither kind shows in an error or a log what it authenticates with; a client's id is no secret."""
    shown = repr((Credentials(account="1", key=TOKEN), Credentials(account="1", key=CLIENT)))
    assert CLIENT.id in shown
    assert not [word for word in (TOKEN.value, CLIENT.secret) if word in shown]
