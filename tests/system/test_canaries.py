"""Tokens and people, marked, go through every flow; then nobody may find them where they do not belong."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
import requests

from local import functions
from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents

if TYPE_CHECKING:
    from google.cloud import firestore

    from local.system import System


LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = {
    "first_name": "Kanarina",
    "last_name": "Gelbvogel",
    "email": "kanarina.gelbvogel@canary.example",
    "phone": "+49 170 4711999",
    "location": "Canary Wharf",
    "birthday": "1990-02-03",
    "salary_expectation": "canary-91.000",
    "profile_url": "https://www.matched.io/developers/canary-profile",
    "links": ["https://github.com/canary-link"],
    "message": "canary-message",
    "cv_url": "https://files.example.org/canary-cv.pdf?signature=canary-signature",
}
TOKENS = {"c0ffee" * 7, "badc0de" * 6}  # the one in force, and a wrong one
SECRET, WRONG_SECRET = "papi-canary/+&=%secret", "papi-wrong/+&=%canary"
SECRETS = {write(secret) for secret in (SECRET, WRONG_SECRET) for write in (str, quote, quote_plus)}
STRUCK = (-401, -403, -429, -500)  # the ends of the ids of clients that are refused so
ACCESS_TOKEN = re.compile(r"papi-[\w-]{80}")
CANARIES = TOKENS | SECRETS | {str(value).strip("[]'") for value in PERSON.values()}
# Where matched.io keeps people, and where an account's Company-ID or a person belongs.
THEIRS = {documents.DEVELOPERS, documents.MATCHES, documents.COMPANIES}


class Marked(Scene):
    """A scene whose token is a canary, and which remembers every error that it was told."""

    def __init__(self, system: "System", client: "firestore.Client") -> None:
        super().__init__(system, client)
        self.errors: list[str] = []
        self.token = "c0ffee" * 7
        whole = {
            "slug": self.slug,
            "token": self.token,
            "clients": [{"id": f"{self.api_client.id}{which}", "secret": SECRET} for which in ("", *STRUCK)],
            "positions": [{"id": self.position, "name": "Dev"}],
        }
        self.personio("PUT", f"/companies/{self.account}", whole)

    def call(self, *asked: Any, **how: Any) -> requests.Response:
        answer = super().call(*asked, **how)
        if answer.status_code >= 400:
            self.errors.append(answer.text)
        return answer

    def client_secret(self, secret: str, which: str = "", **changes: Any) -> dict[str, Any]:
        """What the admin enters to connect with one of the clients."""
        client = {"id": f"{self.api_client.id}{which}", "secret": secret}
        return self.client_credentials(client=client, **changes)

    def strike(self, path: str, **what: Any) -> None:
        where = {"path_prefix": path, "company_id": self.account}
        self.personio("POST", "/faults", {**what, "match": where})

    def click(self, match: str, **body: Any) -> dict[str, Any]:
        answer = self.call("POST", f"export-applicant/{self.company}/matches/{match}", body)
        entry: dict[str, Any] = answer.json()
        return entry


@pytest.fixture
def marked(system: "System", firestore_client: "firestore.Client") -> Marked:
    return Marked(system, firestore_client)


def echo(status: int) -> dict[str, Any]:
    """An answer of Personio's that quotes all that it was sent."""
    quoted = " ".join(sorted(CANARIES | {f"papi-{'t' * 86}"}))
    errors = [{"field": "email", "errors": [{"reason": f"errors.canary.{quoted}", "message": quoted}]}]
    return {"do": "status", "status": status, "body": json.dumps({"errors": errors, "message": quoted})}


def play(scene: Marked) -> None:
    """Connect wrongly and rightly, list, import, link, export in every way, fail in every way, disconnect."""
    connection = f"connect-personio/{scene.company}"
    wrong = "badc0de" * 6
    scene.call("PUT", connection, scene.credentials(access_token=wrong))
    scene.call("PUT", connection, {**scene.credentials(access_token=wrong), wrong: wrong})
    scene.call("PUT", connection, scene.credentials(url=f"https://{wrong}.example/{wrong}"))
    scene.call("PUT", connection, scene.credentials(personio_company_id=wrong))
    scene.call("PUT", connection, data=f'{{"access_token": "{wrong}"'.encode())
    scene.call("GET", f"{connection}?access_token={wrong}")
    scene.call("GET", connection, as_=None, headers={"Authorization": f"Bearer {wrong}"})
    for status in (401, 403, 422, 429, 500):
        scene.strike("/v1", **echo(status))
        scene.call("PUT", connection, scene.credentials())
    job = scene.imported()
    scene.call("POST", f"{connection}/test")
    scene.call("GET", f"list-jobs/{scene.company}?q=Dev")
    export_all(scene, job)
    scene.call("POST", f"export-applicant/{scene.company}/back-fill")
    for scheduled in ("sweep-exports/", "sync-jobs/"):
        scene.call("POST", scheduled, as_=None)
    broken = {"state": PERSON["email"], "account": {"token": wrong}}
    document = scene.client.document(documents.connection_path(scene.company))
    whole = document.get().to_dict()
    document.set(broken)
    scene.call("GET", connection)
    document.set(whole or {})
    scene.call("DELETE", connection)


def play_with_a_client(scene: Marked) -> None:
    """The same, with a client in place of the token: also what gives out access tokens fails in every way."""
    connection = f"connect-personio/{scene.company}"
    scene.call("PUT", connection, scene.client_secret(WRONG_SECRET))
    scene.call("PUT", connection, scene.client_secret(SECRET, access_token=scene.token))
    scene.call("PUT", connection, scene.client_secret(SECRET, personio_company_id=WRONG_SECRET))
    scene.call("PUT", connection, scene.credentials(access_token=SECRET))
    for path in ("/v2/auth/token", "/v2/recruiting/applications/documents", "/v2/recruiting/jobs"):
        for status in STRUCK:  # each time another client: what one was refused is remembered for a minute
            scene.strike(path, **echo(-status))
            scene.call("PUT", connection, scene.client_secret(SECRET, str(status)))
            scene.personio("DELETE", "/faults")
    connected = scene.call("PUT", connection, scene.client_secret(SECRET))
    assert connected.status_code == 200, connected.text
    export_all(scene, scene.import_job(), "/v2/recruiting/applications")
    scene.call("DELETE", connection)


def export_all(scene: Marked, job: str, applications: str = "/v1/recruiting/applications") -> None:
    """One match for each way an export may go."""
    for strike in (None, echo(400), echo(422), echo(500), {"do": "drop_after"}, echo(401), echo(403)):
        if strike:
            scene.strike(applications, **strike)
        match = scene.match(job, scene.developer(**{**PERSON, "email": address(scene)}))
        scene.succeed(match)
        eventually(lambda match=match: settled(scene, match))  # type: ignore[misc]  # mypy cannot infer a lambda's default
        scene.personio("DELETE", "/faults")
        scene.call("POST", f"connect-personio/{scene.company}/test")
        for body in ({"preview": True}, {}, {"again": True}):
            scene.click(match, **body)
        if scene.entry(match).get("code") == "checking":
            look_for_certain(scene, match)


def look_for_certain(scene: Marked, match: str) -> None:
    """As if its lease had been over for long: a client may read, and what has no answer is looked for."""
    entry = scene.client.document(documents.export_path(match))
    entry.update({"unanswered.lease_until": LONG_AGO})
    scene.click(match)


def address(scene: Marked) -> str:
    """The canary's address, another one for each match."""
    return f"{len(scene.errors)}.{len(scene.applicants())}.{PERSON['email']}"


def settled(scene: Marked, match: str) -> bool:
    return scene.entry(match)["state"] not in {"none", "exporting"}


def test_nothing_that_is_marked_leaks(marked: Marked) -> None:
    """No log line, no error, no document of ours has a token or a person, once every outcome is known."""
    begins = {name: len(text) for name, text in logs(marked)}
    play(marked)
    eventually(marked.system.bridge.idle)
    assert len(marked.errors) >= 12
    assert found(CANARIES, ("\n".join(marked.errors),)) == set()
    assert found(CANARIES, (text[begins.get(name, 0) :] for name, text in logs(marked))) == set()
    assert found(CANARIES, stored(marked)) == set()


def test_nothing_of_a_client_leaks(marked: Marked) -> None:
    """Neither its secret, as it is or encoded for a form or an address, nor an access token of its own."""
    begins = {name: len(text) for name, text in logs(marked)}
    play_with_a_client(marked)
    eventually(marked.system.bridge.idle)
    assert {(sent["path"][:3], sent["status"]) for sent in marked.requests_sent()} >= {("/v2", 201)}
    texts = ["\n".join(marked.errors), *(text[begins.get(name, 0) :] for name, text in logs(marked))]
    texts += stored(marked)
    assert found(CANARIES, texts) == set()
    assert not any(ACCESS_TOKEN.search(text) for text in texts)


def test_an_open_outcome_keeps_the_address_alone(marked: Marked) -> None:
    """Until it is known whether the applicant was created, `frozen` holds the address; nothing else does."""
    match = marked.match(marked.imported(), marked.developer(**PERSON))
    marked.strike("/v1/recruiting/applications", do="drop_after")
    marked.succeed(match)
    eventually(lambda: marked.entry(match).get("code") == "retry")
    document = marked.client.document(documents.export_path(match)).get().to_dict() or {}
    assert document.pop("frozen")["email"] == PERSON["email"]
    assert found(CANARIES, (repr(document),)) == set()


def test_the_marks_are_really_sent(marked: Marked) -> None:
    """What is searched for did go out to Personio: a search for something else would find nothing, either."""
    match = marked.match(marked.imported(), marked.developer(**PERSON))
    marked.succeed(match)
    eventually(lambda: marked.entry(match)["state"] == "exported")
    sent = json.dumps(marked.requests_sent(), ensure_ascii=False)
    unsent = {str(PERSON["cv_url"]), *SECRETS}  # no host is allowed here, and it is connected by its token
    assert found(CANARIES, (sent + repr(marked.personio("GET", f"/companies/{marked.account}")),)) >= (
        CANARIES - unsent - {"badc0de" * 6}
    )


def found(canaries: set[str], texts: Any) -> set[str]:
    return {canary for text in texts for canary in canaries if canary in text}


def logs(scene: Scene) -> Iterator[tuple[str, str]]:
    """What each function has written so far."""
    assert set(scene.system.functions) == set(functions.names())
    for name, function in scene.system.functions.items():
        yield name, function.program.log.read_text()


def stored(scene: Scene) -> Iterator[str]:
    """Every document that is not a person's or a company's own."""
    for collection in scene.client.collections():
        if collection.id not in THEIRS:
            yield from (repr(document.to_dict()) for document in collection.stream())
