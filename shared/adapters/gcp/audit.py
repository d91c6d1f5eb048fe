"""The audit trail in Firestore: documents are created, and nothing here can change one."""

from datetime import timedelta
from typing import TYPE_CHECKING

from google.cloud import firestore

from shared import log
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import commit
from shared.domain.audit import AuditedAction, Line
from shared.domain.errors import Unavailable
from shared.structs import Struct

if TYPE_CHECKING:
    from shared.ports import Clock


class FirestoreAudit(Struct):
    """The Audit port on Firestore."""

    client: firestore.Client
    clock: "Clock"
    kept: timedelta

    def line(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> Line:
        now = self.clock.now()
        return Line(
            company_id=company_id,
            by=by,
            what=what,
            at=now,
            about=about,
            expires_at=now + self.kept,
            trace_id=log.trace_id(),
        )

    def record(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> None:
        line, batch = self.line(company_id, by, what, **about), self.client.batch()
        add(self.client, batch, line)
        try:
            commit(batch)
        except Unavailable:
            log.audit_line_lost(line)


def add(client: firestore.Client, batch: firestore.WriteBatch, line: Line) -> None:
    """Have `batch` add a line. Ids are random: lines of one moment do not meet in one place."""
    batch.create(client.collection(documents.AUDIT).document(), documents.written(line))
