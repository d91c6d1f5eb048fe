"""The use cases in virtual time: every call takes its time, many go on side by side, Personio is slow."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from greenlet import getcurrent

from local.memory.applications import InMemoryApplications
from shared.domain.application import Answer, Application, Outcome
from shared.domain.credentials import Access
from shared.domain.ledger.export import Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.turn import Turn
from tests.support.simulated_queue import Killed, SimulatedQueue
from tests.support.simulated_time import Process, SimulatedTime
from tests.support.trouble import System
from tests.support.world import SWEEP_EVERY, World

CALL_SECONDS = 0.01  # of one call to Firestore or Secret Manager
LIMIT, WINDOW = 20, timedelta(seconds=60)  # Personio's own
MOST_APART = 2.0  # seconds between our clock and theirs
LONGEST_LIFE = 12  # calls of a worker that dies
HALF = 0.5
T = TypeVar("T")


@dataclass
class SlowPersonio(InMemoryApplications):
    """Personio with its own clock, up to 2 s ahead of each account's; it counts as it is documented.

    Attributes:
        hanging: accounts whose requests end in our timeout; `down`: nobody's connection is accepted.
        losing: the first answer for each applicant does not arrive.
        answers_in: seconds, at least and at most.
        doubled: requests for whom another was under way.
        begun: by e-mail, when its first request came.
    """

    time: SimulatedTime = field(kw_only=True)
    chance: random.Random = field(kw_only=True)
    hanging: set[str] = field(default_factory=set)
    down: bool = False
    losing: bool = False
    answers_in: tuple[float, float] = (0.2, 10.0)
    limited: int = 0
    received: int = 0
    doubled: int = 0
    begun: dict[str, datetime] = field(default_factory=dict)
    answered: dict[str, datetime] = field(default_factory=dict)
    arrived: defaultdict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    in_flight: set[tuple[str, int, str]] = field(default_factory=set)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        credentials = access.credentials
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED)
        self.received += 1
        self.begun.setdefault(application.email, self.time.now())
        if self.down:
            return Answer(outcome=Outcome.OUTAGE)
        if credentials.account in self.hanging:
            self.time.sleep(30)
            return Answer(outcome=Outcome.UNKNOWN)
        if not self._within_the_limit(credentials.account):
            self.limited += 1
            return Answer(outcome=Outcome.LIMITED, status=429)
        return self._created(credentials.account, application)

    def _within_the_limit(self, account: str) -> bool:
        at = self.time.now() + timedelta(seconds=self.chance.uniform(0, MOST_APART))
        within = [other for other in self.arrived[account] if other > at - WINDOW]
        self.arrived[account] = [*within, at]
        return len(within) < LIMIT

    def _created(self, account: str, application: Application) -> Answer:
        applicant = (account, application.position_id, application.email)
        self.doubled += applicant in self.in_flight
        if applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.in_flight.add(applicant)
        self.time.sleep(self.chance.uniform(*self.answers_in))
        self.in_flight.discard(applicant)
        self.file(*applicant)
        self.answered[application.email] = self.time.now()
        if self.losing:
            return Answer(outcome=Outcome.UNKNOWN, status=502)
        return Answer(outcome=Outcome.CREATED, status=201)


class SimulatedWorld(World):
    """A world with a queue that gives its turns by itself, and a sweep every five minutes.

    Attributes:
        dying: the part of all turns whose worker dies in the middle.
        turned: how many turns took place.
    """

    clock: SimulatedTime
    personio: SlowPersonio

    def __init__(self, seed: int, **behaves: Any) -> None:
        time = SimulatedTime()
        self.chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.slow = False
        self.dying = 0.0
        self.turned: int = 0
        self._missing: str | None = None
        self.tasks = SimulatedQueue(time=time, target=self._turn)
        personio = SlowPersonio(time=time, clock=time, chance=self.chance, **behaves)
        super().__init__(applications=personio, clock=time, pace=Pace(), dispatch=self.tasks)

    def through(self, port: T, system: System) -> T:
        return cast("T", _Slow(port, self, 0.0 if system is System.PERSONIO else CALL_SECONDS))

    def begin(self) -> None:
        """What stands is set up: from now on every call takes its time, and the sweep comes."""
        self.slow = True
        self._sweep_again()

    def pass_time(self, minutes: float, until: Callable[[], bool] = lambda: False) -> None:
        end = self.clock.at + timedelta(minutes=minutes)
        self.clock.run(until, end)
        if not until():
            self.clock.advance(max(0.0, (end - self.clock.at).total_seconds()))

    def live(self, match_id: str) -> None:
        """Its event comes now."""
        self.clock.soon(lambda: self.exporter.export(Addresses(match_id=match_id), origin=Origin.LIVE))

    def exported(self) -> int:
        return sum(entry.state is State.EXPORTED for entry in self.store.all_whole("exports"))

    def are_exported(self, matches: Sequence[str]) -> bool:
        """All of them; asked again and again, it looks first at the one that was missing the last time."""
        last = [self._missing] if self._missing else []
        self._missing = next((match for match in (*last, *matches) if not self._is_exported(match)), None)
        return self._missing is None

    def _is_exported(self, match_id: str) -> bool:
        entry: Export | None = self.store.whole(f"exports/{match_id}")
        return entry is not None and entry.state is State.EXPORTED

    def _turn(self, turn: Turn, repeated: bool) -> None:  # noqa: FBT001 - the queue's own word
        process = getcurrent()
        if isinstance(process, Process) and self.chance.random() < self.dying:
            process.calls = self.chance.randint(1, LONGEST_LIFE)
        turned = self.sending.turn(turn.account, turn.at, repeated=repeated)
        self.turned += turned.took_place

    def _sweep_again(self) -> None:
        def sweep() -> None:
            self.clock.soon(sweep, SWEEP_EVERY.total_seconds())
            self.sweeping.run()

        self.clock.soon(sweep)


class _Slow:
    """Any port, each of whose calls takes its time; a worker that is to die dies at one, or after it."""

    def __init__(self, port: object, world: SimulatedWorld, seconds: float) -> None:
        self._port, self._world, self._seconds = port, world, seconds

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if not callable(found) or not self._world.slow:
            return found

        def call(*args: Any, **named: Any) -> Any:
            if self._seconds:
                self._world.clock.sleep(self._seconds)
            process = getcurrent()
            left = process.calls if isinstance(process, Process) else None
            if left == 1 and self._world.chance.random() < HALF:
                raise Killed
            answer = found(*args, **named)
            if left == 1:
                raise Killed
            if left and isinstance(process, Process):
                process.calls = left - 1
            return answer

        return call
