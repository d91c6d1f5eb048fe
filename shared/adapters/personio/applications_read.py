"""Applications as API v2 shows them, as far as we look at them: no name is ever taken out of a body.

Which values a stage's `kind` and `type` have is not documented; the words of the stages that every account
has are API v1's (OpenAPI personio-recruiting-api.yaml, `phase`). Times come in several forms.
"""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec

from shared.domain.applicant import Stage, Standing

LONGEST_NAME = 200
SYSTEM_STAGES = {
    "unassigned": Stage.IN_PROCESS,
    "rejected": Stage.REJECTED,
    "withdrawn": Stage.WITHDRAWN,
    "offer": Stage.OFFER,
    "accepted": Stage.HIRED,
}
Number = Annotated[int, msgspec.Meta(ge=1, lt=10**18)]
Id = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z_-]{1,64}\Z")] | Number  # it stands in addresses, too


class LocalTime(msgspec.Struct):
    """A time of day somewhere."""

    text: str = msgspec.field(name="date-time")
    timezone: str | None = None


Time = str | LocalTime | None


class Candidate(msgspec.Struct):
    """Whose application it is."""

    email: str | None = None


class Job(msgspec.Struct):
    """A position; its id is the number that applications are sent with."""

    id: Annotated[str, msgspec.Meta(pattern=r"\A[0-9]{1,18}\Z")] | Number


class Listed(msgspec.Struct):
    """An application in a list."""

    id: Id
    job: Job
    candidate: Candidate | None = None
    created_at: Time = None
    is_anonymized: bool | None = None

    @property
    def address(self) -> str:
        """Without case; empty where it names none."""
        return ((self.candidate and self.candidate.email) or "").strip().casefold()


class StageRead(msgspec.Struct):
    """A stage: a system one, or one of the customer's own."""

    id: str | int | None = None
    kind: str | None = None
    name: str | None = None
    type: str | None = None


class Single(msgspec.Struct):
    """One application by itself, or in an envelope."""

    id: Id | None = None
    current_stage: StageRead | None = None
    is_anonymized: bool | None = None
    envelope: "Single | None" = msgspec.field(name="_data", default=None)
    data: "Single | None" = None


class Transition(msgspec.Struct):
    """A stage that an application entered."""

    entered_at: Time = None


def moment(time: Time) -> datetime | None:
    """In UTC; None where it is no moment: a day alone, or a time of nobody knows where."""
    local = time if isinstance(time, LocalTime) else LocalTime(text=time or "")
    try:
        at = datetime.fromisoformat(local.text)
        if at.tzinfo is None:
            at = at.replace(tzinfo=_zone(local.timezone))
        return at.astimezone(UTC) if at.tzinfo and ":" in local.text else None
    except (ValueError, LookupError, OSError, OverflowError):
        return None


def standing(read: Single) -> Standing | None:
    """Where it stands; None where nobody can tell."""
    if read.is_anonymized:
        return Standing(stage=Stage.GONE)
    stage = read.current_stage
    if stage is None or (stage.id is None and stage.type is None):
        return None
    name = (stage.name or "").strip()[:LONGEST_NAME]
    return Standing(stage=_stage(stage), name=name or None)


def _stage(stage: StageRead) -> Stage:
    """By its type, or by its id unless it is the customer's own; a name says nothing."""
    words = [stage.type] if "custom" in {stage.type, stage.kind} else [stage.type, str(stage.id)]
    known = (SYSTEM_STAGES.get((word or "").lower()) for word in words)
    return next(filter(None, known), Stage.IN_PROCESS)


def _zone(name: str | None) -> ZoneInfo | None:
    """The zone of Personio's local times; ZoneInfo raises where there is no such one."""
    return ZoneInfo(name) if name else None
