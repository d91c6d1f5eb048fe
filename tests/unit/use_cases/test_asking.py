"""Which turns a sweep asks for, and what it tells of what was due."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from local.memory.store import Broken
from shared.domain.ledger.account import Account
from shared.domain.ledger.backfill import Backfill
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import Sweep
from shared.structs import replace
from shared.use_cases import tuning
from tests.support.world import World

HOUR = timedelta(hours=1)
COMPANIES = ("acme", "beta", "ceta")


@pytest.fixture
def world() -> World:
    """Three companies with one due entry each, and no turn that anybody asked for."""
    world = World()
    for name in COMPANIES:
        world.company(name)
        enqueue(world, name)
    return world


def enqueue(world: World, name: str, number: int = 0, origin: Origin = Origin.LIVE) -> None:
    world.exporter.enqueue(Addresses(match_id=world.match(name, number)), origin=origin)


def asked_for(world: World) -> set[str]:
    return {turn.account for turn in world.queue_of_turns.turns}


def test_each_account_with_something_due_has_a_turn(world: World) -> None:
    """The sweep tells how much was due and for how many accounts it asked."""
    enqueue(world, "acme", 1)
    swept = world.sweep()
    assert (swept.due, swept.asked) == (4, 3)
    assert asked_for(world) == {"account-acme", "account-beta", "account-ceta"}


def test_nobody_asks_where_a_turn_is_expected(world: World) -> None:
    """An account whose turn is to come is left alone; one whose turn is two minutes late is asked for."""
    second = int(world.clock.now().timestamp())
    for name, turn_at in (("acme", second + 30), ("beta", second - 120), ("ceta", second - 121)):
        world.store.put(f"accounts/account-{name}", Account(id=f"account-{name}", turn_at=turn_at))
    assert world.sweep().asked == 1
    assert asked_for(world) == {"account-ceta"}


def test_an_account_that_nobody_can_read_is_asked_for(world: World) -> None:
    """What it expects nobody can tell; its turn says what is wrong, and the others have theirs."""
    world.store.put("accounts/account-acme", Broken())
    world.sweep()
    assert asked_for(world) == {"account-acme", "account-beta", "account-ceta"}


def test_a_sweep_without_time_asks_for_no_further_turn(world: World) -> None:
    """Each account is asked for in what is left of the sweep's time."""
    looks = iter([True, False, False])
    assert world.sweeping.asking.ask(Sweep(), lambda: next(looks))[1].asked == 1
    assert asked_for(world) == {"account-acme"}


def test_what_one_sweep_cannot_read_is_read_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As much as one sweep reads, and where the next goes on; behind the last it begins anew."""
    monkeypatch.setattr(tuning, "MOST_DUE", 3)
    enqueue(world, "acme", 1)
    now = world.clock.now()
    for number, match in enumerate(("acme-00000", "acme-00001", "beta-00000", "ceta-00000")):
        entry = world.entry(match)
        assert entry is not None
        world.store.put(f"exports/{match}", replace(entry, due_at=now - timedelta(minutes=9 - number)))
    first = world.sweep()
    assert (first.due, asked_for(world)) == (3, {"account-acme", "account-beta"})
    assert world.store.get("settings/sweep").due_after == now - timedelta(minutes=7)
    world.sweep()
    assert asked_for(world) == {"account-acme", "account-beta", "account-ceta"}
    assert world.store.get("settings/sweep").due_after is None


def test_a_back_fill_under_way_has_turns_without_anything_due() -> None:
    """As many companies' as one sweep looks after, the first asked for first."""
    world = World()
    now = world.clock.now()
    world.store.put("settings/sweep", Sweep(pass_began_at=now))
    for number, name in enumerate(COMPANIES):
        world.company(name)
        asked_at = now - number * HOUR
        world.store.put(f"back_fills/{name}", Backfill(company_id=name, requested_at=asked_at, running=True))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tuning, "BACKFILLS_AT_ONCE", 2)
        swept = world.sweep()
    assert (swept.due, swept.oldest_due_seconds, swept.asked) == (0, 0.0, 2)
    assert asked_for(world) == {"account-beta", "account-ceta"}


def test_a_back_fills_entries_keep_nobody_waiting() -> None:
    """Where back-fills alone are due, the oldest waits for nothing."""
    world = World()
    world.company("acme")
    enqueue(world, "acme", origin=Origin.BACKFILL)
    world.clock.advance(3600)
    swept = world.sweep()
    assert (swept.due, swept.oldest_due_seconds) == (1, 0.0)


def overdue(capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    """Match → seconds, of the lines that count against the objective."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {each["match"]: each["waited_seconds"] for each in lines if each["event"] == "export_overdue"}


def test_what_no_turn_was_to_send_is_told_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """From two minutes on, and never again, though the queue stays silent."""
    world.clock.advance(119)
    world.sweep()
    assert overdue(capsys) == {}
    world.clock.advance(300)
    enqueue(world, "acme", 1)
    world.sweep()
    assert overdue(capsys) == dict.fromkeys(("acme-00000", "beta-00000", "ceta-00000"), 419)
    world.clock.advance(300)
    world.sweep()
    assert overdue(capsys) == {"acme-00001": 300}
    world.clock.advance(300)
    world.sweep()
    assert overdue(capsys) == {}


def test_what_waits_for_personio_is_not_overdue(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a turn is expected the account takes no more yet; a back-fill keeps nobody waiting."""
    enqueue(world, "beta", 1, Origin.BACKFILL)
    world.clock.advance(300)
    second = int(world.clock.now().timestamp())
    world.store.put("accounts/account-acme", Account(id="account-acme", turn_at=second + 30))
    world.sweep()
    assert overdue(capsys).keys() == {"beta-00000", "ceta-00000"}


def test_one_entry_of_nobodys_account_that_fails_stops_no_other(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """What breaks off is logged by company and match; the other is explained."""
    for name in ("acme", "beta"):
        world.store.drop(f"connections/{name}")
    export: Callable[..., Any] = world.exporter.export

    def fails_for_one(where: Addresses, **asked: Any) -> Any:
        if where.match_id == "acme-00000":
            raise ValueError("whatever it is")
        return export(where, **asked)

    exporter: Any = type("Fails", (), {"export": staticmethod(fails_for_one)})()
    replace(world.sweeping.asking, exporter=exporter).ask(Sweep(), lambda: True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    failed = [line for line in lines if line["event"] == "export_failed"]
    assert [(line["company"], line["match"], line["kind"]) for line in failed] == [
        ("acme", "acme-00000", "ValueError")
    ]
    assert world.state("beta-00000") == (State.NEEDS_ACTION, Code.DISCONNECTED)
