"""The client against a Personio that answers over HTTP: one test per outcome and per reason code."""

import dataclasses
import json
import logging
import socket
import time
from datetime import date
from typing import Any

import pytest

from local.personio import companies
from local.personio.server import StandIn
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.http import Timeouts
from shared.domain.application import Answer, Application, Outcome, ReasonCode, Refusal
from shared.domain.attributes import Developer
from shared.domain.credentials import Access, Credentials, Token
from shared.structs import replace

pytestmark = pytest.mark.wire

APPLICATIONS = "/v1/recruiting/applications"
ADA = Developer(
    id="d-1",
    first_name="Adakanarie",
    last_name="Lovelace",
    email="ada.kanarie@example.org",
    phone="+49 30 98765432",
    gender="female",
    birthday=date(1990, 12, 10),
)
CREDENTIALS = Credentials(account=str(companies.ACME), key=Token(value=companies.ACME_TOKEN))
ACCESS = Access(credentials=CREDENTIALS)


def position(personio: StandIn, state: str = "published") -> int:
    acme = personio.world.companies[companies.ACME]
    if not any(one.state == state for one in acme.positions):
        first, *rest = acme.positions
        changed = (dataclasses.replace(first, state=state), *rest)  # type: ignore[arg-type]  # one of the stand-in's states
        personio.world.companies[companies.ACME] = acme = dataclasses.replace(acme, positions=changed)
    return next(one.id for one in acme.positions if one.state == state)


def application(personio: StandIn, developer: Developer = ADA, **changes: Any) -> Application:
    values: dict[str, Any] = {
        "position_id": position(personio),
        "developer": developer,
        "email": developer.email,
    }
    return Application(**(values | changes))


def submit(api: PersonioApplications, sent: Application, credentials: Credentials = CREDENTIALS) -> Answer:
    access = api.access(credentials)
    return access if isinstance(access, Answer) else api.submit(sent, access, lambda: True)


def posts(personio: StandIn) -> list[dict[str, Any]]:
    return personio.world.records.matching(path=APPLICATIONS)


def demand(personio: StandIn, *attributes: str) -> None:
    acme = personio.world.companies[companies.ACME]
    personio.world.companies[companies.ACME] = dataclasses.replace(acme, required_attributes=attributes)


def closed_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def test_created(personio: StandIn, api: PersonioApplications) -> None:
    """A complete application creates one applicant with one request, and says so."""
    answer = submit(api, application(personio, channel_id=companies.ACME_CHANNEL))
    assert (answer.outcome, answer.status, answer.refusals) == (Outcome.CREATED, 201, ())
    assert answer.document == "none"
    assert 0 < answer.duration < 5
    assert [post["status"] for post in posts(personio)] == [201]
    assert [applicant.email for applicant in personio.world.applicants] == [ADA.email]


def test_created_with_a_body(personio: StandIn, api: PersonioApplications) -> None:
    """A 201 with a body is no other than one without."""
    personio.world.override(personio.world.companies[companies.ACME], {"created_body": "json"})
    assert submit(api, application(personio)).outcome is Outcome.CREATED


def test_preview(personio: StandIn, api: PersonioApplications) -> None:
    """The preview is what is sent, and sends nothing."""
    sent = application(personio, channel_id=companies.ACME_CHANNEL)
    previewed = json.loads(json.dumps(api.preview(sent)))
    assert posts(personio) == []
    submit(api, sent)
    assert [post["body"] for post in posts(personio)] == [previewed]


def test_strict_integers(personio: StandIn, api: PersonioApplications) -> None:
    """Position and channel pass where Personio takes nothing but JSON numbers."""
    personio.world.override(personio.world.companies[companies.ACME], {"strict_integers": True})
    assert submit(api, application(personio, channel_id=companies.ACME_CHANNEL)).outcome is Outcome.CREATED


def test_partner_headers(personio: StandIn) -> None:
    """matched.io's partner and app ids are sent where there are some, and only then."""
    known = PersonioApplications(api_url=personio.url, partner_id="MATCHED_IO", app_id="MATCHED_EXPORT")
    submit(known, application(personio))
    submit(PersonioApplications(api_url=personio.url), application(personio))
    first, second = (post["headers"] for post in posts(personio))
    assert first["X-Personio-Partner-ID"] == "MATCHED_IO"
    assert first["X-Personio-App-ID"] == "MATCHED_EXPORT"
    assert not {"X-Personio-Partner-ID", "X-Personio-App-ID"} & second.keys()


def test_connection_reused(personio: StandIn, api: PersonioApplications) -> None:
    """Warm calls go over the connection that is open already."""
    for number in range(3):
        submit(api, application(personio, email=f"ada{number}@example.org"))
    assert len({post["connection"] for post in posts(personio)}) == 1


def test_already_there(personio: StandIn, api: PersonioApplications) -> None:
    """The same person for the same position is already there."""
    submit(api, application(personio))
    assert submit(api, application(personio)).outcome is Outcome.ALREADY_THERE


@pytest.mark.parametrize("body", ["text", "json", "empty"])
def test_credentials_wrong(personio: StandIn, api: PersonioApplications, body: str) -> None:
    """A wrong token, or one of another company, is wrong in every body that Personio may give a 401."""
    personio.world.switches = dataclasses.replace(personio.world.switches, unauthorized_body=body)  # type: ignore[arg-type]  # one of the switch's values
    wrong = Credentials(account=str(companies.ACME), key=Token(value="not-the-token"))
    other = Credentials(account=str(companies.GLOBEX), key=Token(value=companies.ACME_TOKEN))
    assert submit(api, application(personio), wrong).outcome is Outcome.CREDENTIALS_WRONG
    assert submit(api, application(personio), other).outcome is Outcome.CREDENTIALS_WRONG


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "tökén", "\x00"])
def test_unsendable_token(personio: StandIn, api: PersonioApplications, token: str) -> None:
    """A token that no header can carry is wrong without being sent."""
    credentials = Credentials(account=str(companies.ACME), key=Token(value=token))
    assert submit(api, application(personio), credentials).outcome is Outcome.CREDENTIALS_WRONG
    assert api.prove(credentials, ()).answer.outcome is Outcome.CREDENTIALS_WRONG
    assert personio.world.records.matching() == []


@pytest.mark.parametrize("shape", ["fields", "generic"])
@pytest.mark.parametrize(
    ("switch", "reason"),
    [("recruiting", "feature.recruiting.disabled"), ("public_api", "feature.public-api.disabled")],
)
def test_feature_off(
    personio: StandIn, api: PersonioApplications, switch: str, reason: str, shape: str
) -> None:
    """A feature that the company lacks is told apart from the other, in both shapes of a 403."""
    acme = personio.world.companies[companies.ACME]
    personio.world.override(acme, {switch: False, "feature_body": shape})
    answer = submit(api, application(personio))
    assert (answer.outcome, [refusal.reason for refusal in answer.refusals]) == (
        Outcome.FEATURE_OFF,
        [reason],
    )


def test_limited(personio: StandIn, api: PersonioApplications) -> None:
    """One application more than Personio takes in a minute is limited."""
    personio.world.override(personio.world.companies[companies.ACME], {"rate_limit_requests": 1})
    submit(api, application(personio))
    answer = submit(api, application(personio, email="b@example.org"))
    assert (answer.outcome, answer.status) == (Outcome.LIMITED, 429)


def test_channel_refused(personio: StandIn, api: PersonioApplications) -> None:
    """A channel that Personio does not know is told apart, and nothing is sent a second time."""
    assert submit(api, application(personio, channel_id=1)).outcome is Outcome.CHANNEL_REFUSED
    assert len(posts(personio)) == 1


def test_channel_refused_without_one(personio: StandIn, api: PersonioApplications) -> None:
    """Where no channel was sent, leaving it out cannot help: refused."""
    reason = "errors.posting-validation.channel-not-found"
    body = json.dumps({"errors": [{"field": "recruiting_channel_id", "errors": [{"reason": reason}]}]})
    personio.world.faults.add({"do": "status", "status": 400, "body": body})
    assert submit(api, application(personio)).outcome is Outcome.REFUSED


def refused(answer: Answer) -> tuple[str, str | None]:
    assert answer.outcome is Outcome.REFUSED
    (refusal,) = answer.refusals
    return refusal.reason, refusal.field


@pytest.mark.parametrize("status", ["400", "404"])
def test_posting_not_found(personio: StandIn, api: PersonioApplications, status: str) -> None:
    """A position that does not exist is refused as that, under either status."""
    personio.world.override(personio.world.companies[companies.ACME], {"unknown_job": status})
    answer = submit(api, application(personio, position_id=999_999_999))
    assert refused(answer)[0] == "errors.posting-validation.posting-not-found"


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_not_published(personio: StandIn, api: PersonioApplications, state: str) -> None:
    """A position that is not published is refused as that."""
    answer = submit(api, application(personio, position_id=position(personio, state)))
    assert refused(answer) == ("errors.job-position.not-published", "job_position_id")


@pytest.mark.parametrize("attribute", ["location", companies.ACME_ATTRIBUTE_TEXT])
def test_required_attribute(personio: StandIn, api: PersonioApplications, attribute: str) -> None:
    """An attribute that the company requires, and that is missing, is named."""
    demand(personio, attribute)
    answer = submit(api, application(personio))
    assert refused(answer) == ("errors.attribute-validation.required-attribute", attribute)


def test_invalid_email(personio: StandIn, api: PersonioApplications) -> None:
    """An e-mail address that is none is refused as that."""
    answer = submit(api, application(personio, email="ada"))
    assert refused(answer) == ("errors.attribute-validation.invalid-email-format", "email")


@pytest.mark.parametrize(
    "reason",
    [
        "errors.attribute-validation.unknown",
        "errors.attribute-validation.invalid-date-format",
        "errors.attribute-validation.invalid-type",
        "errors.attribute-validation.unknown-attribute-option",
        "errors.date-validation.date-in-the-future",
        "errors.phase-validation.invalid-system-phase",
    ],
)
def test_refused_for_what_we_never_send(personio: StandIn, api: PersonioApplications, reason: str) -> None:
    """Reasons that no document of ours provokes are understood all the same."""
    body = json.dumps({"errors": [{"field": "birthday", "errors": [{"reason": reason, "context": {}}]}]})
    personio.world.faults.add({"do": "status", "status": 400, "body": body})
    assert refused(submit(api, application(personio))) == (reason, "birthday")


@pytest.mark.parametrize("status", [302, 307, 405, 408, 409, 413, 415, 418, 422])
def test_unlisted(personio: StandIn, api: PersonioApplications, status: int) -> None:
    """A status that Personio does not document is refused; a redirect is not followed."""
    headers = {"Location": f"{personio.url}{APPLICATIONS}"}
    personio.world.faults.add({"do": "status", "status": status, "headers": headers})
    assert refused(submit(api, application(personio))) == ("unlisted", None)
    assert len(posts(personio)) == 1


def test_validation_comes_before_the_token(personio: StandIn, api: PersonioApplications) -> None:
    """A refused body says nothing about the token: Personio has not looked at it yet."""
    wrong = Credentials(account=str(companies.ACME), key=Token(value="not-the-token"))
    no_name = replace(ADA, first_name="Ada", last_name="")
    personio.world.faults.add(
        {"do": "status", "status": 400, "body": '{"error": {"reason": "Field required"}}'}
    )
    assert submit(api, application(personio, no_name), wrong).outcome is Outcome.REFUSED


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_error(personio: StandIn, api: PersonioApplications, status: int) -> None:
    """After a 5xx the outcome is unknown."""
    personio.world.faults.add({"do": "status", "status": status, "when": "before_answering"})
    answer = submit(api, application(personio))
    assert (answer.outcome, answer.status) == (Outcome.UNKNOWN, status)


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize(("drop", "created"), [("drop_before", 0), ("drop_after", 1)])
def test_dropped(
    personio: StandIn, api: PersonioApplications, drop: str, created: int, *, reset: bool
) -> None:
    """A connection that breaks after sending leaves it unknown; nothing is sent again."""
    personio.world.faults.add({"do": drop, "reset": reset})
    answer = submit(api, application(personio))
    assert (answer.outcome, answer.status) == (Outcome.UNKNOWN, None)
    assert (len(posts(personio)), len(personio.world.applicants)) == (1, created)


@pytest.mark.parametrize("limit", [{"timeouts": Timeouts(read=0.1)}, {"deadline": 0.1}])
def test_timeout(personio: StandIn, limit: dict[str, Any]) -> None:
    """An answer that does not come in time leaves it unknown, by the step's time or by the whole."""
    held = personio.world.faults.add({"do": "hold", "when": "before_answering"})
    began = time.monotonic()
    answer = submit(PersonioApplications(api_url=personio.url, **limit), application(personio))
    took = time.monotonic() - began
    personio.world.faults.release(held.id)
    assert (answer.outcome, answer.status) == (Outcome.UNKNOWN, None)
    assert 0.1 <= took < 5
    assert 0 < answer.duration <= took


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        ("truncated", Outcome.UNKNOWN),
        ("html", Outcome.UNKNOWN),
        ("broken_json", Outcome.CREATED),
        ("short_length", Outcome.CREATED),
    ],
)
def test_malformed(personio: StandIn, api: PersonioApplications, how: str, outcome: Outcome) -> None:
    """A broken transfer and a page with 200 leave it unknown; a whole 201 stands, whatever is in it."""
    personio.world.faults.add({"do": "malformed", "how": how})
    assert submit(api, application(personio)).outcome is outcome
    again = submit(api, application(personio, email="next@example.org"))
    assert again.outcome is Outcome.CREATED


def test_huge(personio: StandIn, api: PersonioApplications) -> None:
    """An answer of megabytes is given up, and unknown."""
    personio.world.faults.add({"do": "status", "status": 400, "body": "x" * 3_000_000})
    assert submit(api, application(personio)).outcome is Outcome.UNKNOWN


def test_outage() -> None:
    """Where nobody takes the connection nothing was sent."""
    api = PersonioApplications(api_url=f"http://127.0.0.1:{closed_port()}")
    sent = Application(position_id=1, developer=ADA, email=ADA.email)
    assert submit(api, sent) == Answer(outcome=Outcome.OUTAGE)


def test_not_enough_time(personio: StandIn, api: PersonioApplications) -> None:
    """Where too little of the lease is left nothing is sent."""
    answer = api.submit(application(personio), ACCESS, lambda: False)
    assert answer == Answer(outcome=Outcome.UPLOAD_FAILED)
    assert posts(personio) == []


@pytest.mark.parametrize("order", ["auth_first", "file_first"])
def test_prove(personio: StandIn, api: PersonioApplications, order: str) -> None:
    """Good credentials are good, wrong ones wrong, in whichever order Personio checks; nobody applies."""
    personio.world.switches = dataclasses.replace(personio.world.switches, documents_order=order)  # type: ignore[arg-type]  # one of the switch's values
    assert api.prove(CREDENTIALS, ()).answer.outcome is Outcome.CREATED
    assert (
        api.prove(replace(CREDENTIALS, key=Token(value="wrong")), ()).answer.outcome
        is Outcome.CREDENTIALS_WRONG
    )
    assert api.prove(replace(CREDENTIALS, account="1"), ()).answer.outcome is Outcome.CREDENTIALS_WRONG
    assert posts(personio) == []
    assert personio.world.applicants == []


def test_prove_feature_off(personio: StandIn, api: PersonioApplications) -> None:
    """A feature that is off shows in the proof, by name."""
    personio.world.override(personio.world.companies[companies.ACME], {"public_api": False})
    answer = api.prove(CREDENTIALS, ()).answer
    assert answer.outcome is Outcome.FEATURE_OFF
    assert [refusal.reason for refusal in answer.refusals] == ["feature.public-api.disabled"]


def test_prove_limited(personio: StandIn, api: PersonioApplications) -> None:
    """A proof beyond Personio's pace is limited."""
    personio.world.faults.add({"do": "status", "status": 429})
    assert api.prove(CREDENTIALS, ()).answer.outcome is Outcome.LIMITED


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "drop_after"},
        {"do": "status", "status": 503},
        {"do": "status", "status": 422},
        {"do": "status", "status": 307},
        {"do": "malformed", "how": "html"},
        {"do": "status", "status": 201},
    ],
)
def test_prove_nothing(personio: StandIn, api: PersonioApplications, fault: dict[str, Any]) -> None:
    """Only an upload that Personio confirms proves a token; other answers say nothing about it."""
    personio.world.faults.add(fault)
    answer = api.prove(CREDENTIALS, ()).answer
    assert (answer.outcome, answer.document) == (Outcome.UNKNOWN, "none")


def test_prove_by_a_201(personio: StandIn, api: PersonioApplications) -> None:
    """An upload that is confirmed with 201 in place of 200 is confirmed."""
    personio.world.faults.add({"do": "status", "status": 201, "body": '{"uuid": "0b1c-2d3e"}'})
    assert api.prove(CREDENTIALS, ()).answer.outcome is Outcome.CREATED


def test_prove_outage() -> None:
    """Where nobody takes the connection the credentials remain unproven."""
    api = PersonioApplications(api_url=f"http://127.0.0.1:{closed_port()}")
    assert api.prove(CREDENTIALS, ()).answer.outcome is Outcome.OUTAGE


FAULTS: list[dict[str, Any]] = [
    {"do": "delay", "seconds": 0.0},
    {"do": "status", "status": 400, "body": json.dumps({"error": {"reason": f"{ADA.email} {ADA.phone}"}})},
    {"do": "status", "status": 500, "body": ADA.email},
    {"do": "status", "status": 401, "body": companies.ACME_TOKEN},
    {"do": "drop_before", "reset": True},
    {"do": "malformed", "how": "truncated"},
    {"do": "malformed", "how": "short_length"},
    {"do": "status", "status": 307, "headers": {"Location": f"http://127.0.0.1/{ADA.email}"}},
]


@pytest.mark.parametrize("fault", FAULTS)
def test_silent(
    personio: StandIn,
    api: PersonioApplications,
    fault: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither token nor person appears in a log line, in output or in the answer, whatever happens."""
    caplog.set_level(logging.DEBUG)
    personio.world.faults.add({**fault, "times": 2})
    answers = (submit(api, application(personio)), api.prove(CREDENTIALS, ()).answer)
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err + repr(answers) + repr(CREDENTIALS) + repr(api)
    for canary in (companies.ACME_TOKEN, ADA.email, ADA.first_name, ADA.last_name, "98765432"):
        assert canary not in shown


def test_file_that_is_gone(personio: StandIn, api: PersonioApplications) -> None:
    """Personio missing a document that was never sent is a refusal, no failed upload."""
    reason = "errors.file-validation.file-not-exists"
    body = json.dumps({"errors": [{"field": "files", "errors": [{"reason": reason}]}]})
    personio.world.faults.add({"do": "status", "status": 400, "body": body})
    answer = submit(api, application(personio))
    assert (answer.outcome, answer.refusals) == (
        Outcome.REFUSED,
        (Refusal(reason=ReasonCode(reason), field="files"),),
    )
