"""What an entry tells that is not sent: why, whose move it is, since when, and when it is looked at again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from local.memory.store import Broken
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Evidence, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.structs import replace
from tests.support.obstacles import (
    another_companys_job,
    disconnected,
    feature_off,
    no_developer,
    no_job,
    no_slot,
    not_linked,
    outage,
    paused,
    paused_everywhere,
    refused_token,
    resting,
)
from tests.support.world import ACCOUNT, World, one_match

UNKNOWN = Answer(outcome=Outcome.UNKNOWN)
REFUSED = Answer(
    outcome=Outcome.REFUSED, status=400, refusals=(Refusal(reason=ReasonCode("unlisted"), field="phone"),)
)
HOUR, RETRY = 3600, 64


@pytest.fixture
def world() -> World:
    return one_match()


def not_connected(world: World) -> None:
    world.store.drop("connections/acme")


def broken_connection(world: World) -> None:
    world.store.put("connections/acme", Broken())


def foreign_secret(world: World) -> None:
    world.put_connection(secret="")


def no_token(world: World) -> None:
    world.secrets.retire(world.store.get("connections/acme").secret)


def no_name(world: World) -> None:
    world.store.put("developers/ada", a_developer(first_name="", email="ada"))


def dies() -> None:
    raise KeyboardInterrupt


def due_at(world: World, look: str | int | None) -> datetime:
    """After so many seconds, or at this account's own minute of the hour, or at nobody's."""
    now = world.clock.now()
    return now + timedelta(seconds=look) if isinstance(look, int) else world.pace.look_again(look, now)


@pytest.mark.parametrize(
    ("cause", "code", "who", "fields", "look"),
    [
        (disconnected, Code.DISCONNECTED, "admin", (), ACCOUNT),
        (not_connected, Code.DISCONNECTED, "admin", (), None),
        (paused, Code.PAUSED, None, (), ACCOUNT),
        (refused_token, Code.RECONNECT, None, (), ACCOUNT),
        (no_token, Code.RECONNECT, None, (), ACCOUNT),
        (feature_off, Code.FEATURE_OFF, None, (), ACCOUNT),
        (broken_connection, Code.DOCUMENT_UNREADABLE, "matched.io", (), None),
        (foreign_secret, Code.DOCUMENT_UNREADABLE, "matched.io", (), ACCOUNT),
        (no_job, Code.JOB_UNKNOWN, "matched.io", (), ACCOUNT),
        (another_companys_job, Code.COMPANY_MISMATCH, "matched.io", (), ACCOUNT),
        (not_linked, Code.NOT_LINKED, "recruiter", (), ACCOUNT),
        (no_developer, Code.DEVELOPER_UNKNOWN, "matched.io", (), ACCOUNT),
        (no_name, Code.DEVELOPER_INCOMPLETE, "developer", ("first_name", "email"), ACCOUNT),
        (resting, Code.RESTING, None, (), 30),
        (outage, Code.OUTAGE, None, (), 30),
        (no_slot, None, None, (), 0),
    ],
)
def test_what_rests_says_why_and_whose_move_it_is(
    world: World,
    cause: Callable[[World], None],
    code: Code | None,
    who: str | None,
    fields: tuple[str, ...],
    look: str | int | None,
) -> None:
    """An entry that cannot be sent names the cause, who can mend it, since when, and the next look at it."""
    world.exporter.enqueue(Addresses(match_id="m1"), origin=Origin.LIVE)
    world.card.cancel("acme", "m1", "rob")
    world.clock.advance(5)
    world.succeed("m1")
    cause(world)
    entry, now = world.export(), world.clock.now()
    assert entry is not None
    assert (entry.code, entry.who, entry.fields) == (code, who, fields)
    assert (entry.updated_at, entry.due_at) == (now, due_at(world, look))
    assert world.personio.requests == []


def another_account(world: World) -> None:
    world.put_connection(account="200002")
    world.store.put("accounts/200002", Account(id="200002"))


def forgotten(world: World) -> None:
    world.store.put("exports/m1", world.the_entry().pruned())


@pytest.mark.parametrize(
    ("cause", "code", "who", "account"),
    [
        (another_account, Code.ACCOUNT_CHANGED, "admin", "200002"),
        (forgotten, Code.GAVE_UP, "recruiter", ACCOUNT),
    ],
)
def test_what_may_have_arrived_and_cannot_be_repeated_waits_for_a_person(
    world: World, cause: Callable[[World], None], code: Code, who: str, account: str
) -> None:
    """An open outcome of another account, or whose address is forgotten, names who has to look."""
    world.personio.script = [UNKNOWN]
    world.export()
    cause(world)
    world.clock.advance(RETRY)
    world.export()
    entry, now = world.the_entry(), world.clock.now()
    assert (entry.state, entry.code, entry.who) == (State.NEEDS_ACTION, code, who)
    assert (entry.updated_at, entry.due_at) == (now, due_at(world, account))
    assert len(world.personio.requests) == 1


@pytest.mark.parametrize("cause", [refused_token, feature_off])
def test_no_application_is_the_probe_of_a_refused_connection(
    world: World, cause: Callable[[World], None]
) -> None:
    """Neither by itself nor by a click does one leave when the connection's proof is due."""
    cause(world)
    world.put_connection(refused_since=world.clock.now(), next_probe_at=world.clock.now())
    world.export()
    world.export(origin=Origin.CLICK)
    entry = world.the_entry()
    assert (entry.state, entry.due_at) == (State.WAITING, due_at(world, ACCOUNT))
    assert world.personio.requests == []


def answers(world: World) -> None:
    """The account has answered just now, so that one request does not wait for another."""
    known = world.store.get(f"accounts/{ACCOUNT}")
    world.store.put(f"accounts/{ACCOUNT}", replace(known, answered_at=world.clock.now()))


@pytest.mark.parametrize(("passed", "seconds"), [(5, 90), (29, 90), (45, 105), (80, 140)])
def test_a_held_entry_is_looked_at_when_its_holder_may_be_through(
    world: World, passed: int, seconds: int
) -> None:
    """It waits until the holder's lease ends, and a minute at least."""
    world.succeed("m2")
    claimed_at = world.clock.now()
    held: list[Export] = []

    def meanwhile() -> None:
        world.clock.advance(passed)
        answers(world)
        world.export("m2")
        held.append(world.the_entry("m2"))

    world.personio.during = meanwhile
    world.export("m1")
    assert [(entry.state, entry.code) for entry in held] == [(State.QUEUED, Code.HELD)]
    looked_at = [(entry.due_at or claimed_at) - claimed_at for entry in held]
    assert timedelta(seconds=seconds) <= looked_at[0] < timedelta(seconds=seconds + 1)
    assert held[0].updated_at - claimed_at < timedelta(seconds=passed + 1)


def test_who_is_carried_stands_where_the_other_match_stands(world: World) -> None:
    """A match that another one's request stands for tells its place, its evidence and its moment."""
    first = world.export()
    assert first is not None
    world.clock.advance(60)
    world.succeed("m2")
    second = world.export("m2")
    assert second is not None
    assert (second.account, second.position_id) == (ACCOUNT, 4711)
    assert (second.evidence, second.exported_at) == (Evidence.CREATED, first.exported_at)
    assert (second.carried_by, second.carried_within) == ("m1", True)
    assert (second.updated_at, second.due_at) == (world.clock.now(), None)


def new_token(world: World) -> None:
    world.put_connection(secret=world.secrets.add("acme", "token-two"))


def new_channel(world: World) -> None:
    world.put_connection(channel_id=77)


def new_position(world: World) -> None:
    world.link("job", 4712)


def new_profile(world: World) -> None:
    world.store.put("developers/ada", a_developer(phone="+49 30 123456"))


@pytest.mark.parametrize("change", [new_token, new_channel, new_position, new_profile])
def test_what_was_refused_goes_again_once_an_input_changes(
    world: World, change: Callable[[World], None]
) -> None:
    """Each input that Personio may have refused wakes what it refused, and only that."""
    world.personio.script = [REFUSED]
    world.export()
    for _ in range(2):
        world.clock.advance(HOUR)
        entry = world.export()
        assert entry is not None
        assert (entry.code, entry.due_at) == (Code.REFUSED, due_at(world, ACCOUNT))
    change(world)
    world.export()
    assert (world.state(), len(world.personio.requests)) == ((State.EXPORTED, None), 2)


@pytest.mark.parametrize("cause", [paused, paused_everywhere, refused_token, feature_off])
def test_what_was_refused_stays_refused_whatever_its_connection_waits_for(
    world: World, cause: Callable[[World], None]
) -> None:
    """It would not be sent anyhow: it tells what it told before, and is not sent when the cause is gone."""
    world.personio.script = [REFUSED]
    refused = world.export()
    assert refused is not None
    before = world.store.get("connections/acme")
    cause(world)
    world.clock.advance(HOUR)
    assert world.export() == replace(refused, due_at=due_at(world, ACCOUNT))
    world.store.put("connections/acme", before)
    world.store.drop("settings/global")
    world.clock.advance(HOUR)
    assert world.export() == replace(refused, due_at=due_at(world, ACCOUNT))
    assert len(world.personio.requests) == 1


@pytest.mark.parametrize("cause", [disconnected, not_connected])
def test_what_was_refused_says_that_it_is_disconnected(world: World, cause: Callable[[World], None]) -> None:
    """Where nothing can be sent any more, an admin has to act first; new credentials are new inputs."""
    world.personio.script = [REFUSED]
    world.export(origin=Origin.CLICK, position_id=4711)
    before = world.store.get("connections/acme")
    cause(world)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.DISCONNECTED)
    world.store.put("connections/acme", before)
    new_token(world)
    world.export()
    assert (world.state(), len(world.personio.requests)) == ((State.EXPORTED, None), 2)


def test_what_is_given_up_during_a_pause_is_not_sent_after_it(world: World) -> None:
    """An attempt that lapsed as the last of its seven days is given up, paused or not."""
    world.personio.script = [UNKNOWN]
    world.export()
    long_ago = world.clock.now() - world.pace.give_up_after
    world.store.put("exports/m1", replace(world.the_entry(), failing_since=long_ago))
    world.clock.advance(RETRY)
    world.personio.during = dies
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.during = lambda: None
    paused(world)
    world.clock.advance(HOUR)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)
    world.put_connection(paused=False)
    world.export()
    assert (world.state(), len(world.personio.requests)) == ((State.NEEDS_ACTION, Code.GAVE_UP), 2)


def test_a_click_on_what_was_refused_is_sent_after_the_pause(world: World) -> None:
    """Who clicks during a pause asks for it once more: it waits for the pause alone."""
    world.personio.script = [REFUSED]
    world.export()
    paused(world)
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.WAITING, Code.PAUSED)
    world.put_connection(paused=False)
    world.export()
    assert (world.state(), len(world.personio.requests)) == ((State.EXPORTED, None), 2)


def test_a_click_sends_what_was_refused_once_more(world: World) -> None:
    """A person may have mended what nobody here can see."""
    world.personio.script = [REFUSED] * 2
    world.export()
    world.export(origin=Origin.CLICK)
    assert (world.state(), len(world.personio.requests)) == ((State.NEEDS_ACTION, Code.REFUSED), 2)


@pytest.mark.parametrize("path", ["jobs/job", "developers/ada"])
def test_what_was_refused_goes_again_once_what_it_lacked_is_back(world: World, path: str) -> None:
    """What went missing meanwhile is the reason it rests for, and no refusal: that it is back is news."""
    world.personio.script = [REFUSED]
    world.export()
    there = world.store.get(path)
    world.store.drop(path)
    world.export()
    assert world.state() in {
        (State.NEEDS_ACTION, Code.JOB_UNKNOWN),
        (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN),
    }
    world.store.put(path, there)
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_what_was_refused_goes_again_once_its_ad_is_linked_again(world: World) -> None:
    """It rested for the missing link, though Personio had refused it for something else before."""
    world.personio.script = [REFUSED]
    world.export()
    linked = world.store.get("jobs/job")
    world.store.put("jobs/job", replace(linked, link=None))
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.NOT_LINKED)
    world.store.put("jobs/job", linked)
    world.export()
    assert world.state() == (State.EXPORTED, None)
