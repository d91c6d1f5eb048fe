"""The companies' back-fills in Firestore."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import (
    TIMEOUT_SECONDS,
    all_readable,
    read_all,
    readable,
    stream,
    translated,
    write,
)
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.backfill import Backfill

ROUNDS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreBackfills:
    """The Backfills port on Firestore."""

    client: firestore.Client

    def get(self, company_id: str) -> Backfill | None:
        path = documents.backfill_path(company_id)
        return readable(documents.backfill, read_all(self.client, [path])[path])

    def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
        path = documents.backfill_path(company_id)
        for _ in range(ROUNDS):
            seen = read_all(self.client, [path])[path]
            changed = step(readable(documents.backfill, seen))
            batch = self.client.batch()
            version = seen.update_time if seen.exists else None
            write(self.client, batch, path, documents.written(changed), version=version)
            try:
                with translated():
                    batch.commit(retry=None, timeout=TIMEOUT_SECONDS)
            except Conflict:
                continue
            return changed
        raise Unavailable("the back-fill found no quiet moment")

    def running(self, limit: int) -> Sequence[Backfill]:
        query = self.client.collection(documents.BACKFILLS).where(
            filter=firestore.FieldFilter("running", "==", True)
        )
        running = all_readable(documents.backfill, stream(query))
        return sorted(running, key=lambda each: (each.requested_at is None, each.requested_at))[:limit]
