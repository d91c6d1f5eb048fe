"""What goes wrong between the product and its ports: crashes, silences, late commits, others' deeds."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar, cast

from shared.domain.applicant import Found, Standing
from shared.domain.application import Answer, Application, Outcome, Proof
from shared.domain.credentials import Access, Credentials
from shared.domain.errors import Conflict, Problem, Unavailable
from shared.ports import Applicants, Applications
from tests.support.guarantee import Guarantee

T = TypeVar("T")
NOT_REACHED = "not reached"


class Crash(BaseException):
    """The process is gone; nothing of ours catches this."""


class System(StrEnum):
    """Who is called."""

    FIRESTORE = "Firestore"
    SECRETS = "Secret Manager"
    PERSONIO = "Personio"


class Kind(StrEnum):
    """How one call to a port goes wrong."""

    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    NOT_REACHED = "not reached"
    ANSWER_LOST = "answer lost"  # what was to be written is written
    COMMITTED_LATE = "committed late"  # no answer, and others read before it arrives
    DEED_BEFORE = "deed before"
    DEED_AFTER = "deed after"


DEATHS = {Kind.CRASH_BEFORE, Kind.CRASH_AFTER}
SILENCES = {Kind.NOT_REACHED, Kind.ANSWER_LOST}
DEEDS = {Kind.DEED_BEFORE, Kind.DEED_AFTER}


@dataclass(frozen=True)
class Trouble:
    """At the `at`-th call, counted from 0 and anew after each trouble, `kind` happens.

    Attributes:
        deed: somebody else's, before or after the call; after a crash, before the caller comes again.
        calls: to the same system, for which a silence lasts.
    """

    at: int
    kind: Kind
    deed: Callable[[], None] = lambda: None
    calls: int = 1


FINE = Trouble(0, Kind.DEED_BEFORE)


@dataclass
class _Caller:
    """Who calls at present: what it will meet, and what has become of it."""

    plan: list[Trouble] = field(default_factory=list)
    calls: int = 0
    silent: System | None = None
    silence: Trouble = FINE
    silent_for: int = 0
    unanswered: int = 0
    dead: bool = False
    afterwards: Callable[[], None] = lambda: None

    def meets(self, system: System) -> Trouble:
        """The trouble of its next call."""
        if self.silent_for and system is self.silent:
            self.silent_for -= 1
            return self.silence
        self.calls += 1
        if not self.plan or self.plan[0].at >= self.calls:
            return FINE
        self.calls = 0
        trouble = self.plan.pop(0)
        self.silent, self.silence, self.silent_for = system, trouble, trouble.calls - 1
        return trouble

    def dies(self, afterwards: Callable[[], None]) -> None:
        self.dead, self.afterwards = True, afterwards
        raise Crash

    def lives_through(self, do: Callable[[], T]) -> T:
        try:
            return do()
        except Crash:
            self.dead = True
            raise


class Troubles:
    """Stands between callers and their ports."""

    def __init__(self) -> None:
        self._caller = _Caller()
        self._late: Callable[[], object] | None = None

    @property
    def unanswered(self) -> int:
        """How many calls of the present caller found no answer."""
        return self._caller.unanswered

    def during(self, plan: Sequence[Trouble], call: Callable[[], object]) -> None:
        """Let `call` meet what is planned; who died comes again while anything is left of it.

        What it says when it dies or finds no answer is nobody's business.
        """
        left = list(plan)
        dead = True
        while dead:
            self._caller = _Caller(plan=left)
            with suppress(Crash, Unavailable):
                call()
            dead, afterwards = self._caller.dead and bool(left), self._caller.afterwards
            self._caller = _Caller()
            self.arrive()
            afterwards()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What somebody else calls meanwhile goes well."""
        mine, self._caller = self._caller, _Caller()
        try:
            yield
        finally:
            self._caller = mine

    def arrive(self) -> None:
        """A commit that was under way arrives."""
        late, self._late = self._late, None
        if late:
            with suppress(Conflict, Problem):
                late()

    def call(self, system: System, do: Callable[[], T]) -> T:
        caller = self._caller
        if caller.dead:
            raise Crash
        trouble = caller.meets(system)
        match trouble.kind:
            case Kind.CRASH_BEFORE:
                caller.dies(trouble.deed)
            case Kind.NOT_REACHED:
                caller.unanswered += 1
                raise Unavailable(NOT_REACHED)
            case Kind.COMMITTED_LATE if system is System.FIRESTORE:
                caller.unanswered += 1
                self._late = do
                raise Unavailable("no answer yet")
            case Kind.DEED_BEFORE:
                trouble.deed()
        answer = caller.lives_through(do)
        match trouble.kind:
            case Kind.CRASH_AFTER:
                caller.dies(trouble.deed)
            case Kind.ANSWER_LOST | Kind.COMMITTED_LATE:
                caller.unanswered += 1
                raise Unavailable("answer lost")
            case Kind.DEED_AFTER:
                trouble.deed()
        return answer


class _Troubled:
    """Any port, with troubles before each of its calls."""

    def __init__(self, port: object, system: System, troubles: Troubles) -> None:
        self._port, self._system, self._troubles = port, system, troubles

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._port, name)
        return lambda *args, **named: self._troubles.call(self._system, lambda: method(*args, **named))


def troubled(port: T, system: System, troubles: Troubles) -> T:
    """`port` with troubles before it."""
    return cast("T", _Troubled(port, system, troubles))


@dataclass(frozen=True, kw_only=True)
class TroubledApplicants:
    """The Applicants port with troubles before it; its silence, too, is an answer."""

    applicants: Applicants
    troubles: Troubles

    def find(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        try:
            return self.troubles.call(
                System.PERSONIO, lambda: self.applicants.find(credentials, email, position_id)
            )
        except Unavailable:
            return Answer(outcome=Outcome.UNKNOWN)

    def standing(self, credentials: Credentials, application_id: str) -> Standing | Answer:
        return self.applicants.standing(credentials, application_id)

    def entered(self, credentials: Credentials, application_id: str) -> datetime | Answer | None:
        return self.applicants.entered(credentials, application_id)


@dataclass(frozen=True, kw_only=True)
class TroubledApplications:
    """The Applications port with troubles before it: what is silence elsewhere is an outcome here."""

    applications: Applications
    troubles: Troubles
    guarantee: Guarantee

    def access(self, credentials: Credentials) -> Access | Answer:
        return self.applications.access(credentials)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        attempt = self.guarantee.caller.attempt
        answer = self._answer(lambda: self.applications.submit(application, access, enough_time))
        self.guarantee.answered(attempt, answer.outcome)
        return answer

    def _answer(self, submit: Callable[[], Answer]) -> Answer:
        try:
            return self.troubles.call(System.PERSONIO, submit)
        except Unavailable as silence:
            sent = str(silence) != NOT_REACHED
            return Answer(outcome=Outcome.UNKNOWN if sent else Outcome.OUTAGE)

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        return self.applications.prove(credentials, positions)

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        return self.applications.owns(credentials, position_id)

    def revoke(self, credentials: Credentials) -> None:
        self.applications.revoke(credentials)

    def preview(self, application: Application) -> "dict[str, object]":
        return dict(self.applications.preview(application))
