"""A published position, as Personio's feed tells it, in every language that was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LANGUAGES = ("de", "en", "fr", "es", "nl", "it", "pt")  # in which a board can be asked for


class Section(NamedTuple):
    """One heading of a description and its HTML, not yet sanitised: Personio's customers write it.

    A board has thousands of them, and a frozen dataclass takes three times as long to make.
    """

    heading: str
    html: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Salary:
    """Bounds as decimal strings without trailing zeros, e.g. `100000`; currency as ISO code."""

    minimum: str | None
    maximum: str | None
    currency: str | None
    period: str | None  # Personio's word, e.g. `yearly`


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """One published position. Every text is trimmed; what the feed leaves out is None or empty.

    Enumerations (`employment_type`, `schedule`, `seniority`, `years_of_experience`) are Personio's own
    words and open sets. `descriptions` holds only languages in which there is text.
    """

    id: int
    title: str
    descriptions: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    subcompany: str | None = None
    office: str | None = None
    additional_offices: tuple[str, ...] = ()
    department: str | None = None
    employment_type: str | None = None
    seniority: str | None = None
    schedule: str | None = None
    years_of_experience: str | None = None
    keywords: tuple[str, ...] = ()
    created_at: str | None = None  # ISO 8601 as sent
    salary: Salary | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which this position has a description, in the order they were read."""
        return tuple(self.descriptions)

    @property
    def offices(self) -> tuple[str, ...]:
        return tuple(office for office in (self.office, *self.additional_offices) if office)
