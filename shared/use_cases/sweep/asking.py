"""Ask for the turns that nobody asked for, or that did not come."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from shared import log
from shared.domain.connection import Connection
from shared.domain.ledger.export import Due, Origin
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import Sweep, TimeLeft
from shared.domain.ledger.turn import lost
from shared.ports import Backfills, Clock, Connections, Exports
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter
from shared.use_cases.turns import Turns

EVER = datetime.min.replace(tzinfo=UTC)


class Asked(Struct):
    """What was due, and for how many accounts a turn was asked.

    Attributes:
        oldest_due_seconds: for how long the longest due waits, back-fills left out.
    """

    due: int = 0
    oldest_due_seconds: float = 0.0
    asked: int = 0


class Asking(Struct):
    """Sends nothing itself. Entries of nobody's account cannot be sent: those it decides."""

    exports: Exports
    connections: Connections
    backfills: Backfills
    exporter: Exporter
    turns: Turns
    clock: Clock
    pace: Pace

    def ask(self, sweep: Sweep, time_left: TimeLeft) -> tuple[Sweep, Asked]:
        """For every account with something due, a back-fill or a proof to make, whose turn is lost."""
        now = self.clock.now()
        due = self.exports.due(now, sweep.due_after, tuning.MOST_DUE)
        running = self.backfills.running(tuning.BACKFILLS_AT_ONCE)
        companies = {entry.company_id for entry in due} | {backfill.company_id for backfill in running}
        connections = self.connections.of(companies)
        self._decide([entry for entry in due if entry.company_id not in connections], time_left)
        unproven = self.connections.to_prove(now, tuning.PROOFS_AT_ONCE)
        at_work = {connection.account for connection in (*connections.values(), *unproven)}
        asked = self._ask(at_work, now, time_left)
        urgent = [entry for entry in due if entry.origin is not Origin.BACKFILL]
        overdue_until = now - self.pace.overdue
        for entry in urgent:
            unsent = _account(entry, connections) in asked
            if unsent and (sweep.overdue_until or EVER) < entry.due_at <= overdue_until:
                log.export_overdue(entry.company_id, entry.match_id, now - entry.due_at)
        waited = [now - entry.due_at for entry in urgent]
        read_all = len(due) < tuning.MOST_DUE
        sweep = replace(sweep, due_after=None if read_all else due[-1].due_at, overdue_until=overdue_until)
        return sweep, Asked(
            due=len(due),
            oldest_due_seconds=max(waited, default=timedelta()).total_seconds(),
            asked=len(asked),
        )

    def _ask(self, ids: Collection[str], now: datetime, time_left: TimeLeft) -> set[str]:
        """Those whose turn was lost."""
        asked: set[str] = set()
        known = self.connections.accounts(ids)
        for id_ in sorted(ids):
            account = known.get(id_)  # of a broken one nobody can tell what it expects
            if time_left() and (account is None or lost(account, now, self.pace)):
                self.turns.ask(id_, now)
                asked.add(id_)
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


def _account(entry: Due, connections: Mapping[str, Connection]) -> str | None:
    connection = connections.get(entry.company_id)
    return connection.account if connection else None
