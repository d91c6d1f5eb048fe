"""What the smoke test says of a project: nothing where all is as deployed, a sentence for each fault."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from smoke.deployment import Deployment, Refused
from smoke.google import Google
from smoke.resources import BROUGHT, CHECKS
from tests.support.google_answers import answering, as_deployed

OURS = "serviceAccount:send-exports@matched-staging.iam.gserviceaccount.com"
CONDITION = 'resource.name.startsWith("projects/1/secrets/personio-")'
TRIGGERS = "projects/matched-staging/locations/eur3/triggers"
DEPLOYMENT = Deployment(
    project="matched-staging",
    database="(default)",
    functions={},
    balanced=False,
    origins=[],
    triggers={
        "on_match_written": {"name": f"{TRIGGERS}/match", "region": "eur3"},
        "on_developer_deleted": {"name": f"{TRIGGERS}/developer", "region": "eur3"},
    },
    queues=[
        {"name": "personio-exports", "region": "europe-west1"},
        {"name": "personio-readings", "region": "europe-west1"},
    ],
    schedules={
        "sweep_exports": {"name": "sweep-exports", "region": "europe-west1"},
        "sync_jobs": {"name": "sync-jobs", "region": "europe-west1"},
    },
    indexes={
        "exports": {"collection": "personio_exports", "fields": ["company_id", "-successful_at"]},
        "matches": {"collection": "matches", "fields": ["status", "successful_at"]},
    },
    expiring={"personio_audit": "expires_at"},
    grants=[
        {"role": "roles/datastore.user", "member": OURS, "condition": ""},
        {"role": "roles/secretmanager.secretAccessor", "member": OURS, "condition": CONDITION},
    ],
)
Answers = dict[str, Any]
Fault = tuple[Callable[[Answers], None], list[str]]  # what spoils the answers, and what is found then


def _of(answers: Answers, part: str) -> Any:
    (path,) = [path for path in answers if part in path]
    return answers[path]


def _put(answers: Answers, part: str, value: Any) -> None:
    (path,) = [path for path in answers if part in path]
    answers[path] = value


def _building(answers: Answers) -> None:
    _of(answers, "matches/indexes")["indexes"][0]["state"] = "CREATING"


def _turned_round(answers: Answers) -> None:
    _of(answers, "personio_exports/indexes")["indexes"][0]["fields"][1]["order"] = "ASCENDING"


def _widened(answers: Answers) -> None:
    del _of(answers, "getIamPolicy")["bindings"][1]["condition"]


def _besides(answers: Answers) -> None:
    _of(answers, "getIamPolicy")["bindings"].append({"role": "roles/editor", "members": [OURS]})


def _of_trigger(function: str) -> Iterator[tuple[str, Fault]]:
    name, says = DEPLOYMENT.triggers[function]["name"], f"trigger of {function}"
    kind, document = BROUGHT[function]
    brought = {"type": kind, "database": "other", "document": document}

    def of_another_database(answers: Answers) -> None:
        _of(answers, name)["eventFilters"][1]["value"] = "other"

    def not_ready(answers: Answers) -> None:
        _of(answers, name)["conditions"] = {"service": {"message": "no such service"}}

    yield "no trigger", (lambda a: _put(a, name, 404), [f"{says}: there is none"])
    yield "trigger forbidden", (lambda a: _put(a, name, 403), [f"{says}: Google answers 403"])
    yield "another database", (of_another_database, [f"{says}: it brings {brought}"])
    yield "trigger not ready", (not_ready, [f"{says}: not ready, service: no such service"])


FAULTS: dict[str, Fault] = {
    **{f"{fault}, {function}": found for function in BROUGHT for fault, found in _of_trigger(function)},
    "no schedule": (lambda a: _put(a, "sweep-exports", 404), ["schedule of sweep_exports: there is none"]),
    "schedule paused": (
        lambda a: _put(a, "sync-jobs", {"state": "PAUSED"}),
        ["schedule of sync_jobs: PAUSED"],
    ),
    "never run": (
        lambda a: _put(a, "sync-jobs", {"state": "ENABLED"}),
        ["schedule of sync_jobs: it has never run"],
    ),
    "run badly": (
        lambda a: _put(
            a, "sweep-exports", {"state": "ENABLED", "lastAttemptTime": "10:00", "status": {"code": 7}}
        ),
        ["schedule of sweep_exports: its last run, 10:00, ended with code 7"],
    ),
    "queue paused": (
        lambda a: _put(a, "personio-exports", {"state": "PAUSED"}),
        ["queue personio-exports: PAUSED"],
    ),
    "no queue": (
        lambda a: _put(a, "personio-readings", 404),
        ["queue personio-readings: there is none"],
    ),
    "index being built": (_building, ["index matches: ['CREATING']"]),
    "index turned round": (_turned_round, ["index exports: there is none"]),
    "nothing expires": (lambda a: _put(a, "fields", {}), ["expiry of personio_audit: there is none"]),
    "expiry being made": (
        lambda a: _put(a, "fields", {"ttlConfig": {"state": "CREATING"}}),
        ["expiry of personio_audit: CREATING"],
    ),
    "grant gone": (
        lambda a: _of(a, "getIamPolicy")["bindings"].pop(0),
        [f"grants: {OURS} lacks roles/datastore.user"],
    ),
    "grant without its condition": (
        _widened,
        [
            f"grants: {OURS} lacks roles/secretmanager.secretAccessor where {CONDITION}",
            f"grants: {OURS} has roles/secretmanager.secretAccessor besides",
        ],
    ),
    "more than granted": (_besides, [f"grants: {OURS} has roles/editor besides"]),
    "policy forbidden": (lambda a: _put(a, "getIamPolicy", 403), ["grants: Google answers 403"]),
}


def _findings(answers: Answers) -> list[str]:
    with answering(answers) as address:
        google = Google(token="t", at=address)
        return [finding for check in CHECKS.values() for finding in check(DEPLOYMENT, google)]


def test_where_all_is_as_deployed_nothing_is_found() -> None:
    """Ready, enabled, run and granted as Terraform says: no sentence."""
    assert _findings(as_deployed(DEPLOYMENT)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str) -> None:
    """Each fault by itself gives its own sentence, and no other."""
    spoil, sentences = FAULTS[fault]
    answers = json.loads(json.dumps(as_deployed(DEPLOYMENT)))
    spoil(answers)
    assert _findings(answers) == sentences


@pytest.mark.parametrize(
    ("project", "named", "permitted"),
    [
        ("matched-staging", ["matched-staging"], True),
        ("test-matched", ["test-matched"], True),
        ("matched-production", ["matched-production"], False),
        ("matched-production", ["matched-production"] * 2, True),
        ("latest-matched", ["latest-matched"], False),
        ("matched-staging", ["matched-production"], False),
        ("matched-production", ["matched-production", "matched-staging"], False),
    ],
)
def test_a_project_is_meant(project: str, named: list[str], *, permitted: bool) -> None:
    """One called staging or test is named once, any other twice; never another than Terraform's."""
    deployment = Deployment(**{**DEPLOYMENT.__dict__, "project": project})
    try:
        deployment.permit(named)
        refused = False
    except Refused:
        refused = True
    assert refused is not permitted
