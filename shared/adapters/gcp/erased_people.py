"""Who was erased, by pseudonym, in Firestore."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import all_readable, commit, read_all, read_one, readable, stream
from shared.adapters.gcp.replacing import replace_in, undisturbed
from shared.domain.ledger.erased import Erased
from shared.structs import Struct


class FirestoreErasedPeople(Struct):
    """The ErasedPeople port on Firestore."""

    client: firestore.Client

    def known(self, pseudonyms: Collection[str]) -> Mapping[str, Erased]:
        if not pseudonyms:
            return {}
        read = read_all(self.client, map(documents.erased_path, sorted(pseudonyms)))
        return {each.id: each for each in all_readable(documents.erased, read.values())}

    def update(self, pseudonym: str, step: Callable[[Erased | None], Erased]) -> Erased:
        return undisturbed("an erasure", lambda: self._update_once(pseudonym, step))

    def due(self, now: datetime, limit: int) -> Sequence[Erased]:
        query = (
            self.client.collection(documents.ERASED)
            .where(filter=firestore.FieldFilter("again_at", "<=", now))
            .order_by("again_at")
            .limit(limit)
        )
        return all_readable(documents.erased, stream(query))

    def _update_once(self, pseudonym: str, step: Callable[[Erased | None], Erased]) -> Erased:
        seen = read_one(self.client, documents.erased_path(pseudonym))
        changed = step(readable(documents.erased, seen))
        batch = self.client.batch()
        replace_in(batch, self.client, seen, documents.written(changed))
        commit(batch)
        return changed
