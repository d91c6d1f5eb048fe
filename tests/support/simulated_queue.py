"""Cloud Tasks in virtual time: its rate, its concurrency, its backoff, and what it may do to a task."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count

from shared.domain.ledger.turn import Turn
from tests.support.simulated_time import SimulatedTime

RATE, BURST, AT_ONCE = 25.0, 25.0, 200  # as terraform/ sets them; the burst is Google's own choice
BACKOFF, LONGEST_BACKOFF, ATTEMPTS = 5.0, 300.0, 5


class Killed(BaseException):
    """The worker is gone; nothing of ours catches this."""


@dataclass
class SimulatedQueue:
    """The port `Dispatch`, and what gives the turns to `target`.

    Attributes:
        target: takes a turn, and whether it is given again; what it raises is a failure.
        dispatched: how many times a task was given.
        silent: hears nothing.
        copies: how often each task is given.
        backwards: of what is due the latest goes first.
    """

    time: SimulatedTime
    target: Callable[[Turn, bool], None]
    dispatched: int = 0
    silent: bool = False
    copies: int = 1
    backwards: bool = False
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - repeatable on purpose

    def __post_init__(self) -> None:
        self._names: set[Turn] = set()
        self._due: list[tuple[datetime, int, Turn, int]] = []
        self._number = count()
        self._tokens, self._filled_at = BURST, self.time.at
        self._under_way = 0
        self._looks_at: datetime | None = None

    def ask(self, turn: Turn) -> None:
        if self.silent or turn in self._names:
            return
        self._names.add(turn)
        for _ in range(self.copies):
            self._add(turn.at, turn, 0)

    def _add(self, at: datetime, turn: Turn, failures: int) -> None:
        heappush(self._due, (at, next(self._number), turn, failures))
        self._look(at)

    def _look(self, at: datetime) -> None:
        """At the queue by then; a look that was to come later is none any more."""
        at = max(at, self.time.at)
        if self._looks_at is None or at < self._looks_at:
            self._looks_at = at
            self.time.at_time(at, lambda: self._give(at))

    def _give(self, at: datetime) -> None:
        """Everything that is due, as far as rate and concurrency allow."""
        if at != self._looks_at:
            return
        self._looks_at = None
        now = self.time.at
        passed = (now - self._filled_at).total_seconds()
        self._tokens, self._filled_at = min(BURST, self._tokens + RATE * passed), now
        while self._due and self._due[0][0] <= now and self._under_way < AT_ONCE:
            if self._tokens < 1:
                self._look(now + timedelta(seconds=(1 - self._tokens) / RATE + 1e-6))
                return
            self._tokens -= 1
            self._dispatch(*self._next(now))
        if self._due and self._due[0][0] > now:
            self._look(self._due[0][0])

    def _next(self, now: datetime) -> tuple[Turn, int]:
        if self.backwards:
            latest = max(task for task in self._due if task[0] <= now)
            self._due.remove(latest)
            heapify(self._due)
            return latest[2], latest[3]
        _, _, turn, failures = heappop(self._due)
        return turn, failures

    def _dispatch(self, turn: Turn, failures: int) -> None:
        self.dispatched += 1
        self._under_way += 1

        def work() -> None:
            try:
                self.target(turn, failures > 0)
            except (Exception, Killed):  # noqa: BLE001 - whatever it is, the queue gives the task again
                if failures + 1 < ATTEMPTS:
                    wait = min(BACKOFF * 2**failures, LONGEST_BACKOFF)
                    self._add(self.time.at + timedelta(seconds=wait), turn, failures + 1)
            finally:
                self._under_way -= 1
                self._look(self.time.at)

        self.time.soon(work)
