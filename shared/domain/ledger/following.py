"""What became of applicants: which are followed, when each is read next, and what a reading says. Pure.

An export that created its applicant has no id of it: that is looked for first, by address and position. From
then on the applicant is read by the id alone. A reading changes nothing else about an export.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from shared.domain.applicant import Found, Progress, Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection
from shared.domain.ledger.export import Evidence, Export, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.turn import Turn
from shared.domain.ledger.unanswered import CLOCKS
from shared.structs import Struct, replace

SECOND = timedelta(seconds=1)
BY_US = frozenset({Evidence.CREATED, Evidence.READ})


class FollowUp(Struct):
    """An entry that is followed; `version` is what its next write compares with, its port's own business."""

    entry: Export
    version: object


class Told(StrEnum):
    """What an answer that tells nothing of the applicant tells of the rest."""

    RESTS = "rests"  # Personio takes no readings for the moment
    LOST = "lost"  # the client may not read
    SHUT = "shut"  # nothing can be read with this connection now
    SILENT = "silent"  # no answer came
    ODD = "odd"  # it could not be read; the next one may


def told(answer: Answer) -> Told:
    """What to do about an answer that is no reading."""
    match answer.outcome:
        case Outcome.LIMITED:
            return Told.RESTS
        case Outcome.SCOPE_MISSING:
            return Told.LOST
        case Outcome.CREDENTIALS_WRONG | Outcome.ACCESS_REFUSED | Outcome.FEATURE_OFF:
            return Told.SHUT
        case Outcome.OUTAGE:
            return Told.SILENT
        case _:
            return Told.SILENT if answer.status is None else Told.ODD


def follow_turn(account: str, at: datetime, now: datetime, pace: Pace) -> Turn:
    """The turn that somebody has to ask for at `now`, who needs one at `at`: accounts have one a minute."""
    minute = max(1, round(pace.readings_window.total_seconds()))
    begun_minutes = int(max(at - SECOND, now).timestamp()) // minute
    return Turn(account=account, at=datetime.fromtimestamp((begun_minutes + 1) * minute, UTC))


def begun(entry: Export, connection: Connection, now: datetime, pace: Pace) -> Export:
    """An entry that was just recorded, with when its applicant is looked for, or looked at, first.

    One that was created just now is another applicant than that of any export before it.
    """
    if not (entry.evidence in BY_US and _followed(entry, connection)):
        return entry
    fresh = replace(entry, progress=None, unfound_at=None)
    if entry.evidence is Evidence.READ:
        return replace(fresh, follow_at=now)
    return replace(fresh, application_id=None, follow_at=now + pace.find_after)


def stopped(entry: Export, connection: Connection | None) -> Export | None:
    """What is left of an entry that is followed no more; None where it still is.

    The last that was read stays, unless the company has nobody followed.
    """
    if connection and _followed(entry, connection):
        return None
    forgets = connection is not None and connection.live and not connection.progress
    return replace(entry, follow_at=None, progress=None if forgets else entry.progress)


def looked_for(entry: Export, found: Sequence[Found], now: datetime, pace: Pace) -> Export:
    """With the earliest application that this export can have made; after a day nobody looks any more."""
    recorded_at = _recorded_at(entry)
    since = (entry.claimed_at or recorded_at) - CLOCKS
    until = recorded_at + pace.recorded_within
    hits = [one for one in found if since <= one.created_at <= until]
    if hits:
        own = min(hits, key=lambda one: one.created_at)
        return replace(entry, application_id=own.application_id, follow_at=now)
    over_at = recorded_at + pace.find_for
    if now >= over_at:
        return replace(entry, follow_at=None, unfound_at=now)
    wait = max(pace.find_after, now - recorded_at)
    return replace(entry, follow_at=min(now + wait, over_at))


def moved(entry: Export, standing: Standing) -> bool:
    """Whether Personio has to be asked since when the applicant stands there."""
    known = entry.progress
    if standing.stage is Stage.GONE:
        return False
    return known is None or (known.stage, known.name) != (standing.stage, standing.name)


def looked_at(entry: Export, standing: Standing, since: datetime | None, now: datetime, pace: Pace) -> Export:
    """With what was read of the applicant, and when it is read again: never, once it is over."""
    progress = Progress(stage=standing.stage, name=standing.name, since=since, seen_at=now)
    read = replace(entry, progress=progress)
    return replace(read, follow_at=None) if standing.stage.final else put_off(read, now, pace)


def put_off(entry: Export, now: datetime, pace: Pace) -> Export:
    """Until its next regular reading, as long as there are any."""
    if entry.application_id is None:
        return looked_for(entry, (), now, pace)
    recorded_at = _recorded_at(entry)
    if now >= recorded_at + pace.follow_for:
        return replace(entry, follow_at=None)
    changed_at = entry.progress.since if entry.progress and entry.progress.since else recorded_at
    return replace(entry, follow_at=pace.next_reading(entry.account or "", max(changed_at, recorded_at), now))


def _followed(entry: Export, connection: Connection) -> bool:
    """Its own applicant, at the account that it went to; "export again" may be under way."""
    own = entry.carried_by is None and entry.state not in {State.ALREADY_IN_PERSONIO, State.CANCELLED}
    return own and connection.follows and entry.account == connection.account


def _recorded_at(entry: Export) -> datetime:
    return entry.exported_at or entry.updated_at
