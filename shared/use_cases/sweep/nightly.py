"""Once a night: find whatever success was missed, however long ago, by counting before walking."""

from datetime import datetime

from shared.domain.connection import Connection
from shared.domain.ledger.backfill import Backfill, Balance, Older
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.sweep import Sweep, TimeLeft
from shared.ports import Backfills, Clock, Connections, Exports, Matches
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.sweep.catching_up import CatchingUp


class Nightly(Struct):
    """Compares the successes of every connected company with its exports.

    In figures, which cost a read for a thousand; one by one where a figure moved since the last walk, and
    once a month.
    """

    matches: Matches
    backfills: Backfills
    exports: Exports
    connections: Connections
    catching_up: CatchingUp
    clock: Clock
    pace: Pace

    def go_on(self, sweep: Sweep, time_left: TimeLeft) -> tuple[Sweep, int]:
        """Go on with the pass over all companies; begin one a day after the last. How many were missed."""
        now, found = self.clock.now(), 0
        if sweep.pass_company is None:  # none is under way
            if sweep.pass_began_at and now - sweep.pass_began_at < self.pace.full_pass_interval:
                return sweep, 0
            sweep = replace(sweep, pass_began_at=now, pass_company="")
        done = sweep.pass_company or ""
        for connection in sorted(self.connections.live(), key=lambda each: each.company_id):
            if connection.company_id > done:
                sweep, some = self._company(sweep, connection, time_left)
                found += some
                if sweep.pass_company != connection.company_id:
                    return sweep, found
        return replace(sweep, pass_company=None, pass_at=None, pass_match=None, pass_balance=None), found

    def _company(self, sweep: Sweep, connection: Connection, time_left: TimeLeft) -> tuple[Sweep, int]:
        """One company; the sweep stands at it once it is through with it."""
        company = connection.company_id
        if company != sweep.pass_at:
            if self._even(connection):
                return replace(sweep, pass_company=company) if time_left() else sweep, 0
            balance = self._balance(connection, self._outlasting())
            sweep = replace(sweep, pass_at=company, pass_match=None, pass_older=0, pass_balance=balance)
        return self._walk(sweep, company, time_left)

    def _even(self, connection: Connection) -> bool:
        """Whether the figures are as the last walk left them, and that was not too long ago."""
        known = self.backfills.get(connection.company_id)
        older = known.older if known else None
        if older is None or older.balance is None:
            return False
        if self.clock.now() - older.counted_at >= self.pace.walk_interval:
            return False
        return self._balance(connection, older.balance.changed_since) == older.balance

    def _balance(self, connection: Connection, changed_since: datetime) -> Balance:
        company = connection.company_id
        successes = self.matches.count_of_company(company)
        return Balance(
            unexported=successes - self.exports.count_standing(company, changed_since),
            earlier=successes - self.matches.count_of_company(company, connection.connected_at),
            changed_since=changed_since,
        )

    def _outlasting(self) -> datetime:
        """Exports that were changed since then are all still there at the next walk."""
        return self.clock.now() - self.pace.keep_exports + 2 * self.pace.walk_interval

    def _walk(self, sweep: Sweep, company_id: str, time_left: TimeLeft) -> tuple[Sweep, int]:
        cursor, found = sweep.pass_match, 0
        while time_left():
            page = self.matches.of_company(company_id, cursor, tuning.MATCHES_IN_A_PAGE)
            enqueued = self.catching_up.enqueue(page, Origin.LIVE)
            found += enqueued.queued
            balance = sweep.pass_balance and replace(
                sweep.pass_balance, unexported=sweep.pass_balance.unexported - enqueued.queued
            )
            sweep = replace(
                sweep,
                pass_older=sweep.pass_older + enqueued.older,
                pass_balance=None if enqueued.left else balance,
            )
            if len(page) < tuning.MATCHES_IN_A_PAGE:
                self._keep(company_id, sweep)
                return replace(sweep, pass_company=company_id), found
            cursor = page[-1].id
            sweep = replace(sweep, pass_match=cursor)
        return sweep, found

    def _keep(self, company_id: str, sweep: Sweep) -> None:
        """How many a back-fill would export, where its progress is read; and what the next night compares."""
        older = Older(count=sweep.pass_older, counted_at=self.clock.now(), balance=sweep.pass_balance)
        self.backfills.update(
            company_id, lambda known: replace(known or Backfill(company_id=company_id), older=older)
        )
