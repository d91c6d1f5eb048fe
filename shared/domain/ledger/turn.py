"""An account's turn: one request in which what is due of it is decided, and one export is sent. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import ceil, floor

from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from shared.structs import Struct

Waiting = Mapping[Origin, datetime]  # of each origin that waits, when its first entry is or was due


class Turn(Struct):
    """One turn, by its whole second: what an account expects, and what is asked for."""

    account: str
    at: datetime

    @property
    def second(self) -> int:
        """Since 1970, as the account remembers it."""
        return int(self.at.timestamp())


def turn_second(at: datetime, now: datetime) -> datetime:
    """The whole second of a turn that is asked for at `now`: not before `at`, and later than `now`.

    An account has one turn a second. A second that has begun may have had its own, which nobody gives twice.
    """
    return datetime.fromtimestamp(max(ceil(at.timestamp()), floor(now.timestamp()) + 1), UTC)


def turn_of(account: str, at: datetime, now: datetime) -> Turn:
    """The turn that somebody has to ask for at `now`, who needs one at `at`."""
    return Turn(account=account, at=turn_second(at, now))


def next_turn(account: Account, waiting: Waiting, now: datetime, pace: Pace) -> datetime | None:
    """When something that waits is due and the account takes it; None where nothing waits.

    What is due first may have to wait longest for the account, so that each origin counts by itself.
    """
    return min(
        (max(due_at, account.opens_at(origin, now, pace)) for origin, due_at in waiting.items()),
        default=None,
    )


def expected(account: Account, at: datetime, now: datetime, pace: Pace) -> bool:
    """Whether the account has a turn by then already, so that nobody has to ask for one."""
    if account.turn_at is None:
        return False
    turn = datetime.fromtimestamp(account.turn_at, UTC)
    return now - pace.turn_late < turn <= turn_second(at, now)


def lost(account: Account, now: datetime, pace: Pace) -> bool:
    """Whether no turn is expected, or one that did not come; who is at work asks once it has an answer."""
    missing = account.turn_at is None or account.turn_at < (now - pace.turn_lost).timestamp()
    return missing and not account.under_way(now)


def takes_place(account: Account, at: datetime) -> bool:
    """Whether a turn of this time is still to be had: none was since, and none is expected later alone.

    One that comes twice finds the next one's time, or none; one that comes late stands in for all before it.
    """
    return account.turn_at is not None and account.turn_at <= at.timestamp()
