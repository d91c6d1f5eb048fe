"""Who has applied where, what they sent, and through which stages they have gone since."""

import itertools
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

from local.personio.companies import Company

SYSTEM_STAGES = ("unassigned", "rejected", "withdrawn", "offer", "accepted")
UNASSIGNED = "unassigned"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage somebody has entered: a system one by its word, a custom one by its id."""

    type: Literal["system", "custom"]
    id: str | int
    entered_at: datetime


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """One application. What is personal in it is None or empty once it is `anonymized`.

    Attributes:
        id: set when it is filed; `candidate_id` too: one per company and address.
        phase: where it was sent to, as it was received; `initial` where nothing was said.
        stages: oldest first, never empty; the last is where it is now.
    """

    id: int = 0
    candidate_id: int = 0
    company_id: int
    job_position_id: int
    email: str | None
    first_name: str | None
    last_name: str | None
    recruiting_channel_id: int | None
    external_posting_id: str | None
    message: str | None
    application_date: str
    phase: str | int
    tags: tuple[str, ...]
    attributes: Mapping[str, str]
    files: tuple[Mapping[str, object], ...]
    received_at: datetime
    updated_at: datetime
    stages: tuple[Stage, ...]
    anonymized: bool = False

    @property
    def key(self) -> "Key":
        """By this Personio tells whether somebody has applied before."""
        return self.company_id, self.job_position_id, _address(self.email)

    def describe(self) -> dict[str, Any]:
        """The application as the control endpoint shows it."""
        stages = [asdict(stage) | {"entered_at": stage.entered_at.isoformat()} for stage in self.stages]
        moments = {"received_at": self.received_at.isoformat(), "updated_at": self.updated_at.isoformat()}
        return asdict(self) | moments | {"stages": stages}


Key = tuple[int, int, str]  # company, position, address in lower case


def stage_of(company: Company, stage: Any, now: datetime) -> Stage:
    """The stage that `stage` names: a system one's word, or a custom one's id.

    Raises:
        ValueError: where the company has no such stage.
    """
    if stage in SYSTEM_STAGES:
        return Stage(type="system", id=stage, entered_at=now)
    if company.phase(stage) is None:
        raise ValueError(f"there is no stage {stage!r}")
    return Stage(type="custom", id=stage, entered_at=now)


def first_stage(company: Company, phase: tuple[str, str | int] | None, now: datetime) -> Stage:
    """Where an application begins: as sent, by default in the first custom phase, else unassigned."""
    stage = company.phases[0].id if phase is None and company.phases else phase and phase[1]
    try:
        return stage_of(company, stage, now)
    except ValueError:
        return Stage(type="system", id=UNASSIGNED, entered_at=now)


class Applicants:
    """All applications, oldest first; each change is a newer version of one."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.clear()

    def clear(self) -> None:
        """Nobody has applied; everybody may again."""
        with self._lock:
            self._numbers = itertools.count(1)
            self._candidates = itertools.count(700_001)  # no number of an application's
            self._all: dict[int, dict[int, Applicant]] = {}
            self._known: dict[tuple[int, str], int] = {}  # company and address → candidate
            self._applied: Counter[Key] = Counter()

    def all(self) -> list[Applicant]:
        """Of all companies, in the order of their arrival."""
        with self._lock:
            return sorted(
                (one for company in self._all.values() for one in company.values()), key=lambda one: one.id
            )

    def of(self, company_id: int) -> list[Applicant]:
        """Of one company, in the order of their arrival."""
        with self._lock:
            return list(self._all.get(company_id, {}).values())

    def named(self, number: int) -> Applicant:
        """One of any company's; raises KeyError."""
        for company in self._all.values():
            if number in company:
                return company[number]
        raise KeyError(number)

    def has_applied(self, key: Key) -> bool:
        """Whether there is one with this company, position and address."""
        return self._applied[key] > 0

    def file(self, applicant: Applicant, *, once: bool = False) -> Applicant | None:
        """Add the application under a number; None where it may stand there only `once`, and does."""
        with self._lock:
            if once and self.has_applied(applicant.key):
                return None
            person = applicant.company_id, _address(applicant.email)
            if person not in self._known:
                self._known[person] = next(self._candidates)
            filed = replace(applicant, id=next(self._numbers), candidate_id=self._known[person])
            self._applied[filed.key] += 1
            self._all.setdefault(filed.company_id, {})
            return self._keep(filed)

    def move(self, number: int, stage: Stage) -> Applicant:
        """Let the applicant enter `stage`; raises KeyError."""
        with self._lock:
            one = self.named(number)
            return self._keep(replace(one, stages=(*one.stages, stage), updated_at=stage.entered_at))

    def anonymize(self, number: int, now: datetime) -> Applicant:
        """Forget the person of an application, in all that the company has of them; raises KeyError."""
        with self._lock:
            chosen = self.named(number)
            self._known.pop((chosen.company_id, _address(chosen.email)), None)
            for one in self.of(chosen.company_id):
                if one.candidate_id == chosen.candidate_id and not one.anonymized:
                    self._applied[one.key] -= 1
                    self._keep(_anonymous(one, now))
            return self.named(number)

    def remove(self, number: int) -> None:
        """Delete an application as if there had never been one; raises KeyError."""
        with self._lock:
            one = self.named(number)
            self._applied[one.key] -= 1
            del self._all[one.company_id][number]

    def _keep(self, applicant: Applicant) -> Applicant:
        self._all[applicant.company_id][applicant.id] = applicant
        return applicant


def _anonymous(applicant: Applicant, now: datetime) -> Applicant:
    return replace(
        applicant,
        anonymized=True,
        updated_at=now,
        email=None,
        first_name=None,
        last_name=None,
        message=None,
        attributes={},
        files=(),
    )


def _address(email: str | None) -> str:
    return (email or "").strip().lower()
