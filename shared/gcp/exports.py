"""The ledger's entries in Firestore, many at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.domain.errors import Conflict, Problem
from shared.domain.export import ExportPage, State
from shared.gcp import documents
from shared.gcp.client import TIMEOUT_SECONDS, translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from google.cloud.firestore_v1.base_document import DocumentSnapshot

WRITES_IN_ONE_COMMIT = 300
ROUNDS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreExports:
    """The Exports port on Firestore."""

    client: firestore.Client

    def page(self, company: str, state: State | None, cursor: str | None, limit: int) -> ExportPage:
        query = self.client.collection(documents.EXPORTS).where(
            filter=firestore.FieldFilter("company_id", "==", company)
        )
        if state:
            query = query.where(filter=firestore.FieldFilter("state", "==", state.value))
        query = query.order_by("successful_at", direction=firestore.Query.DESCENDING)
        query = query.order_by("match_id", direction=firestore.Query.DESCENDING)
        if cursor:
            query = query.start_after(_place(cursor))
        with translated():
            found = [
                documents.export(document.to_dict() or {})
                for document in query.limit(limit + 1).stream(retry=None, timeout=TIMEOUT_SECONDS)
            ]
        last = found[limit - 1] if len(found) > limit else None
        following = f"{last.successful_at.isoformat()}~{last.match_id}" if last else None
        return ExportPage(entries=tuple(found[:limit]), next=following)

    def wake(self, company: str, job: str | None = None) -> int:
        woken: set[str] = set()
        for _ in range(ROUNDS):
            parked = self._parked(company, job)
            if not parked:
                break
            woken |= self._make_due(parked)
        return len(woken)

    def _parked(self, company: str, job: str | None) -> "Sequence[DocumentSnapshot[Any]]":
        """Some of the entries that rest until later, and whose cause may be gone."""
        owner = ("job_id", job) if job else ("company_id", company)
        query = (
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter(owner[0], "==", owner[1]))
            .where(filter=firestore.FieldFilter("state", "in", [s.value for s in State if s.parked]))
            .where(filter=firestore.FieldFilter("due_at", ">", datetime.now(UTC)))
            .select(["state"])
            .limit(WRITES_IN_ONE_COMMIT)
        )
        with translated():
            return list(query.stream(retry=None, timeout=TIMEOUT_SECONDS))

    def _make_due(self, parked: "Sequence[DocumentSnapshot[Any]]") -> set[str]:
        """All of them, or none where somebody moved one meanwhile: the next round asks again."""
        batch = self.client.batch()
        for entry in parked:
            unmoved = self.client.write_option(last_update_time=entry.update_time)
            batch.update(entry.reference, {"due_at": datetime.now(UTC)}, option=unmoved)
        try:
            with translated():
                batch.commit(retry=None, timeout=TIMEOUT_SECONDS)
        except Conflict:
            return set()
        return {entry.id for entry in parked}


def _place(cursor: str) -> dict[str, Any]:
    """Where a page's `next` points to."""
    at, _, match_id = cursor.partition("~")
    try:
        return {"successful_at": datetime.fromisoformat(at), "match_id": match_id}
    except ValueError:
        raise Problem("query_invalid", field="cursor", params={"allowed": "next"}) from None
