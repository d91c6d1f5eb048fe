"""A row of the table: two things measured against each other in the same run."""

from collections.abc import Callable
from statistics import median
from typing import TypedDict

MILLISECONDS = 1000

Timed = Callable[[], float]  # does it once and says how many seconds it took; what it prepares is not counted


class Row(TypedDict):
    """`ratio` is ours ÷ reference, None where one is missing; `goal` is the highest wanted.

    It is the ratio's where there is one. Of `backfill` it is the lowest: shortest ÷ taken time.
    """

    name: str
    ours: float | None
    reference: float | None
    ratio: float | None
    goal: float
    unit: str


def compare(name: str, ours: Timed, reference: Timed, *, rounds: int, goal: float) -> Row:
    """Medians of `rounds` runs of each, as `in_turns` makes them."""
    times = in_turns(ours, reference, rounds)
    return row(name, *(median(column) for column in zip(*times, strict=True)), goal=goal)


def in_turns(ours: Timed, reference: Timed, rounds: int) -> list[tuple[float, float]]:
    """Seconds of both, pair by pair; who goes first alternates.

    One run of each goes ahead and is not counted: it writes .pyc files, opens connections, fills caches.
    """
    ours()
    reference()
    return [_pair(ours, reference, swapped=bool(number % 2)) for number in range(rounds)]


def row(name: str, ours: float, reference: float, *, goal: float) -> Row:
    """The row of two figures in seconds."""
    return Row(
        name=name,
        ours=round(ours * MILLISECONDS, 3),
        reference=round(reference * MILLISECONDS, 3),
        ratio=round(ours / reference, 3),
        goal=goal,
        unit="ms",
    )


def _pair(ours: Timed, reference: Timed, *, swapped: bool) -> tuple[float, float]:
    if swapped:
        theirs = reference()
        return ours(), theirs
    return ours(), reference()
