"""The sweep's own memory in Firestore: one document, held by one sweep at a time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from google.cloud import firestore

from shared.domain.errors import Conflict
from shared.domain.sweep import Sweep
from shared.gcp import documents
from shared.gcp.client import TIMEOUT_SECONDS, read_all, translated, write


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreSweeps:
    """The Sweeps port on Firestore."""

    client: firestore.Client

    def take(self, lease: timedelta) -> Sweep | None:
        path = documents.SETTINGS_SWEEP
        read = read_all(self.client, [path, documents.SETTINGS_GLOBAL])
        settings, seen = read[documents.SETTINGS_GLOBAL].to_dict() or {}, read[path]
        known = documents.sweep(seen.to_dict() or {})
        now: datetime = documents.plain(seen.read_time)
        held = known.lease_until is not None and known.lease_until > now
        if held or settings.get(documents.SETTINGS_PAUSED) is True:
            return None
        taken = replace(known, lease_until=now + lease)
        version = seen.update_time if seen.exists else None
        batch = self.client.batch()
        write(self.client, batch, path, documents.written(taken), version=version)
        try:
            with translated():
                batch.commit(retry=None, timeout=TIMEOUT_SECONDS)
        except Conflict:
            return None
        return taken

    def keep(self, sweep: Sweep) -> None:
        with translated():
            self.client.document(documents.SETTINGS_SWEEP).set(
                documents.written(sweep), retry=None, timeout=TIMEOUT_SECONDS
            )
