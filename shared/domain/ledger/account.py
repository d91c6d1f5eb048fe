"""One Personio account's budget: slots of the last minute, rests and outages.

Pace belongs to the account, because Personio counts per account; several companies may share one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.domain.ledger.pace import Pace


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One request that Personio may still count."""

    until: datetime
    click: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The shared state of everybody who sends to one account.

    Attributes:
        slots: by attempt id.
        resting_until: after a 429.
        outage_since: set while Personio does not answer this account.
        next_probe_at: when one request may test whether an outage is over.
        last_failure: the match whose attempt last ended in 5xx or timeout; two different ones in a row
            are an outage, one alone may be poisoned.
    """

    id: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    resting_until: datetime | None = None
    outage_since: datetime | None = None
    next_probe_at: datetime | None = None
    last_failure: str | None = None

    def resting(self, now: datetime) -> bool:
        """After a 429 nothing is sent until the rest is over."""
        return self.resting_until is not None and self.resting_until > now

    def probe_due(self, now: datetime) -> bool:
        """Whether one request may go to find out that an outage is over; only asked during one."""
        return self.next_probe_at is None or self.next_probe_at <= now

    def next_slot_at(self, now: datetime, pace: Pace, *, click: bool) -> datetime | None:
        """When a slot is free for this kind of request; None means now."""
        held = sorted(slot.until for slot in self.slots.values() if slot.until > now)
        waits = [_frees(held, pace.slots)]
        if not click:
            automatic = sorted(s.until for s in self.slots.values() if s.until > now and not s.click)
            waits.append(_frees(automatic, pace.automatic_slots))
        return max((wait for wait in waits if wait), default=None)

    def openings(self, now: datetime, until: datetime, pace: Pace) -> tuple[datetime, ...]:
        """The moments up to `until` at which automatic sending finds a slot, one for each request.

        An account that rests or does not answer opens when its rest is over or its next probe is due.
        """
        held = [slot for slot in self.slots.values() if slot.until > now]
        places = _places(pace.slots, [slot.until for slot in held], now)
        automatic = _places(pace.automatic_slots, [slot.until for slot in held if not slot.click], now)
        shut = [self.resting_until, self.next_probe_at if self.outage_since else None]
        opens = max([now, *filter(None, shut)])
        moments = (max(opens, *pair) for pair in zip(places, automatic, strict=False))
        return tuple(moment for moment in moments if moment <= until)

    def taking(self, attempt_id: str, slot: Slot, now: datetime) -> "Account":
        """With one more slot held, and those that are over forgotten."""
        held = {key: value for key, value in self.slots.items() if value.until > now}
        return replace(self, slots={**held, attempt_id: slot})


def _frees(held: list[datetime], limit: int) -> datetime | None:
    """With `limit` places and sorted ends, when the next place is free; None where one is free now."""
    return held[-limit] if len(held) >= limit else None


def _places(limit: int, ends: list[datetime], now: datetime) -> list[datetime]:
    """When each of `limit` places is free next, the earliest first."""
    last = sorted(ends)[-limit:]
    return [now] * (limit - len(last)) + last


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountUpdate:
    """What one answer changes about an account: single fields, so that no precondition is needed.

    Attributes:
        attempt_id: whose slot is `slot` from now on; whole, since it may have been forgotten meanwhile.
        answered: an answer but 5xx or 429 came: an outage is over, and failures no longer add up.
        failed: the match whose attempt ended in 5xx or timeout.
        outage_since: an outage began; with `next_probe_at`.
    """

    attempt_id: str
    slot: Slot
    answered: bool = False
    failed: str | None = None
    resting_until: datetime | None = None
    outage_since: datetime | None = None
    next_probe_at: datetime | None = None
