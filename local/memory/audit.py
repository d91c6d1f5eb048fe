"""The audit trail in memory."""

from dataclasses import dataclass, field
from datetime import timedelta

from shared.domain.audit import AuditedAction, Line
from shared.ports import Clock


@dataclass(frozen=True, kw_only=True)
class InMemoryAudit:
    """The twin of FirestoreAudit; lines in the order in which they came."""

    clock: Clock
    kept: timedelta = timedelta(days=730)
    lines: list[Line] = field(default_factory=list)

    def record(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> None:
        now = self.clock.now()
        until = now + self.kept
        self.lines.append(
            Line(company_id=company_id, by=by, what=what, at=now, about=about, expires_at=until)
        )
