"""The pace of one Personio account: slots, rests, outages."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.pace import Pace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PACE = Pace()


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def holding(automatic: int, clicks: int = 0) -> Account:
    """An account with so many slots held, ending one second after another from the tenth on."""
    kinds = [False] * automatic + [True] * clicks
    slots = {f"a{n}": Slot(until=seconds(10 + n), click=click) for n, click in enumerate(kinds)}
    return Account(id="1", slots=slots)


@pytest.mark.parametrize(
    ("held", "click", "free_at"),
    [
        (holding(0), False, None),
        (holding(17), False, None),
        (holding(18), False, seconds(10)),
        (holding(19), False, seconds(11)),
        (holding(18), True, None),
        (holding(18, 1), True, None),
        (holding(18, 2), True, seconds(10)),
        (holding(10, 10), False, seconds(10)),
        (holding(10, 9), False, None),
        (holding(0, 20), True, seconds(10)),
    ],
)
def test_slots_are_for_sending_and_for_clicks(held: Account, click: bool, free_at: datetime | None) -> None:  # noqa: FBT001 - a column of the table
    """Eighteen slots are for automatic sending, twenty in all; the answer is when the next is free."""
    assert held.next_slot_at(NOW, PACE, click=click) == free_at


def test_a_slot_whose_time_is_over_is_free() -> None:
    """A slot counts until its end and not a moment longer."""
    held = holding(18)
    assert held.next_slot_at(seconds(10), PACE, click=False) is None
    assert held.next_slot_at(seconds(9.9), PACE, click=False) == seconds(10)


def test_taking_forgets_what_is_over() -> None:
    """A new slot is added, and those whose time is over leave the document."""
    slot = Slot(until=seconds(152), click=False)
    held = holding(3).taking("new", slot, seconds(11))
    assert set(held.slots) == {"a2", "new"}
    assert held.slots["new"] == slot


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
