"""Applicants as Personio shows them to a client that may read.

developer.personio.de, references `get_v2-recruiting-applications` and below it.
"""

from datetime import datetime
from enum import StrEnum

from shared.structs import Struct


class Stage(StrEnum):
    """What became of an applicant, in the few words that all accounts share."""

    IN_PROCESS = "in_process"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    GONE = "gone"  # made anonymous or deleted at Personio

    @property
    def final(self) -> bool:
        """Nothing is expected to change any more."""
        return self not in {Stage.IN_PROCESS, Stage.OFFER}


class Found(Struct):
    """An application that was looked for by address and position."""

    application_id: str
    created_at: datetime


class Standing(Struct):
    """Where one application stands; `name` is the stage's own at that account, None where it has none."""

    stage: Stage
    name: str | None = None


class Progress(Struct):
    """What the ledger keeps of it.

    Attributes:
        since: when it entered the stage; None where nobody can tell.
        seen_at: when it was last read.
    """

    stage: Stage
    seen_at: datetime
    name: str | None = None
    since: datetime | None = None
