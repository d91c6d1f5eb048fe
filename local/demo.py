"""The customer's three steps, played once against the running system, as a frontend would do it."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from local import seed
from local.personio.companies import ACME, ACME_SLUG, ACME_TOKEN, client_of
from local.system import System

Key = Mapping[str, object]  # what is typed to authenticate: `access_token` or `client`

WAITS = 20.0  # seconds for the trigger to bring the applicant to Personio


class DemoFailed(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """A step did not come to what it promises; the text says which."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What the demo's customer types.

    Attributes:
        keys: the credentials that it connects with, one after the other: a token, an API client, or both.
    """

    careers_url: str
    company_id: str
    keys: Sequence[Key]
    records_url: str | None

    @classmethod
    def of(cls, system: System, environment: Mapping[str, str] = os.environ) -> "Account":
        """Somebody else's Personio, where the environment names one, else the stand-in's."""
        records = environment.get("PERSONIO_RECORDS_URL")
        if records is None and system.personio:
            records = f"{system.personio}/control/applicants"
        return cls(
            careers_url=environment.get("DEMO_CAREERS_URL", f"{ACME_SLUG}.jobs.personio.de/job/123"),
            company_id=environment.get("DEMO_COMPANY_ID", str(ACME)),
            keys=_named(environment) or _of_acme(),
            records_url=records,
        )


def _named(environment: Mapping[str, str]) -> list[Key]:
    keys: list[Key] = []
    if token := environment.get("DEMO_TOKEN"):
        keys.append({"access_token": token})
    if client_id := environment.get("DEMO_CLIENT_ID"):
        keys.append({"client": {"id": client_id, "secret": environment.get("DEMO_CLIENT_SECRET", "")}})
    return keys


def _of_acme() -> list[Key]:
    client = client_of(ACME)
    return [{"access_token": ACME_TOKEN}, {"client": {"id": client.id, "secret": client.secret}}]


@dataclass(frozen=True, kw_only=True)
class Demo:
    """Plays the steps and prints each: what was asked, what was sent, how long it took."""

    system: System
    account: Account

    def play(self) -> None:
        """All three steps, with the first key.

        Raises:
            DemoFailed: the applicant does not stand at Personio's side exactly once, or nobody could tell.
        """
        first = self.account.keys[0]
        seed.companies(self.system.documents)
        self._step("1 Connect", lambda: self._connect(first))
        position = self._step("2 List", self._list)
        job = self._step("  Import", lambda: self._import(position))
        self._step("3 Match → applicant", lambda: self._match(seed.MATCH, "dev-ada", job))
        self._step("  Personio Export again", self._export_again)
        self._verify("dev-ada", position)

    def move(self) -> None:
        """To each further key, with an applicant who is sent with it; raises as `play` does."""
        for key in self.account.keys[1:]:
            self._step("4 Move to an API client", lambda key=key: self._connect(key))
            position = self._step("  List", self._list)
            job = self._step("  Import", lambda position=position: self._import(position))
            self._step("  Match → applicant", lambda job=job: self._match("match-2", "dev-bo", job))
            self._verify("dev-bo", position)

    def _step(self, title: str, action: Any) -> Any:
        print(f"\n{title}")
        heard = len(self._heard())
        began = time.monotonic()
        result = action()
        took = time.monotonic() - began
        for request in self._heard()[heard:]:
            print(f"   Personio heard: {request['method']} {request['path']} → {request['status']}")
            if request["body"]:
                print(f"      {json.dumps(request['body'], ensure_ascii=False)}")
        print(f"   took {took * 1000:.0f} ms")
        return result

    def _heard(self) -> list[dict[str, Any]]:
        """What came in at the stand-in; somebody else's Personio is not asked."""
        if self.system.personio is None:
            return []
        heard: list[dict[str, Any]] = requests.get(
            f"{self.system.personio}/control/requests", timeout=10
        ).json()
        return heard

    def _connect(self, key: Key) -> None:
        typed = self.account.careers_url
        board = self._call("POST", f"connect-personio/{seed.FIRST}/resolve", {"url": typed})
        print(f"   is this you? {board['positions']} positions, such as {', '.join(board['titles'])}")
        wanted = {"url": typed, "personio_company_id": self.account.company_id, **key}
        connection = self._call("PUT", f"connect-personio/{seed.FIRST}", wanted)
        print(f"   {connection['sentence']} {connection['kind']} …{connection.get('token_tail', '')}")

    def _list(self) -> int:
        jobs = self._call("GET", f"list-jobs/{seed.FIRST}?language=de")
        if not jobs["positions"]:
            raise DemoFailed("The board has no published position.")
        for position in jobs["positions"][:5]:
            print(f"   {position['position_id']}  {position['title']}")
        return int(jobs["positions"][0]["position_id"])

    def _import(self, position: int) -> str:
        ad = self._call("POST", f"import-job/{seed.FIRST}", {"position_id": position})
        missing = ", ".join(part["field"] for part in ad["missing"]) or "nothing"
        print(f"   job ad “{ad['title']}” ({ad['status']}), still missing: {missing}")
        return str(ad["job_id"])

    def _match(self, match: str, developer: str, job: str) -> None:
        seed.match(self.system.documents, match, company_id=seed.FIRST, job_id=job, developer_id=developer)
        seed.succeed(self.system.documents, match)
        print(f"   matches/{match} written: status successful")
        path = f"export-applicant/{seed.FIRST}/matches/{match}"
        over_at = time.monotonic() + WAITS
        entry: dict[str, Any] = {}
        while time.monotonic() < over_at:
            entry = self._call("GET", path, quiet=True)
            if entry["state"] not in {"none", "exporting"}:
                break
            time.sleep(0.1)
        print(f"   the ledger: {entry['state']} – {entry['sentence']}")

    def _export_again(self) -> None:
        entry = self._call("POST", f"export-applicant/{seed.FIRST}/matches/{seed.MATCH}", {})
        print(f"   a second click: still {entry['state']}, {len(entry['attempts'])} attempt(s)")

    def _verify(self, developer: str, position: int) -> None:
        """Read the applicant back from Personio's records, never from our ledger."""
        if self.account.records_url is None:
            raise DemoFailed(
                "Not verified: set PERSONIO_RECORDS_URL to where Personio's applicants can be read."
            )
        email = str(seed.DEVELOPERS[developer]["email"])
        found = [record for record in _read(self.account.records_url) if record["email"].lower() == email]
        print(f"\nAt Personio's side ({self.account.records_url}):")
        print(json.dumps(found, indent=2, ensure_ascii=False))
        right = [
            record
            for record in found
            if str(record["company_id"]) == self.account.company_id
            and str(record["job_position_id"]) == str(position)
        ]
        if len(found) != 1 or len(right) != 1:
            raise DemoFailed(f"Expected one applicant under position {position}, found {len(found)}.")
        print(f"\nThe applicant is in Personio exactly once, under position {position}.")

    def _call(self, method: str, path: str, body: object = None, *, quiet: bool = False) -> Any:
        """One call as matched.io's frontend makes it."""
        headers = {"Authorization": f"Bearer {self.system.token(seed.ADMIN)}", "Accept-Language": "en"}
        try:
            answer = requests.request(
                method, f"{self.system.url}/{path}", json=body, headers=headers, timeout=60
            )
        except requests.RequestException as fault:
            raise DemoFailed(f"{method} /{path} was not answered.") from fault
        if not quiet:
            print(f"   {method} /{path} {_shown(body)} → {answer.status_code}")
        if not answer.ok:
            raise DemoFailed(f"{method} /{path} answered {answer.status_code}: {answer.text}")
        return answer.json()


def _read(records_url: str) -> list[dict[str, Any]]:
    """Personio's applicants, as PERSONIO_RECORDS_URL has them.

    Raises:
        DemoFailed: they cannot be read there.
    """
    try:
        records = requests.get(records_url, timeout=10).json()
        return [{**record, "email": str(record["email"])} for record in records]
    except (requests.RequestException, TypeError, KeyError) as fault:
        raise DemoFailed(
            f"Not verified: {records_url} does not answer with a list of company_id, job_position_id, email."
        ) from fault


def _shown(body: object) -> str:
    """The body without token and secret."""
    if not isinstance(body, dict):
        return ""
    return json.dumps(
        {name: "…" if name in {"access_token", "client"} else value for name, value in body.items()},
        ensure_ascii=False,
    )
