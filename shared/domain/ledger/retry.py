"""When an attempt of unknown outcome is repeated, and when no more. Pure."""

from datetime import datetime

from shared.domain.ledger.export import Code, Export
from shared.domain.ledger.pace import Pace
from shared.structs import replace


def after_unknown(
    entry: Export, now: datetime, pace: Pace, *, jitter: float, fingerprint: str, reads: bool
) -> Export:
    """The entry with one try used up: queued for the next, or given up after seven days of them.

    Args:
        jitter: 0 ≤ jitter < 1, spreads repeats.
        fingerprint: of the inputs as they are now; what was given up is not sent again with the same.
        reads: its applicant can be looked for, which is next then.
    """
    since = entry.failing_since or now
    if now - since >= pace.give_up_after:
        gave_up = entry.needs_action(Code.GAVE_UP, "recruiter", now, pace.look_again(entry.account, now))
        return replace(gave_up, fingerprint=fingerprint)
    tries = entry.tries + 1
    entry = replace(entry, tries=tries, failing_since=since)
    repeat_at = now + pace.retry(tries, jitter)
    if not (reads and entry.unanswered) or entry.unanswered.looked_for(pace):
        return entry.queued(Code.RETRY, now, repeat_at)
    unanswered = replace(entry.unanswered, repeat_at=repeat_at)
    return replace(entry.queued(Code.CHECKING, now, unanswered.look_at(pace)), unanswered=unanswered)
