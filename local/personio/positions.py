"""A position as a customer keeps it in Personio, and how one is told to the stand-in as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Sections = tuple[tuple[str, str], ...]  # heading and HTML

_PARAGRAPH = (
    "<p>Wir entwickeln Software für Menschen, die jeden Tag damit arbeiten, und wir tun es gründlich. "
    "Du übernimmst Verantwortung, vom ersten Entwurf bis zum Betrieb.</p>"
    "<ul><li>Entwurf und Umsetzung neuer Dienste</li><li>Code-Reviews &amp; Mentoring</li>"
    "<li><strong>Betrieb</strong> dessen, was wir bauen</li></ul>"
)


@dataclass(frozen=True, kw_only=True)
class Salary:
    """Bounds as Personio prints them, e.g. `65000.00`; an empty bound stays an empty element in the feed."""

    min: str = ""
    max: str = ""
    currency_symbol: str = "€"
    currency_code: str = "EUR"
    type: str = "yearly"


@dataclass(frozen=True, kw_only=True)
class Position:
    """`texts` has an entry for each language the position was written in; None leaves an element out."""

    id: int
    name: str
    state: Literal["draft", "published", "archived"] = "published"
    texts: Mapping[str, Sections] = field(default_factory=dict)
    subcompany: str | None = None
    office: str | None = None
    additional_offices: tuple[str, ...] = ()
    department: str | None = None
    recruiting_category: str | None = None
    employment_type: str | None = "permanent"
    seniority: str | None = "experienced"
    schedule: str | None = "full-time"
    years_of_experience: str | None = None
    keywords: str | None = None
    occupation: str | None = "software_and_web_development"
    occupation_category: str | None = "it_software"
    created_at: str = "2026-09-01T09:00:00+00:00"
    salary: Salary | None = None


def position_from(raw: Mapping[str, Any]) -> Position:
    """Build a position from JSON: the fields above, `texts` as {language: [[heading, html], …]}.

    Raises:
        TypeError, ValueError: where a field does not exist, is missing, or cannot be read.
    """
    values = dict(raw)
    values["id"] = int(values["id"])
    if values.get("state", "published") not in ("draft", "published", "archived"):
        raise ValueError(f"state cannot be {values['state']!r}")
    if "texts" in values:
        values["texts"] = {
            language: tuple((str(heading), str(html)) for heading, html in sections)
            for language, sections in values["texts"].items()
        }
    if "additional_offices" in values:
        values["additional_offices"] = tuple(values["additional_offices"])
    if values.get("salary") is not None:
        values["salary"] = Salary(**values["salary"])
    return Position(**values)


def generated(company_id: int, count: int) -> tuple[Position, ...]:
    """`count` published developer positions of about 9 KB each in German, every second one in English too."""
    return tuple(_generated(company_id * 10_000 + number, number) for number in range(1, count + 1))


def _generated(position_id: int, number: int) -> Position:
    german: Sections = tuple(
        (heading, f"<p>Stelle {number}.</p>" + _PARAGRAPH * 7)
        for heading in ("Deine Aufgaben", "Dein Profil", "Wir bieten")
    )
    english: Sections = tuple(
        (heading, f"<p>Position {number}.</p>" + _PARAGRAPH * 7)
        for heading in ("Your tasks", "Your profile", "What we offer")
    )
    return Position(
        id=position_id,
        name=f"Software Engineer {number} (m/w/d)",
        texts={"de": german} if number % 2 else {"de": german, "en": english},
        subcompany="Beispiel GmbH",
        office=("Berlin", "München", "Remote")[number % 3],
        department="Engineering",
        recruiting_category="Tech",
        years_of_experience="2-5",
        keywords="Python,Go ,Kubernetes",
    )
