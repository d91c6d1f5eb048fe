"""The companies' back-fills in Firestore."""

from collections.abc import Callable, Sequence

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import all_readable, commit, read_one, readable, stream
from shared.adapters.gcp.replacing import replace_in, undisturbed
from shared.domain.ledger.backfill import Backfill
from shared.structs import Struct


class FirestoreBackfills(Struct):
    """The Backfills port on Firestore."""

    client: firestore.Client

    def get(self, company_id: str) -> Backfill | None:
        return readable(documents.backfill, read_one(self.client, documents.backfill_path(company_id)))

    def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
        return undisturbed("the back-fill", lambda: self._update_once(company_id, step))

    def running(self, limit: int) -> Sequence[Backfill]:
        query = self.client.collection(documents.BACKFILLS).where(
            filter=firestore.FieldFilter("running", "==", True)
        )
        running = all_readable(documents.backfill, stream(query))
        return sorted(running, key=lambda each: (each.requested_at is None, each.requested_at))[:limit]

    def _update_once(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
        seen = read_one(self.client, documents.backfill_path(company_id))
        changed = step(readable(documents.backfill, seen))
        batch = self.client.batch()
        replace_in(batch, self.client, seen, documents.written(changed))
        commit(batch)
        return changed
