"""Bad input is refused before anything is planned, with a sentence that says what to write instead."""

import re

import pytest

from tests.support.terraform.workspace import REPOSITORY, Run, Workspace, run

REQUIRED = {"project_id", "firestore_location"}
TOLD_BY_AN_APPLY = {"TASKS_SERVICE_ACCOUNT", "SEND_EXPORTS_URL", "FOLLOW_APPLICANTS_URL"}
BOOLEAN = {
    "create_firestore_database",
    "audit_secret_access",
    "exclude_trigger_requests",
}  # nothing to refuse
REFUSED = "Invalid value for variable: "
KEY = "projects/p/locations/{}/keyRings/r/cryptoKeys/k"
WRONG: dict[str, list[object]] = {
    "project_id": ["123456789012", "Matched", "ab"],
    "firestore_location": ["Frankfurt", "europe-west"],
    "region": ["us-central1", "europe-west2"],
    "scheduler_region": ["europe-west8", "us-central1", ""],
    "tasks_region": ["europe-west4", "europe-west6", ""],
    "firestore_database": ["(default", "UPPER", "a"],
    "manage_firestore_rules": [True],
    "name_prefix": ["thirteenchars", "-ab", "Staging", "ab-", "personio", "personio-b"],
    "labels": [{"Team": "x"}, {"team": "Upper Case"}],
    "frontend_origins": [["*"], ["https://app.matched.io/"], ["app.matched.io"], ["http://app.matched.io"]],
    "public_access": ["everybody", "check_off"],
    "public_tag": ["281475012345678", "tagValues/public"],
    "ingress": ["ALLOW_ALL", "internal"],
    "deployers": [["allUsers"], ["deployers@matched.io"]],
    "personio_api_url": ["http://api.personio.de", "https://api.personio.de/"],
    "personio_jobs_url": ["{slug}.jobs.personio.{tld}", "https://jobs/{slug}/"],
    "personio_partner_id": ["two words", "a\r\nX-Other: b"],
    "personio_app_id": ["two words", "ä"],
    "personio_application_url": [
        "http://a.example/{application}",
        "https://a.example/",
        "https://a.example/{application} x",
    ],
    "cv_hosts": [["https://storage.googleapis.com"], ["*"], ["storage.googleapis.com/cv"], ["127.0.0.1"]],
    "languages": [[], ["german"], ["DE"]],
    "secret_replica_locations": [[], ["europe-west2"]],
    "secret_destroy_days": [-1, 1001, 1.5],
    "secret_kms_key_name": [KEY.format("europe-west4"), KEY.format("europe-west3") + "/cryptoKeyVersions/1"],
    "audit_days": [0, 3651, 0.5],
    "unknown_days": [0, 366, 1.5],
    "export_days": [179, 3651, 200.5],
    "attempt_days": [0, 3651, 1.5],
    "notice_days": [0, 3651, 1.5],
    "erasure_days": [0, 91, 1.5],
    "runtime": ["python310", "python314"],
    "sizing": [
        {"list-jobs": {}},
        {"list_jobs": {"memory": "512"}},
        {"list_jobs": {"cpu": 0.5}},
        {"list_jobs": {"cpu": 3}},
        {"list_jobs": {"min_instances": 11}},
        {"send_exports": {"concurrency": 2}},
        {"send_exports": {"max_instances": 300}},
    ],
    "sweep_schedule": ["every minute", "* * * *", "* * * * * *", "60 * * * *", "*/0 * * * *"],
    "sync_schedule": ["hourly", "@hourly", "0 24 * * *", "0 0 0 * *", "0 0 1 13 *"],
    "queue_dispatches_per_second": [0, 34],
    "queue_concurrent_dispatches": [0, 1001, 1.5],
    "queue_min_backoff_seconds": [0, 301],
    "queue_max_backoff_seconds": [0, 3601],
    "queue_max_attempts": [0, 21, 2.5],
    "time_zone": ["CET", "Berlin"],
    "log_level": ["debug", "WARNING"],
    "archive_days": [0, 1.5],
    "images_kept": [1, 101, 2.5],
    "budget": [
        {"billing_account": "012345", "amount": 200},
        {"billing_account": "012345-6789AB-CDEF01", "amount": 0},
        {"billing_account": "012345-6789AB-CDEF01", "amount": 9, "currency": "Euro"},
    ],
    "page_channels": [["oncall@matched.io"]],
    "ticket_channels": [["projects/p/notificationChannels/mail"]],
    "sync_silent_hours": [1, 193, 2.5],
    "alert_emails": [["oncall"], ["Oncall <oncall@matched.io>"]],
    "oldest_due_minutes": [14, 1441],
    "queue_depth": [49, 1000001, 99.5],
}
ROUNDS = 10
LATER = {  # others are judged by their values: region, the key, the shortest wait, sizing
    "firestore_location": 2,
    "secret_replica_locations": 2,
    "queue_max_backoff_seconds": 2,
    "queue_concurrent_dispatches": 7,
}
CASES = [(name, number) for name, values in WRONG.items() for number in range(len(values))]


@pytest.fixture(scope="module")
def refusals(small: Workspace) -> dict[tuple[str, int], list[str]]:
    """What is said to each wrong value; all that is wrong in one run is reported at once."""
    rounds = [
        [(name, number) for name, number in CASES if number + LATER.get(name, 0) == at]
        for at in range(ROUNDS)
    ]
    assert sum(len(cases) for cases in rounds) == len(CASES)
    files = [
        run("refused", "plan", {name: WRONG[name][number] for name, number in cases}) for cases in rounds
    ]
    played = small.play_each(files)
    return {
        (name, number): [error for error in done["refused"].errors if error.startswith(f"{REFUSED}{name}")]
        for cases, done in zip(rounds, played, strict=True)
        for name, number in cases
    }


@pytest.mark.parametrize(("name", "number"), CASES, ids=[f"{name}-{number}" for name, number in CASES])
def test_a_wrong_value_is_refused(refusals: dict[tuple[str, int], list[str]], name: str, number: int) -> None:
    """One sentence of ours, beginning with the variable's name, answers each wrong value."""
    (refusal,) = refusals[name, number]
    assert len(refusal) > len(REFUSED) + 40


def test_a_schedule_may_be_any_that_comes(small: Workspace) -> None:
    """Lists, ranges and steps within each field's limits are taken."""
    schedules = {"steps": "*/5 6-22 * * 1-5", "lists": "0,30 0 1,15 */3 0", "limits": "59 23 31 12 7"}
    planned = small.play(
        "".join(
            run(name, "plan", {"sweep_schedule": cron, "sync_schedule": cron})
            for name, cron in schedules.items()
        )
    )
    assert {name: (planned[name].status, planned[name].errors) for name in schedules} == {
        name: ("pass", []) for name in schedules
    }


def test_what_is_left_null_has_its_default(small: Workspace, deployed: Run) -> None:
    """A module that passes null on gets the default, as one that leaves the variable out."""
    unset = {name: None for name in _declared() if name not in REQUIRED}
    planned = small.play(run("unset", "plan", unset))["unset"]
    assert planned.status == "pass", planned.errors
    assert _settings(planned) == _settings(deployed)


def test_every_variable_is_checked() -> None:
    """Each variable but the plain yes or no has a wrong value in the table above."""
    assert set(WRONG) == _declared() - BOOLEAN


def _settings(done: Run) -> dict[str, object]:
    """Function → its environment, without what only an apply can tell."""
    configured = {
        name: each["service_config"][0]["environment_variables"]
        for name, each in done.of_type("google_cloudfunctions2_function").items()
    }
    return {
        name: {key: value for key, value in environment.items() if key not in TOLD_BY_AN_APPLY}
        for name, environment in configured.items()
    }


def _declared() -> set[str]:
    text = (REPOSITORY / "terraform/module/variables.tf").read_text()
    return set(re.findall(r'^variable "(\w+)"', text, re.MULTILINE))
