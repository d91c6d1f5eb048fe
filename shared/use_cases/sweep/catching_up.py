"""Find the successes whose event never came: the recent ones by time; the night finds the rest."""

from collections.abc import Sequence

from shared import log
from shared.domain.connection import Connection
from shared.domain.ledger.export import Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.retention import outlived
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import LookedAt, Sweep, TimeLeft
from shared.domain.match import Match
from shared.ports import Clock, Connections, Exports, Matches
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter
from shared.use_cases.turns import Turns


class Enqueued(Struct):
    """What became of some matches.

    Attributes:
        queued: exports that were made, or go on.
        older: successes that are left to a back-fill.
        left: those to be looked at again: something broke off, or they name no company.
    """

    queued: int
    older: int
    left: int


class CatchingUp(Struct):
    """Gives an entry to every success that should have one, and asks for the turns to send them."""

    matches: Matches
    exports: Exports
    connections: Connections
    exporter: Exporter
    turns: Turns
    clock: Clock
    pace: Pace

    def recent(self, sweep: Sweep, time_left: TimeLeft) -> tuple[Sweep, int]:
        """Look at what succeeded since the watermark; how many were missed.

        What is committed late lies behind it. The hour behind it is counted, and looked at again where that
        comes to another number than before. It is counted before it is looked at, so that whatever comes in
        between makes another number the next time. Only matches that say when they succeeded are found by
        time; of the others events alone tell.
        """
        now = self.clock.now()
        begin, end = now - self.pace.overlap, now - self.pace.late
        ahead = LookedAt(since=begin, until=end, successes=self.matches.count(begin, end))
        back = self.pace.late if self._unchanged(sweep.looked_at) else self.pace.overlap
        since = (sweep.watermark or now) - back
        last: Match | None = None
        found = left = 0
        while time_left():
            page = self.matches.succeeded(since, now, last, tuning.MATCHES_IN_A_PAGE)
            enqueued = self.enqueue(page, Origin.LIVE)
            found, left = found + enqueued.queued, left + enqueued.left
            if len(page) < tuning.MATCHES_IN_A_PAGE:
                return replace(sweep, watermark=now, looked_at=None if left else ahead), found
            last = page[-1]
        cut_off = replace(sweep, watermark=last.successful_at, looked_at=None) if last else sweep
        return cut_off, found

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
        done = [(match, self._queued(match, origin)) for match in wanted]
        queued = [match for match, entry in done if entry]
        self.turns.ask_now(connections[match.company_id].account for match in queued)
        left = sum(entry is None for _, entry in done) + sum(not match.company_id for match in missed)
        return Enqueued(queued=len(queued), older=len(missed) - len(wanted), left=left)

    def _unchanged(self, before: LookedAt | None) -> bool:
        return before is not None and self.matches.count(before.since, before.until) == before.successes

    def _queued(self, match: Match, origin: Origin) -> bool | None:
        """Whether it has an entry now; None where that broke off."""
        try:
            return self.exporter.enqueue(Addresses.of(match), origin=origin) is not None
        except Exception as fault:  # noqa: BLE001 - one stops nobody; it is looked for again soon, and at night
            log.export_failed(match.company_id, match.id, fault)
            return None


def _missed(match: Match, entry: Export | None) -> bool:
    """No entry, or one that was cancelled before the match succeeded anew."""
    if entry is None:
        return True
    return entry.state is State.CANCELLED and entry.outdated_by(match.successful_at)


def _wanted(match: Match, connection: Connection | None, origin: Origin) -> bool:
    if connection is None or not connection.live:
        return False
    return origin is Origin.BACKFILL or connection.automatic(match.successful_at)
