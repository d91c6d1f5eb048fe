"""Each archive, built and loaded as it is deployed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from local import package
from local.functions import QUEUED, SCHEDULED, TRIGGERED, names

# Loads main.py as functions-framework does, answers one call, and tells which modules it took.
PROBE = """
import json, sys
from functions_framework import create_app
name, kind, method = sys.argv[1:4]
client = create_app(name, "main.py", kind).test_client()
if kind == "http":
    status = client.open("/c", method=method).status_code
else:
    headers = {"ce-id": "1", "ce-type": "t", "ce-source": "s", "ce-specversion": "1.0",
               "ce-subject": "documents/matches/m", "content-type": "application/protobuf"}
    status = client.post("/", data=b"", headers=headers).status_code
print(json.dumps([status, sorted(sys.modules)]))
"""
LATE = (
    "google.cloud.firestore",
    "google.cloud.secretmanager_v1",
    "google.cloud.tasks_v2",
    "lxml",
    "nh3",
    "requests",
    "boto3",
)


def probe(folder: Path, function: str, method: str) -> tuple[int, set[str]]:
    """Status of one call, and the modules loaded, in a clean process that sees this folder only."""
    kind = "cloudevent" if function in TRIGGERED else "http"
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    answer = subprocess.run(
        [sys.executable, "-c", PROBE, function, kind, method],
        cwd=folder,
        env={**environment, "GOOGLE_CLOUD_PROJECT": "p"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    status, modules = json.loads(answer.stdout.splitlines()[-1])
    return status, set(modules)


@pytest.mark.parametrize("function", names())
def test_every_archive_answers_by_itself(function: str, tmp_path: Path) -> None:
    """An archive imports in a clean process, and refuses a call or ignores an event, without Firestore."""
    folder = package.build(function, tmp_path)
    status, modules = probe(folder, function, "POST" if function == "import_job" else "GET")
    expected = {**dict.fromkeys(TRIGGERED, 200), **dict.fromkeys(SCHEDULED | QUEUED, 405)}
    assert status == expected.get(function, 401)
    assert not [name for name in LATE if name in modules]


@pytest.mark.parametrize("function", sorted(set(names()) - TRIGGERED - SCHEDULED - QUEUED))
def test_a_preflight_loads_nothing_else(function: str, tmp_path: Path) -> None:
    """A browser's preflight is answered without any client of Google's or Personio's."""
    status, modules = probe(package.build(function, tmp_path), function, "OPTIONS")
    assert status == 204
    assert not [name for name in LATE if name in modules]


def test_an_archive_holds_what_runs_and_no_more(tmp_path: Path) -> None:
    """main.py, requirements.txt and shared/: nothing of the tests, of local/, of other functions."""
    folder = package.build("list_jobs", tmp_path)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    tops = {path.partition("/")[0] for path in found}
    assert tops == {"main.py", "requirements.txt", "shared"}
    assert all(path.endswith(".py") for path in found - {"requirements.txt"})
    assert "shared/use_cases/exporting.py" in found


def test_what_tests_need_is_not_deployed() -> None:
    """requirements.txt names what runs; pytest, moto and boto3 stand in requirements/dev.txt alone."""
    root = Path(__file__).parents[2]
    runs = (root / "requirements.txt").read_text()
    tests = (root / "requirements/dev.txt").read_text()
    for name in ("pytest", "moto", "boto3", "hypothesis"):
        assert f"\n{name}==" not in runs
        assert f"\n{name}==" in tests
    assert runs.count("--hash=sha256:") > 100
