"""Personio, moody on demand and watched, in memory and over HTTP: what the stateful tests send to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from local.personio.companies import company_from
from local.personio.server import StandIn
from shared.adapters.personio.api import PersonioApplications
from shared.domain.application import Answer, Application, Outcome, Proof, ReasonCode, Refusal
from shared.domain.credentials import Access, Credentials, Token
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


@dataclass
class WatchedPersonio:
    """The Applications port; applicants by (account, position, e-mail).

    Attributes:
        mood: how every request is answered, None for well; `moods` how the next ones are. `lost` creates the
            applicant and loses the answer.
        duplicate_rule: whether Personio refuses whom it knows.
        during: somebody else's deed while the next request is under way.
    """

    clock: Clock
    guarantee: Guarantee
    tokens: dict[str, str]
    mood: str | None = None
    moods: list[str] = field(default_factory=list)
    duplicate_rule: bool = True
    channel_known: bool = True
    during: Callable[[], None] | None = None
    applicants: list[tuple[str, int, str]] = field(default_factory=list)

    def access(self, credentials: Credentials) -> Access | Answer:
        return Access(credentials=credentials)

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
        answer = self._answer(mood, application, credentials)
        during, self.during = self.during, None
        if during:
            during()
        self.guarantee.ends(key)
        return answer

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        return Proof(answer=self._proof(credentials))

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        return True

    def revoke(self, credentials: Credentials) -> None:
        pass

    def _proof(self, credentials: Credentials) -> Answer:
        if self.mood and self.mood in MOODS:
            return MOODS[self.mood]
        self.guarantee.counts(credentials.account, "documents", self.clock.now())
        good = self._good(credentials)
        during, self.during = self.during, None
        if during:
            during()
        return Answer(outcome=Outcome.CREATED if good else Outcome.CREDENTIALS_WRONG)

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position_id}

    def _answer(self, mood: str | None, application: Application, credentials: Credentials) -> Answer:
        if mood and mood in MOODS:
            return MOODS[mood]
        answer = self._handle(application, credentials)
        return MOODS["500"] if mood == "lost" else answer

    def _handle(self, application: Application, credentials: Credentials) -> Answer:
        if not self._good(credentials):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
        if application.channel_id and not self.channel_known:
            return Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)
        applicant = (credentials.account, application.position_id, application.email.lower())
        if self.duplicate_rule and applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.applicants.append(applicant)
        return Answer(outcome=Outcome.CREATED, status=201)

    def _good(self, credentials: Credentials) -> bool:
        return credentials.key == Token(value=self.tokens.get(credentials.account, ""))


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
        self.http = PersonioApplications(api_url=self.stand_in.url)
        self.stand_in.world.reset()

    def _answer(self, mood: str | None, application: Application, credentials: Credentials) -> Answer:
        world = self.stand_in.world
        world.clock.change({"at": self.clock.now().isoformat(), "rate": 0.0})
        for account, token in self.tokens.items():
            world.companies[int(account)] = company_from(
                int(account),
                {
                    "slug": f"board-{account}",
                    "token": token,
                    "channels": [4711] if self.channel_known else [],
                    "positions": [{"id": 1, "name": "Dev"}, {"id": 2, "name": "Dev"}],
                    "switches": {"duplicate_rule": "on" if self.duplicate_rule else "off"},
                },
            )
        world.faults.clear()
        if mood and mood in FAULTS:
            world.faults.add(FAULTS[mood])
        answer = self.http.submit(application, Access(credentials=credentials), lambda: True)
        [*_, record] = world.records.matching()
        limited = record["status"] == HTTPStatus.TOO_MANY_REQUESTS and mood != "429"
        if limited and self.guarantee.clocks_agree:
            self.guarantee.broken.append("Personio's limit is met")
        return answer
