"""What Terraform prints is what the smoke test reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from privacy import kept
from shared.adapters.gcp import documents
from smoke.__main__ import main
from smoke.deployment import Deployment
from smoke.resources import BROUGHT
from tests.support.terraform.grants import GRANTS
from tests.support.terraform.workspace import PROJECT, Run


def test_the_smoke_test_reads_every_output(deployed: Run) -> None:
    """Addresses, queues, schedules, indexes and grants of a deployment arrive under its own names."""
    deployment = Deployment.of(deployed.outputs)
    assert (deployment.project, deployment.database) == (PROJECT, "(default)")
    assert set(deployment.functions) == {"connect-personio", "list-jobs", "import-job", "export-applicant"}
    names = ("personio-exports", "personio-readings")
    assert deployment.queues == [{"name": name, "region": "europe-west3"} for name in names]
    assert not deployment.balanced
    assert set(deployment.schedules) == {"sweep_exports", "sync_jobs"}
    assert deployment.expiring == dict.fromkeys(kept.ENDING, documents.EXPIRES)
    assert set(deployment.indexes) == set(deployed.of_type("google_firestore_index"))


def test_the_smoke_test_knows_each_trigger(deployed: Run) -> None:
    """Each function that an event calls is told with its trigger, and asked for what that was made for."""
    made = {
        name: event
        for name, function in deployed.of_type("google_cloudfunctions2_function").items()
        for event in function["event_trigger"]
    }
    assert Deployment.of(deployed.outputs).triggers == {
        name: {"name": event["trigger"], "region": event["trigger_region"]} for name, event in made.items()
    }
    assert {name: (event["event_type"], _documents(event)) for name, event in made.items()} == BROUGHT


def test_the_smoke_test_is_told_every_grant_on_the_project(deployed: Run) -> None:
    """As many as the table of grants has on the project, each with its condition."""
    accounts = {
        each["member"]: each["account_id"] for each in deployed.of_type("google_service_account").values()
    }
    told = {(accounts[each["member"]], each["condition"]) for each in Deployment.of(deployed.outputs).grants}
    assert told == {(account, condition) for account, _, scope, condition in GRANTS if scope == "project"}
    assert len(Deployment.of(deployed.outputs).grants) == sum(scope == "project" for _, _, scope, _ in GRANTS)


def test_a_project_that_was_not_meant_is_not_touched(
    deployed: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another project, or production named once, is refused before anybody is asked anything."""
    outputs = json.loads(deployed.outputs)
    outputs["project"]["value"]["id"] = "matched-production"
    (tmp_path / "outputs.json").write_text(json.dumps(outputs))
    file = ("--outputs", str(tmp_path / "outputs.json"))
    assert main(["--project", "matched-staging", *file]) == 2
    assert main(["--project", "matched-production", *file]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "Terraform's project is matched-production: name it with --project.",
        "matched-production is not called staging or test: name it twice if you mean it.",
    ]


def _documents(event: dict[str, Any]) -> str:
    """The path whose documents tell."""
    (path,) = [str(each["value"]) for each in event["event_filters"] if each["attribute"] == "document"]
    return path
