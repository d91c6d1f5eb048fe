"""The audit trail in Firestore: documents are created, and nothing here can change one."""

from dataclasses import dataclass

from google.cloud import firestore

from shared import log
from shared.domain.audit import Deed, Line
from shared.domain.errors import Unavailable
from shared.gcp import documents
from shared.gcp.client import TIMEOUT_SECONDS, translated
from shared.ports import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreAudit:
    """The Audit port on Firestore. Ids are random: lines of one moment do not meet in one place."""

    client: firestore.Client
    clock: Clock

    def record(self, company: str, by: str, what: Deed, **about: str | int) -> None:
        line = Line(
            company=company, by=by, what=what, at=self.clock.now(), about=about, trace_id=log.trace_id()
        )
        document = {**documents.written(line), documents.EXPIRES_AT: line.expires_at}
        try:
            with translated():
                self.client.collection(documents.AUDIT).document().create(
                    document, retry=None, timeout=TIMEOUT_SECONDS
                )
        except Unavailable:
            log.audit_line_lost(line)
