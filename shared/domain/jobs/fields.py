"""Every field of a job ad, described once. Pure.

A new field is an attribute of AdFields, one of Details where a person may give it, and a row of FIELDS; the
draft, what is missing, what changed at Personio and how a person's details are checked follow from these.
Besides, the feed's reading has to know it (position.py), Firestore's names and the request body.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from shared.domain.jobs import checks, conversion
from shared.domain.jobs.position import LANGUAGES, Position
from shared.structs import Struct


class AdFields(Struct):
    """What a job ad says, as it is kept, in the order in which it is shown."""

    title: str
    description_html: str = ""
    description_text: str = ""
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    employment_type: str | None = None
    working_time: str | None = None
    seniority: str | None = None
    experience_years: Mapping[str, int | None] | None = None
    salary: Mapping[str, str | None] | None = None
    skills: tuple[str, ...] = ()
    language: str | None = None


class Details(Struct):
    """What a person adds to a draft, in the order in which it is asked for; None leaves a field as it is."""

    title: str | None = None
    description: str | None = None
    skills: tuple[str, ...] | None = None
    seniority: str | None = None
    employment_type: str | None = None
    working_time: str | None = None
    locations: tuple[str, ...] | None = None
    remote: bool | None = None
    salary: checks.Pay | None = None
    language: str | None = None


class Field(NamedTuple):
    """One field: where it comes from, and what holds of it.

    Attributes:
        feed: Personio's own words for it, of a position in a language; what is compared.
        convert: those words → the value that an ad keeps; of a description, its sections.
        check: name, a person's value → the value that an ad keeps; raises what checks.py says.
        allowed: the values that there are; empty where any will do.
        needed: no ad is complete without it.
        compared: a change at Personio is told, and can be taken over.
        attribute: of the ad, where it is called otherwise than the field.
    """

    feed: Callable[[Position, str], Any]
    convert: Callable[[Any], Any] = lambda words: words
    check: Callable[[str, Any], Any] = lambda _, value: value
    allowed: tuple[str, ...] = ()
    needed: bool = False
    compared: bool = True
    attribute: str = ""

    def taken_over(self, position: Position, language: str) -> Any:
        """The value that an ad takes over from the position."""
        return self.convert(self.feed(position, language))


FIELDS: Mapping[str, Field] = {
    "title": Field(feed=lambda position, _: position.title, check=checks.word, needed=True),
    "description": Field(
        feed=lambda position, language: position.description(language),
        needed=True,
        attribute="description_html",
    ),
    "locations": Field(feed=lambda position, _: position.offices, check=checks.words, needed=True),
    "remote": Field(
        feed=lambda position, _: position.offices,
        convert=conversion.remote,
        compared=False,  # follows the locations
    ),
    "employment_type": Field(
        feed=lambda position, _: position.employment_type,
        allowed=("permanent", "freelance", "working_student", "intern", "trainee", "temporary"),
        needed=True,
    ),
    "working_time": Field(
        feed=lambda position, _: position.schedule,
        allowed=("full-time", "part-time", "full-or-part-time"),
    ),
    "seniority": Field(
        feed=lambda position, _: position.seniority,
        allowed=("student", "entry-level", "experienced", "executive"),
        needed=True,
    ),
    "experience_years": Field(
        feed=lambda position, _: position.years_of_experience, convert=conversion.experience
    ),
    "salary": Field(
        feed=lambda position, _: position.salary,
        convert=conversion.salary,
        check=checks.salary,
        needed=True,
    ),
    "skills": Field(feed=lambda position, _: position.keywords, check=checks.words, needed=True),
    "language": Field(
        feed=lambda position, language: language if language in position.languages else None,
        allowed=LANGUAGES,
        needed=True,
        compared=False,  # the one in which it was imported
    ),
}
ATTRIBUTES: Mapping[str, Any] = AdFields.__annotations__  # of an ad → their types
ASKED = Details.__struct_fields__
COMPARED = tuple(name for name, field in FIELDS.items() if field.compared)
