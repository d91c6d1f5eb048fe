"""Two days without Personio and 10,000 matches, on a virtual clock: how fast they leave, and no 429."""

import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO

from local.memory.applications import InMemoryApplications
from local.memory.clock import ManualClock
from shared.domain.application import Answer, Application, Credentials, Outcome
from shared.domain.ledger.pace import Pace
from tests.support.world import World

SEED = int(os.environ.get("PROOF_SEED", "20261124"))
COMPANIES, MATCHES = 200, 50
LIMIT, WINDOW = 20, timedelta(seconds=60)  # Personio's own
MOST_APART = 2.0  # seconds between our clock and theirs
OUTAGE = timedelta(days=2)
GOAL = 1.05


@dataclass
class FarPersonio(InMemoryApplications):
    """Personio with its own clock, some of 2 s ahead of each account's; it counts as it is documented."""

    clock: ManualClock = field(kw_only=True)
    chance: random.Random = field(kw_only=True)
    down: bool = False
    limited: int = 0
    created: int = 0
    first_at: datetime | None = None
    arrived: defaultdict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def submit(
        self, application: Application, credentials: Credentials, enough_time: Callable[[], bool]
    ) -> Answer:
        if self.down:
            return Answer(outcome=Outcome.OUTAGE)
        at = self.clock.now() + timedelta(seconds=self.chance.uniform(0, MOST_APART))
        within = [other for other in self.arrived[credentials.account] if other > at - WINDOW]
        self.arrived[credentials.account] = [*within, at]
        if len(within) >= LIMIT:
            self.limited += 1
            return Answer(outcome=Outcome.LIMITED, status=429)
        self.first_at = self.first_at or self.clock.now()
        self.created += 1
        return Answer(outcome=Outcome.CREATED, status=201)


def optimum(pace: Pace) -> timedelta:
    """The shortest time in which all can leave: each account's slots, and the fleet's even 1,500 a minute."""
    waves = -(-MATCHES // pace.automatic_slots)
    by_account = (waves - 1) * pace.slot_hold
    by_fleet = timedelta(minutes=COMPANIES * MATCHES / pace.fleet)
    return max(by_account, by_fleet)


def test_two_days_down() -> None:
    """Ten thousand matches leave in at most 1.05 of the shortest time from the first answer, no 429.

    In the middle of the outage every minute is like the one before, so that most of it is passed over.
    """
    clock = ManualClock()
    personio = FarPersonio(clock=clock, chance=random.Random(SEED))  # noqa: S311 - repeatable on purpose
    world = World(applications=personio, clock=clock)
    with redirect_stdout(StringIO()):
        for number in range(COMPANIES):
            world.company(f"c{number:03d}")
        personio.down = True
        matches = [world.queue(f"c{n % COMPANIES:03d}", n) for n in range(COMPANIES * MATCHES)]
        world.run(2)
        world.clock.advance((OUTAGE - timedelta(minutes=4)).total_seconds())
        world.run(2)
        personio.down = False
        minutes = 0
        while personio.created < len(matches) and minutes < 2 * OUTAGE.days * 60:
            world.run(1)
            minutes += 1
    assert personio.first_at is not None
    entries = [world.entry(match) for match in matches]
    took = max(entry.exported_at for entry in entries if entry and entry.exported_at) - personio.first_at
    best = optimum(world.pace)
    sys.stdout.write(f"PROOF_SEED={SEED}: {took} of at best {best}, 429: {personio.limited}\n")
    assert all(entry and entry.state.final for entry in entries)
    assert personio.limited == 0
    assert took <= GOAL * best
