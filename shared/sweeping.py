"""The sweep, every minute: what is due leaves, what nobody told us of is found, back-fills go on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared import log
from shared.back_filling import Paging
from shared.catching_up import CatchingUp
from shared.domain.pace import Pace
from shared.domain.sweep import Sweep, Swept
from shared.draining import Draining
from shared.ports import Clock, Connections, Exports, Sweeps
from shared.pruning import Pruning

FIRST_LOOK = 0.1  # of a sweep's time, before anything is sent: what is found then leaves in the same sweep


@dataclass(frozen=True, kw_only=True, slots=True)
class Sweeping:
    """One sweep at a time; each of its parts is safe to be cut off, and goes on in the next."""

    sweeps: Sweeps
    draining: Draining
    catching_up: CatchingUp
    paging: Paging
    pruning: Pruning
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
            sweep = self.sweeps.take(self.pace.lease)
            return self._held(sweep) if sweep else Swept(swept=False)
        except Exception as fault:
            log.sweep_failed(fault)
            raise

    def _held(self, sweep: Sweep) -> Swept:
        """The sweep while it holds the lease, which it gives back whatever happens."""
        try:
            sweep, swept = self._sweep(sweep, self.clock.now())
        finally:
            self.sweeps.keep(replace(sweep, lease_until=None))
        log.sweep_finished(swept)
        return swept

    def _sweep(self, sweep: Sweep, began: datetime) -> tuple[Sweep, Swept]:
        until = began + self.pace.sweep
        first = self._before(began + FIRST_LOOK * self.pace.sweep)
        if sweep.after_pause:
            self._wake_all()
            sweep = replace(sweep, after_pause=False)
        sweep, recent = self.catching_up.recent(sweep, first)
        back_filled = self.paging.page(first)
        drained = self.draining.drain(sweep.due_after, until)
        rest = self._before(until - FIRST_LOOK * self.pace.sweep)
        back_filled += self.paging.page(rest)
        last_pass = sweep.pass_began_at
        sweep, older = self.catching_up.all_night(sweep, rest)
        if sweep.pass_began_at != last_pass:
            self.pruning.prune()
        return replace(sweep, due_after=drained.due_after), Swept(
            swept=True,
            due=drained.due,
            oldest_due_seconds=drained.oldest_due_seconds,
            sent=drained.sent,
            caught_up=recent + older,
            back_filled=back_filled,
            seconds=_seconds(self.clock.now() - began),
        )

    def _wake_all(self) -> None:
        """An operator's pause is over: what waited for it was not due before an hour."""
        for connection in self.connections.live():
            if not connection.paused:
                self.exports.wake(connection.company)

    def _before(self, moment: datetime) -> Callable[[], bool]:
        return lambda: self.clock.now() < moment


def _seconds(time: timedelta) -> float:
    return round(time.total_seconds(), 3)
