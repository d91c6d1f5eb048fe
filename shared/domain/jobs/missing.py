"""What does matched.io need of a job ad that is not there yet? Pure."""

import re
from collections.abc import Iterator
from typing import Any

from shared.domain.jobs.checks import PERIODS
from shared.domain.jobs.fields import ASKED, FIELDS
from shared.domain.jobs.job_ad import JobAd, JobAdStatus, Missing
from shared.structs import replace

FREELANCE = "freelance"  # where pay is negotiated: an ad is complete without it
NOT_IN_FEED = "not_in_feed"
VALUE_UNKNOWN = "value_unknown"  # Personio's word is none that matched.io knows
INCOMPLETE = "incomplete"  # an amount without its currency or period

# Words of a title, in the order in which they decide.
LEVELS = (
    (r"werkstudent\w*|working student", "student"),
    (r"praktik\w*|intern|internship", "student"),
    (r"head of|director|chief|c[teo]o|vp", "executive"),
    (r"junior|trainee|graduate", "entry-level"),
    (r"senior|lead|principal|staff|expert\w*", "experienced"),
)
TYPES = (
    (r"werkstudent\w*|working student", "working_student"),
    (r"praktik\w*|intern|internship", "intern"),
    (r"trainee", "trainee"),
    (r"freelanc\w*|freiberuf\w*", "freelance"),
)
# The highest amount that is still paid by the hour, and by the month.
HOURLY, MONTHLY = 300, 15_000


def with_missing(ad: JobAd, likely_language: str | None = None) -> JobAd:
    """With `missing` and, where the status is ours, the status that follows from it."""
    known = {known.field: known.suggestion for known in ad.missing}
    likely = likely_language or known.get("language")
    missing = tuple(
        Missing(field=name, why=why, allowed=allowed, suggestion=_suggestion(name, ad, likely))
        for name, why, allowed in _needs(ad)
    )
    ours = ad.status in set(JobAdStatus)
    status = (JobAdStatus.DRAFT if missing else JobAdStatus.COMPLETE).value if ours else ad.status
    return replace(ad, missing=missing, status=status)


def _needs(ad: JobAd) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Field, why, and the values that it may have where their list is closed."""
    for name in ASKED:
        if not FIELDS[name].needed:
            continue
        value, allowed = _value(name, ad), FIELDS[name].allowed
        if not value and name == "salary" and ad.employment_type == FREELANCE:
            continue
        if not value:
            yield name, NOT_IN_FEED, allowed
        elif allowed and value not in allowed:
            yield name, VALUE_UNKNOWN, allowed
    if ad.salary and not ad.salary.get("currency"):
        yield "salary.currency", INCOMPLETE, ()
    if ad.salary and ad.salary.get("period") not in PERIODS:
        yield "salary.period", VALUE_UNKNOWN if ad.salary.get("period") else INCOMPLETE, PERIODS


def _value(name: str, ad: JobAd) -> Any:
    """What has to be there; empty where it is not."""
    match name:
        case "description":
            return ad.description_text
        case "locations":
            return ad.locations or ad.remote
        case _:
            return getattr(ad, name)


def _suggestion(name: str, ad: JobAd, likely_language: str | None) -> str | None:
    """What a person would guess from the rest of the ad."""
    match name:
        case "seniority":
            return _by_title(ad.title, LEVELS)
        case "employment_type":
            return _by_title(ad.title, TYPES) or "permanent"
        case "language":
            return likely_language
        case "salary.period":
            return _period(ad)
        case _:
            return None


def _by_title(title: str, words: tuple[tuple[str, str], ...]) -> str | None:
    return next(
        (value for pattern, value in words if re.search(rf"\b(?:{pattern})\b", title, re.IGNORECASE)), None
    )


def _period(ad: JobAd) -> str | None:
    amount = ad.salary and (ad.salary.get("max") or ad.salary.get("min"))
    if not amount:
        return None
    if float(amount) <= HOURLY:
        return "hourly"
    return "monthly" if float(amount) <= MONTHLY else "yearly"
