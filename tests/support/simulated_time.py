"""Virtual time for many at once: whoever runs goes on until it sleeps, then whoever wakes first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from greenlet import getcurrent, greenlet

from local.memory.clock import ManualClock


class Process(greenlet):  # type: ignore[misc]  # the library has no types
    """One of the many.

    Attributes:
        calls: to ports that it makes before it dies; unset where it does not.
    """

    calls: int | None = None


class SimulatedTime(ManualClock):
    """A clock whose `sleep` lets all others go on, one at a time, so that every run is the same.

    Discrete-event simulation, with a greenlet for each process: what sleeps keeps its stack.
    """

    def __init__(self) -> None:
        super().__init__()
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = count()

    def at_time(self, at: datetime, do: Callable[[], object]) -> None:
        """Have `do` run then, beside all others."""
        heappush(self._due, (at, next(self._number), lambda: Process(do).switch()))

    def soon(self, do: Callable[[], object], seconds: float = 0.0) -> None:
        """The same, from now."""
        self.at_time(self.at + timedelta(seconds=seconds), do)

    def sleep(self, seconds: float) -> None:
        """Let others go on; who sets the scene, outside of it, takes no time."""
        process = getcurrent()
        if process.parent is None:
            return
        heappush(self._due, (self.at + timedelta(seconds=seconds), next(self._number), process.switch))
        process.parent.switch()

    def run(self, until: Callable[[], bool], latest: datetime) -> None:
        """Let time pass until `until` holds, or nothing more happens by `latest`.

        What a process raises is raised here.
        """
        while self._due and not until() and self._due[0][0] <= latest:
            at, _, go_on = heappop(self._due)
            self.advance(max(0.0, (at - self.at).total_seconds()))
            go_on()
