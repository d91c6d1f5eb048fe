"""The access tokens of API v2: whose they are, what they allow, when they end."""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from local.personio.clock import Clock


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one access token stands for, as it was issued."""

    company_id: int
    client_id: str
    scopes: frozenset[str]
    ends_at: datetime


class Tokens:
    """All that were issued, revoked, or are over: they end by the stand-in's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._grants: dict[str, Grant] = {}

    def clear(self) -> None:
        """No token was ever issued."""
        with self._lock:
            self._grants.clear()

    def issue(
        self, company_id: int, client_id: str, *, scopes: frozenset[str], seconds: float, alone: bool
    ) -> str:
        """A new token; where it is to be `alone`, the older ones of the same client end."""
        token = f"papi-{secrets.token_urlsafe(64)}"
        ends_at = self._clock.now() + timedelta(seconds=seconds)
        grant = Grant(company_id=company_id, client_id=client_id, scopes=scopes, ends_at=ends_at)
        with self._lock:
            if alone:
                self._grants = {t: g for t, g in self._grants.items() if g.client_id != client_id}
            self._grants[token] = grant
        return token

    def revoke(self, token: str) -> None:
        """End a token; one that does not exist is no error (RFC 7009, 2.2)."""
        with self._lock:
            self._grants.pop(token, None)

    def grant(self, token: str) -> Grant | None:
        """What `token` stands for; None where it was never issued, was revoked, or is over."""
        grant = self._grants.get(token)
        return grant if grant and self._clock.now() < grant.ends_at else None
