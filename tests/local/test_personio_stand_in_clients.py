"""Other people's clients against the stand-in: what they send, byte for byte, has to be understood."""

import json
import socket
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from local.personio import companies
from local.personio.demo_positions import ACME_BACKEND
from local.personio.server import StandIn, standing_in

SAMPLES = Path(__file__).parents[1] / "samples"
CLIENTS = sorted((SAMPLES / "clients").glob("*.json"))
READERS = sorted((SAMPLES / "readers").glob("*.json"))


@pytest.fixture
def personio() -> Iterator[StandIn]:
    with standing_in() as personio:
        yield personio


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_the_requests_of_a_public_client_create_its_applicant(personio: StandIn, path: Path) -> None:
    """Upload, then application, as the client writes them on the wire; the applicant has phase and files."""
    client = json.loads(path.read_text(encoding="utf-8"))
    values = {
        "company": str(companies.ACME),
        "token": companies.ACME_TOKEN,
        "position": str(ACME_BACKEND),
        "channel": str(companies.ACME_CHANNEL),
        "text": companies.ACME_ATTRIBUTE_TEXT,
        "option": companies.ACME_ATTRIBUTE_OPTION,
        "today": personio.world.clock.today(),
    }
    for request in client["requests"]:
        status, body = replayed(personio, filled(request, values))
        assert status == request["status"], body
        if "multipart" in request:
            values["uuid"] = json.loads(body)["uuid"]
    (applicant,) = personio.control("GET", "/applicants")
    kept = {
        "email": applicant["email"],
        "phase": applicant["phase"],
        "files": [file["category"] for file in applicant["files"]],
    }
    assert kept == client["applicant"]
    assert applicant["job_position_id"] == ACME_BACKEND


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_a_public_client_with_a_wrong_token_is_told_so(personio: StandIn, path: Path) -> None:
    """Its upload is well-formed, so authentication is reached: 401, not 400."""
    upload = json.loads(path.read_text(encoding="utf-8"))["requests"][0]
    status, _ = replayed(personio, filled(upload, {"company": str(companies.ACME), "token": "wrong"}))
    assert status == 401


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_a_public_reader_finds_what_its_samples_show(personio: StandIn, path: Path) -> None:
    """Token, lists, single ones, the end of the token, as it asks for them; each answer has its fields."""
    for position in (ACME_BACKEND, ACME_BACKEND + 1):
        applied(personio, position)
    client = companies.client_of(companies.ACME)
    values = {
        "client": client.id,
        "secret": client.secret,
        "position": str(ACME_BACKEND),
        "application": str(personio.control("GET", "/applicants")[0]["id"]),
    }
    for request in json.loads(path.read_text(encoding="utf-8"))["requests"]:
        status, body = replayed(personio, filled(request, values))
        answer = json.loads(body or b"null")
        assert status == request["status"], body
        assert list(lacking(request["answer"], answer)) == []
        if request["path"] == "/v2/auth/token":
            values["access_token"] = answer["access_token"]


def applied(personio: StandIn, position: int) -> None:
    """Somebody applies over v1."""
    body = {
        "first_name": "Max",
        "last_name": "Mustermann",
        "email": "max@example.org",
        "job_position_id": position,
        "recruiting_channel_id": companies.ACME_CHANNEL,
    }
    headers = [
        ["X-Company-ID", str(companies.ACME)],
        ["Authorization", f"Bearer {companies.ACME_TOKEN}"],
        ["Content-Type", "application/json"],
    ]
    request = {"path": "/v1/recruiting/applications", "json": body, "headers": headers}
    assert replayed(personio, request)[0] == 201


def lacking(sample: Any, answer: Any, place: str = "$") -> Iterator[str]:
    """Where the answer has not what the sample shows, or something of another type."""
    if type(sample) is not type(answer):
        yield f"{place} is {answer!r}"
    elif isinstance(sample, dict):
        for name, value in sample.items():
            yield from lacking(value, answer.get(name), f"{place}.{name}")
    elif isinstance(sample, list):
        for number, value in enumerate(sample):
            yield from lacking(value, answer[number] if number < len(answer) else None, f"{place}[{number}]")


def filled(request: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    """`request` with its placeholders replaced."""
    text = json.dumps(request)
    for name, value in values.items():
        text = text.replace(f'"{{{name}:number}}"', value).replace(f"{{{name}}}", value)
    document: dict[str, Any] = json.loads(text)
    return document


def replayed(personio: StandIn, request: dict[str, Any]) -> tuple[int, bytes]:
    """Status and body of the answer."""
    body = body_of(request)
    headers = [["Host", "api.personio.de"], *request["headers"]]
    names = {name.lower() for name, _ in headers}
    if "content-type" not in names and "multipart" in request:
        headers.append(["Content-Type", f"multipart/form-data; boundary={request['multipart']['boundary']}"])
    if request.get("transfer") == "chunked":
        headers.append(["Transfer-Encoding", "chunked"])
        body = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:40], body[40:])) + b"0\r\n\r\n"
    elif body:
        headers.append(["Content-Length", str(len(body))])
    method = request.get("method", "POST")
    lines = [f"{method} {request['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "", ""]
    return exchanged(personio, "\r\n".join(lines).encode(), body, wait=request.get("expect", False))


def body_of(request: dict[str, Any]) -> bytes:
    """What follows the head: parts, a form, JSON, or nothing."""
    if "multipart" in request:
        return multipart(request["multipart"])
    if "form" in request:
        return str(request["form"]).encode()
    return json.dumps(request["json"]).encode() if "json" in request else b""


def exchanged(personio: StandIn, head: bytes, body: bytes, *, wait: bool) -> tuple[int, bytes]:
    """Send head and body over a bare socket, waiting for `100 Continue` in between where the client does."""
    place = urlsplit(personio.url)
    with socket.create_connection((place.hostname, place.port or 80), timeout=10) as connection:
        connection.sendall(head)
        if wait:
            assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        with HTTPResponse(connection) as answer:
            answer.begin()
            return answer.status, answer.read()


def multipart(raw: dict[str, Any]) -> bytes:
    """The parts with exactly their header lines."""
    lines: list[str] = []
    for part in raw["parts"]:
        lines.append(f"--{raw['boundary']}")
        lines += [f"{name}: {value}" for name, value in part["headers"]]
        lines += ["", part["content"]]
    return "\r\n".join([*lines, f"--{raw['boundary']}--", ""]).encode()
