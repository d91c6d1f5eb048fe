"""A published position, as Personio's feed tells it, in every language that was read."""

from collections.abc import Mapping
from itertools import chain
from operator import attrgetter
from sys import getsizeof
from typing import NamedTuple

from shared.structs import Struct, field

HOLDER = 800  # bytes of a position without its texts: itself, its tuples, its salary, its dictionary
LANGUAGES = ("de", "en", "fr", "es", "nl", "it", "pt")  # in which a board can be asked for


class Section(NamedTuple):
    """One heading of a description and its HTML, not yet sanitised: Personio's customers write it."""

    heading: str
    html: str


class Salary(Struct):
    """Bounds as decimal strings without trailing zeros, e.g. `100000`; currency as ISO code."""

    minimum: str | None
    maximum: str | None
    currency: str | None
    period: str | None  # Personio's word, e.g. `yearly`


class Position(Struct):
    """One published position. Every text is trimmed; what the feed leaves out is None or empty.

    Enumerations (`employment_type`, `schedule`, `seniority`, `years_of_experience`) are Personio's own
    words and open sets. `descriptions` holds only languages in which there is text; None is text that nobody
    asked for.
    """

    id: int
    title: str
    descriptions: Mapping[str, tuple[Section, ...] | None] = field(default_factory=dict)
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

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes: what holds its texts, and these."""
        sections = chain.from_iterable(each for each in self.descriptions.values() if each)
        lists = (self.additional_offices, self.keywords, *sections)
        return HOLDER + sum(map(getsizeof, chain(_TEXTS(self), *lists)))

    def description(self, language: str) -> tuple[Section, ...]:
        """Its text in this language; empty where there is none.

        Raises:
            LookupError: nobody asked Personio's feed for it.
        """
        sections = self.descriptions.get(language, ())
        if sections is None:
            raise LookupError(f"position {self.id}: its text was not read")
        return sections


_TEXTS = attrgetter(
    *("title", "subcompany", "office", "department", "employment_type", "seniority", "schedule"),
    *("years_of_experience", "created_at"),
)
