"""Reports of the doctor, and the answers in them as they may have been on the wire."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.liar import Lie

FILES = sorted((Path(__file__).parents[1] / "samples" / "live").glob("*.json"))

_FILLED = {  # for what the doctor left out
    "<text>": "text",
    "<empty>": "",
    "<number>": 1,
    "<digits>": "1",
    "<date>": "2026-11-26",
    "<date-time>": "2026-11-26T09:00:00Z",
    "<uuid>": "6f1c9d0e-5f0b-4f6e-9a51-0c5f3f1f7a10",
    "<address>": "https://api.personio.de/v2/recruiting/jobs?cursor=abc",
    "<path>": "/v2/recruiting/jobs?cursor=abc",
}
_BODIES = {"text": b"text", "html": b"<html><body>text</body></html>", "xml": b"<text/>", "empty": b""}


def report_of(file: Path) -> dict[str, Any]:
    """The report as JSON."""
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


class Told(NamedTuple):
    """One answer, its content made up in the form that it had."""

    status: int
    media_type: str
    body: bytes


def answer_to(report: dict[str, Any], step: str) -> Told | None:
    """The last answer to the step; None where there was none."""
    answers = [each for each in report["answers"] if each["step"] == step and "status" in each]
    if not answers:
        return None
    last = answers[-1]
    body = _BODIES.get(last["shape"]) if last["body"] is None else json.dumps(_filled(last["body"])).encode()
    return Told(last["status"], last["type"], body or b"")


def replaying(told: Told) -> Lie:
    """What a server does that answers so to everything."""
    return lambda liar: liar.say(told.status, told.body, content_type=told.media_type)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(within) for name, within in value.items()}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return _FILLED.get(value, value) if isinstance(value, str) else value
