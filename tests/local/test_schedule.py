"""The local runner's schedule, in place of Cloud Scheduler."""

import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from local import functions, schedule
from local.scenes.scene import eventually

CALLS: list[tuple[str, str]] = []


class Heard(BaseHTTPRequestHandler):
    """Every second call is answered by a broken connection."""

    def do_POST(self) -> None:
        CALLS.append((self.command, self.path))
        if len(CALLS) % 2:
            self.send_response(HTTPStatus.OK)
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture
def base() -> Iterator[str]:
    CALLS.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_there_is_called_again_and_again(base: str) -> None:
    """Functions that are served are called under their deployed names, whatever they answer; then no more."""
    with schedule.calling(base, {"sync_jobs": 0.02, "sweep_exports": 0.02}, ["sync_jobs", "list_jobs"]):
        eventually(lambda: len(CALLS) >= 4)
    ended = len(CALLS)
    assert set(CALLS) == {("POST", "/sync-jobs/")}
    threading.Event().wait(0.1)
    assert len(CALLS) == ended


def test_every_scheduled_function_has_its_time() -> None:
    """What Cloud Scheduler calls in production, the runner calls here."""
    assert set(schedule.EVERY) == functions.SCHEDULED
