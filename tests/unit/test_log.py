"""A log line is one JSON object as Cloud Logging reads it."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest

from shared import log, settings


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p")
    settings.current.cache_clear()
    log._traces.cache_clear()
    yield
    settings.current.cache_clear()
    log._traces.cache_clear()


def test_a_line_is_what_cloud_logging_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """Severity, message, time, trace by its whole name, labels as text; what is not known is left out."""
    trace = log.begin("a" * 32)
    log.concerning(company="acme", match="m1")
    log.request_answered("f", "GET", 503, 0.12345, None)
    (line,) = capsys.readouterr().out.splitlines()
    document = json.loads(line)
    assert datetime.fromisoformat(document.pop("time")).tzinfo
    assert document == {
        "severity": "ERROR",
        "message": "request_answered",
        "event": "request_answered",
        "logging.googleapis.com/trace": f"projects/p/traces/{trace}",
        "logging.googleapis.com/labels": {"company": "acme", "match": "m1"},
        "function": "f",
        "method": "GET",
        "status": 503,
        "seconds": 0.1235,
    }


def test_a_new_request_starts_without_labels(capsys: pytest.CaptureFixture[str]) -> None:
    """What one request was about is no label of the next one's lines."""
    log.begin(None)
    log.concerning(company="acme")
    log.begin(None)
    log.credentials_refused("globex", "client_unknown")
    assert "acme" not in capsys.readouterr().out
