"""The stand-in's faults and records: what strikes whom, what exists afterwards, what overlapped."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from local.personio import companies
from local.personio.demo_positions import ACME_BACKEND
from local.personio.server import StandIn


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def apply(
    personio: StandIn,
    email: str = "ada@example.org",
    *,
    session: requests.Session | None = None,
    timeout: float = 10,
) -> requests.Response:
    body = {"first_name": "A", "last_name": "L", "email": email, "job_position_id": ACME_BACKEND}
    headers = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    url = f"{personio.url}/v1/recruiting/applications"
    return (session or requests).post(url, json=body, headers=headers, timeout=timeout)


def fault(personio: StandIn, **values: object) -> int:
    number: int = personio.control("POST", "/faults", values)["id"]
    return number


def applicants(personio: StandIn) -> int:
    return len(personio.control("GET", "/applicants"))


def records(personio: StandIn) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = personio.control("GET", "/requests")
    return heard


@pytest.mark.parametrize(("when", "created"), [("before_handling", 0), ("before_answering", 1)])
def test_a_status_can_come_before_or_after_the_applicant(personio: StandIn, when: str, created: int) -> None:
    """An answer of 503 tells nothing about whether there is an applicant; its default body is shape 3."""
    number = fault(personio, do="status", status=503, when=when)
    answer = apply(personio)
    assert (answer.status_code, answer.json()["errors"][0]["title"]) == (503, "Service Unavailable")
    assert applicants(personio) == created
    assert (records(personio)[0]["fault"], records(personio)[0]["status"]) == (number, 503)


def test_a_status_comes_with_the_body_and_headers_one_wants(personio: StandIn) -> None:
    """Body, type and headers are free; without a body a status below 500 has none."""
    headers = {"Retry-After": "7"}
    fault(personio, do="status", status=429, body="<p>slow</p>", content_type="text/html", headers=headers)
    fault(personio, do="status", status=404, headers={"X-Where": "elsewhere"})
    first, second = apply(personio), apply(personio)
    assert (first.status_code, first.text, first.headers["Retry-After"]) == (429, "<p>slow</p>", "7")
    assert first.headers["Content-Type"] == "text/html"
    assert (second.status_code, second.content, second.headers["X-Where"]) == (404, b"", "elsewhere")


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(("do", "created"), [("drop_before", 0), ("drop_after", 1)])
def test_a_connection_can_end_before_or_after_the_applicant(
    personio: StandIn, do: str, created: int, *, reset: bool
) -> None:
    """The caller sees a broken connection either way; the next request shows what was created."""
    fault(personio, do=do, reset=reset)
    with pytest.raises(requests.ConnectionError) as broken:
        apply(personio)
    assert ("reset by peer" in str(broken.value)) is reset
    assert applicants(personio) == created
    assert records(personio)[0]["status"] is None
    assert apply(personio).status_code == (400 if created else 201)


@pytest.mark.parametrize(("when", "created"), [("before_handling", 0), ("before_answering", 1)])
def test_a_request_can_be_held_until_it_is_released(personio: StandIn, when: str, created: int) -> None:
    """A test can wait for the arrival, look around, and let go."""
    number = fault(personio, do="hold", when=when)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(apply, personio)
        assert personio.control("GET", f"/faults/{number}/arrived?timeout=5")["arrived"] == 1
        personio.control("GET", f"/faults/{number}/arrived?count=2&timeout=0.05")
        assert not answer.done()
        assert (applicants(personio), records(personio)[0]["answered_at"]) == (created, None)
        personio.control("POST", f"/faults/{number}/release")
        assert answer.result(5).status_code == 201


def test_a_reset_lets_go_what_is_held(personio: StandIn) -> None:
    """Nothing stays blocked after a test."""
    number = fault(personio, do="hold")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(apply, personio)
        personio.control("GET", f"/faults/{number}/arrived")
        personio.control("POST", "/reset")
        assert answer.result(5).status_code == 201


@pytest.mark.parametrize("when", ["before_handling", "before_answering"])
def test_an_answer_can_be_late(personio: StandIn, when: str) -> None:
    """A delay in seconds, and then the proper answer."""
    fault(personio, do="delay", seconds=0.2, when=when)
    answer = apply(personio)
    assert (answer.status_code, answer.elapsed.total_seconds() >= 0.2) == (201, True)


@pytest.mark.parametrize(
    ("how", "status", "error"),
    [
        ("broken_json", 201, requests.JSONDecodeError),
        ("short_length", 201, requests.JSONDecodeError),
        ("html", 200, requests.JSONDecodeError),
        ("broken_xml", 201, requests.JSONDecodeError),
    ],
)
def test_a_body_can_be_unreadable_though_the_applicant_exists(
    personio: StandIn, how: str, status: int, error: type[Exception]
) -> None:
    """The status may say success, the body is of no use."""
    fault(personio, do="malformed", how=how)
    answer = apply(personio)
    assert (answer.status_code, applicants(personio)) == (status, 1)
    with pytest.raises(error):
        answer.json()


def test_a_body_can_end_too_early(personio: StandIn) -> None:
    """Fewer bytes than announced, then the end of the connection; the applicant exists."""
    fault(personio, do="malformed", how="truncated")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        apply(personio)
    assert applicants(personio) == 1


def test_a_feed_can_be_struck_too(personio: StandIn) -> None:
    """By the path, or by the company whose board it is."""
    fault(personio, do="malformed", how="broken_xml", match={"path_prefix": "/boards/acme"})
    fault(personio, do="status", status=503, match={"company_id": companies.GLOBEX})
    acme = requests.get(personio.jobs_url.format(slug="acme", tld="de") + "/xml", timeout=10)
    globex = requests.get(personio.jobs_url.format(slug="globex", tld="com") + "/xml", timeout=10)
    assert (acme.status_code, acme.content.endswith(b"</workzag-job>")) == (200, True)
    assert globex.status_code == 503


@pytest.mark.parametrize(
    ("match", "struck"),
    [
        ({}, True),
        ({"method": "POST"}, True),
        ({"method": "GET"}, False),
        ({"path_prefix": "/v1/recruiting"}, True),
        ({"path_prefix": "/boards"}, False),
        ({"path_contains": "/recruiting/"}, True),
        ({"path_contains": "/boards/"}, False),
        ({"company_id": companies.ACME}, True),
        ({"company_id": companies.GLOBEX}, False),
        ({"email": "ADA@example.org"}, True),
        ({"email": "bob@example.org"}, False),
        ({"job_position_id": ACME_BACKEND}, True),
        ({"job_position_id": 1}, False),
        ({"email": "ada@example.org", "job_position_id": 1}, False),
    ],
)
def test_a_fault_strikes_only_what_it_matches(
    personio: StandIn, match: dict[str, object], *, struck: bool
) -> None:
    """Every given condition has to hold."""
    fault(personio, do="status", status=500, match=match)
    assert (apply(personio).status_code == 500) is struck


def test_faults_strike_in_their_order_and_as_often_as_wished(personio: StandIn) -> None:
    """The oldest with strikes left takes the request; null strikes until it is removed."""
    fault(personio, do="status", status=500, times=2)
    forever = fault(personio, do="status", status=503, times=None)
    assert [apply(personio).status_code for _ in range(5)] == [500, 500, 503, 503, 503]
    assert [one["times"] for one in personio.control("GET", "/faults")] == [0, None]
    personio.control("DELETE", f"/faults/{forever}")
    assert apply(personio).status_code == 201
    fault(personio, do="status", status=500)
    personio.control("DELETE", "/faults")
    assert (apply(personio).status_code, personio.control("GET", "/faults")) == (400, [])


@pytest.mark.parametrize(
    "values",
    [
        {"do": "explode"},
        {"do": "malformed", "how": "upside down"},
        {"do": "delay", "when": "never"},
        {"do": "status", "times": "twice"},
        {"do": "status", "match": {"phone": "1"}},
        {"status": 500},
        {"do": "status", "colour": "red"},
    ],
)
def test_a_fault_that_does_not_exist_is_refused(personio: StandIn, values: dict[str, object]) -> None:
    """A misspelt fault is an error, not a fault that never strikes."""
    with pytest.raises(ValueError, match=r"."):
        personio.control("POST", "/faults", values)


def test_a_record_shows_everything_but_the_token(personio: StandIn) -> None:
    """Headers, body, times, status, whether the token was right; never the token itself."""
    apply(personio)
    (record,) = records(personio)
    assert (record["method"], record["path"]) == ("POST", "/v1/recruiting/applications")
    assert (record["status"], record["company_id"], record["token_right"]) == (201, companies.ACME, True)
    assert record["body"]["email"] == "ada@example.org"
    assert record["headers"]["Content-Type"] == "application/json"
    assert record["received_monotonic"] <= record["answered_monotonic"]
    assert record["received_at"] <= record["answered_at"]
    assert len(record["authorization"]) == 16
    assert companies.ACME_TOKEN not in str(record)


def test_a_wrong_token_is_recorded_as_wrong(personio: StandIn) -> None:
    """Also where the body was refused before anybody looked at it."""
    url = f"{personio.url}/v1/recruiting/applications"
    headers = {"Authorization": "Bearer wrong", "X-Company-ID": str(companies.ACME)}
    requests.post(url, json={}, headers=headers, timeout=10)
    assert (records(personio)[0]["token_right"], records(personio)[0]["status"]) == (False, 400)


def test_requests_on_one_connection_share_its_number(personio: StandIn, session: requests.Session) -> None:
    """Reuse over keep-alive can be seen; a new caller has a new connection."""
    for number in range(3):
        apply(personio, f"{number}@example.org", session=session)
    apply(personio, "3@example.org")
    numbers = [record["connection"] for record in records(personio)]
    assert len(set(numbers[:3])) == 1
    assert numbers[3] != numbers[0]


def test_overlapping_requests_name_each_other(personio: StandIn) -> None:
    """What was in flight at the same time is known to both; what came after is not."""
    number = fault(personio, do="hold", match={"email": "first@example.org"})
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(apply, personio, "first@example.org")
        personio.control("GET", f"/faults/{number}/arrived")
        apply(personio, "second@example.org")
        personio.control("POST", f"/faults/{number}/release")
        first.result(5)
    apply(personio, "third@example.org")
    a, b, c = records(personio)
    assert (a["overlaps"], b["overlaps"], c["overlaps"]) == ([b["sequence"]], [a["sequence"]], [])


def test_requests_one_after_the_other_never_overlap(personio: StandIn, session: requests.Session) -> None:
    """An answer that has left is not in flight any more, however soon the next request comes."""
    for number in range(15):
        apply(personio, f"{number}@example.org", session=session)
    assert all(record["overlaps"] == [] and record["status"] == 201 for record in records(personio))


def test_a_caller_that_gives_up_may_have_created_an_applicant(personio: StandIn) -> None:
    """The classic of a lost answer: a timeout, then `already exists`; the first is still in flight then."""
    fault(personio, do="hold", when="before_answering")
    with pytest.raises(requests.Timeout):
        apply(personio, timeout=0.2)
    assert applicants(personio) == 1
    assert apply(personio).status_code == 400
    first, second = records(personio)
    assert (first["status"], first["overlaps"]) == (None, [second["sequence"]])


def test_records_can_be_chosen(personio: StandIn) -> None:
    """By company, by path, by the beginning of the path, by number; and forgotten."""
    apply(personio)
    requests.get(personio.jobs_url.format(slug="globex", tld="com") + "/xml", timeout=10)
    first, second = records(personio)
    assert personio.control("GET", f"/requests?company_id={companies.GLOBEX}") == [second]
    assert personio.control("GET", "/requests?path=/v1/recruiting/applications") == [first]
    assert personio.control("GET", "/requests?path=/v1") == []
    assert personio.control("GET", "/requests?path_prefix=/v1") == [first]
    assert personio.control("GET", f"/requests?since={first['sequence']}") == [second]
    personio.control("DELETE", "/requests")
    assert records(personio) == []


def test_a_hundred_callers_are_served_at_once(personio: StandIn) -> None:
    """Each connection has a thread; held ones do not keep others waiting."""
    personio.control("PUT", "/switches", {"rate_limit": False})
    number = fault(personio, do="hold", times=None, match={"method": "POST"})
    results: list[int] = []
    callers = [
        threading.Thread(target=lambda n=n: results.append(apply(personio, f"{n}@example.org").status_code))
        for n in range(100)
    ]
    for caller in callers:
        caller.start()
    assert personio.control("GET", f"/faults/{number}/arrived?count=100&timeout=20")["arrived"] == 100
    personio.control("POST", f"/faults/{number}/release")
    for caller in callers:
        caller.join(10)
    assert (results, applicants(personio)) == ([201] * 100, 100)
