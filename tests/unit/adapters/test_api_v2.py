"""The recruiting API with an access token, over HTTP: what differs from v1, and what must not."""

import dataclasses
import json
import logging
from threading import Barrier, Thread
from time import monotonic
from typing import Any

import pytest

from local.personio import companies
from local.personio.companies import READ, WRITE
from local.personio.server import StandIn
from local.scenes.cv_shelf import Shelf
from shared.adapters import tuning
from shared.adapters.personio.api import PersonioApplications
from shared.domain.application import Answer, Application, Outcome, Proof
from shared.domain.attributes import Developer
from shared.domain.credentials import Access, Client, Credentials
from shared.structs import replace

pytestmark = pytest.mark.wire

TOKEN = "/v2/auth/token"
APPLICATIONS = "/v2/recruiting/applications"
JOBS = "/v2/recruiting/jobs"
SHAPES = ("v1", "envelope", "problem")
ADA = Developer(id="d-1", first_name="Adakanarie", last_name="Lovelace", email="ada.kanarie@example.org")
CLIENT = companies.client_of(companies.ACME)
CREDENTIALS = Credentials(account=str(companies.ACME), key=Client(id=CLIENT.id, secret=CLIENT.secret))


def application(personio: StandIn, **changes: Any) -> Application:
    values: dict[str, Any] = {"position_id": published(personio), "developer": ADA, "email": ADA.email}
    return Application(**(values | changes))


def published(personio: StandIn, state: str = "published") -> int:
    positions = personio.world.companies[companies.ACME].positions
    return next(one.id for one in positions if one.state == state)


def access(api: PersonioApplications) -> Access:
    given = api.access(CREDENTIALS)
    assert isinstance(given, Access)
    return given


def submit(api: PersonioApplications, sent: Application) -> Answer:
    return api.submit(sent, access(api), lambda: True)


def prove(api: PersonioApplications, personio: StandIn) -> Proof:
    return api.prove(CREDENTIALS, (published(personio),))


def switch(personio: StandIn, **switches: Any) -> None:
    personio.world.override(personio.world.companies[companies.ACME], switches)


def scopes(personio: StandIn, *names: str) -> None:
    acme = personio.world.companies[companies.ACME]
    client = dataclasses.replace(acme.clients[0], scopes=frozenset(names))
    personio.world.companies[companies.ACME] = dataclasses.replace(acme, clients=(client,))


def asked(personio: StandIn) -> list[str]:
    return [f"{record['method']} {record['path']}" for record in personio.world.records.matching()]


def test_a_cached_token_makes_no_call_more_than_v1(personio: StandIn, api: PersonioApplications) -> None:
    """The first export asks for an access token, each later one is one POST."""
    for number in range(3):
        assert submit(api, application(personio, email=f"{number}@e.org")).outcome is Outcome.CREATED
    assert asked(personio) == [f"POST {TOKEN}", *[f"POST {APPLICATIONS}"] * 3]


def test_the_same_document_goes_to_v2(personio: StandIn, api: PersonioApplications) -> None:
    """Body as at v1; the token alone says whose account it is; nothing stands in the address."""
    given = access(api)
    api.submit(application(personio), given, lambda: True)
    [_, sent] = personio.world.records.matching()
    assert sent["body"] == api.preview(application(personio))
    headers = {name.lower() for name in sent["headers"]}
    assert headers.isdisjoint({"x-company-id", "beta"})
    assert (sent["query"], sent["status"]) == ({}, 201)


def test_fifty_threads_ask_for_one_token(personio: StandIn, api: PersonioApplications) -> None:
    """However many exports begin at once in an instance, Personio is asked for one access token."""
    personio.world.faults.add({"do": "delay", "seconds": 0.2, "match": {"path_prefix": TOKEN}})
    together, given = Barrier(50), []

    def ask() -> None:
        together.wait()
        given.append(access(api))

    threads = [Thread(target=ask) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked(personio) == [f"POST {TOKEN}"]
    assert len({one.token for one in given}) == 1
    assert len(given) == 50


def test_an_endpoint_that_hangs_costs_seconds(
    personio: StandIn, api: PersonioApplications, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up long before a lease could end, and for a minute nobody waits for it again."""
    monkeypatch.setattr(tuning, "ACCESS_TOKEN_SECONDS", 0.3)
    held = personio.world.faults.add({"do": "hold", "match": {"path_prefix": TOKEN}})
    began = monotonic()
    answers = [api.access(CREDENTIALS) for _ in range(5)]
    took = monotonic() - began
    personio.world.faults.release(held.id)
    assert answers == [Answer(outcome=Outcome.OUTAGE)] * 5
    assert took < 2
    assert asked(personio) == [f"POST {TOKEN}"]


def test_a_refused_upload_of_a_cv_is_a_refused_access(personio: StandIn, cvs: Shelf) -> None:
    """The document goes with the same access token: where that ended nothing is applied."""
    api = PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,))
    sent = application(personio, developer=replace(ADA, cv_url=cvs.put("/cv.pdf")))
    assert submit(api, sent).document == "attached"
    personio.world.tokens.clear()
    personio.world.records.clear()
    answer = submit(api, sent)
    assert (answer.outcome, answer.fresh) == (Outcome.ACCESS_REFUSED, False)
    assert asked(personio) == [f"POST {APPLICATIONS}/documents"]
    assert submit(api, sent).outcome is Outcome.ALREADY_THERE


@pytest.mark.parametrize("missing_scope", ["403", "401"])
def test_a_cv_without_the_scope(personio: StandIn, cvs: Shelf, missing_scope: str) -> None:
    """The missing scope is told at the upload already, and the CV is not to blame."""
    api = PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,))
    switch(personio, missing_scope=missing_scope)
    scopes(personio, READ)
    answer = submit(api, application(personio, developer=replace(ADA, cv_url=cvs.put("/cv.pdf"))))
    assert (answer.outcome, answer.document) == (Outcome.SCOPE_MISSING, "unavailable")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("feature", ["fields", "generic"])
@pytest.mark.parametrize(
    ("off", "problem"), [("recruiting", "recruiting_feature_off"), ("public_api", "public_api_off")]
)
def test_a_feature_that_is_off_is_no_missing_scope(
    personio: StandIn, api: PersonioApplications, shape: str, feature: str, off: str, problem: str
) -> None:
    """Both are a 403, and v2 may call both forbidden: Personio's own reason decides."""
    switch(personio, business_errors=shape, feature_body=feature, **{off: False})
    answer = submit(api, application(personio))
    assert (answer.outcome, answer.feature_problem) == (Outcome.FEATURE_OFF, problem)
    proof = prove(api, personio)
    assert (proof.answer.outcome, proof.answer.feature_problem) == (Outcome.FEATURE_OFF, problem)


@pytest.mark.parametrize("shape", SHAPES)
def test_reasons_are_read_in_every_shape(personio: StandIn, api: PersonioApplications, shape: str) -> None:
    """What is wrong, and about which field, whichever way v2 words it."""
    switch(personio, business_errors=shape)
    acme = personio.world.companies[companies.ACME]
    personio.world.companies[companies.ACME] = dataclasses.replace(acme, required_attributes=("location",))
    answers = [
        submit(api, application(personio)),
        submit(api, application(personio, position_id=published(personio, "draft"))),
        submit(api, application(personio, email="ada")),
    ]
    told = [[(refusal.reason.value, refusal.field) for refusal in answer.refusals] for answer in answers]
    required = ("errors.attribute-validation.required-attribute", "location")
    assert {answer.outcome for answer in answers} == {Outcome.REFUSED}
    assert told[0] == [required]
    assert ("errors.job-position.not-published", "job_position_id") in told[1]
    assert ("errors.attribute-validation.invalid-email-format", "email") in told[2]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_refused_channel_is_told_apart(personio: StandIn, api: PersonioApplications, shape: str) -> None:
    """Whichever shape names it, the same application may go without it."""
    switch(personio, business_errors=shape)
    assert submit(api, application(personio, channel_id=1)).outcome is Outcome.CHANNEL_REFUSED


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("status", ["400", "404"])
def test_a_position_that_is_missing(
    personio: StandIn, api: PersonioApplications, shape: str, status: str
) -> None:
    """Under either status it is the position, and not the address, that is not there."""
    switch(personio, business_errors=shape, unknown_job=status)
    answer = submit(api, application(personio, position_id=999_999_999))
    assert answer.outcome is Outcome.REFUSED
    assert [refusal.reason.value for refusal in answer.refusals] == [
        "errors.posting-validation.posting-not-found"
    ]


def test_an_address_that_is_missing_is_a_feature_that_is_off(personio: StandIn) -> None:
    """The gateway's 404 says nothing of a position: nothing was created, and the account lacks the API."""
    api = PersonioApplications(api_url=personio.url)
    given = access(api)
    missing = json.dumps(
        {
            "errors": [
                {
                    "title": "Not Found",
                    "detail": f"The endpoint with {APPLICATIONS} was not found.",
                    "type": "https://developer.personio.de/v2.0/page/public-api-error-codes#apinot_found",
                }
            ]
        }
    )
    personio.world.faults.add({"do": "status", "status": 404, "body": missing, "times": 2})
    answer = api.submit(application(personio), given, lambda: True)
    assert (answer.outcome, answer.feature_problem) == (Outcome.FEATURE_OFF, "public_api_off")
    owned = api.owns(CREDENTIALS, published(personio))
    assert isinstance(owned, Answer)
    assert owned.outcome is Outcome.FEATURE_OFF


def test_limited_by_the_gateway(personio: StandIn, api: PersonioApplications) -> None:
    """429 has no Retry-After; it is limited, and the access token stays."""
    switch(personio, gateway_burst=1, gateway_rate=1)
    personio.world.clock.change({"rate": 0.0})
    submit(api, application(personio))
    assert submit(api, application(personio, email="b@e.org")).outcome is Outcome.LIMITED
    assert not access(api).fresh


@pytest.mark.parametrize(
    ("headers", "rest"),
    [
        ({}, None),
        ({"x-ratelimit-remaining": "1"}, None),
        ({"x-ratelimit-remaining": "0"}, 60.0),
        (
            {
                "x-ratelimit-remaining": "0",
                "x-ratelimit-burst-capacity": "100",
                "x-ratelimit-replenish-rate": "30",
            },
            100 / 30,
        ),
        (
            {
                "X-RateLimit-Remaining": " 0 ",
                "X-RateLimit-Burst-Capacity": "900",
                "X-RateLimit-Replenish-Rate": "1",
            },
            60.0,
        ),
        (
            {
                "x-ratelimit-remaining": "0",
                "x-ratelimit-burst-capacity": "x",
                "x-ratelimit-replenish-rate": "0",
            },
            60.0,
        ),
        (
            {
                "x-ratelimit-remaining": "0",
                "x-ratelimit-burst-capacity": "nan",
                "x-ratelimit-replenish-rate": "-1",
            },
            60.0,
        ),
    ],
)
def test_an_empty_bucket_says_how_long_it_fills(
    personio: StandIn, api: PersonioApplications, headers: dict[str, str], rest: float | None
) -> None:
    """By its rate a second, a minute at most, and a minute where the headers cannot be read."""
    given = access(api)
    personio.world.faults.add({"do": "status", "status": 201, "headers": headers})
    answer = api.submit(application(personio), given, lambda: True)
    assert (answer.outcome, answer.rest) == (Outcome.CREATED, rest)


def test_the_stand_ins_own_bucket_is_heeded(personio: StandIn, api: PersonioApplications) -> None:
    """Its last token is spent with a success that says so."""
    switch(personio, gateway_burst=2, gateway_rate=1)
    personio.world.clock.change({"rate": 0.0})
    rests = [submit(api, application(personio, email=f"{number}@e.org")).rest for number in range(2)]
    assert rests == [None, 2.0]


@pytest.mark.parametrize("body", ["text", "json", "empty"])
def test_a_401_refuses_the_access_token(personio: StandIn, api: PersonioApplications, body: str) -> None:
    """Whatever its body is, unless that names the scope."""
    texts = {"text": "no", "json": json.dumps({"errors": [{"title": "Unauthorized"}]}), "empty": ""}
    given = access(api)
    personio.world.faults.add({"do": "status", "status": 401, "body": texts[body]})
    answer = api.submit(application(personio), given, lambda: True)
    assert (answer.outcome, answer.fresh) == (Outcome.ACCESS_REFUSED, True)


def test_a_proof_uploads_and_reads(personio: StandIn, api: PersonioApplications) -> None:
    """Token, a few words of text, the first position that is there; nobody applies, nothing else is sent."""
    position = published(personio)
    assert api.prove(CREDENTIALS, (1, position, 2)).owns is True
    assert asked(personio) == [
        f"POST {TOKEN}",
        f"POST {APPLICATIONS}/documents",
        f"GET {JOBS}/1",
        f"GET {JOBS}/{position}",
    ]
    assert personio.world.applicants == []


def test_a_proof_without_positions_reads_a_list(personio: StandIn, api: PersonioApplications) -> None:
    """The only parameter is one that Personio documents for it."""
    proof = api.prove(CREDENTIALS, ())
    assert (proof.reads, proof.owns) == (True, None)
    [*_, read] = personio.world.records.matching()
    assert (read["method"], read["path"], read["query"]) == ("GET", JOBS, {"limit": "1"})


def test_the_write_scope_is_named_first(personio: StandIn, api: PersonioApplications) -> None:
    """One cause at a time: with neither scope, writing; then reading."""
    scopes(personio)
    assert prove(api, personio).answer.problem == "scope_write_missing"
    scopes(personio, WRITE)
    assert prove(api, personio).answer.problem == "scope_read_missing"
    scopes(personio, WRITE, READ)
    assert prove(api, personio) == Proof(answer=Answer(outcome=Outcome.CREATED), reads=True, owns=True)


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "status", "status": 503},
        {"do": "status", "status": 400},
        {"do": "status", "status": 200, "body": "{}"},
        {"do": "status", "status": 200, "body": '{"id": "1"}'},
        {"do": "malformed", "how": "html"},
        {"do": "drop_after"},
    ],
)
def test_a_reading_that_proves_nothing(
    personio: StandIn, api: PersonioApplications, fault: dict[str, Any]
) -> None:
    """Neither that the position is the account's nor that it is not: only its own id, or a 404, does."""
    for position in (published(personio), None):
        personio.world.faults.add({**fault, "match": {"path_prefix": JOBS}})
        proof = api.prove(CREDENTIALS, (position,) if position else ())
        assert (proof.answer.outcome, proof.reads, proof.owns) == (Outcome.UNKNOWN, False, None)
    personio.world.faults.add({**fault, "match": {"path_prefix": JOBS}})
    owned = api.owns(CREDENTIALS, published(personio))
    assert isinstance(owned, Answer)
    assert owned.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("envelope", ["_data", "data"])
def test_a_position_in_an_envelope_is_one(
    personio: StandIn, api: PersonioApplications, envelope: str
) -> None:
    """Documented without; public clients tolerate one."""
    body = json.dumps({envelope: {"id": "4711"}})
    personio.world.faults.add({"do": "status", "status": 200, "body": body, "match": {"path_prefix": JOBS}})
    assert api.owns(CREDENTIALS, 4711) is True


def test_a_fresh_token_that_is_refused_proves_nothing(personio: StandIn, api: PersonioApplications) -> None:
    """Another instance may have ended it: neither a proof nor a reading blames the client."""
    refused = {"do": "status", "status": 401, "match": {"path_prefix": "/v2/recruiting"}, "times": None}
    personio.world.faults.add(refused)
    assert prove(api, personio).answer.outcome is Outcome.UNKNOWN
    owned = api.owns(CREDENTIALS, published(personio))
    assert isinstance(owned, Answer)
    assert owned.outcome is Outcome.UNKNOWN


def test_revoking_gives_up_after_two_seconds(
    personio: StandIn, api: PersonioApplications, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Best effort: nobody who disconnects waits for Personio."""
    assert tuning.REVOKE_SECONDS == 2
    monkeypatch.setattr(tuning, "REVOKE_SECONDS", 0.2)
    access(api)
    held = personio.world.faults.add({"do": "hold", "match": {"path_prefix": "/v2/auth/revoke"}})
    began = monotonic()
    api.revoke(CREDENTIALS)
    assert monotonic() - began < 2
    personio.world.faults.release(held.id)


@pytest.mark.parametrize("status", [200, 201, 400, 401, 403, 404, 429, 500])
def test_silent(
    personio: StandIn,
    api: PersonioApplications,
    status: int,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither secret nor access token nor person appears anywhere, even where Personio quotes them."""
    caplog.set_level(logging.DEBUG)
    given = access(api)
    quoted = f"{CLIENT.secret} {given.token} {ADA.email}"
    body = json.dumps({"error": quoted, "errors": [{"title": quoted, "detail": quoted, "pointer": quoted}]})
    personio.world.faults.add({"do": "status", "status": status, "body": body, "times": None})
    answers: list[object] = [api.submit(application(personio), given, lambda: True)]
    answers += [prove(api, personio), api.owns(CREDENTIALS, 1), api.access(CREDENTIALS)]
    api.revoke(CREDENTIALS)
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err + repr(answers) + repr(CREDENTIALS) + repr(api)
    for canary in (CLIENT.secret, given.token, ADA.email, ADA.last_name):
        assert canary not in shown
