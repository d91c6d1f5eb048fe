"""When a connection that Personio refuses is proven again."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.ledger.pace import Pace

SINCE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEK = 7 * 24 * 60


def proofs(pace: Pace) -> list[datetime]:
    """All of them, each asked for at the one before."""
    found, now = [], SINCE
    while at := pace.next_proof(SINCE, now):
        found.append(at)
        now = at
    return found


def test_a_refused_connection_is_proven_less_and_less_often() -> None:
    """After 5, 15, 30 and 60 minutes, then hourly, for seven days and no longer."""
    minutes = [(at - SINCE) / MINUTE for at in proofs(Pace())]
    assert minutes == [5, 15, 30, *range(60, WEEK + 1, 60)]


def test_a_local_day_is_short_for_proofs_too() -> None:
    """The factor shortens each wait, and the seven days."""
    short = [(at - SINCE) / MINUTE for at in proofs(Pace(factor=0.1))]
    assert short == [0.5, 1.5, 3, *(hour * 6 for hour in range(1, 169))]


@pytest.mark.parametrize(
    ("late", "next_one"), [(-3, 5), (6, 15), (20, 30), (59, 60), (61, 120), (WEEK - 1, WEEK), (WEEK, None)]
)
def test_proofs_that_were_missed_are_not_made_up_for(late: int, next_one: int | None) -> None:
    """Whoever comes late, or by a clock that is behind, goes on with the schedule as it stands."""
    at = Pace().next_proof(SINCE, SINCE + late * MINUTE)
    assert at == (None if next_one is None else SINCE + next_one * MINUTE)
