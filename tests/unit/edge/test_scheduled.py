"""A scheduled function answers through the same door as those that the frontend calls."""

import json
from collections.abc import Iterator

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from shared import settings
from shared.domain.errors import Unavailable
from shared.edge import scheduled

TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings as a deployment has them."""
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p")
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


def asking(method: str = "POST") -> Request:
    headers = [("traceparent", f"00-{TRACE}-b7ad6b7169203331-01")]
    return Request(EnvironBuilder(path="/", method=method, headers=headers).get_environ())


def silent() -> object:
    raise Unavailable("Firestore: ServiceUnavailable")


def test_what_it_did_is_answered_and_logged_under_the_callers_trace(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A run that went well is 200 with its summary, one line, and the headers of every answer."""
    answer = scheduled.answer("tested", asking(), lambda: {"sent": 3})
    assert (answer.status_code, answer.get_json()) == (200, {"sent": 3})
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == ("no-store", "Origin")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["status"] == 200
    assert TRACE in line


def test_a_failure_is_a_problem_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Scheduler sees that it failed; the document names the cause, the trace, and when to come again."""
    answer = scheduled.answer("tested", asking(), silent)
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    problem = answer.get_json()
    assert (problem["code"], problem["trace_id"]) == ("temporarily_unavailable", TRACE)
    assert answer.headers["Retry-After"] == str(problem["retry_after"])
    assert json.loads(capsys.readouterr().out)["code"] == "temporarily_unavailable"


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "PUT"])
def test_only_post_runs_it(method: str) -> None:
    """Whatever is not Scheduler's own method does nothing, and says which would."""
    answer = scheduled.answer("tested", asking(method), lambda: pytest.fail("it ran"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
