"""The trigger's process, as it is deployed: what it writes when an event fails."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from local import functions
from local.loopback import call
from local.ports import ADDRESS
from local.processes import Processes
from local.scenes import events

pytestmark = pytest.mark.wire

CANARY = "canary-1234"
EVENT = events.updated(
    "m1",
    company_id="acme",
    job_id=f"job-{CANARY}",
    developer_id=f"developer-{CANARY}",
    before="open",
    after="successful",
)
PROJECT = {"GOOGLE_CLOUD_PROJECT": "demo"}
NOBODY = {"FIRESTORE_EMULATOR_HOST": f"{ADDRESS}:1", "SECRET_MANAGER_EMULATOR_HOST": f"{ADDRESS}:1"}
KEY_FILE = f"/nowhere/{CANARY}.json"  # google-auth's own error quotes it


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({**PROJECT, "GOOGLE_APPLICATION_CREDENTIALS": KEY_FILE}, ["crashed", "event_failed"]),
        ({"GOOGLE_APPLICATION_CREDENTIALS": KEY_FILE}, ["misconfigured", "event_failed"]),
        ({**PROJECT, **NOBODY}, ["event_failed"]),
    ],
    ids=["crash", "settings", "silence"],
)
def test_a_failing_event_is_told_without_a_word_of_anybodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], expected: list[str]
) -> None:
    """Log lines of one trace say what failed; neither they nor anything else quotes fault or event."""
    for name in {"GOOGLE_APPLICATION_CREDENTIALS", *PROJECT, *NOBODY}:  # a running system's
        monkeypatch.delenv(name, raising=False)
    with Processes(logs=tmp_path) as processes:
        function = functions.start(processes, "on_match_written", environment)
        functions.wait(processes, function)
        status, answer = call("POST", function.url, EVENT.body, EVENT.headers, timeout=60)
    written = function.program.log.read_text()
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert status == 500, "only so does it come again"
    assert [line["event"] for line in lines] == expected
    assert len({line["logging.googleapis.com/trace"] for line in lines}) == 1
    assert CANARY not in written + answer.decode()
    assert "Traceback" not in written
