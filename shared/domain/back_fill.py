"""A company's wish to export its older successes, too, and how far it came."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BackFill:
    """One pass over all successful matches of a company.

    Attributes:
        found: successful matches so far.
        queued: those of them that had no entry and got one.
        cursor: id of the last match looked at; unset before the first.
        running: until the last match was looked at; the exports themselves may still wait after that.
    """

    company: str
    requested_at: datetime
    requested_by: str
    found: int = 0
    queued: int = 0
    cursor: str | None = None
    running: bool = True
