"""What one automatic export costs, and that matched.io's names stand in one file."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from local.scenes.scene import Scene
from shared import wiring
from shared.adapters.gcp import documents
from tests.support.firestore_calls import counting

if TYPE_CHECKING:
    from flask.testing import FlaskClient

pytestmark = pytest.mark.emulator
ROOT = Path(__file__).parents[2]


def event(match: str, company: str, job: str, developer: str) -> tuple[bytes, dict[str, str]]:
    """What Eventarc delivers when a match is created successful."""
    from google.events.cloud.firestore import DocumentEventData

    data = DocumentEventData()
    fields = {"company_id": company, "job_id": job, "developer_id": developer, "status": "successful"}
    pb = DocumentEventData.pb(data)
    pb.value.name = f"projects/p/databases/(default)/documents/matches/{match}"
    for name, value in fields.items():
        pb.value.fields[name].string_value = value
    pb.value.update_time.GetCurrentTime()
    headers = {
        "ce-id": match,
        "ce-type": "google.cloud.firestore.document.v1.written",
        "ce-source": "//firestore.googleapis.com/projects/p/databases/(default)",
        "ce-subject": f"documents/matches/{match}",
        "ce-document": f"matches/{match}",
        "ce-specversion": "1.0",
        "content-type": "application/protobuf",
    }
    return pb.SerializeToString(), headers


@pytest.mark.usefixtures("undelivered")
def test_one_automatic_export_is_three_calls_and_one_post(
    scene: Scene, door: "Callable[[str], FlaskClient]"
) -> None:
    """A warm trigger reads once, commits twice, posts once, and takes the token from the instance's cache."""
    job = scene.imported()
    trigger = door("on_match_written")
    for _ in range(2):
        developer = scene.developer()
        match = scene.match(job, developer)
        scene.succeed(match)
        body, headers = event(match, scene.company, job, developer)
        with counting() as calls:
            answer = trigger.post("/", data=body, headers=headers)
        assert answer.status_code == 200
        assert scene.entry(match)["state"] == "exported"
    assert calls.names == ["batch_get_documents", "commit", "commit"]
    assert len(scene.requests_sent()) == 2
    assert len(scene.applicants()) == 2


# One event in an instance of its own; which of Google's clients it took.
INSTANCE = """
import json, sys
from functions_framework import create_app
client = create_app("on_match_written", sys.argv[1], "cloudevent").test_client()
answer = client.post("/", data=sys.stdin.buffer.read(), headers=json.loads(sys.argv[2]))
print(json.dumps([answer.status_code, [name for name in sys.modules if name.startswith("google.cloud.")]]))
"""


def modules_of(scene: Scene, body: bytes, headers: dict[str, str]) -> set[str]:
    """Google's that a new instance of the trigger has loaded once it has answered the event."""
    instance = subprocess.run(
        [
            sys.executable,
            "-c",
            INSTANCE,
            str(ROOT / "functions/on_match_written/main.py"),
            json.dumps(headers),
        ],
        cwd=ROOT,
        env={**os.environ, **scene.system.environment},
        input=body,
        capture_output=True,
        timeout=60,
        check=True,
    )
    status, modules = json.loads(instance.stdout.splitlines()[-1])
    assert status == 200
    return set(modules)


@pytest.mark.usefixtures("undelivered")
@pytest.mark.parametrize("well", [True, False])
def test_an_export_that_goes_well_needs_no_queue(scene: Scene, well: bool) -> None:  # noqa: FBT001 - a parameter
    """The queue's client is loaded by an export that is to be repeated, and by none that succeeds at once."""
    job, developer = scene.imported(), scene.developer()
    match = scene.match(job, developer)
    scene.succeed(match)
    if not well:
        scene.personio("POST", "/faults", {"do": "drop_after", "match": {"company_id": scene.account}})
    modules = modules_of(scene, *event(match, scene.company, job, developer))
    assert scene.entry(match)["state"] == ("exported" if well else "queued")
    assert {"google.cloud.firestore", "google.cloud.tasks_v2"} & modules == {
        "google.cloud.firestore",
        *(() if well else ("google.cloud.tasks_v2",)),
    }


def test_an_update_that_is_no_success_costs_nothing(
    scene: Scene, door: "Callable[[str], FlaskClient]"
) -> None:
    """An event that neither makes nor takes back a success makes no call at all."""
    from google.events.cloud.firestore import DocumentEventData

    scene.connect()
    body, headers = event("m", scene.company, "j", "d")
    pb = DocumentEventData.pb(DocumentEventData.deserialize(body))
    pb.old_value.CopyFrom(pb.value)
    with counting() as calls:
        assert (
            door("on_match_written").post("/", data=pb.SerializeToString(), headers=headers).status_code
            == 200
        )
    assert calls.names == []


@pytest.mark.parametrize("body", [b"\xff\xfe", base64.b64encode(b"nonsense"), b"{}"])
def test_an_event_that_nobody_can_read_is_taken(
    scene: Scene, door: "Callable[[str], FlaskClient]", body: bytes
) -> None:
    """A malformed event is acknowledged: it would be as malformed the next time."""
    _, headers = event("m", scene.company, "j", "d")
    assert door("on_match_written").post("/", data=body, headers=headers).status_code == 200


def test_firestore_unreachable_is_raised(scene: Scene, door: "Callable[[str], FlaskClient]") -> None:
    """When Firestore does not answer, the trigger fails, so that the event comes again."""
    from google.api_core.exceptions import ServiceUnavailable

    def silent(*_: Any, **__: Any) -> Any:
        raise ServiceUnavailable("down")

    body, headers = event("m", scene.company, "j", "d")
    client = wiring._firestore()
    real = client._firestore_api
    client._firestore_api_internal = type("Down", (), {"batch_get_documents": staticmethod(silent)})()
    try:
        answer = door("on_match_written").post("/", data=body, headers=headers)
    finally:
        client._firestore_api_internal = real
    assert answer.status_code == 500


RENAMED = {
    'COMPANIES = "companies"': 'COMPANIES = "firmen"',
    'COMPANY_MEMBERS = "members"': 'COMPANY_MEMBERS = "leute"',
    'DEVELOPERS = "developers"': 'DEVELOPERS = "entwickler"',
    '"first_name": "first_name"': '"first_name": "vorname"',
    '"last_name": "last_name"': '"last_name": "nachname"',
    '"email": "email"': '"email": "mail"',
    'MATCHES = "matches"': 'MATCHES = "treffer"',
    'MATCH_COMPANY = "company_id"': 'MATCH_COMPANY = "firma"',
    'MATCH_JOB = "job_id"': 'MATCH_JOB = "anzeige"',
    'MATCH_DEVELOPER = "developer_id"': 'MATCH_DEVELOPER = "person"',
    'MATCH_STATUS = "status"': 'MATCH_STATUS = "stand"',
    'MATCH_SUCCESSFUL = "successful"': 'MATCH_SUCCESSFUL = "erfolgreich"',
    'MATCH_SUCCESSFUL_AT = "successful_at"': 'MATCH_SUCCESSFUL_AT = "erfolg_am"',
    'JOBS = "jobs"': 'JOBS = "anzeigen"',
    'JOB_COMPANY = "company_id"': 'JOB_COMPANY = "firma"',
    'JOB_PERSONIO = "personio"': 'JOB_PERSONIO = "bei_personio"',
    '"title": "title"': '"title": "titel"',
    '"status": "status"': '"status": "zustand"',
}


@pytest.mark.proof
def test_another_schema_changes_one_file_alone(scene: Scene, tmp_path: Path) -> None:
    """With every name of matched.io's documents changed in documents.py, the demo still comes to its end."""
    clean = {name: value for name, value in os.environ.items() if name not in scene.system.environment}
    for folder in ("functions", "shared", "local", "terraform"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "shared/adapters/gcp/documents.py"
    text = changed.read_text()
    for before, after in RENAMED.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    changed.write_text(text)
    demo = subprocess.run(
        [sys.executable, "-m", "local", "demo"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert "exactly once" in demo.stdout
    assert documents.MATCHES == "matches"
