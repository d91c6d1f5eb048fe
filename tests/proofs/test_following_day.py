"""A day of following, by the pure rules: readings, turns and what they cost, for a thousand companies."""

import os
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.applicant import Stage, Standing
from shared.domain.ledger.export import Evidence, Export
from shared.domain.ledger.following import follow_turn, looked_at, put_off
from shared.domain.ledger.pace import Pace
from shared.use_cases import tuning
from tests.support.entries import an_export

SEED = int(os.environ.get("PROOF_SEED", "20261126"))
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY, PACE = timedelta(days=1), Pace()
COMPANIES, OPEN, PLAYED = 1_000, 50, 10  # what is said of a thousand is played with ten
IN_PROCESS = Standing(stage=Stage.IN_PROCESS, name="Interview")
READ, WRITE, OPERATION = 0.60, 1.80, 0.40  # dollars a million: Firestore's documents, Cloud Tasks'


def applicant(account: str, age: timedelta) -> Export:
    """One that is followed since then, and stands where it stood at first."""
    exported_at = NOON - age
    entry = an_export(
        exported_at,
        company_id=account,
        exported_at=exported_at,
        account=account,
        position_id=7,
        evidence=Evidence.CREATED,
        application_id="31",
    )
    return put_off(looked_at(entry, IN_PROCESS, exported_at, exported_at, PACE), NOON, PACE)


def day_of(account: str, ages: list[timedelta]) -> tuple[int, int, int]:
    """Readings, turns, and the most readings of one turn."""
    entries, turns = [applicant(account, age) for age in ages], Counter[datetime]()
    for entry in entries:
        known = entry
        while known.follow_at and known.follow_at < NOON + DAY:
            turn = follow_turn(account, known.follow_at, known.follow_at, PACE)
            turns[turn.at] += 1
            known = looked_at(known, IN_PROCESS, entry.exported_at, turn.at, PACE)
    return sum(turns.values()), len(turns), max(turns.values(), default=0)


@pytest.mark.parametrize(("whose", "oldest"), [("all new", 14), ("of half a year", 180)])
def test_a_day_of_a_thousand_companies(whose: str, oldest: int) -> None:
    """Each account's readings share its turns, one an hour, and fit into them."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    days = [
        day_of(str(account), [chance.uniform(0, oldest - 1) * DAY for _ in range(OPEN)])
        for account in range(PLAYED)
    ]
    readings, turns = (sum(day[index] for day in days) * COMPANIES // PLAYED for index in (0, 1))
    operations = 2 * turns
    reads, writes = readings + 4 * turns, readings + 2 * turns
    cost = (reads * READ + writes * WRITE + operations * OPERATION) / 1_000_000
    sys.stdout.write(
        f"PROOF_SEED={SEED}: {COMPANIES} companies with {OPEN} open applicants each, {whose}: "
        f"{readings:,} readings, {turns:,} turns, "
        f"{readings / 86_400:.1f} readings a second, {cost:.2f} $ a day\n"
    )
    assert max(day[2] for day in days) <= tuning.READINGS_IN_A_TURN
    assert turns <= COMPANIES * 25
    assert readings <= COMPANIES * OPEN * 25
    assert turns / 86_400 < 10, "more than the queue hands out"
    if oldest == 180:
        assert readings < COMPANIES * OPEN * 24 / 5
