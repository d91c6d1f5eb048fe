"""What is done, and what doing it once takes: of instances, documents, messages, bytes.

Calls and documents are counted (tests/system/test_cost.py holds them to the running code); seconds and bytes
are assumed, and marked so on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.cost.prices import Item

SHORTEST = 0.1  # seconds: the least that Cloud Run bills
EVENT_BYTES = 2_000.0  # a match twice, before and after, and the event's attributes; carried twice
LINE_BYTES = 700.0  # of a log line of ours, with labels and trace
REQUEST_LOG_BYTES = 1_000.0  # of Cloud Run's line of a call
CV_BYTES = 300_000.0
PAGE_SECONDS = 0.5  # of a walk
ENTRY_BYTES = 8_000.0  # of an export with its applicant key and their index entries


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """Of a function, as terraform/module/locals.tf deploys it: memory, and calls at once in an instance."""

    gib: float
    at_once: int


SIZES = {
    "on_match_written": Size(gib=0.5, at_once=4),
    "follow_applicants": Size(gib=0.5, at_once=4),
    "sweep_exports": Size(gib=0.5, at_once=4),
    "sync_jobs": Size(gib=2, at_once=1),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One kind of work.

    Attributes:
        seconds: for which one call is in an instance of its function.
        takes: everything else.
    """

    name: str
    function: str = ""
    seconds: float = 0.0
    takes: Mapping[Item, float] = field(default_factory=dict)

    @property
    def billed(self) -> float:
        """Seconds that an instance is billed for where nothing else is in it."""
        return max(SHORTEST, self.seconds) if self.takes.get(Item.REQUESTS) else self.seconds


def _called(log_bytes: float) -> dict[Item, float]:
    return {Item.REQUESTS: 1, Item.LOGS: log_bytes}


IGNORED = Work(
    name="a write of a match that is no success",
    function="on_match_written",
    seconds=0.005,
    takes={**_called(0), Item.EVENTS: 2 * EVENT_BYTES},
)
REQUEST_LOG = Work(name="its request log, if it is kept", takes={Item.LOGS: REQUEST_LOG_BYTES})
EXPORT = Work(
    name="an export, with a CV",
    function="on_match_written",
    seconds=1.0,
    takes={
        **_called(3 * LINE_BYTES),
        Item.EVENTS: 2 * EVENT_BYTES,
        Item.READS: 8,
        Item.WRITES: 7,
        Item.ACCESSES: 1,
        Item.EGRESS: CV_BYTES,
    },
)
LOOKED_AT = Work(
    name="the sweep's look at a success",
    takes={Item.READS: 2 * (1 + 30 / 300)},  # match and entry; the last half minute of five a second time
)
KEPT = Work(name="an export that is kept, a month", takes={Item.STORAGE: ENTRY_BYTES})
EXPIRED = Work(name="an export that ends", takes={Item.DELETES: 2})  # and its applicant key
NIGHT = Work(
    name="the nightly look at one that is kept",
    function="sweep_exports",
    seconds=PAGE_SECONDS / 300,  # 300 to a page
    takes={Item.READS: 1 + 1 / 30},  # the entry, and a thirtieth of the number of profiles
)
WALKED = Work(
    name="the monthly look at one that is kept",
    function="sweep_exports",
    seconds=PAGE_SECONDS / 300,
    takes={Item.READS: 2},  # match and entry
)
BALANCED = Work(
    name="the nightly count of a company's successes and exports",
    function="sweep_exports",
    seconds=0.05,
    takes={Item.READS: 6},
)
SWEEP = Work(
    name="a sweep",
    function="sweep_exports",
    seconds=0.5,
    takes={**_called(LINE_BYTES + REQUEST_LOG_BYTES), Item.READS: 13, Item.WRITES: 2},
)
SYNC = Work(
    name="a comparison of all companies' positions",
    function="sync_jobs",
    seconds=1.0,
    takes={**_called(LINE_BYTES + REQUEST_LOG_BYTES)},
)
COMPARED = Work(
    name="a comparison of one company's positions with five ads",
    function="sync_jobs",
    seconds=0.5 / 8,  # eight at once
    takes={Item.READS: 6, Item.LOGS: LINE_BYTES},
)
NOTED = Work(name="a company's daily note of that", takes={Item.READS: 1, Item.WRITES: 1})
CONNECTED = Work(name="a company's credentials, a month", takes={Item.VERSIONS: 1})
FOLLOWED = Work(
    name="a reading of an applicant",
    function="follow_applicants",
    seconds=0.3,
    takes={Item.READS: 1, Item.WRITES: 1, Item.EGRESS: 1_000.0},
)
FOLLOWING = Work(
    name="a turn of readings",
    function="follow_applicants",
    takes={
        **_called(LINE_BYTES + REQUEST_LOG_BYTES),
        Item.READS: 4,
        Item.WRITES: 2,
        Item.TASKS: 2,
        Item.ACCESSES: 1,
    },
)
STANDING = Work(
    name="what is there whatever happens, a month",
    takes={Item.SCHEDULES: 2, Item.VERSIONS: 1, Item.IMAGES: 5 * 2.0**30},
)
