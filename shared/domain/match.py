"""matched.io's match, and when it matters to Personio."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A developer and a company's job ad that met on matched.io.

    `successful_at` falls back to the document's update time, where matched.io wrote none.
    """

    id: str
    company_id: str
    job_id: str
    developer_id: str
    successful: bool
    successful_at: datetime


def success_changed(*, before: Match | None, after: Match | None) -> bool:
    """Whether a write made the match successful or took its success back; nothing else matters here."""
    return (before is not None and before.successful) != (after is not None and after.successful)
