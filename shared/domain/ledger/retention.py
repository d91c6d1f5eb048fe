"""How long what is kept of an export stays. Pure.

The whole entry ends by itself, with its applicant key, `keep_exports` after its last change.
"""

from datetime import datetime

from shared.domain.ledger.change import Change
from shared.domain.ledger.export import OVER, Export, State
from shared.domain.ledger.pace import Pace
from shared.structs import replace


def retained(entry: Export, now: datetime, pace: Pace) -> Export:
    """With the moment at which a part of it goes: what is frozen, where it is over; else an old attempt."""
    if _over(entry) and entry.frozen:
        due = [now + pace.keep_unknown, *filter(None, [entry.prune_at])]
        return replace(entry, prune_at=min(due))
    oldest = entry.attempts[0].at if entry.attempts else None
    return replace(entry, prune_at=oldest + pace.keep_attempts if oldest else None)


def pruning(entry: Export, now: datetime, pace: Pace) -> Change | None:
    """What is written once that moment has come; None where it has not.

    The applicant key goes with what is frozen: nobody could send it again.
    """
    if entry.prune_at is None or entry.prune_at > now:
        return None
    forgets = _over(entry) and entry.frozen is not None
    bare = entry.pruned() if forgets else replace(entry, prune_at=None)
    kept = tuple(attempt for attempt in entry.attempts if attempt.at + pace.keep_attempts > now)
    left = retained(replace(bare, attempts=kept), now, pace)
    return Change(entry=left, drop_key=entry.key if forgets else None)


def outlived(succeeded_at: datetime, now: datetime, pace: Pace) -> bool:
    """Whether the entry of a success of then may have ended: nobody knows any more whether it was sent."""
    return succeeded_at <= now - pace.keep_exports


def _over(entry: Export) -> bool:
    return entry.state is State.CANCELLED or entry.code in OVER
