"""How requests to Personio's recruiting API authenticate: one file for each way, and the addresses it opens.

A third kind of credentials is a third file beside static_token and client_credentials, and a case here.
"""

from collections.abc import Mapping
from typing import Protocol

from shared.adapters.personio.form import Post
from shared.adapters.personio.http import Response
from shared.domain.application import Answer
from shared.domain.credentials import Access, Credentials, Kind


class Authentication(Protocol):
    """One way of authenticating, and the addresses that take it, below the API's base address."""

    @property
    def applications(self) -> str:
        """Where applications go; documents go below it."""

    @property
    def jobs(self) -> str:
        """Where positions can be read; empty where nothing can be."""

    def access(self, credentials: Credentials, post: Post, *, anew: bool = False) -> Access | Answer:
        """As the port says; `anew` uses nothing that an earlier success left in memory."""

    def authorize(self, access: Access) -> Mapping[str, str]:
        """Headers that authenticate `access`."""

    def read(self, access: Access, response: Response) -> Answer:
        """What Personio made of a request that went with `access`."""

    def revoke(self, credentials: Credentials, post: Post) -> None:
        """As the port says."""


class Ways(dict[Kind, Authentication]):
    """The way of each kind, loaded by whoever needs it first: a cold start needs one of them."""

    def __missing__(self, kind: Kind) -> Authentication:
        return self.setdefault(kind, _made(kind))  # two threads at once get the same one


def _made(kind: Kind) -> Authentication:
    match kind:
        case Kind.TOKEN:
            from shared.adapters.personio.static_token import StaticToken

            return StaticToken()
        case Kind.CLIENT:
            from shared.adapters.personio.client_credentials import ClientCredentials

            return ClientCredentials()
