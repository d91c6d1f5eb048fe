"""A page's `next`: the place where the page ends, as text that stands in an address as it is. Pure."""

from base64 import b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from shared.domain.errors import Problem

LONGEST = 2_044  # characters; a time, and the longest id that a document can have


def cursor_of(at: datetime, match_id: str) -> str:
    """The place of an entry among those of its company, latest success first."""
    return urlsafe_b64encode(f"{at.isoformat()}~{match_id}".encode()).decode().rstrip("=")


def place_of(cursor: str) -> tuple[datetime, str]:
    """Where `cursor` points to: time of the success, in UTC, and match.

    Raises:
        Problem: `query_invalid` for what can be no page's `next`.
    """
    try:
        return _read(cursor)
    except (ValueError, OverflowError):
        raise Problem("query_invalid", field="cursor", params={"allowed": "next"}) from None


def _read(cursor: str) -> tuple[datetime, str]:
    text = b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True).decode()
    at, _, match_id = text.partition("~")
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None or len(cursor) > LONGEST:
        raise ValueError("no page ends there")
    return moment.astimezone(UTC), match_id
