"""The stand-in's control endpoint, its clock, and its life as a process."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from local.personio import companies
from local.personio.demo_positions import ACME_BACKEND
from local.personio.server import StandIn, control, standing_in
from tests.support.v2_client import apply, token

ROOT = Path(__file__).parents[2]


def test_it_starts_with_three_companies_and_nobody_has_applied(personio: StandIn) -> None:
    """Ids, slugs and tokens are those that the demo imports."""
    switches = {
        one["id"]: (one["slug"], one["tld"], one["token"]) for one in personio.control("GET", "/companies")
    }
    assert switches == {
        100001: ("acme", "de", companies.ACME_TOKEN),
        100002: ("globex", "com", companies.GLOBEX_TOKEN),
        100003: ("initech", "de", companies.INITECH_TOKEN),
    }
    assert personio.control("GET", "/applicants") == []


def test_a_company_can_be_put_and_deleted(personio: StandIn) -> None:
    """What was put can be asked for and is served; a deleted one is unknown."""
    attribute = {"id": "custom_attribute_1", "type": "option", "options": ["custom_option_7"]}
    salary = {"min": "1.00", "max": ""}
    position = {"id": 9, "name": "Rustacean", "texts": {"en": [["Role", "<p>Rust</p>"]]}, "salary": salary}
    values = {
        "slug": "umbrella",
        "tld": "com",
        "token": "chosen",
        "positions": [position],
        "channels": [3, 1],
        "phases": [8],
        "attributes": [attribute],
        "switches": {"rate_limit_requests": 3},
    }
    company = personio.control("PUT", "/companies/42", values)
    assert company == personio.control("GET", "/companies/42")
    assert (company["token"], company["channels"], company["attributes"][0]["type"]) == (
        "chosen",
        [1, 3],
        "option",
    )
    assert personio.control("GET", "/companies/42/switches")["rate_limit_requests"] == 3
    feed = requests.get(personio.jobs_url.format(slug="umbrella", tld="com") + "/xml?language=en", timeout=10)
    assert "Rustacean" in feed.text
    assert "<max></max>" in feed.text
    personio.control("DELETE", "/companies/42")
    with pytest.raises(LookupError, match="42"):
        personio.control("GET", "/companies/42")


def test_a_company_without_details_has_a_slug_and_a_token(personio: StandIn) -> None:
    """The token follows from the id."""
    company = personio.control("PUT", "/companies/77", {})
    assert (company["slug"], company["token"], company["positions"]) == (
        "company-77",
        companies.token_of(77),
        [],
    )


def test_a_position_can_be_added_changed_and_removed(personio: StandIn) -> None:
    """Only the given fields change."""
    before = personio.control("GET", "/companies/100001")["positions"]
    path = f"/companies/100001/positions/{ACME_BACKEND}"
    changed = personio.control("PUT", path, {"office": "Leipzig"})
    assert changed == before[0] | {"office": "Leipzig"}
    personio.control("PUT", "/companies/100001/positions/5", {"name": "New"})
    now = personio.control("GET", "/companies/100001")["positions"]
    assert [one["id"] for one in now] == [one["id"] for one in before] + [5]
    personio.control("DELETE", path)
    assert personio.control("GET", "/companies/100001")["positions"] == now[1:]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/companies/1", {"colour": "red"}),
        ("/companies/1", {"slug": "acme"}),
        ("/companies/1", {"tld": "org"}),
        ("/companies/1", {"positions": [{"id": 1}]}),
        ("/companies/1", {"positions": [{"id": 1, "name": "x", "state": "open"}]}),
        ("/companies/1", {"switches": {"rate": 1}}),
        ("/companies/1", {"clients": [{"id": "a", "secret": "b", "scopes": ["everything"]}]}),
        ("/companies/100001/clients/a", {"secret": "b", "scopes": ["everything"]}),
        ("/companies/100001/clients/a", {"secret": "b", "colour": "red"}),
        ("/companies/one", {}),
        ("/switches", {"duplicate_rule": "maybe"}),
        ("/switches", {"rate_limit": "yes"}),
        ("/switches", {"rate_limit_requests": True}),
        ("/switches", {"duplicate_delay": "1"}),
        ("/switches", {"nothing": True}),
        ("/switches", {"bad_client": 400}),
        ("/switches", []),
        ("/companies/100001/switches", {"nothing": True}),
        ("/clock", {"at": "2026-01-01T00:00:00"}),
        ("/clock", {"at": "2026-01-01T00:00:00Z", "offset": 1}),
        ("/clock", {"speed": 1}),
        ("/clock", {}),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(personio: StandIn, path: str, values: object) -> None:
    """400 with an explanation, and nothing has changed."""
    before = personio.control("GET", "/switches"), personio.control("GET", "/companies")
    with pytest.raises(ValueError, match=r"."):
        personio.control("PUT", path, values)
    assert before == (personio.control("GET", "/switches"), personio.control("GET", "/companies"))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("POST", "/switches"),
        ("GET", "/companies/1/nothing"),
        ("DELETE", "/faults/9"),
        ("DELETE", "/applicants/9"),
        ("DELETE", "/companies/1/clients/papi-1"),
    ],
)
def test_what_does_not_exist_is_404(personio: StandIn, method: str, path: str) -> None:
    """Unknown routes and unknown numbers."""
    with pytest.raises(LookupError):
        personio.control(method, path)


def test_a_company_without_clients_has_one_that_may_read_and_write(personio: StandIn) -> None:
    """Its id and secret follow from the company's; an empty list means that there is none."""
    (client,) = personio.control("PUT", "/companies/77", {})["clients"]
    known = companies.client_of(77)
    assert client == {"id": known.id, "secret": known.secret, "scopes": [companies.READ, companies.WRITE]}
    assert personio.control("PUT", "/companies/77", {"clients": []})["clients"] == []


def test_a_client_can_be_added_changed_and_removed(personio: StandIn) -> None:
    """Only the given fields change."""
    path = "/companies/100001/clients/papi-1"
    added = personio.control("PUT", path, {"secret": "papi-s"})
    changed = personio.control("PUT", path, {"scopes": [companies.WRITE]})
    assert added == {"id": "papi-1", "secret": "papi-s", "scopes": [companies.READ, companies.WRITE]}
    assert changed == added | {"scopes": [companies.WRITE]}
    assert personio.control("GET", "/companies/100001")["clients"][1:] == [changed]
    personio.control("DELETE", path)
    assert len(personio.control("GET", "/companies/100001")["clients"]) == 1


def test_what_a_company_shows_can_be_put_again(personio: StandIn) -> None:
    """Clients, and phases with their names, are read as they are written."""
    known = personio.control("GET", "/companies/100001")
    company = {name: value for name, value in known.items() if name not in ("id", "tags")}
    assert personio.control("PUT", "/companies/100001", company) == known
    assert known["phases"][1] == {"id": companies.ACME_PHASE, "name": "Telefoninterview"}
    phases = personio.control("PUT", "/companies/77", {"phases": [8]})["phases"]
    assert phases == [{"id": 8, "name": "Phase 8"}]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"stage": "hired"},
        {"stage": 1},
        {"stage": "3300"},
        {"anonymized": False},
        {"stage": "offer", "x": 1},
    ],
)
def test_an_applicant_is_moved_to_a_stage_that_exists_or_left_alone(
    personio: StandIn, values: dict[str, object]
) -> None:
    """A system stage by its word, a custom one by its number; the answer shows where the person is."""
    body = {"first_name": "A", "last_name": "L", "email": "a@example.org", "job_position_id": ACME_BACKEND}
    headers = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    requests.post(f"{personio.url}/v1/recruiting/applications", json=body, headers=headers, timeout=10)
    (before,) = personio.control("GET", "/applicants")
    with pytest.raises(ValueError, match=r"."):
        personio.control("PUT", f"/applicants/{before['id']}", values)
    assert personio.control("GET", "/applicants") == [before]
    moved = personio.control("PUT", f"/applicants/{before['id']}", {"stage": 3302})
    assert [stage["id"] for stage in moved["stages"]] == [3300, 3302]
    assert personio.control("GET", "/applicants") == [moved]


def test_a_company_overrides_global_switches(personio: StandIn) -> None:
    """Its own value wins, one after the other; the others follow the global ones."""
    personio.control("PUT", "/companies/100001/switches", {"unknown_job": "404"})
    personio.control("PUT", "/companies/100001/switches", {"created_body": "json"})
    personio.control("PUT", "/switches", {"unknown_job": "400", "gzip": False})
    switches = personio.control("GET", "/companies/100001/switches")
    assert (switches["unknown_job"], switches["created_body"], switches["gzip"]) == ("404", "json", False)
    assert personio.control("GET", "/companies/100002/switches")["created_body"] == "empty"


def test_reset_leaves_nothing_behind(personio: StandIn) -> None:
    """Companies, switches, faults, clock, tokens, applicants and records are as after the start."""
    access_token = token(personio)
    assert apply(personio, access_token).status_code == 201
    personio.control("PUT", "/companies/42", {})
    personio.control("PUT", "/switches", {"gzip": False})
    personio.control("PUT", "/clock", {"offset": 9999})
    personio.control("POST", "/faults", {"do": "status"})
    requests.get(personio.url, timeout=10)
    personio.control("POST", "/reset")
    assert len(personio.control("GET", "/companies")) == 3
    assert personio.control("GET", "/switches")["gzip"] is True
    assert abs(personio.control("GET", "/clock")["offset"]) < 1
    assert personio.control("GET", "/faults") == []
    assert personio.control("GET", "/requests") == []
    assert personio.control("GET", "/applicants") == []
    assert apply(personio, access_token).status_code == 401


def test_applicants_can_be_forgotten(personio: StandIn) -> None:
    """After that the same person may apply again."""
    body = {"first_name": "A", "last_name": "L", "email": "a@example.org", "job_position_id": ACME_BACKEND}
    headers = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    url = f"{personio.url}/v1/recruiting/applications"
    for _ in range(2):
        assert requests.post(url, json=body, headers=headers, timeout=10).status_code == 201
        personio.control("DELETE", "/applicants")
    assert personio.control("GET", "/applicants") == []


def test_the_clock_can_be_shifted_set_and_run_faster(personio: StandIn) -> None:
    """Offset from real time, a moment, a rate; without `at` the rate goes on from now."""
    personio.control("PUT", "/clock", {"offset": -3600})
    clock = personio.control("GET", "/clock")
    shifted = datetime.fromisoformat(clock["now"]) - datetime.now(UTC)
    assert abs(shifted + timedelta(hours=1)) < timedelta(seconds=2)
    personio.control("PUT", "/clock", {"rate": 0})
    still = personio.control("GET", "/clock")["now"]
    assert personio.control("GET", "/clock")["now"] == still
    clock = personio.control("PUT", "/clock", {"at": "2030-01-01T01:00:00+01:00"})
    assert (clock["now"], clock["rate"]) == ("2030-01-01T00:00:00+00:00", 0)
    personio.control("PUT", "/clock", {"rate": 1_000_000})
    assert personio.control("GET", "/clock")["now"] > "2030-01-01T00:01:00"


def test_when_it_ends_its_connections_end() -> None:
    """Nothing answers over a connection that was kept alive."""
    with requests.Session() as session:
        with standing_in() as personio:
            assert session.get(personio.url, timeout=10).status_code == 404
        with pytest.raises(requests.ConnectionError):
            session.post(personio.url, timeout=2)


def test_as_a_process_it_says_one_line_serves_and_ends_on_sigterm() -> None:
    """The line comes when it is ready; after SIGTERM it ends with 0 and has said nothing else."""
    with started() as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        url = line.split()[-1]
        assert line.startswith("Personio stand-in ready at http://127.0.0.1:")
        with requests.Session() as session:  # its connection is still open when the end comes
            assert session.get(f"{url}/boards/acme.de/xml", timeout=10).status_code == 200
            assert len(control(url, "GET", "/requests")) == 1
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 0
        assert process.stdout.read() == ""


def test_a_port_that_is_taken_is_said_in_one_line(personio: StandIn) -> None:
    """Exit code 1 and a sentence instead of a traceback."""
    with started(personio.url.rsplit(":", 1)[1]) as process:
        assert process.wait(10) == 1
        assert process.stdout is not None
        assert "cannot listen" in process.stdout.read()


def started(port: str = "0") -> subprocess.Popen[str]:
    """The stand-in in a process of its own, both outputs in one."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "local.personio", "--port", port],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
