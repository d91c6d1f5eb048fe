"""Find the successes whose event never came: the recent ones by time, all of them once a night."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared import log
from shared.domain.connection import Connection
from shared.domain.ledger.backfill import Backfill, Older
from shared.domain.ledger.export import Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.retention import outlived
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import Sweep, TimeLeft
from shared.domain.match import Match
from shared.ports import Backfills, Clock, Connections, Exports, Matches
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter
from shared.use_cases.turns import Turns


@dataclass(frozen=True, kw_only=True, slots=True)
class Enqueued:
    """What became of some matches: exports that were queued, and successes that are left to a back-fill."""

    queued: int
    older: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CatchingUp:
    """Gives an entry to every success that should have one, and asks for the turns to send them."""

    matches: Matches
    backfills: Backfills
    exports: Exports
    connections: Connections
    exporter: Exporter
    turns: Turns
    clock: Clock
    pace: Pace

    def recent(self, sweep: Sweep, time_left: TimeLeft) -> tuple[Sweep, int]:
        """Look at what succeeded since the watermark, with an hour's overlap; how many were missed.

        Only matches that say when they succeeded are found by time; of the others events alone tell.
        """
        now = self.clock.now()
        since = (sweep.watermark or now) - self.pace.overlap
        last: Match | None = None
        found = 0
        while time_left():
            page = self.matches.succeeded(since, now, last, tuning.MATCHES_IN_A_PAGE)
            found += self.enqueue(page, Origin.LIVE).queued
            if len(page) < tuning.MATCHES_IN_A_PAGE:
                return replace(sweep, watermark=now), found
            last = page[-1]
        return replace(sweep, watermark=last.successful_at if last else sweep.watermark), found

    def all_night(self, sweep: Sweep, time_left: TimeLeft) -> tuple[Sweep, int]:
        """Go on with the pass over every connected company's successes; begin one a day after the last."""
        now, found = self.clock.now(), 0
        if sweep.pass_company is None:  # none is under way
            if sweep.pass_began_at and now - sweep.pass_began_at < self.pace.full_pass_interval:
                return sweep, 0
            sweep = replace(sweep, pass_began_at=now, pass_company="")
        done = sweep.pass_company or ""
        for company in sorted(connection.company_id for connection in self.connections.live()):
            if company > done:
                if company != sweep.pass_at:
                    sweep = replace(sweep, pass_at=company, pass_match=None, pass_older=0)
                sweep, some = self._all_of(sweep, company, time_left)
                found += some
                if sweep.pass_company != company:
                    return sweep, found
        return replace(sweep, pass_company=None, pass_at=None, pass_match=None), found

    def enqueue(self, matches: Sequence[Match], origin: Origin) -> Enqueued:
        """Queue those that should have an entry and have none."""
        known = self.exports.known([match.id for match in matches])
        now = self.clock.now()
        missed = [
            match
            for match in matches
            if _missed(match, known.get(match.id)) and not outlived(match.latest_success, now, self.pace)
        ]
        connections = self.connections.of({match.company_id for match in missed if match.company_id})
        wanted = [match for match in missed if _wanted(match, connections.get(match.company_id), origin)]
        queued = [match for match in wanted if self._queued(match, origin)]
        self.turns.ask_now(connections[match.company_id].account for match in queued)
        return Enqueued(queued=len(queued), older=len(missed) - len(wanted))

    def _all_of(self, sweep: Sweep, company_id: str, time_left: TimeLeft) -> tuple[Sweep, int]:
        """One company's successes; the sweep stands at this company once they are all looked at."""
        cursor, found = sweep.pass_match, 0
        while time_left():
            page = self.matches.of_company(company_id, cursor, tuning.MATCHES_IN_A_PAGE)
            enqueued = self.enqueue(page, Origin.LIVE)
            found += enqueued.queued
            sweep = replace(sweep, pass_older=sweep.pass_older + enqueued.older)
            if len(page) < tuning.MATCHES_IN_A_PAGE:
                self._keep_count(company_id, sweep.pass_older)
                return replace(sweep, pass_company=company_id), found
            cursor = page[-1].id
            sweep = replace(sweep, pass_match=cursor)
        return sweep, found

    def _keep_count(self, company_id: str, count: int) -> None:
        """How many successes a back-fill would export, where its progress is read."""
        older = Older(count=count, counted_at=self.clock.now())
        self.backfills.update(
            company_id, lambda known: replace(known or Backfill(company_id=company_id), older=older)
        )

    def _queued(self, match: Match, origin: Origin) -> bool:
        try:
            return self.exporter.enqueue(Addresses.of(match), origin=origin) is not None
        except Exception as fault:  # noqa: BLE001 - one stops nobody; it is looked for again soon, and at night
            log.export_failed(match.company_id, match.id, fault)
            return False


def _missed(match: Match, entry: Export | None) -> bool:
    """No entry, or one that was cancelled before the match succeeded anew."""
    if entry is None:
        return True
    return entry.state is State.CANCELLED and entry.outdated_by(match.successful_at)


def _wanted(match: Match, connection: Connection | None, origin: Origin) -> bool:
    if connection is None or not connection.live:
        return False
    return origin is Origin.BACKFILL or connection.automatic(match.successful_at)
