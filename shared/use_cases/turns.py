"""An account's turns: who asks for one, and what the account remembers of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from shared import log
from shared.domain.connection import Connection
from shared.domain.errors import Unavailable
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, State
from shared.domain.ledger.turn import Turn, turn_of
from shared.ports import Clock, Connections, Dispatch, Exports
from shared.structs import Struct
from shared.use_cases import tuning


class Turns(Struct):
    """Asks for turns. Whoever does has committed the reason already, and is never failed by it."""

    connections: Connections
    exports: Exports
    dispatch: Dispatch
    clock: Clock

    def ask(self, account: str, at: datetime) -> None:
        """Have the account expect a turn by then, and ask for it."""
        turn = turn_of(account, at, self.clock.now())
        try:
            self.connections.expect_turn(turn)
        except Unavailable as silent:
            log.turn_not_asked(account, type(silent).__name__)
        else:
            self.dispatch.ask(turn)

    def ask_now(self, accounts: Iterable[str]) -> None:
        """For what is due at once."""
        for account in sorted(set(accounts)):
            self.ask(account, self.clock.now())

    def committed(self, turn: Turn | None) -> None:
        """Ask for what the account was made to expect in a commit, if for anything."""
        if turn:
            self.dispatch.ask(turn)

    def begin(self, account: str, at: datetime, *, repeated: bool) -> Account | None:
        """The account, which expects no turn now; None where this one came twice, or late for nothing.

        Whatever is committed from now on asks for itself; what was before is seen by whoever reads next.

        Args:
            repeated: the queue gives it again, because it failed or died, wherever that was.
        """
        return self.connections.begin_turn(account, at, whatever=repeated)

    def wake(self, company_id: str, account: str, job_id: str | None = None) -> int:
        """Make a company's parked entries due, those of one job ad or all, and ask; how many."""
        woken = self.exports.wake(company_id, job_id)
        self.ask(account, self.clock.now())
        return woken

    def wake_coded(self, company_id: str, account: str, codes: Collection[Code]) -> int:
        """The same for those that wait for a person for one of these reasons.

        They may be thousands: the first need not wait until the last is due.
        """
        woken = 0
        for _ in range(tuning.WAKE_ROUNDS):
            some = self.exports.wake_coded(company_id, codes)
            if not some:
                break
            if not woken:
                self.ask(account, self.clock.now())
            woken += some
        return woken

    def resume(self, connection: Connection) -> None:
        """Personio took its credentials: no outage any more, and whatever was parked may go now.

        What a client is told says nothing about an account that was only typed.
        """
        if connection.unproven:
            self.wake(connection.company_id, connection.account)
            return
        self.exports.wake(connection.company_id)
        now = self.clock.now()
        turn = turn_of(connection.account, now, now)
        self.connections.end_outage(turn)
        self.dispatch.ask(turn)

    def outage_over(self, account: str) -> None:
        """What waits for Personio to answer does not wait for the next probe; which is a minute off."""
        try:
            for connection in self.connections.of_account(account):
                self.exports.wake(connection.company_id, only=State.WAITING)
        except Unavailable as silent:
            log.turn_not_asked(account, type(silent).__name__)
        self.ask(account, self.clock.now())
