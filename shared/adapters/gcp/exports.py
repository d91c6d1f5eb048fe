"""The ledger's entries in Firestore, many at a time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import (
    all_readable,
    commit,
    count,
    pieces,
    read_all,
    readable,
    stream,
)
from shared.domain.applicant import Stage
from shared.domain.errors import Conflict
from shared.domain.ledger.cursor import cursor_of, place_of
from shared.domain.ledger.export import Code, Due, Export, ExportPage, Origin, State
from shared.structs import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from google.cloud.firestore_v1.base_document import DocumentSnapshot


DUE_FIELDS = ("company_id", "job_id", "developer_id", "origin", "due_at", "code")
EVER = datetime(1, 1, 1, tzinfo=UTC)  # leaves out what is no time at all, which would come first
FINAL = frozenset(state for state in State if state.final)


class FirestoreExports(Struct):
    """The Exports port on Firestore."""

    client: firestore.Client

    def page(
        self,
        company_id: str,
        state: State | None,
        cursor: str | None,
        limit: int,
        progress: Stage | None = None,
    ) -> ExportPage:
        query = self.client.collection(documents.EXPORTS).where(
            filter=firestore.FieldFilter("company_id", "==", company_id)
        )
        if state:
            query = query.where(filter=firestore.FieldFilter("state", "==", state.value))
        if progress:
            query = query.where(filter=firestore.FieldFilter(documents.EXPORT_STAGE, "==", progress.value))
        query = query.order_by("successful_at", direction=firestore.Query.DESCENDING)
        query = query.order_by("match_id", direction=firestore.Query.DESCENDING)
        if cursor is not None:
            at, match_id = place_of(cursor)
            query = query.start_after({"successful_at": at, "match_id": match_id})
        found: list[Export] = []
        while len(found) <= limit:
            some = stream(query.limit(limit + 1))
            found += all_readable(documents.export, some)
            if len(some) <= limit:
                break
            query = query.start_after(some[-1])
        last = found[limit - 1] if len(found) > limit else None
        following = cursor_of(last.successful_at, last.match_id) if last else None
        return ExportPage(entries=tuple(found[:limit]), next=following)

    def wake(self, company_id: str, job_id: str | None = None, only: State | None = None) -> int:
        states = [only] if only else [state for state in State if state.parked]
        owner = ("job_id", job_id) if job_id else ("company_id", company_id)
        return self._wake(
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter(owner[0], "==", owner[1]))
            .where(filter=firestore.FieldFilter("state", "in", [state.value for state in states]))
        )

    def wake_coded(self, company_id: str, codes: "Collection[Code]") -> int:
        return self._wake_some(self._coded(company_id, codes))

    def coded(self, company_id: str, codes: "Collection[Code]", limit: int) -> "Sequence[Export]":
        return all_readable(documents.export, stream(self._coded(company_id, codes).limit(limit)))

    def due(self, now: datetime, after: datetime | None, limit: int) -> "Sequence[Due]":
        query = (
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter("due_at", "<=", now))
            .order_by("due_at")
            .select(DUE_FIELDS)
        )
        if after:
            query = query.start_at({"due_at": after})
        found: list[DocumentSnapshot[Any]] = []
        while len(found) < limit:
            following = query.start_after(found[-1]) if found else query
            some = stream(following.limit(tuning.DUE_IN_ONE_READ))
            found += some
            if len(some) < tuning.DUE_IN_ONE_READ:
                break
        return [documents.due(entry.id, entry.to_dict() or {}) for entry in found[:limit]]

    def earliest(self, companies: "Collection[str]", limit: int) -> "Sequence[Due]":
        found: list[DocumentSnapshot[Any]] = []
        for named in pieces(sorted(companies)):
            some = firestore.FieldFilter("company_id", "in", named)
            for origin in Origin:
                query = (
                    self.client.collection(documents.EXPORTS)
                    .where(filter=some)
                    .where(filter=firestore.FieldFilter("origin", "==", origin.value))
                    .where(filter=firestore.FieldFilter("due_at", ">=", EVER))
                    .order_by("due_at")
                    .select(DUE_FIELDS)
                    .limit(limit)
                )
                found += stream(query)
        return [documents.due(entry.id, entry.to_dict() or {}) for entry in found]

    def to_prune(self, now: datetime, limit: int) -> "Sequence[str]":
        query = (
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter("prune_at", "<=", now))
            .order_by("prune_at")
            .select(["prune_at"])
            .limit(limit)
        )
        return [entry.id for entry in stream(query)]

    def known(self, matches: "Sequence[str]") -> "Mapping[str, Export]":
        if not matches:
            return {}
        read = read_all(self.client, [documents.export_path(match) for match in matches])
        return {document.id: shown(document)[0] for document in read.values() if document.exists}

    def tally(
        self, company_id: str, origin: Origin | None = None, expected: int | None = None
    ) -> "Mapping[State, int]":
        query = self.client.collection(documents.EXPORTS).where(
            filter=firestore.FieldFilter("company_id", "==", company_id)
        )
        if origin:
            query = query.where(filter=firestore.FieldFilter("origin", "==", origin.value))
        if expected is not None and expected <= tuning.READ_RATHER_THAN_COUNTED:
            some = stream(query.select(["state"]).limit(tuning.READ_RATHER_THAN_COUNTED + 1))
            if len(some) <= tuning.READ_RATHER_THAN_COUNTED:
                states = [(entry.to_dict() or {}).get("state") for entry in some]
                return {state: states.count(state.value) for state in State}

        def counted(state: State) -> int:
            return count(query.where(filter=firestore.FieldFilter("state", "==", state.value)))

        with ThreadPoolExecutor(len(State)) as threads:
            return dict(zip(State, threads.map(counted, State), strict=True))

    def count_standing(self, company_id: str, changed_since: datetime) -> int:
        def counted(states: "Collection[State]", field: str) -> int:
            return count(
                self.client.collection(documents.EXPORTS)
                .where(filter=firestore.FieldFilter("company_id", "==", company_id))
                .where(filter=firestore.FieldFilter("state", "in", sorted(state.value for state in states)))
                .where(filter=firestore.FieldFilter(field, ">=", changed_since))
            )

        going_on = set(State) - {State.CANCELLED}
        return counted(going_on, "updated_at") - counted(FINAL, "taken_back_at")

    def _coded(self, company_id: str, codes: "Collection[Code]") -> firestore.Query:
        return (
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter("company_id", "==", company_id))
            .where(filter=firestore.FieldFilter("state", "==", State.NEEDS_ACTION.value))
            .where(filter=firestore.FieldFilter("code", "in", sorted(code.value for code in codes)))
        )

    def _wake(self, parked: firestore.Query) -> int:
        """Those that rest until later, and whose cause may be gone, become due; how many."""
        woken = 0
        for _ in range(tuning.WAKE_ROUNDS):
            some = self._wake_some(parked)
            if not some:
                break
            woken += some
        return woken

    def _wake_some(self, parked: firestore.Query) -> int:
        """As many as one read finds: a query costs more than the commits of what it found."""
        later = firestore.FieldFilter("due_at", ">", datetime.now(UTC))
        query = parked.where(filter=later).select(["state"]).limit(tuning.WOKEN_IN_ONE_READ)
        for _ in range(tuning.WAKE_ROUNDS):
            some, size = stream(query), tuning.WRITES_IN_ONE_COMMIT
            woken = sum(self._make_due(some[start : start + size]) for start in range(0, len(some), size))
            if woken or not some:
                return woken
        return 0

    def _make_due(self, parked: "Sequence[DocumentSnapshot[Any]]") -> int:
        """All of them, or none where somebody moved one meanwhile; how many."""
        batch = self.client.batch()
        for entry in parked:
            unmoved = self.client.write_option(last_update_time=entry.update_time)
            batch.update(entry.reference, {"due_at": datetime.now(UTC)}, option=unmoved)
        with suppress(Conflict):
            commit(batch)
            return len(parked)
        return 0


def shown(document: "DocumentSnapshot[Any]") -> tuple[Export, bool]:
    """The entry in an existing document, or what is shown in place of a broken one; whether it is that."""
    entry = readable(documents.export, document)
    if entry:
        return entry, False
    return documents.unreadable_export(document.id, document.to_dict() or {}, document.update_time), True
