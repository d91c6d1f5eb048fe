"""rules-to-post: rules are saved; all that waited for them is due, and the first request arrives."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from google.cloud import firestore

from bench.rows import MILLISECONDS, Row
from local.loopback import call
from local.scenes.places import Employer, Place
from local.system import System
from shared.adapters.gcp import documents
from shared.domain.ledger.export import Code, Export, Origin, State

GOAL = 3000
WAITING = 1_000  # matches
IN_ONE_COMMIT = 100
CONNECT, SEND = "connect_personio", "send_exports"
ADMIN = "admin"
ATTRIBUTE = "custom_attribute_4711"
LONGEST = 30.0  # seconds


def rows(system: System, place: Place) -> Iterator[Row]:
    """On emulator and queue's stand-in, from the call of PUT rules; each function was called before."""
    _saved(system, place, IN_ONE_COMMIT)
    answered, first = _saved(system, place, WAITING)
    figures = [f"{seconds * MILLISECONDS:.0f}" for seconds in (answered, first)]
    yield Row(
        name="rules-to-post",
        ours=round(max(first, answered) * MILLISECONDS, 3),
        reference=None,
        ratio=None,
        goal=GOAL,
        unit=f"ms; {WAITING:,} woken after {figures[0]}, first request after {figures[1]}",
    )


def _saved(system: System, place: Place, waiting: int) -> tuple[float, float]:
    """Seconds until the call was answered, and until the first request arrived."""
    employer = place.employer()
    _waiting(place, employer, waiting)
    rules = {"version": 0, "attributes": [{"id": ATTRIBUTE, "constant": "matched.io"}]}
    token = system.keys.token(ADMIN, project=place.environment["GOOGLE_CLOUD_PROJECT"])
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    url, body = f"{place.url(CONNECT)}{employer.id}/rules", json.dumps(rules).encode()
    began = time.monotonic()
    status, answer = call("PUT", url, body, headers, timeout=LONGEST)
    answered = time.monotonic() - began
    if status != 200:  # noqa: PLR2004 - HTTP's own word
        raise AssertionError(answer)
    while not place.requests(employer):
        if time.monotonic() > began + LONGEST:
            raise AssertionError("nothing left after the rules were saved")
        time.sleep(0.02)
    return answered, place.requests(employer)[0]["received_monotonic"] - began


def _waiting(place: Place, employer: Employer, waiting: int) -> None:
    """So many successes that Personio refused for want of an attribute."""
    company = {"name": "Acme", documents.COMPANY_MEMBERS: {ADMIN: "admin"}}
    place.client.document(documents.company_path(employer.id)).set(company)
    now = datetime.now(UTC)
    for _ in range(waiting // IN_ONE_COMMIT):
        batch: firestore.WriteBatch = place.client.batch()
        for success in place.successes([employer], each=IN_ONE_COMMIT):
            match = place.client.document(documents.match_path(success.id)).get().to_dict() or {}
            entry = Export(
                match_id=success.id,
                company_id=employer.id,
                job_id=employer.job_id,
                developer_id=match[documents.MATCH_DEVELOPER],
                state=State.NEEDS_ACTION,
                code=Code.ATTRIBUTE_REQUIRED,
                who="admin",
                fields=(ATTRIBUTE,),
                origin=Origin.LIVE,
                successful_at=now,
                updated_at=now,
                account=str(employer.account),
                position_id=employer.position_id,
                due_at=now + timedelta(hours=1),
                fingerprint="of what was refused",
            )
            batch.set(place.client.document(documents.export_path(success.id)), documents.written(entry))
        batch.commit()
