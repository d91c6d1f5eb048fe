"""What a company authenticates with at Personio, and how it is kept in the credential store."""

import re
from enum import StrEnum

from shared.structs import Hidden, Struct

LONGEST = 1000
CLIENT = re.compile(r"client\n([!-~]{1,1000})\n([!-~]{1,1000})")


class Kind(StrEnum):
    """The two kinds of credentials that Personio gives out."""

    TOKEN = "token"  # noqa: S105 - a kind, no secret
    CLIENT = "client"


class Token(Hidden):
    """API v1: the account's one recruiting token. `repr` never shows it."""

    value: str


class Client(Struct):
    """API v2: a custom integration of the account's. `repr` never shows the secret."""

    id: str
    secret: str

    def __repr__(self) -> str:
        """Which client it is."""
        return f"Client(id={self.id!r})"


Key = Token | Client


class Credentials(Struct):
    """Whose account it is, and the key to it."""

    account: str  # Personio's company id, digits
    key: Key

    @property
    def kind(self) -> Kind:
        return Kind.CLIENT if isinstance(self.key, Client) else Kind.TOKEN


class Access(Hidden):
    """What the requests of one submission authenticate with.

    Attributes:
        token: the access token of API v2; empty where the credentials themselves are sent.
        fresh: it was given out for this submission, and was not in memory already.
    """

    credentials: Credentials
    token: str = ""
    fresh: bool = False


def sendable(word: str) -> bool:
    """Whether `word` can stand in an HTTP header: one word of printable ASCII."""
    return 0 < len(word) <= LONGEST and all("!" <= character <= "~" for character in word)


def to_secret(key: Key) -> str:
    """The text that the credential store keeps of `key`.

    A token is kept bare, as it always was. A client is kept on three lines, which no HTTP header can carry:
    a release that knows tokens alone asks for the credentials anew, instead of sending them to Personio.
    """
    match key:
        case Token(value=value):
            return value
        case Client(id=client_id, secret=secret):
            return f"{Kind.CLIENT}\n{client_id}\n{secret}"


def from_secret(text: str) -> Key:
    """The key in what the store kept; what is no client is a token, sendable or not."""
    client = CLIENT.fullmatch(text)
    return Client(id=client[1], secret=client[2]) if client else Token(value=text)
