"""What the canary measured, as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Took:
    """Seconds from the write of a match that succeeded.

    Attributes:
        to_request: until the ledger's first claim, right after which Personio is asked; both moments by
            Firestore's clock, so that no machine's own counts.
        to_applicant: until a frontend that asks again and again sees the applicant.
    """

    to_request: float
    to_applicant: float


def table(steps: Mapping[str, float], successes: Sequence[Took]) -> Iterator[str]:
    """A line each. The first of all calls and successes meets whatever is cold, the others what it warmed."""
    yield _line("", "first", "median of", "slowest")
    yield _line("seconds", "(cold)", f"{len(successes[1:])} (warm)", "(warm)")
    for step, seconds in steps.items():
        yield _line(step, f"{seconds:.2f}")
    if successes:
        yield _times("success to request", [took.to_request for took in successes])
        yield _times("success to applicant", [took.to_applicant for took in successes])


def _times(what: str, seconds: Sequence[float]) -> str:
    cold, *warm = seconds
    figures = [cold, median(warm), max(warm)] if warm else [cold]
    return _line(what, *(f"{figure:.2f}" for figure in figures))


def _line(what: str, *cells: str) -> str:
    return f"{what:<24}{''.join(f'{cell:>12}' for cell in cells)}".rstrip()
