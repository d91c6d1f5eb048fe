"""What our documents in Firestore hold of developers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import (
    commit,
    count,
    pieces,
    read_all,
    read_one,
    stream,
    translated,
)
from shared.domain.errors import Unavailable
from shared.domain.ledger.erasure import PERSONAL
from shared.domain.person import Held, Holdings
from shared.structs import Struct

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot


class FirestorePeople(Struct):
    """The People port on Firestore."""

    client: firestore.Client

    def exports_of(self, developer_id: str) -> Sequence[str]:
        return [entry.id for entry in stream(self._naming(documents.EXPORTS, developer_id).select(["state"]))]

    def changed(self, since: datetime, after: Held | None, limit: int) -> Sequence[Held]:
        query = (
            self.client.collection(documents.EXPORTS)
            .where(filter=firestore.FieldFilter("updated_at", ">=", since))
            .order_by("updated_at")
            .order_by("__name__")
        )
        if after:
            last = self.client.document(documents.export_path(after.match_id))
            query = query.start_after({"updated_at": after.updated_at, "__name__": last})
        return self._held(query, limit)

    def walk(self, after: str | None, limit: int) -> Sequence[Held]:
        query = self.client.collection(documents.EXPORTS).order_by("__name__")
        if after:
            query = query.start_after({"__name__": self.client.document(documents.export_path(after))})
        return self._held(query, limit)

    def without_profile(self, developers: Collection[str]) -> frozenset[str]:
        """Mostly all are there, which a number tells, for a thirtieth of the reads and without a profile."""
        named = sorted(filter(documents.is_id, developers))
        return frozenset(developers) - {each for some in pieces(named) for each in self._with_profile(some)}

    def drop_keys(self, developer_id: str) -> int:
        """All of them at once: a person has as many as positions."""
        found = stream(self._naming(documents.APPLICANTS, developer_id).limit(tuning.WRITES_IN_ONE_COMMIT))
        if found:
            batch = self.client.batch()
            for key in found:
                batch.delete(key.reference)
            commit(batch)
        return len(found)

    def strip(self, match_id: str, pseudonym: str) -> None:
        gone = dict.fromkeys(PERSONAL, firestore.DELETE_FIELD)
        with translated():
            self.client.document(documents.export_path(match_id)).update(
                {**gone, "developer_id": pseudonym}, retry=None, timeout=tuning.FIRESTORE_SECONDS
            )

    def holdings(self, developer_id: str) -> Holdings:
        if not documents.is_id(developer_id):
            return Holdings()
        exports = stream(self._naming(documents.EXPORTS, developer_id))
        matches = self.client.collection(documents.MATCHES).where(
            filter=firestore.FieldFilter(documents.MATCH_DEVELOPER, "==", developer_id)
        )
        told = [documents.erasure_path(entry.id) for entry in exports]
        return Holdings(
            profile=_by_path([read_one(self.client, documents.developer_path(developer_id))]),
            matches=_by_path(stream(matches)),
            exports=_by_path(exports),
            applicants=_by_path(stream(self._naming(documents.APPLICANTS, developer_id))),
            erasures=_by_path(read_all(self.client, told).values() if told else ()),
        )

    def _with_profile(self, developers: Sequence[str]) -> Sequence[str]:
        paths = {documents.developer_path(each): each for each in developers}
        if len(paths) > 1 and self._number_of(paths) == len(paths):
            return developers
        return [paths[path] for path, profile in read_all(self.client, paths).items() if profile.exists]

    def _number_of(self, profiles: Collection[str]) -> int | None:
        """None where Firestore does not count in time: the emulator looks through all profiles for some."""
        names = firestore.FieldFilter("__name__", "in", list(map(self.client.document, profiles)))
        with suppress(Unavailable):
            return count(self.client.collection(documents.DEVELOPERS).where(filter=names))
        return None

    def _naming(self, collection: str, developer_id: str) -> firestore.Query:
        named = firestore.FieldFilter("developer_id", "==", developer_id)
        return self.client.collection(collection).where(filter=named)

    def _held(self, query: firestore.Query, limit: int) -> Sequence[Held]:
        found = stream(query.select(["developer_id", "updated_at"]).limit(limit))
        return [documents.held(entry.id, entry.to_dict() or {}) for entry in found]


def _by_path(found: "Iterable[DocumentSnapshot[Any]]") -> Mapping[str, Any]:
    return {each.reference.path: documents.plain(each.to_dict() or {}) for each in found if each.exists}
