"""What goes wrong between an export and its ports: crashes, lost answers, late commits, others' deeds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from shared.domain.application import Answer, Application, Credentials, Outcome
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Export
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.ports import Applications, Ledger

T = TypeVar("T")
NOT_REACHED = "not reached"


class Crash(BaseException):
    """The process is gone; nothing of ours catches this."""


class Kind(StrEnum):
    """How one call to a port goes wrong."""

    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    NOT_REACHED = "not reached"
    ANSWER_LOST = "answer lost"
    COMMITTED_LATE = "committed late"  # no answer, and others read before it arrives
    DEED_BEFORE = "deed before"
    DEED_AFTER = "deed after"


@dataclass(frozen=True)
class Trouble:
    """At the `at`-th call (from 0) of one export, `kind` happens; `deed` is somebody else's."""

    at: int
    kind: Kind
    deed: Callable[[], None] = lambda: None


class Troubles:
    """Stands between an exporter and its ports; one Trouble at a time, for one export."""

    def __init__(self) -> None:
        self._trouble: Trouble | None = None
        self._calls = 0
        self._late: Callable[[], object] | None = None

    def during(self, trouble: Trouble | None, export: Callable[[], object]) -> None:
        """Run `export`; what it says when the process dies or Firestore is silent is nobody's business."""
        self._trouble, self._calls = trouble, 0
        try:
            with suppress(Crash, Unavailable):
                export()
        finally:
            self._trouble = None
            self.arrive()

    def arrive(self) -> None:
        """A commit that was under way arrives."""
        late, self._late = self._late, None
        if late:
            with suppress(Conflict):
                late()

    def call(self, do: Callable[[], T]) -> T:
        trouble, self._calls = self._trouble, self._calls + 1
        if trouble is None or trouble.at != self._calls - 1:
            return do()
        self._trouble = None  # what the deed itself calls goes well
        match trouble.kind:
            case Kind.CRASH_BEFORE:
                raise Crash
            case Kind.NOT_REACHED:
                raise Unavailable(NOT_REACHED)
            case Kind.COMMITTED_LATE:
                self._late = do
                raise Unavailable("no answer yet")
            case Kind.DEED_BEFORE:
                trouble.deed()
        answer = do()
        match trouble.kind:
            case Kind.CRASH_AFTER:
                raise Crash
            case Kind.ANSWER_LOST:
                raise Unavailable("answer lost")
            case Kind.DEED_AFTER:
                trouble.deed()
        return answer


@dataclass(frozen=True, kw_only=True)
class TroubledLedger:
    """The Ledger port with troubles before it; `committed` sees every commit that succeeded."""

    ledger: Ledger
    troubles: Troubles
    committed: Callable[[Snapshot, Change], None]

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        return self.troubles.call(lambda: self.ledger.read(where, key))

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        self.troubles.arrive()
        return self.troubles.call(lambda: self._commit(seen, change))

    def append(self, match_id: str, attempt: Attempt) -> None:
        self.troubles.call(lambda: self.ledger.append(match_id, attempt))

    def get(self, match_id: str) -> Export | None:
        return self.ledger.get(match_id)

    def _commit(self, seen: Snapshot, change: Change) -> Snapshot:
        after = self.ledger.commit(seen, change)
        self.committed(seen, change)
        return after


@dataclass(frozen=True, kw_only=True)
class TroubledApplications:
    """The Applications port with troubles before it: what is silence elsewhere is an outcome here."""

    applications: Applications
    troubles: Troubles

    def submit(
        self, application: Application, credentials: Credentials, enough_time: Callable[[], bool]
    ) -> Answer:
        try:
            return self.troubles.call(lambda: self.applications.submit(application, credentials, enough_time))
        except Unavailable as silence:
            sent = str(silence) != NOT_REACHED
            return Answer(outcome=Outcome.UNKNOWN if sent else Outcome.OUTAGE)

    def prove(self, credentials: Credentials) -> Answer:
        return self.applications.prove(credentials)

    def preview(self, application: Application) -> "dict[str, object]":
        return dict(self.applications.preview(application))
