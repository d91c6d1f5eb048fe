"""A served function, called over a bare socket: exactly the bytes that a test wants, odd ones among them."""

import json
import socket
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> Any:
        """Of the problem that it is."""
        return json.loads(self.body)["code"]


@dataclass(frozen=True)
class Socket:
    """The function at `url`."""

    url: str

    def ask(
        self, target: str, *headers: str, method: str = "GET", host: str = "f.example", body: bytes = b""
    ) -> Answer:
        """What comes back, after which the caller has no more to say. Characters are bytes (ISO-8859-1)."""
        at = urlsplit(self.url)
        lines = (f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", "")
        with socket.create_connection((at.hostname, at.port), timeout=20) as caller:
            caller.sendall("\r\n".join(lines).encode("latin-1") + body)
            caller.shutdown(socket.SHUT_WR)
            answer = HTTPResponse(caller, method=method)
            answer.begin()
            return Answer(status=answer.status, headers=dict(answer.getheaders()), body=answer.read())
