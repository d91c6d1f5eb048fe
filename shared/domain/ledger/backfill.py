"""A company's request to export its older successes, too, and how far it came."""

from datetime import datetime

from shared.structs import Struct


class Balance(Struct):
    """A company's successes against its exports, in figures: as long as they stay, nothing was missed.

    Attributes:
        unexported: successes less exports, those left out that were cancelled or taken back. Both come and
            go together; what was missed, or what people did by hand, moves it.
        earlier: successes from before the connection, or of which nobody knows when.
        changed_since: exports that were not changed since then are left out: they end before the next walk.
    """

    unexported: int
    earlier: int
    changed_since: datetime


class Older(Struct):
    """Successes that nothing exports by itself: from before the connection, or of which nobody knows when.

    Attributes:
        count: what a back-fill would have queued, as the last walk over all of the company's met it.
        balance: what it left behind; unset where the next night has to walk again.
    """

    count: int
    counted_at: datetime
    balance: Balance | None = None


class Backfill(Struct):
    """One pass over all successful matches of a company.

    Attributes:
        requested_at, requested_by: unset where nobody asked for one yet.
        found: successful matches so far.
        queued: those of them that had no entry and got one.
        cursor: id of the last match looked at; unset before the first.
        running: until the last match was looked at; the exports themselves may still wait after that.
        page_until: while the next page is somebody's; one that dies leaves it to others then.
        older: unset before the first night, and from a request until the next.
    """

    company_id: str
    requested_at: datetime | None = None
    requested_by: str | None = None
    found: int = 0
    queued: int = 0
    cursor: str | None = None
    running: bool = False
    page_until: datetime | None = None
    older: Older | None = None
