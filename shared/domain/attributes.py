"""A developer's profile, and the table of what an application tells Personio: what, from where, as what.

The body, the names that a refusal may point to and the remedies are read off the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

LONGEST_EMAIL = 254  # RFC 5321's longest path; it is kept in the entry while an outcome is open

Who = Literal["recruiter", "admin", "developer", "matched.io"]  # has to act, or can
Type = Literal["text", "date", "choice", "list", "file"]  # of a value, as the profile has it


@dataclass(frozen=True, kw_only=True, slots=True)
class Developer:
    """A developer's profile as matched.io keeps it; the optional parts may be empty."""

    id: str
    first_name: str
    last_name: str
    email: str
    gender: str | None = None
    phone: str | None = None
    location: str | None = None
    birthday: date | None = None
    available_from: str | None = None
    salary_expectation: str | None = None
    profile_url: str | None = None
    links: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    message: str | None = None
    cv_url: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields that Personio insists on and that are empty here."""
        required = {"first_name": self.first_name, "last_name": self.last_name, "email": self.email}
        absent = [name for name, value in required.items() if not value.strip()]
        if "email" not in absent and not looks_like_email(self.email):
            absent.append("email")
        return tuple(absent)


def looks_like_email(value: str) -> bool:
    """Whether Personio can take `value` for an address; it alone decides whether it exists."""
    address = value.strip()
    local, at, domain = address.rpartition("@")
    whole = bool(at and local and "." in domain.strip(".")) and len(address) <= LONGEST_EMAIL
    return whole and not any(c.isspace() for c in address)


GENDERS: Mapping[str, str] = {
    "male": "male",
    "m": "male",
    "männlich": "male",
    "female": "female",
    "f": "female",
    "w": "female",
    "weiblich": "female",
    "diverse": "diverse",
    "divers": "diverse",
    "d": "diverse",
    "undefined": "undefined",
}


class Attribute(NamedTuple):
    """One value of an application.

    Attributes:
        name: Personio's, in the request and in its refusals. Several values may go into one.
        source: the developer's field it comes from; empty where it tells nothing of the developer.
        personal: whether it is personal data.
        who: who can mend it.
        listed: whether it is one of Personio's system attributes, listed under `attributes`; else it is a
            member of the request.
        options: every word that is understood, in small letters → Personio's; others are left out. Empty
            where any text will do.
        type: of the developer's field; a list becomes one text.
        switch: by what name a company withholds it (domain/rules.py); empty where it always leaves.
        example: of a value; given where a company's own attribute may take the field.
    """

    name: str
    source: str = ""
    personal: bool = False
    who: Who = "matched.io"
    listed: bool = False
    options: Mapping[str, str] = {}
    type: Type = "text"
    switch: str = ""
    example: str = ""

    def text_of(self, developer: Developer) -> str:
        """The developer's own words, in one text; a date in ISO."""
        value: str | date | tuple[str, ...] | None = getattr(developer, self.source)
        if isinstance(value, tuple):
            return ", ".join(" ".join(each.split()) for each in value if each.strip())
        return value.isoformat() if isinstance(value, date) else (value or "").strip()

    def value_of(self, developer: Developer) -> str:
        """What an attribute says of `developer`; empty where it is to be left out."""
        text = self.text_of(developer)
        return self.options.get(text.lower(), "") if self.options else text


ATTRIBUTES = (
    Attribute("first_name", "first_name", personal=True, who="developer"),
    Attribute("last_name", "last_name", personal=True, who="developer"),
    Attribute("email", "email", personal=True, who="developer"),
    Attribute("job_position_id", who="recruiter"),
    Attribute("message", "message", personal=True, example="Ich freue mich auf euch."),
    Attribute("message", "profile_url", personal=True, example="https://www.matched.io/developers/ada"),
    Attribute("message", "links", personal=True, type="list", example="https://github.com/ada"),
    Attribute("message", "skills", personal=True, type="list", example="Python, PostgreSQL"),
    Attribute("phase", who="admin"),
    Attribute("tags"),
    Attribute("recruiting_channel_id", who="admin"),
    Attribute(
        "phone", "phone", personal=True, who="developer", listed=True, switch="phone", example="030 5550100"
    ),
    Attribute(
        "gender",
        "gender",
        personal=True,
        who="developer",
        listed=True,
        options=GENDERS,
        type="choice",
        switch="gender",
        example="female",
    ),
    Attribute(
        "location",
        "location",
        personal=True,
        who="developer",
        listed=True,
        switch="location",
        example="Berlin",
    ),
    Attribute(
        "birthday",
        "birthday",
        personal=True,
        who="developer",
        listed=True,
        type="date",
        switch="birthday",
        example="1990-12-31",
    ),
    Attribute(
        "available_from",
        "available_from",
        personal=True,
        who="developer",
        listed=True,
        switch="available_from",
        example="2027-01-01",
    ),
    Attribute(
        "salary_expectations",
        "salary_expectation",
        personal=True,
        who="developer",
        listed=True,
        switch="salary_expectation",
        example="72.000 €",
    ),
    Attribute("files", "cv_url", personal=True, who="admin", type="file", switch="cv"),
)
LISTED = tuple(attribute for attribute in ATTRIBUTES if attribute.listed)
SWITCHED = {attribute.switch: attribute for attribute in ATTRIBUTES if attribute.switch}
OFFERED = {attribute.source: attribute for attribute in ATTRIBUTES if attribute.example}  # to companies' own
