"""Every request, as it came: what was sent, when, on which connection, and what was in flight with it."""

import threading
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from local.personio.clock import Clock
from local.personio.messages import Part, Request, fingerprint

KEPT = 50_000  # the oldest go first
TEXT_BYTES = 10_000  # of a body that is neither JSON nor a form
SECRET = ("client_secret", "token")  # fields of a form that are kept as fingerprints


@dataclass(kw_only=True)
class Record:
    """One request. Times: ISO 8601 on the stand-in's clock, and seconds of its monotonic one.

    Attributes:
        authorization: the start of the SHA-256 of the header's value, so that no token can leak from here.
        token_right: whether the bearer token is that of the company in the header, in v2 one that holds.
        body: the JSON as parsed, the fields of a URL-encoded form, or text; None without a body, and beside
            the `parts` of a multipart one.
        status: None where the connection was dropped, or as long as the answer is not sent.
        overlaps: the requests that were in flight at some moment of this one.
        fault: the fault that struck it.
    """

    sequence: int
    method: str
    path: str
    query: dict[str, str]
    company_id: int | None
    headers: dict[str, str]
    authorization: str | None
    token_right: bool
    body: Any
    parts: list[dict[str, object]] | None
    connection: int
    received_at: str
    received_monotonic: float
    answered_at: str | None = None
    answered_monotonic: float | None = None
    status: int | None = None
    overlaps: list[int] = field(default_factory=list)
    fault: int | None = None


class Records:
    """The requests in the order of their arrival; sequence numbers go on after a clearing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sequence = 0
        self._all: deque[Record] = deque(maxlen=KEPT)
        self._in_flight: dict[int, Record] = {}

    def arrived(self, request: Request, *, company_id: int | None, token_right: bool) -> Record:
        """Open a record; it overlaps with what has not been answered yet."""
        authorization = request.headers.get("Authorization")
        with self._lock:
            self._sequence += 1
            record = Record(
                sequence=self._sequence,
                method=request.method,
                path=request.path,
                query=request.query,
                company_id=company_id,
                headers={name: v for name, v in request.headers.items() if name.lower() != "authorization"},
                authorization=fingerprint(authorization) if authorization else None,
                token_right=token_right,
                body=_body(request),
                parts=None if request.parts is None else [_part(part) for part in request.parts],
                connection=request.connection,
                received_at=self._clock.now().isoformat(),
                received_monotonic=time.monotonic(),
            )
            self._note_overlaps(record)
            self._all.append(record)
        return record

    def answered(self, record: Record, status: int | None) -> None:
        """The answer is about to leave; from here on nothing overlaps with it."""
        with self._lock:
            record.status = status
            record.answered_at = self._clock.now().isoformat()
            record.answered_monotonic = time.monotonic()
            self._in_flight.pop(record.sequence, None)

    def undelivered(self, record: Record) -> None:
        """The caller had gone before the answer could be written."""
        with self._lock:
            record.status = None

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._all.clear()

    def matching(
        self,
        *,
        company_id: int | None = None,
        path: str | None = None,
        path_prefix: str = "",
        since: int = 0,
    ) -> list[dict[str, Any]]:
        """Records as JSON: of a company, of a path, of paths with a beginning, numbered after `since`."""
        with self._lock:
            return [
                asdict(record)
                for record in self._all
                if record.sequence > since
                and company_id in (None, record.company_id)
                and path in (None, record.path)
                and record.path.startswith(path_prefix)
            ]

    def _note_overlaps(self, record: Record) -> None:
        for other in self._in_flight.values():
            other.overlaps.append(record.sequence)
            record.overlaps.append(other.sequence)
        self._in_flight[record.sequence] = record


def _body(request: Request) -> Any:
    if not request.body or request.parts is not None:
        return None
    if request.form is not None:
        return {name: fingerprint(v) if name in SECRET else v for name, v in request.form.items()}
    return request.json if request.json is not None else request.body[:TEXT_BYTES].decode(errors="replace")


def _part(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "filename": part.filename,
        "content_type": part.content_type,
        "size": len(part.content),
        "sha256": fingerprint(part.content),
    }
