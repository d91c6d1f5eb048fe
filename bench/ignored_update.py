"""ignored-update: an event that is no success, against a function that only decodes it.

    python -m bench.ignored_update

measures in a process of its own, which must never load google-cloud-firestore, and prints the row as JSON.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from functions_framework import create_app
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.rows import Row, Timed, compare
from local.functions import ROOT
from local.scenes import events

GOAL = 1.15
ROUNDS = 2_000
FORBIDDEN = "google.cloud.firestore"
REFERENCE = Path(__file__).parent / "bare" / "decode_event" / "main.py"


def rows() -> Iterator[Row]:
    """The row, from a clean process."""
    environment = {**os.environ, "GOOGLE_CLOUD_PROJECT": "demo-matched"}
    command = [sys.executable, "-m", "bench.ignored_update"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    row: Row = json.loads(done.stdout)
    yield row


def _measured() -> Row:
    """Whole requests to warm functions, from WSGI environ to answer."""
    event = events.updated(
        "match-1",
        company_id="acme-gmbh",
        job_id="job-1",
        developer_id="dev-1",
        before="open",
        after="interview",
    )
    ours = _requests(ROOT / "functions" / "on_match_written" / "main.py", "on_match_written", event)
    reference = _requests(REFERENCE, "decode_event", event)
    row = compare("ignored-update", ours, reference, rounds=ROUNDS, goal=GOAL)
    if FORBIDDEN in sys.modules:
        raise AssertionError(f"an update that is no success loads {FORBIDDEN}")
    return row


def _requests(source: Path, target: str, event: events.Event) -> Timed:
    application = create_app(target, str(source), "cloudevent")

    def once() -> float:
        request = EnvironBuilder(method="POST", headers=list(event.headers.items()), data=event.body)
        environ = request.get_environ()
        began = time.perf_counter()
        _, status, _ = run_wsgi_app(application, environ)
        took = time.perf_counter() - began
        if status != "200 OK":
            raise AssertionError(f"{target} answered {status}")
        return took

    return once


if __name__ == "__main__":
    json.dump(_measured(), sys.stdout)
