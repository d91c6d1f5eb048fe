"""What two functions take of their memory under the heaviest work that they are given.

    python -m bench.sizes [rounds]

Four at once of each, as an instance has: turns that read sixty applicants each, and deletions of people
with three hundred exports each. A start of its own for each round; docs/deployment.md has the median.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.sweep_idle import Written, write
from local.loopback import call
from local.personio.applicants import Applicant, first_stage
from local.scenes import events
from local.scenes.places import Employer, Place, placed
from local.system import running
from local.taken import taken
from shared.adapters.gcp import documents
from shared.domain.credentials import Kind
from shared.domain.ledger.export import Evidence, Export, Origin, State
from shared.structs import replace
from shared.use_cases import tuning

AT_ONCE = 4  # calls that an instance takes, each of a thread
EXPORTS = 300  # of a person who matched with everybody
PROFILE_BYTES = 500_000  # an event has 512 KB at most
LOOKS_EVERY = 0.02
NUMBERS = count(1)

Asked = tuple[bytes, Mapping[str, str]]


def follow(place: Place) -> list[Asked]:
    """Turns of accounts that have as many applicants due as one turn reads."""
    return [_turn(place, place.employer(kind=Kind.CLIENT)) for _ in range(AT_ONCE)]


def erase(place: Place) -> list[Asked]:
    """Deletions of people whom every company has."""
    employers = [place.employer() for _ in range(EXPORTS)]
    return [_deletion(place, employers) for _ in range(AT_ONCE)]


WORK = {"follow_applicants": follow, "on_developer_deleted": erase}


def _turn(place: Place, employer: Employer) -> Asked:
    ids = [_applicant(place, employer) for _ in range(tuning.READINGS_IN_A_TURN)]
    now = datetime.now(UTC)
    due = [replace(_exported(employer), application_id=id_, follow_at=now) for id_ in ids]
    write(place, map(_document, due))
    body = {"account": str(employer.account), "at": now.isoformat()}
    return json.dumps(body).encode(), {"Content-Type": "application/json"}


def _deletion(place: Place, employers: Sequence[Employer]) -> Asked:
    person = f"person-{next(NUMBERS)}"
    write(place, (_document(replace(_exported(each), developer_id=person)) for each in employers))
    line = "Ada Beispiel, Python, " * 10
    profile = {"first_name": "Ada", "last_name": "Beispiel", "email": f"{person}@example.org"}
    event = events.deleted(person, {**profile, "skills": [line] * (PROFILE_BYTES // len(line))})
    return event.body, event.headers


def _exported(employer: Employer) -> Export:
    then = datetime.now(UTC) - timedelta(days=2)
    number = next(NUMBERS)
    return Export(
        match_id=f"followed-{number}",
        company_id=employer.id,
        job_id=employer.job_id,
        developer_id=f"followed-{number}",
        state=State.EXPORTED,
        origin=Origin.LIVE,
        successful_at=then,
        updated_at=then,
        exported_at=then,
        account=str(employer.account),
        position_id=employer.position_id,
        evidence=Evidence.CREATED,
    )


def _document(entry: Export) -> Written:
    return documents.export_path(entry.match_id), documents.written(entry)


def _applicant(place: Place, employer: Employer) -> str:
    world = place.personio.world
    now = world.clock.now()
    created = world.create(
        Applicant(
            company_id=employer.account,
            job_position_id=employer.position_id,
            email=f"applicant-{next(NUMBERS)}@example.org",
            first_name="Ada",
            last_name="Beispiel",
            recruiting_channel_id=None,
            external_posting_id=None,
            message="",
            application_date=world.clock.today(),
            phase="initial",
            tags=(),
            attributes={},
            files=(),
            received_at=now,
            updated_at=now,
            stages=(first_stage(world.companies[employer.account], None, now),),
        ),
        once=False,
    )
    if created is None:
        raise AssertionError("Personio's stand-in files everybody once more")
    return str(created.id)


def measured(place: Place, name: str) -> float:
    """The most MiB that a new instance took while it answered all of its calls."""
    asked = WORK[name](place)
    place.start(name)
    pid = place.served[name].program.process.pid
    with ThreadPoolExecutor(AT_ONCE) as callers:
        calls = [callers.submit(_ask, place, name, *each) for each in asked]
        most = max(_looks(pid, calls))
    if any(status != HTTPStatus.OK for status, _ in (each.result() for each in calls)):
        raise AssertionError(f"{name} did not do what it was asked")
    place.kill(name)
    return most


def _ask(place: Place, name: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    return call("POST", place.url(name), body, headers, timeout=300)


def _looks(pid: int, calls: Sequence["Future[tuple[int, bytes]]"]) -> Iterator[float]:
    while True:
        yield taken(pid)
        if not wait(calls, timeout=LOOKS_EVERY).not_done:
            return


@contextmanager
def _place() -> Iterator[Place]:
    with running(every={}) as system, TemporaryDirectory() as folder:
        system.bridge.set(drop=1.0)
        with placed(system, Path(folder), factor=1.0, submission=30.0, proxied=False) as place:
            place.queue(paused=True)
            yield place


def main(rounds: int) -> None:
    with _place() as place:
        for name in WORK:
            all_ = [measured(place, name) for _ in range(rounds)]
            sys.stdout.write(
                f"{name}: {median(all_):.0f} MiB ({', '.join(f'{each:.0f}' for each in all_)})\n"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
