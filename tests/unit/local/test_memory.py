"""The in-memory twins, where their contract tests do not reach every case."""

from datetime import UTC, datetime, timedelta

from local.memory.dispatch import InMemoryDispatch
from local.memory.ledger import with_update
from local.scenes.scene import eventually
from local.twins import giving_turns
from shared.domain.ledger.account import Account, AccountUpdate, Slot
from shared.domain.ledger.export import Origin
from shared.domain.ledger.turn import Turn

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def test_what_an_answer_teaches() -> None:
    """An answer shortens its slot and ends an outage; silence begins one; a 429 makes it rest."""
    slots = {"a0": Slot(until=seconds(10), origin=Origin.LIVE)}
    known = Account(id="1", slots=slots, outage_since=NOW, next_probe_at=NOW, last_failure="m")
    answered = with_update(
        known,
        AccountUpdate(attempt_id="a0", slot=Slot(until=seconds(62), origin=Origin.LIVE), answered_at=NOW),
    )
    held = {"a0": Slot(until=seconds(62), origin=Origin.LIVE)}
    assert answered == Account(id="1", slots=held, answered_at=NOW)
    silent = with_update(
        Account(id="1"),
        AccountUpdate(
            attempt_id="gone",
            slot=Slot(until=seconds(62), origin=Origin.CLICK),
            failed="m2",
            outage_since=NOW,
            next_probe_at=seconds(60),
            resting_until=seconds(61),
        ),
    )
    assert silent == Account(
        id="1",
        slots={"gone": Slot(until=seconds(62), origin=Origin.CLICK)},
        resting_until=seconds(61),
        outage_since=NOW,
        next_probe_at=seconds(60),
        last_failure="m2",
    )


def test_turns_are_given_in_this_process() -> None:
    """Without the emulator each turn that is asked for is taken once, at its second or soon after."""
    dispatch, taken = InMemoryDispatch(), list[Turn]()
    soon, later = Turn(account="1", at=datetime.now(UTC)), Turn(account="2", at=seconds(10**9))
    with giving_turns(dispatch, taken.append):
        for turn in (soon, soon, later):
            dispatch.ask(turn)
        eventually(lambda: taken == [soon])
    assert dispatch.turns == {later}
