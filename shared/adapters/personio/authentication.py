"""Who is applying, as Personio's recruiting API wants to hear it.

v1 only. The successor v2 takes the same document at another address with an OAuth token instead of the static
one (developer.personio.de, changelog `job-application-submission`): a second class of this shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from shared.domain.credentials import Access, Token


class Authentication(Protocol):
    """One way of authenticating, and the address that takes it."""

    @property
    def path(self) -> str:
        """Where applications go, below the API's base address; documents go below it."""

    def authorize(self, access: Access) -> Mapping[str, str]:
        """Headers that authenticate `access`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StaticToken:
    """v1: the account's one recruiting token, together with the company id (reference `introduction-1`)."""

    path: str = "/v1/recruiting/applications"

    def authorize(self, access: Access) -> Mapping[str, str]:
        token = access.credentials.key.value if isinstance(access.credentials.key, Token) else ""
        return {"Authorization": f"Bearer {token}", "X-Company-ID": access.credentials.account}
