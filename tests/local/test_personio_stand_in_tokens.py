"""The stand-in's token endpoint: what it takes, what it refuses and how, when a token ends."""

from typing import Any

import pytest
import requests

from local.personio import companies
from local.personio.companies import READ, WRITE
from local.personio.server import StandIn
from tests.support.v2_client import ask_token, read, token

ACME_CLIENT = f"/companies/{companies.ACME}/clients/{companies.client_of(companies.ACME).id}"
JSON_BODY = {"grant_type": "client_credentials"}


def works(personio: StandIn, access_token: str) -> bool:
    return read(personio, "jobs", access_token, limit="1").status_code == 200


def revoke(personio: StandIn, **sent: Any) -> requests.Response:
    return requests.post(f"{personio.url}/v2/auth/revoke", timeout=10, **sent)


def test_a_client_gets_a_token_for_a_day_with_all_of_its_scopes(personio: StandIn) -> None:
    """JSON with a bearer token, its seconds, and the scopes that the client has."""
    answer = ask_token(personio)
    body = answer.json()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert body.pop("access_token").startswith("papi-")
    assert body == {"token_type": "Bearer", "expires_in": 86400, "scope": f"{READ} {WRITE}"}


def test_a_token_can_be_asked_for_some_of_the_scopes(personio: StandIn) -> None:
    """It then has those alone; a scope that the client does not have is 400."""
    assert ask_token(personio, scope=WRITE).json()["scope"] == WRITE
    assert read(personio, "jobs", token(personio, scope=WRITE)).status_code == 403
    personio.control("PUT", ACME_CLIENT, {"scopes": [READ]})
    refused = ask_token(personio, scope=f"{READ} {WRITE}")
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"grant_type": "-"}, "invalid_request"),
        ({"client_id": "-"}, "invalid_request"),
        ({"client_secret": ""}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
        ({"client_id": "papi-nobody"}, "invalid_client"),
        ({"client_secret": "papi-wrong"}, "unauthorized_client"),
        ({"scope": "personio:persons:read"}, "invalid_scope"),
    ],
)
def test_each_refusal_has_the_word_of_oauth(personio: StandIn, changes: dict[str, str], error: str) -> None:
    """400 as a problem document with error, description, time and trace."""
    answer = ask_token(personio, **changes)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["error"] == error
    assert {"error_description", "error_uri", "timestamp", "trace_id"} <= answer.json().keys()


def test_only_a_form_is_taken(personio: StandIn) -> None:
    """JSON is 400 with an explanation, at both endpoints."""
    client = companies.client_of(companies.ACME)
    body = JSON_BODY | {"client_id": client.id, "client_secret": client.secret}
    issued = requests.post(f"{personio.url}/v2/auth/token", json=body, timeout=10)
    revoked = revoke(personio, json={"token": token(personio)})
    for answer in (issued, revoked):
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
        assert "application/x-www-form-urlencoded" in answer.json()["error_description"]


@pytest.mark.parametrize("changes", [{"client_id": "papi-nobody"}, {"client_secret": "papi-wrong"}])
def test_a_bad_client_can_be_401(personio: StandIn, changes: dict[str, str]) -> None:
    """Both statuses were seen; what is wrong with the request itself stays 400."""
    personio.control("PUT", "/switches", {"bad_client": "401"})
    assert ask_token(personio, **changes).status_code == 401
    assert ask_token(personio, grant_type="-").status_code == 400


def test_a_token_ends_by_the_clock_of_the_stand_in(personio: StandIn) -> None:
    """A day after it was issued it is 401; a switch makes its life shorter, and the answer says so."""
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:00:00+00:00", "rate": 0})
    access_token = token(personio)
    personio.control("PUT", "/clock", {"at": "2026-11-27T11:59:59+00:00"})
    assert works(personio, access_token)
    personio.control("PUT", "/clock", {"at": "2026-11-27T12:00:00+00:00"})
    assert not works(personio, access_token)
    personio.control("PUT", "/switches", {"token_seconds": 60})
    assert ask_token(personio).json()["expires_in"] == 60
    access_token = token(personio)
    personio.control("PUT", "/clock", {"at": "2026-11-27T12:01:00+00:00"})
    assert not works(personio, access_token)


def test_a_revoked_token_is_void(personio: StandIn) -> None:
    """200 without a body, also for one that nobody knows; other tokens stay."""
    first, second = token(personio), token(personio)
    answer = revoke(personio, data={"token": first})
    assert (answer.status_code, answer.content) == (200, b"")
    assert (works(personio, first), works(personio, second)) == (False, True)
    assert revoke(personio, data={"token": "papi-unknown"}).status_code == 200
    assert revoke(personio, data={}, headers={"Content-Type": "application/x-www-form-urlencoded"}).json()[
        "meta"
    ] == {"missing_parameters": ["token"]}


@pytest.mark.parametrize("ends", [False, True])
def test_a_new_token_can_end_the_older_ones(personio: StandIn, *, ends: bool) -> None:
    """Of the same client only; by default several are good at once."""
    personio.control("PUT", "/companies/100001/switches", {"new_token_ends_older": ends})
    other = token(personio, companies.GLOBEX)
    first, second = token(personio), token(personio)
    assert works(personio, first) is not ends
    assert works(personio, second)
    assert works(personio, other)


def test_the_token_endpoint_has_a_limit_of_its_own(personio: StandIn) -> None:
    """So many a minute and client, in the envelope and without Retry-After; other clients have theirs."""
    personio.control("PUT", "/switches", {"token_limit_requests": 2})
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:00:00+00:00", "rate": 0})
    assert [ask_token(personio).status_code for _ in range(3)] == [200, 200, 429]
    limited = ask_token(personio)
    assert limited.json()["errors"][0]["title"] == "Too Many Requests"
    assert "Retry-After" not in limited.headers
    assert ask_token(personio, companies.GLOBEX).status_code == 200
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:01:00+00:00"})
    assert ask_token(personio).status_code == 200
    personio.control("PUT", "/switches", {"rate_limit": False})
    assert [ask_token(personio).status_code for _ in range(3)] == [200, 200, 200]


def test_a_client_that_is_gone_takes_its_tokens_along(personio: StandIn) -> None:
    """Deleted, its tokens are 401 and it gets no more; with another secret the issued ones stay good."""
    access_token = token(personio)
    personio.control("PUT", ACME_CLIENT, {"secret": "papi-new"})
    assert ask_token(personio).json()["error"] == "unauthorized_client"
    assert ask_token(personio, client_secret="papi-new").status_code == 200
    assert works(personio, access_token)
    personio.control("DELETE", ACME_CLIENT)
    assert not works(personio, access_token)
    assert ask_token(personio).json()["error"] == "invalid_client"


def test_no_secret_can_be_read_from_the_records(personio: StandIn) -> None:
    """A form is kept with fingerprints in place of the secret and the token; company and outcome are told."""
    access_token = token(personio)
    revoke(personio, data={"token": access_token})
    issued, revoked = personio.control("GET", "/requests?path_prefix=/v2/auth")
    secret = companies.client_of(companies.ACME).secret
    assert secret not in str(issued)
    assert access_token not in str(revoked)
    assert (issued["company_id"], issued["status"], len(issued["body"]["client_secret"])) == (100001, 200, 16)
    assert issued["body"]["grant_type"] == "client_credentials"
