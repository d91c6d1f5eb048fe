"""Broken documents of ours, and matches that lost their company: explained, never overwritten, never sent."""

import pytest

from local.memory.audit import InMemoryAudit
from local.memory.exports import InMemoryExports
from local.memory.positions import InMemoryPositions
from local.memory.store import Broken
from local.scenes.boards import COMPANY
from shared.domain.connection import FeedState
from shared.domain.errors import Problem
from shared.domain.ledger.export import Code, Origin, State
from shared.edge.views import connection as connection_view
from shared.structs import replace
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.match_card import MatchCard
from tests.support.world import ACCOUNT, World, one_match

UNREADABLE = (State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE)


@pytest.fixture
def world() -> World:
    return one_match()


@pytest.fixture
def card(world: World) -> MatchCard:
    return MatchCard(
        exporter=world.exporter,
        ledger=world.exporter.ledger,
        exports=InMemoryExports(store=world.store),
        connections=world.connections,
        applications=world.personio,
        positions=InMemoryPositions(),
        feed_cache=FeedCache(world.clock),
        audit=InMemoryAudit(store=world.store, clock=world.clock),
    )


@pytest.mark.parametrize("origin", Origin)
def test_a_broken_entry_is_shown_and_left_alone(world: World, card: MatchCard, origin: Origin) -> None:
    """Nobody knows what a broken entry said: nothing is sent, nothing written over it, and it says so."""
    broken = Broken(COMPANY)
    world.store.put("exports/m1", broken)
    entries = [
        world.export(origin=origin),
        world.export(origin=Origin.CLICK, again=True),
        card.show(COMPANY, "m1").entry,
        card.cancel(COMPANY, "m1", "rob"),
        card.preview(COMPANY, "m1").entry,
    ]
    assert [(entry.state, entry.code) for entry in entries if entry] == [UNREADABLE] * 5
    assert world.store.get("exports/m1") is broken
    assert world.personio.requests == []


@pytest.mark.parametrize("origin", Origin)
def test_a_broken_connection_is_explained(world: World, card: MatchCard, origin: Origin) -> None:
    """A success of a company whose connection nobody can read waits for us, and leaves once it is mended."""
    well = world.store.get("connections/acme")
    world.store.put("connections/acme", Broken())
    assert card.preview(COMPANY, "m1").document is None
    world.export(origin=origin)
    assert world.state() == UNREADABLE
    world.store.put("connections/acme", well)
    world.clock.advance(3600)
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_a_broken_account_has_turns(world: World) -> None:
    """What is due of an account that nobody can read any more leaves after the next sweep."""
    world.export()
    world.queue(COMPANY)
    world.store.put(f"accounts/{ACCOUNT}", Broken())
    world.queue_of_turns.turns.clear()
    world.clock.advance(60)
    world.run()
    assert world.state(f"{COMPANY}-00000") == (State.EXPORTED, None)


def test_a_broken_holder_keeps_the_key(world: World) -> None:
    """Where nobody knows what became of the person's other match, the second request is not sent."""
    world.export()
    world.store.put("exports/m1", Broken(COMPANY))
    world.succeed("m2")
    world.export("m2")
    assert world.state("m2") == UNREADABLE
    assert len(world.personio.requests) == 1


def test_a_match_that_lost_its_company_is_explained(world: World, card: MatchCard) -> None:
    """Its entry says so in its own company's name, hour for hour, until the match names its company again."""
    world.store.put("jobs/job", replace(world.store.get("jobs/job"), link=None))
    world.export()
    world.link("job", 4711)
    match = world.store.get("matches/m1")
    world.store.put("matches/m1", replace(match, company_id=""))
    for _ in range(2):
        world.clock.advance(3600)
        world.export()
        entry = card.show(COMPANY, "m1").entry
        assert entry
        assert (entry.state, entry.code, entry.company_id) == (*UNREADABLE, COMPANY)
        assert entry.due_at
        assert entry.due_at > world.clock.now()
    world.store.put("matches/m1", match)
    assert card.export(COMPANY, "m1", "rob").state is State.EXPORTED


def test_a_match_without_a_company_is_nobodys(world: World, card: MatchCard) -> None:
    """Without a company there is no entry, and no company's member can tell it from a made-up match."""
    world.store.put("matches/m1", replace(world.store.get("matches/m1"), company_id=""))
    assert world.export() is None
    for company in (COMPANY, ""):
        with pytest.raises(Problem, match="match_not_found"):
            card.show(company, "m1")


@pytest.mark.parametrize("secret", ["", "projects/other/secrets/x/versions/1"])
def test_a_secret_that_is_not_ours_is_explained(world: World, secret: str) -> None:
    """A connection that names somebody else's secret is not used, and nothing is raised."""
    world.put_connection(secret=secret)
    world.export()
    assert world.state() == UNREADABLE
    assert world.personio.requests == []


def test_a_problem_that_nobody_knows_is_shown_without_words(world: World) -> None:
    """A connection whose feed has a code of nobody's is shown all the same."""
    feed = FeedState(checked_at=world.clock.now(), problem="odd")
    world.put_connection(feed=feed)
    shown = connection_view(world.store.get("connections/acme"), "en", admin=False)["feed"]
    assert shown == {"checked_at": feed.checked_at, "problem": "odd"}


def test_no_address_is_as_long_as_a_document(world: World) -> None:
    """An e-mail longer than any address is a gap in the profile: it is kept in the entry once it is sent."""
    ada = world.store.get("developers/ada")
    for length, state in ((255, State.NEEDS_ACTION), (254, State.EXPORTED)):
        address = "@example.org".rjust(length, "a")
        world.store.put("developers/ada", replace(ada, email=address))
        world.export(origin=Origin.CLICK)
        assert world.store.get("exports/m1").state is state
