"""The sweep, every minute: what is due leaves, what nobody told us of is found, what was begun goes on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from shared import log
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.sweep import Sweep, Swept
from shared.ports import Clock, Connections, Exports, Sweeps
from shared.use_cases import tuning
from shared.use_cases.retiring import Retiring
from shared.use_cases.sweep.backfilling import Paging
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.sweep.draining import Drained, Draining
from shared.use_cases.sweep.pruning import Pruning

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sweeping:
    """One sweep at a time; each of its parts is safe to be cut off, and goes on in the next."""

    sweeps: Sweeps
    draining: Draining
    catching_up: CatchingUp
    paging: Paging
    pruning: Pruning
    retiring: Retiring
    connections: Connections
    exports: Exports
    clock: Clock
    pace: Pace

    def run(self) -> Swept:
        """Sweep once, within 50 s unless Personio becomes much slower at the end than it was before.

        Raises:
            Unavailable: Firestore does not answer; the next minute's sweep goes on.
        """
        try:
            taken = self.sweeps.take(self.pace.lease)
        except Exception as fault:
            log.sweep_failed("lease", fault)
            raise
        return self._held(taken) if taken else Swept(swept=False)

    def _held(self, taken: Sweep) -> Swept:
        """The sweep while it holds the lease, which it gives back whatever happens."""
        sweep = taken
        try:
            sweep, swept = self._sweep(taken, self.clock.now())
        finally:
            kept = replace(sweep, lease_until=None)
            self._part("lease", partial(self.sweeps.keep, taken, kept), None)
        log.sweep_finished(swept)
        return swept

    def _sweep(self, sweep: Sweep, began: datetime) -> tuple[Sweep, Swept]:
        """Each part stands for itself: one that fails leaves what it would have changed as it was."""
        until = began + self.pace.sweep
        first = self._before(began + tuning.FIRST_LOOK * self.pace.sweep)
        rest = self._before(until - tuning.FIRST_LOOK * self.pace.sweep)
        if sweep.after_pause:
            sweep = self._part("after_pause", partial(self._woken, sweep), sweep)
        sweep, recent = self._part("recent", partial(self.catching_up.recent, sweep, first), (sweep, 0))
        back_filled = self._part("back_fills", partial(self.paging.page, first), 0)
        self._part("retiring", partial(self.retiring.go_on, first), None)
        nothing = Drained(due=0, oldest_due_seconds=0.0, sent=0, due_after=sweep.due_after)
        drained = self._part("due", partial(self.draining.drain, sweep.due_after, until), nothing)
        back_filled += self._part("back_fills", partial(self.paging.page, rest), 0)
        last_pass = sweep.pass_began_at
        sweep, older = self._part("night", partial(self.catching_up.all_night, sweep, rest), (sweep, 0))
        if sweep.pass_began_at != last_pass:
            self._part("pruning", self.pruning.prune, 0)
        return replace(sweep, due_after=drained.due_after), Swept(
            swept=True,
            due=drained.due,
            oldest_due_seconds=drained.oldest_due_seconds,
            sent=drained.sent,
            caught_up=recent + older,
            back_filled=back_filled,
            seconds=_seconds(self.clock.now() - began),
        )

    def _woken(self, sweep: Sweep) -> Sweep:
        """An operator's pause is over: what waited for it was not due before an hour."""
        for connection in self.connections.live():
            if not connection.paused:
                self.exports.wake(connection.company_id)
        return replace(sweep, after_pause=False)

    def _part(self, name: str, do: Callable[[], T], otherwise: T) -> T:
        """What `do` comes to; `otherwise` where it fails."""
        try:
            return do()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other parts are not to blame
            log.sweep_failed(name, fault)
            return otherwise

    def _before(self, moment: datetime) -> Callable[[], bool]:
        return lambda: self.clock.now() < moment


def _seconds(time: timedelta) -> float:
    return round(time.total_seconds(), 3)
