"""The table of what is assumed: complete, and true of this repository."""

from dataclasses import fields
from itertools import groupby
from pathlib import Path

import pytest

from doctor import page, steps
from doctor.assumptions import TABLE, Assumption
from doctor.steps import Step
from local.personio.switches import Switches

ROOT = Path(__file__).parents[3]
STEPS = [each for each in vars(steps).values() if isinstance(each, Step)]

each_row = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.number)


@each_row
def test_what_relies_on_it_exists(row: Assumption) -> None:
    """The file that a row names is one."""
    assert (ROOT / row.relied_on).is_file()


@each_row
def test_a_row_is_told_in_both_languages(row: Assumption) -> None:
    """Its claim has German and English words, and so has what speaks against asking."""
    told = [row.claim, *([row.why_not] if row.why_not else [])]
    assert all(words.de.strip() and words.en.strip() for words in told)


def test_each_row_has_its_own_number_and_key() -> None:
    """Rows are numbered from 1 within each part, and no part is split."""
    assert len({row.key for row in TABLE}) == len(TABLE)
    parts = [(letter, list(rows)) for letter, rows in groupby(TABLE, lambda row: row.number[0])]
    assert [letter for letter, _ in parts] == list(page.PARTS)
    for letter, rows in parts:
        assert sorted(int(row.number[1:]) for row in rows) == list(range(1, len(rows) + 1)), letter


def test_each_switch_of_the_stand_in_has_its_row() -> None:
    """What the stand-in can do differently has a row, and its default is what the row assumes."""
    defaults = {switch.name: switch.default for switch in fields(Switches)}
    assert {row.switch: row.assumed for row in TABLE if row.switch} == defaults


def test_each_step_is_asked_for_by_a_row() -> None:
    """No request is sent that no row needs, and no two have one name."""
    assert {step.name for row in TABLE for step in row.steps} == {step.name for step in STEPS}
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_the_page_is_made_from_the_table() -> None:
    """docs/personio-as-assumed.md is what `python -m doctor.page` writes."""
    assert page.FILE.read_text(encoding="utf-8") == page.page()
