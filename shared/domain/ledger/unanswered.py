"""Attempts that may have created an applicant, and what was read of them at Personio since. Pure.

Contract, "reading back": a client that may read looks before anything is sent once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.applicant import Found
from shared.domain.ledger.pace import Pace

READINGS = 3  # in vain, after which it goes on as without reading
CLOCKS = timedelta(minutes=2)  # by which Personio's clock may be behind


@dataclass(frozen=True, kw_only=True, slots=True)
class Unanswered:
    """The attempts of unknown outcome since the last known one.

    Attributes:
        claimed_at: when the first of them was claimed.
        lease_until: when the lease of the last of them is or was over.
        read_at: when the last reading began that found nothing.
        failed: readings since then, one after the other, of which nothing can be said.
        read_again_at: not before, after a reading that told nothing.
    """

    claimed_at: datetime
    lease_until: datetime
    read_at: datetime | None = None
    failed: int = 0
    read_again_at: datetime | None = None

    def next_at(self, pace: Pace) -> datetime:
        """When the reading is due that decides: Personio lists what is new only after a while."""
        certain_at = self.lease_until + pace.listed_after
        return max(certain_at, self.read_again_at or certain_at)

    def read(self, pace: Pace) -> bool:
        """Whether the same may be sent once more: it is not there, or nobody can tell."""
        certain = self.read_at is not None and self.read_at >= self.lease_until + pace.listed_after
        return certain or self.failed >= READINGS

    def repeated(self, lease_until: datetime) -> "Unanswered":
        """With one more attempt, of which nothing was read yet."""
        return Unanswered(claimed_at=self.claimed_at, lease_until=max(lease_until, self.lease_until))

    def with_nothing_found(self, began_at: datetime) -> "Unanswered":
        """With a reading that began then."""
        return replace(self, read_at=began_at, failed=0, read_again_at=None)

    def with_failure(self, again_at: datetime, *, counts: bool) -> "Unanswered":
        """With a reading that told nothing; one that Personio put off does not count."""
        return replace(self, failed=self.failed + counts, read_again_at=again_at)

    def ours(self, found: Sequence[Found]) -> Found | None:
        """The earliest that one of these attempts can have created."""
        since = self.claimed_at - CLOCKS
        young = [one for one in found if one.created_at >= since]
        return min(young, key=lambda one: one.created_at, default=None)
