"""The rules that twin and adapter keep alike for a client of API v2, over HTTP to the stand-in."""

import dataclasses
from collections.abc import Iterator
from itertools import count
from typing import Any, Protocol

import pytest

from local.memory.applications import InMemoryApplications, TwinClient
from local.personio.server import StandIn
from local.scenes.people import a_developer
from shared.adapters.personio.access_tokens import AccessTokens
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.client_credentials import ClientCredentials
from shared.domain.application import Answer, Application, Outcome
from shared.domain.credentials import Access, Client, Credentials, Kind, Token
from shared.ports import Applications

pytestmark = pytest.mark.wire

ACCOUNTS = count(700_001)
SECRET = "papi-secret-of-the-client"
SHAPES = ("v1", "envelope", "problem")


class Side(Protocol):
    """One account with one published position, 7, one client, and what happens to it at Personio."""

    @property
    def applications(self) -> Applications: ...
    @property
    def account(self) -> str: ...

    def client_is(self, secret: str, *scopes: str) -> None: ...
    def client_is_deleted(self) -> None: ...
    def access_tokens_end(self) -> None: ...
    def new_tokens_end_older_ones(self) -> None: ...
    def token_endpoint(self, status: int) -> None: ...
    def switch(self, **switches: object) -> None: ...
    def elsewhere(self) -> Applications:
        """Another instance of ours."""
        ...


class Twin:
    def __init__(self, account: str) -> None:
        self.account = account
        self.applications = InMemoryApplications(
            clients={f"papi-{account}": TwinClient(secret=SECRET)}, positions={(account, 7)}
        )

    def client_is(self, secret: str, *scopes: str) -> None:
        assert self.applications.clients is not None
        self.applications.clients[f"papi-{self.account}"] = TwinClient(
            secret=secret, scopes=frozenset(scopes)
        )

    def client_is_deleted(self) -> None:
        self.applications.clients = {}

    def access_tokens_end(self) -> None:
        self.applications.valid.clear()

    def new_tokens_end_older_ones(self) -> None:
        self.applications.new_token_ends_older = True

    def token_endpoint(self, status: int) -> None:
        outcome = Outcome.LIMITED if status == 429 else Outcome.OUTAGE
        self.applications.token_endpoint = Answer(outcome=outcome)

    def switch(self, **switches: object) -> None:
        """The twin has no shapes: it answers in the port's words."""

    def elsewhere(self) -> InMemoryApplications:
        return dataclasses.replace(self.applications, given={})


class Adapter:
    def __init__(self, account: str, personio: StandIn) -> None:
        self.account, self.personio = account, personio
        self.applications = self.elsewhere()
        self.whole: dict[str, Any] = {
            "slug": f"board-{account}",
            "clients": [{"id": f"papi-{account}", "secret": SECRET}],
            "positions": [{"id": 7, "name": "Dev"}],
        }
        self._put()

    def client_is(self, secret: str, *scopes: str) -> None:
        names = [f"personio:recruiting:{scope}" for scope in scopes]
        self._put(clients=[{"id": f"papi-{self.account}", "secret": secret, "scopes": names}])

    def client_is_deleted(self) -> None:
        self._put(clients=[])

    def access_tokens_end(self) -> None:
        self.personio.world.tokens.clear()

    def new_tokens_end_older_ones(self) -> None:
        self.switch(new_token_ends_older=True)

    def token_endpoint(self, status: int) -> None:
        match = {"path_prefix": "/v2/auth/token", "company_id": int(self.account)}
        self.personio.world.faults.add({"do": "status", "status": status, "match": match, "times": None})

    def switch(self, **switches: object) -> None:
        self._put(switches={**self.whole.get("switches", {}), **switches})

    def elsewhere(self) -> PersonioApplications:
        return PersonioApplications(api_url=self.personio.url)

    def _put(self, **changes: object) -> None:
        self.whole |= changes
        self.personio.control("PUT", f"/companies/{self.account}", self.whole)


@pytest.fixture(params=["twin", "adapter"])
def side(request: pytest.FixtureRequest, personio: StandIn) -> Iterator[Side]:
    account = str(next(ACCOUNTS))
    yield Twin(account) if request.param == "twin" else Adapter(account, personio)
    personio.world.faults.clear()


def credentials(side: Side, secret: str = SECRET) -> Credentials:
    return Credentials(account=side.account, key=Client(id=f"papi-{side.account}", secret=secret))


def access(side: Side, secret: str = SECRET) -> Access | Answer:
    return side.applications.access(credentials(side, secret))


def application(email: str, position_id: int = 7) -> Application:
    return Application(position_id=position_id, developer=a_developer(), email=email)


def submit(
    side: Side, email: str = "ada@example.org", by: Applications | None = None, position_id: int = 7
) -> Answer:
    applications = by or side.applications
    given = applications.access(credentials(side))
    assert isinstance(given, Access)
    return applications.submit(application(email, position_id), given, lambda: True)


def test_an_application_is_created_once(side: Side) -> None:
    """The first application of a person creates, the second says that it is there."""
    assert submit(side).outcome is Outcome.CREATED
    assert submit(side).outcome is Outcome.ALREADY_THERE


def test_one_access_token_serves_many(side: Side) -> None:
    """The first one who needs it gets a fresh one, whoever comes later the same from memory."""
    first, second = access(side), access(side)
    assert isinstance(first, Access)
    assert isinstance(second, Access)
    assert (first.fresh, second.fresh) == (True, False)
    assert first.token == second.token != ""


def test_both_kinds_at_one_account(side: Side) -> None:
    """A token of API v1 is its own access, is never fresh, and reads nothing."""
    token = Credentials(account=side.account, key=Token(value="0" * 40))
    assert side.applications.access(token) == Access(credentials=token)
    answer = side.applications.owns(token, 7)
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.problem) == (Outcome.SCOPE_MISSING, "scope_read_missing")


def test_a_token_that_no_header_carries_is_wrong(side: Side) -> None:
    """It has no access, so that nothing is claimed for it."""
    answer = side.applications.access(Credentials(account=side.account, key=Token(value="two\nlines")))
    assert isinstance(answer, Answer)
    assert answer.outcome is Outcome.CREDENTIALS_WRONG


@pytest.mark.parametrize("bad_client", ["400", "401"])
def test_an_unknown_client_has_no_access(side: Side, personio: StandIn, bad_client: str) -> None:
    """A client that Personio does not know is told by its problem, under either status."""
    personio.control("PUT", "/switches", {"bad_client": bad_client})
    side.client_is_deleted()
    answer = access(side)
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.problem) == (Outcome.CREDENTIALS_WRONG, "client_unknown")


@pytest.mark.parametrize("bad_client", ["400", "401"])
def test_a_wrong_secret_has_no_access(side: Side, bad_client: str) -> None:
    """It is told apart from an unknown client, and the right one goes on at once."""
    side.switch(bad_client=bad_client)
    answer = access(side, "papi-wrong")
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.problem) == (Outcome.CREDENTIALS_WRONG, "client_secret_wrong")
    assert isinstance(access(side), Access)


def test_a_new_secret_asks_for_its_own_access(side: Side) -> None:
    """What the old secret got goes on until it ends; the new one takes no part in it."""
    old = access(side)
    side.client_is("papi-new", "read", "write")
    new = access(side, "papi-new")
    assert isinstance(old, Access)
    assert isinstance(new, Access)
    assert new.fresh
    assert new.token != old.token
    assert access(side) == Access(credentials=credentials(side), token=old.token)


@pytest.mark.parametrize(("status", "outcome"), [(503, Outcome.OUTAGE), (429, Outcome.LIMITED)])
def test_no_access_while_the_endpoint_says_nothing(side: Side, status: int, outcome: Outcome) -> None:
    """Silence is an outage, too many are limited; whoever has an access token goes on with it."""
    submit(side)
    side.token_endpoint(status)
    assert submit(side, "bob@example.org").outcome is Outcome.CREATED
    side.access_tokens_end()
    assert submit(side, "eve@example.org").outcome is Outcome.ACCESS_REFUSED
    answer = access(side)
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.problem) == (outcome, None)


def test_an_access_token_that_ended_is_replaced(side: Side) -> None:
    """Its refusal says that it was not fresh and creates nothing; the next one goes on."""
    submit(side)
    side.access_tokens_end()
    answer = submit(side, "bob@example.org")
    assert (answer.outcome, answer.fresh) == (Outcome.ACCESS_REFUSED, False)
    assert submit(side, "bob@example.org").outcome is Outcome.CREATED


def test_a_fresh_one_that_is_refused_says_so(side: Side) -> None:
    """Given out for this very submission, and refused all the same."""
    given = access(side)
    side.access_tokens_end()
    assert isinstance(given, Access)
    answer = side.applications.submit(application("ada@example.org"), given, lambda: True)
    assert (answer.outcome, answer.fresh) == (Outcome.ACCESS_REFUSED, True)


def test_a_late_refusal_leaves_the_newer_one(side: Side) -> None:
    """Of two submissions under way with the same token, the second refusal costs no third token."""
    old = access(side)
    assert isinstance(old, Access)
    side.access_tokens_end()
    side.applications.submit(application("ada@example.org"), old, lambda: True)
    new = access(side)
    assert isinstance(new, Access)
    side.applications.submit(application("bob@example.org"), old, lambda: True)
    assert access(side) == Access(credentials=new.credentials, token=new.token)


def test_a_new_token_elsewhere_may_end_ours(side: Side) -> None:
    """Where Personio lets the newest one alone hold, each instance refreshes its own in turn."""
    side.new_tokens_end_older_ones()
    submit(side)
    other = side.elsewhere()
    assert submit(side, "bob@example.org", by=other).outcome is Outcome.CREATED
    answer = submit(side, "eve@example.org")
    assert (answer.outcome, answer.fresh) == (Outcome.ACCESS_REFUSED, False)
    assert submit(side, "eve@example.org").outcome is Outcome.CREATED


@pytest.mark.parametrize("missing_scope", ["403", "401"])
def test_a_missing_write_scope_is_no_wrong_access(side: Side, missing_scope: str) -> None:
    """Nothing is created, the client is good, and once the scope is ticked it goes on with a new token."""
    side.switch(missing_scope=missing_scope)
    side.client_is(SECRET, "read")
    answer = submit(side)
    assert (answer.outcome, answer.fresh) == (Outcome.SCOPE_MISSING, True)
    proof = side.applications.prove(credentials(side), (7,))
    assert (proof.answer.outcome, proof.answer.problem) == (Outcome.SCOPE_MISSING, "scope_write_missing")
    side.client_is(SECRET, "read", "write")
    assert submit(side).outcome is Outcome.CREATED


@pytest.mark.parametrize("missing_scope", ["403", "401"])
def test_a_token_older_than_the_scope_says_so(side: Side, missing_scope: str) -> None:
    """One from memory that may not write is forgotten, and its refusal says that it was not fresh."""
    side.switch(missing_scope=missing_scope)
    side.client_is(SECRET, "read")
    access(side)
    answer = submit(side)
    assert (answer.outcome, answer.fresh) == (Outcome.SCOPE_MISSING, False)
    assert submit(side).fresh


@pytest.mark.parametrize("missing_scope", ["403", "401"])
def test_a_missing_read_scope_leaves_sending(side: Side, missing_scope: str) -> None:
    """It is told by the proof and by whoever reads; applications go on."""
    side.switch(missing_scope=missing_scope)
    side.client_is(SECRET, "write")
    assert submit(side).outcome is Outcome.CREATED
    for positions in ((), (7,)):
        proof = side.applications.prove(credentials(side), positions)
        assert (proof.answer.outcome, proof.answer.problem) == (Outcome.SCOPE_MISSING, "scope_read_missing")
        assert (proof.reads, proof.owns) == (False, None)
    answer = side.applications.owns(credentials(side), 7)
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.problem) == (Outcome.SCOPE_MISSING, "scope_read_missing")


def test_a_read_scope_ticked_since_is_enough(side: Side) -> None:
    """Who reads with a token from memory that may not, reads once more with a new one."""
    side.client_is(SECRET, "write")
    access(side)
    side.client_is(SECRET, "read", "write")
    assert side.applications.owns(credentials(side), 7) is True


@pytest.mark.parametrize(
    ("positions", "owns"),
    [((), None), ((7,), True), ((8, 9, 7), True), ((8,), False), ((8, 9, 10), False), ((8, 9, 10, 7), False)],
)
def test_a_proof_tells_whose_account_it_is(side: Side, positions: tuple[int, ...], owns: object) -> None:
    """One of the first three positions that is there proves it, all missing disprove it."""
    proof = side.applications.prove(credentials(side), positions)
    assert (proof.answer.outcome, proof.reads, proof.owns) == (Outcome.CREATED, True, owns)


def test_a_position_is_the_accounts_or_not(side: Side) -> None:
    """Also right after the access token ended: reading takes a new one."""
    assert side.applications.owns(credentials(side), 7) is True
    side.access_tokens_end()
    assert side.applications.owns(credentials(side), 8) is False


def test_a_proof_tries_the_client_itself(side: Side) -> None:
    """An access token in memory proves nothing about a client that is deleted meanwhile."""
    submit(side)
    side.client_is_deleted()
    proof = side.applications.prove(credentials(side), (7,))
    assert (proof.answer.outcome, proof.answer.problem) == (Outcome.CREDENTIALS_WRONG, "client_unknown")


@pytest.mark.parametrize("shape", SHAPES)
def test_business_errors_are_read_in_every_shape(side: Side, shape: str) -> None:
    """That a person is there already is understood in v1's words, v2's envelope and a problem document."""
    side.switch(business_errors=shape)
    assert submit(side).outcome is Outcome.CREATED
    assert submit(side).outcome is Outcome.ALREADY_THERE


def test_a_revoked_token_is_over(side: Side) -> None:
    """It holds no more, and the next one is fresh; where there is none, nothing happens."""
    given = access(side)
    assert isinstance(given, Access)
    side.applications.revoke(credentials(side))
    side.applications.revoke(credentials(side))
    answer = side.elsewhere().submit(application("ada@example.org"), given, lambda: True)
    assert answer.outcome is Outcome.ACCESS_REFUSED
    after = access(side)
    assert isinstance(after, Access)
    assert after.fresh


def test_the_end_of_access_comes_before_its_refusal(personio: StandIn) -> None:
    """A hundred submissions over two lives of an access token: none is refused, two tokens are asked for."""
    seconds = [0.0]
    memory = AccessTokens(clock=lambda: seconds[0])
    adapter = Adapter(str(next(ACCOUNTS)), personio)
    adapter.switch(rate_limit=False)
    adapter.applications = PersonioApplications(
        api_url=personio.url, ways={Kind.CLIENT: ClientCredentials(memory=memory)}
    )
    personio.world.records.clear()
    for number in range(100):
        assert submit(adapter, f"{number}@example.org").outcome is Outcome.CREATED
        seconds[0] += 1_000
        personio.world.clock.change({"offset": seconds[0]})
    personio.world.clock.reset()
    assert len(personio.world.records.matching(path="/v2/auth/token")) == 2
