"""A person is erased, whoever dies or falls silent at whichever step: hash and notice alone are left."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
from google.cloud.tasks_v2 import Task

from local import hash_keys_secret, queues
from local.bridge import Event
from local.loopback import call
from local.scenes import events
from local.scenes.people import a_developer
from local.scenes.places import Employer, Place, bridged, placed
from local.scenes.scene import eventually
from shared.adapters.clock import SystemClock
from shared.adapters.gcp import documents
from shared.adapters.gcp.dispatch import open_client as open_tasks
from shared.adapters.gcp.erased_people import FirestoreErasedPeople
from shared.adapters.gcp.hash_keys import GoogleHashKeys
from shared.adapters.gcp.ledger import FirestoreLedger
from shared.adapters.gcp.people import FirestorePeople
from shared.domain.ledger.export import ApplicantKey, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.pseudonym import is_pseudonym, pseudonym
from shared.use_cases.erased import ErasedLookup
from shared.use_cases.erasing import Erasing

if TYPE_CHECKING:
    from pathlib import Path

    from local.firestore_proxy import Stop
    from local.system import System

pytestmark = [pytest.mark.emulator, pytest.mark.timeout(240)]
FACTOR, SUBMISSION = 0.05, 8.0
SEED = 20261126
TRIGGER, ERASE, SEND, SWEEP = "on_match_written", "on_developer_deleted", "send_exports", "sweep_exports"
NUMBERS = count(1)
THEIRS = {documents.MATCHES}  # matched.io's own match still names its developer; the profile is gone
CROWDED = ("crowded-one", "crowded-two", "crowded-three")
MANY = int(os.environ.get("PROOF_MANY", "20000"))  # the figure that is told of is that of 100,000
OWN, IN_A_BATCH, AT_ONCE = 50, 500, 4


@dataclass(kw_only=True)
class Person:
    """Somebody whose every value is a word of their own, hard to write into an address."""

    id: str
    employer: Employer
    match: str = ""
    profile: dict[str, Any] = field(default_factory=dict)
    told: Event | None = None

    @property
    def marks(self) -> set[str]:
        """Each value, as it is and as an address or a form writes it."""
        values = {
            text
            for value in self.profile.values()
            for text in (value if isinstance(value, list) else [value])
        }
        return {write(text) for text in {*values, self.id} for write in (str, quote, quote_plus)}


def person(place: Place) -> Person:
    mark = f"Kanari-{next(NUMBERS)}/ö+&="
    profile = {
        name: [f"{mark}{name}"] if name in {"links", "skills"} else f"{mark}{name}"
        for name in documents.DEVELOPER_FIELDS
        if name not in {"email", "birthday", "gender", "cv_url"}
    }
    made = Person(id=f"person-{next(NUMBERS)}-canary", employer=place.employer())
    made.profile = {**profile, "email": f"{made.id}@example.org"}
    place.client.document(documents.developer_path(made.id)).set(made.profile)
    return made


def succeed(place: Place, somebody: Person) -> Event:
    event = place.success(somebody.employer, somebody.id)
    somebody.match = event.id
    return event


def deleted(place: Place, somebody: Person) -> Event:
    """matched.io's deletion, and its event."""
    place.client.document(documents.developer_path(somebody.id)).delete()
    event = events.deleted(somebody.id, somebody.profile)
    return Event(id=somebody.id, headers=event.headers, body=event.body)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A step of an erasure: the commit that names `path`, before or after it was carried out."""

    name: str
    path: Callable[["Keyed", Person], str]
    after: bool


@dataclass(kw_only=True)
class Keyed:
    """A place whose hash key is known."""

    place: Place
    keys: GoogleHashKeys

    def name(self, somebody: Person) -> str:
        return pseudonym(self.keys.all()[-1], somebody.id)


def left_over(somebody: Person) -> str:
    """An applicant key whose entry has ended."""
    key = ApplicantKey(account="1", position_id=1, developer_id=somebody.id)
    return documents.applicant_path(key)


STEPS = {
    "the note": lambda keyed, somebody: documents.erased_path(keyed.name(somebody)),
    "the entry": lambda _, somebody: documents.export_path(somebody.match),
    "the keys": lambda _, somebody: left_over(somebody),
}
POINTS = [
    Point(name=f"{'after' if after else 'before'} {name}", path=path, after=after)
    for name, path in STEPS.items()
    for after in (False, True)
]


@pytest.fixture(scope="module")
def keyed(system: "System", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyed]:
    folder: Path = tmp_path_factory.mktemp("erasures")
    with placed(system, folder, factor=FACTOR, submission=SUBMISSION) as place:
        project = place.environment["GOOGLE_CLOUD_PROJECT"]
        secret = f"projects/{project}/secrets/{hash_keys_secret.NAME}"
        keys = GoogleHashKeys(client=place.secrets.client, secret=secret)
        keys.make()
        for name in (TRIGGER, ERASE, SEND, SWEEP):
            place.start(name)
        yield Keyed(place=place, keys=keys)


def exported(place: Place, somebody: Person) -> None:
    told(place, TRIGGER, succeed(place, somebody))
    entry = place.entry(somebody.match)
    assert entry
    assert entry.state is State.EXPORTED
    key = {"developer_id": somebody.id, "match_id": "gone"}  # of an entry that has ended
    place.client.document(left_over(somebody)).set(key)


def told(place: Place, name: str, event: Event) -> int:
    return call("POST", place.url(name), event.body, event.headers, timeout=60)[0]


def erased(place: Place, somebody: Person) -> bool:
    entry = place.entry(somebody.match)
    return entry is not None and is_pseudonym(entry.developer_id)


def gone(place: Place, somebody: Person) -> bool:
    return (
        erased(place, somebody) and not FirestorePeople(client=place.client).holdings(somebody.id).applicants
    )


@pytest.mark.parametrize("how", ["killed", "silent"])
def test_every_step_may_fail(keyed: Keyed, how: str) -> None:
    """Killed, or cut off from Firestore, at each step, doubled and in any order: each is erased and told."""
    sys.stdout.write(f"seed {SEED}\n")
    place = keyed.place
    people = [person(place) for _ in POINTS]
    for somebody in people:
        exported(place, somebody)
    stops = [
        place.proxy.stop("Commit", point.path(keyed, somebody), after=point.after)
        for point, somebody in zip(POINTS, people, strict=True)
    ]
    all_ = [deleted(place, somebody) for somebody in people]
    with bridged(place, ERASE, delay=(0.0, 0.3), seed=SEED, retry_after=0.3) as bridge:
        for event in random.Random(SEED).sample(all_, len(all_)):  # noqa: S311 - repeatable on purpose
            bridge.take(event)
        missed = [point.name for point, stop in zip(POINTS, stops, strict=True) if not stop.reached.wait(20)]
        assert missed == []
        if how == "killed":
            place.kill(ERASE)
        for stop in stops:
            stop.cut()
        if how == "killed":
            place.start(ERASE)
        bridge.set(duplicates=2, delay=(0.0, 1.0), seed=SEED + 1)
        for event in all_:
            bridge.take(event)
        eventually(bridge.idle, 40)
    assert [somebody.match for somebody in people if not gone(place, somebody)] == []
    for somebody in people:
        notice = place.client.document(documents.erasure_path(somebody.match)).get().to_dict() or {}
        assert (notice["email"], notice["last_name"]) == (
            somebody.profile["email"],
            somebody.profile["last_name"],
        )
    assert found(place, people) == []


def test_before_during_and_after_an_export(keyed: Keyed) -> None:
    """Nothing is sent of who was gone before; what was under way is recorded, told of, and then erased."""
    place = keyed.place
    before, during, late = (person(place) for _ in range(3))
    too_late = succeed(place, before)
    assert told(place, ERASE, deleted(place, before)) == 200
    assert told(place, TRIGGER, too_late) == 200
    assert place.requests(before.employer) == []
    with bridged(place, ERASE, retry_after=0.3) as bridge:
        sending = Thread(target=told, args=(place, TRIGGER, succeed(place, during)))
        fault = place.personio.world.faults.add(
            {"do": "hold", "when": "before_answering", "match": {"company_id": during.employer.account}}
        )
        sending.start()
        assert place.personio.world.faults.wait(fault.id, arrived=1, timeout=20).arrived
        stop = claims(place, late)
        bridge.take(deleted(place, during))
        time.sleep(1)
        assert not erased(place, during), "what is being sent is left to its record"
        place.personio.world.faults.remove(fault.id)
        sending.join()
        eventually(lambda: erased(place, during))
        bridge.take(deleted(place, late))
        eventually(bridge.idle)
    stop.let_go()
    eventually(lambda: late_state(place, late) is State.EXPORTED)
    assert not erased(place, late), "the first time could not see it"
    eventually(lambda: place.sweep() and erased(place, late), 60)
    notice = place.client.document(documents.erasure_path(during.match)).get().to_dict() or {}
    assert notice["email"] == during.profile["email"]
    assert place.client.document(documents.erasure_path(late.match)).get().exists
    assert found(place, [before, during, late]) == []


def claims(place: Place, late: Person) -> "Stop":
    """An export that has read the profile, and is about to claim."""
    event = succeed(place, late)
    stop = place.proxy.stop("Commit", documents.export_path(late.match), after=False)
    Thread(target=told, args=(place, TRIGGER, event)).start()
    assert stop.reached.wait(20)
    return stop


def late_state(place: Place, somebody: Person) -> State | None:
    entry = place.entry(somebody.match)
    return entry.state if entry else None


def test_what_cannot_be_read_is_harmless(keyed: Keyed) -> None:
    """No developer, a second deletion, a body that is none, a broken entry: acknowledged and harmless."""
    place = keyed.place
    somebody = person(place)
    exported(place, somebody)
    other = person(place)
    exported(place, other)
    place.client.document(documents.export_path(somebody.match)).update({"state": "odd"})
    event = deleted(place, somebody)
    nobody = Event(
        id="nobody", headers={**event.headers, "ce-id": "nobody", "ce-document": "developers/.."}, body=b""
    )
    nameless = Event(id="nameless", headers=event.headers, body=b"")
    answers = [told(place, ERASE, each) for each in (nobody, nameless, event, event)]
    assert answers == [200] * 4
    assert found(place, [somebody]) == []
    entry = place.entry(other.match)
    assert entry
    assert entry.developer_id == other.id


def found(place: Place, people: list[Person]) -> list[str]:
    """Where a value of theirs still stands: documents but matches and notices, secrets, tasks, logs."""
    marks = set().union(*(somebody.marks for somebody in people))
    return [where for where, text in dump(place) if any(mark in text for mark in marks)]


def dump(place: Place) -> Iterator[tuple[str, str]]:
    for collection in place.client.collections():
        if collection.id not in THEIRS | {documents.ERASURES}:
            for document in collection.stream():
                yield document.reference.path, f"{document.reference.path} {document.to_dict()!r}"
    client, project = place.secrets.client, place.environment["GOOGLE_CLOUD_PROJECT"]
    for name in kept_secrets(place):
        yield name, repr(client.access_secret_version(request={"name": name}).payload.data)
    with open_tasks(place.tasks.address) as tasks:
        for turns in queues.BY_FUNCTION.values():
            queue = f"projects/{project}/locations/{queues.LOCATION}/queues/{turns.queue}"
            for task in tasks.list_tasks(request={"parent": queue, "response_view": Task.View.FULL}):
                yield task.name, repr(task)
    for program in place.processes.logs.glob("*"):
        yield program.name, program.read_text(errors="replace")


def kept_secrets(place: Place) -> Iterator[str]:
    """Every version that can be read: the employers' credentials, and the keys."""
    project = place.environment["GOOGLE_CLOUD_PROJECT"]
    companies = [each.id for each in place.client.collection(documents.CONNECTIONS).stream()]
    for company in companies:
        yield from place.secrets.versions(company)
    yield f"projects/{project}/secrets/{hash_keys_secret.NAME}/versions/1"


def test_one_among_many(keyed: Keyed) -> None:
    """Fifty exports of one person among very many are found and erased, and how long it takes is told."""
    place, now = keyed.place, datetime.now(UTC)
    starts = range(0, MANY, IN_A_BATCH)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda start: write_some(place, start, now), starts))
    people, erased_people = FirestorePeople(client=place.client), FirestoreErasedPeople(client=place.client)
    erasing = Erasing(
        ledger=FirestoreLedger(client=place.client),
        people=people,
        erased=erased_people,
        keys=keyed.keys,
        lookup=ErasedLookup(people=erased_people, keys=keyed.keys),
        clock=SystemClock(),
        pace=Pace(),
    )
    taken = []
    for somebody in CROWDED:  # the first finds an emulator that was asked nothing of the kind before
        began = time.monotonic()
        done = erasing.erase(somebody, a_developer(id=somebody))
        taken.append(time.monotonic() - began)
        assert (done.entries, done.told, done.left) == (OWN, OWN, 0)
        assert people.exports_of(somebody) == []
    sys.stdout.write(f"{OWN} exports among {MANY} erased in {', '.join(f'{each:.2f}' for each in taken)} s\n")


def write_some(place: Place, start: int, now: datetime) -> None:
    batch = place.client.batch()
    for number in range(start, start + IN_A_BATCH):
        place_in = number % (MANY // OWN)
        whose = CROWDED[place_in] if place_in < len(CROWDED) else None
        document = an_entry(number, whose, now) if whose else {"developer_id": f"d{number}"}
        batch.set(place.client.document(documents.export_path(f"many-{number:06d}")), document)
    batch.commit()


def an_entry(number: int, whose: str, now: datetime) -> dict[str, Any]:
    entry = Export(
        match_id=f"many-{number:06d}",
        company_id=f"company-{number}",
        job_id="job",
        developer_id=whose,
        state=State.EXPORTED,
        origin=Origin.LIVE,
        successful_at=now,
        updated_at=now,
        account="1",
        position_id=number + 1,
    )
    document = documents.entry_document(entry, timedelta(days=730))
    return {name: value for name, value in document.items() if value is not None}
