"""backfill: one company's older matches, from the first request to the last, against the shortest time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.rows import Row
from local.scenes.places import Place
from shared.adapters.gcp.backfills import FirestoreBackfills
from shared.domain.ledger.backfill import Backfill
from shared.domain.ledger.pace import Pace

GOAL = 0.95
MATCHES = 30
FACTOR = 0.5  # of every wait: a minute is thirty seconds, and a turn still a second
SEND = "send_exports"
LONGEST = 180.0  # seconds


def rows(place: Place) -> Iterator[Row]:
    """On the emulator and the queue's stand-in; `ratio` is optimal ÷ achieved, at least the goal.

    Optimal is a request a second until the slots are used up, and one more as each is free again.
    """
    pace = Pace(factor=place.factor)
    employer = place.employer()
    place.successes([employer], each=MATCHES)
    now = datetime.now(UTC)
    request = Backfill(company_id=employer.id, requested_at=now, requested_by="admin", running=True)
    FirestoreBackfills(client=place.client).update(employer.id, lambda _: request)
    place.sweep()  # it asks for the account's turn, since a back-fill is running
    over_at = time.monotonic() + LONGEST
    while len(place.requests(employer)) < MATCHES:
        if time.monotonic() > over_at:
            raise AssertionError("the back-fill did not come to its end")
        time.sleep(1)
    arrivals = [request["received_monotonic"] for request in place.requests(employer)]
    achieved = max(arrivals) - min(arrivals)
    waves = -(-MATCHES // pace.backfill_slots)
    optimal = (waves - 1) * pace.slot_hold.total_seconds() + pace.backfill_slots - 1
    yield Row(
        name="backfill",
        ours=round(optimal, 3),
        reference=round(achieved, 3),
        ratio=round(optimal / achieved, 3),
        goal=GOAL,
        unit=f"s; optimal, achieved, at least the goal; every wait by {place.factor}",
    )
