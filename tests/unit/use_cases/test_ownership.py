"""The first link or import shows whose account a client is, where the board was empty at connect."""

from collections.abc import Callable
from typing import Any

import pytest

from local.memory.applications import WRITE, TwinClient
from local.scenes.boards import ACCOUNT, COMPANY, Company
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection
from shared.domain.credentials import Credentials, Kind, to_secret
from shared.domain.errors import Problem, Unavailable
from shared.structs import replace
from tests.support.clients import CLIENT, ROTATED


@pytest.fixture
def company() -> Company:
    """Connected with a client while its board was empty; by now it has a position."""
    company = Company()
    secret = company.secrets.add(COMPANY, to_secret(CLIENT))
    company.connect(kind=Kind.CLIENT, reads=True, account_proven=False, secret=secret)
    company.applications.positions = {(ACCOUNT, 1)}
    company.older_ad()
    return company


def link(company: Company) -> object:
    return company.linking.link(COMPANY, "older", 1, "rob")


def import_(company: Company) -> object:
    return company.imported(1)


def known(company: Company) -> Connection:
    connection = company.connections.get(COMPANY)
    assert connection
    return connection


def nothing_made(company: Company) -> bool:
    return company.job_ads.by_position(COMPANY, ACCOUNT, 1) is None


both = pytest.mark.parametrize("do", [link, import_])
Deed = Callable[[Company], object]


@both
def test_a_position_of_its_account_proves_it(company: Company, do: Deed) -> None:
    """The connection notes it, and whatever else waited for it is looked at again."""
    company.parked("m1", "another")
    do(company)
    assert known(company).account_proven
    assert company.store.get("exports/m1").due_at == company.clock.now()


@both
def test_a_position_of_another_account_is_not_linked(company: Company, do: Deed) -> None:
    """Where the account does not have it, nothing is made, and the account stays unproven."""
    company.applications.positions = set()
    with pytest.raises(Problem, match="account_mismatch"):
        do(company)
    assert not known(company).account_proven
    assert nothing_made(company)


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ({"token_endpoint": Answer(outcome=Outcome.OUTAGE)}, "personio_unreachable"),
        ({"token_endpoint": Answer(outcome=Outcome.LIMITED)}, "personio_limited"),
        ({"clients": {}}, "client_unknown"),
        ({"clients": {CLIENT.id: TwinClient(secret="other")}}, "client_secret_wrong"),
    ],
)
@both
def test_silence_proves_nothing(company: Company, do: Deed, trouble: dict[str, Any], code: str) -> None:
    """What keeps Personio from telling is told, nothing is made, and the same call may succeed later."""
    for name, value in trouble.items():
        setattr(company.applications, name, value)
    with pytest.raises(Problem, match=code):
        do(company)
    assert nothing_made(company)
    assert not known(company).account_proven


@both
def test_a_read_scope_lost_is_noted(company: Company, do: Deed) -> None:
    """The link is refused with where to tick it; the connection reads no more, and is unharmed."""
    may_write = TwinClient(secret=CLIENT.secret, scopes=frozenset({WRITE}))
    company.applications.clients = {CLIENT.id: may_write}
    with pytest.raises(Problem, match="scope_read_missing"):
        do(company)
    assert (known(company).reads, known(company).problem) == (False, None)
    assert nothing_made(company)


@both
def test_what_was_proven_meanwhile_stays_proven(company: Company, do: Deed) -> None:
    """A scope that is lost takes nothing back that somebody else has shown in this very moment."""
    may_write = TwinClient(secret=CLIENT.secret, scopes=frozenset({WRITE}))
    company.applications.clients = {CLIENT.id: may_write}
    owns = company.applications.owns

    def late(credentials: Credentials, position_id: int) -> bool | Answer:
        proven = replace(known(company), account_proven=True)
        company.connections.update(COMPANY, lambda _: proven)
        return owns(credentials, position_id)

    company.applications.owns = late  # type: ignore[method-assign]  # somebody else links meanwhile
    with pytest.raises(Problem, match="scope_read_missing"):
        do(company)
    assert (known(company).reads, known(company).account_proven) == (False, True)


@both
def test_credentials_replaced_meanwhile_are_not_proven(company: Company, do: Deed) -> None:
    """What one client showed says nothing of the next: whoever links tries again."""
    owns = company.applications.owns

    def late(credentials: Credentials, position_id: int) -> bool | Answer:
        secret = company.secrets.add(COMPANY, to_secret(ROTATED))
        company.connect(kind=Kind.CLIENT, account_proven=False, secret=secret)
        return owns(credentials, position_id)

    company.applications.owns = late  # type: ignore[method-assign]  # somebody connects meanwhile
    with pytest.raises(Unavailable):
        do(company)
    assert not known(company).account_proven
    assert nothing_made(company)


@both
def test_a_client_that_cannot_be_read_is_asked_for(company: Company, do: Deed) -> None:
    """Whoever links is told that the credentials have to be entered again."""
    company.secrets.retire(known(company).secret)
    with pytest.raises(Problem, match="credentials_refused"):
        do(company)


@both
def test_what_is_proven_asks_nobody(company: Company, do: Deed) -> None:
    """A token, and a client whose account is proven, link and import without Personio's recruiting API."""
    company.applications.token_endpoint = Answer(outcome=Outcome.OUTAGE)
    company.connect(kind=Kind.TOKEN, account_proven=False)
    do(company)
    company.linking.unlink(COMPANY, "older", "rob")
    company.connect(kind=Kind.CLIENT, account_proven=True)
    do(company)
