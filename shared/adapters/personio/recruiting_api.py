"""Requests to Personio's recruiting API and what authenticates them, whatever they are about.

developer.personio.de, references `introduction-1` and `include-our-headers-in-your-requests`.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from shared.adapters import tuning
from shared.adapters.personio.authentication import Authentication, Ways
from shared.adapters.personio.form import Form
from shared.adapters.personio.http import NoAnswer, NotSent, Response, Timeouts, request
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Access, Credentials, Kind
from shared.structs import Struct, field

T = TypeVar("T")
Get = Callable[[str, Mapping[str, str]], tuple[Answer, bytes]]  # of a path and a query: what stands there


class RecruitingApi(Struct):
    """What the adapters of ports to it have in common.

    Attributes:
        api_url: base address, without a slash at its end.
        partner_id, app_id: how Personio knows matched.io; empty ones are not sent.
        ways: how each kind of credentials authenticates; nothing else here knows versions of the API.
        timeouts: of each request's steps.
        monotonic: seconds that never jump.
    """

    api_url: str
    partner_id: str = ""
    app_id: str = ""
    ways: Mapping[Kind, Authentication] = field(default_factory=Ways)
    timeouts: Timeouts = field(default_factory=Timeouts)
    monotonic: Callable[[], float] = time.monotonic

    def _way(self, credentials: Credentials) -> Authentication:
        return self.ways[credentials.kind]

    def _access(self, credentials: Credentials, *, anew: bool = False) -> Access | Answer:
        return self._way(credentials).access(credentials, self._post, anew=anew)

    def _reading(
        self, credentials: Credentials, seconds: float, read: Callable[[Authentication, Get], T | Answer]
    ) -> T | Answer:
        """What `read` makes of what it gets in so many seconds; `scope_missing` of what is not for reading.

        Reading twice does no harm: an access token that ended is replaced at once. So is one from memory
        that may not read: it may be older than a scope just ticked.
        """
        over_at = self.monotonic() + seconds
        way = self._way(credentials)
        if not way.jobs:
            return Answer(outcome=Outcome.SCOPE_MISSING, problem="scope_read_missing")
        for _ in range(2):
            access = self._access(credentials)
            if isinstance(access, Answer):
                return access
            told = read(way, self._getting(access, over_at))
            if not (isinstance(told, Answer) and _outdated(told)):
                break
        return told

    def _getting(self, access: Access, over_at: float) -> Get:
        way = self._way(access.credentials)

        def get(path: str, query: Mapping[str, str]) -> tuple[Answer, bytes]:
            asked = f"{path}?{urlencode(query)}" if query else path
            try:
                response = self._send("GET", asked, access, over_at)
            except NotSent:
                return Answer(outcome=Outcome.OUTAGE), b""
            except NoAnswer:
                return Answer(outcome=Outcome.UNKNOWN), b""
            return way.read(access, response), response.body

        return get

    def _send(
        self,
        method: str,
        path: str,
        access: Access,
        over_at: float,
        *,
        json: object = None,
        data: Any = None,
        content_type: str | None = None,
    ) -> Response:
        """Send one request; what may be None, and what is raised, is as `http.request` says."""
        kind = {"Content-Type": content_type} if content_type else {}
        return request(
            method,
            self.api_url + path,
            headers={**self._headers(), **self._way(access.credentials).authorize(access), **kind},
            json=json,
            data=data,
            timeouts=self.timeouts,
            deadline=over_at - self.monotonic(),
            max_bytes=tuning.ANSWER_BYTES,
        )

    def _post(self, form: Form) -> Response:
        return request(
            "POST",
            self.api_url + form.path,
            headers={**self._headers(), **form.headers},
            data=dict(form.fields),
            timeouts=self.timeouts,
            deadline=form.seconds,
            max_bytes=tuning.ANSWER_BYTES,
        )

    def _headers(self) -> dict[str, str]:
        partner = {"X-Personio-Partner-ID": self.partner_id, "X-Personio-App-ID": self.app_id}
        return {"Accept": "application/json", **{name: value for name, value in partner.items() if value}}


def _outdated(answer: Answer) -> bool:
    return answer.outcome is Outcome.ACCESS_REFUSED or (
        answer.outcome is Outcome.SCOPE_MISSING and not answer.fresh
    )
