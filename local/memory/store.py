"""Firestore's promises in a dict: versions, and commits that are all or nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock
from typing import Any

from local.memory.clock import ManualClock
from shared.domain.errors import Conflict
from shared.domain.ledger.export import Due
from shared.ports import Clock


class Broken:
    """A document of ours that somebody broke by hand, with what can still be read of it."""

    def __init__(self, company_id: str = "", due: Due | None = None) -> None:
        self.company_id, self.due = company_id, due


class Store:
    """Documents with versions, and commits that are all or nothing: Firestore's promises in a dict."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or ManualClock()
        self.documents: dict[str, Any] = {}
        self.collections: dict[str, dict[str, Any]] = {}
        self.by_company: dict[tuple[str, str], dict[str, Any]] = {}  # an index, as Firestore has
        self.versions: dict[str, int] = {}
        self.made: dict[str, datetime] = {}
        self.calls: list[str] = []
        self.before_commit: list[Callable[[], object]] = []
        self._lock = RLock()
        self._last = 0

    def get(self, path: str) -> Any:
        return self.documents.get(path)

    def whole(self, path: str) -> Any:
        """None where it is broken."""
        value = self.documents.get(path)
        return None if isinstance(value, Broken) else value

    def all_whole(self, collection: str) -> list[Any]:
        found = self.collections.get(collection, {}).values()
        return [value for value in found if not isinstance(value, Broken)]

    def put(self, path: str, value: Any) -> None:
        with self._lock:
            self._last += 1
            self._unindexed(path)
            self.made.setdefault(path, self.clock.now())
            self.documents[path] = value
            collection = path.partition("/")[0]
            self.collections.setdefault(collection, {})[path] = value
            if company := getattr(value, "company_id", None):
                self.by_company.setdefault((collection, company), {})[path] = value
            self.versions[path] = self._last

    def drop(self, path: str) -> None:
        with self._lock:
            self._unindexed(path)
            self.documents.pop(path, None)
            self.versions.pop(path, None)
            self.made.pop(path, None)

    def of_company(self, collection: str, company_id: str) -> list[Any]:
        """Broken ones, too."""
        return list(self.by_company.get((collection, company_id), {}).values())

    def _unindexed(self, path: str) -> None:
        collection, known = path.partition("/")[0], self.documents.get(path)
        self.collections.get(collection, {}).pop(path, None)
        self.by_company.get((collection, getattr(known, "company_id", "")), {}).pop(path, None)

    @contextmanager
    def commit(self, expected: Mapping[str, int | None]) -> Iterator[None]:
        """Hold everybody else off; Conflict where a document is not at its expected version.

        First of all one of `before_commit` happens: somebody else's deed.
        """
        if self.before_commit:
            self.before_commit.pop()()
        with self._lock:
            if any(self.versions.get(path) != version for path, version in expected.items()):
                raise Conflict("a document changed")
            yield
