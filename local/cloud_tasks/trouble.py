"""What goes wrong on demand."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """How the service and its queues behave beside what Google promises; nothing goes wrong by itself.

    Attributes:
        duplicates: how often each task comes in addition.
        delay: seconds that each of them waits beyond its schedule time, at least and at most.
        lost: probability 0 to 1 that a task is accepted and never comes.
        unavailable: how many more calls are answered UNAVAILABLE; None: all, until this changes.
        backwards: of what is due, the latest goes first.
        paused: nothing is sent, whatever state a queue is in.
        seed: of all that is left to chance, for each task's name by itself.
    """

    duplicates: int = 0
    delay: tuple[float, float] = (0.0, 0.0)
    lost: float = 0.0
    unavailable: int | None = 0
    backwards: bool = False
    paused: bool = False
    seed: int = 0

    def changed(self, values: Mapping[str, Any]) -> "Trouble":
        """With the fields of `values` (JSON); TypeError where there is no such field."""
        return replace(self, **values)

    def refuses(self) -> bool:
        """Whether the next call is answered UNAVAILABLE."""
        return self.unavailable is None or self.unavailable > 0

    def after_a_refusal(self) -> "Trouble":
        return replace(self, unavailable=self.unavailable - 1) if self.unavailable else self

    def delays(self, task: str) -> Iterator[float]:
        """One for each time that the task will come."""
        chance = random.Random(f"{self.seed} {task}")  # noqa: S311 - chance that can be repeated is the point
        if chance.random() < self.lost:
            return
        for _ in range(1 + self.duplicates):
            yield chance.uniform(*self.delay)
