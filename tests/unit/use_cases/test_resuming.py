"""What an entry keeps and what it renews when it is taken up, put down, cancelled or asked for again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from local.memory.store import Broken
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Origin, State
from shared.structs import replace
from tests.support.obstacles import paused
from tests.support.world import ACCOUNT, World, one_match

UNKNOWN = Answer(outcome=Outcome.UNKNOWN)
LEASE, RETRY = 91, 64


@pytest.fixture
def world() -> World:
    return one_match()


def resting(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", resting_until=until))


def awake(world: World) -> None:
    world.store.put("accounts/100001", Account(id="100001"))
    world.clock.advance(31)


def dies() -> None:
    raise KeyboardInterrupt


def crash(world: World) -> None:
    """The worker is gone while its request is out."""
    world.personio.during = dies
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.during = lambda: None


def test_it_goes_by_what_the_match_says_now(world: World) -> None:
    """Another ad, another person and a later success of the same match count from the next decision on."""
    resting(world)
    world.export()
    world.link("job2", 4712)
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.clock.advance(5)
    world.succeed("m1", "bob", "job2")
    awake(world)
    entry = world.export()
    assert entry is not None
    assert (entry.job_id, entry.developer_id, entry.successful_at) == (
        "job2",
        "bob",
        world.store.get("matches/m1").successful_at,
    )
    assert world.personio.applicants == [("100001", 4712, "bob@example.org")]


def test_an_open_outcome_stays_the_persons_it_was_sent_for(world: World) -> None:
    """While an outcome is open the entry keeps its person, whoever the match names meanwhile."""
    world.personio.script = [UNKNOWN]
    world.export()
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m1", "bob")
    world.clock.advance(RETRY)
    world.export()
    assert world.the_entry().developer_id == "ada"
    assert len(world.personio.requests) == 1


def test_a_click_does_not_begin_the_schedule_anew(world: World) -> None:
    """Only after somebody had to act do the tries count from one again; a click in between goes on."""
    world.personio.script = [UNKNOWN, UNKNOWN]
    world.export()
    first = world.the_entry()
    world.export(origin=Origin.CLICK)
    again = world.the_entry()
    assert (first.tries, again.tries, again.failing_since) == (1, 2, first.failing_since)


def test_a_click_after_giving_up_begins_the_schedule_anew(world: World) -> None:
    """What was given up and is clicked has its seven days again."""
    world.personio.script = [UNKNOWN] * 60
    for _ in range(20):
        world.export()
        world.clock.advance(12 * 3600)
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)
    world.export(origin=Origin.CLICK)
    assert (world.state(), world.the_entry().tries) == ((State.QUEUED, Code.RETRY), 1)


def test_what_was_given_up_is_not_sent_again_unasked(world: World) -> None:
    """The inputs that led to giving up are remembered, also where the last attempt lapsed."""
    world.personio.script = [UNKNOWN] * 60
    for _ in range(14):
        world.export()
        world.clock.advance(12 * 3600)
    crash(world)
    world.clock.advance(LEASE)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)
    sent = len(world.personio.requests)
    world.clock.advance(2 * 3600)
    world.export()
    assert (world.state(), len(world.personio.requests)) == ((State.NEEDS_ACTION, Code.GAVE_UP), sent)


def test_a_lapsed_attempt_is_noted_as_of_its_claim(world: World) -> None:
    """The line of an attempt that lapsed says when it was claimed, not when somebody found it."""
    claimed_at = world.clock.now()
    crash(world)
    world.clock.advance(LEASE)
    world.export()
    (line,) = world.the_entry().attempts
    assert (line.outcome, line.at) == ("lapsed", claimed_at)


def not_connected(world: World) -> None:
    world.store.drop("connections/acme")


def broken_connection(world: World) -> None:
    world.store.put("connections/acme", Broken())


@pytest.mark.parametrize(
    ("cause", "state", "code", "account"),
    [
        (paused, State.WAITING, Code.PAUSED, ACCOUNT),
        (not_connected, State.NEEDS_ACTION, Code.DISCONNECTED, None),
        (broken_connection, State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE, None),
    ],
)
def test_a_lapse_names_what_stands_against_sending(
    world: World, cause: Callable[[World], None], state: State, code: Code, account: str | None
) -> None:
    """What stands against sending is said at once, also where the schedule would have it wait."""
    crash(world)
    world.clock.advance(LEASE)
    cause(world)
    entry, now = world.export(), world.clock.now()
    assert entry is not None
    assert (entry.state, entry.code, entry.unknown) == (state, code, True)
    assert (entry.updated_at, entry.due_at) == (now, world.pace.look_again(account, now))


def test_what_lapsed_after_it_was_taken_back_and_given_again_says_nothing_of_it(world: World) -> None:
    """A mark of the time under way goes when the entry is taken up again and the match is successful."""

    def taken_back() -> None:
        world.succeed("m1", successful=False)
        world.export()
        dies()

    world.personio.during = taken_back
    with pytest.raises(KeyboardInterrupt):
        world.export()
    assert world.the_entry().taken_back_at is not None
    world.clock.advance(LEASE)
    world.succeed("m1")
    world.export()
    assert (world.state(), world.the_entry().taken_back_at) == ((State.QUEUED, Code.RETRY), None)


def test_a_match_that_changed_hands_goes_to_its_new_company(world: World) -> None:
    """Before anything is sent an entry belongs to the company that its match names now."""
    resting(world)
    world.export()
    world.company("globex", account="200002")
    world.clock.advance(31)
    world.succeed("m1", job_id="globex", company_id="globex")
    entry = world.export()
    assert entry is not None
    assert entry.company_id == "globex"
    assert world.personio.applicants == [("200002", 7, "ada@example.org")]


def test_who_asks_for_what_was_taken_back_gets_it_as_it_stands(world: World) -> None:
    """A cancelled entry of a match that is not successful is the answer, and is not written again."""
    resting(world)
    world.export()
    world.succeed("m1", successful=False)
    cancelled = world.export()
    world.store.calls.clear()
    assert cancelled is not None
    assert world.export() == cancelled
    assert world.store.calls == ["read"]


@pytest.mark.parametrize("sent", [False, True])
def test_a_cancel_says_who_and_when(world: World, *, sent: bool) -> None:
    """Cancelled by a person, an entry names the person and the moment, whatever may have been sent."""
    if sent:
        world.personio.script = [UNKNOWN]
    else:
        resting(world)
    world.export()
    world.clock.advance(5)
    world.card.cancel("acme", "m1", "rob")
    entry = world.the_entry()
    assert (entry.state, entry.by, entry.updated_at) == (State.CANCELLED, "rob", world.clock.now())


def test_a_cancel_before_any_claim_leaves_others_keys_alone(world: World) -> None:
    """An entry that never claimed holds no key, and takes none from whoever does."""
    world.succeed("m2")
    world.personio.script = [UNKNOWN]
    world.export("m2")
    world.store.put("exports/m1", replace(world.entry("m2") or world.the_entry(), match_id="m1", frozen=None))
    held = replace(world.the_entry(), unknown=False, state=State.QUEUED, code=Code.HELD, attempts=())
    world.store.put("exports/m1", held)
    world.card.cancel("acme", "m1", "rob")
    assert world.store.get("applicants/100001_4711_ada") == "m2"


def test_again_says_who_asked(world: World) -> None:
    """An export that a person asked for again names the person."""
    world.export()
    entry = world.export(origin=Origin.CLICK, again=True, by="rob")
    assert entry is not None
    assert entry.by == "rob"


def test_taken_back_and_given_again_while_it_is_sent(world: World) -> None:
    """A match that is taken back and succeeds again under way is as if nothing had happened."""
    marks = []

    def back_and_forth() -> None:
        world.personio.during = lambda: None
        for successful in (False, False, True, True):
            world.succeed("m1", successful=successful)
            world.export()
            marks.append(world.the_entry().taken_back_at is not None)

    world.personio.during = back_and_forth
    world.export()
    assert marks == [True, True, False, False]
    assert world.the_entry().taken_back_at is None


def test_what_is_not_yet_due_is_the_answer_as_it_stands(world: World) -> None:
    """Who asks for an entry that waits for its time gets the entry, and nothing is written."""
    world.personio.script = [UNKNOWN]
    world.export()
    before = world.the_entry()
    world.store.calls.clear()
    assert world.export() == before
    assert world.store.calls == ["read"]


@pytest.mark.parametrize("second", [Origin.LIVE, Origin.CLICK])
@pytest.mark.parametrize("first", [Origin.LIVE, Origin.CLICK])
def test_who_looks_at_a_waiting_entry_changes_nothing(world: World, first: Origin, second: Origin) -> None:
    """Who looks at what still waits for the same reason writes neither person nor origin over it."""
    world.put_connection(paused=True)
    before = world.export(origin=first, by="rob" if first is Origin.CLICK else None)
    world.clock.advance(5)
    world.store.calls.clear()
    assert world.export(origin=second, by="tom" if second is Origin.CLICK else None) == before
    assert world.store.calls == ["read"]


def test_a_preview_of_what_only_again_sends_shows_it_as_it_stands(world: World) -> None:
    """What may be in Personio already would not be sent by a click, and the preview says why not."""
    world.export()
    pruned = replace(world.the_entry(), state=State.CANCELLED, code=Code.MAYBE_IN_PERSONIO, unknown=True)
    world.store.put("exports/m1", pruned)
    assert world.card.preview("acme", "m1").entry == pruned


def test_a_preview_without_the_person_shows_no_document(world: World) -> None:
    """Where the developer is gone there is nothing to show but what the entry would say."""
    world.store.drop("developers/ada")
    shown = world.card.preview("acme", "m1")
    assert shown.document is None
    assert shown.entry is not None
    assert shown.entry.code is Code.DEVELOPER_UNKNOWN
