"""The ledger's entries that are followed, in Firestore."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from google.cloud import firestore

from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import all_readable, commit, count, pieces, readable, stream
from shared.adapters.gcp.exports import EVER
from shared.domain.applicant import Stage
from shared.domain.errors import Conflict
from shared.domain.ledger.export import Export, State
from shared.domain.ledger.following import FollowUp
from shared.structs import Struct

READ = ("application_id", "progress", "follow_at", "unfound_at")  # what a reading may change


class FirestoreFollowUps(Struct):
    """The FollowUps port on Firestore."""

    client: firestore.Client

    def due(self, companies: Collection[str], now: datetime, limit: int) -> Sequence[FollowUp]:
        found = [
            FollowUp(entry=entry, version=document.update_time)
            for query in self._of(companies)
            for document in stream(query.where(filter=_by("follow_at", "<=", now)).limit(limit))
            if (entry := readable(documents.export, document))
        ]
        return sorted(found, key=lambda one: one.entry.follow_at or now)[:limit]

    def next_at(self, companies: Collection[str], after: datetime) -> datetime | None:
        first = [
            documents.plain(document.get("follow_at"))
            for query in self._of(companies)
            for document in stream(
                query.where(filter=_by("follow_at", ">", after)).select(["follow_at"]).limit(1)
            )
        ]
        return min(first, default=None)

    def companies_due(self, now: datetime, limit: int) -> frozenset[str]:
        query = (
            self._exports()
            .where(filter=_by("follow_at", "<=", now))
            .order_by("follow_at")
            .select(["company_id"])
            .limit(limit)
        )
        return frozenset(
            str((document.to_dict() or {}).get("company_id") or "") for document in stream(query)
        )

    def keep(self, known: FollowUp, changed: Export) -> bool:
        document = documents.written(changed)
        fields = {name: _or_none(document[name]) for name in READ}
        return self._update([(changed.match_id, fields, known.version)])

    def stop(self, company_id: str) -> int:
        """What has a stage, or is to be read; an entry may be both."""
        mine = self._exports().where(filter=_by("company_id", "==", company_id))
        with_stage = mine.where(filter=_by(documents.EXPORT_STAGE, ">=", "")).select([documents.EXPORT_STAGE])
        to_read = mine.where(filter=_by("follow_at", ">=", EVER)).select(["follow_at"])
        for query in (with_stage, to_read):
            some = stream(query.limit(tuning.WRITES_IN_ONE_COMMIT))
            gone = dict.fromkeys(("progress", "follow_at"), firestore.DELETE_FIELD)
            if some:
                self._update([(one.id, gone, one.update_time) for one in some])
                return len(some)
        return 0

    def resume(self, company_id: str, now: datetime, limit: int) -> int:
        latest = stream(
            self._exports()
            .where(filter=_by("company_id", "==", company_id))
            .where(filter=_by("state", "==", State.EXPORTED.value))
            .order_by("successful_at", direction=firestore.Query.DESCENDING)
            .order_by("match_id", direction=firestore.Query.DESCENDING)
            .limit(limit)
        )
        known = {entry.match_id for entry in all_readable(documents.export, latest) if _to_resume(entry)}
        resumed: list[tuple[str, Mapping[str, object], object]] = [
            (one.id, {"follow_at": now}, one.update_time) for one in latest if one.id in known
        ]
        return len(resumed) if resumed and self._update(resumed) else 0

    def tally(self, company_id: str) -> Mapping[Stage, int]:
        mine = self._exports().where(filter=_by("company_id", "==", company_id))
        return {
            stage: count(mine.where(filter=_by(documents.EXPORT_STAGE, "==", stage.value))) for stage in Stage
        }

    def _exports(self) -> firestore.CollectionReference:
        return self.client.collection(documents.EXPORTS)

    def _of(self, companies: Collection[str]) -> Iterator[firestore.Query]:
        """The companies' entries, in the order in which they are due."""
        for some in pieces(sorted(companies)):
            yield self._exports().where(filter=_by("company_id", "in", some)).order_by("follow_at")

    def _update(self, writes: Sequence[tuple[str, Mapping[str, object], object]]) -> bool:
        """All of it, or nothing where somebody wrote one meanwhile."""
        batch = self.client.batch()
        for match_id, fields, version in writes:
            unchanged = self.client.write_option(last_update_time=version)
            reference = self.client.document(documents.export_path(match_id))
            batch.update(reference, dict(fields), option=unchanged)
        with suppress(Conflict):
            commit(batch)
            return True
        return False


def _to_resume(entry: Export) -> bool:
    over = entry.progress is not None and entry.progress.stage.final
    return bool(entry.application_id) and entry.follow_at is None and not over


def _or_none(value: object) -> object:
    """A field that has nothing is left out of a document."""
    return firestore.DELETE_FIELD if value is None else value


def _by(field: str, operator: str, value: object) -> firestore.FieldFilter:
    return firestore.FieldFilter(field, operator, value)
