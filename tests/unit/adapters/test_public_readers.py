"""What public clients of API v2 were answered, read by ours; and that we ask for it as they do.

The samples are described in tests/samples/clients/README.md.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from local.personio import companies
from local.personio.server import StandIn
from shared.adapters.personio.api import PersonioApplications
from shared.domain.application import Answer, Application, Outcome
from shared.domain.attributes import Developer
from shared.domain.credentials import Access, Client, Credentials

pytestmark = pytest.mark.wire

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "readers").glob("*.json"))
CLIENT = companies.client_of(companies.ACME)
CREDENTIALS = Credentials(account=str(companies.ACME), key=Client(id=CLIENT.id, secret=CLIENT.secret))
TOKEN, REVOKE = "/v2/auth/token", "/v2/auth/revoke"
LIST, SINGLE = "/v2/recruiting/jobs?limit=1", "/v2/recruiting/jobs/{position}"


def samples(path: str) -> list[Any]:
    """The requests of all clients to one address, each named by its client."""
    files = [json.loads(sample.read_text()) for sample in SAMPLES]
    found = [(file["client"], one) for file in files for one in file["requests"] if one["path"] == path]
    assert found
    return [pytest.param(one, id=client.partition(" ")[0]) for client, one in found]


def answer_with(personio: StandIn, sample: dict[str, Any]) -> None:
    path = urlsplit(sample["path"].replace("{position}", "")).path
    body = json.dumps(sample["answer"])
    fault = {"do": "status", "status": sample["status"], "body": body, "match": {"path_prefix": path}}
    personio.world.faults.add(fault)


def last(personio: StandIn) -> dict[str, Any]:
    [*_, record] = personio.world.records.matching()
    return record


def names(sample: dict[str, Any]) -> set[str]:
    return set(parse_qs(sample["form"]))


@pytest.mark.parametrize("sample", samples(TOKEN))
def test_a_token(personio: StandIn, api: PersonioApplications, sample: dict[str, Any]) -> None:
    """Their answers give access, and our form has the fields of theirs."""
    answer_with(personio, sample)
    access = api.access(CREDENTIALS)
    assert isinstance(access, Access)
    assert access.token == sample["answer"]["access_token"]
    asked = last(personio)
    assert (asked["method"], asked["path"], set(asked["body"])) == (sample["method"], TOKEN, names(sample))


@pytest.mark.parametrize("sample", samples(REVOKE))
def test_a_revocation(personio: StandIn, api: PersonioApplications, sample: dict[str, Any]) -> None:
    """The token goes in the form and in the header, as theirs does."""
    api.access(CREDENTIALS)
    api.revoke(CREDENTIALS)
    asked = last(personio)
    assert (asked["method"], asked["path"], set(asked["body"])) == (sample["method"], REVOKE, names(sample))
    assert asked["authorization"]
    assert asked["status"] == sample["status"]


@pytest.mark.parametrize("sample", samples(LIST))
def test_a_refused_token(personio: StandIn, api: PersonioApplications, sample: dict[str, Any]) -> None:
    """The envelope of a 401 refuses the access token, whoever meets it."""
    access = api.access(CREDENTIALS)
    assert isinstance(access, Access)
    answer_with(personio, {**sample, "path": "/v2/recruiting/applications"})
    ada = Developer(id="d-1", first_name="Ada", last_name="Lovelace", email="ada@example.org")
    application = Application(position_id=7, developer=ada, email=ada.email)
    assert api.submit(application, access, lambda: True).outcome is Outcome.ACCESS_REFUSED
    answer_with(personio, sample)
    assert api.prove(CREDENTIALS, ()).answer.outcome is Outcome.UNKNOWN
    asked = last(personio)
    query = "&".join(f"{name}={value}" for name, value in asked["query"].items())
    assert f"{asked['path']}?{query}" == sample["path"]


@pytest.mark.parametrize("sample", samples(SINGLE))
def test_a_position(personio: StandIn, api: PersonioApplications, sample: dict[str, Any]) -> None:
    """Their position with our number is the account's; with another number nothing is proven."""
    answer_with(personio, {**sample, "answer": {**sample["answer"], "id": "4711"}})
    assert api.owns(CREDENTIALS, 4711) is True
    assert last(personio)["path"] == sample["path"].replace("{position}", "4711")
    answer_with(personio, sample)
    unread = api.owns(CREDENTIALS, 4711)
    assert isinstance(unread, Answer)
    assert unread.outcome is Outcome.UNKNOWN
