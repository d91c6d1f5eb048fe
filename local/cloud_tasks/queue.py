"""One queue: which task goes when. Time comes from outside, as seconds since the epoch."""

import heapq
import itertools
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from google.cloud.tasks_v2 import types

State = types.Queue.State
RUNNING, PAUSED = State(State.RUNNING), State(State.PAUSED)
HTTP_OK = range(200, 300)


@dataclass(kw_only=True)
class Delivery:
    """A task on its way to its target.

    Attributes:
        at: not sent before.
        failures: how often it was sent in vain.
        answers: how often of these an answer came.
        last_status: of the last of these answers.
    """

    queue: "Queue"
    task: types.Task
    at: float
    failures: int = 0
    answers: int = 0
    last_status: int | None = None


class Queue:
    """The tasks of one queue, and what its settings allow."""

    def __init__(self, settings: types.Queue, *, names_kept: timedelta, now: float) -> None:
        self.settings = settings
        self.tasks: dict[str, types.Task] = {}
        self._names_kept = names_kept.total_seconds()
        self._refused_until: dict[str, float] = {}
        self._waiting: list[tuple[float, int, Delivery]] = []
        self._due: deque[Delivery] = deque()
        self._deliveries: Counter[str] = Counter()
        self._under_way = 0
        self._numbers = itertools.count()
        self._tokens, self._filled_at = float(settings.rate_limits.max_burst_size), now

    def knows(self, name: str, now: float) -> bool:
        """Whether a task has this name, or had it lately."""
        return name in self.tasks or self._refused_until.get(name, now) > now

    def add(self, task: types.Task, delays: Sequence[float], now: float) -> None:
        """Keep a task that is sent once for each of `delays`, so many seconds after its schedule time."""
        self.tasks[task.name] = task
        self._deliveries[task.name] = len(delays)
        for delay in delays:
            at = task.schedule_time.timestamp() + delay
            self._wait(Delivery(queue=self, task=task, at=at))
        if not delays:
            self.drop(task.name, now)

    def drop(self, name: str, now: float) -> None:
        """Forget a task, whatever is under way; its name stays refused."""
        del self.tasks[name]
        self._refused_until[name] = now + self._names_kept

    def take(self, now: float, *, backwards: bool) -> Iterator[Delivery]:
        """What may be sent now; it counts as under way."""
        self._fill(now)
        while self._waiting and self._waiting[0][0] <= now:
            self._due.append(heapq.heappop(self._waiting)[2])
        while self._due and self._tokens >= 1 and self._open():
            delivery = self._due.pop() if backwards else self._due.popleft()
            if self._kept(delivery):
                self._tokens -= 1
                self._under_way += 1
                if not delivery.task.dispatch_count:
                    delivery.task.first_attempt.dispatch_time = datetime.fromtimestamp(now, UTC)
                delivery.task.dispatch_count += 1
                yield delivery

    def next_at(self, now: float) -> float | None:
        """When to look again; None where something else has to happen first."""
        if not self._open():
            return None
        if self._due:
            return now + max(0.0, 1 - self._tokens) / self.settings.rate_limits.max_dispatches_per_second
        return self._waiting[0][0] if self._waiting else None

    def answered(self, delivery: Delivery, status: int | None, now: float) -> None:
        """A 2xx ends the task, unless it is to come once more; anything else, silence too, repeats it."""
        self._under_way -= 1
        if not self._kept(delivery):
            return
        delivery.task.response_count += status is not None
        delivery.failures += 1
        delivery.answers += status is not None
        delivery.last_status = status
        delivery.at = now + _backoff(self.settings.retry_config, delivery.failures)
        if status in HTTP_OK or self._gives_up(delivery):
            self._over(delivery, now)
            return
        delivery.task.schedule_time = datetime.fromtimestamp(delivery.at, UTC)
        self._wait(delivery)

    def _open(self) -> bool:
        most = self.settings.rate_limits.max_concurrent_dispatches
        return self.settings.state != PAUSED and self._under_way < most

    def _fill(self, now: float) -> None:
        limits = self.settings.rate_limits
        gained = (now - self._filled_at) * limits.max_dispatches_per_second
        self._tokens, self._filled_at = min(limits.max_burst_size, self._tokens + gained), now

    def _wait(self, delivery: Delivery) -> None:
        heapq.heappush(self._waiting, (delivery.at, next(self._numbers), delivery))

    def _kept(self, delivery: Delivery) -> bool:
        return self.tasks.get(delivery.task.name) is delivery.task

    def _over(self, delivery: Delivery, now: float) -> None:
        name = delivery.task.name
        self._deliveries[name] -= 1
        if not self._deliveries[name]:
            self.drop(name, now)

    def _gives_up(self, delivery: Delivery) -> bool:
        """Whether the next attempt lies beyond each of the two limits that is set; never where none is."""
        config = self.settings.retry_config
        beyond = []
        if config.max_attempts > 0:
            beyond.append(delivery.failures >= config.max_attempts)
        if config.max_retry_duration:
            first = delivery.task.first_attempt.dispatch_time.timestamp()
            beyond.append(delivery.at - first > config.max_retry_duration.total_seconds())
        return bool(beyond) and all(beyond)


def _backoff(config: types.RetryConfig, failures: int) -> float:
    """Seconds to the next attempt: doubled `max_doublings` times, then longer by the last step each time."""
    doublings = min(failures - 1, config.max_doublings)
    step = config.min_backoff.total_seconds() * 2**doublings
    return float(min(step * (failures - doublings), config.max_backoff.total_seconds()))
