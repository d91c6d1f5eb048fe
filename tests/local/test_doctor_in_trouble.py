"""The doctor asks somebody who lies, hangs, talks too much, or gives back what was sent."""

import gzip
import json
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from doctor.conversation import Bounds
from tests.support.doctors import ADDRESS, EVERYTHING, Examined, examine
from tests.support.liar import Liar, Lie, lying

MIB = 1024 * 1024
SHORT = Bounds(seconds=0.3, upload_seconds=0.3, answer_bytes=MIB // 4, feed_bytes=MIB, documents=(1,))
TOKEN, SECRET, ACCESS = "canary-token-1", "canary-secret-2", "canary-access-3"
PERSON = ("canary.person@example.net", "Canary Person")
CANARIES = (TOKEN, SECRET, ACCESS, ADDRESS, *PERSON, "canary")


def account_at(url: str) -> dict[str, str]:
    return {
        "DOCTOR_CAREERS_URL": "acme",
        "DOCTOR_COMPANY_ID": "1",
        "DOCTOR_TOKEN": TOKEN,
        "DOCTOR_CLIENT_ID": "canary-client",
        "DOCTOR_CLIENT_SECRET": SECRET,
        "PERSONIO_API_URL": url,
        "PERSONIO_JOBS_URL": f"{url}/{{slug}}.{{tld}}",
    }


def asked(lie: Lie, folder: Path) -> Examined:
    with lying(lie) as url:
        return examine(account_at(url), folder, *EVERYTHING, bounds=SHORT)


def hang(liar: Liar) -> None:
    liar.over.wait()


def babble(liar: Liar) -> None:
    liar.wfile.write(b"\x00\xff" * 500)


def trickle(liar: Liar) -> None:
    liar.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not liar.over.wait(0.05):
        liar.wfile.write(b" ")


def flood(liar: Liar) -> None:
    liar.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not liar.over.is_set():
        liar.wfile.write(b"x" * MIB)


BOMB = gzip.compress(b" " * (100 * MIB), 1)
TEN = b'"' + b"x" * (10 * MIB) + b'"'


SILENT: Mapping[str, Lie] = {
    "hangs": hang,
    "trickles": trickle,
    "talks without end": flood,
    "10 MB": lambda liar: liar.say(400, TEN),
    "unpacks to 100 MB": lambda liar: liar.say(400, BOMB, content_encoding="gzip"),
    "hangs up": lambda _: None,
    "no HTTP": babble,
}


@pytest.mark.parametrize("lie", SILENT)
def test_a_broken_answer_costs_little_time_and_memory(lie: str, tmp_path: Path) -> None:
    """Everything stays open, nothing is claimed to be as assumed, and exit code 0 is not given."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        examined = asked(SILENT[lie], tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 5
    assert peak < 50 * MIB
    assert examined.code == 3
    assert examined.keys("✓") | examined.keys("≠") == set()


LIES: Mapping[str, Callable[[], Lie]] = {
    "always 200": lambda: lambda liar: liar.say(200, b"<html>Welcome</html>", content_type="text/html"),
    "always 201": lambda: lambda liar: liar.say(201, b""),
    "always 401": lambda: lambda liar: liar.say(401, b""),
    "always 429": lambda: lambda liar: liar.say(429, b"", retry_after="soon"),
    "always 500": lambda: lambda liar: liar.say(500, b"{}"),
    "nested JSON": lambda: lambda liar: liar.say(400, b"[" * 100_000),
    "JSON of odd types": lambda: (
        lambda liar: liar.say(
            200,
            b'{"_data": [1, {"current_stage": 5, "candidate": []}], "_meta": [], "errors": [[]], "uuid": {}}',
        )
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_survived(lie: str, tmp_path: Path) -> None:
    """Whatever is answered, the report is written and the exit code is not 0."""
    examined = asked(LIES[lie](), tmp_path)
    assert examined.code in (1, 3)
    assert examined.report["faults"] == []
    assert len(examined.report["findings"]) > 50


@pytest.mark.parametrize("status", [200, 201])
def test_an_applicant_that_was_not_wanted_ends_it(status: int, tmp_path: Path) -> None:
    """The first application that is taken is the last request for one, whatever it was."""
    applications: list[str] = []

    def lie(liar: Liar) -> None:
        if liar.command == "POST" and liar.path.endswith("/applications"):
            applications.append(liar.path)
        liar.say(status, b"")

    examined = asked(lie, tmp_path)
    assert len(applications) == 1
    assert examined.report["stopped_at"]
    assert "To delete" in examined.said


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    """The token goes where it was meant to go, and nowhere else."""
    elsewhere: list[str] = []
    with lying(lambda liar: elsewhere.append(liar.path)) as other:
        examined = asked(lambda liar: liar.say(307, b"", location=f"{other}/there"), tmp_path)
    assert elsewhere == []
    assert examined.code == 1


def test_a_link_to_another_host_is_not_followed(tmp_path: Path) -> None:
    """The next page is asked of Personio, wherever its link leads."""
    elsewhere: list[str] = []
    with lying(lambda liar: elsewhere.append(liar.path)) as other:
        link = {"next": {"href": f"{other}/steal?cursor=abc"}}
        listed = json.dumps({"_data": [{"id": "1"}], "_meta": {"links": link}}).encode()

        def lie(liar: Liar) -> None:
            granted = json.dumps({"access_token": ACCESS, "expires_in": 86400}).encode()
            is_token = liar.path.endswith("/token")
            liar.say(200 if is_token or liar.command == "GET" else 400, granted if is_token else listed)

        with lying(lambda liar: lie(liar) if "/v2/" in liar.path else liar.say(404, b"")) as url:
            environment = account_at(url)
            del environment["DOCTOR_TOKEN"]
            examined = examine(environment, tmp_path, bounds=SHORT)
    assert "jobs_next" in [each["step"] for each in examined.report["answers"]]
    assert elsewhere == []


def hostile(liar: Liar) -> None:
    """Gives back all that it was sent, wherever a text can stand, and people beside it."""
    texts = [*CANARIES, liar.path, liar.sent.decode(errors="replace"), *map(str, liar.headers.values())]
    entry = {
        "id": PERSON[1],
        "candidate": {"email": PERSON[0], "first_name": PERSON[1], PERSON[1]: PERSON[0]},
        "current_stage": {"id": PERSON[1], "name": PERSON[0]},
        "created_at": PERSON[1],
    }
    everywhere = {
        **dict.fromkeys(texts, texts),
        "error": {"reason": texts[0], "message": texts},
        "errors": [{"field": text, "title": text, "errors": [{"reason": text}]} for text in texts],
        "_data": [entry] * 3,
        "_meta": {"links": {"next": {"href": f"/canary?{PERSON[0]}"}}},
        "expires_in": PERSON[1],
        "size": PERSON[1],
        "status": "canary",
    }
    if liar.path.endswith("/token"):
        everywhere["access_token"] = ACCESS
    feed = "<workzag-jobs><position><id>1</id><name>canary</name><canary>1</canary></position></workzag-jobs>"
    body = feed.encode() if liar.command == "GET" and "/xml" in liar.path else json.dumps(everywhere).encode()
    taken = liar.command == "GET" or "/auth/" in liar.path or liar.path.endswith("/documents")
    liar.say(
        200 if taken else 400,
        body,
        content_type="canary/person",
        x_canary="canary",
        etag="canary",
        location="https://canary.example.net",
        retry_after="canary",
        x_ratelimit_remaining="canary",
    )


def test_nothing_secret_and_nobody_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither report nor output has credentials, addresses, names, or any text that came back."""
    examined = asked(hostile, tmp_path)
    told = json.dumps(examined.report) + examined.said + "".join(capfd.readouterr())
    assert [canary for canary in CANARIES if canary in told] == []
    assert examined.report["faults"] == []
    assert len(examined.report["answers"]) > 30
