"""Export the matches that succeeded before the company connected: asked for, paged, paced, shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.domain.audit import Deed
from shared.domain.ledger.backfill import BackFill
from shared.domain.ledger.export import Origin, State
from shared.ports import Audit, BackFills, Clock, Connections, Exports, Matches
from shared.use_cases.connecting import connected
from shared.use_cases.sweep.catching_up import CatchingUp, TimeLeft

PAGE = 300
AT_ONCE = 20  # companies whose back-fills one sweep pages in turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far back-fills came: the last pass over the matches, and what became of the exports they queued.

    `back_fill` is None where nobody asked for one and nothing was counted yet.
    """

    back_fill: BackFill | None
    tally: Mapping[State, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class BackFilling:
    """The request is one document; the sweep pages it, and the pace sends it after everything else."""

    back_fills: BackFills
    connections: Connections
    exports: Exports
    audit: Audit
    clock: Clock

    def request(self, company: str, by: str) -> Progress:
        """Ask for a back-fill; while one is running, a second request changes nothing.

        Raises:
            Problem: `not_connected`.
        """
        connected(self.connections.get(company))
        now = self.clock.now()

        def step(known: BackFill | None) -> BackFill:
            if known and known.running:
                return known
            return BackFill(company=company, requested_at=now, requested_by=by, running=True)

        back_fill = self.back_fills.update(company, step)
        if back_fill.requested_at == now:
            self.audit.record(company, by, Deed.BACK_FILLED)
        return self._progress(company, back_fill)

    def progress(self, company: str) -> Progress:
        """How far the last one came."""
        return self._progress(company, self.back_fills.get(company))

    def _progress(self, company: str, back_fill: BackFill | None) -> Progress:
        return Progress(back_fill=back_fill, tally=self.exports.tally(company, Origin.BACK_FILL))


@dataclass(frozen=True, kw_only=True, slots=True)
class Paging:
    """Turns the requests into entries, a page of each company in turn."""

    back_fills: BackFills
    matches: Matches
    catching_up: CatchingUp

    def page(self, time_left: TimeLeft) -> int:
        """Go on with all back-fills that are running; how many exports were queued."""
        running = list(self.back_fills.running(AT_ONCE))
        queued = 0
        while running and time_left():
            pages = [self._one(back_fill) for back_fill in running]
            queued += sum(after.queued - before.queued for after, before in zip(pages, running, strict=True))
            running = [back_fill for back_fill in pages if back_fill.running]
        return queued

    def _one(self, back_fill: BackFill) -> BackFill:
        page = self.matches.of_company(back_fill.company, back_fill.cursor, PAGE)
        queued = self.catching_up.enqueue(page, Origin.BACK_FILL).queued
        cursor = page[-1].id if page else back_fill.cursor
        return self.back_fills.update(
            back_fill.company,
            lambda known: replace(
                known or back_fill,
                found=back_fill.found + len(page),
                queued=back_fill.queued + queued,
                cursor=cursor,
                running=len(page) == PAGE,
            ),
        )
