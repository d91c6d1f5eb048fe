"""matched.io's own documents for the demo: two companies, their people, developers and matches."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from local.page import Person
from local.personio.companies import ACME, GLOBEX
from shared.adapters.gcp import documents


class Document(Protocol):
    """A reference to one document."""

    def set(self, document: dict[str, Any], /) -> Any: ...
    def update(self, fields: dict[str, Any], /) -> Any: ...


class Documents(Protocol):
    """As much of a Firestore client as matched.io's own hand needs."""

    def document(self, path: str, /) -> Document: ...


FIRST, SECOND = "acme-gmbh", "globex-ltd"
ADMIN, RECRUITER, OTHER_ADMIN = "demo-admin", "demo-recruiter", "demo-globex-admin"
PEOPLE = (
    Person(uid=ADMIN, name="Mara Vogt", role="admin", company=FIRST, account=ACME),
    Person(uid=RECRUITER, name="Jonas Feld", role="recruiter", company=FIRST, account=ACME),
    Person(uid=OTHER_ADMIN, name="Lena Ortiz", role="admin", company=SECOND, account=GLOBEX),
)
MATCH = "match-1"
DEVELOPERS = {
    "dev-ada": {
        "first_name": "Ada",
        "last_name": "Beispiel",
        "email": "ada.beispiel@example.org",
        "gender": "female",
        "phone": "+49 30 5550100",
        "location": "Berlin",
        "available_from": "sofort",
        "salary_expectation": "78.000 €",
        "profile_url": "https://www.matched.io/developers/dev-ada",
        "links": ["https://github.com/ada-beispiel"],
        "skills": ["Python", "PostgreSQL", "Kubernetes"],
    },
    "dev-bo": {
        "first_name": "Bo",
        "last_name": "Muster",
        "email": "bo.muster@example.org",
        "skills": ["TypeScript", "React"],
    },
    "dev-cem": {"first_name": "Cem", "last_name": "Probe", "email": "", "skills": ["Go"]},
}


def companies(client: Documents) -> None:
    """Companies with their members, and the developers."""
    members = {ADMIN: "admin", RECRUITER: "recruiter"}
    _put(client, documents.company_path(FIRST), {"name": "Acme GmbH", documents.COMPANY_MEMBERS: members})
    _put(
        client,
        documents.company_path(SECOND),
        {"name": "Globex Ltd", documents.COMPANY_MEMBERS: {OTHER_ADMIN: "admin"}},
    )
    for id_, profile in DEVELOPERS.items():
        developer(client, id_, profile)


def developer(client: Documents, id_: str, profile: Mapping[str, object]) -> None:
    """One developer; `profile` in our names of the fields."""
    named = {documents.DEVELOPER_FIELDS[name]: value for name, value in profile.items()}
    _put(client, documents.developer_path(id_), named)


def match(client: Documents, id_: str, *, company_id: str, job_id: str, developer_id: str) -> None:
    """A match that is still open."""
    _put(
        client,
        documents.match_path(id_),
        {
            documents.MATCH_COMPANY: company_id,
            documents.MATCH_JOB: job_id,
            documents.MATCH_DEVELOPER: developer_id,
            documents.MATCH_STATUS: "open",
        },
    )


def succeed(client: Documents, id_: str, at: datetime | None = None) -> None:
    """What matched.io writes when company and developer have agreed, `at` some time or now."""
    client.document(documents.match_path(id_)).update(
        {
            documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
            documents.MATCH_SUCCESSFUL_AT: at or datetime.now(UTC),
        }
    )


def _put(client: Documents, path: str, document: Mapping[str, object]) -> None:
    client.document(path).set(dict(document))
