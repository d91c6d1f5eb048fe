"""Personio's recruiting API in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from local.memory.clock import ManualClock
from shared.domain.applicant import Stage, Standing
from shared.domain.application import Answer, Application, Outcome, Proof
from shared.domain.credentials import Access, Client, Credentials, Token, sendable
from shared.ports import Clock
from shared.structs import replace

READ, WRITE = "read", "write"
WRONG = Answer(outcome=Outcome.CREDENTIALS_WRONG)
UNKNOWN = replace(WRONG, problem="client_unknown")
SECRET_WRONG = replace(WRONG, problem="client_secret_wrong")
SCOPE_MISSING = Answer(outcome=Outcome.SCOPE_MISSING)


@dataclass(kw_only=True)
class TwinClient:
    """A client as Personio knows it; what its scopes lose, its access tokens lose at once."""

    secret: str = field(repr=False)
    scopes: frozenset[str] = frozenset({READ, WRITE})


class TwinApplicant(tuple[str, int, str]):  # noqa: SLOT001 - a tuple that has more to it cannot
    """Account, position and address in lower case, by which Personio knows it; and what can be read of it."""

    id = "applicant-0"
    email: str | None = None  # as it was sent; None where it was made anonymous
    created_at = entered_at = datetime(2026, 3, 1, tzinfo=UTC)
    standing = Standing(stage=Stage.IN_PROCESS, name="Neu")


@dataclass
class InMemoryApplications:
    """Personio's side in memory: applicants by (account, position, e-mail), answers from a script.

    `script` is used up first: an Answer is given as it is, `created_but` creates the applicant and
    answers with something else, as when the answer gets lost. `accesses` answers whoever wants access
    first, `token_endpoint` whoever needs a new access token as long as it is set. No failure is remembered.

    Attributes:
        clients: Personio's, by id; None where every client is good.
        applicants: whoever applied; tests write down by what Personio knows them, where nothing else counts.
        given: the access tokens in this instance's memory, by client.
        valid: those that hold at Personio: whose they are.
    """

    script: list[Answer] = field(default_factory=list)
    created_but: list[Answer] = field(default_factory=list)
    applicants: list[tuple[str, int, str]] = field(default_factory=list)
    requests: list[tuple[str, Application]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None
    good_tokens: set[str] | None = None
    clients: dict[str, TwinClient] | None = None
    positions: set[tuple[str, int]] | None = None
    accesses: list[Access | Answer] = field(default_factory=list)
    token_endpoint: Answer | None = None
    new_token_ends_older: bool = False
    given: dict[Client, str] = field(default_factory=dict)
    valid: dict[str, str] = field(default_factory=dict)
    numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    clock: Clock = field(default_factory=ManualClock)

    def access(self, credentials: Credentials) -> Access | Answer:
        if self.accesses:
            return self.accesses.pop(0)
        return self._access(credentials)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        credentials = access.credentials
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED)
        self.requests.append((credentials.account, application))
        self.during()
        if self.script:
            return self.script.pop(0)
        if refusal := self._refusal(access, WRITE):
            return refusal
        applicant = (credentials.account, application.position_id, application.email.lower())
        if applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.file(credentials.account, application.position_id, application.email)
        if self.created_but:
            return self.created_but.pop(0)
        return Answer(outcome=Outcome.CREATED, status=201)

    def file(self, account: str, position_id: int, email: str) -> "TwinApplicant":
        """Somebody applies now, in whichever way."""
        applicant = TwinApplicant((account, position_id, email.lower()))
        applicant.id, applicant.email = f"applicant-{self.numbers()}", email
        applicant.created_at = applicant.entered_at = self.clock.now()
        self.applicants.append(applicant)
        return applicant

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        if self.script:
            return Proof(answer=self.script.pop(0))
        access = self._access(credentials, anew=True)
        if isinstance(access, Answer):
            return Proof(answer=access)
        if refusal := self._refusal(access, WRITE):
            return Proof(answer=_named(refusal, "scope_write_missing"))
        if isinstance(credentials.key, Token):
            return Proof(answer=Answer(outcome=Outcome.CREATED))
        if refusal := self._refusal(access, READ):
            return Proof(answer=_named(refusal, "scope_read_missing"))
        owned = [self._has(credentials, position_id) for position_id in positions[:3]]
        owns = any(owned) if owned else None
        return Proof(answer=Answer(outcome=Outcome.CREATED), reads=True, owns=owns)

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        refusal = self.unreadable(credentials)
        if refusal is None:
            return self._has(credentials, position_id)
        return _named(refusal, "scope_read_missing")

    def unreadable(self, credentials: Credentials) -> Answer | None:
        """Why nothing can be read with them, if so; an access token that ended is replaced at once."""
        if isinstance(credentials.key, Token):
            return replace(SCOPE_MISSING, problem="scope_read_missing")
        refusal: Answer | None = None
        for _ in range(2):
            access = self._access(credentials)
            if isinstance(access, Answer):
                return access
            refusal = self._refusal(access, READ)
            if refusal is None or refusal.fresh:
                break
        scope = refusal and refusal.outcome is Outcome.SCOPE_MISSING
        return replace(refusal, problem="scope_read_missing") if refusal and scope else refusal

    def revoke(self, credentials: Credentials) -> None:
        if isinstance(credentials.key, Client):
            self.valid.pop(self.given.pop(credentials.key, ""), None)

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position_id, "email": application.email}

    def _has(self, credentials: Credentials, position_id: int) -> bool:
        return self.positions is None or (credentials.account, position_id) in self.positions

    def _access(self, credentials: Credentials, *, anew: bool = False) -> Access | Answer:
        match credentials.key:
            case Token(value=value):
                return Access(credentials=credentials) if sendable(value) else WRONG
            case client:
                held = None if anew else self.given.get(client)
                if held:
                    return Access(credentials=credentials, token=held)
                return self.token_endpoint or self._client_refused(client) or self._fresh(credentials, client)

    def _client_refused(self, client: Client) -> Answer | None:
        if self.clients is None:
            return None
        known = self.clients.get(client.id)
        if known is None:
            return UNKNOWN
        return None if known.secret == client.secret else SECRET_WRONG

    def _fresh(self, credentials: Credentials, client: Client) -> Access:
        if self.new_token_ends_older:
            for older in [token for token, owner in self.valid.items() if owner == client.id]:
                del self.valid[older]
        token = f"access-{self.numbers()}"
        self.given[client], self.valid[token] = token, client.id
        return Access(credentials=credentials, token=token, fresh=True)

    def _refusal(self, access: Access, scope: str) -> Answer | None:
        """What is said to a request with `access` that needs `scope`."""
        key = access.credentials.key
        if isinstance(key, Token):
            good = self.good_tokens is None or key.value in self.good_tokens
            return None if good else replace(WRONG, status=401)
        owner = self.valid.get(access.token) if access.token else key.id
        if owner is None or (self.clients is not None and owner not in self.clients):
            self._forget(key, access)
            return Answer(outcome=Outcome.ACCESS_REFUSED, fresh=access.fresh)
        if self.clients is not None and scope not in self.clients[owner].scopes:
            self._forget(key, access)
            return replace(SCOPE_MISSING, fresh=access.fresh)
        return None

    def _forget(self, client: Client, access: Access) -> None:
        if self.given.get(client) == access.token:
            del self.given[client]


def _named(refusal: Answer, problem: str) -> Answer:
    """A proof names the scope; an access token just given out that does not hold proves nothing."""
    match refusal.outcome:
        case Outcome.SCOPE_MISSING:
            return replace(refusal, problem=problem)
        case Outcome.ACCESS_REFUSED:
            return replace(refusal, outcome=Outcome.UNKNOWN)
        case _:
            return refusal
