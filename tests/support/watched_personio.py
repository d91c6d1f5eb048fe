"""Personio, moody on demand and watched, in memory and over HTTP: what the stateful tests send to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

from local.personio.companies import READ, WRITE, company_from
from local.personio.server import StandIn
from shared.adapters.personio.access_tokens import AccessTokens
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.applicants import PersonioApplicants
from shared.adapters.personio.authentication import Ways
from shared.adapters.personio.client_credentials import ClientCredentials
from shared.domain.applicant import Found, Standing
from shared.domain.application import Answer, Application, Outcome, Proof, ReasonCode, Refusal
from shared.domain.credentials import Access, Client, Credentials, Kind, Token
from shared.domain.ledger.export import ApplicantKey
from shared.ports import Clock
from tests.support.guarantee import Guarantee

NOT_PUBLISHED = (
    '{"errors": [{"field": "job_position_id", "errors": [{"reason": "errors.job-position.not-published"}]}]}'
)
KNOWN = '{"errors": [{"errors": [{"reason": "errors.applicant-already-exists"}]}]}'
MOODS: Mapping[str, Answer] = {
    "429": Answer(outcome=Outcome.LIMITED, status=429),
    "500": Answer(outcome=Outcome.UNKNOWN, status=500),
    "down": Answer(outcome=Outcome.OUTAGE),
    "api off": Answer(outcome=Outcome.FEATURE_OFF, status=403),
    "closed": Answer(
        outcome=Outcome.REFUSED,
        status=400,
        refusals=(Refusal(reason=ReasonCode("errors.job-position.not-published"), field="job_position_id"),),
    ),
    "known": Answer(outcome=Outcome.ALREADY_THERE, status=400),  # its check may fail, too
    "upload failed": Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable"),
}
NEVER_SENT = {"down", "upload failed"}
TOKEN_MOODS: Mapping[str, Answer] = {  # of the address that gives out access tokens
    "429": Answer(outcome=Outcome.LIMITED, status=429),
    "500": Answer(outcome=Outcome.OUTAGE, status=500),
}
READING_MOODS: Mapping[str, Answer] = {
    "429": Answer(outcome=Outcome.LIMITED, status=429),
    "500": Answer(outcome=Outcome.UNKNOWN, status=500),
}
FAILURES = 2  # of readings in a row; a third would have it go on as without reading
SECRET_WRONG = Answer(outcome=Outcome.CREDENTIALS_WRONG, problem="client_secret_wrong")


@dataclass
class WatchedPersonio:
    """The Applications port; applicants by (account, position, e-mail).

    Attributes:
        mood: how every request is answered, None for well; `moods` how the next ones are. `lost` creates the
            applicant and loses the answer.
        tokens, clients: each account's own, of either kind.
        token_mood: how whoever needs a new access token is answered.
        may_write: whether the clients have the scope.
        duplicate_rule: whether Personio refuses whom it knows.
        index_seconds: until a new applicant is listed.
        during: somebody else's deed while the next request is under way.
    """

    clock: Clock
    guarantee: Guarantee
    tokens: dict[str, str]
    clients: dict[str, Client]
    mood: str | None = None
    moods: list[str] = field(default_factory=list)
    token_mood: str | None = None
    may_write: bool = True
    duplicate_rule: bool = True
    channel_known: bool = True
    index_seconds: float = 0.0
    during: Callable[[], None] | None = None
    applicants: list[tuple[str, int, str]] = field(default_factory=list)
    created_at: list[datetime] = field(default_factory=list)
    given: dict[Client, str] = field(default_factory=dict)
    valid: set[str] = field(default_factory=set)

    def mend(self) -> None:
        """All is well from now on."""
        self.mood, self.moods, self.during = None, [], None
        self.token_mood, self.may_write = None, True

    def access_tokens_end(self) -> None:
        """All that were given out."""
        self.valid.clear()

    def access(self, credentials: Credentials) -> Access | Answer:
        key = credentials.key
        if isinstance(key, Token):
            return Access(credentials=credentials)
        if key in self.given:
            return Access(credentials=credentials, token=self.given[key])
        if self.token_mood:
            return TOKEN_MOODS[self.token_mood]
        if not self._good(credentials):
            return SECRET_WRONG
        self.given[key] = token = f"access-{len(self.valid)}-{self.clock.now().isoformat()}-{'x' * 30}"
        self.valid.add(token)
        return Access(credentials=credentials, token=token, fresh=True)

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        credentials = access.credentials
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED)
        mood = self.moods.pop(0) if self.moods else self.mood
        if mood and mood in NEVER_SENT:
            return MOODS[mood]
        key = ApplicantKey(
            account=credentials.account,
            position_id=application.position_id,
            developer_id=application.developer.id,
        )
        self.guarantee.arrives(key, application.email, self.clock.now())
        before = self.standing()
        answer = self._answer(mood, application, access)
        self.guarantee.makes(key, self.standing() - before)
        during, self.during = self.during, None
        if during:
            during()
        self.guarantee.ends(key)
        return answer

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        answer = self._proof(credentials)
        reads = credentials.kind is Kind.CLIENT and answer.outcome is Outcome.CREATED
        return Proof(answer=answer, reads=reads, owns=True if reads and positions else None)

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        return True

    def revoke(self, credentials: Credentials) -> None:
        if isinstance(credentials.key, Client):
            self.valid.discard(self.given.pop(credentials.key, ""))

    def _proof(self, credentials: Credentials) -> Answer:
        if self.mood and self.mood in MOODS:
            return MOODS[self.mood]
        if credentials.kind is Kind.CLIENT and not (self._good(credentials) and self.may_write):
            return self._client_refused(credentials)
        self.guarantee.counts(credentials.account, "documents", self.clock.now())
        good = self._good(credentials)
        during, self.during = self.during, None
        if during:
            during()
        return Answer(outcome=Outcome.CREATED if good else Outcome.CREDENTIALS_WRONG)

    def _client_refused(self, credentials: Credentials) -> Answer:
        if not self._good(credentials):
            return SECRET_WRONG
        return Answer(outcome=Outcome.SCOPE_MISSING, status=403, problem="scope_write_missing")

    def standing(self) -> int:
        """How many applicants there are."""
        return len(self.applicants)

    def listed(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        """What a client may read of the applicants of this address for this position."""
        access = self.access(credentials)
        if isinstance(access, Access) and access.token not in self.valid:  # replaced at once
            self.given = {key: token for key, token in self.given.items() if token != access.token}
            access = self.access(credentials)
        if isinstance(access, Answer):
            return access
        latest = self.clock.now() - timedelta(seconds=self.index_seconds)
        wanted = (credentials.account, position_id, email.lower())
        return [
            Found(application_id=str(number), created_at=created_at)
            for number, (one, created_at) in enumerate(zip(self.applicants, self.created_at, strict=True))
            if one == wanted and created_at <= latest
        ]

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position_id}

    def _answer(self, mood: str | None, application: Application, access: Access) -> Answer:
        if mood and mood in MOODS:
            return MOODS[mood]
        answer = self._handle(application, access)
        return MOODS["500"] if mood == "lost" else answer

    def _handle(self, application: Application, access: Access) -> Answer:
        credentials = access.credentials
        if refusal := self._refused(access):
            return refusal
        if application.channel_id and not self.channel_known:
            return Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)
        applicant = (credentials.account, application.position_id, application.email.lower())
        if self.duplicate_rule and applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.applicants.append(applicant)
        self.created_at.append(self.clock.now())
        return Answer(outcome=Outcome.CREATED, status=201)

    def _refused(self, access: Access) -> Answer | None:
        key = access.credentials.key
        if isinstance(key, Token):
            wrong = Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
            return None if self._good(access.credentials) else wrong
        held = access.token in self.valid
        if held and self.may_write:
            return None
        if self.given.get(key) == access.token:
            del self.given[key]
        if held:
            return Answer(outcome=Outcome.SCOPE_MISSING, status=403, fresh=access.fresh)
        return Answer(outcome=Outcome.ACCESS_REFUSED, status=401, fresh=access.fresh)

    def _good(self, credentials: Credentials) -> bool:
        account = credentials.account
        return credentials.key in {Token(value=self.tokens[account]), self.clients[account]}


@dataclass
class WatchedApplicants:
    """The Applicants port of the same Personio.

    Attributes:
        moods: how the next readings fail; two in a row at most, then one goes well.
    """

    personio: WatchedPersonio
    moods: list[str] = field(default_factory=list)
    failed: int = 0

    def find(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        if self.moods and self.failed < FAILURES:
            self.failed += 1
            return READING_MOODS[self.moods.pop(0)]
        self.failed = 0
        told = self.personio.listed(credentials, email, position_id)
        if not isinstance(told, Answer):
            place = (credentials.account, position_id, email)
            self.personio.guarantee.reads(place, [one.created_at for one in told])
        return told

    def standing(self, credentials: Credentials, application_id: str) -> Standing | Answer:
        return READING_MOODS["500"]

    def entered(self, credentials: Credentials, application_id: str) -> datetime | Answer | None:
        return READING_MOODS["500"]


FAULTS: Mapping[str, Mapping[str, object]] = {
    "429": {"do": "status", "status": 429},
    "500": {"do": "status", "status": 500},
    "lost": {"do": "drop_after"},
    "known": {"do": "status", "status": 400, "body": KNOWN},
    "closed": {"do": "status", "status": 400, "body": NOT_PUBLISHED},
    "api off": {"do": "status", "status": 403},
}


@dataclass
class WatchedStandIn(WatchedPersonio):
    """The same over HTTP: our adapter on one side, the stand-in, which counts by itself, on the other."""

    stand_in: StandIn = field(kw_only=True)

    def __post_init__(self) -> None:
        memory = AccessTokens(clock=self.clock.monotonic)
        ways = Ways({Kind.CLIENT: ClientCredentials(memory=memory)})
        self.http = PersonioApplications(api_url=self.stand_in.url, ways=ways)
        self.http_applicants = PersonioApplicants(api_url=self.stand_in.url, ways=ways)
        self.stand_in.world.reset()

    def access_tokens_end(self) -> None:
        self.stand_in.world.tokens.clear()

    def access(self, credentials: Credentials) -> Access | Answer:
        self._set()
        if self.token_mood:
            self.stand_in.world.faults.add({**FAULTS[self.token_mood], "match": {"path_prefix": "/v2/auth"}})
        return self.http.access(credentials)

    def standing(self) -> int:
        return sum(len(self.stand_in.world.register.of(int(account))) for account in self.tokens)

    def listed(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        self._set()
        return self.http_applicants.find(credentials, email, position_id)

    def revoke(self, credentials: Credentials) -> None:
        self._set()
        self.http.revoke(credentials)

    def _set(self) -> None:
        """The stand-in lives in this world's time, and knows what this Personio knows."""
        world = self.stand_in.world
        world.clock.change({"at": self.clock.now().isoformat(), "rate": 0.0})
        for account, token in self.tokens.items():
            world.companies[int(account)] = company_from(
                int(account),
                {
                    "slug": f"board-{account}",
                    "token": token,
                    "clients": [self._client(account)],
                    "channels": [4711] if self.channel_known else [],
                    "positions": [{"id": 1, "name": "Dev"}, {"id": 2, "name": "Dev"}],
                    "switches": {
                        "duplicate_rule": "on" if self.duplicate_rule else "off",
                        "index_seconds": self.index_seconds,
                    },
                },
            )
        world.faults.clear()

    def _client(self, account: str) -> Mapping[str, object]:
        client = self.clients[account]
        scopes = [READ, WRITE] if self.may_write else [READ]
        return {"id": client.id, "secret": client.secret, "scopes": scopes}

    def _answer(self, mood: str | None, application: Application, access: Access) -> Answer:
        self._set()
        world = self.stand_in.world
        if mood and mood in FAULTS:
            world.faults.add(FAULTS[mood])
        answer = self.http.submit(application, access, lambda: True)
        [*_, record] = world.records.matching()
        limited = record["status"] == HTTPStatus.TOO_MANY_REQUESTS and mood != "429"
        if limited and self.guarantee.clocks_agree:
            self.guarantee.broken.append("Personio's limit is met")
        return answer
