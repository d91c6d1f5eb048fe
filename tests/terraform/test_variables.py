"""Bad input is refused before anything is planned, with a sentence that says what to write instead."""

import re

import pytest

from tests.terraform.workspace import REPOSITORY, Workspace, run

REFUSED = "Invalid value for variable: "
KEY = "projects/p/locations/{}/keyRings/r/cryptoKeys/k"
WRONG: dict[str, list[object]] = {
    "project_id": ["123456789012", "Matched", "ab"],
    "firestore_location": ["Frankfurt", "europe-west"],
    "region": ["us-central1", "europe-west2"],
    "firestore_database": ["(default", "UPPER", "a"],
    "manage_firestore_rules": [True],
    "name_prefix": ["thirteenchars", "-ab", "Staging", "ab-"],
    "labels": [{"Team": "x"}, {"team": "Upper Case"}],
    "frontend_origins": [["*"], ["https://app.matched.io/"], ["app.matched.io"], ["http://app.matched.io"]],
    "public_access": ["everybody"],
    "personio_api_url": ["http://api.personio.de", "https://api.personio.de/"],
    "personio_jobs_url": ["{slug}.jobs.personio.{tld}", "https://jobs/{slug}/"],
    "personio_partner_id": ["two words", "a\r\nX-Other: b"],
    "personio_app_id": ["two words", "ä"],
    "cv_hosts": [["https://storage.googleapis.com"], ["*"], ["storage.googleapis.com/cv"], ["127.0.0.1"]],
    "languages": [[], ["german"], ["DE"]],
    "secret_replica_locations": [[], ["europe-west2"]],
    "secret_destroy_days": [-1, 1001, 1.5],
    "secret_kms_key_name": [KEY.format("europe-west4"), KEY.format("europe-west3") + "/cryptoKeyVersions/1"],
    "runtime": ["python310", "nodejs22"],
    "sizing": [
        {"list-jobs": {}},
        {"list_jobs": {"memory": "512"}},
        {"list_jobs": {"cpu": 0.5}},
        {"list_jobs": {"min_instances": 11}},
    ],
    "sweep_schedule": ["every minute", "* * * *", "* * * * * *"],
    "sync_schedule": ["hourly", "@hourly"],
    "time_zone": ["CET", "Berlin"],
    "log_level": ["debug", "TRACE"],
    "archive_days": [0, 1.5],
    "alert_emails": [["oncall"], ["Oncall <oncall@matched.io>"]],
    "oldest_due_minutes": [4, 1441],
}
ROUNDS = 4
LATER = {"firestore_location": 2, "secret_replica_locations": 2}  # region and key are judged by their values
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
    (said,) = refusals[name, number]
    assert len(said) > len(REFUSED) + 40


def test_every_variable_is_checked() -> None:
    """Each variable but the plain yes or no has a wrong value in the table above."""
    text = (REPOSITORY / "terraform" / "variables.tf").read_text()
    declared = dict(re.findall(r'^variable "(\w+)" \{\n.*\n  type += (\w+)', text, re.MULTILINE))
    assert set(WRONG) == {name for name in declared if name != "create_firestore_database"}
