"""An account's turn: the one request in which what is due of it is looked at, and one export is sent."""

from datetime import UTC, datetime
from math import ceil, floor


def turn_second(at: datetime, now: datetime) -> datetime:
    """The whole second of a turn that is asked for at `now`: not before `at`, and later than `now`.

    An account has one turn a second. A second that has begun may have had its own, which nobody gives twice.
    """
    return datetime.fromtimestamp(max(ceil(at.timestamp()), floor(now.timestamp()) + 1), UTC)
