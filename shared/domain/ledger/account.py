"""One Personio account's budget: slots of the last minute, rests, outages, and the turn it expects next.

Pace belongs to the account, because Personio counts per account; several companies may share one.
"""

from collections.abc import Mapping
from datetime import datetime

from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from shared.structs import Struct, field, replace


class Slot(Struct):
    """One request that Personio may still count.

    Attributes:
        origin: what it was sent for; a check of credentials counts as a click.
        lease_until: while it is under way; unset once its answer is recorded.
    """

    until: datetime
    origin: Origin = Origin.LIVE
    lease_until: datetime | None = None


class Account(Struct):
    """The shared state of everybody who sends to one account.

    Attributes:
        slots: by attempt id.
        resting_until: after a 429. `reading_rests_until`: after one on a reading, which rests no other.
        followed_until: until when the applicants of its companies are one turn's to read, or nobody's, after
            Personio did not answer it.
        answered_at: when an attempt was last answered by anything but 5xx or 429.
        outage_since: set while Personio does not answer this account.
        next_probe_at: when one request may test whether an outage is over.
        last_failure: the match whose attempt last ended in 5xx or timeout; two different ones in a row
            are an outage, one alone may be poisoned.
        turn_at: the one turn expected, in seconds since 1970: a number, so that Firestore can keep the
            earlier of two by itself. Unset while a turn looks at what is due, and where nothing is.
    """

    id: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    resting_until: datetime | None = None
    reading_rests_until: datetime | None = None
    followed_until: datetime | None = None
    answered_at: datetime | None = None
    outage_since: datetime | None = None
    next_probe_at: datetime | None = None
    last_failure: str | None = None
    turn_at: int | None = None

    def resting(self, now: datetime) -> bool:
        """After a 429 nothing is sent until the rest is over."""
        return self.resting_until is not None and self.resting_until > now

    def probe_due(self, now: datetime) -> bool:
        """Whether one request may go to find out that an outage is over; only asked during one."""
        return self.next_probe_at is None or self.next_probe_at <= now

    def full(self, origin: Origin, now: datetime, pace: Pace) -> bool:
        """As many automatic requests are under way as may be: one, until the account is known to answer.

        Clicks neither count nor wait, and back-fills leave room to new successes.
        """
        if origin is Origin.CLICK:
            return False
        answers = self.answered_at is not None and now - self.answered_at < pace.answering
        most = pace.backfills_at_once if origin is Origin.BACKFILL else pace.at_once
        return len(self.under_way(now)) >= (most if answers else 1)

    def opens_at(self, origin: Origin, now: datetime, pace: Pace) -> datetime:
        """When the account takes one more request of this origin, as far as anybody can tell now.

        Where others are under way it is looked at again once they have lasted as long again.
        """
        shut = [
            self.resting_until,
            self.next_probe_at if self.outage_since else None,
            self._next_slot_at(origin, now, pace),
            self._next_look(origin, now, pace),
        ]
        return max([now, *filter(None, shut)])

    def taking(self, attempt_id: str, slot: Slot, now: datetime) -> "Account":
        """With one more slot held, and those that are over forgotten."""
        held = {key: value for key, value in self.slots.items() if value.until > now}
        return replace(self, slots={**held, attempt_id: slot})

    def under_way(self, now: datetime) -> list[datetime]:
        """The ends of the leases of all automatic requests that nobody has recorded yet."""
        slots = [slot for slot in self.slots.values() if slot.origin is not Origin.CLICK]
        return [slot.lease_until for slot in slots if slot.lease_until and slot.lease_until > now]

    def _next_slot_at(self, origin: Origin, now: datetime, pace: Pace) -> datetime | None:
        """When a slot is free for a request of this origin; None means now."""
        held = [slot for slot in self.slots.values() if slot.until > now]
        waits = [_frees(held, pace.slots)]
        if origin is not Origin.CLICK:
            waits.append(_frees([s for s in held if s.origin is not Origin.CLICK], pace.automatic_slots))
        if origin is Origin.BACKFILL:
            waits.append(_frees([s for s in held if s.origin is origin], pace.backfill_slots))
        return max((wait for wait in waits if wait), default=None)

    def _next_look(self, origin: Origin, now: datetime, pace: Pace) -> datetime | None:
        """A record makes room without anybody's asking: how soon, nobody knows who only finds it full."""
        if not self.full(origin, now, pace):
            return None
        first_end = min(self.under_way(now))
        lasted = now - (first_end - pace.lease)
        return min(now + max(lasted, pace.first_look), first_end)


def _frees(held: list[Slot], limit: int) -> datetime | None:
    """With `limit` places, when the next is free; None where one is free now."""
    ends = sorted(slot.until for slot in held)
    return ends[-limit] if len(ends) >= limit else None


class AccountUpdate(Struct):
    """What one answer changes about an account: single fields, so that no precondition is needed.

    Attributes:
        attempt_id: whose slot is `slot` from now on; whole, since it may have been forgotten meanwhile.
        answered_at: an answer but 5xx or 429 came: an outage is over, and failures no longer add up.
        failed: the match whose attempt ended in 5xx or timeout.
        outage_since: an outage began; with `next_probe_at`.
    """

    attempt_id: str
    slot: Slot
    answered_at: datetime | None = None
    failed: str | None = None
    resting_until: datetime | None = None
    outage_since: datetime | None = None
    next_probe_at: datetime | None = None
