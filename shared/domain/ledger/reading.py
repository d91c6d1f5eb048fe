"""Look at Personio before an attempt of unknown outcome is repeated (contract, "reading back"). Pure.

Whoever asks for a claim, of a connection that may read, is told to look first. What was found comes back in
the request, and is committed with whatever is decided then.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from shared.domain.applicant import Found
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection
from shared.domain.ledger.export import Attempt, Code, Evidence, Export, Frozen, State, with_attempt
from shared.domain.ledger.following import begun
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.unanswered import Unanswered
from shared.structs import Struct, replace

MAY_HAVE_CREATED = frozenset({"unknown", "lapsed"})  # outcomes of attempts


class ReadingOutcome(StrEnum):
    """What the entry keeps of a reading, among the outcomes of its attempts."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    FAILED = "reading_failed"


class Reading(Struct):
    """One look at Personio.

    Attributes:
        address: who was looked for, and where.
        began_at: by Firestore's clock, not later than its first request.
        told: what is there; an Answer where nobody can tell.
    """

    id: str
    address: Frozen
    began_at: datetime
    told: Sequence[Found] | Answer
    seconds: float = 0.0
    trace_id: str | None = None

    @property
    def failure(self) -> Answer | None:
        """Why nothing can be said."""
        return self.told if isinstance(self.told, Answer) else None

    @property
    def found(self) -> Sequence[Found]:
        """What is there, as far as anybody can tell."""
        return () if isinstance(self.told, Answer) else self.told

    @property
    def line(self) -> Attempt:
        """What the entry keeps of it among its attempts."""
        told = ReadingOutcome.FOUND if self.found else ReadingOutcome.NOT_FOUND
        return Attempt(
            id=self.id,
            at=self.began_at,
            outcome=ReadingOutcome.FAILED if self.failure else told,
            status=self.failure.status if self.failure else None,
            seconds=round(self.seconds, 3),
            trace_id=self.trace_id,
        )


def unanswered_of(entry: Export, pace: Pace) -> Unanswered:
    """Of its attempts without answer; of an entry that remembers none, the widest that is certain."""
    if entry.unanswered:
        return entry.unanswered
    silent = [attempt.at for attempt in entry.attempts if attempt.outcome in MAY_HAVE_CREATED]
    claimed_at = entry.claimed_at or entry.updated_at
    first = min(silent, default=min(claimed_at, entry.successful_at))
    return Unanswered(claimed_at=first, lease_until=claimed_at + pace.lease)


def with_unanswered(entry: Export, pace: Pace) -> Export:
    """With its last attempt, which may have created the applicant."""
    claimed_at = entry.claimed_at or entry.updated_at
    lease_until = entry.lease_until or claimed_at + pace.lease
    known = unanswered_of(entry, pace) if entry.unknown else None
    first = known or Unanswered(claimed_at=claimed_at, lease_until=lease_until)
    return replace(entry, unknown=True, unanswered=first.with_one_more(lease_until))


def with_line(entry: Export, reading: Reading) -> Export:
    """With the reading among its attempts."""
    return replace(entry, attempts=with_attempt(entry.attempts, reading.line))


def noted(entry: Export, reading: Reading, now: datetime, pace: Pace) -> Export:
    """With a reading by which nobody was found."""
    unanswered = unanswered_of(entry, pace)
    if reading.failure:
        counts = reading.failure.outcome is not Outcome.LIMITED
        unanswered = unanswered.with_nothing_told(now, now + pace.read_again, counts=counts)
    else:
        unanswered = unanswered.with_nothing_found(reading.began_at)
    return replace(with_line(entry, reading), unanswered=unanswered, updated_at=now)


def there(entry: Export, found: Sequence[Found], connection: Connection, now: datetime, pace: Pace) -> Export:
    """As it ends where somebody stands at Personio: by an attempt of ours, or from before the first of them.

    Where "export again" meets who was there before, it ends as it was.
    """
    ours = unanswered_of(entry, pace).ours(found) if entry.unknown else None
    if ours:
        read = replace(entry.ended(State.EXPORTED, now), evidence=Evidence.READ)
        read = replace(read, exported_at=ours.created_at, application_id=ours.application_id)
        return begun(read, connection, now, pace)
    if entry.repeating and entry.evidence:
        return entry.unchanged_by_repeat(now)
    earliest = min(one.created_at for one in found)
    return replace(entry.ended(State.ALREADY_IN_PERSONIO, now), applied_at=earliest)


def checking(entry: Export, now: datetime, due_at: datetime) -> Export:
    """Queued until it is looked for."""
    return entry.queued(Code.CHECKING, now, due_at)
