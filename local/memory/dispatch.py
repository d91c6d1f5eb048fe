"""Cloud Tasks in memory, as far as one asks it."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.ledger.turn import Turn


@dataclass(kw_only=True)
class InMemoryDispatch:
    """The twin of CloudTasksDispatch; a silent one hears nothing.

    Attributes:
        turns: what was asked for and has not been given.
        names: what was ever asked for; a name is used once.
    """

    silent: bool = False
    turns: set[Turn] = field(default_factory=set)
    names: set[Turn] = field(default_factory=set)

    def ask(self, turn: Turn) -> None:
        if not self.silent and turn not in self.names:
            self.turns.add(turn)
            self.names.add(turn)

    def next_at(self) -> datetime | None:
        """When the first of those asked for is due."""
        return min((turn.at for turn in tuple(self.turns)), default=None)

    def given(self, now: datetime) -> list[Turn]:
        """Those that are due, no longer asked for; the longest due first."""
        due = [turn for turn in tuple(self.turns) if turn.at <= now]  # others may ask meanwhile
        self.turns.difference_update(due)
        return sorted(due, key=lambda turn: (turn.at, turn.account))
