"""What is recorded of an answer, and what its caller is told, when others were there first."""

from datetime import timedelta

import pytest
from msgspec.structs import force_setattr

from local.memory.ledger import InMemoryLedger
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.errors import Conflict
from shared.domain.ledger.account import Account
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Snapshot
from tests.support.world import World, one_match

UNKNOWN = Answer(outcome=Outcome.UNKNOWN)
NO_CHANNEL = Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)
LEASE, RETRY = 91, 64


@pytest.fixture
def world() -> World:
    """With a second match, of somebody else."""
    world = one_match()
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", developer_id="bob")
    return world


def taken_back_and_given_again(world: World) -> None:
    """The entry is written meanwhile, and says nothing else than before."""
    for successful in (False, True):
        world.succeed("m1", successful=successful)
        world.export()


def test_an_outage_that_began_meanwhile_counts(world: World) -> None:
    """Whoever has to read again before recording judges by what the account has learnt since."""

    def others_fail() -> None:
        world.personio.during = lambda: None
        world.export("m2")
        taken_back_and_given_again(world)

    world.store.put("accounts/100001", Account(id="100001", answered_at=world.clock.now()))
    world.personio.during = others_fail
    world.personio.script = [UNKNOWN, UNKNOWN]
    world.export()
    assert world.state("m2") == (State.QUEUED, Code.RETRY)
    assert world.state("m1") == (State.WAITING, Code.OUTAGE)


@pytest.mark.parametrize("known", [True, False])
def test_another_accounts_failures_say_nothing_about_the_one_that_was_asked(
    world: World, *, known: bool
) -> None:
    """After a move to another account, known or not, a silence is judged by the account that was silent."""

    def moved() -> None:
        world.put_connection(account="200002")
        if known:
            world.store.put("accounts/200002", Account(id="200002", last_failure="m7"))
        taken_back_and_given_again(world)

    world.personio.during = moved
    world.personio.script = [UNKNOWN]
    world.export()
    assert world.state() == (State.QUEUED, Code.RETRY)
    assert world.store.get("accounts/100001").last_failure == "m1"


def test_an_answer_whose_connection_is_gone_is_kept_as_a_line(world: World) -> None:
    """Without its connection nothing can be said of the entry but what was answered; the lease tells."""
    world.personio.during = lambda: world.store.drop("connections/acme")
    entry = world.export()
    assert entry == world.entry("m1")
    assert world.state() == (State.EXPORTING, None)
    assert [attempt.outcome for attempt in world.the_entry().attempts] == ["created"]


def test_an_answer_whose_entry_is_gone_is_dropped(world: World) -> None:
    """Where the entry is deleted while its request is out its caller finds none, and sends nothing more."""
    world.personio.during = lambda: world.store.drop("exports/m1")
    assert world.export() is None
    assert (world.entry("m1"), len(world.personio.requests)) == (None, 1)


def overtaken(world: World) -> None:
    """The lease runs out, and somebody who clicks loses every race for the next claim."""

    class NeverWins(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if change.account:
                raise Conflict("lost")
            return super().commit(seen, change)

    world.personio.during = lambda: None
    world.clock.advance(LEASE)
    mine = world.exporter.ledger
    force_setattr(world.exporter, "ledger", NeverWins(store=world.store))
    world.export(origin=Origin.CLICK)
    force_setattr(world.exporter, "ledger", mine)


def test_who_comes_too_late_is_told_how_it_stands(world: World) -> None:
    """The caller whose lease ran out gets the entry as others have left it, and sends nothing more."""
    world.personio.during = lambda: overtaken(world)
    entry = world.export()
    assert entry == world.entry("m1")
    assert world.state() == (State.QUEUED, Code.RETRY)
    assert [attempt.outcome for attempt in world.the_entry().attempts] == ["lapsed", "created"]
    assert len(world.personio.requests) == 1


def test_an_answer_that_is_too_late_claims_nothing_anew(world: World) -> None:
    """Only who recorded a refused channel claims again; who came too late leaves it to whoever took over."""
    world.put_connection(channel_id=77)
    world.personio.script = [NO_CHANNEL]
    world.personio.during = lambda: overtaken(world)
    world.export()
    assert len(world.personio.requests) == 1


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.LIMITED])
def test_repeats_are_spread(world: World, outcome: Outcome) -> None:
    """A repeat and the end of a rest come up to a tenth later, so that not all come back at one moment."""
    world.personio.script = [Answer(outcome=outcome)]
    entry = world.export()
    assert entry is not None
    assert entry.due_at == world.clock.now() + timedelta(seconds=60 * 1.05)


def test_the_request_carries_the_companys_own_token(world: World) -> None:
    """Personio is asked with the token that the connection pins."""
    world.personio.good_tokens = {"token"}
    world.export()
    assert world.state() == (State.EXPORTED, None)
