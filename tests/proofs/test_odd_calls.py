"""Paths, queries, cursors and headers that nobody thought of, sent to every function as it is served.

Bodies are test_fuzzed.py's and, where they do not arrive whole, test_served.py's.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from local import functions
from local.scenes import described
from local.scenes.scene import Scene
from tests.support.sockets import Answer, Socket

if TYPE_CHECKING:
    from google.cloud import firestore

    from local.system import System

pytestmark = pytest.mark.flow

odd = settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck), max_examples=200
)

SENDABLE = st.characters(codec="latin-1", exclude_characters="\r\n\0")
ODD = (
    *("", ".", "..", "%2e%2e", "%2F", "%5C", "%00", "%0A", "%0D%0A", "%FF", "%ED%A0%80", "%", "%u0041"),
    *("__x__", ";", "|", "<x>", "*", "robots.txt", "favicon.ico", "a" * 1_600, "%F0%9F%98%80" * 40),
    *("{company}", "matches", "jobs", "link", "changes", "resolve", "test", "back-fill"),
)
SEGMENTS = st.one_of(st.sampled_from(ODD), st.binary(max_size=8).map(quote))
PATHS = st.one_of(
    st.lists(SEGMENTS, max_size=5).map(lambda segments: "/" + "/".join(segments)),
    st.sampled_from(["//f.example", "http://f.example/{company}", "*", "/{company}//", "/{company}#x"]),
)
TIMES = [
    *("9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59.999999+00:00"),
    *("2026-11-24T09:00:00+00:00", "2026-11-24", "0001-01-01T00:00:00+00:00", "24:00", ""),
]
CURSORS = st.one_of(
    st.text(),
    st.builds("{}~{}".format, st.sampled_from(TIMES), st.text()),
    st.builds("{}~{}".format, st.datetimes(timezones=st.timezones()), st.text()),
)
QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["state", "cursor", "q", "language", "odd", ""]),
        st.one_of(
            CURSORS.map(quote), st.sampled_from(["queued", "de", "%", "%FF", "+", "&", "=", "x" * 5_000])
        ),
    ).map("=".join),
    max_size=3,
).map("&".join)
NAMES = (
    *("Authorization", "Origin", "Accept-Language", "Accept", "Content-Type", "Content-Encoding", "Cookie"),
    *("Range", "If-None-Match", "X-Cloud-Trace-Context", "traceparent", "Function-Execution-Id", "Forwarded"),
    *("X-Forwarded-Proto", "X-Forwarded-For", "X-HTTP-Method-Override", "ce-id", "ce-type", "ce-source"),
    *("ce-specversion", "ce-subject", "ce-time", "ce-document"),
)
HEADERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(NAMES), st.text(SENDABLE, max_size=40)).map(": ".join),
        st.sampled_from(
            [
                "Authorization: Bearer ",
                f"Authorization: Bearer {base64.urlsafe_b64encode(b'[' * 5_000).decode()}.e30.e30",
                "Authorization: Bearer eyJhbGciOiJub25lIiwia2lkIjpbXX0.W10.e30",
                "Accept-Language: de;q=1e999, en;q=nan, *;q=-1",
                "Content-Type: application/json; charset=x\xff",
                "Content-Type: application/cloudevents+json",
                "ce-specversion: 9.9",
                "Content-Length: -1",
                f"Content-Length: {'9' * 30}",
                "Expect: 100-continue",
            ]
        ),
    ),
    min_size=1,
    max_size=2,
)
FUNCTIONS = st.sampled_from(sorted(functions.names()))
METHODS = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE", "get"])


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One call; `{company}`, `{match}` and `{job}` stand for ids."""

    function: str
    method: str
    path: str
    query: str = ""
    headers: Sequence[str] = ()
    host: str = "f.example"


def routes() -> list[Asked]:
    """Every operation, and what calls the functions that have none."""
    found = [
        Asked(function=name.replace("-", "_"), method=each.method, path=f"/{path}")
        for each in described.operations()
        for name, _, path in [each.path.strip("/").partition("/")]
    ]
    inner = sorted(functions.TRIGGERED | functions.SCHEDULED | functions.QUEUED)
    return found + [Asked(function=name, method="POST", path="/") for name in inner]


ROUTES = st.sampled_from(routes())


@pytest.fixture(scope="module")
def scene(system: "System", firestore_client: "firestore.Client") -> Scene:
    made = Scene(system, firestore_client)
    made.connect()
    return made


def called(scene: Scene, asked: Asked, *, signed_in: bool) -> Answer:
    target = f"{asked.path}?{asked.query}" if asked.query else asked.path
    for name, value in {"company": scene.company, "match": "none", "job": "none"}.items():
        target = target.replace(f"{{{name}}}", value)
    known = (f"Authorization: Bearer {scene.system.token(scene.admin)}",) if signed_in else ()
    served = Socket(scene.system.functions[asked.function].url)
    return served.ask(target, *known, *asked.headers, method=asked.method, host=asked.host)


@odd
@example(asked=Asked(function="list_jobs", method="GET", path="/{company}//"), signed_in=False)
@given(
    asked=st.one_of(
        st.builds(Asked, function=FUNCTIONS, method=METHODS, path=PATHS),
        st.builds(replace, ROUTES, query=QUERIES),
        st.builds(replace, ROUTES, headers=HEADERS),
        st.builds(replace, ROUTES, host=st.text(SENDABLE, max_size=20)),
    ),
    signed_in=st.booleans(),
)
def test_no_call_rings_the_pager(scene: Scene, asked: Asked, *, signed_in: bool) -> None:
    """An odd path, or a route with an odd query or header, of any function and anybody: never a 5xx.

    A 5xx would be our mistake, and the alert on them somebody's night.
    """
    answer = called(scene, asked, signed_in=signed_in)
    assert 200 <= answer.status < 500, answer


ACCOUNTS = st.sampled_from(["{account}", "0", "1" * 20, "1" * 21, "", "x", 1, None, ["1"], "1/2"])
SECONDS: st.SearchStrategy[object] = st.one_of(
    st.sampled_from([*TIMES, "now", 0, 1.5, None, {}, "2026-11-24T09:00:00.5Z"]), st.datetimes().map(str)
)
BODIES = st.one_of(
    st.fixed_dictionaries({"account": ACCOUNTS, "at": SECONDS}, optional={"odd": st.none()}).map(json.dumps),
    st.sampled_from(["", "null", "[]", "{", '{"account": "1"}', "[" * 5_000, "\x00", '"x"']),
).map(str.encode)
RETRIES = st.sampled_from(["", "0", "1", "4", "-1", "x", "9" * 30, "\u00b2"])


@odd
@example(body=b'{"account": "1", "at": "2026-11-24T09:00:00+00:00"}', retries="0")
@given(body=st.one_of(BODIES, st.binary(max_size=40)), retries=RETRIES)
def test_no_task_comes_again(scene: Scene, body: bytes, retries: str) -> None:
    """Whatever a task says, it is answered 200: who is no account has no turn, and what is none stays so."""
    body = body.replace(b"{account}", str(scene.account).encode())
    answer = requests.post(
        scene.system.functions["send_exports"].url,
        data=body,
        headers={
            "Content-Type": "application/json",
            "X-CloudTasks-TaskRetryCount": retries.encode("latin-1"),
        },
        timeout=30,
    )
    assert answer.status_code == 200, (body, answer.text)
    assert isinstance(answer.json()["took_place"], bool)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"account": "4711", "at": "2026-11-24T09:00:00+00:00"}, "account_unknown"),
        ({"account": "4711", "at": "2026-11-24T09:00:00"}, "body_invalid"),
        ({"account": "x", "at": "2026-11-24T09:00:00+00:00"}, "body_invalid"),
        ([], "body_invalid"),
    ],
)
def test_a_task_that_is_none_is_told_of(scene: Scene, body: object, why: str) -> None:
    """No turn takes place, and the log has a line that says why."""
    function = scene.system.functions["send_exports"]
    before = len(function.program.log.read_text())
    assert requests.post(function.url, json=body, timeout=30).json()["took_place"] is False
    lines = [json.loads(line) for line in function.program.log.read_text()[before:].splitlines()]
    assert [line["why"] for line in lines if line["event"] == "turn_refused"] == [why]


@odd
@example(cursor="9999-12-31T23:59:59-01:00~x", coded=True)
@given(cursor=CURSORS, coded=st.booleans())
def test_no_cursor_rings_the_pager(scene: Scene, cursor: str, *, coded: bool) -> None:
    """Whatever a cursor says, in a page's own form or in none, it is a place in the list or refused."""
    written = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=") if coded else quote(cursor)
    page = Asked(function="export_applicant", method="GET", path="/{company}", query=f"cursor={written}")
    answer = called(scene, page, signed_in=True)
    assert answer.status in {200, 422}, answer
