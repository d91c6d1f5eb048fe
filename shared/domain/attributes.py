"""A developer's profile, and the table of what an application tells Personio: what, from where, as what, why.

The body, the names that a refusal may point to, the remedies and the record of processing (docs/privacy.md)
are read off the table.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from shared.structs import Struct

LONGEST_EMAIL = 254  # RFC 5321's longest path; it is kept in the entry while an outcome is open

Who = Literal["recruiter", "admin", "developer", "matched.io"]  # has to act, or can
Type = Literal["text", "date", "choice", "list", "file"]  # of a value, as the profile has it


class Developer(Struct):
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
        why: the purpose, without which it would not leave.
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
    why: str
    source: str = ""
    personal: bool = False
    who: Who = "matched.io"
    listed: bool = False
    options: Mapping[str, str] = {}
    type: Type = "text"
    switch: str = ""
    example: str = ""

    @property
    def optional(self) -> bool:
        """Whether an application goes without it: Personio insists on the others."""
        return self.name not in REQUIRED

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


REQUIRED = frozenset({"first_name", "last_name", "email", "job_position_id"})  # Personio's own insistence
ATTRIBUTES = (
    Attribute(
        "first_name",
        "Personio takes no applicant without a name, and the company addresses the person by it.",
        "first_name",
        personal=True,
        who="developer",
    ),
    Attribute("last_name", "As the first name.", "last_name", personal=True, who="developer"),
    Attribute(
        "email",
        "Personio takes no applicant without an address: the company answers to it, and Personio tells by it "
        "whether the person applied for the position already.",
        "email",
        personal=True,
        who="developer",
    ),
    Attribute("job_position_id", "The position that the application is for.", who="recruiter"),
    Attribute(
        "message",
        "What the person wants companies to read.",
        "message",
        personal=True,
        example="Ich freue mich auf euch.",
    ),
    Attribute(
        "message",
        "Leads the company back to the profile on which the match was made.",
        "profile_url",
        personal=True,
        example="https://www.matched.io/developers/ada",
    ),
    Attribute(
        "message",
        "Work that the person chose to show to companies.",
        "links",
        personal=True,
        type="list",
        example="https://github.com/ada",
    ),
    Attribute(
        "message",
        "What the match rests on; whoever decides about the application looks for it first.",
        "skills",
        personal=True,
        type="list",
        example="Python, PostgreSQL",
    ),
    Attribute("phase", "Where the company's own process begins, if its rules say so.", who="admin"),
    Attribute("tags", "Says that the application came from matched.io; the company's rules may add words."),
    Attribute(
        "recruiting_channel_id", "Counts the application to the channel that the company named.", who="admin"
    ),
    Attribute(
        "phone",
        "The company can call where the person left a number for it.",
        "phone",
        personal=True,
        who="developer",
        listed=True,
        switch="phone",
        example="030 5550100",
    ),
    Attribute(
        "gender",
        "How the person wants to be addressed.",
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
        "Whether the place of work is in reach.",
        "location",
        personal=True,
        who="developer",
        listed=True,
        switch="location",
        example="Berlin",
    ),
    Attribute(
        "birthday",
        "A field of Personio's that companies fill for a contract; nothing else needs it, and a company that "
        "does not either switches it off.",
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
        "Whether the person can begin when the position needs it.",
        "available_from",
        personal=True,
        who="developer",
        listed=True,
        switch="available_from",
        example="2027-01-01",
    ),
    Attribute(
        "salary_expectations",
        "Whether both sides' ideas of the salary meet.",
        "salary_expectation",
        personal=True,
        who="developer",
        listed=True,
        switch="salary_expectation",
        example="72.000 €",
    ),
    Attribute(
        "files",
        "The CV that the person keeps for applications.",
        "cv_url",
        personal=True,
        who="admin",
        type="file",
        switch="cv",
    ),
)
LISTED = tuple(attribute for attribute in ATTRIBUTES if attribute.listed)
SWITCHED = {attribute.switch: attribute for attribute in ATTRIBUTES if attribute.switch}
OFFERED = {attribute.source: attribute for attribute in ATTRIBUTES if attribute.example}  # to companies' own
