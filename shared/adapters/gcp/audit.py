"""The audit trail in Firestore: documents are created, and nothing here can change one."""

from dataclasses import dataclass
from datetime import timedelta

from google.cloud import firestore

from shared import log
from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import translated
from shared.domain.audit import AuditedAction, Line
from shared.domain.errors import Unavailable
from shared.ports import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreAudit:
    """The Audit port on Firestore. Ids are random: lines of one moment do not meet in one place."""

    client: firestore.Client
    clock: Clock
    kept: timedelta

    def record(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> None:
        now = self.clock.now()
        line = Line(
            company_id=company_id,
            by=by,
            what=what,
            at=now,
            about=about,
            expires_at=now + self.kept,
            trace_id=log.trace_id(),
        )
        try:
            with translated():
                self.client.collection(documents.AUDIT).document().create(
                    documents.written(line), retry=None, timeout=tuning.FIRESTORE_SECONDS
                )
        except Unavailable:
            log.audit_line_lost(line)
