"""Turns in which an account's applicants are read: asked for at a queue of their own."""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.ledger.following import follow_turn
from shared.domain.ledger.pace import Pace
from shared.ports import Clock, Dispatch
from shared.structs import Struct


class FollowTurns(Struct):
    """Asks for them; whoever asks for the same minute asks for the same turn."""

    dispatch: Dispatch
    clock: Clock
    pace: Pace

    def ask(self, account: str, at: datetime) -> None:
        """Ask for the account's first turn that is not before then."""
        self.dispatch.ask(follow_turn(account, at, self.clock.now(), self.pace))

    def ask_now(self, accounts: Iterable[str]) -> None:
        """For what is due at once."""
        for account in sorted(set(accounts)):
            self.ask(account, self.clock.now())
