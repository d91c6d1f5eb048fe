"""Functions as production serves them, under functions-framework and gunicorn, called over bare sockets."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from functions_framework import create_app

from local import functions
from local.gateway import KEYS_PATH, serving
from local.identity import KeyPair
from local.processes import Processes
from local.scenes import events
from tests.support.sockets import Socket

KEYS = KeyPair()
PREVIEW = b'{"preview": true}'
BROKEN_CHUNKS = [b"zz\r\n{}\r\n0\r\n\r\n", b"2\r\n{}", b"2\r\n{}xx0\r\n\r\n", b""]
EVENT = events.updated(
    "m1", company_id="acme", job_id="job", developer_id="ada", before="open", after="successful"
)
SERVED = ("export_applicant", "sync_jobs", "on_match_written")


@pytest.fixture(scope="module")
def sockets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Socket]]:
    """Functions that have no Firestore; whoever signs in gets as far as the body."""
    logs: Path = tmp_path_factory.mktemp("logs")
    with serving(0, lambda app: app, KEYS.key_set()) as keys, Processes(logs=logs) as processes:
        environment = {"GOOGLE_CLOUD_PROJECT": "p", "IDENTITY_KEYS_URL": keys + KEYS_PATH}
        served = [functions.start(processes, name, environment) for name in SERVED]
        for each in served:
            functions.wait(processes, each)
        yield {each.name: Socket(each.url) for each in served}


@pytest.fixture
def function(sockets: Mapping[str, Socket]) -> Socket:
    """The function whose empty body means something."""
    return sockets["export_applicant"]


@pytest.fixture(scope="module")
def signed_in() -> str:
    return f"Authorization: Bearer {KEYS.token('ann', project='p')}"


@pytest.mark.parametrize("arrived", [b"", PREVIEW[:-1]])
def test_a_preview_that_was_cut_off_is_no_click(function: Socket, signed_in: str, arrived: bytes) -> None:
    """A body that ends before its Content-Length is refused, however little of it came."""
    announced = (f"Content-Length: {len(PREVIEW)}", "Content-Type: application/json")
    answer = function.ask("/acme/matches/m", signed_in, *announced, method="POST", body=arrived)
    assert (answer.status, answer.code) == (400, "body_malformed")


@pytest.mark.parametrize("body", BROKEN_CHUNKS)
def test_broken_chunks_are_the_callers_mistake(
    sockets: Mapping[str, Socket], signed_in: str, body: bytes
) -> None:
    """They are refused where the body is read, and disturb nobody where it is not."""
    function = sockets["export_applicant"]
    chunked = ("Transfer-Encoding: chunked", "Content-Type: application/json")
    refused = function.ask("/acme/matches/m", signed_in, *chunked, method="POST", body=body)
    assert (refused.status, refused.code) == (400, "body_malformed")
    anonymous = function.ask("/acme/matches/m", *chunked, method="POST", body=body)
    assert (anonymous.status, anonymous.code) == (401, "not_signed_in")
    assert sockets["sync_jobs"].ask("/", *chunked, method="PUT", body=body).status == 405


@pytest.mark.parametrize("body", BROKEN_CHUNKS)
def test_an_event_in_broken_chunks_is_its_senders_mistake(sockets: Mapping[str, Socket], body: bytes) -> None:
    """The trigger refuses it as every other function does; it is no failure of ours, and rings nobody."""
    named = [f"{name}: {value}" for name, value in EVENT.headers.items()]
    answer = sockets["on_match_written"].ask(
        "/", *named, "Transfer-Encoding: chunked", method="POST", body=body
    )
    assert (answer.status, answer.code) == (400, "body_malformed")


def test_an_event_that_was_cut_off_is_refused(sockets: Mapping[str, Socket]) -> None:
    """Less of a body than its Content-Length announces is no event."""
    named = [f"{name}: {value}" for name, value in EVENT.headers.items()]
    length = f"Content-Length: {len(EVENT.body)}"
    answer = sockets["on_match_written"].ask("/", *named, length, method="POST", body=EVENT.body[:-1])
    assert (answer.status, answer.code) == (400, "body_malformed")


@pytest.mark.parametrize(
    "target", ["/robots.txt", "/favicon.ico", "/a%0Ab", "/a%0A/matches/m", "//", "//acme"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_answer_is_the_frameworks_own(function: Socket, target: str, method: str) -> None:
    """Paths that functions-framework keeps for itself or does not route are answered like any other."""
    answer = function.ask(target, method=method)
    assert answer.code in {"not_signed_in", "not_found", "method_not_allowed"}
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == (
        "no-store",
        "nosniff",
    )


@pytest.mark.parametrize(
    "name", sorted(set(functions.names()) - functions.TRIGGERED - functions.SCHEDULED - functions.QUEUED)
)
def test_every_open_function_answers_by_itself(name: str) -> None:
    """Each function that the internet may call answers for the paths that the framework keeps for itself."""
    app = create_app(name, str(functions.ROOT / "functions" / name / "main.py"), "http")
    answer = app.test_client().options("/robots.txt")
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (204, "nosniff")
