"""One HTTP call to a server of this machine: no proxy, no redirect, no connection kept."""

import http.client
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit


def call(
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    timeout: float = 10.0,  # seconds of silence
) -> tuple[int, bytes]:
    """Status and body of the answer, whatever the status is.

    Raises:
        OSError: nobody answered, or not in time.
        http.client.HTTPException: what answered does not speak HTTP.
    """
    target = urlsplit(url)
    connection = http.client.HTTPConnection(target.netloc, timeout=timeout)
    try:
        path = target.path or "/"
        connection.request(
            method, f"{path}?{target.query}" if target.query else path, body, dict(headers or {})
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def answers(url: str, *, timeout: float = 2.0) -> bool:
    """Whether a server stands at `url` and takes requests; any status but a 5xx will do."""
    try:
        status, _ = call("GET", url, timeout=timeout)
    except (OSError, http.client.HTTPException):
        return False
    return status < HTTPStatus.INTERNAL_SERVER_ERROR
