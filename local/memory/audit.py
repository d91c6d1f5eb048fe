"""The audit trail in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from local.memory.store import Store
from shared.domain.audit import AuditedAction, Line
from shared.ports import Clock


@dataclass(frozen=True, kw_only=True)
class InMemoryAudit:
    """The twin of FirestoreAudit."""

    store: Store
    clock: Clock
    kept: timedelta = timedelta(days=730)

    @property
    def lines(self) -> Sequence[Line]:
        """In the order in which they came."""
        return self.store.all_whole("audit")

    def line(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> Line:
        now = self.clock.now()
        until = now + self.kept
        return Line(company_id=company_id, by=by, what=what, at=now, about=about, expires_at=until)

    def record(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> None:
        add(self.store, self.line(company_id, by, what, **about))


def add(store: Store, line: Line) -> None:
    """What a commit does that takes a line along."""
    store.put(f"audit/{len(store.all_whole('audit'))}", line)
