"""A company of its own plays the three steps, and everything of it is deleted, whatever happens.

It writes and deletes documents of its own ids alone; no other company's are read.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import requests
from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

from shared.adapters.gcp import documents
from shared.domain.ledger.export import ApplicantKey
from smoke.times import Took

TIMEOUT = 120.0
WAITS = 180.0  # seconds for the trigger to bring the applicant to Personio
LOOKS_EVERY = 0.5
MATCHES = 6  # one cold, and a median of five warm ones; Personio takes 18 a minute


class Fell(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """A step did not come to what it promises; the text says which."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A Personio account of one's own, or a stand-in's.

    `records_url`: where its applicants can be read back, as JSON of company_id, job_position_id and email.
    """

    careers_url: str
    company_id: str
    token: str
    records_url: str | None = None


@dataclass(kw_only=True)
class Canary:
    """One company, `smoke-…`, with one admin, and matches of a developer each.

    Attributes:
        functions: deployed name → address.
        sign_in: uid → Firebase token.
        steps: what was measured of the calls: which → seconds; successes: of each match, in turn.
    """

    functions: dict[str, str]
    client: firestore.Client
    sign_in: Callable[[str], str]
    account: Account
    waits: float = WAITS
    steps: dict[str, float] = field(default_factory=dict)
    successes: list[Took] = field(default_factory=list)
    id: str = field(default_factory=lambda: f"smoke-{uuid4().hex[:12]}")
    position: int | None = None
    known_account: bool = False

    def play(self) -> None:
        """All steps, then the end of all that they made.

        Raises:
            Fell: a step or the cleaning up did not come to what it promises.
        """
        self.known_account = self._document(documents.account_path(self.account.company_id)).get().exists
        try:
            self._company()
            with self._timed("connect"):
                self._connect()
            with self._timed("list"):
                self.position = self._list()
            with self._timed("import"):
                job = str(self._call("POST", "import-job", "", {"position_id": self.position})["job_id"])
            for number in range(MATCHES):
                self.successes.append(self._match(job, number))
            self._verify()
        finally:
            self._clean_up()

    def _company(self) -> None:
        members = {self._admin: "admin"}
        self._put(documents.company_path(self.id), {"name": "Smoke", documents.COMPANY_MEMBERS: members})
        for number in range(MATCHES):
            profile = {"first_name": "Smoke", "last_name": f"Test {number + 1}", "email": self._email(number)}
            named = {documents.DEVELOPER_FIELDS[name]: value for name, value in profile.items()}
            self._put(documents.developer_path(self._of(number)), named)

    def _connect(self) -> None:
        wanted = {
            "url": self.account.careers_url,
            "personio_company_id": self.account.company_id,
            "access_token": self.account.token,
        }
        state = self._call("PUT", "connect-personio", "", wanted)["state"]
        if state != "connected":
            raise Fell(f"connect: the connection is {state}")

    def _list(self) -> int:
        positions = self._call("GET", "list-jobs", "")["positions"]
        if not positions:
            raise Fell("list: the board has no published position")
        return int(positions[0]["position_id"])

    def _match(self, job: str, number: int) -> Took:
        began = time.monotonic()
        written = self._put(
            documents.match_path(self._of(number)),
            {
                documents.MATCH_COMPANY: self.id,
                documents.MATCH_JOB: job,
                documents.MATCH_DEVELOPER: self._of(number),
                documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
                documents.MATCH_SUCCESSFUL_AT: datetime.now(UTC),
            },
        )
        entry: dict[str, Any] = {"state": "none"}
        while time.monotonic() - began < self.waits:
            entry = self._call("GET", "export-applicant", f"/matches/{self._of(number)}")
            if entry["state"] in {"exported", "already_in_personio"}:
                return Took(
                    to_request=(self._claimed(number) - written).total_seconds(),
                    to_applicant=time.monotonic() - began,
                )
            if entry["state"] in {"needs_action", "waiting"}:
                break
            time.sleep(LOOKS_EVERY)
        after = f"after {time.monotonic() - began:.0f} s"
        raise Fell(f"match {number + 1}: {after} it is {entry['state']}, {entry.get('code')}")

    def _claimed(self, number: int) -> datetime:
        entry = self._document(documents.export_path(self._of(number))).get().to_dict() or {}
        claimed: datetime = entry["attempts"][0]["at"]
        return claimed

    def _verify(self) -> None:
        """All stand in Personio once, under the position: read there, never from our ledger."""
        if self.account.records_url is None:
            return
        records = requests.get(self.account.records_url, timeout=TIMEOUT).json()
        for number in range(MATCHES):
            found = [
                (str(record["company_id"]), str(record["job_position_id"]))
                for record in records
                if str(record["email"]).lower() == self._email(number)
            ]
            if found != [(self.account.company_id, str(self.position))]:
                raise Fell(f"match {number + 1}: Personio has it {len(found)} times, {found}")

    def _clean_up(self) -> None:
        """Disconnect, so that the token is destroyed, then delete what has the canary's ids.

        Raises:
            Fell: the token may still be readable; the connection stays, for the sweep to end it.
        """
        connection = self._document(documents.connection_path(self.id))
        try:
            if connection.get().exists:
                self._call("DELETE", "connect-personio", "")
        finally:
            for path in self._paths():
                self._document(path).delete()
            if not self.known_account:
                self._document(documents.account_path(self.account.company_id)).delete()
        if (connection.get().to_dict() or {}).get(documents.CONNECTION_OWES):
            raise Fell(f"cleaning up: its token is not retired; delete {connection.path} after a sweep")
        connection.delete()

    def _paths(self) -> Iterator[str]:
        """Every document that the steps may have made, but the connection."""
        yield from (documents.backfill_path(self.id), documents.notice_path(self.id))
        for number in range(MATCHES):
            one = self._of(number)
            # The export before the person, whose deletion would tell the company of it.
            yield from (documents.export_path(one), documents.match_path(one), documents.developer_path(one))
            if self.position is not None:
                key = ApplicantKey(
                    account=self.account.company_id, position_id=self.position, developer_id=one
                )
                yield documents.applicant_path(key)
        if self.position is not None:
            yield documents.link_path(self.id, self.account.company_id, self.position)
        yield from self._found(documents.JOBS, documents.JOB_COMPANY)
        yield from self._found(documents.AUDIT, "company")
        yield documents.company_path(self.id)

    def _found(self, collection: str, company: str) -> Iterator[str]:
        found = self.client.collection(collection).where(filter=FieldFilter(company, "==", self.id)).stream()
        yield from [f"{collection}/{document.id}" for document in found]

    def _call(self, method: str, function: str, path: str, body: object = None) -> Any:
        """One call as matched.io's frontend makes it."""
        headers = {"Authorization": f"Bearer {self.sign_in(self._admin)}", "Accept-Language": "en"}
        url = f"{self.functions[function]}/{self.id}{path}"
        answer = requests.request(method, url, json=body, headers=headers, timeout=TIMEOUT)
        if not answer.ok:
            code = answer.json().get("code") if "json" in answer.headers.get("Content-Type", "") else ""
            raise Fell(f"{method} {function}{path} answers {answer.status_code} {code}")
        return answer.json() if answer.content else {}

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.steps[what] = time.monotonic() - began

    @property
    def _admin(self) -> str:
        return f"{self.id}-admin"

    def _of(self, number: int) -> str:
        """The id of a developer and of the match of theirs."""
        return f"{self.id}-{number}"

    def _email(self, number: int) -> str:
        return f"{self._of(number)}@example.org"

    def _document(self, path: str) -> Any:
        return self.client.document(path)

    def _put(self, path: str, fields: dict[str, Any]) -> datetime:
        """When it was written, by Firestore's clock."""
        written: datetime = self._document(path).set(fields).update_time
        return written
