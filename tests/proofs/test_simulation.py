"""Many accounts in virtual time: how soon each is served whatever becomes of the others, and no 429."""

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from statistics import quantiles

import pytest

from shared.domain.credentials import Client, Kind, to_secret
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from tests.support.simulated_queue import RATE
from tests.support.simulated_world import SimulatedWorld

SEED = int(os.environ.get("PROOF_SEED", "20261124"))
COMPANIES, MATCHES = 200, 50
LOSSES = int(os.environ.get("PROOF_LOSSES", "500"))  # matches, fifty of each company
OUTAGE = timedelta(days=2)
GOAL = 1.05


def told(what: str) -> None:
    sys.stdout.write(f"PROOF_SEED={SEED}: {what}\n")


def p(percent: int, waits: Sequence[float]) -> float:
    return quantiles(waits, n=100)[percent - 1]


def waits(world: SimulatedWorld, due: dict[str, datetime]) -> list[float]:
    """From the moment when each was due until its first request began."""
    return [(world.personio.begun[f"{match}@example.org"] - at).total_seconds() for match, at in due.items()]


def hanging(world: SimulatedWorld, number: int, each: int) -> None:
    """Accounts whose requests all end in a timeout, with so many entries that come due within a minute."""

    def queue(name: str) -> None:
        for match in range(each):
            world.queue(name, match)

    for index in range(number):
        name = f"hanging-{index:03d}"
        world.company(name)
        world.personio.hanging.add(f"account-{name}")
        world.clock.soon(lambda name=name: queue(name), world.chance.uniform(0, 60))  # type: ignore[misc]  # mypy cannot infer a lambda's default


def healthy(world: SimulatedWorld, number: int, over_seconds: float, due: dict[str, datetime]) -> None:
    """Companies with one entry each, due at some time within the span."""

    def queue(name: str) -> None:
        due[world.queue(name)] = world.clock.now()

    for index in range(number):
        name = f"healthy-{index:03d}"
        world.company(name)
        world.clock.soon(lambda name=name: queue(name), world.chance.uniform(0, over_seconds))  # type: ignore[misc]  # mypy cannot infer a lambda's default


@pytest.fixture
def world() -> SimulatedWorld:
    return SimulatedWorld(SEED)


@pytest.fixture(autouse=True)
def quiet() -> "redirect_stdout[StringIO]":
    """The log of so many exports is nobody's to read."""
    return redirect_stdout(StringIO())


@pytest.mark.parametrize(("minutes", "goal"), [(0, 30.0), (10, 3.0)])
def test_hanging_accounts_keep_nobody_waiting(
    world: SimulatedWorld, quiet: "redirect_stdout[StringIO]", minutes: int, goal: float
) -> None:
    """Beside 300 accounts that hang, a healthy company's export begins soon; a little later at the onset."""
    due: dict[str, datetime] = {}
    with quiet:
        hanging(world, 300, 20)
        world.begin()
        world.pass_time(minutes)
        healthy(world, 30, 120, due)
        world.pass_time(4)
    found = waits(world, due)
    told(f"300 hanging since {minutes} min: p50 {p(50, found):.1f} s, last of 30 {max(found):.1f} s")
    assert max(found) <= goal


def test_a_back_fill_keeps_no_new_success_waiting(
    world: SimulatedWorld, quiet: "redirect_stdout[StringIO]"
) -> None:
    """Beside 20 back-fills of 900 matches each, live matches of these companies begin at once.

    Every company has four new matches in six minutes; more than three in one minute would wait for a slot.
    """
    due: dict[str, datetime] = {}
    with quiet:
        for index in range(20):
            name = f"c{index:02d}"
            world.company(name)
            for number in range(900):
                world.match(name, number, successful_at=world.clock.now() - timedelta(days=90))

        def succeed(name: str, number: int) -> None:
            match = world.match(name, number)
            due[match] = world.clock.now()
            world.live(match)

        for index in range(20):
            world.clock.soon(lambda name=f"c{index:02d}": world.backfilling.request(name, "ann"))  # type: ignore[misc]  # as above
        for number in range(80):
            name, at = f"c{number % 20:02d}", world.chance.uniform(60, 420)
            world.clock.soon(lambda name=name, number=number: succeed(name, 1000 + number), at)  # type: ignore[misc]  # as above
        world.begin()
        world.pass_time(8)
    found = waits(world, due)
    told(f"20 × 900 back-fill: live p50 {p(50, found):.2f} s, p99 {p(99, found):.2f} s, {len(found)} of 80")
    assert len(found) == 80
    assert p(99, found) <= 2


def test_what_is_due_begins_at_once(world: SimulatedWorld, quiet: "redirect_stdout[StringIO]") -> None:
    """In an idle system what is due begins within a second and a half: a turn is a whole second."""
    due: dict[str, datetime] = {}
    with quiet:
        world.begin()
        healthy(world, 200, 600, due)
        world.pass_time(12)
    found = waits(world, due)
    told(f"idle, due until begun: p50 {p(50, found):.2f} s, p95 {p(95, found):.2f} s")
    assert p(95, found) <= 1.5


def optimum(pace: Pace) -> timedelta:
    """The shortest time in which all can leave: each account's slots, and the queue's even rate."""
    waves = -(-MATCHES // pace.automatic_slots)
    by_account = (waves - 1) * pace.slot_hold
    by_queue = timedelta(seconds=COMPANIES * MATCHES / RATE)
    return max(by_account, by_queue)


def after_two_days(world: SimulatedWorld) -> list[str]:
    """Ten thousand matches wait, and Personio answers again.

    In the middle of the outage every minute is like the one before, so that most of it is passed over.
    """
    for number in range(COMPANIES):
        world.company(f"c{number:03d}")
    world.personio.down = True
    matches = [world.queue(f"c{n % COMPANIES:03d}", n) for n in range(COMPANIES * MATCHES)]
    world.begin()
    world.pass_time(3)
    world.clock.advance((OUTAGE - timedelta(minutes=6)).total_seconds())
    world.pass_time(3)
    world.personio.down = False
    world.personio.received, world.tasks.dispatched = 0, 0
    return matches


def test_two_days_down(world: SimulatedWorld, quiet: "redirect_stdout[StringIO]") -> None:
    """Ten thousand matches leave in at most 1.05 of the shortest time from the first answer, no 429."""
    with quiet:
        matches = after_two_days(world)
        world.pass_time(60, lambda: len(world.personio.answered) == len(matches))
        dispatched, received = world.tasks.dispatched, world.personio.received
        world.pass_time(2)
    answered = sorted(world.personio.answered.values())
    took = answered[-1] - answered[0]
    best = optimum(world.pace)
    told(
        f"two days down: {took} of at best {best} ({took / best:.3f}), 429: {world.personio.limited}, "
        f"tasks per request {dispatched / received:.3f}"
    )
    assert world.exported() == len(matches)
    assert (world.personio.limited, world.personio.doubled) == (0, 0)
    assert took <= GOAL * best


@pytest.mark.parametrize("reads", [True, False], ids=["reading", "without reading"])
def test_every_first_answer_lost(
    world: SimulatedWorld,
    quiet: "redirect_stdout[StringIO]",
    reads: bool,  # noqa: FBT001 - a parameter of the test's
) -> None:
    """After an outage every applicant's answer is lost: reading sends one application for each match."""
    companies = LOSSES // MATCHES
    with quiet:
        for number in range(companies):
            name = f"c{number:03d}"
            key = to_secret(Client(id=f"papi-{name}", secret="papi-secret"))
            world.company(name, kind=Kind.CLIENT, reads=reads, secret=world.secrets.add(name, key))
        world.personio.down = True
        matches = [world.queue(f"c{n % companies:03d}", n) for n in range(LOSSES)]
        world.begin()
        world.pass_time(10)
        world.personio.down, world.personio.losing, world.personio.received = False, True, 0
        began = world.clock.now()
        world.pass_time(7 * 24 * 60, lambda: world.are_exported(matches))
        took = world.clock.now() - began
    each, readings = world.personio.received / len(matches), len(world.applicants.asked)
    told(f"{LOSSES} answers lost, reads={reads}: {took}, {each:.3f} applications each, {readings} readings")
    assert world.exported() == len(matches)
    assert len(world.personio.applicants) == len(matches)
    assert world.personio.doubled == 0
    assert not reads or each <= 1.0


def test_workers_that_die(world: SimulatedWorld, quiet: "redirect_stdout[StringIO]") -> None:
    """Where every tenth turn's worker dies nothing is lost, nothing doubled, and nobody else is later."""
    due: dict[str, datetime] = {}
    with quiet:
        for number in range(20):
            world.company(f"c{number:03d}")
        matches = [world.queue(f"c{n % 20:03d}", n) for n in range(600)]
        world.dying = 0.1
        world.begin()
        healthy(world, 100, 600, due)
        world.pass_time(24 * 60, lambda: len(due) == 100 and world.are_exported([*matches, *due]))
    found = waits(world, due)
    told(f"a tenth dies: last of 600 after {world.clock.ticks / 60:.0f} min, others p50 {p(50, found):.2f} s")
    assert world.exported() == 700
    assert (world.personio.doubled, len(world.personio.applicants)) == (0, 700)
    assert p(50, found) <= 1.5


def test_a_queue_that_is_silent_for_an_hour(
    world: SimulatedWorld, quiet: "redirect_stdout[StringIO]"
) -> None:
    """Live matches leave meanwhile; what waits leaves within five minutes once the queue hears again."""
    with quiet:
        for number in range(50):
            world.company(f"c{number:03d}")
        world.begin()
        world.tasks.silent = True
        waiting = [world.queue(f"c{number:03d}") for number in range(50)]
        live = [world.match(f"c{number:03d}", 1) for number in range(50)]
        for match in live:
            world.live(match)
        world.pass_time(60)
        alive = world.exported()
        world.tasks.silent = False
        world.pass_time(5.5)
    told(f"silent for an hour: {alive} live left meanwhile, {world.exported() - alive} within five minutes")
    assert alive == len(live)
    assert world.exported() == len(live) + len(waiting)


def test_each_task_twice_and_in_reverse(world: SimulatedWorld, quiet: "redirect_stdout[StringIO]") -> None:
    """Whatever the order and however often, each applicant is sent once, within the limit."""
    with quiet:
        for number in range(20):
            world.company(f"c{number:03d}")
        world.tasks.copies, world.tasks.backwards = 2, True
        matches = [world.queue(f"c{n % 20:03d}", n) for n in range(400)]
        world.begin()
        world.pass_time(30, lambda: world.are_exported(matches))
    told(f"twice and backwards: 400 after {world.clock.ticks / 60:.1f} min")
    assert world.exported() == len(matches)
    assert (world.personio.limited, world.personio.doubled) == (0, 0)
    assert len(world.personio.applicants) == len(matches)


def test_the_origins_share_a_minute(world: SimulatedWorld, quiet: "redirect_stdout[StringIO]") -> None:
    """Back-fills never take more than fifteen slots, whatever waits."""
    with quiet:
        world.company("acme")
        for number in range(100):
            world.queue("acme", number, Origin.BACKFILL)
        world.begin()
        world.pass_time(1)
    assert world.personio.received == world.pace.backfill_slots
