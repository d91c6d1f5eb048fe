"""What stands against an export: explained, looked at again, and gone."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.structs import replace
from tests.support.obstacles import (
    another_companys_job,
    feature_off,
    linked_elsewhere,
    no_developer,
    no_email,
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


@pytest.fixture
def world() -> World:
    return one_match()


def unknown() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("cause", "state", "code"),
    [
        (not_linked, State.NEEDS_ACTION, Code.NOT_LINKED),
        (linked_elsewhere, State.NEEDS_ACTION, Code.NOT_LINKED),
        (paused, State.WAITING, Code.PAUSED),
        (paused_everywhere, State.WAITING, Code.PAUSED),
        (refused_token, State.WAITING, Code.RECONNECT),
        (feature_off, State.WAITING, Code.FEATURE_OFF),
        (no_email, State.NEEDS_ACTION, Code.DEVELOPER_INCOMPLETE),
        (no_developer, State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN),
        (no_job, State.NEEDS_ACTION, Code.JOB_UNKNOWN),
        (another_companys_job, State.NEEDS_ACTION, Code.COMPANY_MISMATCH),
        (resting, State.QUEUED, Code.RESTING),
        (outage, State.WAITING, Code.OUTAGE),
        (no_slot, State.QUEUED, None),
    ],
)
def test_what_keeps_it_is_explained(
    world: World, cause: Callable[[World], None], state: State, code: Code | None
) -> None:
    """Nothing is sent while a reason stands against it, and the entry names the reason."""
    cause(world)
    world.export()
    assert world.state() == (state, code)
    assert world.personio.requests == []


@pytest.mark.parametrize(
    ("cause", "who"),
    [
        (not_linked, "recruiter"),
        (no_email, "developer"),
        (no_developer, "matched.io"),
        (no_job, "matched.io"),
        (another_companys_job, "matched.io"),
        (paused, None),
        (paused_everywhere, None),
        (refused_token, None),
    ],
)
def test_who_has_to_act_and_when_it_is_looked_at_again(
    world: World, cause: Callable[[World], None], who: str | None
) -> None:
    """A parked entry names who can mend it, and is looked at within the hour whether anybody does or not."""
    cause(world)
    now = world.clock.now()
    entry = world.export()
    assert entry is not None
    assert entry.due_at is not None
    assert (entry.who, entry.due_at) == (who, world.pace.look_again(ACCOUNT, now))
    assert now < entry.due_at <= now + timedelta(hours=1)


@pytest.mark.parametrize(("cause", "seconds"), [(resting, 30), (outage, 30), (no_slot, 0)])
def test_what_waits_for_its_account_leaves_when_that_opens(
    world: World, cause: Callable[[World], None], seconds: float
) -> None:
    """A rest's end, the next probe: due then. No slot: due at once, to be first when there is one."""
    cause(world)
    entry = world.export()
    now = world.clock.now()
    assert entry is not None
    assert (entry.who, entry.due_at) == (None, now + timedelta(seconds=seconds))
    assert world.queue_of_turns.next_at() == now + timedelta(seconds=30)


def test_parked_entries_of_an_account_are_looked_at_together(world: World) -> None:
    """Whenever they were parked within its hour, an account's entries are due at one moment, of its own."""
    times = [world.clock.now() + timedelta(minutes=minute) for minute in range(60)]
    looks = {account: {world.pace.look_again(account, at) for at in times} for account in ("1", "2", "3")}
    assert {len(moments) for moments in looks.values()} == {2}
    assert len({moment.minute for moments in looks.values() for moment in moments}) == 3


@pytest.mark.parametrize("cause", [not_linked, no_email, paused, resting, outage])
def test_it_leaves_when_the_cause_is_gone(world: World, cause: Callable[[World], None]) -> None:
    """An entry whose cause is gone is sent at the next look, once it is due."""
    cause(world)
    world.export()
    fresh = one_match()
    for path in ("connections/acme", "jobs/job", "developers/ada", "accounts/100001"):
        world.store.put(path, replace(fresh.store.get(path)))
    world.put_connection(secret=world.secrets.add("acme", "token-one"))
    world.clock.advance(61)
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_what_waits_for_a_slot_no_longer_waits_for_what_is_over(world: World) -> None:
    """An entry that was paused and now finds no slot is queued without a reason: the pause is over."""
    paused(world)
    world.export()
    world.put_connection(paused=False)
    no_slot(world)
    world.export()
    assert world.state() == (State.QUEUED, None)


def test_a_click_finds_a_slot_that_automatic_sending_leaves(world: World) -> None:
    """Eighteen slots are for automatic sending, the other two are kept for clicks."""
    no_slot(world)
    world.export()
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.EXPORTED, None)


def test_a_parked_entry_is_not_written_again_for_nothing(world: World) -> None:
    """Looking again at an entry whose reason still stands writes nothing until it is due."""
    not_linked(world)
    world.export()
    world.store.calls.clear()
    world.export()
    assert world.store.calls == ["read"]


@pytest.mark.parametrize("ask", [Origin.LIVE, Origin.CLICK])
def test_an_alarm_is_raised_once(world: World, capsys: pytest.CaptureFixture[str], ask: Origin) -> None:
    """However often a parked entry is looked at, it is logged when it begins to wait for that reason."""
    not_linked(world)
    for _ in range(24):
        world.export(origin=ask)
        world.clock.advance(3600)
    assert capsys.readouterr().out.count('"event": "export_needs_action"') == 1
    world.store.drop("developers/ada")
    world.link("job", 4711)
    world.export(origin=ask)
    assert world.state() == (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN)
    assert capsys.readouterr().out.count('"event": "export_needs_action"') == 1


@pytest.mark.parametrize(
    ("origin", "kept", "measured"),
    [(Origin.LIVE, False, [90.0]), (Origin.LIVE, True, []), (Origin.CLICK, False, [])],
)
def test_how_long_a_success_waited_is_told_where_nothing_kept_it(
    world: World, capsys: pytest.CaptureFixture[str], *, origin: Origin, kept: bool, measured: list[float]
) -> None:
    """Seconds from a live success to its applicant; nothing of what was parked before, or clicked."""
    if kept:
        not_linked(world)
        world.export(origin=origin)
        world.link("job", 4711)
    world.clock.advance(90)
    world.export(origin=origin)
    assert world.state() == (State.EXPORTED, None)
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    assert [line["waited_seconds"] for line in lines if "waited_seconds" in line] == measured


def test_looking_again_is_no_change(world: World) -> None:
    """A look that finds the same reason moves the due time alone: since when it waits stays told."""
    not_linked(world)
    first = world.export()
    world.clock.advance(3600)
    assert first is not None
    assert world.export() == replace(first, due_at=world.pace.look_again(ACCOUNT, world.clock.now()))


def test_two_entries_in_a_row_make_an_outage(world: World) -> None:
    """One entry ending in 5xx keeps its schedule; a second, different one makes it the account's outage."""
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", developer_id="bob")
    world.personio.script = [unknown(), unknown()]
    world.export("m1")
    assert world.state("m1") == (State.QUEUED, Code.RETRY)
    world.export("m2")
    assert world.state("m2") == (State.WAITING, Code.OUTAGE)
    assert world.store.get("accounts/100001").outage_since is not None


def test_an_answer_ends_an_outage(world: World) -> None:
    """The first probe that is answered ends the outage for everybody."""
    outage(world)
    world.export()
    world.clock.advance(31)
    world.export()
    assert world.store.get("accounts/100001").outage_since is None
    assert world.state() == (State.EXPORTED, None)


def test_an_outage_asks_one_at_a_time(world: World) -> None:
    """When a probe is due, one entry is the probe, and the next waits for the next probe."""
    outage(world)
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", developer_id="bob")
    world.clock.advance(31)
    second: list[Export | None] = []

    def meanwhile() -> None:
        world.personio.during = lambda: None
        second.append(world.export("m2"))

    world.personio.during = meanwhile
    world.personio.script = [unknown()]
    world.export("m1")
    assert [(entry.state, entry.code) for entry in second if entry] == [(State.WAITING, Code.OUTAGE)]
    assert len(world.personio.requests) == 1
