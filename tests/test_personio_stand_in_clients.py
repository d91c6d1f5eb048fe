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

pytestmark = pytest.mark.wire

CLIENTS = sorted((Path(__file__).parent / "samples" / "clients").glob("*.json"))


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
    told = {
        "email": applicant["email"],
        "phase": applicant["phase"],
        "files": [file["category"] for file in applicant["files"]],
    }
    assert told == client["applicant"]
    assert applicant["job_position_id"] == ACME_BACKEND


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_a_public_client_with_a_wrong_token_is_told_so(personio: StandIn, path: Path) -> None:
    """Its upload is well-formed, so authentication is reached: 401, not 400."""
    upload = json.loads(path.read_text(encoding="utf-8"))["requests"][0]
    status, _ = replayed(personio, filled(upload, {"company": str(companies.ACME), "token": "wrong"}))
    assert status == 401


def filled(request: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    """`request` with its placeholders replaced."""
    text = json.dumps(request)
    for name, value in values.items():
        text = text.replace(f'"{{{name}:number}}"', value).replace(f"{{{name}}}", value)
    told: dict[str, Any] = json.loads(text)
    return told


def replayed(personio: StandIn, request: dict[str, Any]) -> tuple[int, bytes]:
    """Status and body of the answer."""
    body = multipart(request["multipart"]) if "multipart" in request else json.dumps(request["json"]).encode()
    headers = [["Host", "api.personio.de"], *request["headers"]]
    names = {name.lower() for name, _ in headers}
    if "content-type" not in names:
        headers.append(["Content-Type", f"multipart/form-data; boundary={request['multipart']['boundary']}"])
    if request.get("transfer") == "chunked":
        headers.append(["Transfer-Encoding", "chunked"])
        body = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:40], body[40:])) + b"0\r\n\r\n"
    else:
        headers.append(["Content-Length", str(len(body))])
    lines = [f"POST {request['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "", ""]
    return exchanged(personio, "\r\n".join(lines).encode(), body, wait=request.get("expect", False))


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
