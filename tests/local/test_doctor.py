"""The doctor asks the stand-in: as assumed, and with everything that the stand-in can do differently."""

import dataclasses
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from doctor import plan, steps
from doctor.account import Account, Leave
from doctor.assumptions import TABLE
from doctor.conversation import Bounds
from doctor.steps import Need
from local.personio.companies import ACME, ACME_SLUG, ACME_TOKEN, READ, WRITE, client_of
from local.personio.demo_positions import ACME_BACKEND
from local.personio.reported import main as follow
from local.personio.reported import switches
from local.personio.server import StandIn
from shared.domain.board import parse
from tests.support.doctors import ADDRESS, CREATING, EVERYTHING, SMALL, account, examine

MIB = 1024 * 1024
WITH_DOCUMENTS = Bounds(seconds=10)
GATEWAY = {"gateway_rate", "gateway_burst", "gateway_cost", "remaining_told"}
OPEN = {  # where a client and a token are given, and no description
    "feature_body",  # no feature is off
    "token_limit_requests",  # so many are not sent
    "filter_named",
    "dry_run_named",
    "dry_run",
    "address_limit_requests",
    "duplicate_delay",
}
FLIPS: Mapping[str, Mapping[str, Any]] = {
    "duplicate_rule": {"duplicate_rule": "off"},
    "unknown_job": {"unknown_job": "404"},
    "unauthorized_body": {"unauthorized_body": "json"},
    "created_body": {"created_body": "json"},
    "feature_body": {"feature_body": "generic", "recruiting": False},
    "unknown_fields": {"unknown_fields": "ignore"},
    "strict_integers": {"strict_integers": True},
    "documents_order": {"documents_order": "file_first"},
    "document_bytes": {"document_bytes": 10 * MIB},
    "business_errors": {"business_errors": "problem"},
    "missing_scope": {"missing_scope": "401"},
    "bad_client": {"bad_client": "401"},
    "new_token_ends_older": {"new_token_ends_older": True},
    "token_seconds": {"token_seconds": 3600},
    "token_limit_requests": {"token_limit_requests": 2},
    "gateway_rate": {"gateway_rate": 10},
    "gateway_burst": {"gateway_burst": 50},
    "gateway_cost": {"gateway_cost": 2},
    "next_link": {"next_link": "relative"},
    "email_filter": {"email_filter": "exact_case"},
    "index_seconds": {"index_seconds": 250.0},
    "stage_form": {"stage_form": "type"},
    "read_times": {"read_times": "utc"},
    "rate_limit": {"rate_limit": False},
    "rate_limit_requests": {"rate_limit_requests": 10},
    "rate_limit_seconds": {"rate_limit_seconds": 90.0},
    "recruiting": {"recruiting": False},
    "public_api": {"public_api": False},
    "feed_enabled": {"feed_enabled": False},
    "unknown_slug": {"unknown_slug": "307"},
    "left": {"left": True},
    "other_tld": {"other_tld": "404"},
    "default_language": {"default_language": "en"},
    "validators": {"validators": False},
    "gzip": {"gzip": False},
}
FOLLOWS = {  # what a switch changes beside itself
    "feature_body": {"recruiting"},
    "rate_limit": GATEWAY,
    "feed_enabled": {"other_tld"},
    "left": {"other_tld"},
}
TAKES_SOMEBODY = {"email_filter"}  # who is listed
INEXACT = {"token_limit_requests"}  # met, not looked for


def test_the_stand_in_answers_as_assumed(personio: StandIn, tmp_path: Path) -> None:
    """Every row that can be asked is as assumed, and the exit code is 0."""
    examined = examine(account(personio), tmp_path, *EVERYTHING, personio=personio, bounds=WITH_DOCUMENTS)
    assert examined.keys("≠") == set()
    assert examined.keys("?") == OPEN
    assert examined.report["faults"] == []
    assert examined.code == 0


@pytest.mark.parametrize("switch", FLIPS)
def test_a_flipped_switch_is_named(personio: StandIn, tmp_path: Path, switch: str) -> None:
    """It is different, nothing else is but what follows from it, and the report sets it again."""
    flipped = FLIPS[switch]
    personio.control("PUT", "/switches", flipped)
    bounds = WITH_DOCUMENTS if switch == "document_bytes" else SMALL
    environment, arguments = _as_far_as_needed(personio, switch)
    examined = examine(environment, tmp_path, *arguments, personio=personio, bounds=bounds)
    assert examined.keys("≠") == {switch} | FOLLOWS.get(switch, set())
    assert examined.code == 1
    if switch not in INEXACT:
        values, _ = switches(examined.report)
        assert {name: values[name] for name in flipped} == pytest.approx(flipped, abs=6)


def _as_far_as_needed(personio: StandIn, switch: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Credentials and arguments with which the switch's row is asked: what is not needed takes its time."""
    (row,) = (row for row in TABLE if row.switch == switch)
    needs = {step.need for step in row.steps}
    given = needs != {Need.NOTHING}
    everything = switch in TAKES_SOMEBODY or needs & {Need.LIMIT, Need.CREATE, Need.READ_BACK}
    return account(personio, token=given, client=given), EVERYTHING if everything else ()


@pytest.mark.parametrize(("token", "client"), [(True, False), (False, True), (False, False)])
def test_what_was_not_given_is_left_open(
    personio: StandIn, tmp_path: Path, *, token: bool, client: bool
) -> None:
    """With one kind of credentials, or none, the rest is asked, and nothing is called different."""
    examined = examine(account(personio, token=token, client=client), tmp_path, personio=personio)
    assert examined.code == 0
    assert examined.keys("≠") == set()
    assert ("wrong_token" in examined.keys("✓")) is token
    assert ("token_seconds" in examined.keys("✓")) is client
    assert ("unknown_job" in examined.keys("✓")) is (token or client)
    assert "feed_enabled" in examined.keys("✓")


@pytest.mark.parametrize(("scope", "missing"), [(READ, "may_write"), (WRITE, "may_read")])
def test_a_missing_scope_is_named(personio: StandIn, tmp_path: Path, scope: str, missing: str) -> None:
    """It is the one difference; what cannot be asked without it stays open."""
    personio.control("PUT", f"/companies/{ACME}/clients/{client_of(ACME).id}", {"scopes": [scope]})
    examined = examine(account(personio, token=False), tmp_path, *EVERYTHING, personio=personio)
    assert examined.keys("≠") == {missing}
    assert examined.report["stopped_at"] is None


def test_wrong_credentials_are_named(personio: StandIn, tmp_path: Path) -> None:
    """A token and a client that Personio does not know are two differences, and the only ones."""
    wrong = {"DOCTOR_TOKEN": "wrong", "DOCTOR_CLIENT_SECRET": "wrong"}
    examined = examine({**account(personio), **wrong}, tmp_path, *EVERYTHING, personio=personio)
    assert examined.keys("≠") == {"credentials", "client"}


def test_the_harmless_part_creates_nobody(personio: StandIn, tmp_path: Path) -> None:
    """Without --create there is no applicant, and every access token was revoked."""
    examine(account(personio), tmp_path, "--limit", personio=personio, bounds=WITH_DOCUMENTS)
    assert personio.control("GET", "/applicants") == []
    assert personio.world.tokens._grants == {}


def test_what_is_created_is_what_was_announced(personio: StandIn, tmp_path: Path) -> None:
    """One applicant, one with a plus, and the first again for the second position."""
    examine(account(personio), tmp_path, *CREATING, personio=personio)
    stand = [(each["email"], each["job_position_id"]) for each in personio.control("GET", "/applicants")]
    plus = ADDRESS.replace("@", "+doctor@")
    assert stand == [(ADDRESS, ACME_BACKEND), (plus, ACME_BACKEND), (ADDRESS, ACME_BACKEND + 1)]


def test_nothing_is_sent_that_the_plan_did_not_show(personio: StandIn, tmp_path: Path) -> None:
    """Each request is one of the plan's, and there are no more of them than it says."""
    examine(account(personio), tmp_path, *EVERYTHING, personio=personio)
    client = client_of(ACME)
    mine = Account(
        board=parse(ACME_SLUG),
        company_id=str(ACME),
        token=ACME_TOKEN,
        client_id=client.id,
        client_secret=client.secret,
    )
    leave = Leave(create=True, positions=(1, 2), email=ADDRESS, limit=True)
    allowed: Counter[tuple[str, str]] = Counter()
    for step in plan.planned(mine, leave):
        allowed[step.method, _place(step.address)] += step.most
    sent = Counter((each["method"], _place(each["path"])) for each in personio.control("GET", "/requests"))
    assert sent - allowed == Counter()


def _place(address: str) -> str:
    """An address of the plan, or a path that was asked for, without what differs between the two."""
    path = re.sub(r"\{(api|board|other|nobody)\}|/boards/[^/]+", "", address.replace("{v}", "v1"))
    return re.sub(r"/(jobs|applications)/(\d+|\{id\})", r"/\1/…", path)


def test_no_endpoint_is_asked_more_than_twenty_times_a_minute(personio: StandIn, tmp_path: Path) -> None:
    """Even with all that creates, and both versions together: the one that is one too many waits."""
    here = {"job_position_id": ACME_BACKEND}
    code = "errors.phase-validation.invalid-system-phase"
    phase = json.dumps({"errors": [{"field": "phase", "errors": [{"reason": code}]}]})
    for fault in (
        {"do": "status", "status": 204, "match": {**here, "path_prefix": "/v2"}},  # the check
        {"do": "delay", "seconds": 0, "times": 5, "match": here},  # the faults
        {"do": "status", "status": 400, "body": phase, "match": here},
    ):
        personio.control("POST", "/faults", fault)
    examine(account(personio), tmp_path, *CREATING, _described(tmp_path), personio=personio)
    times: defaultdict[tuple[str, str], list[datetime]] = defaultdict(list)
    for each in personio.control("GET", "/requests"):
        endpoint = each["method"], each["path"].replace("/v2/recruiting", "/v1/recruiting")
        times[endpoint].append(datetime.fromisoformat(each["received_at"]))
    assert len(times["POST", "/v1/recruiting/applications"]) > 20
    for asked in times.values():
        gaps = [later - earlier for earlier, later in zip(asked, asked[20:], strict=False)]
        assert all(gap > timedelta(seconds=59.9) for gap in gaps)


def test_it_stops_at_the_first_double(personio: StandIn, tmp_path: Path) -> None:
    """Without a duplicate rule the second is the last: no capitals, no plus, no second position."""
    personio.control("PUT", "/switches", {"duplicate_rule": "off"})
    examined = examine(account(personio), tmp_path, *CREATING, personio=personio)
    assert [each["email"] for each in personio.control("GET", "/applicants")] == [ADDRESS, ADDRESS]
    assert examined.report["stopped_at"] == steps.AGAIN.name
    assert (examined.code, examined.observed("duplicate_rule")) == (1, "off")


def test_it_stops_where_a_fault_is_taken(personio: StandIn, tmp_path: Path) -> None:
    """An application that should have been refused is the only one."""
    personio.world.companies[ACME] = dataclasses.replace(
        personio.world.companies[ACME], channels=frozenset({1})
    )
    examined = examine(account(personio), tmp_path, *CREATING, personio=personio)
    assert len(personio.control("GET", "/applicants")) == 1
    assert examined.report["stopped_at"] == steps.CHANNEL.name


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "drop_after"},
        *({"do": "status", "when": "before_answering", "status": each} for each in (408, 500)),
    ],
)
def test_it_stops_where_nobody_knows(personio: StandIn, tmp_path: Path, fault: dict[str, Any]) -> None:
    """After an answer that was lost, or a 500, nothing is repeated: there is one applicant."""
    match = {"path_prefix": "/v1/recruiting/applications", "job_position_id": ACME_BACKEND}
    refused = [{"do": "delay", "seconds": 0, "match": match, "times": 5}, {**fault, "match": match}]
    for each in refused:
        personio.control("POST", "/faults", each)
    examined = examine(account(personio), tmp_path, *CREATING, personio=personio)
    assert len(personio.control("GET", "/applicants")) == 1
    assert examined.report["stopped_at"] == steps.CREATE.name


def test_ctrl_c_leaves_a_report(personio: StandIn, tmp_path: Path) -> None:
    """What was found out is written down, what was left behind is told, and the tokens are revoked."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    personio.control("PUT", "/switches", {"index_seconds": 60.0})
    examined = examine(account(personio), tmp_path, *CREATING, personio=personio, asleep=interrupt)
    assert examined.report["stopped_at"] == "interrupted"
    assert examined.observed("created_status") == "201"
    assert "an applicant under the address that was given" in examined.said
    assert personio.world.tokens._grants == {}
    assert examined.code == 1


def test_too_many_requests_wait_a_minute(personio: StandIn, tmp_path: Path) -> None:
    """A 429 is asked once more, and the limit that was met is named."""
    personio.control("PUT", "/switches", {"rate_limit_requests": 2})
    examined = examine(account(personio), tmp_path, personio=personio)
    assert examined.keys("≠") == {"rate_limit_requests"}


def test_a_check_that_is_ignored_creates_no_second(personio: StandIn, tmp_path: Path) -> None:
    """Where Personio passes over the parameter that its description names, there is one applicant."""
    examined = examine(account(personio), tmp_path, *CREATING, _described(tmp_path), personio=personio)
    stand = [(each["email"], each["job_position_id"]) for each in personio.control("GET", "/applicants")]
    assert stand.count((ADDRESS, ACME_BACKEND)) == 1
    assert examined.observed("dry_run") is False
    assert "dry_run" in examined.keys("≠")


def test_a_check_that_holds_is_as_assumed(personio: StandIn, tmp_path: Path) -> None:
    """Where the checked application was not created, the real one is."""
    match = {"path_prefix": "/v2/recruiting/applications", "job_position_id": ACME_BACKEND}
    personio.control("POST", "/faults", {"do": "status", "status": 204, "match": match})
    examined = examine(account(personio), tmp_path, *CREATING, _described(tmp_path), personio=personio)
    assert examined.observed("dry_run") is True
    assert examined.code == 0


def _described(folder: Path) -> str:
    """A description with a filter and a check, as an argument."""
    file = folder / "openapi.json"
    check = {"name": "validate-only", "in": "query", "schema": {"type": "boolean"}}
    by_address = {"name": "candidate.email", "in": "query", "schema": {"type": "string"}}
    path = {"post": {"parameters": [check]}, "get": {"parameters": [by_address]}}
    file.write_text(json.dumps({"paths": {"/v2/recruiting/applications": path}}))
    return f"--openapi={file}"


def test_the_stand_in_follows_a_report(
    personio: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make doctor REPORT=…` prints the switches, sets them, and names what no switch can play."""
    personio.control("PUT", "/switches", {"unknown_job": "404", "gzip": False})
    report = dict(examine(account(personio), tmp_path, personio=personio).report)
    personio.control("POST", "/reset")
    (found,) = (each for each in report["findings"] if each["key"] == "no_file")
    found.update(verdict="≠", observed="html")
    file = tmp_path / "followed.json"
    file.write_text(json.dumps(report))
    assert follow([str(file), personio.url]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["unknown_job"] == "404"
    assert found["number"] in told.err
    set_ = personio.control("GET", "/switches")
    assert (set_["unknown_job"], set_["gzip"], set_["next_link"]) == ("404", False, "absolute")
