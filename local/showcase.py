"""What `make run` adds once the three steps are played, so that the page has something to show.

Acme's people find a second imported ad, an older one without a position, open matches of every kind, and
matches that were successful before the company connected.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from local import seed
from local.personio.demo_positions import ACME_ONLY_ENGLISH
from local.system import System
from shared.adapters.gcp import documents

OLDER_AD = "older-ad"
PEOPLE = (
    ("dev-dana", "Dana", "Lindqvist", "Hamburg", ("Go", "Kubernetes", "Terraform")),
    ("dev-emil", "Emil", "Aydın", "Leipzig", ("Python", "FastAPI", "PostgreSQL")),
    ("dev-fee", "Fee", "Brandt", "Remote", ("Rust", "C++")),
    ("dev-gus", "Gustav", "Petersen", "Kiel", ("Python", "Django", "Redis")),
    ("dev-hana", "Hana", "Novák", "Dresden", ("Kubernetes", "Prometheus", "Go")),
    ("dev-ivo", "Ivo", "Maric", "München", ("Python", "Google Cloud")),
    ("dev-jule", "Jule", "Sommer", "Köln", ("TypeScript", "React", "CSS")),
    ("dev-kofi", "Kofi", "Mensah", "Berlin", ("PostgreSQL", "Python", "dbt")),
)
OPEN = (("dev-bo", 0), ("dev-dana", 1), ("dev-cem", 0), ("dev-jule", 2))
OLDER = (("dev-emil", 0), ("dev-hana", 1), ("dev-gus", 0), ("dev-ivo", 0), ("dev-kofi", 0), ("dev-fee", 1))


def furnish(system: System) -> None:
    """Write it all; the company is connected and its first ad imported.

    Raises:
        requests.RequestException: a function did not take what it was asked.
    """
    for id_, first_name, last_name, location, skills in PEOPLE:
        seed.developer(
            system.documents,
            id_,
            {
                "first_name": first_name,
                "last_name": last_name,
                "email": f"{first_name}.{last_name}@example.org".lower(),
                "location": location,
                "skills": list(skills),
            },
        )
    ads = (*_imported(system), _older_ad(system))
    for developer, ad in OPEN:
        seed.match(
            system.documents,
            f"match-{developer}",
            company_id=seed.FIRST,
            job_id=ads[ad],
            developer_id=developer,
        )
    before = datetime.now(UTC) - timedelta(days=30)
    for number, (developer, ad) in enumerate(OLDER):
        id_ = f"match-{developer}"
        seed.match(system.documents, id_, company_id=seed.FIRST, job_id=ads[ad], developer_id=developer)
        seed.succeed(system.documents, id_, at=before + timedelta(days=number))


def _imported(system: System) -> tuple[str, str]:
    """The ad that the demo imported, and a second one."""
    positions = _call(system, "GET", f"list-jobs/{seed.FIRST}?language=de")["positions"]
    known = next(str(position["imported"]) for position in positions if "imported" in position)
    second = _call(system, "POST", f"import-job/{seed.FIRST}", {"position_id": ACME_ONLY_ENGLISH})
    return known, str(second["job_id"])


def _older_ad(system: System) -> str:
    """An ad from before the company knew of the integration: complete, and without a position."""
    ad = {
        "title": "Frontend Developer React (m/w/d)",
        "status": "complete",
        "description_text": "Ihr entwickelt unsere Oberfläche weiter.",
        "locations": ["München"],
        "skills": ["TypeScript", "React", "CSS"],
        "seniority": "experienced",
        "employment_type": "permanent",
        "language": "de",
        "missing": [],
    }
    named = {documents.JOB_FIELDS[name]: value for name, value in ad.items()}
    system.documents.document(documents.job_path(OLDER_AD)).set(
        {**named, documents.JOB_COMPANY: seed.FIRST, documents.JOB_PERSONIO: None}
    )
    return OLDER_AD


def _call(system: System, method: str, path: str, body: object = None) -> Any:
    answer = requests.request(
        method,
        f"{system.url}/{path}",
        json=body,
        headers={"Authorization": f"Bearer {system.token(seed.ADMIN)}"},
        timeout=60,
    )
    answer.raise_for_status()
    return answer.json()
