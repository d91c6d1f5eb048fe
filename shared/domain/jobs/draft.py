"""A position becomes the draft of a job ad, as far as the feed goes. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.errors import Problem
from shared.domain.jobs.content import content, fingerprint, fingerprints
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.jobs.missing import with_missing
from shared.domain.jobs.position import Position, Salary, Section

YEARS = re.compile(r"(?:(?P<less>lt)|(?P<more>gt|ht))-?(?P<bound>\d+)|(?P<least>\d+)-(?P<most>\d+)")
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """A description made safe, as HTML and as plain text."""

    html: str
    text: str


Describe = Callable[[Sequence[Section]], Description]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a draft comes from: the position, in one language, and who imports it when."""

    position: Position
    language: str
    account: str
    url: str
    at: datetime
    by: str


def language_of(position: Position, chosen: str | None, order: Sequence[str]) -> str | None:
    """The language to import in: the chosen one, else the first of `order` in which there is text.

    None where there is no text at all.

    Raises:
        Problem: `language_not_offered`, naming those that are.
    """
    offered = position.languages
    if chosen and chosen not in offered:
        raise Problem(
            "language_not_offered", field="language", params={"languages": ", ".join(offered) or "–"}
        )
    return chosen or next((language for language in (*order, *offered) if language in offered), None)


def draft(company_id: str, source: Source, describe: Describe) -> JobAd:
    """The job ad, complete as far as the feed goes; `id` is still empty."""
    position = source.position
    described = describe(position.descriptions.get(source.language, ()))
    ad = JobAd(
        id="",
        company_id=company_id,
        title=position.title,
        description_html=described.html,
        description_text=described.text,
        locations=position.offices,
        remote=remote(position.offices),
        employment_type=position.employment_type,
        working_time=position.schedule,
        seniority=position.seniority,
        experience_years=experience(position.years_of_experience),
        salary=salary(position.salary),
        skills=position.keywords,
        language=source.language if source.language in position.languages else None,
        link=link_to(source),
    )
    return with_missing(ad, likely_language=source.language)


def link_to(source: Source) -> Link:
    """The tie between an ad and its position, with what the position says now."""
    by_field = fingerprints(content(source.position, source.language))
    return Link(
        position_id=source.position.id,
        account=source.account,
        url=source.url,
        language=source.language,
        hash=fingerprint(by_field),
        hashes=by_field,
        linked_at=source.at,
        linked_by=source.by,
    )


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
