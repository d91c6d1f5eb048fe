"""When an account has its next turn, and which turns take place."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.turn import expected, lost, next_turn, takes_place, turn_of, turn_second

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PACE = Pace()
FREE = Account(id="1")


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def holding(number: int, origin: Origin) -> Account:
    """So many slots held, all until the fiftieth second."""
    return Account(id="1", slots={f"a{n}": Slot(until=seconds(50), origin=origin) for n in range(number)})


def at_work(until: float) -> Account:
    """One request is under way, and no turn is expected."""
    return Account(id="1", slots={"a1": Slot(until=seconds(99), lease_until=seconds(until))})


def awaiting(second: float) -> Account:
    return Account(id="1", turn_at=int(seconds(second).timestamp()))


@pytest.mark.parametrize(
    ("account", "waiting", "turn"),
    [
        (FREE, {}, None),
        (FREE, {Origin.LIVE: -5}, 0),
        (FREE, {Origin.LIVE: 20}, 20),
        (FREE, {Origin.LIVE: 20, Origin.BACKFILL: 7}, 7),
        (holding(15, Origin.BACKFILL), {Origin.BACKFILL: 0}, 50),
        (holding(15, Origin.BACKFILL), {Origin.BACKFILL: 0, Origin.LIVE: 20}, 20),
        (holding(18, Origin.LIVE), {Origin.LIVE: 0}, 50),
        (Account(id="1", resting_until=seconds(40)), {Origin.LIVE: 0}, 40),
        (Account(id="1", outage_since=NOW, next_probe_at=seconds(60)), {Origin.CLICK: 0}, 60),
        (Account(id="1", outage_since=NOW, next_probe_at=seconds(60)), {Origin.CLICK: 70}, 70),
    ],
)
def test_the_next_turn(account: Account, waiting: dict[Origin, float], turn: float | None) -> None:
    """Never, the next due time, the next opening, the end of a rest, or the next probe."""
    due = {origin: seconds(at) for origin, at in waiting.items()}
    assert next_turn(account, due, NOW, PACE) == (None if turn is None else seconds(turn))


@pytest.mark.parametrize(
    ("at", "now", "second"),
    [(0, 0, 1), (0, 0.5, 1), (1, 0, 1), (1.2, 0, 2), (-9, 3, 4), (90, 0, 90)],
)
def test_a_turn_is_a_whole_second_later_than_now(at: float, now: float, second: float) -> None:
    """Never before it is needed, never in a second that has begun."""
    assert turn_second(seconds(at), seconds(now)) == seconds(second)
    assert turn_of("1", seconds(at), seconds(now)).at == seconds(second)


@pytest.mark.parametrize(
    ("account", "at", "relied_on"),
    [
        (FREE, 10, False),
        (awaiting(10), 10, True),
        (awaiting(10), 9, False),
        (awaiting(10), 9.5, True),
        (awaiting(-59), 10, True),
        (awaiting(-60), 10, False),
        (awaiting(1), -100, True),
    ],
)
def test_a_turn_that_is_expected_is_relied_on(account: Account, at: float, relied_on: bool) -> None:  # noqa: FBT001 - a column of the table
    """Nobody asks for a turn while one is expected by then that is less than a minute late."""
    assert expected(account, seconds(at), NOW, PACE) is relied_on


@pytest.mark.parametrize(
    ("account", "missing"),
    [
        (FREE, True),
        (awaiting(9), False),
        (awaiting(-120), False),
        (awaiting(-121), True),
        (at_work(1), False),
        (at_work(0), True),
    ],
)
def test_a_turn_that_is_two_minutes_late_is_lost(account: Account, missing: bool) -> None:  # noqa: FBT001 - a column of the table
    """The sweep asks where no turn is expected or one did not come for two minutes, and nobody is at work."""
    assert lost(account, NOW, PACE) is missing


@pytest.mark.parametrize(
    ("account", "at", "takes"),
    [(FREE, 5, False), (awaiting(5), 5, True), (awaiting(5), 4, False), (awaiting(5), 6, True)],
)
def test_a_turn_takes_place_while_one_is_expected_by_then(account: Account, at: float, takes: bool) -> None:  # noqa: FBT001 - a column of the table
    """One that comes twice finds a later one expected, or none; one that is late stands in for others."""
    assert takes_place(account, seconds(at)) is takes
