"""sweep-idle: one sweep over 100 due entries beside 25,000 that are over, against the 100 alone."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bench.rows import Row
from local.scenes.places import Employer, Place
from shared.adapters.gcp import documents
from shared.domain.ledger.export import Evidence, Export, Origin, State
from shared.domain.ledger.sweep import Sweep

GOAL = 1.1
EMPLOYERS, DUE_EACH = 10, 10
OVER = 25_000
IN_ONE_COMMIT = 400
WRITERS = 4
SWEEP = "sweep_exports"

Written = tuple[str, Mapping[str, Any]]


def rows(alone: Place, full: Place) -> Iterator[Row]:
    """Calls to Firestore and documents read, counted before the emulator; the seconds stand in the unit."""
    few, few_seconds = _measured(alone, over=0)
    many, many_seconds = _measured(full, over=OVER)
    yield Row(
        name="sweep-idle",
        ours=many,
        reference=few,
        ratio=round(many / few, 3),
        goal=GOAL,
        unit=f"calls and documents read; {many_seconds:.2f} s, {few_seconds:.2f} s",
    )


def _measured(place: Place, *, over: int) -> tuple[int, float]:
    employers = [place.employer() for _ in range(EMPLOYERS)]
    write(place, old_matches(employers, over))
    now = datetime.now(UTC)
    write(place, [(documents.SETTINGS_SWEEP, documents.written(_nothing_to_walk(now)))])
    place.start(SWEEP)
    place.sweep()  # the instance has loaded everything now
    place.queue(paused=True)  # what it asks for is not sent here
    events = place.successes(employers, each=DUE_EACH)
    owners = [employer for employer in employers for _ in range(DUE_EACH)]
    write(place, (queued(event.id, owner) for event, owner in zip(events, owners, strict=True)))
    before = place.proxy.calls.total() + place.proxy.answers.total()
    began = time.perf_counter()
    swept = json.loads(place.sweep())
    if swept["due"] != EMPLOYERS * DUE_EACH or swept["asked"] != EMPLOYERS:
        raise AssertionError("the sweep that was measured did not ask for what was due")
    seconds = time.perf_counter() - began
    return place.proxy.calls.total() + place.proxy.answers.total() - before, seconds


def _nothing_to_walk(now: datetime) -> Sweep:
    """What walks once a night has just begun, and is through."""
    return Sweep(watermark=now, pass_began_at=now, people_began_at=now)


def old_matches(employers: list[Employer], number: int) -> Iterator[Written]:
    """Successes of a year ago, exported long since."""
    long_ago = datetime.now(UTC) - timedelta(days=365)
    for n in range(number):
        employer, id_ = employers[n % len(employers)], f"old-{n:06d}"
        yield (
            documents.match_path(id_),
            {
                documents.MATCH_COMPANY: employer.id,
                documents.MATCH_JOB: employer.job_id,
                documents.MATCH_DEVELOPER: id_,
                documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
                documents.MATCH_SUCCESSFUL_AT: long_ago,
            },
        )
        entry = _entry(id_, id_, employer, State.EXPORTED, long_ago, None)
        yield documents.export_path(id_), documents.written(entry)


def queued(match_id: str, employer: Employer) -> Written:
    now = datetime.now(UTC)
    person = match_id.replace("match", "person")
    entry = _entry(match_id, person, employer, State.QUEUED, now, now)
    return documents.export_path(match_id), documents.written(entry)


def write(place: Place, all_: Iterable[Written]) -> None:
    """In commits of hundreds, some side by side."""
    rest = iter(all_)
    with ThreadPoolExecutor(WRITERS) as pool:
        while some := list(islice(rest, IN_ONE_COMMIT * WRITERS)):
            pieces = [some[n : n + IN_ONE_COMMIT] for n in range(0, len(some), IN_ONE_COMMIT)]
            list(pool.map(lambda piece: _commit(place, piece), pieces))


def _commit(place: Place, piece: list[Written]) -> None:
    batch = place.client.batch()
    for path, document in piece:
        known = {name: value for name, value in document.items() if value is not None}
        batch.set(place.client.document(path), known)
    batch.commit()


def _entry(
    match_id: str, person: str, employer: Employer, state: State, at: datetime, due_at: datetime | None
) -> Export:
    return Export(
        match_id=match_id,
        company_id=employer.id,
        job_id=employer.job_id,
        developer_id=person,
        state=state,
        origin=Origin.LIVE,
        successful_at=at,
        updated_at=at,
        due_at=due_at,
        evidence=Evidence.CREATED if state.final else None,
    )
