"""The rules that twin and adapter of the port Applicants keep alike, over HTTP to the stand-in."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Protocol

import pytest

from local.memory.applicants import InMemoryApplicants
from local.memory.applications import InMemoryApplications, TwinClient
from local.personio.server import StandIn
from shared.adapters.personio.applicants import PersonioApplicants
from shared.domain.applicant import Found, Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client, Credentials, Token
from shared.ports import Applicants
from tests.support.v2_client import apply, token

pytestmark = pytest.mark.wire

ACCOUNTS = count(800_001)
SECRET = "papi-secret-of-the-client"
ADA = "Ada.Lovelace+Jobs@Example.org"
STAGES = {
    "offer": Stage.OFFER,
    "accepted": Stage.HIRED,
    "rejected": Stage.REJECTED,
    "withdrawn": Stage.WITHDRAWN,
    "unassigned": Stage.IN_PROCESS,
}


class Side(Protocol):
    """One account with the positions 7 and 8, one client, and what happens to it at Personio."""

    @property
    def applicants(self) -> Applicants: ...
    @property
    def account(self) -> str: ...

    def file(self, email: str, position_id: int = 7) -> str:
        """Somebody applies now; the id of the application."""
        ...

    def advance(self, seconds: float) -> None: ...
    def now(self) -> datetime: ...
    def move(self, application_id: str, word: str) -> None: ...
    def move_to_own(self, application_id: str) -> str:
        """Into a stage of the customer's own; its name."""
        ...

    def make_anonymous(self, application_id: str) -> None: ...
    def remove(self, application_id: str) -> None: ...
    def client_is(self, *scopes: str) -> None: ...
    def access_tokens_end(self) -> None: ...
    def answers(self, status: int) -> None:
        """Whatever is asked of applications."""
        ...

    def lists_after(self, seconds: float) -> None: ...
    def filters(self, way: str) -> None: ...
    def switch(self, **switches: object) -> None: ...


class Twin:
    def __init__(self, account: str) -> None:
        self.account = account
        client = TwinClient(secret=SECRET)
        self.personio = InMemoryApplications(clients={f"papi-{account}": client})
        self.applicants = InMemoryApplicants(personio=self.personio)

    def file(self, email: str, position_id: int = 7) -> str:
        return self.personio.file(self.account, position_id, email).id

    def advance(self, seconds: float) -> None:
        self.personio.clock.sleep(seconds)

    def now(self) -> datetime:
        return self.personio.clock.now()

    def move(self, application_id: str, word: str) -> None:
        self.applicants.move(application_id, Standing(stage=STAGES[word], name=word.title()))

    def move_to_own(self, application_id: str) -> str:
        self.applicants.move(application_id, Standing(stage=Stage.IN_PROCESS, name="Rejected"))
        return "Rejected"

    def make_anonymous(self, application_id: str) -> None:
        self.applicants.make_anonymous(application_id)

    def remove(self, application_id: str) -> None:
        self.applicants.remove(application_id)

    def client_is(self, *scopes: str) -> None:
        assert self.personio.clients is not None
        self.personio.clients[f"papi-{self.account}"].scopes = frozenset(scopes)

    def access_tokens_end(self) -> None:
        self.personio.valid.clear()

    def answers(self, status: int) -> None:
        outcome = {429: Outcome.LIMITED, 401: Outcome.ACCESS_REFUSED}.get(status, Outcome.UNKNOWN)
        self.applicants.script.append(Answer(outcome=outcome))

    def lists_after(self, seconds: float) -> None:
        self.applicants.index_seconds = seconds

    def filters(self, way: Any) -> None:
        self.applicants.email_filter = way

    def switch(self, **switches: object) -> None:
        """The twin has no forms: it answers in the port's words."""


class Adapter:
    def __init__(self, account: str, personio: StandIn) -> None:
        self.account, self.personio = account, personio
        self.applicants = PersonioApplicants(api_url=personio.url)
        self.whole: dict[str, Any] = {
            "slug": f"board-{account}",
            "clients": [{"id": f"papi-{account}", "secret": SECRET}],
            "positions": [{"id": 7, "name": "Dev"}, {"id": 8, "name": "Ops"}],
            "phases": [{"id": 501, "name": "Rejected"}],
        }
        self._put()

    def file(self, email: str, position_id: int = 7) -> str:
        access_token = token(
            self.personio, int(self.account), client_id=f"papi-{self.account}", client_secret=SECRET
        )
        assert apply(self.personio, access_token, email=email, job_position_id=position_id).status_code == 201
        known = self.personio.control("GET", f"/applicants?company_id={self.account}")
        return str(known[-1]["id"])

    def advance(self, seconds: float) -> None:
        later = self.now() + timedelta(seconds=seconds)
        self.personio.world.clock.change({"at": later.isoformat(), "rate": 0})

    def now(self) -> datetime:
        return self.personio.world.clock.now()

    def move(self, application_id: str, word: str) -> None:
        self.personio.control("PUT", f"/applicants/{application_id}", {"stage": word})

    def move_to_own(self, application_id: str) -> str:
        self.personio.control("PUT", f"/applicants/{application_id}", {"stage": 501})
        return "Rejected"

    def make_anonymous(self, application_id: str) -> None:
        self.personio.control("PUT", f"/applicants/{application_id}", {"anonymized": True})

    def remove(self, application_id: str) -> None:
        self.personio.control("DELETE", f"/applicants/{application_id}")

    def client_is(self, *scopes: str) -> None:
        names = [f"personio:recruiting:{scope}" for scope in scopes]
        self._put(clients=[{"id": f"papi-{self.account}", "secret": SECRET, "scopes": names}])

    def access_tokens_end(self) -> None:
        self.personio.world.tokens.clear()

    def answers(self, status: int) -> None:
        match = {"path_prefix": "/v2/recruiting/applications", "company_id": int(self.account)}
        self.personio.world.faults.add({"do": "status", "status": status, "match": match, "times": None})

    def lists_after(self, seconds: float) -> None:
        self.switch(index_seconds=seconds)

    def filters(self, way: str) -> None:
        self.switch(email_filter=way)

    def switch(self, **switches: object) -> None:
        self._put(switches={**self.whole.get("switches", {}), **switches})

    def _put(self, **changes: object) -> None:
        self.whole |= changes
        self.personio.control("PUT", f"/companies/{self.account}", self.whole)


@pytest.fixture(params=["twin", "adapter"])
def side(request: pytest.FixtureRequest, personio: StandIn) -> Iterator[Side]:
    account = str(next(ACCOUNTS))
    personio.world.clock.change({"at": "2026-11-26T12:00:00+00:00", "rate": 0})
    yield Twin(account) if request.param == "twin" else Adapter(account, personio)
    personio.world.faults.clear()
    personio.world.clock.reset()


def credentials(side: Side) -> Credentials:
    return Credentials(account=side.account, key=Client(id=f"papi-{side.account}", secret=SECRET))


def found(side: Side, email: str = ADA, position_id: int = 7) -> Sequence[Found]:
    told = side.applicants.find(credentials(side), email, position_id)
    assert not isinstance(told, Answer), told
    return told


def find(side: Side, email: str = ADA, position_id: int = 7) -> list[str]:
    """The ids of the applications that are found."""
    return [one.application_id for one in found(side, email, position_id)]


def standing(side: Side, application_id: str) -> Standing:
    told = side.applicants.standing(credentials(side), application_id)
    assert isinstance(told, Standing), told
    return told


def refusal(told: object) -> tuple[Outcome, str | None]:
    assert isinstance(told, Answer), told
    return told.outcome, told.problem


def test_nobody_is_found_where_nobody_applied(side: Side) -> None:
    """An empty list that was read whole is an answer: no such application."""
    assert find(side) == []


def test_an_application_is_found_by_address_and_position(side: Side) -> None:
    """With its id and when it was created; another position's or person's is none."""
    number = side.file(ADA)
    side.file(ADA, 8)
    side.file("bob@example.org")
    assert found(side) == [Found(application_id=number, created_at=side.now())]
    assert find(side, "nobody@example.org") == []


@pytest.mark.parametrize("way", ["any_case", "exact_case"])
@pytest.mark.parametrize("kept", [ADA, ADA.lower()])
def test_case_keeps_nobody_from_being_found(side: Side, kept: str, way: str) -> None:
    """Whether Personio keeps the address as it was sent or in lower case, and filters by case or not."""
    side.filters(way)
    assert find(side, ADA) == []
    assert [side.file(kept)] == find(side, ADA)


def test_several_come_earliest_first(side: Side) -> None:
    """Where Personio let somebody apply twice for the same position."""
    side.switch(duplicate_rule="off")
    first = side.file(ADA)
    side.advance(60)
    second = side.file(ADA)
    assert find(side) == [first, second]


def test_a_plus_is_part_of_an_address(side: Side) -> None:
    """The address without it is somebody else's."""
    side.file("ada.lovelace@example.org")
    assert find(side, "ada.lovelace+jobs@example.org") == []


def test_a_list_that_was_not_filtered_tells_nothing(side: Side) -> None:
    """Anybody else's address in it: neither found nor not found."""
    side.filters("ignored")
    side.file(ADA)
    side.file("bob@example.org", 8)
    assert refusal(side.applicants.find(credentials(side), ADA, 7)) == (Outcome.UNKNOWN, None)


def test_who_is_anonymous_is_neither_found_nor_foreign(side: Side) -> None:
    """In a list that was not filtered they have no address."""
    side.filters("ignored")
    side.make_anonymous(side.file("bob@example.org"))
    assert find(side) == []
    assert [side.file(ADA)] == find(side)


def test_a_new_application_is_listed_after_a_while(side: Side) -> None:
    """Until then it is not found; by its id it can be read at once."""
    side.lists_after(230)
    number = side.file(ADA)
    side.advance(229)
    assert find(side) == []
    assert standing(side, number).stage is Stage.IN_PROCESS
    side.advance(1)
    assert find(side) == [number]


@pytest.mark.parametrize("form", ["id", "type"])
@pytest.mark.parametrize(("word", "stage"), STAGES.items())
def test_a_stage_of_every_account_is_known(side: Side, word: str, stage: Stage, form: str) -> None:
    """By its own word, wherever in the stage that stands."""
    side.switch(stage_form=form)
    number = side.file(ADA)
    side.move(number, word)
    assert standing(side, number).stage is stage


def test_a_customers_own_stage_has_a_name(side: Side) -> None:
    """What it is called decides nothing, even where it is called as one that every account has."""
    number = side.file(ADA)
    name = side.move_to_own(number)
    assert standing(side, number) == Standing(stage=Stage.IN_PROCESS, name=name)


@pytest.mark.parametrize("times", ["local", "utc", "text"])
def test_when_a_stage_was_entered(side: Side, times: str) -> None:
    """The last one, in whichever form the time comes."""
    side.switch(read_times=times)
    number = side.file(ADA)
    side.advance(3600)
    side.move(number, "offer")
    assert side.applicants.entered(credentials(side), number) == side.now()
    assert [(side.now() - one.created_at).total_seconds() for one in found(side)] == [3600]


def test_who_was_made_anonymous_or_deleted_is_gone(side: Side) -> None:
    """By the id that was theirs; by the address nobody is found."""
    anonymous, deleted = side.file(ADA), side.file(ADA, 8)
    side.make_anonymous(anonymous)
    side.remove(deleted)
    assert standing(side, anonymous).stage is standing(side, deleted).stage is Stage.GONE
    assert find(side) == find(side, position_id=8) == []


def test_a_token_reads_nothing(side: Side) -> None:
    """API v1 has nothing to read."""
    key = Credentials(account=side.account, key=Token(value="0" * 40))
    for told in (
        side.applicants.find(key, ADA, 7),
        side.applicants.standing(key, "1"),
        side.applicants.entered(key, "1"),
    ):
        assert refusal(told) == (Outcome.SCOPE_MISSING, "scope_read_missing")


@pytest.mark.parametrize("missing_scope", ["403", "401"])
def test_without_the_scope_nothing_is_read(side: Side, missing_scope: str) -> None:
    """It is told as such; once the scope is ticked the next reading goes on with a new access token."""
    side.switch(missing_scope=missing_scope)
    number = side.file(ADA)
    side.client_is("write")
    for told in (
        side.applicants.find(credentials(side), ADA, 7),
        side.applicants.standing(credentials(side), number),
        side.applicants.entered(credentials(side), number),
    ):
        assert refusal(told) == (Outcome.SCOPE_MISSING, "scope_read_missing")
    side.client_is("read", "write")
    assert find(side) == [number]


def test_an_access_token_that_ended_is_replaced_at_once(side: Side) -> None:
    """Reading twice does no harm."""
    number = side.file(ADA)
    for _ in range(2):
        assert find(side) == [number]
        assert standing(side, number).stage is Stage.IN_PROCESS
        side.access_tokens_end()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (429, Outcome.LIMITED),
        (401, Outcome.ACCESS_REFUSED),
        (500, Outcome.UNKNOWN),
        (503, Outcome.UNKNOWN),
        (204, Outcome.UNKNOWN),
        (302, Outcome.UNKNOWN),
        (400, Outcome.UNKNOWN),
    ],
)
def test_what_is_no_answer_says_why(side: Side, status: int, outcome: Outcome) -> None:
    """Too many requests, an access token refused twice, and whatever else, told apart."""
    for ask in (
        lambda: side.applicants.find(credentials(side), ADA, 7),
        lambda: side.applicants.standing(credentials(side), "1"),
        lambda: side.applicants.entered(credentials(side), "1"),
    ):
        side.answers(status)
        assert refusal(ask()) == (outcome, None)
