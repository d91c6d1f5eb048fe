"""The commands of the pages and of the workflow are commands, and name what is there."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.terraform.inventory import read
from tests.support.terraform.workspace import REPOSITORY

PAGES = [REPOSITORY / "docs" / name for name in ("deployment.md", "operations.md")]
PAGES += [REPOSITORY / "terraform/README.md", REPOSITORY / "smoke/README.md"]
DEPLOYMENT = (REPOSITORY / "docs/deployment.md").read_text()
WORKFLOW = yaml.safe_load((REPOSITORY / ".github/workflows/deploy.yml").read_text())
# Stands in for gcloud, curl and sleep: notes what it was called with, and answers as the page expects.
RECORDING = """#!/usr/bin/env python3
import json, os, sys
name, *arguments = os.path.basename(sys.argv[0]), *sys.argv[1:]
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps([name, *arguments]) + "\\n")
if arguments[:2] == ["projects", "describe"]:
    print("123456789012")
if arguments[-1:] == ["print-access-token"]:
    print("a-token")
"""


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with the commands that only note what they were asked."""
    for name in ("gcloud", "curl", "sleep"):
        (tmp_path / name).write_text(RECORDING)
        (tmp_path / name).chmod(0o755)
    return tmp_path


def blocks(text: str) -> list[str]:
    """The shell commands of a page, each block by itself, without its indentation."""
    found = re.findall(r"^( *)```sh\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def played(script: str, bare: Path) -> list[list[str]]:
    """Each call that the script makes."""
    calls = bare / "calls"
    done = subprocess.run(
        ["bash", "-eu", "-c", script],
        env={"PATH": f"{bare}:{os.environ['PATH']}", "CALLS": str(calls)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in calls.read_text().splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_is_shell(page: Path) -> None:
    """Each block of commands is read by bash to its end."""
    for block in blocks(page.read_text()):
        done = subprocess.run(["bash", "-n", "-c", block], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{block}\n{done.stderr}"


def test_the_bootstrap_runs_in_its_order(bare: Path) -> None:
    """Billing, the API that switches on others, the others, the agent, its role, the wait."""
    (block,) = [block for block in blocks(DEPLOYMENT) if "billing projects link" in block]
    calls = played(block, bare)
    order = [" ".join(call[1:4]) if call[0] == "gcloud" else call[0] for call in calls]
    assert order == [
        "auth login",
        "auth application-default login",
        "projects create PROJECT",
        "billing projects link",
        "config set project",
        "services enable serviceusage.googleapis.com",
        "services enable artifactregistry.googleapis.com",
        "beta services identity",
        "beta services identity",
        "projects describe PROJECT",
        "projects add-iam-policy-binding PROJECT",
        "sleep",
    ]
    assert "--member=serviceAccount:service-123456789012@gcp-sa-eventarc.iam.gserviceaccount.com" in calls[-2]


def test_the_bootstrap_switches_on_what_terraform_wants(bare: Path) -> None:
    """Every API of the module is on before the first plan, so that none has to arrive during the apply."""
    (block,) = [block for block in blocks(DEPLOYMENT) if "billing projects link" in block]
    enabled = {
        each
        for call in played(block, bare)
        if call[1:3] == ["services", "enable"]
        for each in call
        if each.endswith(".googleapis.com")
    }
    wanted = set(re.findall(r'google_project_service\.this\["(.+?)"\]\.service', "\n".join(read("deployed"))))
    assert wanted <= enabled
    assert enabled - wanted == {"serviceusage.googleapis.com"}


def test_what_commands_name_is_there() -> None:
    """Each resource that a command imports, replaces or forgets has that address."""
    known = {line.partition("].")[0] + "]" if "[" in line else line for line in read("deployed")}
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"module\.personio\.(google_\w+\.\w+(?:\[\"\w+\"\])?)", page.read_text()))
    assert named
    for address in named - {'google_cloudfunctions2_function.this["NAME"]'}:
        assert any(line.startswith(address) for line in known), address


def test_a_test_line_is_one_that_is_counted(bare: Path) -> None:
    """`ring` writes a line of a service whose lines count, with the event and the fields it is given."""
    operations = (REPOSITORY / "docs/operations.md").read_text()
    (block,) = [block for block in blocks(operations) if "ring() {" in block]
    sample = """ring export_needs_action ',"code":"refused"'"""
    token, written = played(f"{block}\n{sample}", bare)
    assert token == ["gcloud", "auth", "print-access-token"]
    assert "Authorization: Bearer a-token" in written
    body = json.loads(written[-1])
    assert body["resource"]["type"] == "cloud_run_revision"
    service = body["resource"]["labels"]["service_name"]
    assert f'google_cloudfunctions2_function.this["sweep_exports"].name = "{service}"' in read("deployed")
    assert body["entries"][0]["jsonPayload"] == {"event": "export_needs_action", "code": "refused"}


def test_every_ring_is_an_event_with_an_alert() -> None:
    """What the sections ring is an event that some metric counts."""
    operations = (REPOSITORY / "docs/operations.md").read_text()
    filters = "\n".join(line for line in read("deployed") if ".filter = " in line)
    rung = set(re.findall(r"`ring (\w+)", operations))
    assert rung
    assert {event for event in rung if f'\\"{event}\\"' not in filters} == set()


def test_the_workflow_applies_the_plan_that_was_read() -> None:
    """Its steps are those of the page, for everybody else: plan, carry plan and archives along, apply."""
    plan = [step["run"] for step in WORKFLOW["jobs"]["plan"]["steps"] if "run" in step]
    apply = [step["run"] for step in WORKFLOW["jobs"]["apply"]["steps"] if "run" in step]
    carried = "tar -czf plan.tgz plan.bin module/.build .terraform.lock.hcl"
    assert carried in plan
    assert carried in DEPLOYMENT
    assert [command.partition(" -")[0].partition(" #")[0] for command in apply] == [
        "tar",
        "terraform init",
        "terraform apply",
    ]
    assert apply[-1].endswith(" plan.bin")
    assert WORKFLOW["jobs"]["apply"]["environment"] == "production"
    assert "refs/heads/main" in WORKFLOW["jobs"]["apply"]["if"]


def test_the_workflow_knows_no_key() -> None:
    """It signs in by federation, asks for nothing else of GitHub's, and keeps forks away."""
    assert WORKFLOW["permissions"] == {"contents": "read", "id-token": "write"}
    text = (REPOSITORY / ".github/workflows/deploy.yml").read_text()
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "head.repo.full_name == github.repository" in WORKFLOW["jobs"]["plan"]["if"]


def test_an_environments_values_are_inputs() -> None:
    """Each file of env/ sets variables that there are, and both that have no default."""
    variables = (REPOSITORY / "terraform/variables.tf").read_text()
    declared = set(re.findall(r'^variable "(\w+)"', variables, re.MULTILINE))
    for file in (REPOSITORY / "terraform/env").glob("*.tfvars"):
        set_ = set(re.findall(r"^(\w+) +=", file.read_text(), re.MULTILINE))
        assert {"project_id", "firestore_location"} <= set_ <= declared
