"""Personio's words in the form that an ad keeps. Pure."""

import re
from collections.abc import Sequence

from shared.domain.jobs.position import Salary

YEARS = re.compile(r"(?:(?P<less>lt)|(?P<more>gt|ht))-?(?P<bound>\d+)|(?P<least>\d+)-(?P<most>\d+)")
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}


def remote(locations: Sequence[str]) -> bool | None:
    """True where an office is called so; the feed never says that a position is not remote."""
    return any("remote" in location.casefold() for location in locations) or None


def experience(words: str | None) -> dict[str, int | None] | None:
    """Personio's `2-5`, `lt-1`, `gt-15` (also seen: `ht15`) as a range of years."""
    found = YEARS.fullmatch(words or "")
    if not found:
        return None
    if found["less"]:
        return {"min": 0, "max": int(found["bound"])}
    if found["more"]:
        return {"min": int(found["bound"]), "max": None}
    return {"min": int(found["least"]), "max": int(found["most"])}


def salary(value: Salary | None) -> dict[str, str | None] | None:
    """The range as the ad keeps it; None where neither end is told."""
    if value is None or not (value.minimum or value.maximum):
        return None
    return {
        "min": value.minimum,
        "max": value.maximum,
        "currency": CURRENCIES.get(value.currency or "", value.currency),
        "period": value.period,
    }
