"""Tokens kept in an instance's memory for minutes, so that an export does not ask the store each time."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shared.adapters import tuning
from shared.structs import Hidden

if TYPE_CHECKING:
    from shared.ports import Secrets


class _Kept(Hidden):
    value: str
    until: float


class CachedSecrets:
    """The port `Secrets` in front of another one. Thread-safe: an instance serves several requests.

    Only a version's value is kept, and a version never changes; so nothing here can be out of date but
    retirements through another instance, for `seconds` at most. What is missing is asked for each time.
    """

    def __init__(
        self,
        store: "Secrets",
        *,
        monotonic: Callable[[], float],
        seconds: float = tuning.TOKENS_KEPT_SECONDS,
        size: int = tuning.TOKENS_KEPT,
    ) -> None:
        self._store = store
        self._monotonic = monotonic
        self._seconds = seconds
        self._size = size
        self._lock = threading.Lock()
        self._kept: dict[str, _Kept] = {}
        self._forgotten = 0

    def add(self, company_id: str, value: str) -> str:
        """Keeps nothing: what is never read need not lie in memory."""
        return self._store.add(company_id, value)

    def read(self, version: str) -> str | None:
        """From memory where it is young enough; the store is asked outside the lock."""
        now = self._monotonic()
        with self._lock:
            kept = self._kept.get(version)
            forgotten = self._forgotten
        if kept and now < kept.until:
            return kept.value
        value = self._store.read(version)
        if value is not None:
            self._keep(version, _Kept(value=value, until=now + self._seconds), forgotten)
        return value

    def retire(self, version: str) -> None:
        """Forgets the value even where the store did not answer: it may have heard."""
        try:
            self._store.retire(version)
        finally:
            self._forget(version)

    def versions(self, company_id: str) -> Sequence[str]:
        return self._store.versions(company_id)

    def _keep(self, version: str, kept: _Kept, forgotten: int) -> None:
        """A value that was read while another thread retired something may be the retired one."""
        with self._lock:
            if forgotten != self._forgotten:
                return
            self._kept.pop(version, None)
            while len(self._kept) >= self._size:
                del self._kept[next(iter(self._kept))]  # the oldest: a dict keeps the order of arrival
            self._kept[version] = kept

    def _forget(self, version: str) -> None:
        with self._lock:
            self._forgotten += 1
            self._kept.pop(version, None)
