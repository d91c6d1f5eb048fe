"""Google's own answers about a project."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests

TIMEOUT = 30.0


@dataclass(frozen=True, kw_only=True)
class Google:
    """REST calls in the caller's own name.

    `at`: another address that answers for all hosts, each below its name; tests have one.
    """

    token: str
    at: str | None = None

    def get(self, url: str) -> dict[str, Any]:
        """The resource; empty where there is none, with `error` where Google refuses."""
        return self._answer("GET", url, None)

    def post(self, url: str, body: object) -> dict[str, Any]:
        return self._answer("POST", url, body)

    def address(self, url: str) -> str:
        """Where `url` is asked."""
        parts = urlsplit(url)
        return f"{self.at}/{parts.netloc}{parts.path}" if self.at else url

    def _answer(self, method: str, url: str, body: object) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = requests.request(method, self.address(url), json=body, headers=headers, timeout=TIMEOUT)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return {}
        if not answer.ok:
            return {"error": f"Google answers {answer.status_code}"}
        found: dict[str, Any] = answer.json()
        return found
