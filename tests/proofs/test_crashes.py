"""SIGKILL of whoever sends or finds an export at every point of it, and what becomes of it."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from itertools import cycle
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from google.cloud import firestore

from local.bridge import Event
from local.loopback import call
from local.scenes.places import Employer, Place, bridged, placed
from local.scenes.scene import eventually
from shared.adapters.gcp import documents
from shared.domain.credentials import Kind
from shared.domain.ledger.export import Evidence, State

if TYPE_CHECKING:
    from pathlib import Path

    from local.system import System

pytestmark = pytest.mark.emulator
FACTOR, SUBMISSION = 0.05, 8.0  # a lease of 11 s
SEED = int(os.environ.get("PROOF_SEED", "20261124"))
TRIGGER, SEND, SWEEP = "on_match_written", "send_exports", "sweep_exports"

Held = Callable[[float], bool]  # waits until it is reached
LetGo = Callable[[], None]
Stopped = tuple[Held, LetGo]
Hold = Callable[["Place", Employer, str, int], Stopped]


@dataclass(frozen=True)
class Point:
    """Where an export is held, and what has to follow its end there.

    Attributes:
        hold: called with how many commits of the entry come before the claim, or of its account before the
            turn.
        requests: how many applications Personio is sent in all, where nothing can be read.
        doubted: whether an applicant may exist already when the process dies.
        kind: of the credentials; None where both get there, one of them in each matrix and rule.
    """

    name: str
    hold: Hold
    requests: int
    doubted: bool = False
    cv: bool = False
    kind: Kind | None = None


def commit(number: int, *, after: bool) -> Hold:
    def hold(place: Place, _: Employer, match: str, earlier: int) -> Stopped:
        path = documents.export_path(match)
        stop = place.proxy.stop("Commit", path, after=after, pass_first=earlier + number)
        return stop.reached.wait, stop.cut

    return hold


def turn(*, after: bool) -> Hold:
    """What the account expects is changed."""

    def hold(place: Place, employer: Employer, _: str, earlier: int) -> Stopped:
        path = documents.account_path(str(employer.account))
        stop = place.proxy.stop("Commit", path, after=after, pass_first=earlier)
        return stop.reached.wait, stop.cut

    return hold


def personio(when: str, *, below: str = "", path: str | None = None) -> Hold:
    """At the application, or what is sent `below` it, or at another `path`."""

    def hold(place: Place, employer: Employer, _match: str, _earlier: int) -> Stopped:
        faults = place.personio.world.faults
        struck = {"company_id": employer.account, "path_prefix": path or employer.applications + below}
        fault = faults.add({"do": "hold", "when": when, "match": struck})

        def reached(seconds: float) -> bool:
            return faults.wait(fault.id, arrived=1, timeout=seconds).arrived > 0

        return reached, lambda: faults.remove(fault.id)

    return hold


TOKEN, DOCUMENTS = "/v2/auth/token", "/documents"
POINTS = [
    Point("access is asked for", personio("before_answering", path=TOKEN), requests=1, kind=Kind.CLIENT),
    Point("before the claim", commit(0, after=False), requests=1),
    Point("claim committed, answer lost", commit(0, after=True), requests=1),
    Point("after the claim", personio("before_handling", below=DOCUMENTS), requests=1, cv=True),
    Point("after the upload", personio("before_answering", below=DOCUMENTS), requests=1, cv=True),
    Point("request under way", personio("before_handling"), requests=2, doubted=True),
    Point("request sent, answer lost", personio("before_answering"), requests=2, doubted=True),
    Point("after the answer, before the record", commit(1, after=False), requests=2, doubted=True),
    Point("after the record", commit(1, after=True), requests=1),
]
POINTS_OF_A_TURN = [
    Point("before the turn begins", turn(after=False), requests=1),
    Point("turn begun, answer lost", turn(after=True), requests=1),
    *POINTS,
]
POINTS_OF_A_SWEEP = [
    Point("before it is queued", commit(0, after=False), requests=1),
    Point("queued, answer lost", commit(0, after=True), requests=1),
    Point("before a turn is expected", turn(after=False), requests=1),
    Point("turn expected, and not asked for", turn(after=True), requests=1),
]
RULES = ("on", "off", "slow")
LISTED = 230 * FACTOR  # seconds until a new applicant is listed, at most


@dataclass(frozen=True)
class Case:
    """One export of one company, to be killed at one point."""

    point: Point
    rule: str
    employer: Employer
    developer_id: str
    event: Event

    @property
    def looked_for(self) -> bool:
        """A client may read: what may exist already is not sent again."""
        return self.point.doubted and self.employer.kind is Kind.CLIENT


@pytest.fixture(scope="module")
def place(system: "System", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("crashes")
    with placed(system, folder, factor=FACTOR, submission=SUBMISSION) as made:
        made.start(SWEEP)
        made.start(SEND)
        yield made


def cases(place: Place, points: Sequence[Point], kinds: Sequence[Kind]) -> list[Case]:
    """Every point, the kinds in turn; where an applicant may exist, with the rule on, off and slow.

    A client, which may read, has to do without the rule at each of these.
    """
    rules = [(point, rule) for point in points for rule in (RULES if point.doubted else RULES[:1])]
    in_turn = [(point, rule, kind) for (point, rule), kind in zip(rules, cycle(kinds), strict=False)]
    alone = [(point, "off", Kind.CLIENT) for point in points if point.doubted]
    return [a_case(place, *each) for each in dict.fromkeys((*in_turn, *alone))]


def a_case(place: Place, point: Point, rule: str, kind: Kind = Kind.TOKEN) -> Case:
    """A success that nobody has told of yet."""
    listed = random.Random(f"{SEED} {point.name} {rule}").uniform(0, LISTED)  # noqa: S311 - repeatable on purpose
    employer = place.employer(kind=point.kind or kind, duplicate_rule=rule, index_seconds=listed)
    developer = place.developer(cv=point.cv)
    return Case(point, rule, employer, developer, place.success(employer, developer))


def all_settled(place: Place, all_: list[Case]) -> bool:
    place.sweep()
    entries = [place.entry(case.event.id) for case in all_]
    return all(entry is not None and entry.state.final for entry in entries)


def warm(place: Place) -> None:
    """An export that is nobody's matter: the instance has loaded everything afterwards."""
    event = place.success(place.employer(), place.developer())
    call("POST", place.url(TRIGGER), event.body, event.headers, timeout=30)


def one_at_a_time(sent: list[dict[str, Any]]) -> bool:
    """No two requests of one company were in flight together."""
    numbers = {request["sequence"] for request in sent}
    return not any(numbers & set(request["overlaps"]) for request in sent)


def held(place: Place, all_: list[Case], *, earlier: int) -> list[Stopped]:
    """Every case is going to be held at its point."""
    return [case.point.hold(place, case.employer, case.event.id, earlier) for case in all_]


def kill(place: Place, server: str, all_: list[Case], holds: list[Stopped]) -> None:
    """Once every case is at its point; then everybody has a new address."""
    missed = [case.point.name for case, (reached, _) in zip(all_, holds, strict=True) if not reached(20)]
    assert missed == []
    place.kill(server)
    for _, let_go in holds:
        let_go()
    for case in all_:
        place.new_email(case.developer_id)


def test_the_triggers_matrix(place: Place) -> None:
    """Killed at any point, with any duplicate rule, an export ends final; what is repeated is in doubt."""
    sys.stdout.write(f"PROOF_SEED={SEED}, every wait by {FACTOR}\n")
    all_ = cases(place, POINTS, (Kind.TOKEN, Kind.CLIENT))
    place.start(TRIGGER)
    warm(place)
    holds = held(place, all_, earlier=0)
    with bridged(place, TRIGGER, delay=(0.0, 0.3), seed=SEED, retry_after=0.3) as bridge:
        for case in random.Random(SEED).sample(all_, len(all_)):  # noqa: S311 - repeatable on purpose
            bridge.take(case.event)
        kill(place, TRIGGER, all_, holds)
        bridge.set(duplicates=2, delay=(0.0, 2.0), seed=SEED + 1)
        place.start(TRIGGER)
        for case in all_:
            bridge.take(case.event)
        eventually(lambda: all_settled(place, all_), 90)
        eventually(bridge.idle)
    assert "\n".join(wrong(place, all_)) == ""


def test_the_turns_matrix(place: Place) -> None:
    """The same of what no event told of: the turn that sends it is killed, and another goes on."""
    all_ = cases(place, POINTS_OF_A_TURN, (Kind.CLIENT, Kind.TOKEN))
    holds = held(place, all_, earlier=1)  # the sweep queues what it finds, and asks for a turn
    place.sweep()
    kill(place, SEND, all_, holds)
    place.start(SEND)
    eventually(lambda: all_settled(place, all_), 90)
    assert "\n".join(wrong(place, all_)) == ""


def test_the_sweeps_matrix(place: Place) -> None:
    """A sweep that is killed on its way to a turn leaves what it found to the next one."""
    all_: list[Case] = []
    for point, kind in zip(POINTS_OF_A_SWEEP, cycle(Kind), strict=False):
        all_.append(a_case(place, point, RULES[0], kind))
        holds = held(place, all_[-1:], earlier=0)
        sweep = Thread(target=swept, args=(place,))
        sweep.start()
        kill(place, SWEEP, all_[-1:], holds)
        sweep.join()
        lease = place.client.document(documents.SETTINGS_SWEEP)
        lease.update({"lease_until": firestore.DELETE_FIELD})  # nobody has to wait for its end here
        place.start(SWEEP)
    eventually(lambda: all_settled(place, all_), 90)
    assert "\n".join(wrong(place, all_)) == ""


def swept(place: Place) -> None:
    """One sweep, which may be killed."""
    with suppress(OSError, HTTPException):
        place.sweep()


def wrong(place: Place, all_: list[Case]) -> Iterator[str]:
    for case in all_:
        yield from problems(place, case)


def problems(place: Place, case: Case) -> Iterator[str]:
    """What is not as it should be after one crash."""
    name = f"{case.point.name}, rule {case.rule}, {case.employer.kind}"
    sent = place.requests(case.employer)
    entry = place.entry(case.event.id)
    if len(sent) != (1 if case.looked_for else case.point.requests):
        yield f"{name}: {len(sent)} requests"
    if case.employer.kind is Kind.CLIENT and place.applicants(case.employer) != 1:
        yield f"{name}: {place.applicants(case.employer)} applicants"
    if len({request["body"]["email"] for request in sent}) != 1:
        yield f"{name}: repeated with another e-mail"
    if not one_at_a_time(sent):
        yield f"{name}: two in flight"
    if entry is None or entry.state is not State.EXPORTED:
        yield f"{name}: {entry and entry.state}"
    elif entry.evidence is not evidence(case):
        yield f"{name}: {entry.evidence} after {[attempt.outcome for attempt in entry.attempts]}"


def evidence(case: Case) -> Evidence:
    """How it is known, after the crash, that the applicant is there."""
    if case.looked_for:
        return Evidence.READ
    return Evidence.INFERRED if case.point.doubted and case.rule != "off" else Evidence.CREATED


def test_crashes_upon_crashes(place: Place) -> None:
    """Killed again and again at points drawn by lot, all end final, none doubled, none with a new e-mail."""
    sys.stdout.write(f"PROOF_SEED={SEED}\n")
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    employers = [
        place.employer(
            kind=chance.choice(list(Kind)),
            duplicate_rule=chance.choice(RULES),
            index_seconds=chance.uniform(0, LISTED),
        )
        for _ in range(12)
    ]
    people = [place.developer(cv=chance.random() < 0.3) for _ in employers]
    events = [place.success(*pair) for pair in zip(employers, people, strict=True)]
    all_ = [Case(POINTS[0], "", *parts) for parts in zip(employers, people, events, strict=True)]
    with bridged(place, TRIGGER, duplicates=2, delay=(0.0, 1.0), seed=SEED, retry_after=0.3) as bridge:
        for event in events:
            bridge.take(event)
        for _ in range(2):
            holds = [chance.choice(POINTS).hold(place, case.employer, case.event.id, 0) for case in all_]
            place.start(TRIGGER)
            time.sleep(chance.uniform(1.0, 6.0))
            place.kill(TRIGGER)
            place.kill(SEND)
            place.start(SEND)
            for _, let_go in holds:
                let_go()
            for developer in people:
                place.new_email(developer)
            for event in events:
                bridge.take(event)
        place.start(TRIGGER)
        eventually(lambda: all_settled(place, all_), 90)
    for case in all_:
        sent = place.requests(case.employer)
        assert len({request["body"]["email"] for request in sent}) == 1, case
        assert one_at_a_time(sent), case
        assert case.employer.kind is Kind.TOKEN or place.applicants(case.employer) == 1, case
