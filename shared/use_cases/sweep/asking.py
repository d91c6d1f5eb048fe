"""Ask for the turns that nobody asked for, or that did not come."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared import log
from shared.domain.ledger.export import Due, Origin
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.turn import lost
from shared.ports import Backfills, Clock, Connections, Exports
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter
from shared.use_cases.turns import Turns

TimeLeft = Callable[[], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was due, and for how many accounts a turn was asked; `due_after`: where the next goes on.

    Attributes:
        oldest_due_seconds: for how long the longest due waits, back-fills left out.
    """

    due: int = 0
    oldest_due_seconds: float = 0.0
    asked: int = 0
    due_after: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Sends nothing itself. Entries of nobody's account cannot be sent: those it decides."""

    exports: Exports
    connections: Connections
    backfills: Backfills
    exporter: Exporter
    turns: Turns
    clock: Clock
    pace: Pace

    def ask(self, after: datetime | None, time_left: TimeLeft) -> Asked:
        """For every account with something due, a back-fill or a proof to make, whose turn is lost."""
        now = self.clock.now()
        due = self.exports.due(now, after, tuning.MOST_DUE)
        running = self.backfills.running(tuning.BACKFILLS_AT_ONCE)
        companies = {entry.company_id for entry in due} | {backfill.company_id for backfill in running}
        connections = self.connections.of(companies)
        self._decide([entry for entry in due if entry.company_id not in connections], time_left)
        unproven = self.connections.to_prove(now, tuning.PROOFS_AT_ONCE)
        at_work = {connection.account for connection in (*connections.values(), *unproven)}
        asked = self._ask(at_work, now, time_left)
        waited = [now - entry.due_at for entry in due if entry.origin is not Origin.BACKFILL]
        return Asked(
            due=len(due),
            oldest_due_seconds=max(waited, default=timedelta()).total_seconds(),
            asked=asked,
            due_after=due[-1].due_at if len(due) == tuning.MOST_DUE else None,
        )

    def _ask(self, ids: Collection[str], now: datetime, time_left: TimeLeft) -> int:
        asked = 0
        known = self.connections.accounts(ids)
        for id_ in sorted(ids):
            account = known.get(id_)  # of a broken one nobody can tell what it expects
            if time_left() and (account is None or lost(account, now, self.pace)):
                self.turns.ask(id_, now)
                asked += 1
        return asked

    def _decide(self, due: Collection[Due], time_left: TimeLeft) -> None:
        """No connection can be read that says whose turn it is; each entry says so then."""
        for entry in due:
            if not time_left():
                return
            try:
                self.exporter.export(Addresses.of(entry), origin=Origin.LIVE)
            except Exception as fault:  # noqa: BLE001 - one broken entry or company stops nobody
                log.export_failed(entry.company_id, entry.match_id, fault)
