"""Many at once on the running emulator: events of one match, matches of one company, and after an outage."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from bench.sweep_idle import queued, write
from local.bridge import Event
from local.loopback import call
from local.scenes.places import Employer, Place, placed
from local.scenes.scene import eventually
from shared.adapters.gcp import documents
from shared.domain.ledger.export import State
from shared.domain.ledger.pace import Pace

if TYPE_CHECKING:
    from local.system import System

pytestmark = pytest.mark.emulator
FACTOR, SUBMISSION = 0.1, 8.0
PACE = Pace(factor=FACTOR, deadline_seconds=SUBMISSION)
TRIGGER, SEND, SWEEP = "on_match_written", "send_exports", "sweep_exports"


@pytest.fixture(scope="module")
def place(system: "System", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("crowds")
    with placed(system, folder, factor=FACTOR, submission=SUBMISSION) as made:
        for name in (TRIGGER, SEND, SWEEP):
            made.start(name)
        yield made


def at_once(place: Place, events: Sequence[Event]) -> list[int]:
    """All of them delivered in the same moment; what the function answered."""

    def deliver(event: Event) -> int:
        return call("POST", place.url(TRIGGER), event.body, event.headers, timeout=60)[0]

    with ThreadPoolExecutor(len(events)) as pool:
        return list(pool.map(deliver, events))


def exported(place: Place, matches: Sequence[str]) -> bool:
    return set(states(place, matches)) == {State.EXPORTED}


def states(place: Place, matches: Sequence[str]) -> list[State]:
    paths = [place.client.document(documents.export_path(match)) for match in matches]
    found = list(place.client.get_all(paths))
    return [documents.export(entry.id, entry.to_dict() or {}).state for entry in found if entry.exists]


def in_outage(place: Place, account: str) -> bool:
    return "outage_since" in (place.client.document(account).get().to_dict() or {})


def refused(place: Place, employer: Employer) -> int:
    """How often Personio said 429."""
    return sum(r["status"] == HTTPStatus.TOO_MANY_REQUESTS for r in place.requests(employer))


def test_fifty_events_of_one_match(place: Place) -> None:
    """Fifty deliveries of one event in the same moment are one request."""
    employer = place.employer()
    event = place.success(employer, place.developer())
    assert at_once(place, [event] * 50) == [HTTPStatus.OK] * 50
    eventually(lambda: exported(place, [event.id]))
    assert len(place.requests(employer)) == 1


def test_fifty_matches_of_one_company(place: Place) -> None:
    """Fifty matches in the same moment all leave within the budget: by their events, then in turns.

    Each claim is counted; no 429.
    """
    employer = place.employer()
    events = [place.success(employer, place.developer()) for _ in range(50)]
    place.queue(paused=True)
    assert at_once(place, events) == [HTTPStatus.OK] * 50
    account = documents.account(
        str(employer.account),
        place.client.document(documents.account_path(str(employer.account))).get().to_dict() or {},
    )
    sent = [entry for event in events if (entry := place.entry(event.id)) and entry.attempts]
    last = max(entry.updated_at for entry in sent)
    held = {entry.attempt_id for entry in sent if entry.updated_at + PACE.slot_hold > last}
    assert held
    assert held <= set(account.slots)
    assert len(sent) <= PACE.automatic_slots
    place.queue(paused=False)
    began = time.monotonic()
    eventually(lambda: exported(place, [event.id for event in events]), 120)
    sys.stdout.write(f"{len(sent)} by their events, the others in {time.monotonic() - began:.1f} s\n")
    assert len(place.requests(employer)) == 50
    assert refused(place, employer) == 0


@pytest.mark.timeout(240)  # its own limit is 120 s from the end of the outage
def test_five_hundred_after_an_outage(place: Place) -> None:
    """Twenty companies' 25 matches each wait out an outage, and leave in turns once Personio answers.

    Each once, and no 429.
    """
    employers = [place.employer() for _ in range(20)]
    fault = place.personio.world.faults.add({"do": "drop_before", "times": None})
    events = place.successes(employers, each=25)
    matches = [event.id for event in events]
    owners = [employer for employer in employers for _ in range(25)]
    write(place, (queued(match, owner) for match, owner in zip(matches, owners, strict=True)))
    place.sweep()  # which asks for the turns
    accounts = [documents.account_path(str(employer.account)) for employer in employers]
    eventually(lambda: all(in_outage(place, path) for path in accounts), 60)
    assert State.EXPORTED not in states(place, matches)
    place.personio.world.faults.remove(fault.id)
    began = time.monotonic()
    eventually(lambda: exported(place, matches), 120)
    sys.stdout.write(f"every wait by {FACTOR}: {time.monotonic() - began:.1f} s\n")
    for employer in employers:
        created = [r["body"]["email"] for r in place.requests(employer) if r["status"] == HTTPStatus.CREATED]
        assert len(created) == len(set(created)) == 25
        assert refused(place, employer) == 0
