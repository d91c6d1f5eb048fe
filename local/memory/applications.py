"""Personio's recruiting API in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.domain.application import Answer, Application, Outcome, Proof
from shared.domain.credentials import Access, Credentials, Kind, Token


@dataclass
class InMemoryApplications:
    """Personio's side in memory: applicants by (account, position, e-mail), answers from a script.

    `script` is used up first: an Answer is given as it is, `created_but` creates the applicant and
    answers with something else, as when the answer gets lost.
    """

    script: list[Answer] = field(default_factory=list)
    created_but: list[Answer] = field(default_factory=list)
    applicants: list[tuple[str, int, str]] = field(default_factory=list)
    requests: list[tuple[str, Application]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None
    good_tokens: set[str] | None = None
    positions: set[tuple[str, int]] | None = None
    accesses: list[Access | Answer] = field(default_factory=list)

    def access(self, credentials: Credentials) -> Access | Answer:
        return self.accesses.pop(0) if self.accesses else Access(credentials=credentials)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        credentials = access.credentials
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED)
        self.requests.append((credentials.account, application))
        self.during()
        if self.script:
            return self.script.pop(0)
        if not self._good(credentials):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
        applicant = (credentials.account, application.position_id, application.email.lower())
        if applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.applicants.append(applicant)
        if self.created_but:
            return self.created_but.pop(0)
        return Answer(outcome=Outcome.CREATED, status=201)

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        if self.script:
            return Proof(answer=self.script.pop(0))
        if not self._good(credentials):
            return Proof(answer=Answer(outcome=Outcome.CREDENTIALS_WRONG))
        reads = credentials.kind is Kind.CLIENT
        owned = [self.owns(credentials, position_id) for position_id in positions[:3]]
        owns = True in owned if reads and owned else None
        return Proof(answer=Answer(outcome=Outcome.CREATED), reads=reads, owns=owns)

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        if not self._good(credentials):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG)
        return self.positions is None or (credentials.account, position_id) in self.positions

    def revoke(self, credentials: Credentials) -> None:
        pass

    def _good(self, credentials: Credentials) -> bool:
        key = credentials.key
        return self.good_tokens is None or (isinstance(key, Token) and key.value in self.good_tokens)

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position_id, "email": application.email}
