"""What is uploaded: each archive is complete, holds nothing else, and runs with its requirements alone."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.support.terraform.workspace import FUNCTIONS, PROJECT, REPOSITORY, Workspace, run

# Modules load late, so that a first answer is quick: each is loaded here, but for the store that needs boto3.
ANSWER = """
import json, sys
from importlib import import_module
from pkgutil import walk_packages
from functions_framework import create_app
name, signature, request = sys.argv[1:4]
client = create_app(name, "main.py", signature).test_client()
answer = client.open(**json.loads(request))
import shared
for module in walk_packages(shared.__path__, "shared."):
    if not module.name.startswith("shared.adapters.aws"):
        import_module(module.name)
print(json.dumps({"status": answer.status_code, "packages": [
    path for path in sys.path if path.rstrip("/").endswith("site-packages")
]}))
"""
EVENT = {
    "path": "/",
    "method": "POST",
    "headers": {
        "ce-id": "1",
        "ce-source": "//firestore.googleapis.com/projects/p/databases/(default)",
        "ce-specversion": "1.0",
        "ce-document": "matches/m1",
        "ce-type": "google.cloud.firestore.document.v1.written",
        "content-type": "application/protobuf",
    },
    "data": "no event",
}
NOBODY: dict[str, Any] = {"path": "/c1", "method": "GET"}
WRONG_METHOD: dict[str, Any] = {"path": "/", "method": "PUT"}
# function → signature, a request that is answered without Google, its status
FIRST_ANSWER: dict[str, tuple[str, dict[str, Any], set[int]]] = {
    "connect_personio": ("http", NOBODY, {401}),
    "list_jobs": ("http", NOBODY, {401}),
    "import_job": ("http", {**NOBODY, "method": "POST"}, {401}),
    "export_applicant": ("http", NOBODY, {401}),
    "on_match_written": ("cloudevent", EVENT, {200, 204}),
    "on_developer_deleted": ("cloudevent", EVENT, {200, 204}),
    "send_exports": ("http", WRONG_METHOD, {405}),
    "follow_applicants": ("http", WRONG_METHOD, {405}),
    "sweep_exports": ("http", WRONG_METHOD, {405}),
    "sync_jobs": ("http", WRONG_METHOD, {405}),
}


@pytest.fixture(scope="module")
def unpacked(whole: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder per function, as the archive unpacks."""
    planned = whole.play(run("archived", "plan"))["archived"]
    assert planned.status == "pass", planned.errors
    folder = tmp_path_factory.mktemp("archives")
    for name in FUNCTIONS:
        with ZipFile(whole.root / "terraform/module/.build" / PROJECT / f"{name}.zip") as archive:
            archive.extractall(folder / name)
    return folder


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """`command` finds its packages in `folders`; `packages`: how many site-packages it has beside them."""

    command: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    packages: int = 0


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Interpreter:
    """Python with the packages that requirements.txt locks, and no other.

    DEPLOYED_PYTHON may name that of a virtual environment made from the lock, under the deployed version;
    without it the packages are those of this environment, linked into a folder of their own.
    """
    if deployed := os.environ.get("DEPLOYED_PYTHON"):
        return Interpreter(command=(deployed,), packages=1)
    folder = tmp_path_factory.mktemp("site")
    locked = (REPOSITORY / "requirements.txt").read_text()
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", locked, re.MULTILINE):
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            continue  # locked for other platforms
        for file in files:
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(file.locate())
    return Interpreter(command=(sys.executable, "-S"), folders=(folder,))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_archive_holds_the_function_and_what_all_share(
    unpacked: Path, whole: Workspace, name: str
) -> None:
    """At the root main.py and requirements.txt, beside them the package shared/, and nothing else."""
    shared = {str(file.relative_to(whole.root)) for file in (whole.root / "shared").rglob("*.py")}
    own = whole.root / "functions" / name
    files = {str(file.relative_to(own)) for file in own.rglob("*.py")}
    found = {
        str(file.relative_to(unpacked / name)) for file in (unpacked / name).rglob("*") if file.is_file()
    }
    assert "main.py" in files
    assert found == shared | files | {"requirements.txt"}


def test_all_that_is_shared_is_code() -> None:
    """Archives carry Python alone: a data file beside it would work here and be missing there."""
    files = {file.suffix for file in (REPOSITORY / "shared").rglob("*") if file.is_file()}
    assert files - {".pyc"} == {".py"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_archive_answers_with_its_requirements_alone(
    unpacked: Path, python: Interpreter, name: str
) -> None:
    """A clean process loads the whole of it and answers, with no package that is not locked."""
    signature, request, expected = FIRST_ANSWER[name]
    done = subprocess.run(
        [*python.command, "-c", ANSWER, name, signature, json.dumps(request)],
        cwd=unpacked / name,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": ":".join(map(str, (unpacked / name, *python.folders))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GOOGLE_CLOUD_PROJECT": "matched-test",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["status"] in expected
    assert len(answer["packages"]) == python.packages
