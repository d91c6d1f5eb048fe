"""An answer of Personio's, taken apart: its shape, the words of Personio's own in it, its JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from doctor.wire import Raw
from shared.domain.application import ReasonCode

NOT_FOUND = "personio.core.api.exceptions.api.not.found.http.exception"
OAUTH = (
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
)
CODES = frozenset(
    (*(code.value for code in ReasonCode if code is not ReasonCode.UNLISTED), NOT_FOUND, *OAUTH)
)
DEEPEST = 12
PERSONIO_ITSELF = frozenset({"personio.com", "www.personio.com", "personio.de", "www.personio.de"})
TIMED_OUT = 408
SUCCESSES, REDIRECTS, REFUSALS = range(200, 300), range(300, 400), range(400, 500)


@dataclass(frozen=True, kw_only=True)
class Answer(Raw):
    """One whole answer."""

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def media_type(self) -> str:
        """`text/xml`, without parameters; empty where none is told."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def redirects(self) -> bool:
        return self.status in REDIRECTS

    @property
    def leads_to_personio(self) -> bool:
        """Whether it is a redirect to Personio's own site."""
        try:
            host = urlsplit(self.headers.get("Location", "")).hostname
        except ValueError:
            return False
        return self.redirects and host in PERSONIO_ITSELF

    @property
    def shape(self) -> str:
        """One word for the form of the body: those of refusals first, then what else it may be."""
        if not self.body.strip():
            return "empty"
        document = self.json
        if isinstance(document, dict):
            return _shape(document)
        if document is not None:
            return "json"
        start = self.body.lstrip()[:200].lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return "html"
        return "xml" if start.startswith(b"<") else "text"

    @property
    def codes(self) -> tuple[str, ...]:
        """Personio's codes that stand anywhere in it, each once, in their order."""
        return tuple(dict.fromkeys(text for text in _texts(self.json, DEEPEST) if text in CODES))

    @property
    def code(self) -> str:
        """The first of them; `other` where there is none."""
        return next(iter(self.codes), "other")

    @property
    def says_yes(self) -> bool:
        return self.status in SUCCESSES

    @property
    def shuts_out(self) -> bool:
        """Whether it says nothing about what was sent: who asked, or how often, was refused."""
        return self.status in (401, 403, 429)

    @property
    def says_no(self) -> bool:
        """Whether it was refused, so that nothing can have been created; 408 leaves that open."""
        return self.status in REFUSALS and self.status != TIMED_OUT


def _shape(document: dict[str, Any]) -> str:
    error, errors = document.get("error"), document.get("errors")
    if "personio_trace_id" in document:
        return "envelope"
    if isinstance(error, str):
        return "oauth"
    if isinstance(error, dict):
        return "reason" if "reason" in error else "message"
    if "title" in document and "status" in document:
        return "problem"
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        return "fields" if "field" in errors[0] else "generic"
    return "json"


def _texts(document: Any, deepest: int) -> Iterator[str]:
    if isinstance(document, str):
        yield document.strip()
    elif deepest and isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from _texts(each, deepest - 1)
