"""What a start loads of what it may need later: a clean process each, since a module is loaded once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.wire

ROOT = Path(__file__).parents[2]
MADE = """
import json, sys
from functions_framework import create_app
from shared import wiring
function, use_case = sys.argv[1:]
create_app(function, f"functions/{function}/main.py", "cloudevent" if function.startswith("on_") else "http")
getattr(wiring, use_case)()
print(json.dumps(sorted(sys.modules)))
"""
NOBODY = {
    "GOOGLE_CLOUD_PROJECT": "demo",
    "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1",
    "SECRET_MANAGER_EMULATOR_HOST": "127.0.0.1:1",
}
FEED = {"lxml", "shared.adapters.personio.feed"}
SENDING = {"shared.domain.ledger.decision", "shared.adapters.personio.http"}
SECRETS = {"google.cloud.secretmanager_v1", "shared.adapters.gcp.secrets"}
RARE = {"shared.adapters.personio.applicants", "shared.adapters.personio.cv", "google.cloud.tasks_v2"}
SPARED = {
    ("connect_personio", "connecting"): FEED | SENDING | SECRETS | RARE,
    ("list_jobs", "listing"): SECRETS | RARE | {"shared.domain.ledger.export", "shared.domain.application"},
    ("import_job", "importing"): SECRETS | RARE | {"shared.domain.ledger.export"},
    ("export_applicant", "match_card"): FEED | RARE,
    ("on_match_written", "exporter"): FEED | RARE | {"shared.edge.views", "shared.domain.person"},
}


@pytest.mark.parametrize(("function", "use_case"), SPARED)
def test_a_use_case_loads_what_its_first_call_needs(function: str, use_case: str) -> None:
    """What only some of a function's calls need is not loaded before one of them comes."""
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    made = subprocess.run(
        [sys.executable, "-c", MADE, function, use_case],
        cwd=ROOT,
        env={**environment, **NOBODY},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(json.loads(made.stdout))
    assert f"shared.use_cases.{use_case.replace('exporter', 'exporting')}" in loaded
    assert loaded & SPARED[function, use_case] == set()
