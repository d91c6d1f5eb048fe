"""Attempts that may have created an applicant, and what was read of them at Personio since. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.domain.applicant import Found
from shared.domain.ledger.pace import Pace
from shared.structs import Struct, replace

READINGS = 3  # that told nothing, one after the other, after which it goes on as without reading
CLOCKS = timedelta(minutes=2)  # by which Personio's clock may be behind Firestore's


class Unanswered(Struct):
    """The attempts of unknown outcome since the last known one.

    Attributes:
        claimed_at: when the first of them was claimed.
        lease_until: when the lease of the last of them is or was over.
        repeat_at: not sent again before, but by a click.
        read_at: when the last reading began that found nothing.
        read_again_at: not read again before, since the last reading told nothing; `failed` of them did so,
            one after the other.
    """

    claimed_at: datetime
    lease_until: datetime
    repeat_at: datetime | None = None
    read_at: datetime | None = None
    read_again_at: datetime | None = None
    failed: int = 0

    def with_one_more(self, lease_until: datetime) -> "Unanswered":
        """With another attempt, of which nothing was read yet."""
        return Unanswered(claimed_at=self.claimed_at, lease_until=max(lease_until, self.lease_until))

    def look_at(self, pace: Pace) -> datetime:
        """When the reading is due that decides: Personio lists what is new only after a while."""
        listed_at = self.lease_until + pace.listed_after
        return max(listed_at, self.read_again_at or listed_at)

    def looked_for(self, pace: Pace) -> bool:
        """Whether it is certain that there is nothing, or that nobody can tell."""
        nothing = self.read_at is not None and self.read_at >= self.lease_until + pace.listed_after
        return nothing or self.failed >= READINGS

    def with_nothing_found(self, began_at: datetime) -> "Unanswered":
        """By a reading that began then."""
        return replace(self, read_at=began_at, read_again_at=None, failed=0)

    def with_nothing_told(self, now: datetime, again_at: datetime, *, counts: bool) -> "Unanswered":
        """By a reading that failed; one that Personio put off does not count.

        Nor does one that comes sooner than was asked for: three clicks in a row would have it sent unread.
        """
        sooner = self.read_again_at is not None and now < self.read_again_at
        if sooner:
            return self
        return replace(self, read_again_at=again_at, failed=self.failed + counts)

    def ours(self, found: Sequence[Found]) -> Found | None:
        """The earliest that one of these attempts can have created."""
        since = self.claimed_at - CLOCKS
        return min(
            (one for one in found if one.created_at >= since), key=lambda one: one.created_at, default=None
        )
