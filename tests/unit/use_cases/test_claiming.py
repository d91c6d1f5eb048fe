"""What a claim writes before its request leaves: lease, slot, applicant key."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from shared import log, settings
from shared.domain.application import Answer, Outcome
from shared.domain.errors import Conflict
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Code, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from tests.support.world import World, one_match

UNKNOWN = Answer(outcome=Outcome.UNKNOWN)
ALREADY_THERE = Answer(outcome=Outcome.ALREADY_THERE, status=400)
LEASE, RETRY = timedelta(seconds=90), 64


@pytest.fixture
def world() -> World:
    return one_match()


def meanwhile(world: World) -> list[Export]:
    """The entry as it stands while its request is out."""
    seen: list[Export] = []
    world.personio.during = lambda: seen.append(world.the_entry())
    return seen


def give_up(world: World) -> None:
    world.personio.script = [UNKNOWN] * 20
    for _ in range(16):
        world.export()
        world.clock.advance(12 * 3600)
    world.personio.script = []
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)


@pytest.mark.parametrize("given_up", [False, True])
def test_what_is_being_sent_is_due_when_its_lease_ends(world: World, *, given_up: bool) -> None:
    """Whatever becomes of the worker, its entry is looked at when the lease ends, and not pruned before."""
    if given_up:
        give_up(world)
    seen, now = meanwhile(world), world.clock.now()
    world.export(origin=Origin.CLICK)
    (claimed,) = seen
    assert (claimed.claimed_at, claimed.updated_at) == (now, now)
    assert (claimed.lease_until, claimed.due_at) == (now + LEASE, now + LEASE)
    assert (claimed.frozen is None, claimed.prune_at) == (False, None)


def test_an_account_that_nobody_wrote_yet_is_made(world: World) -> None:
    """The first claim of an account begins its pace."""
    world.store.drop("accounts/100001")
    world.export()
    account = world.store.get("accounts/100001")
    assert (account.id, list(account.slots)) == ("100001", ["a1"])


def test_a_repeat_is_three_ledger_calls_too(world: World) -> None:
    """Who holds the applicant key already does not take it again."""
    world.personio.script = [UNKNOWN]
    world.export()
    world.clock.advance(RETRY)
    world.store.calls.clear()
    world.export()
    assert world.store.calls == ["read", "commit", "commit"]


def test_again_on_another_position_moves_the_key(world: World) -> None:
    """Exported again after the ad was linked elsewhere, a match holds the new place and frees the old."""
    world.export()
    world.link("job", 4712)
    world.export(origin=Origin.CLICK, again=True)
    assert world.store.get("applicants/100001_4711_ada") is None
    assert world.store.get("applicants/100001_4712_ada") == "m1"


def test_who_takes_an_open_outcome_over_takes_all_that_is_known_of_it(world: World) -> None:
    """Where Personio knew the applicant before we doubted, the other match does not call it ours either."""
    world.personio.script = [ALREADY_THERE, UNKNOWN, ALREADY_THERE]
    world.export("m1")
    world.clock.advance(601)
    world.export("m1")
    world.succeed("m1", successful=False)
    world.export("m1")
    world.clock.advance(5)
    world.succeed("m2")
    world.export("m2")
    second, released = world.the_entry("m2"), world.the_entry("m1")
    assert (second.state, second.evidence) == (State.ALREADY_IN_PERSONIO, None)
    assert (released.carried_by, released.frozen) == ("m2", None)
    assert world.clock.now() - released.updated_at < timedelta(seconds=1)


class NeverWins(InMemoryLedger):
    """Others win every race for a claim."""

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        if change.account:
            raise Conflict("lost")
        return super().commit(seen, change)


class Watched(NeverWins):
    """Tells when it was read."""

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        self.store.calls.append(f"{self.store.clock.monotonic():.2f}")
        return super().read(where, key)


def test_who_lost_a_race_tries_again_later_each_time(world: World) -> None:
    """Five rounds: the pause between two of them doubles, from 20 ms at most, shortened at random."""
    force_setattr(world.exporter, "ledger", Watched(store=world.store))
    world.export()
    reads = [float(call) for call in world.store.calls if call[0].isdigit()]
    assert reads[:5] == [0.0, 0.01, 0.03, 0.07, 0.15]


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An operator who reads every line."""
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    known = (settings.current, log._threshold, log._traces)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


def test_a_disturbed_claim_is_told_to_who_listens_closely(
    world: World, listening: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """At DEBUG each round that was lost names its match, its number, and what disturbed it."""
    force_setattr(world.exporter, "ledger", NeverWins(store=world.store))
    world.export()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [(line["match"], line["round"], line["kind"]) for line in lines if line["severity"] == "DEBUG"]
    assert told == [("m1", round_, "Conflict") for round_ in range(5)]


def test_what_could_not_be_claimed_is_due_at_once(world: World) -> None:
    """Its account's turn takes it up, as queued from the moment on at which the claims were lost."""
    force_setattr(world.exporter, "ledger", NeverWins(store=world.store))
    entry, now = world.export(), world.clock.now()
    assert entry is not None
    assert (entry.state, entry.updated_at, entry.due_at) == (State.QUEUED, now, now)
