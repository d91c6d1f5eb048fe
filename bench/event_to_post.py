"""event-to-post: from the event's delivery to the application at Personio, as long as it is our part."""

import time
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import quantiles

from bench.rows import MILLISECONDS, Row
from local.loopback import call
from local.scenes.places import Employer, Place

GOAL = 150
MATCHES, EMPLOYERS = 200, 12
WARM = 12  # one of each company goes ahead and is not counted
TRIGGER = "on_match_written"


def rows(place: Place) -> Iterator[Row]:
    """Single matches, one after the other, over a running function; the 95th percentile."""
    employers = [place.employer() for _ in range(EMPLOYERS)]
    times = [_once(place, employer) for employer in islice(cycle(employers), WARM + MATCHES)][WARM:]
    yield Row(
        name="event-to-post",
        ours=round(quantiles(times, n=100)[94] * MILLISECONDS, 3),
        reference=None,
        ratio=None,
        goal=GOAL,
        unit="ms; p95 of 200",
    )


def _once(place: Place, employer: Employer) -> float:
    event = place.success(employer, place.developer())
    began = time.monotonic()
    call("POST", place.url(TRIGGER), event.body, event.headers, timeout=30)
    arrived: float = place.requests(employer)[-1]["received_monotonic"]
    if arrived < began:
        raise AssertionError("a match that was measured was not sent")
    return arrived - began
