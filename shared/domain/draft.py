"""A position becomes the draft of a job ad, with what matched.io needs and the feed does not give. Pure."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from shared.domain.errors import Problem
from shared.domain.job_ad import JobAd, JobAdStatus, Link, Missing
from shared.domain.position import LANGUAGES, Position, Salary, Section

SENIORITIES = ("student", "entry-level", "experienced", "executive")
EMPLOYMENT_TYPES = ("permanent", "freelance", "working_student", "intern", "trainee", "temporary")
WORKING_TIMES = ("full-time", "part-time", "full-or-part-time")
YEARS = re.compile(r"(?:(?P<less>lt)|(?P<more>gt|ht))-?(?P<bound>\d+)|(?P<least>\d+)-(?P<most>\d+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """A description made safe, as HTML and as plain text."""

    html: str
    text: str


Describe = Callable[[Sequence[Section]], Description]


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
    salary: Mapping[str, str | None] | None = None
    language: str | None = None


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


def draft(company: str, source: Source, describe: Describe) -> JobAd:
    """The job ad, complete as far as the feed goes; `id` is still empty."""
    position = source.position
    described = describe(position.descriptions.get(source.language, ()))
    ad = JobAd(
        id="",
        company_id=company,
        title=position.title,
        description_html=described.html,
        description_text=described.text,
        locations=position.offices,
        remote=any("remote" in office.casefold() for office in position.offices) or None,
        employment_type=position.employment_type,
        working_time=position.schedule,
        seniority=position.seniority,
        experience_years=experience(position.years_of_experience),
        salary=_salary(position.salary),
        skills=position.keywords,
        language=source.language if source.language in position.languages else None,
        link=link_to(source),
    )
    return checked(ad, position)


def link_to(source: Source) -> Link:
    """The tie between an ad and its position."""
    return Link(
        position_id=source.position.id,
        account=source.account,
        url=source.url,
        language=source.language,
        hash=content_hash(source.position, source.language),
        linked_at=source.at,
        linked_by=source.by,
    )


def detailed(ad: JobAd, details: Details, describe: Describe) -> JobAd:
    """The ad with a person's details, checked again; a description is made safe like Personio's own.

    Raises:
        Problem: `body_invalid` on the field that no allowed value fits.
    """
    given = {
        part.name: getattr(details, part.name)
        for part in fields(Details)
        if getattr(details, part.name) is not None
    }
    for name, allowed in ALLOWED.items():
        if name in given and given[name] not in allowed:
            raise Problem("body_invalid", field=f"details.{name}")
    if "description" in given:
        described = describe((Section(heading="", html=given.pop("description")),))
        given |= {"description_html": described.html, "description_text": described.text}
    return checked(replace(ad, **given))


ALLOWED = {
    "seniority": SENIORITIES,
    "employment_type": EMPLOYMENT_TYPES,
    "working_time": WORKING_TIMES,
    "language": LANGUAGES,
}


def checked(ad: JobAd, position: Position | None = None) -> JobAd:
    """With `missing` and, where the status is ours, the status that follows from it."""
    missing = tuple(_missing(ad, position))
    ours = ad.status in set(JobAdStatus)
    status = (JobAdStatus.DRAFT if missing else JobAdStatus.COMPLETE).value if ours else ad.status
    return replace(ad, missing=missing, status=status)


def content_hash(position: Position, language: str) -> str:
    """Of everything that an import takes over, to see later whether Personio changed it."""
    taken = (
        position.title,
        position.descriptions.get(language, ()),
        position.offices,
        position.employment_type,
        position.schedule,
        position.seniority,
        position.years_of_experience,
        position.salary,
        position.keywords,
    )
    return hashlib.sha256(repr(taken).encode()).hexdigest()


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


def _missing(ad: JobAd, position: Position | None) -> list[Missing]:
    why = "not_in_feed"
    needed = {
        "title": ad.title,
        "description": ad.description_text,
        "skills": ad.skills,
        "seniority": ad.seniority,
        "employment_type": ad.employment_type,
        "locations": ad.locations or ad.remote,
        "salary": ad.salary,
        "language": ad.language,
    }
    known = {known.field: known.suggestion for known in ad.missing}
    return [
        Missing(
            field=name,
            why=why,
            allowed=ALLOWED.get(name, ()),
            suggestion=_suggestion(name, position) if position else known.get(name),
        )
        for name, value in needed.items()
        if not value
    ]


def _suggestion(name: str, position: Position) -> str | None:
    """What a person would guess from the rest of the position."""
    title = position.title.casefold()
    if name == "seniority":
        return next((level for word, level in TITLE_LEVELS if word in title), None)
    if name == "employment_type":
        return "working_student" if "werkstudent" in title else "permanent"
    return None


TITLE_LEVELS = (
    ("werkstudent", "student"),
    ("working student", "student"),
    ("junior", "entry-level"),
    ("senior", "experienced"),
    ("lead", "experienced"),
    ("head of", "executive"),
)


def _salary(salary: Salary | None) -> dict[str, str | None] | None:
    if salary is None or not (salary.minimum or salary.maximum):
        return None
    return {
        "min": salary.minimum,
        "max": salary.maximum,
        "currency": salary.currency,
        "period": salary.period,
    }
