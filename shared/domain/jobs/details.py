"""What a person adds to a job ad: checked, and put in its place. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from shared.domain.errors import Problem
from shared.domain.jobs.draft import Describe
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.missing import ALLOWED, PERIODS, with_missing
from shared.domain.jobs.position import Section

AMOUNT = re.compile(r"0*(?P<whole>[0-9]{1,9})(?:\.(?P<cents>[0-9]{1,2}))?")
CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST_WORD = 200  # characters of a title, a skill, a location
MOST_WORDS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Pay:
    """A salary: at least one bound, as decimal text such as `65000` or `17.50`."""

    currency: str
    period: str
    min: str | None = None
    max: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Details:
    """What a person adds to a draft; None leaves a field as it is."""

    title: str | None = None
    description: str | None = None
    skills: tuple[str, ...] | None = None
    seniority: str | None = None
    employment_type: str | None = None
    working_time: str | None = None
    locations: tuple[str, ...] | None = None
    remote: bool | None = None
    salary: Pay | None = None
    language: str | None = None


def with_details(ad: JobAd, details: Details, describe: Describe) -> JobAd:
    """The ad with a person's details, checked again; raises what `values_of` does."""
    return with_missing(replace(ad, **values_of(details, describe)))


def values_of(details: Details, describe: Describe) -> Mapping[str, Any]:
    """What details make of an ad's fields; a description is made safe like Personio's own.

    Raises:
        Problem: `detail_invalid` on the field that does not fit, naming what does; what `describe` raises.
    """
    given = {part.name: getattr(details, part.name) for part in fields(Details)}
    values = {name: _read(name, value) for name, value in given.items() if value is not None}
    return described(values, describe)


def described(values: Mapping[str, Any], describe: Describe) -> Mapping[str, Any]:
    """Values under the names that details have, under those that an ad has."""
    if "description" not in values:
        return values
    parts = dict(values)
    made = describe((Section(heading="", html=parts.pop("description")),))
    return {**parts, "description_html": made.html, "description_text": made.text}


def _read(name: str, value: Any) -> Any:
    if name in ALLOWED and value not in ALLOWED[name]:
        raise _refused(name, ", ".join(ALLOWED[name]))
    if name == "title":
        return _word(name, value)
    if name in {"skills", "locations"}:
        if len(value) > MOST_WORDS:
            raise _refused(name, f"≤ {MOST_WORDS}")
        return tuple(dict.fromkeys(_word(name, word) for word in value))
    return _salary(value) if name == "salary" else value


def _word(name: str, text: str) -> str:
    word = text.strip()
    if not word or len(word) > LONGEST_WORD:
        raise _refused(name, f"1–{LONGEST_WORD}")
    return word


def _salary(pay: Pay) -> dict[str, str | None]:
    if not CURRENCY.fullmatch(pay.currency):
        raise _refused("salary.currency", "EUR, CHF, USD, … (ISO 4217)")
    if pay.period not in PERIODS:
        raise _refused("salary.period", ", ".join(PERIODS))
    least, most = _amount("salary.min", pay.min), _amount("salary.max", pay.max)
    if least is None and most is None:
        raise _refused("salary", "min, max")
    if least is not None and most is not None and float(least) > float(most):
        raise _refused("salary.max", f"≥ {least}")
    return {"min": least, "max": most, "currency": pay.currency, "period": pay.period}


def _amount(name: str, text: str | None) -> str | None:
    """In the form that an import has: no leading zeros, no idle cents."""
    if text is None:
        return None
    number = AMOUNT.fullmatch(text.strip())
    if number is None:
        raise _refused(name, "65000, 17.50")
    cents = (number["cents"] or "").rstrip("0")
    return f"{int(number['whole'])}.{cents}" if cents else str(int(number["whole"]))


def _refused(name: str, allowed: str) -> Problem:
    return Problem("detail_invalid", field=f"details.{name}", params={"allowed": allowed})
