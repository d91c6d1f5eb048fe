"""How requests to Personio's recruiting API authenticate: one file for each way, and the addresses it opens.

A third kind of credentials is a third file beside static_token and client_credentials, and a line in `ways`.
"""

from collections.abc import Mapping
from typing import Protocol

from shared.adapters.personio.client_credentials import ClientCredentials
from shared.adapters.personio.form import Post
from shared.adapters.personio.http import Response
from shared.adapters.personio.static_token import StaticToken
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


Ways = Mapping[Kind, Authentication]


def ways() -> Ways:
    """The way of each kind of credentials."""
    return {Kind.TOKEN: StaticToken(), Kind.CLIENT: ClientCredentials()}
