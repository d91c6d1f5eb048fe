"""A copy of terraform/ beside some code, in which the real `terraform` plans and applies against mocks.

`terraform test` with a mocked google provider needs neither credentials nor Google, whether its schema comes
from the registry or from elsewhere. Nothing here can reach a project.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

REPOSITORY = Path(__file__).parents[3]
PROJECT = "matched-test"
NUMBER = "123456789012"
FLEET = 1_500  # automatic requests a minute, of the 2,000 that Personio takes from one address
HEADER = f"""
mock_provider "google" {{
  mock_data "google_project" {{
    defaults = {{ number = "{NUMBER}" }}
  }}
}}

variables {{
  project_id         = "{PROJECT}"
  firestore_location = "europe-west3"
}}
"""
STANDING_IN = """def {name}(request):
    return "done"
"""
FUNCTIONS = (
    "connect_personio",
    "export_applicant",
    "follow_applicants",
    "import_job",
    "list_jobs",
    "on_developer_deleted",
    "on_match_written",
    "send_exports",
    "sweep_exports",
    "sync_jobs",
)
VARIANTS: dict[str, dict[str, object]] = {
    "chosen": {
        "firestore_database": "recruiting",
        "frontend_origins": ["https://app.matched.io", "http://localhost:5173"],
        "cv_hosts": ["storage.googleapis.com", "*.matched.io"],
        "languages": ["en", "de", "fr"],
        "secret_replica_locations": ["europe-west3", "europe-west4"],
        "secret_destroy_days": 30,
        "audit_days": 90,
        "unknown_days": 14,
        "export_days": 365,
        "attempt_days": 90,
        "notice_days": 60,
        "erasure_days": 14,
        "log_level": "DEBUG",
        "personio_partner_id": "MATCHED_IO",
        "personio_app_id": "PERSONIO_EXPORT",
        "public_access": "none",
        "ingress": "load_balancer",
        "public_tag": "tagValues/281475012345678",
        "deployers": ["group:deployers@matched.io"],
        "audit_secret_access": False,
        "exclude_trigger_requests": False,
        "budget": {"billing_account": "0A0B0C-123456-ABCDEF", "amount": 200},
        "labels": {"team": "integrations"},
        "alert_emails": ["oncall@matched.io"],
        "oldest_due_minutes": 30,
        "queue_depth": 250,
        "page_channels": ["projects/matched-test/notificationChannels/1"],
        "ticket_channels": ["projects/matched-test/notificationChannels/2"],
        "sync_silent_hours": 26,
        "archive_days": 30,
        "images_kept": 9,
        "sweep_schedule": "*/7 * * * *",
        "sync_schedule": "5 3 * * *",
        "time_zone": "Etc/UTC",
    },
    "long": {
        "name_prefix": "abcdefghijkl",
        "project_id": "a23456789012345678901234567890",
        "public_access": "none",
        "sizing": {"list_jobs": {"memory": "4Gi", "min_instances": 1}},
    },
}


@dataclass(kw_only=True)
class Run:
    """One run block: `resources` and `changed`, what a plan would do, by address within the module.

    `outputs` as `terraform output -json` prints them.
    """

    status: str = ""
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    outputs: str = "{}"

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """Key in for_each (or the resource's own name) → its values."""
        return {
            address.partition('["')[2].rstrip('"]') or address.rpartition(".")[2]: values
            for address, values in self.resources.items()
            if address.removeprefix("data.").startswith(f"{kind}.")
        }


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """`root` holds terraform/, functions/, shared/ and requirements.txt."""

    root: Path

    @classmethod
    def copied(cls, root: Path, code: Path) -> Self:
        """terraform/ of the repository beside the code of `code`."""
        leave = shutil.ignore_patterns(
            ".terraform", ".build", "*.tfstate*", "*.tfvars", "__pycache__", "*.pyc"
        )
        shutil.copytree(REPOSITORY / "terraform", root / "terraform", ignore=leave)
        for folder in ("functions", "shared"):
            shutil.copytree(code / folder, root / folder, ignore=leave)
        shutil.copy(code / "requirements.txt", root)
        return cls(root=root)

    def terraform(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["terraform", *arguments],
            cwd=self.root / "terraform",
            capture_output=True,
            text=True,
            check=False,
            timeout=350,
        )

    def play(self, runs: str) -> dict[str, Run]:
        """Run the `run` blocks one after the other on one state."""
        return self.play_each([runs])[0]

    def play_each(self, files: Sequence[str]) -> list[dict[str, Run]]:
        """The same with a state for each of `files`: in one, nothing runs after a failure."""
        names = [f"tests/played_{number}.tftest.hcl" for number in range(len(files))]
        for name, runs in zip(names, files, strict=True):
            (self.root / "terraform" / name).write_text(HEADER + runs)
        done = self.terraform("test", "-json", "-verbose", *(f"-filter={name}" for name in names))
        for name in names:
            (self.root / "terraform" / name).unlink()
        return [_runs(done.stdout, name) for name in names]

    def by_hand(self) -> dict[str, Run]:
        """`file/run` → each run of the files in terraform/tests/."""
        names = sorted(path.name for path in (self.root / "terraform/tests").glob("*.tftest.hcl"))
        done = self.terraform("test", "-json", "-verbose")
        return {
            f"{name.partition('.')[0]}/{run}": found
            for name in names
            for run, found in _runs(done.stdout, f"tests/{name}").items()
            if run
        }


def variables(values: Mapping[str, object]) -> str:
    """A `variables` block; JSON's notation of plain values is HCL's too."""
    # "${" and "%{" would begin a template, which none of our values is meant to be.
    lines = "\n".join(f"    {name} = {json.dumps(value)}" for name, value in values.items())
    return f"  variables {{\n{lines}\n  }}"


def run(name: str, command: str, values: Mapping[str, object] | None = None) -> str:
    return f'run "{name}" {{\n  command = {command}\n{variables(values or {})}\n}}\n'


def small_code(root: Path, functions: Sequence[str] = FUNCTIONS) -> Path:
    """Code of a few lines: what Terraform makes of a file does not depend on its length, its speed does."""
    for name in functions:
        folder = root / "functions" / name
        folder.mkdir(parents=True)
        (folder / "main.py").write_text(STANDING_IN.format(name=name))
    (root / "shared").mkdir()
    (root / "shared" / "__init__.py").write_text("")
    (root / "shared" / "settings.py").write_text("LIMIT = 1\n")
    (root / "requirements.txt").write_text("functions-framework\n")
    return root


def _runs(output: str, file: str) -> dict[str, Run]:
    """The runs of one file, from what `terraform test -json` wrote of all."""
    runs: dict[str, Run] = {}
    for event in map(json.loads, output.splitlines()):
        if event.get("@testfile") != file:
            continue
        found = runs.setdefault(event.get("@testrun", ""), Run())
        match event["type"]:
            case "test_run" if event["test_run"].get("status"):
                found.status = event["test_run"]["status"]
            case "diagnostic":
                diagnostic = event["diagnostic"]
                found.errors.append(
                    " ".join(f"{diagnostic['summary']}: {diagnostic.get('detail', '')}".split())
                )
            case "test_plan":
                _planned(found, event["test_plan"])
            case "test_state":
                state = event["test_state"]
                found.resources = {
                    _within(each["address"]): each["values"] for each in _all(state["root_module"])
                }
                found.outputs = json.dumps(state["outputs"])
    return runs


def _planned(found: Run, plan: dict[str, Any]) -> None:
    for change in plan.get("resource_changes", []):
        if change["change"].get("after") is not None:
            found.resources[_within(change["address"])] = change["change"]["after"]
        actions = tuple(change["change"]["actions"])
        if actions not in {("no-op",), ("read",)}:
            found.changed[_within(change["address"])] = actions


def _all(module: dict[str, Any]) -> list[dict[str, Any]]:
    within = [each for child in module.get("child_modules", []) for each in _all(child)]
    return list(module.get("resources", [])) + within


def _within(address: str) -> str:
    """An address as terraform/module/ knows it."""
    return address.removeprefix("module.personio.")
