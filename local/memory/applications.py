"""Personio's recruiting API in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.domain.application import Answer, Application, Credentials, Outcome


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

    def submit(
        self, application: Application, credentials: Credentials, enough_time: Callable[[], bool]
    ) -> Answer:
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

    def prove(self, credentials: Credentials) -> Answer:
        if self.script:
            return self.script.pop(0)
        return Answer(outcome=Outcome.CREATED if self._good(credentials) else Outcome.CREDENTIALS_WRONG)

    def _good(self, credentials: Credentials) -> bool:
        return self.good_tokens is None or credentials.token in self.good_tokens

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position_id, "email": application.email}
