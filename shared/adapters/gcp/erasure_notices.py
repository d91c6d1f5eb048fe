"""What companies are told of erased people, in Firestore."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import all_readable, commit, read_all, read_one, readable, stream
from shared.domain.ledger.erased import ErasureNotice
from shared.structs import Struct


class FirestoreErasureNotices(Struct):
    """The ErasureNotices port on Firestore. What has expired may lie there for a day more: left out."""

    client: firestore.Client

    def of_company(self, company_id: str, limit: int) -> Sequence[ErasureNotice]:
        query = (
            self.client.collection(documents.ERASURES)
            .where(filter=firestore.FieldFilter("company_id", "==", company_id))
            .where(filter=firestore.FieldFilter("expires_at", ">", datetime.now(UTC)))
            .order_by("expires_at", direction=firestore.Query.DESCENDING)
            .limit(limit)
        )
        return all_readable(documents.erasure, stream(query))

    def get(self, matches: Collection[str]) -> Mapping[str, ErasureNotice]:
        if not matches:
            return {}
        read = read_all(self.client, map(documents.erasure_path, sorted(matches)))
        return {each.match_id: each for each in all_readable(documents.erasure, read.values())}

    def acknowledge(self, company_id: str, match_id: str) -> ErasureNotice | None:
        path = documents.erasure_path(match_id)
        notice = readable(documents.erasure, read_one(self.client, path))
        if notice is None or notice.company_id != company_id:
            return None
        batch = self.client.batch()
        batch.delete(self.client.document(path))
        commit(batch)
        return notice
