"""Export the matches that succeeded before the company connected: asked for, paged, paced, shown."""

from collections.abc import Mapping

from shared.domain.audit import AuditedAction
from shared.domain.connection import connected
from shared.domain.ledger.backfill import Backfill
from shared.domain.ledger.export import Origin, State
from shared.domain.ledger.pace import Pace
from shared.ports import Audit, Backfills, Clock, Connections, Exports, Matches
from shared.structs import Struct, field, replace
from shared.use_cases import tuning
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.turns import Turns


class Progress(Struct):
    """How far back-fills came: the last pass over the matches, and what became of the exports they queued.

    `backfill` is None where nobody asked for one and nothing was counted yet.
    """

    backfill: Backfill | None
    tally: Mapping[State, int]


class Backfilling(Struct):
    """The request is one document; turns of the account page it, and send it after everything else.

    `tallies` are the last counts of this instance, by company, with their monotonic seconds.
    """

    backfills: Backfills
    connections: Connections
    exports: Exports
    audit: Audit
    turns: Turns
    clock: Clock
    tallies: dict[str, tuple[float, Mapping[State, int]]] = field(default_factory=dict)

    def request(self, company_id: str, by: str) -> Progress:
        """Ask for a back-fill; while one is running, a second request changes nothing.

        Raises:
            Problem: `not_connected`.
        """
        connection = connected(self.connections.get(company_id))
        now = self.clock.now()

        def step(known: Backfill | None) -> Backfill:
            if known and known.running:
                return known
            return Backfill(company_id=company_id, requested_at=now, requested_by=by, running=True)

        backfill = self.backfills.update(company_id, step)
        if backfill.requested_at == now:
            self.audit.record(company_id, by, AuditedAction.BACKFILLED)
            self.turns.ask(connection.account, now)
        return self._progress(backfill)

    def progress(self, company_id: str) -> Progress:
        """How far the last one came."""
        return self._progress(self.backfills.get(company_id))

    def _progress(self, backfill: Backfill | None) -> Progress:
        if backfill is None or backfill.requested_at is None:
            return Progress(backfill=backfill, tally={})
        return Progress(backfill=backfill, tally=self._tally(backfill))

    def _tally(self, backfill: Backfill) -> Mapping[State, int]:
        """Whoever waits for a back-fill looks every few seconds; counting many asks once for each state."""
        company_id = backfill.company_id
        now = self.clock.monotonic()
        at, tally = self.tallies.get(company_id, (None, {}))
        if at is None or now - at >= tuning.TALLY_SECONDS:
            tally = self.exports.tally(company_id, Origin.BACKFILL, expected=backfill.queued)
            if len(self.tallies) >= tuning.TALLIES_KEPT:
                self.tallies.clear()
            self.tallies[company_id] = now, tally
        return tally


class Paging(Struct):
    """Turns a request into entries, one page in each of the account's turns."""

    backfills: Backfills
    matches: Matches
    catching_up: CatchingUp
    clock: Clock
    pace: Pace

    def page(self, company_id: str) -> bool:
        """Go on with the company's back-fill by a page, if one is running and nobody else is at it.

        Returns:
            Whether another page follows, for which whoever calls asks for a turn.
        """
        known = self.backfills.get(company_id)
        if known is None or not self._free(known):
            return False
        backfill = self._taken(company_id)
        return backfill is not None and self._page(backfill)

    def _free(self, known: Backfill) -> bool:
        return known.running and (known.page_until is None or known.page_until <= self.clock.now())

    def _taken(self, company_id: str) -> Backfill | None:
        """The back-fill with its next page ours; None where somebody was faster."""
        until = self.clock.now() + self.pace.page_lease
        ours = False

        def step(known: Backfill | None) -> Backfill:
            nonlocal ours
            ours = known is not None and self._free(known)
            if known and ours:
                return replace(known, page_until=until)
            return known or Backfill(company_id=company_id)

        backfill = self.backfills.update(company_id, step)
        return backfill if ours else None

    def _page(self, backfill: Backfill) -> bool:
        page = self.matches.of_company(
            backfill.company_id, backfill.cursor, tuning.MATCHES_IN_A_BACKFILL_PAGE
        )
        queued = self.catching_up.enqueue(page, Origin.BACKFILL).queued
        cursor = page[-1].id if page else backfill.cursor
        full = len(page) == tuning.MATCHES_IN_A_BACKFILL_PAGE
        self.backfills.update(
            backfill.company_id,
            lambda known: replace(
                known or backfill,
                found=backfill.found + len(page),
                queued=backfill.queued + queued,
                cursor=cursor,
                running=full,
                page_until=None,
            ),
        )
        return full
