"""Cloud Tasks in memory, as far as one asks it."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.ledger.turn import turn_second
from shared.ports import Clock


@dataclass(kw_only=True)
class InMemoryDispatch:
    """The twin of CloudTasksDispatch; a silent one hears nothing.

    Attributes:
        turns: what was asked for: account and second → the `at` that the turn is told.
    """

    clock: Clock
    silent: bool = False
    turns: dict[tuple[str, datetime], datetime] = field(default_factory=dict)

    def ask(self, account: str, at: datetime) -> None:
        if not self.silent:
            self.turns.setdefault((account, turn_second(at, self.clock.now())), at)
