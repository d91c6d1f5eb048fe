"""What becomes of tokens that are out of force, whatever is silent, and whoever comes between."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count, product
from typing import TYPE_CHECKING, TypeVar

import pytest

from local.memory.applications import InMemoryApplications
from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.dispatch import InMemoryDispatch
from local.memory.positions import InMemoryPositions
from local.memory.secrets import InMemorySecrets
from shared.domain.audit import AuditedAction
from shared.domain.connection import Connection, ConnectionState
from shared.domain.errors import Unavailable
from shared.domain.ledger.pace import Pace
from shared.ports import Connections
from shared.structs import replace
from shared.use_cases.connecting import Connecting
from shared.use_cases.follow_turns import FollowTurns
from shared.use_cases.retiring import Retiring
from shared.use_cases.turns import Turns
from tests.support.sides import Ports, Twins, connection

if TYPE_CHECKING:
    from shared.ports import Step, Told

T = TypeVar("T")
OLD, NEW, NEWER = "old", "new", "newer"


@dataclass
class Moments:
    """Each call to a store is a moment, from 0; at some of them somebody else does something."""

    deeds: dict[int, Callable[[], object]] = field(default_factory=dict)
    passed: int = 0

    def next(self) -> None:
        deed = self.deeds.pop(self.passed, None)
        self.passed += 1
        if deed:
            with suppress(Unavailable):
                deed()


class TroubledSecrets(InMemorySecrets):
    """Silent for the next `silent` calls; with `heard` they are carried out all the same."""

    def __init__(self, moments: Moments) -> None:
        super().__init__()
        self.moments = moments
        self.silent, self.heard = 0, False

    def add(self, company: str, value: str) -> str:
        return self._answer(lambda: InMemorySecrets.add(self, company, value))

    def read(self, version: str) -> str | None:
        return self._answer(lambda: InMemorySecrets.read(self, version))

    def retire(self, version: str) -> None:
        self._answer(lambda: InMemorySecrets.retire(self, version))

    def versions(self, company: str) -> Sequence[str]:
        return self._answer(lambda: InMemorySecrets.versions(self, company))

    def be_silent(self, calls: int = 1, *, heard: bool = False) -> None:
        self.silent, self.heard = calls, heard

    def left(self, company: str) -> list[str | None]:
        """The tokens that can be read."""
        versions = InMemorySecrets.versions(self, company)
        return [InMemorySecrets.read(self, version) for version in versions]

    def _answer(self, do: Callable[[], T]) -> T:
        self.moments.next()
        if not self.silent:
            return do()
        self.silent -= 1
        if self.heard:
            do()
        raise Unavailable("silent")


@dataclass(frozen=True, kw_only=True)
class WatchedConnections(InMemoryConnections):
    """Whoever comes between comes before a reading, or between a reading and what is written on it."""

    moments: Moments

    def get(self, company: str) -> Connection | None:
        self.moments.next()
        return super().get(company)

    def update(self, company: str, step: "Step", told: "Told | None" = None) -> Connection:
        def watched(known: Connection | None) -> Connection:
            self.moments.next()
            return step(known)

        return super().update(company, watched, told)


class Office:
    """One company, who connects it and cuts it, and the sweep."""

    def __init__(self, ports: Ports, moments: Moments, connections: Connections) -> None:
        ids = count(1)
        self.ports, self.moments, self.company = ports, moments, ports.company
        self.secrets = TroubledSecrets(moments)
        self.retiring = Retiring(connections=connections, secrets=self.secrets)
        self.connecting = Connecting(
            connections=connections,
            turns=Turns(
                connections=connections,
                exports=ports.exports,
                dispatch=InMemoryDispatch(),
                clock=ManualClock(),
            ),
            positions=InMemoryPositions(boards={"acme": ()}),
            applications=InMemoryApplications(),
            secrets=self.secrets,
            retiring=self.retiring,
            audit=ports.audit,
            clock=ManualClock(),
            pace=Pace(),
            languages=("de",),
            new_attempt_id=lambda: f"a{next(ids)}",
            follow_ups=ports.follow_ups,
            follow_turns=FollowTurns(dispatch=InMemoryDispatch(), clock=ManualClock(), pace=Pace()),
        )

    def connect(self, token: str) -> Connection:
        return self.connecting.connect(
            self.company,
            "ann",
            url="https://acme.jobs.personio.de",
            personio_company_id=self.ports.account,
            access_token=token,
        )

    def disconnect(self) -> Connection | None:
        return self.connecting.disconnect(self.company, "ann")

    def sweep(self) -> None:
        self.retiring.go_on(lambda: True)

    def in_force(self) -> str | None:
        """The token that an export would take."""
        known = self.ports.connections.get(self.company)
        return InMemorySecrets.read(self.secrets, known.secret) if known and known.live else None

    def left(self) -> list[str | None]:
        return self.secrets.left(self.company)

    def owed(self) -> tuple[str, ...]:
        known = self.ports.connections.get(self.company)
        return known.retiring if known else ()

    def deeds(self) -> list[AuditedAction]:
        return [line.what for line in self.ports.trail()]


@pytest.fixture
def office(ports: Ports) -> Office:
    """Connected with the old token."""
    made = Office(ports, Moments(), ports.connections)
    made.connect(OLD)
    return made


def test_a_replaced_token_ends(office: Office) -> None:
    """Once the new token is in force the old one cannot be read, and nothing is left to do."""
    assert office.connect(NEW).retiring == ()
    assert (office.in_force(), office.left(), office.owed()) == (NEW, [NEW], ())


def test_a_disconnect_ends_what_nobody_pinned(office: Office) -> None:
    """A disconnect ends the token, and what an add left behind whose answer was lost."""
    fail(office, after=0, heard=True)
    with suppress(Unavailable):
        office.secrets.add(office.company, NEW)
    assert office.left() == [OLD, NEW]
    office.disconnect()
    assert (office.in_force(), office.left(), office.owed()) == (None, [], ())


@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
@pytest.mark.parametrize("silent", [1, 2, 3])
@pytest.mark.parametrize("after", [0, 1], ids=["list", "retire"])
@pytest.mark.parametrize("again", [Office.disconnect, Office.sweep], ids=["delete", "sweep"])
def test_a_disconnect_while_the_store_is_silent(
    office: Office, *, after: int, silent: int, heard: bool, again: Callable[[Office], object]
) -> None:
    """It cuts and says so; the token's end comes with the next call, or the next sweep; it is told once."""
    fail(office, after=after, silent=silent, heard=heard)
    shown = office.disconnect()
    assert shown is not None
    assert (shown.state, office.in_force()) == (ConnectionState.DISCONNECTED, None)
    assert office.owed() == (shown.secret,)
    for _ in range(silent):
        again(office)
    assert (office.left(), office.owed()) == ([], ())
    assert office.deeds() == [AuditedAction.CONNECTED, AuditedAction.DISCONNECTED]


def test_of_two_disconnects_one_is_told(office: Office) -> None:
    """Who finds the connection cut when it comes to writing has cut nothing."""
    office.ports.before_next_write(office.disconnect)
    office.disconnect()
    assert office.deeds() == [AuditedAction.CONNECTED, AuditedAction.DISCONNECTED]


@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
@pytest.mark.parametrize("again", [lambda office: office.connect(NEW), Office.sweep], ids=["put", "sweep"])
def test_a_replacement_while_the_store_is_silent(
    office: Office, *, heard: bool, again: Callable[[Office], object]
) -> None:
    """The new token is in force, and told; the end of the old one comes with the next call, or sweep."""
    fail(office, after=READ_AND_ADD, heard=heard)
    assert office.connect(NEW).state is ConnectionState.CONNECTED
    assert office.in_force() == NEW
    assert len(office.owed()) == 1
    again(office)
    assert (office.in_force(), office.left(), office.owed()) == (NEW, [NEW], ())
    assert office.deeds() == [AuditedAction.CONNECTED, AuditedAction.REPLACED]


@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
def test_a_token_that_cannot_be_added_replaces_none(office: Office, *, heard: bool) -> None:
    """Where the store does not take the new token, the old one stays in force, and nothing else changes."""
    before = office.ports.connections.get(office.company)
    fail(office, after=READ_AND_ADD - 1, heard=heard)
    with pytest.raises(Unavailable):
        office.connect(NEW)
    assert (office.in_force(), office.ports.connections.get(office.company)) == (OLD, before)


def test_a_connection_that_cannot_be_stored_replaces_none(office: Office) -> None:
    """Where Firestore does not take the new connection, the old token stays in force."""
    before = office.ports.connections.get(office.company)
    assert before is not None

    def overtake() -> None:
        office.ports.connections.update(office.company, other_channel)
        office.ports.before_next_write(overtake)

    office.ports.before_next_write(overtake)
    with pytest.raises(Unavailable):
        office.connect(NEW)
    assert (office.in_force(), office.owed(), office.deeds()) == (OLD, (), [AuditedAction.CONNECTED])


@pytest.mark.parametrize("after", [0, 1], ids=["list", "retire"])
def test_a_connect_before_the_tokens_end_keeps_its_own(office: Office, after: int) -> None:
    """Who connects between a disconnect's commit and its retiring keeps the token just pinned."""
    office.moments.deeds[office.moments.passed + after] = lambda: office.connect(NEW)
    office.disconnect()
    assert (office.in_force(), office.left(), office.owed()) == (NEW, [NEW], ())


@pytest.mark.parametrize("token", [NEW, OLD])
def test_a_disconnect_before_the_pinning_ends_no_token_in_force(office: Office, token: str) -> None:
    """Cut between the adding, or finding in force, and the pinning: another version is added and pinned."""
    office.ports.before_next_write(office.disconnect)
    office.connect(token)
    assert (office.in_force(), office.left(), office.owed()) == (token, [token], ())


def test_one_companys_trouble_stops_no_others_end(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """A sweep that cannot retire one company's token says so, and retires the next one's."""
    broken = replace(connection(office.ports), company_id=f"{office.company}-0", retiring=("foreign",))
    office.ports.connections.update(broken.company_id, lambda _: broken)
    fail(office, after=READ_AND_ADD)
    office.connect(NEW)
    capsys.readouterr()
    office.sweep()
    assert office.left() == [NEW]
    assert office.ports.connections.get(broken.company_id) == broken
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["event"], line["company"], line["kind"]) == (
        "token_not_retired",
        broken.company_id,
        "ValueError",
    )
    office.ports.connections.update(broken.company_id, lambda _: replace(broken, retiring=()))


def test_a_sweep_without_time_goes_on_in_the_next(office: Office) -> None:
    """A sweep retires one company's tokens, however little time it has, and leaves the others to the next."""
    made = [replace(connection(office.ports), company_id=f"{office.company}-{n}") for n in range(2)]
    for one in made:
        version = office.secrets.add(one.company_id, OLD)
        office.ports.connections.update(one.company_id, partial(there, replace(one, retiring=(version,))))
    for expected in (1, 0):
        office.retiring.go_on(lambda: False)
        assert sum(len(office.secrets.left(one.company_id)) for one in made) == expected


ACTS: Mapping[str, Callable[[Office], object]] = {
    "new": lambda office: office.connect(NEW),
    "same": lambda office: office.connect(OLD),
    "cut": Office.disconnect,
    "sweep": Office.sweep,
}
BETWEEN: Mapping[str, Callable[[Office], object]] = {
    "newer": lambda office: office.connect(NEWER),
    "cut": Office.disconnect,
    "sweep": Office.sweep,
    "silence": lambda office: office.secrets.be_silent(),
}


def watched(*, cut: bool) -> Office:
    """On the twins, connected with the old token; with `cut` its end is still to come."""
    ports, moments = Twins("acme"), Moments()
    assert isinstance(ports, Twins)
    office = Office(ports, moments, WatchedConnections(store=ports.store, moments=moments))
    office.connect(OLD)
    if cut:
        office.secrets.be_silent()
        office.disconnect()
    moments.passed = 0
    return office


@pytest.mark.parametrize("cut", [False, True], ids=["connected", "cut"])
@pytest.mark.parametrize("first", ACTS)
def test_whoever_comes_between(first: str, *, cut: bool) -> None:
    """Whatever two things happen at any two moments of a call: the token in force is there, and it alone."""
    for one, other in product(BETWEEN, repeat=2):
        for moment in count():
            for later in count(moment + 1):
                office = watched(cut=cut)
                office.moments.deeds[moment] = partial(BETWEEN[one], office)
                office.moments.deeds[later] = partial(BETWEEN[other], office)
                with suppress(Unavailable):
                    ACTS[first](office)
                left = set(office.moments.deeds)
                check(office, f"{one} at {moment}, {other} at {later}")
                if later in left:
                    break
            if moment in left:
                break


def check(office: Office, story: str) -> None:
    """The token in force can be read; after a sweep it is the only one, and nothing is left to do."""
    known = office.ports.connections.get(office.company)
    assert known is not None
    assert (office.in_force() is not None) == known.live, story
    office.moments.deeds, office.secrets.silent = {}, 0
    office.sweep()
    assert (office.left(), office.owed()) == ([office.in_force()] if known.live else [], ()), story


READ_AND_ADD = 2  # what replacing a token asks the store for, before it retires the old one


def fail(office: Office, *, after: int, silent: int = 1, heard: bool = False) -> None:
    """Let the store be silent for some calls, `after` further ones."""
    moment = office.moments.passed + after
    office.moments.deeds[moment] = lambda: office.secrets.be_silent(silent, heard=heard)


def there(made: Connection, _: Connection | None) -> Connection:
    return made


def other_channel(known: Connection | None) -> Connection:
    assert known is not None
    return replace(known, channel_id=(known.channel_id or 0) + 1)
