"""The sweep's own memory in Firestore: one document, held by one sweep at a time."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.adapters.gcp import documents
from shared.adapters.gcp.client import commit, read_all, read_one, readable
from shared.adapters.gcp.replacing import replace_in
from shared.domain.errors import Conflict
from shared.domain.ledger.sweep import Sweep
from shared.structs import Struct, replace

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot


class FirestoreSweeps(Struct):
    """The Sweeps port on Firestore."""

    client: firestore.Client

    def take(self, lease: timedelta) -> Sweep | None:
        path = documents.SETTINGS_SWEEP
        read = read_all(self.client, [path, documents.SETTINGS_GLOBAL])
        settings, seen = read[documents.SETTINGS_GLOBAL].to_dict() or {}, read[path]
        known = readable(documents.sweep, seen) or Sweep()
        now: datetime = documents.plain(seen.read_time)
        if settings.get(documents.SETTINGS_PAUSED) is True:
            if not known.after_pause:
                self._replace(seen, replace(known, after_pause=True))
            return None
        if known.lease_until is not None and known.lease_until > now:
            return None
        return self._replace(seen, replace(known, lease_until=now + lease))

    def _replace(self, seen: "DocumentSnapshot[Any]", sweep: Sweep) -> Sweep | None:
        """None where somebody came between: the sweep is theirs."""
        batch = self.client.batch()
        replace_in(batch, self.client, seen, documents.written(sweep))
        with suppress(Conflict):
            commit(batch)
            return sweep
        return None

    def keep(self, taken: Sweep, sweep: Sweep) -> None:
        seen = read_one(self.client, documents.SETTINGS_SWEEP)
        known = readable(documents.sweep, seen)
        if known is None or known.lease_until != taken.lease_until:
            return
        if known.after_pause and not taken.after_pause:
            sweep = replace(sweep, after_pause=True)
        self._replace(seen, sweep)
