"""The companies' back-fills in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from local.memory.store import Store
from shared.domain.ledger.backfill import Backfill


@dataclass(frozen=True, kw_only=True)
class InMemoryBackfills:
    """The twin of FirestoreBackfills."""

    store: Store

    def get(self, company_id: str) -> Backfill | None:
        backfill: Backfill | None = self.store.get(f"back_fills/{company_id}")
        return backfill

    def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
        changed = step(self.get(company_id))
        self.store.put(f"back_fills/{company_id}", changed)
        return changed

    def running(self, limit: int) -> Sequence[Backfill]:
        known = [value for path, value in self.store.documents.items() if path.startswith("back_fills/")]
        return sorted((b for b in known if b.running), key=lambda b: b.requested_at)[:limit]
