"""docs/cost.md says what prices and counts come to, and its model stays within what Google can bill."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench.cost import work
from bench.cost.__main__ import PAGE, page, price
from bench.cost.months import IDLE, MILLION, MONTHS, SECONDS, instance_seconds
from bench.cost.prices import PRICES, Item

LOCALS = Path(__file__).parents[3] / "terraform/module/locals.tf"


def test_the_page_is_made_of_the_table() -> None:
    """`python -m bench.cost` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_what_is_free_is_never_paid_back() -> None:
    """Up to what is free nothing is charged, from there on each unit, and never less than nothing."""
    tasks = PRICES[Item.TASKS]
    assert [tasks.of(units) for units in (0, 1e6, 3e6)] == [0, 0, pytest.approx(0.80)]
    assert all(dollars >= 0 for month in MONTHS for dollars in month.bill().values())


def test_sizes_are_those_that_are_deployed() -> None:
    """Memory and calls at once of each function stand in Terraform's table as here."""
    for function, size in work.SIZES.items():
        (memory, unit, at_once) = re.findall(
            rf"{function} = {{.*?memory += \"(\d+)([MG])i\", cpu = 1, concurrency = (\d+)",
            LOCALS.read_text(),
            re.DOTALL,
        )[0]
        assert size == work.Size(gib=int(memory) / {"M": 1024, "G": 1}[unit], at_once=int(at_once))


def test_an_instance_is_billed_once_for_calls_that_meet() -> None:
    """Few calls cost their own tenths of a second, many no more than the instances they need."""
    assert instance_seconds(10, 1_000, 4) == pytest.approx(1_000, rel=0.001)
    assert 0.95 * SECONDS < instance_seconds(0.1 * SECONDS, 4 * SECONDS, 4) < SECONDS
    assert instance_seconds(5 * SECONDS, 5 * SECONDS, 4) > 2 * SECONDS
    assert instance_seconds(5 * SECONDS, 5 * SECONDS, 1) == 5 * SECONDS


def test_every_month_is_more_than_idle() -> None:
    """What is deployed costs under a dollar by itself; each month that does more costs more."""
    totals = [sum(month.bill().values()) for month in MONTHS]
    assert totals[0] < 1
    assert totals == sorted(totals)


def test_a_walk_that_takes_longer_than_the_night_is_not_billed_twice() -> None:
    """Sweeps stop after their seconds: what they cannot read a month costs nothing that month."""
    small, large = (replace(MILLION[1], kept=kept) for kept in (480_000.0, 24_000_000.0))
    assert small.nights == 30
    nightly, monthly = large.nights * work.NIGHT.seconds, work.WALKED.seconds
    counting = large.companies * 30 * work.BALANCED.seconds
    assert large.kept * (nightly + monthly) + counting == pytest.approx(SECONDS / 300 * 50)


def test_request_logs_are_a_quarter_of_the_updates() -> None:
    """Of updates that do nothing alone, where the free gibibytes are used up by others."""
    updates = replace(MILLION[0], companies=0, exports=0, kept=0.0)
    logged = updates.ignored * price(work.REQUEST_LOG)
    assert 0.2 < logged / (logged + sum(updates.bill().values())) < 0.3
    assert sum(IDLE.bill().values()) < logged
