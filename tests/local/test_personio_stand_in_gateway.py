"""The stand-in's API v2: what its gateway refuses, how it tells its rate, and that it takes what v1 takes."""

import re
from typing import Any

import pytest
import requests

from local.personio import companies
from local.personio.companies import READ, WRITE
from local.personio.demo_positions import ACME_BACKEND, GLOBEX_PLATFORM
from local.personio.server import StandIn
from tests.support.v2_client import APPLICATIONS, apply, bearer, read, token

RATE = ("replenish-rate", "burst-capacity", "requested-tokens", "remaining")
ACME_SWITCHES = f"/companies/{companies.ACME}/switches"


def upload(personio: StandIn, access_token: str, name: str = "cv.pdf") -> requests.Response:
    url = f"{personio.url}{APPLICATIONS}/documents"
    files = {"file": (name, b"%PDF-1.4")}
    return requests.post(url, files=files, headers=bearer(access_token), timeout=10)


def error(answer: requests.Response) -> dict[str, Any]:
    """The one error of the envelope, whose frame is held here."""
    body = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body.keys() == {"personio_trace_id", "timestamp", "errors"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body["timestamp"])
    (one,) = body["errors"]
    assert one["type"].startswith("https://developer.personio.de/v2.0/page/public-api-error-codes#")
    found: dict[str, Any] = one
    return found


def rate(answer: requests.Response) -> list[str | None]:
    return [answer.headers.get(f"x-ratelimit-{name}") for name in RATE]


@pytest.mark.parametrize("path", ["jobs", "applications", "applications/1", "candidates", "categories"])
@pytest.mark.parametrize("credential", ["", "papi-unknown", companies.ACME_TOKEN])
def test_without_an_access_token_nothing_is_read(personio: StandIn, path: str, credential: str) -> None:
    """401 in the envelope; the token of v1 is none."""
    url = f"{personio.url}/v2/recruiting/{path}"
    answer = requests.get(url, headers=bearer(credential) if credential else {}, timeout=10)
    assert (answer.status_code, error(answer)["title"]) == (401, "Unauthorized")


def test_the_token_comes_before_the_body(personio: StandIn) -> None:
    """Other than in v1, whose body is looked at first."""
    url = f"{personio.url}{APPLICATIONS}"
    assert requests.post(url, json={}, timeout=10).status_code == 401
    body = requests.post(url, json={}, headers=bearer(token(personio)), timeout=10)
    assert (body.status_code, body.json()) == (400, {"error": {"reason": "Field 'first_name' is required"}})


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "recruiting/other"), ("POST", "recruiting/jobs"), ("GET", "jobs"), ("GET", "auth/token")],
)
def test_an_unknown_path_is_404_before_the_token(personio: StandIn, method: str, path: str) -> None:
    """So is a method that a path does not have; the error names the path."""
    answer = requests.request(method, f"{personio.url}/v2/{path}", timeout=10)
    problem = error(answer)
    assert (answer.status_code, problem["_meta"]) == (404, {"path": f"/v2/{path}"})
    assert problem["type"].endswith("#apinot_found")


@pytest.mark.parametrize("status", ["403", "401"])
def test_a_scope_that_is_missing_is_403_or_401(personio: StandIn, status: str) -> None:
    """Reading needs one, sending the other; the 401 that was seen has a body of its own."""
    personio.control("PUT", ACME_SWITCHES, {"missing_scope": status})
    reader, writer = token(personio, scope=READ), token(personio, scope=WRITE)
    for answer in (read(personio, "jobs", writer), apply(personio, reader), upload(personio, reader)):
        assert answer.status_code == int(status)
        if status == "403":
            assert error(answer)["title"] == "Insufficient access scope"
            assert error(answer)["type"].endswith("#commonforbidden")
        else:
            assert answer.json() == {"error": {"message": "Unauthorized Request"}}
    assert read(personio, "jobs", reader).status_code == 200
    assert apply(personio, writer).status_code == 201


def test_a_scope_that_the_client_loses_is_missing_at_once(personio: StandIn) -> None:
    """Also to a token that was issued with it."""
    access_token = token(personio)
    client = companies.client_of(companies.ACME)
    personio.control("PUT", f"/companies/100001/clients/{client.id}", {"scopes": [WRITE]})
    assert read(personio, "jobs", access_token).status_code == 403
    assert apply(personio, access_token).status_code == 201


def test_the_rate_is_told_and_kept(personio: StandIn) -> None:
    """A bucket per company and endpoint, filled up every second; empty it is 429 without Retry-After."""
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:00:00+00:00", "rate": 0})
    access_token, other = token(personio), token(personio, companies.GLOBEX)
    assert rate(read(personio, "jobs", access_token)) == ["30", "100", "1", "99"]
    personio.control("PUT", ACME_SWITCHES, {"gateway_rate": 2, "gateway_burst": 5, "gateway_cost": 2})
    assert rate(read(personio, "candidates", access_token)) == ["2", "5", "2", "3"]
    assert rate(read(personio, "candidates", access_token)) == ["2", "5", "2", "1"]
    limited = read(personio, "candidates", access_token)
    assert (limited.status_code, rate(limited)) == (429, ["2", "5", "2", "1"])
    assert error(limited)["title"] == "Too Many Requests"
    assert "Retry-After" not in limited.headers
    assert read(personio, "categories", access_token).status_code == 200
    assert read(personio, "candidates", other).status_code == 200
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:00:01+00:00"})
    assert rate(read(personio, "candidates", access_token))[-1] == "1"
    personio.control("PUT", "/clock", {"at": "2026-11-26T12:10:00+00:00"})
    assert rate(read(personio, "candidates", access_token))[-1] == "3"
    personio.control("PUT", "/switches", {"rate_limit": False})
    assert rate(read(personio, "candidates", access_token)) == [None] * 4


def test_an_application_over_v2_is_one_like_any_other(personio: StandIn) -> None:
    """Document, application, 201 without a body; the company comes from the token, whatever a header says."""
    access_token = token(personio)
    document = upload(personio, access_token)
    file = {"uuid": document.json()["uuid"], "original_filename": "cv.pdf", "category": "cv"}
    headers = bearer(access_token) | {"X-Company-ID": str(companies.GLOBEX), "Beta": "false"}
    body = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org"}
    sent = body | {"job_position_id": ACME_BACKEND, "files": [file]}
    answer = requests.post(f"{personio.url}{APPLICATIONS}", json=sent, headers=headers, timeout=10)
    (applicant,) = personio.control("GET", "/applicants")
    assert (document.status_code, answer.status_code, answer.content) == (200, 201, b"")
    assert (applicant["company_id"], applicant["files"][0]["size"]) == (companies.ACME, 8)
    recorded = personio.control("GET", f"/requests?path={APPLICATIONS}")[0]
    assert (recorded["company_id"], recorded["token_right"]) == (companies.ACME, True)


def test_both_versions_know_of_the_same_applicants_and_documents(personio: StandIn) -> None:
    """Who applied over v1 has applied; what was uploaded there can be attached here."""
    v1 = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    url = f"{personio.url}/v1/recruiting/applications/documents"
    uuid = requests.post(url, files={"file": ("cv.pdf", b"x")}, headers=v1, timeout=10).json()["uuid"]
    file = {"uuid": uuid, "original_filename": "cv.pdf", "category": "cv"}
    assert apply(personio, files=[file]).status_code == 201
    body = {"first_name": "A", "last_name": "L", "email": "ADA@example.org", "job_position_id": ACME_BACKEND}
    again = requests.post(url.removesuffix("/documents"), json=body, headers=v1, timeout=10)
    assert "errors.applicant-already-exists" in again.text


def test_both_versions_share_the_pace_of_an_endpoint(personio: StandIn) -> None:
    """20 a minute and company over both; v2 says it in the envelope, its bucket being far from empty."""
    personio.control("PUT", "/switches", {"rate_limit_requests": 1})
    access_token = token(personio)
    assert apply(personio, access_token).status_code == 201
    limited = apply(personio, access_token)
    assert (limited.status_code, error(limited)["title"]) == (429, "Too Many Requests")
    assert rate(limited)[-1] in {"98", "99"}  # it fills up again while a busy machine asks
    v1 = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    body = {"first_name": "A", "last_name": "L", "email": "b@example.org", "job_position_id": ACME_BACKEND}
    url = f"{personio.url}/v1/recruiting/applications"
    assert requests.post(url, json=body, headers=v1, timeout=10).status_code == 429
    assert upload(personio, access_token).status_code == 200


def test_another_companys_position_does_not_exist(personio: StandIn) -> None:
    """Each token sends to its own company."""
    assert "posting-not-found" in apply(personio, job_position_id=GLOBEX_PLATFORM).text
    access_token = token(personio, companies.GLOBEX)
    assert apply(personio, access_token, job_position_id=GLOBEX_PLATFORM).status_code == 201


WRONG: dict[str, Any] = {"email": "nobody", "job_position_id": 1}
FOUND = [
    ("email", "errors.attribute-validation.invalid-email-format"),
    ("job_position_id", "errors.posting-validation.posting-not-found"),
]


def test_findings_have_the_shape_of_v1_by_default(personio: StandIn) -> None:
    """The changelog says that nothing but the authentication differs."""
    answer = apply(personio, **WRONG)
    errors = [(one["field"], one["errors"][0]["reason"]) for one in answer.json()["errors"]]
    assert (answer.status_code, answer.headers["Content-Type"], errors) == (400, "application/json", FOUND)


def test_findings_can_come_in_the_envelope(personio: StandIn) -> None:
    """One error each, the code as its detail and the field in its meta data; a body that is none likewise."""
    personio.control("PUT", ACME_SWITCHES, {"business_errors": "envelope"})
    answer = apply(personio, **WRONG)
    errors = [(one["_meta"]["field"], one["detail"]) for one in answer.json()["errors"]]
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert errors == FOUND
    assert error(apply(personio, tags="none"))["detail"] == "Invalid request body supplied"
    assert error(upload(personio, token(personio), "cv.exe"))["detail"] == "errors.invalid-file-type"


def test_findings_can_come_as_a_problem_document(personio: StandIn) -> None:
    """RFC 9457: type, title, status, detail, and the findings with pointers to their fields."""
    personio.control("PUT", ACME_SWITCHES, {"business_errors": "problem"})
    answer = apply(personio, **WRONG)
    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem.pop("errors") == [{"detail": code, "pointer": f"#/{field}"} for field, code in FOUND]
    assert problem == {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": FOUND[0][1]}
    body = apply(personio, tags="none").json()
    assert (body["detail"], body["errors"]) == (
        "Invalid request body supplied",
        [{"detail": "Invalid request body supplied"}],
    )


@pytest.mark.parametrize("shape", ["v1", "envelope", "problem"])
def test_a_feature_that_is_off_closes_sending_and_reading(personio: StandIn, shape: str) -> None:
    """403 with the code, in the chosen shape where it is sent and in the envelope where it is read."""
    personio.control("PUT", ACME_SWITCHES, {"recruiting": False, "business_errors": shape})
    sent, asked = apply(personio), read(personio, "jobs")
    assert (sent.status_code, asked.status_code) == (403, 403)
    assert "feature.recruiting.disabled" in sent.text
    assert error(asked)["detail"] == "feature.recruiting.disabled"


def test_a_company_without_a_token_of_v1_is_closed_to_v1(personio: StandIn) -> None:
    """An empty token is none, not one that anybody has."""
    personio.control("PUT", "/companies/5", {"token": "", "positions": [{"id": 1, "name": "Dev"}]})
    body = {"first_name": "A", "last_name": "L", "email": "a@example.org", "job_position_id": 1}
    url = f"{personio.url}/v1/recruiting/applications"
    assert requests.post(url, json=body, headers={"X-Company-ID": "5"}, timeout=10).status_code == 401
    assert apply(personio, token(personio, 5), job_position_id=1).status_code == 201


def test_faults_strike_v2_too(personio: StandIn) -> None:
    """By path, and by the company of the token or of the client who asks for one."""
    access_token = token(personio)
    fault = {"do": "status", "status": 503, "match": {"company_id": companies.ACME}}
    personio.control("POST", "/faults", fault | {"times": 2})
    assert read(personio, "jobs", token(personio, companies.GLOBEX)).status_code == 200
    assert read(personio, "jobs", access_token).status_code == 503
    with pytest.raises(KeyError):
        token(personio)
    personio.control("POST", "/faults", {"do": "drop_after", "match": {"path_prefix": APPLICATIONS}})
    with pytest.raises(requests.ConnectionError):
        apply(personio, access_token)
    assert len(personio.control("GET", "/applicants")) == 1
