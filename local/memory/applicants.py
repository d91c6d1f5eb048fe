"""What a client of API v2 can read of applicants, in memory: of those that the twin of Applications knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from local.memory.applications import InMemoryApplications, TwinApplicant
from shared.domain.applicant import Found, Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Credentials

GONE = Standing(stage=Stage.GONE)
UNKNOWN = Answer(outcome=Outcome.UNKNOWN)


@dataclass(kw_only=True)
class InMemoryApplicants:
    """Personio's side in memory: lists after a while, single applications at once.

    Attributes:
        script: answers that are given first, whatever is asked.
        index_seconds: until a new application is listed.
        email_filter: how the list is filtered by the address.
        asked: what was asked for, the last last.
        during: somebody else's deed while Personio is asked; it is told for which application, empty where
            one is looked for.
    """

    personio: InMemoryApplications
    script: list[Answer] = field(default_factory=list)
    index_seconds: float = 0.0
    email_filter: Literal["any_case", "exact_case", "ignored"] = "any_case"
    asked: list[tuple[str, str]] = field(default_factory=list)
    during: Callable[[str], None] = lambda _: None

    def find(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        if refusal := self._refusal(credentials, "find"):
            return refusal
        named = {one.id: one for way in (email, email.lower()) for one in self._listed(credentials, way)}
        if any(one.email and one.email.casefold() != email.casefold() for one in named.values()):
            return UNKNOWN
        hits = [one for one in named.values() if one.email and one[1] == position_id]
        found = [Found(application_id=one.id, created_at=one.created_at) for one in hits]
        return sorted(found, key=lambda one: one.created_at)

    def standing(self, credentials: Credentials, application_id: str) -> Standing | Answer:
        if refusal := self._refusal(credentials, "standing", application_id):
            return refusal
        one = self._single(credentials, application_id)
        return one.standing if one and one.email else GONE

    def entered(self, credentials: Credentials, application_id: str) -> datetime | Answer | None:
        if refusal := self._refusal(credentials, "entered", application_id):
            return refusal
        one = self._single(credentials, application_id)
        return one.entered_at if one else UNKNOWN

    def move(self, application_id: str, standing: Standing) -> None:
        """Somebody at the company lets the applicant enter a stage."""
        one = next(one for one in self._all() if one.id == application_id)
        one.standing, one.entered_at = standing, self.personio.clock.now()

    def make_anonymous(self, application_id: str) -> None:
        """The same person may apply again."""
        known = self.personio.applicants
        for number, one in enumerate(self._all()):
            if one.id == application_id:
                known[number] = nobody = TwinApplicant((one[0], one[1], ""))
                nobody.id, nobody.email, nobody.created_at = one.id, None, one.created_at

    def remove(self, application_id: str) -> None:
        self.personio.applicants[:] = [one for one in self._all() if one.id != application_id]

    def _refusal(self, credentials: Credentials, what: str, application_id: str = "") -> Answer | None:
        self.asked.append((what, application_id))
        self.during(application_id)
        return self.script.pop(0) if self.script else self.personio.unreadable(credentials)

    def _listed(self, credentials: Credentials, email: str) -> list[TwinApplicant]:
        latest = self.personio.clock.now() - timedelta(seconds=self.index_seconds)
        known = [one for one in self._all(credentials.account) if one.created_at <= latest]
        match self.email_filter:
            case "ignored":
                return known
            case "exact_case":
                return [one for one in known if one.email == email]
            case "any_case":
                return [one for one in known if one.email and one.email.lower() == email.lower()]

    def _single(self, credentials: Credentials, application_id: str) -> TwinApplicant | None:
        known = self._all(credentials.account)
        return next((one for one in known if one.id == application_id), None)

    def _all(self, account: str | None = None) -> list[TwinApplicant]:
        """Of one account or of all. Whom a test put there by hand has been there for long."""
        known = self.personio.applicants
        meant = [number for number, one in enumerate(known) if account in {None, one[0]}]
        return [self._known(number) for number in meant]

    def _known(self, number: int) -> TwinApplicant:
        one = self.personio.applicants[number]
        if isinstance(one, TwinApplicant):
            return one
        self.personio.applicants[number] = old = TwinApplicant(one)
        old.id, old.email = f"applicant-{self.personio.numbers()}", one[2]
        return old
