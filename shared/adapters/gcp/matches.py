"""matched.io's successful matches in Firestore, many at a time."""

from collections.abc import Sequence
from datetime import datetime

from google.cloud import firestore

from shared import log
from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import count, stream
from shared.domain.match import Match
from shared.structs import Struct, field


class FirestoreMatches(Struct):
    """The Matches port on Firestore.

    `named` are the matches without a company that this instance has logged: each sweep looks an hour back.
    """

    client: firestore.Client
    named: set[tuple[str, datetime]] = field(default_factory=set)

    def succeeded(self, since: datetime, until: datetime, after: Match | None, limit: int) -> Sequence[Match]:
        query = (
            self._successful()
            .where(filter=firestore.FieldFilter(documents.MATCH_SUCCESSFUL_AT, ">=", since))
            .where(filter=firestore.FieldFilter(documents.MATCH_SUCCESSFUL_AT, "<=", until))
            .order_by(documents.MATCH_SUCCESSFUL_AT)
            .order_by("__name__")
        )
        if after:
            place = {
                documents.MATCH_SUCCESSFUL_AT: after.successful_at,
                "__name__": self.client.document(documents.match_path(after.id)),
            }
            query = query.start_after(place)
        return self._read(query.limit(limit))

    def of_company(self, company_id: str, after: str | None, limit: int) -> Sequence[Match]:
        query = (
            self._successful()
            .where(filter=firestore.FieldFilter(documents.MATCH_COMPANY, "==", company_id))
            .order_by("__name__")
        )
        if after:
            query = query.start_after({"__name__": self.client.document(documents.match_path(after))})
        return self._read(query.limit(limit))

    def count(self, since: datetime, until: datetime) -> int:
        return count(
            self._successful()
            .where(filter=firestore.FieldFilter(documents.MATCH_SUCCESSFUL_AT, ">=", since))
            .where(filter=firestore.FieldFilter(documents.MATCH_SUCCESSFUL_AT, "<=", until))
        )

    def count_of_company(self, company_id: str, since: datetime | None = None) -> int:
        query = self._successful().where(
            filter=firestore.FieldFilter(documents.MATCH_COMPANY, "==", company_id)
        )
        if since:
            dated = firestore.FieldFilter(documents.MATCH_SUCCESSFUL_AT, ">=", since)
            query = query.where(filter=dated)
        return count(query)

    def _successful(self) -> firestore.Query:
        return self.client.collection(documents.MATCHES).where(
            filter=firestore.FieldFilter(documents.MATCH_STATUS, "==", documents.MATCH_SUCCESSFUL)
        )

    def _read(self, query: firestore.Query) -> list[Match]:
        found = stream(query)
        matches = [documents.match(each.id, each.to_dict() or {}, each.update_time) for each in found]
        for match in matches:
            if not match.company_id:
                self._name(match)
        return matches

    def _name(self, match: Match) -> None:
        version = (match.id, match.written_at)
        if version in self.named:
            return
        if len(self.named) >= tuning.MATCHES_NAMED:
            self.named.clear()
        self.named.add(version)
        log.document_unreadable(documents.match_path(match.id))
