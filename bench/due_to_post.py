"""due-to-post: from the moment a retry is due to its request at Personio, as long as it is our part."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import quantiles

from bench.event_to_post import TRIGGER
from bench.rows import MILLISECONDS, Row
from local.loopback import call
from local.scenes.places import Employer, Place

GOAL = 1500
EMPLOYERS = 40
LONGEST = 60.0  # seconds
ATTEMPTS = 2


def rows(place: Place) -> Iterator[Row]:
    """One success of each of many companies; Personio fails once, and the account's turn repeats it."""
    employers = [place.employer() for _ in range(EMPLOYERS)]
    fault = place.personio.world.faults.add({"do": "status", "status": 503, "times": None})
    due = [_failed_once(place, employer) for employer in employers]
    place.personio.world.faults.remove(fault.id)
    over_at = time.monotonic() + LONGEST
    while any(len(place.requests(employer)) < ATTEMPTS for employer in employers):
        if time.monotonic() > over_at:
            raise AssertionError("a retry that was measured did not come")
        time.sleep(0.5)
    to_monotonic = time.monotonic() - time.time()
    waits = [
        place.requests(employer)[1]["received_monotonic"] - to_monotonic - at.timestamp()
        for employer, at in zip(employers, due, strict=True)
    ]
    yield Row(
        name="due-to-post",
        ours=round(quantiles(waits, n=100)[94] * MILLISECONDS, 3),
        reference=None,
        ratio=None,
        goal=GOAL,
        unit=f"ms; p95 of {EMPLOYERS}; a turn is a whole second",
    )


def _failed_once(place: Place, employer: Employer) -> datetime:
    """When its retry is due."""
    event = place.success(employer, place.developer())
    call("POST", place.url(TRIGGER), event.body, event.headers, timeout=30)
    entry = place.entry(event.id)
    if entry is None or entry.due_at is None:
        raise AssertionError("a match that was to fail did not")
    return entry.due_at.astimezone(UTC)
