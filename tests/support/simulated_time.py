"""Virtual time for many at once: whoever runs goes on until it sleeps, then whoever wakes first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from threading import Lock, Thread, current_thread

from local.memory.clock import ManualClock

WORKER = "in virtual time"


class SimulatedTime(ManualClock):
    """A clock whose `sleep` lets all others go on, one at a time, so that every run is the same.

    Source of the technique: discrete-event simulation, with a thread for each process.
    """

    def __init__(self) -> None:
        super().__init__()
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = count()
        self._floor = _taken()  # given back to `run` by whoever sleeps or ends
        self._idle: list[_Worker] = []
        self._faults: list[BaseException] = []

    def at_time(self, at: datetime, do: Callable[[], object]) -> None:
        """Have `do` run then, in a thread of its own."""
        self._push(at, lambda: self._start(do))

    def soon(self, do: Callable[[], object], seconds: float = 0.0) -> None:
        """The same, from now."""
        self.at_time(self.at + timedelta(seconds=seconds), do)

    def sleep(self, seconds: float) -> None:
        """Let others go on; who sets the scene, outside of it, takes no time."""
        if current_thread().name != WORKER:
            return
        awake = _taken()
        self._push(self.at + timedelta(seconds=seconds), awake.release)
        self._floor.release()
        awake.acquire()

    def run(self, until: Callable[[], bool], latest: datetime) -> None:
        """Let time pass until `until` holds, or nothing more happens by `latest`."""
        while self._due and not until() and self._due[0][0] <= latest:
            at, _, go_on = heappop(self._due)
            self.advance(max(0.0, (at - self.at).total_seconds()))
            go_on()
            self._floor.acquire()
            if self._faults:
                raise self._faults.pop()

    def close(self) -> None:
        """End the idle threads; those that sleep are daemons."""
        for worker in self._idle:
            worker.give(None)

    def _push(self, at: datetime, go_on: Callable[[], object]) -> None:
        heappush(self._due, (at, next(self._number), go_on))

    def _start(self, do: Callable[[], object]) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._ended)
        worker.give(do)

    def _ended(self, worker: "_Worker", fault: BaseException | None) -> None:
        self._idle.append(worker)
        if fault:
            self._faults.append(fault)
        self._floor.release()


class _Worker:
    """A thread that is used again: starting one takes longer than most of what it does."""

    def __init__(self, ended: Callable[["_Worker", BaseException | None], None]) -> None:
        self._ended = ended
        self._given = _taken()
        self._do: Callable[[], object] | None = None
        Thread(target=self._serve, daemon=True, name=WORKER).start()

    def give(self, do: Callable[[], object] | None) -> None:
        self._do = do
        self._given.release()

    def _serve(self) -> None:
        while True:
            self._given.acquire()
            if self._do is None:
                return
            fault: BaseException | None = None
            try:
                self._do()
            except BaseException as raised:  # noqa: BLE001 - `run` raises it
                fault = raised
            self._ended(self, fault)


def _taken() -> Lock:
    """What gives the floor: a plain lock, since there are millions of these."""
    lock = Lock()
    lock.acquire()
    return lock
