"""The doctor's side: only what is in the plan is sent, paced, and each answer is kept redacted."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from doctor import redaction
from doctor.account import Account, Leave
from doctor.answers import Answer
from doctor.steps import CREATE, DRY_RUN, FILL, OPEN_AGAIN, PLUS, SECOND_POSITION, Need, Step
from doctor.wire import Silence, exchange
from shared.domain.board import Board

MIB = 1024 * 1024
AT_ONCE, WINDOW = 20, 60.0  # requests, seconds; each endpoint by itself
SILENCES = 3  # in a row, after which a host is asked no more
TOO_MANY = 429
MAY_CREATE = (CREATE, PLUS, SECOND_POSITION, DRY_RUN)
RISKY = (Need.CREATE, Need.DRY_RUN, Need.SECOND)
NO_POSITION = 1  # an id that no position has
WRONG_TOKEN = "0" * 40
NOBODY = "matched-io-doctor@example.com"


class NotSent(Silence):
    """The step is not in the plan, was sent often enough, or there is no sense in sending it."""


class Alarm(Exception):  # noqa: N818 - the reason to stop
    """An applicant that was not wanted, or an outcome that nobody knows; its text is the step."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Time as the doctor uses it; tests have another."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Seconds for one request, all of it; bytes of its answer; sizes of documents, the largest first."""

    seconds: float = 30.0
    upload_seconds: float = 180.0
    answer_bytes: int = MIB
    feed_bytes: int = 32 * MIB
    documents: tuple[int, ...] = (20 * MIB + 1, 20 * MIB, 20_000_000, 10 * MIB)


Progress = Callable[[Step | float], None]  # told of each request before it is sent, of seconds to wait


class Conversation:
    """One account's.

    Attributes:
        kept: what may be told of each request, in their order.
        positions: ids of the feed, once it was read.
        access: the access token of API v2 in use; `granted` are all that were given out.
        done: the steps that Personio did as it was asked.
        met: requests that had passed within the window when one was refused as too many, by endpoint.
    """

    def __init__(
        self,
        account: Account,
        leave: Leave,
        plan: Sequence[Step],
        *,
        clock: Clock,
        bounds: Bounds,
        progress: Progress,
    ) -> None:
        self.account, self.leave, self.plan = account, leave, frozenset(plan)
        self.clock, self.bounds, self._progress = clock, bounds, progress
        self.kept: list[dict[str, Any]] = []
        self.positions: tuple[int, ...] = ()
        self.access = ""
        self.granted: list[str] = []
        self.done: list[Step] = []
        self.met: dict[str, int] = {}
        self._sent: Counter[str] = Counter()
        self._passed: defaultdict[str, deque[float]] = defaultdict(deque)
        self._silences: Counter[str] = Counter()
        self._nobody = Board(slug=f"matched-io-doctor-{uuid4().hex[:12]}", tld=account.board.tld)

    def send(self, step: Step, *, id_: object = "", **sent: Any) -> Answer:
        """Send the step once; what is refused as too many, once more after a minute.

        Args:
            step: of the plan.
            id_: for the `{id}` of its address.
            sent: headers, params, json, data, files as `requests` takes them.

        Raises:
            Silence: no answer.
            NotSent, Alarm: see there.
        """
        if step not in self.plan or self._sent[step.name] >= step.most:
            raise NotSent("not_planned")
        if NO_POSITION in self.positions and _applies(step) and step.need not in RISKY:
            raise NotSent("not_harmless")  # it has the id after all
        self._sent[step.name] += 1
        try:
            answer = self._answer(step, id_, sent)
            if answer.status == TOO_MANY and step not in (FILL, OPEN_AGAIN):
                self.met[endpoint(step)] = len(self._passed[endpoint(step)]) - 1
                self.rest(WINDOW)
                answer = self._answer(step, id_, sent)
        except NotSent:
            raise
        except Silence:
            if step.need in RISKY:
                raise Alarm(step.name) from None
            raise
        if answer.says_yes:
            self.done.append(step)
        created = answer.says_yes and _applies(step)
        unknown = step.need in RISKY and not created and not answer.says_no
        if unknown or (created and step not in MAY_CREATE):
            raise Alarm(step.name)
        return answer

    def rest(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._progress(seconds)
        self.clock.sleep(seconds)

    def credentials(self) -> dict[str, str]:
        """The headers of an application or a document.

        Raises:
            NotSent: there is no access token.
        """
        if self.account.door == "v1":
            return self.with_token(self.account.token)
        return self.with_access(self.access)

    def with_token(self, token: str) -> dict[str, str]:
        """The headers of API v1."""
        return {"X-Company-ID": self.account.company_id, **self.with_access(token)}

    @staticmethod
    def with_access(access: str) -> dict[str, str]:
        """The headers of API v2."""
        if not access:
            raise NotSent("no_access")
        return {"Authorization": f"Bearer {access}", "Accept": "application/json"}

    def _answer(self, step: Step, id_: object, sent: Mapping[str, Any]) -> Answer:
        url = self._url(step, id_)
        host = urlsplit(url).netloc
        if self._silences[host] >= SILENCES:
            raise NotSent("gave_up")
        if step not in (FILL, OPEN_AGAIN):
            self._wait(endpoint(step))
        self._progress(step)
        self._passed[endpoint(step)].append(self.clock.monotonic())
        feed, upload = step.address.endswith("/xml"), "files" in sent
        try:
            raw = exchange(
                step.method,
                url,
                deadline=self.bounds.upload_seconds if upload else self.bounds.seconds,
                most_bytes=self.bounds.feed_bytes if feed else self.bounds.answer_bytes,
                **sent,
            )
        except Silence as silence:
            self._silences[host] += 1
            self.kept.append(redaction.kept(step, silence))
            raise
        self._silences[host] = 0
        answer = Answer(status=raw.status, headers=raw.headers, body=raw.body, seconds=raw.seconds)
        self.kept.append(redaction.kept(step, answer))
        return answer

    def _url(self, step: Step, id_: object) -> str:
        account = self.account
        return step.address.format(
            board=account.page(account.board),
            other=account.page(account.board.other),
            nobody=account.page(self._nobody),
            api=account.api_url,
            v=account.door,
            id=id_,
        )

    def _wait(self, counted: str) -> None:
        passed = self._passed[counted]
        while passed and passed[0] <= self.clock.monotonic() - WINDOW:
            passed.popleft()
        if len(passed) >= AT_ONCE:
            self.rest(passed[0] + WINDOW - self.clock.monotonic())
            self._wait(counted)


def application(
    position: int = NO_POSITION, address: str = NOBODY, /, **changes: object
) -> dict[str, object]:
    """A complete application, with `changes`; unless another is named, for the position that nobody has."""
    complete = {
        "first_name": "matched.io",
        "last_name": "Doctor",
        "email": address,
        "job_position_id": position,
        "message": "A check of the connection by matched.io. Please delete.",
    }
    return complete | changes


def endpoint(step: Step) -> str:
    """Where Personio counts: both versions of an endpoint are one."""
    address = step.address.replace("{v}", "v1").replace("/v2/recruiting", "/v1/recruiting")
    return f"{step.method} {address}"


def _applies(step: Step) -> bool:
    return step.method == "POST" and step.address.endswith("/applications")
