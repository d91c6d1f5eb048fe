"""matched.io's job ad, as far as this integration reads and writes it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.domain.jobs.fields import AdFields
from shared.structs import Struct, field


class JobAdStatus(StrEnum):
    """The two values that are ours to set; matched.io's further ones are left alone."""

    DRAFT = "draft"
    COMPLETE = "complete"


class Difference(Struct):
    """What Personio says of one field by now, as the ad would take it over, and the hash of its own words."""

    to: Any  # JSON's own types
    hash: str


class Link(Struct):
    """The position an ad belongs to; it counts only while `account` is the connection's.

    Attributes:
        hash: of all that the position said when it was taken over or answered to; `hashes`: by field.
        changed: by field, what Personio changed since and nobody answered to yet.
        closed: the position is not published any more.
        imported: the ad was made of this position, and did not exist before.
    """

    position_id: int
    account: str
    url: str
    language: str
    hash: str
    linked_at: datetime
    linked_by: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, Difference] = field(default_factory=dict)
    closed: bool = False
    imported: bool = False


class Missing(Struct):
    """A field that matched.io needs and the feed does not give."""

    field: str
    why: str
    allowed: tuple[str, ...] = ()
    suggestion: str | None = None


class JobAdSummary(Struct):
    """As much of an ad as a list shows."""

    id: str
    title: str
    status: str
    link: Link | None


class JobAd(AdFields, kw_only=True):  # said again for mypy, which looks at the direct base alone
    """A job ad; an imported one starts as a draft with what is missing named."""

    id: str
    company_id: str
    status: str = JobAdStatus.DRAFT
    missing: tuple[Missing, ...] = ()
    link: Link | None = None

    @property
    def discardable(self) -> bool:
        """Whether an import made it and it is a draft still, so that nobody misses it."""
        return self.status == JobAdStatus.DRAFT and self.link is not None and self.link.imported
