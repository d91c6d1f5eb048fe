"""The pace of one Personio account: slots, rests, outages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PACE = Pace()


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def holding(**held: int) -> Account:
    """An account with so many slots held by origin, ending one second after another from the tenth on."""
    kinds = [Origin[origin.upper()] for origin, number in held.items() for _ in range(number)]
    slots = {f"a{n}": Slot(until=seconds(10 + n), origin=origin) for n, origin in enumerate(kinds)}
    return Account(id="1", slots=slots)


@pytest.mark.parametrize(
    ("held", "origin", "opens"),
    [
        ({}, Origin.LIVE, 0),
        ({"live": 17}, Origin.LIVE, 0),
        ({"live": 18}, Origin.LIVE, 10),
        ({"live": 19}, Origin.LIVE, 11),
        ({"live": 18}, Origin.CLICK, 0),
        ({"live": 18, "click": 1}, Origin.CLICK, 0),
        ({"live": 18, "click": 2}, Origin.CLICK, 10),
        ({"live": 10, "click": 10}, Origin.LIVE, 10),
        ({"live": 10, "click": 9}, Origin.LIVE, 0),
        ({"click": 20}, Origin.CLICK, 10),
        ({"backfill": 14}, Origin.BACKFILL, 0),
        ({"backfill": 15}, Origin.BACKFILL, 10),
        ({"backfill": 15}, Origin.LIVE, 0),
        ({"backfill": 15, "live": 3}, Origin.LIVE, 10),
        ({"live": 15}, Origin.BACKFILL, 0),
    ],
)
def test_slots_are_for_clicks_before_new_successes_before_older_ones(
    held: dict[str, int], origin: Origin, opens: int
) -> None:
    """Twenty slots in all, eighteen without a click, fifteen for back-fills; the answer: when one is free."""
    assert holding(**held).opens_at(origin, NOW, PACE) == seconds(opens)


def test_a_slot_whose_time_is_over_is_free() -> None:
    """A slot counts until its end and not a moment longer."""
    held = holding(live=18)
    assert held.opens_at(Origin.LIVE, seconds(10), PACE) == seconds(10)
    assert held.opens_at(Origin.LIVE, seconds(9.9), PACE) == seconds(10)
    full = holding(live=18, click=2)
    assert full.opens_at(Origin.CLICK, seconds(10), PACE) == seconds(10)
    assert full.opens_at(Origin.CLICK, seconds(9.9), PACE) == seconds(10)


def test_taking_forgets_what_is_over() -> None:
    """A new slot is added, and those whose time is over leave the document."""
    slot = Slot(until=seconds(152), origin=Origin.LIVE)
    held = holding(live=3).taking("new", slot, seconds(11))
    assert set(held.slots) == {"a2", "new"}
    assert held.slots["new"] == slot


def under_way(*since: float, origin: Origin = Origin.LIVE, **known: Any) -> Account:
    """Requests that were claimed so many seconds ago and have no answer yet."""
    slots = {
        f"a{number}": Slot(until=seconds(152 - ago), origin=origin, lease_until=seconds(-ago) + PACE.lease)
        for number, ago in enumerate(since)
    }
    return Account(id="1", slots=slots, **known)


@pytest.mark.parametrize(
    ("account", "full"),
    [
        (under_way(), False),
        (under_way(1), True),
        (under_way(90), False),
        (under_way(1, origin=Origin.CLICK), False),
        (under_way(1, answered_at=seconds(-59)), False),
        (under_way(1, answered_at=seconds(-60)), True),
        (under_way(1, 2, 3, answered_at=NOW), False),
        (under_way(1, 2, 3, 4, answered_at=NOW), True),
    ],
)
def test_one_under_way_until_it_answers_then_four(account: Account, full: bool) -> None:  # noqa: FBT001 - a column of the table
    """An account that answered within the last minute has four requests under way, else one; clicks apart."""
    assert account.full(Origin.LIVE, NOW, PACE) is full
    assert not account.full(Origin.CLICK, NOW, PACE)


def test_back_fills_leave_room_under_way() -> None:
    """Of the four that may be under way back-fills take two, whoever has the others."""
    two, one = under_way(1, 2, answered_at=NOW), under_way(1, answered_at=NOW)
    assert [account.full(Origin.BACKFILL, NOW, PACE) for account in (one, two)] == [False, True]


@pytest.mark.parametrize(
    ("since", "opens"), [((0,), 1), ((0.5,), 1), ((2,), 2), ((16,), 16), ((60,), 30), ((2, 20), 20)]
)
def test_a_full_account_is_looked_at_after_as_long_again(since: tuple[float, ...], opens: float) -> None:
    """Whoever only finds it full looks again once the oldest has lasted twice as long, by its lease's end."""
    full = under_way(*since)
    assert full.opens_at(Origin.LIVE, NOW, PACE) == seconds(opens)
    assert full.opens_at(Origin.CLICK, NOW, PACE) == NOW


def test_what_is_shut_opens_once_the_last_reason_is_gone() -> None:
    """A rest and the next probe of an outage hold back every request; a probe's time without outage none."""
    shut = Account(id="1", resting_until=seconds(30), outage_since=NOW, next_probe_at=seconds(50))
    assert shut.opens_at(Origin.CLICK, NOW, PACE) == seconds(50)
    assert shut.opens_at(Origin.LIVE, seconds(51), PACE) == seconds(51)
    assert Account(id="1", next_probe_at=seconds(50)).opens_at(Origin.LIVE, NOW, PACE) == NOW


def test_a_rest_ends_by_itself() -> None:
    """After a 429 the account rests until the time named."""
    resting = Account(id="1", resting_until=seconds(60))
    assert resting.resting(seconds(59))
    assert not resting.resting(seconds(60))
    assert not Account(id="1").resting(NOW)


def test_one_probe_at_a_time() -> None:
    """During an outage a probe is due when its time has come, or was never set."""
    assert Account(id="1").probe_due(NOW)
    assert Account(id="1", next_probe_at=NOW).probe_due(NOW)
    assert not Account(id="1", next_probe_at=seconds(1)).probe_due(NOW)


def test_the_schedule_of_repeats() -> None:
    """Repeats wait 1, 5, 30 minutes, 2, 5, 10 hours, and then every 10 hours."""
    waits = [PACE.retry(tries).total_seconds() / 60 for tries in range(1, 9)]
    assert waits == [1, 5, 30, 120, 300, 600, 600, 600]


def test_a_lease_outlives_its_deadline_by_a_minute() -> None:
    """A lease is the submission's deadline and 60 s; only the minute is scaled on a local day."""
    assert PACE.lease == timedelta(seconds=90)
    assert Pace(factor=0.1).lease == timedelta(seconds=36)
    assert Pace(factor=0.1).slot_hold == timedelta(seconds=6.2)
