"""Faults on demand: which request is struck, how often, and how.

The first fault that matches and has strikes left takes the request; a request is struck by one fault at most.
"""

import itertools
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import NoneType
from typing import Any, Literal, get_args

from local.personio.messages import Answer, Dropped, Request
from local.personio.refusals import in_v1, refused

Effect = Literal["status", "delay", "hold", "drop_before", "drop_after", "malformed"]
Malformation = Literal["broken_json", "truncated", "short_length", "html", "broken_xml"]
Moment = Literal["before_handling", "before_answering"]


@dataclass(frozen=True, kw_only=True)
class Match:
    """Which requests; what is None does not matter. `email` without regard to case."""

    method: str | None = None
    path_prefix: str | None = None
    path_contains: str | None = None
    company_id: int | None = None
    email: str | None = None
    job_position_id: int | None = None

    def fits(self, request: Request, company_id: int | None) -> bool:
        """Whether `request`, for this company, is one of them."""
        if self.method not in (None, request.method):
            return False
        if self.path_prefix is not None and not request.path.startswith(self.path_prefix):
            return False
        if self.path_contains is not None and self.path_contains not in request.path:
            return False
        if self.company_id not in (None, company_id):
            return False
        return self._fits_body(request.json if isinstance(request.json, dict) else {})

    def _fits_body(self, body: Mapping[str, Any]) -> bool:
        if self.email is not None and str(body.get("email", "")).lower() != self.email.lower():
            return False
        return self.job_position_id is None or str(body.get("job_position_id")) == str(self.job_position_id)


@dataclass(kw_only=True)
class Fault:
    """One fault. `times` counts down to 0, None strikes for ever; `arrived` counts the requests it took."""

    id: int
    match: Match
    do: Effect
    times: int | None = 1
    when: Moment = "before_handling"
    seconds: float = 0.0
    status: int = HTTPStatus.INTERNAL_SERVER_ERROR
    body: str | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    how: Malformation = "broken_json"
    reset: bool = False
    arrived: int = 0
    released: threading.Event = field(default_factory=threading.Event, repr=False)

    def before(self) -> Answer | Dropped | None:
        """What happens before the request is handled; None lets it be handled."""
        if self.do == "drop_before":
            return Dropped(reset=self.reset)
        return self._strike() if self.when == "before_handling" else None

    def after(self, answer: Answer) -> Answer | Dropped:
        """What becomes of `answer`; the request has been handled, an applicant may have been created."""
        if self.do == "drop_after":
            return Dropped(reset=self.reset)
        if self.do == "malformed":
            return malformed(answer, self.how)
        struck = self._strike() if self.when == "before_answering" else None
        return struck or answer

    def describe(self) -> dict[str, Any]:
        """The fault as JSON."""
        hidden = {"match", "released"}
        values = {name: value for name, value in vars(self).items() if name not in hidden}
        return values | {"match": vars(self.match), "released": self.released.is_set()}

    def _strike(self) -> Answer | None:
        if self.do == "delay":
            time.sleep(self.seconds)
        if self.do == "hold":
            self.released.wait()
        return self._status() if self.do == "status" else None

    def _status(self) -> Answer:
        if self.body is None and self.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            answer = in_v1(refused(self.status))
            return Answer(
                status=self.status, body=answer.body, content_type=answer.content_type, headers=self.headers
            )
        body = (self.body or "").encode()
        return Answer(
            status=self.status,
            body=body,
            content_type=self.content_type if body else None,
            headers=self.headers,
        )


class Faults:
    """All faults, oldest first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._numbers = itertools.count(1)
        self._faults: dict[int, Fault] = {}

    def add(self, description: Mapping[str, Any]) -> Fault:
        """Add the fault that `description` (JSON) gives.

        Raises:
            TypeError, ValueError, KeyError: where it names what does not exist.
        """
        values = dict(description)
        for name, choices in (("do", Effect), ("how", Malformation), ("when", Moment)):
            if name in values and values[name] not in get_args(choices):
                raise ValueError(f"{name} cannot be {values[name]!r}")
        if type(values.get("times", 1)) not in (int, NoneType):
            raise ValueError("times is a number or null")
        match = Match(**values.pop("match", {}))
        with self._changed:
            fault = Fault(**{**values, "id": next(self._numbers), "match": match})
            self._faults[fault.id] = fault
        return fault

    def take(self, request: Request, company_id: int | None) -> Fault | None:
        """The fault that strikes `request`; it has one strike less from now on."""
        if not self._faults:
            return None
        with self._changed:
            for fault in self._faults.values():
                if fault.times != 0 and fault.match.fits(request, company_id):
                    fault.times = None if fault.times is None else fault.times - 1
                    fault.arrived += 1
                    self._changed.notify_all()
                    return fault
        return None

    def wait(self, number: int, *, arrived: int, timeout: float) -> Fault:
        """Wait until `arrived` requests have met the fault, or `timeout` seconds; raises KeyError."""
        with self._changed:
            fault = self._faults[number]
            self._changed.wait_for(lambda: fault.arrived >= arrived, timeout)
            return fault

    def release(self, number: int) -> Fault:
        """Let go the requests that the fault holds, and all to come; raises KeyError."""
        with self._changed:
            fault = self._faults[number]
        fault.released.set()
        return fault

    def remove(self, number: int) -> None:
        """Release and forget one fault; raises KeyError."""
        self.release(number)
        with self._changed:
            del self._faults[number]

    def clear(self) -> None:
        """Release and forget all."""
        with self._changed:
            for fault in self._faults.values():
                fault.released.set()
            self._faults.clear()

    def all(self) -> list[Fault]:
        """All faults, oldest first, spent ones too."""
        with self._changed:
            return list(self._faults.values())


def malformed(answer: Answer, how: Malformation) -> Answer:
    """`answer` with its status, and a body that nobody can trust."""
    whole = answer.body or b'{"id": 4711, "status": "created"}'
    kind = answer.content_type or "application/json"
    if how == "html":
        page = b"<!DOCTYPE html><html><body>We will be back soon</body></html>"
        return Answer(status=HTTPStatus.OK, body=page, content_type="text/html; charset=utf-8")
    if how == "broken_json":
        return Answer(status=answer.status, body=b'{"id": 4711, "stat', content_type="application/json")
    if how == "broken_xml":
        broken = b"<workzag-jobs><position><id>1</id><name>Broken</position></workzag-job>"
        return Answer(status=answer.status, body=broken, content_type="text/xml; charset=UTF-8")
    half = len(whole) // 2
    if how == "truncated":
        return Answer(status=answer.status, body=whole[:half], content_type=kind, declared_length=len(whole))
    return Answer(status=answer.status, body=whole, content_type=kind, declared_length=half)
