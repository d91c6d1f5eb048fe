"""What one sweep leaves for the next."""

from collections.abc import Callable
from datetime import datetime

from shared.domain.ledger.backfill import Balance
from shared.structs import Struct

TimeLeft = Callable[[], bool]  # whether a sweep may go on with what takes long


class LookedAt(Struct):
    """A span of time whose successes have all been looked at, and how many there were before that."""

    since: datetime
    until: datetime
    successes: int


class Sweep(Struct):
    """The sweep's own memory.

    Attributes:
        lease_until: while somebody sweeps; unset when nobody does.
        due_after: where the reading of due entries goes on, where one sweep could not read them all.
        overdue_until: what was due until here, and had no turn to be sent in, has been told of.
        watermark: successes up to here have been looked for.
        looked_at: the last of these that need no other look; unset where all of the last hour do.
        pass_began_at: when the last pass over all companies' successes began.
        pass_company: the last company that it is through with; unset once it is through with all.
        pass_at, pass_match: the company under way, and its last match that was looked at.
        pass_older: successes of the company under way that only a back-fill would export, so far.
        pass_balance: what the company under way came to before, less what was queued since; unset where
            something is left to be looked at again.
        people_began_at, people_before: when the last walk over all profiles began, and the one before.
        people_at: the last match whose developer it looked at; unset once it is through.
        people_missing, people_erased: how many so far.
        after_pause: an operator's pause of all sending is over, and what waited for it is to be woken.
    """

    lease_until: datetime | None = None
    due_after: datetime | None = None
    overdue_until: datetime | None = None
    watermark: datetime | None = None
    looked_at: LookedAt | None = None
    pass_began_at: datetime | None = None
    pass_company: str | None = None
    pass_at: str | None = None
    pass_match: str | None = None
    pass_older: int = 0
    pass_balance: Balance | None = None
    people_began_at: datetime | None = None
    people_before: datetime | None = None
    people_at: str | None = None
    people_missing: int = 0
    people_erased: int = 0
    after_pause: bool = False


class Swept(Struct):
    """What one sweep did. `swept` is False where another one was at work, or all sending is paused.

    Attributes:
        due: entries that were due at its start; `oldest_due_seconds`: for how long, back-fills left out.
        asked: accounts for which it asked for a turn.
        caught_up: successes without an entry that it found.
        seconds: how long it took.
    """

    swept: bool
    due: int = 0
    oldest_due_seconds: float = 0.0
    asked: int = 0
    caught_up: int = 0
    seconds: float = 0.0
