"""The sweep, every five minutes: what no task stands for and nobody told us of is found; it sends nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from shared import log
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.sweep import Sweep, Swept, TimeLeft
from shared.ports import Clock, Connections, Sweeps
from shared.structs import Struct, replace
from shared.use_cases.erasing import Erasing
from shared.use_cases.retiring import Retiring
from shared.use_cases.sweep.asking import Asked, Asking
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.sweep.following_up import FollowingUp
from shared.use_cases.sweep.missing import Missing
from shared.use_cases.sweep.nightly import Nightly
from shared.use_cases.sweep.pruning import Pruning
from shared.use_cases.turns import Turns

T = TypeVar("T")


class Sweeping(Struct):
    """One sweep at a time; each of its parts is safe to be cut off, and goes on in the next."""

    sweeps: Sweeps
    asking: Asking
    following_up: FollowingUp
    catching_up: CatchingUp
    nightly: Nightly
    pruning: Pruning
    erasing: Erasing
    missing: Missing
    retiring: Retiring
    turns: Turns
    connections: Connections
    clock: Clock
    pace: Pace

    def run(self) -> Swept:
        """Sweep once, within 50 s.

        Raises:
            Unavailable: Firestore does not answer; the next sweep goes on.
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
        time_left = self._before(began + self.pace.sweep)
        if sweep.after_pause:
            sweep = self._part("after_pause", partial(self._woken, sweep), sweep)
        half_time = self._before(began + self.pace.sweep / 2)  # asking takes long where nobody answers
        sweep, asked = self._part("due", partial(self.asking.ask, sweep, half_time), (sweep, Asked()))
        self._part("following", partial(self.following_up.ask, half_time), 0)
        sweep, recent = self._part("recent", partial(self.catching_up.recent, sweep, time_left), (sweep, 0))
        self._part("retiring", partial(self.retiring.go_on, time_left), None)
        self._part("erasing", partial(self.erasing.again, time_left), 0)
        sweep, older = self._part("night", partial(self.nightly.go_on, sweep, time_left), (sweep, 0))
        self._part("pruning", partial(self.pruning.prune, time_left), 0)
        sweep = self._part("people", partial(self.missing.go_on, sweep, time_left), sweep)
        return sweep, Swept(
            swept=True,
            due=asked.due,
            oldest_due_seconds=asked.oldest_due_seconds,
            asked=asked.asked,
            caught_up=recent + older,
            seconds=_seconds(self.clock.now() - began),
        )

    def _woken(self, sweep: Sweep) -> Sweep:
        """An operator's pause is over: what waited for it was not due before an hour."""
        for connection in self.connections.live():
            if not connection.paused:
                self.turns.wake(connection.company_id, connection.account)
        return replace(sweep, after_pause=False)

    def _part(self, name: str, do: Callable[[], T], otherwise: T) -> T:
        """What `do` comes to; `otherwise` where it fails."""
        try:
            return do()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other parts are not to blame
            log.sweep_failed(name, fault)
            return otherwise

    def _before(self, moment: datetime) -> TimeLeft:
        return lambda: self.clock.now() < moment


def _seconds(time: timedelta) -> float:
    return round(time.total_seconds(), 3)
