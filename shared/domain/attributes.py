"""A developer's profile, and the table of what an application tells Personio: what, from where, as what.

The body, the names that a refusal may point to and the remedies are read off the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

LONGEST_EMAIL = 254  # RFC 5321's longest path; it is kept in the entry while an outcome is open

Who = Literal["recruiter", "admin", "developer", "matched.io"]  # has to act, or can


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
    """

    name: str
    source: str = ""
    personal: bool = False
    who: Who = "matched.io"
    listed: bool = False
    options: Mapping[str, str] = {}

    def value_of(self, developer: Developer) -> str:
        """What a listed attribute says of `developer`; empty where it is to be left out."""
        value: str | date | None = getattr(developer, self.source)
        text = value.isoformat() if isinstance(value, date) else (value or "").strip()
        return self.options.get(text.lower(), "") if self.options else text


ATTRIBUTES = (
    Attribute("first_name", "first_name", personal=True, who="developer"),
    Attribute("last_name", "last_name", personal=True, who="developer"),
    Attribute("email", "email", personal=True, who="developer"),
    Attribute("job_position_id", who="recruiter"),
    Attribute("message", "message", personal=True),
    Attribute("message", "profile_url", personal=True),
    Attribute("message", "links", personal=True),
    Attribute("message", "skills", personal=True),
    Attribute("tags"),
    Attribute("recruiting_channel_id", who="admin"),
    Attribute("phone", "phone", personal=True, who="developer", listed=True),
    Attribute("gender", "gender", personal=True, who="developer", listed=True, options=GENDERS),
    Attribute("location", "location", personal=True, who="developer", listed=True),
    Attribute("birthday", "birthday", personal=True, who="developer", listed=True),
    Attribute("available_from", "available_from", personal=True, who="developer", listed=True),
    Attribute("salary_expectations", "salary_expectation", personal=True, who="developer", listed=True),
    Attribute("files", "cv_url", personal=True, who="admin"),
)
LISTED = tuple(attribute for attribute in ATTRIBUTES if attribute.listed)
