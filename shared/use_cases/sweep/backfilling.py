"""Export the matches that succeeded before the company connected: asked for, paged, paced, shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.domain.audit import AuditedAction
from shared.domain.ledger.backfill import Backfill
from shared.domain.ledger.export import Origin, State
from shared.ports import Audit, Backfills, Clock, Connections, Exports, Matches
from shared.use_cases import tuning
from shared.use_cases.connecting import connected
from shared.use_cases.sweep.catching_up import CatchingUp, TimeLeft


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far back-fills came: the last pass over the matches, and what became of the exports they queued.

    `backfill` is None where nobody asked for one and nothing was counted yet.
    """

    backfill: Backfill | None
    tally: Mapping[State, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Backfilling:
    """The request is one document; the sweep pages it, and the pace sends it after everything else."""

    backfills: Backfills
    connections: Connections
    exports: Exports
    audit: Audit
    clock: Clock

    def request(self, company_id: str, by: str) -> Progress:
        """Ask for a back-fill; while one is running, a second request changes nothing.

        Raises:
            Problem: `not_connected`.
        """
        connected(self.connections.get(company_id))
        now = self.clock.now()

        def step(known: Backfill | None) -> Backfill:
            if known and known.running:
                return known
            return Backfill(company_id=company_id, requested_at=now, requested_by=by, running=True)

        backfill = self.backfills.update(company_id, step)
        if backfill.requested_at == now:
            self.audit.record(company_id, by, AuditedAction.BACKFILLED)
        return self._progress(company_id, backfill)

    def progress(self, company_id: str) -> Progress:
        """How far the last one came."""
        return self._progress(company_id, self.backfills.get(company_id))

    def _progress(self, company_id: str, backfill: Backfill | None) -> Progress:
        return Progress(backfill=backfill, tally=self.exports.tally(company_id, Origin.BACKFILL))


@dataclass(frozen=True, kw_only=True, slots=True)
class Paging:
    """Turns the requests into entries, a page of each company in turn."""

    backfills: Backfills
    matches: Matches
    catching_up: CatchingUp

    def page(self, time_left: TimeLeft) -> int:
        """Go on with all back-fills that are running; how many exports were queued."""
        running = list(self.backfills.running(tuning.BACKFILLS_AT_ONCE))
        queued = 0
        while running and time_left():
            pages = [self._one(backfill) for backfill in running]
            queued += sum(after.queued - before.queued for after, before in zip(pages, running, strict=True))
            running = [backfill for backfill in pages if backfill.running]
        return queued

    def _one(self, backfill: Backfill) -> Backfill:
        page = self.matches.of_company(backfill.company_id, backfill.cursor, tuning.MATCHES_IN_A_PAGE)
        queued = self.catching_up.enqueue(page, Origin.BACKFILL).queued
        cursor = page[-1].id if page else backfill.cursor
        return self.backfills.update(
            backfill.company_id,
            lambda known: replace(
                known or backfill,
                found=backfill.found + len(page),
                queued=backfill.queued + queued,
                cursor=cursor,
                running=len(page) == tuning.MATCHES_IN_A_PAGE,
            ),
        )
