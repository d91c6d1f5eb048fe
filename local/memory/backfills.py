"""The companies' back-fills in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from local.memory.store import Store
from shared.domain.ledger.backfill import BackFill


@dataclass(frozen=True, kw_only=True)
class InMemoryBackFills:
    """The twin of FirestoreBackFills."""

    store: Store

    def get(self, company: str) -> BackFill | None:
        back_fill: BackFill | None = self.store.get(f"back_fills/{company}")
        return back_fill

    def update(self, company: str, step: Callable[[BackFill | None], BackFill]) -> BackFill:
        changed = step(self.get(company))
        self.store.put(f"back_fills/{company}", changed)
        return changed

    def running(self, limit: int) -> Sequence[BackFill]:
        known = [value for path, value in self.store.documents.items() if path.startswith("back_fills/")]
        return sorted((b for b in known if b.running), key=lambda b: b.requested_at)[:limit]
