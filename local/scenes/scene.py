"""What tests of the running system start from: companies of their own, people, developers, matches."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import requests
from google.cloud import firestore

from local import seed
from local.personio.companies import client_of
from local.personio.server import control
from local.scenes import described
from local.system import System
from shared.adapters.gcp import documents

NUMBERS = count(1)
FIRST_ACCOUNT = 500_000
CANARIES = {"Beispiel", "@example.org", "+49 30 1", "Bearer "}  # what no function may ever write to its log


class Scene:
    """One company on matched.io with an admin and a recruiter, and its own account at Personio."""

    def __init__(self, system: System, client: firestore.Client) -> None:
        number = next(NUMBERS)
        self.system, self.client = system, client
        self.company = f"company-{number}"
        self.admin, self.recruiter = f"admin-{number}", f"recruiter-{number}"
        self.account = FIRST_ACCOUNT + number
        self.slug = f"board-{number}"
        self.token = f"{number:08d}" * 5
        self.api_client = client_of(self.account)
        CANARIES.update({self.token, self.api_client.secret})
        self.position = 70_000 + number
        members = {self.admin: "admin", self.recruiter: "recruiter"}
        path = documents.company_path(self.company)
        client.document(path).set({"name": self.company, documents.COMPANY_MEMBERS: members})
        self.personio(
            "PUT",
            f"/companies/{self.account}",
            {
                "slug": self.slug,
                "token": self.token,
                "channels": [4711],
                "positions": [{"id": self.position, "name": "Backend Engineer"}],
            },
        )

    def personio(self, method: str, path: str, value: Any = None) -> Any:
        """The stand-in's control endpoint."""
        assert self.system.personio is not None
        return control(self.system.personio, method, path, value)

    def queue(self, **trouble: Any) -> None:
        """What goes wrong with everybody's turns, until it is set anew (local/cloud_tasks/trouble.py)."""
        assert self.system.tasks is not None
        requests.put(
            f"{self.system.tasks.control}/tasks/trouble", json=trouble, timeout=10
        ).raise_for_status()

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        as_: str | None = "admin",
        headers: dict[str, str] | None = None,
        data: bytes | None = None,
    ) -> requests.Response:
        """One call through the gateway, its answer held against docs/openapi.yaml.

        `as_` is admin, recruiter, a uid, or None for nobody.
        """
        people = {"admin": self.admin, "recruiter": self.recruiter}
        sign_in = {}
        if as_ is not None:
            sign_in = {"Authorization": f"Bearer {self.system.token(people.get(as_, as_))}"}
        answer = requests.request(
            method,
            f"{self.system.url}/{path}",
            json=body,
            data=data,
            headers={"Accept-Language": "en", **sign_in, **(headers or {})},
            timeout=60,
        )
        if answer.content:
            content_type = answer.headers["Content-Type"]
            described.check(method, path, answer.status_code, content_type, answer.json())
        return answer

    def credentials(self, **changes: Any) -> dict[str, Any]:
        """What the admin enters to connect."""
        right = {
            "url": f"https://{self.slug}.jobs.personio.de",
            "personio_company_id": str(self.account),
            "access_token": self.token,
        }
        return {**right, **changes}

    def client_credentials(self, **changes: Any) -> dict[str, Any]:
        """What the admin enters to connect with an API client."""
        right = self.credentials(client={"id": self.api_client.id, "secret": self.api_client.secret})
        del right["access_token"]
        return {**right, **changes}

    def connect(self, credentials: dict[str, Any] | None = None) -> None:
        """By its token, if nothing else is said."""
        entered = credentials or self.credentials()
        answer = self.call("PUT", f"connect-personio/{self.company}", entered)
        assert answer.status_code == 200, answer.text

    def import_job(self) -> str:
        answer = self.call("POST", f"import-job/{self.company}", {"position_id": self.position})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["job_id"])

    def imported(self) -> str:
        """Connect and import the company's position; its job ad."""
        self.connect()
        return self.import_job()

    def older_ad(self) -> str:
        """An ad that matched.io made itself."""
        id_ = f"older-{next(NUMBERS)}"
        ad = {documents.JOB_COMPANY: self.company, "title": "Made by hand", "status": "online"}
        self.client.document(documents.job_path(id_)).set(ad)
        return id_

    def second_position(self) -> int:
        """One more published position."""
        id_ = 170_000 + next(NUMBERS)
        self.personio("PUT", f"/companies/{self.account}/positions/{id_}", {"name": "Data Engineer"})
        return id_

    def developer(self, **profile: Any) -> str:
        id_ = f"dev-{next(NUMBERS)}"
        whole = {"first_name": "Ada", "last_name": "Beispiel", "email": f"{id_}@example.org", **profile}
        self.client.document(documents.developer_path(id_)).set(whole)
        return id_

    def match(self, job_id: str, developer_id: str) -> str:
        id_ = f"match-{next(NUMBERS)}"
        seed.match(self.client, id_, company_id=self.company, job_id=job_id, developer_id=developer_id)
        return id_

    def succeed(self, match_id: str) -> None:
        seed.succeed(self.client, match_id)

    def entry(self, match_id: str) -> dict[str, Any]:
        """The match's export, as the match card reads it."""
        answer = self.call("GET", f"export-applicant/{self.company}/matches/{match_id}", as_="recruiter")
        assert answer.status_code == 200, answer.text
        entry: dict[str, Any] = answer.json()
        return entry

    def follow(self) -> dict[str, Any]:
        """One turn to read what became of the company's applicants, as the queue asks for it."""
        account = str(self.account)
        over = datetime.now(UTC) - timedelta(seconds=1)
        self.client.document(documents.account_path(account)).update({"followed_until": over})
        body = {"account": account, "at": datetime.now(UTC).isoformat()}
        answer = requests.post(self.system.functions["follow_applicants"].url, json=body, timeout=60)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def applicants(self) -> list[dict[str, Any]]:
        """What stands at Personio's side."""
        found: list[dict[str, Any]] = self.personio("GET", f"/applicants?company_id={self.account}")
        return found

    def requests_sent(self, ending: str = "/applications") -> list[dict[str, Any]]:
        """What Personio was sent by this company."""
        sent = self.personio("GET", f"/requests?company_id={self.account}")
        return [request for request in sent if request["path"].endswith(ending)]


def eventually(check: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until `check` is true; a trigger's work takes its time."""
    from time import monotonic, sleep

    over_at = monotonic() + seconds
    while not check():
        assert monotonic() < over_at, "it did not come to it in time"
        sleep(0.05)
