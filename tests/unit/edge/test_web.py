"""The HTTP edge by itself: one endpoint in this process, real sign-ins, a membership of two people."""

import json
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from io import BytesIO
from typing import Any

import msgspec
import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from local.gateway import KEYS_PATH, serving
from local.identity import KeyPair
from local.memory.clock import ManualClock
from shared import settings
from shared.domain.company import Ahead, Role
from shared.edge.bodies import PositionId
from shared.edge.limits import Limits
from shared.edge.routing import Call, Route
from shared.edge.web import Endpoint
from tests.support.feed_host import Lying
from tests.support.feed_host import serving as hosting

pytestmark = pytest.mark.wire

KEYS = KeyPair()
ORIGIN = "https://app.matched.example"
MEMBERS = {("acme", "ann"): Role.ADMIN, ("acme", "rob"): Role.RECRUITER}


class Body(msgspec.Struct, forbid_unknown_fields=True):
    position_id: PositionId
    note: str | None = None


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    preview: bool = False


class CutOff(BytesIO):
    """A body in chunks, as the server reads it that meets a broken one."""

    def read(self, size: int | None = -1) -> bytes:
        raise ValueError(f"invalid chunk size, after {size}")


def shown(call: Call[Any]) -> object:
    return {"company": call.company_id, "uid": call.uid, "path": dict(call.path), "query": dict(call.query)}


def wished(call: Call[Wish]) -> object:
    return {"preview": call.body.preview}


def broken(call: Call[None]) -> object:
    raise RuntimeError(f"something about {call.uid}")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="module")
def keys_url() -> Iterator[str]:
    with serving(0, lambda app: app, KEYS.key_set()) as url:
        yield url + KEYS_PATH


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch, keys_url: str) -> Iterator[None]:
    """Settings as a deployment has them."""
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p")
    monkeypatch.setenv("FRONTEND_ORIGINS", ORIGIN)
    monkeypatch.setenv("IDENTITY_KEYS_URL", keys_url)
    monkeypatch.delenv("LIMITS_FACTOR", raising=False)  # the running system's, where there is one
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


@pytest.fixture
def endpoint(clock: ManualClock) -> Endpoint:
    return Endpoint(
        name="tested",
        membership=lambda company, uid, _: MEMBERS.get((company, uid)),
        limits=Limits(clock.monotonic),
        routes=(
            Route(method="GET", path="/<company>", role=Role.RECRUITER, handler=shown, query=("q",)),
            Route(method="PUT", path="/<company>", role=Role.ADMIN, handler=shown, body=Body, per_minute=2),
            Route(method="POST", path="/<company>/broken", role=Role.RECRUITER, handler=broken),
            Route(
                method="POST",
                path="/<company>/wish",
                role=Role.RECRUITER,
                handler=wished,
                body=Wish,
                optional_body=True,
            ),
        ),
    )


def asking(method: str, path: str, as_: str | None = "ann", **more: Any) -> Request:
    headers = dict(more.pop("headers", {}))
    if as_:
        headers["Authorization"] = f"Bearer {KEYS.token(as_, project='p')}"
    return Request(EnvironBuilder(path=path, method=method, headers=headers, **more).get_environ())


def call(endpoint: Endpoint, method: str, path: str, as_: str | None = "ann", **more: Any) -> Response:
    return endpoint.answer(asking(method, path, as_, **more))


def code(answer: Response) -> tuple[int, Any]:
    return answer.status_code, (answer.get_json() or {}).get("code")


def test_a_call_reaches_its_handler(endpoint: Endpoint) -> None:
    """Who calls, for which company and with what, as checked."""
    answer = call(endpoint, "GET", "/acme?q=x", as_="rob")
    assert answer.get_json() == {"company": "acme", "uid": "rob", "path": {}, "query": {"q": "x"}}


def test_what_a_route_needs_is_read_along_for_one_call(clock: ManualClock) -> None:
    """What to read along is named by the ids of the path; what is at hand then ends with the call."""
    asked: list[Mapping[Ahead, str]] = []
    kept: ContextVar[str] = ContextVar("kept")
    at_hand: list[str] = []

    def membership(company: str, uid: str, ahead: Mapping[Ahead, str]) -> Role | None:
        asked.append(ahead)
        at_hand.append(kept.get("nothing"))
        kept.set(company)
        return MEMBERS.get((company, uid))

    def handler(call: Call[None]) -> object:
        at_hand.append(kept.get("nothing"))
        return {}

    ahead = (Ahead.MATCH, Ahead.CONNECTION)
    route = Route(
        method="GET", path="/<company>/matches/<match>", role=Role.RECRUITER, handler=handler, ahead=ahead
    )
    endpoint = Endpoint(name="tested", membership=membership, routes=(route,), limits=Limits(clock.monotonic))
    for as_, status in (("ann", 200), ("eve", 404)):
        assert call(endpoint, "GET", "/acme/matches/m", as_=as_).status_code == status
    assert asked == [{Ahead.MATCH: "m", Ahead.CONNECTION: "acme"}] * 2
    assert at_hand == ["nothing", "acme", "nothing"]


def test_one_origin_may_serve_every_function(endpoint: Endpoint) -> None:
    """A path below the function's name is the same route, and counts for the same limit."""
    assert (
        call(endpoint, "GET", "/tested/acme?q=x").get_json() == call(endpoint, "GET", "/acme?q=x").get_json()
    )
    assert code(call(endpoint, "GET", "/other/acme")) == (404, "not_found")
    body: dict[str, Any] = {"json": {"position_id": 1}}
    paths = ("/acme", "/tested/acme", "/acme")
    assert [call(endpoint, "PUT", path, **body).status_code for path in paths] == [200, 200, 429]


def test_the_third_call_in_a_minute_waits(endpoint: Endpoint, clock: ManualClock) -> None:
    """Beyond its limit a route answers 429 and when to come back; other companies and routes go on."""
    body: dict[str, Any] = {"json": {"position_id": 1}}
    assert [call(endpoint, "PUT", "/acme", **body).status_code for _ in range(3)] == [200, 200, 429]
    refused = call(endpoint, "PUT", "/acme", headers={"Accept-Language": "en"}, **body)
    assert refused.headers["Retry-After"] == "60"
    assert refused.get_json()["retry_after"] == 60
    assert "60 seconds" in refused.get_json()["hint"]
    assert call(endpoint, "GET", "/acme").status_code == 200
    clock.advance(60)
    assert call(endpoint, "PUT", "/acme", **body).status_code == 200


def test_who_may_not_call_uses_nothing_up(endpoint: Endpoint) -> None:
    """Strangers and recruiters cannot spend the calls of a company's admins."""
    body: dict[str, Any] = {"json": {"position_id": 1}}
    for who in ("rob", "eve", None) * 3:
        assert call(endpoint, "PUT", "/acme", as_=who, **body).status_code in {401, 403, 404}
    assert call(endpoint, "PUT", "/acme", **body).status_code == 200


@pytest.mark.parametrize("query", ["?odd=1", "?q=1&q=2", "?q=1&access_token=secret-1"])
def test_a_query_that_nobody_takes_is_refused(endpoint: Endpoint, query: str) -> None:
    """Unknown and doubled query parameters are the caller's mistake, and no value is repeated."""
    answer = call(endpoint, "GET", f"/acme{query}")
    assert code(answer) == (422, "query_invalid")
    assert b"secret-1" not in answer.data


@pytest.mark.parametrize(
    "path", ["/", "//", "/acme//", "/acme//broken", "/acme/broken//", "/acme/x/", "/a/../b"]
)
def test_a_path_that_is_none_is_not_found(endpoint: Endpoint, path: str) -> None:
    """Whatever stands in a path, slashes too many among it, it is a route or nothing."""
    for method in ("GET", "PUT", "POST"):
        answer = call(endpoint, method, "/x", environ_overrides={"PATH_INFO": path})
        assert code(answer) == (404, "not_found")


@pytest.mark.parametrize("arrived", [b"", b'{"previ', b'{"preview": true'])
def test_a_body_that_did_not_arrive_whole_is_refused(endpoint: Endpoint, arrived: bytes) -> None:
    """A body that is shorter than announced is not taken for an empty one, which would export for real."""
    announced = {"CONTENT_LENGTH": "17", "wsgi.input_terminated": True}  # as gunicorn leaves it
    answer = call(
        endpoint,
        "POST",
        "/acme/wish",
        data=arrived,
        content_type="application/json",
        environ_overrides=announced,
    )
    assert code(answer) == (400, "body_malformed")
    assert call(endpoint, "POST", "/acme/wish").get_json() == {"preview": False}


def test_a_body_that_cannot_be_read_is_refused(endpoint: Endpoint) -> None:
    """Broken chunks are the caller's mistake, and whoever reads what is left of them meets nothing."""
    chunks = {"wsgi.input": CutOff(), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    for method, path, expected in (
        ("POST", "/acme/wish", (400, "body_malformed")),
        ("GET", "/acme", (200, None)),
        ("GET", "/nothing/here/at/all", (404, "not_found")),
    ):
        request = asking(method, path, environ_overrides=chunks)
        assert code(endpoint.answer(request)) == expected
        assert request.get_data() == b""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"position_id": 1, "odd": 1}, "odd"),
        ({"note": "x"}, "position_id"),
        ({"position_id": 1, "note": 1}, "note"),
        ({"position_id": 1, "5ec4e7c0de": 1}, None),
    ],
)
def test_a_field_at_fault_is_named(endpoint: Endpoint, body: dict[str, Any], field: str | None) -> None:
    """Unknown, missing and mistyped fields are named, but for a name that may be a value gone astray."""
    answer = call(endpoint, "PUT", "/acme", json=body)
    assert code(answer) == (422, "body_invalid")
    assert answer.get_json().get("field") == field


@pytest.mark.parametrize("position", [0, -1, 2**53, 10**30, 1.5, "1", None, True])
def test_a_position_is_a_number_that_everybody_can_keep(endpoint: Endpoint, position: Any) -> None:
    """Positions are whole, positive, and no larger than JSON readers keep exactly."""
    answer = call(endpoint, "PUT", "/acme", json={"position_id": position})
    assert code(answer) == (422, "body_invalid")
    assert answer.get_json()["field"] == "position_id"


def test_what_nobody_foresaw_tells_nothing(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of ours is answered and logged without its text, with a trace id that joins the two."""
    answer = call(endpoint, "POST", "/acme/broken", as_="rob")
    assert code(answer) == (500, "internal")
    log = capsys.readouterr().out
    assert answer.get_json()["trace_id"] in log
    assert "RuntimeError" in log
    assert "something about" not in log + answer.get_data(as_text=True)


def test_a_line_says_which_route_and_about_what(
    endpoint: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    """A call's line is labelled with its route, and with the company once the caller belongs there."""
    for who in ("ann", "eve"):
        call(endpoint, "GET", "/acme", as_=who)
    labels = [
        json.loads(line)["logging.googleapis.com/labels"] for line in capsys.readouterr().out.splitlines()
    ]
    assert labels == [{"route": "GET /<company>", "company": "acme"}, {"route": "GET /<company>"}]


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "OPTIONS", "PURGE"])
def test_every_answer_has_the_same_guard(endpoint: Endpoint, method: str) -> None:
    """No answer is stored, none is guessed at, and caches keep origins apart."""
    headers = call(endpoint, method, "/acme", as_=None).headers
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert headers["Vary"] == "Origin"


@pytest.mark.parametrize("origin", [ORIGIN, "https://evil.example", f"{ORIGIN}.evil.example", "null"])
def test_a_known_origin_alone_is_let_in(endpoint: Endpoint, origin: str) -> None:
    """Preflight and answer name a known origin, never credentials; another one gets no header of CORS."""
    for method in ("OPTIONS", "GET"):
        answer = call(endpoint, method, "/acme", as_=None, headers={"Origin": origin})
        cors = {name for name in answer.headers.keys() if name.startswith("Access-Control")}  # noqa: SIM118 - no dict
        assert bool(cors) == (origin == ORIGIN)
        assert "Access-Control-Allow-Credentials" not in cors
        assert answer.headers.get("Access-Control-Allow-Origin", ORIGIN) == ORIGIN


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
def test_a_missing_setting_is_named_in_the_log_alone(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    """Without its settings a function answers `internal` and lets no origin in; the log says what lacks."""
    monkeypatch.delenv("GOOGLE_CLOUD_PROJECT")
    settings.current.cache_clear()
    answer = call(endpoint, method, "/acme", headers={"Origin": ORIGIN})
    assert "Access-Control-Allow-Origin" not in answer.headers
    if method == "GET":
        assert code(answer) == (500, "internal")
        assert "GOOGLE_CLOUD_PROJECT" not in answer.get_data(as_text=True)
        assert "GOOGLE_CLOUD_PROJECT is missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("SECRET_STORE", "vault", "SECRET_STORE is 'vault', google or aws is expected"),
        ("SECRET_STORE", "AWS", "SECRET_STORE is 'AWS', google or aws is expected"),
        ("PACE_FACTOR", "fast", "PACE_FACTOR is 'fast', a number is expected"),
        ("AUDIT_DAYS", "1.5", "AUDIT_DAYS is '1.5', a whole number is expected"),
    ],
)
def test_a_setting_that_does_not_fit_is_named_with_what_does(
    endpoint: Endpoint,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    line: str,
) -> None:
    """A malformed setting never means its default: calls end as `internal`, the log says what is expected."""
    monkeypatch.setenv(name, value)
    settings.current.cache_clear()
    assert code(call(endpoint, "GET", "/acme")) == (500, "internal")
    assert line in capsys.readouterr().out


def test_made_up_keys_do_not_make_us_ask_for_keys(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tokens that name keys that nobody knows cost one look at the key set, not one each."""
    with hosting() as host:
        host.answers["/keys"] = Lying(body=KEYS.key_set(), headers={"Content-Type": "application/json"})
        monkeypatch.setenv("IDENTITY_KEYS_URL", f"{host.url}/keys")
        settings.current.cache_clear()
        for _ in range(5):
            forged = KeyPair().token("ann", project="p")
            headers = {"Authorization": f"Bearer {forged}"}
            answer = call(endpoint, "GET", "/acme", as_=None, headers=headers)
            assert code(answer) == (401, "sign_in_invalid")
        assert call(endpoint, "GET", "/acme").status_code == 200
        assert len(host.asked) == 1
