"""A company's rules, and the entries that wait for other ones: the twin and Firestore alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from shared.domain.errors import Problem
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import OF_RULES, Code, State
from shared.domain.ledger.snapshot import Addresses, Part
from shared.domain.rules import AttributeRule, Phase, Rules
from shared.structs import replace
from tests.support.sides import NOW, Ports, entry, ready

SAVED = Rules(
    attributes=(
        AttributeRule(id="custom_attribute_1", field="gender", options={"a.b/c": "custom_option_7"}),
        AttributeRule(id="custom_attribute_2", constant="matched.io"),
    ),
    phase=Phase(type="custom", id=501),
    tags=("it",),
    send={"phone": False, "cv": True},
    version=1,
    changed_by="ann",
    changed_at=NOW,
)
SYSTEM_PHASE = Rules(phase=Phase(type="system", id="offer"), version=2)
LATER = NOW + timedelta(days=365)


def saving(rules: Rules) -> Callable[[Rules | None], Rules]:
    return lambda _: rules


def test_none_say_nothing(ports: Ports) -> None:
    """A company that never saved any has rules of version 0 that say nothing, and so has a snapshot."""
    ready(ports, f"{ports.company}-m")
    assert ports.rules.get(ports.company) == Rules()
    assert ports.ledger.read(Addresses(match_id=f"{ports.company}-m")).rules == Rules()


@pytest.mark.parametrize("own", [True, False])
def test_what_is_saved_is_read_with_everything_else(ports: Ports, *, own: bool) -> None:
    """Each save replaces all of it, and the next snapshot of the company's matches has it."""
    match = f"{ports.company}-m"
    ready(ports, match)
    for rules in (SAVED, SYSTEM_PHASE):
        assert ports.rules.update(ports.company, saving(rules)) == rules
        assert ports.rules.get(ports.company) == rules
        seen = ports.ledger.read(Addresses(match_id=match, company_id=ports.company, own=own))
        assert (seen.rules, seen.unreadable) == (rules, frozenset())


def test_a_save_is_made_on_what_is_in_force(ports: Ports) -> None:
    """Of two at once, one sees what the other saved; who refuses leaves it as it is."""
    ports.rules.update(ports.company, saving(SAVED))
    ports.before_next_write(lambda: ports.rules.update(ports.company, saving(SYSTEM_PHASE)))
    met: list[Rules | None] = []

    def step(known: Rules | None) -> Rules:
        met.append(known)
        if known == SYSTEM_PHASE:
            raise Problem("rules_changed")
        return replace(SAVED, tags=())

    with pytest.raises(Problem, match="rules_changed"):
        ports.rules.update(ports.company, step)
    assert met == [SAVED, SYSTEM_PHASE]
    assert ports.rules.get(ports.company) == SYSTEM_PHASE


def test_broken_rules_are_named_and_can_be_made_anew(ports: Ports) -> None:
    """Rules that nobody can read are none, a snapshot tells, and saving mends them."""
    match = f"{ports.company}-m"
    ready(ports, match)
    ports.break_rules()
    seen = ports.ledger.read(Addresses(match_id=match))
    assert (seen.rules, seen.unreadable) == (Rules(), frozenset({Part.RULES}))
    assert ports.rules.get(ports.company) is None
    met: list[Rules | None] = []

    def step(known: Rules | None) -> Rules:
        met.append(known)
        return SAVED

    ports.rules.update(ports.company, step)
    assert met == [None]
    assert ports.ledger.read(Addresses(match_id=match)).unreadable == frozenset()


def test_only_what_waits_for_other_rules_is_woken(ports: Ports) -> None:
    """Of all that rests, what waits for a person for one of the reasons becomes due; and is found by them."""
    states = {
        "required": (State.NEEDS_ACTION, Code.ATTRIBUTE_REQUIRED),
        "option": (State.NEEDS_ACTION, Code.OPTION_UNKNOWN),
        "linked": (State.NEEDS_ACTION, Code.NOT_LINKED),
        "left over": (State.WAITING, Code.ATTRIBUTE_REQUIRED),
    }
    ready(ports, f"{ports.company}-m")
    for name, (state, code) in states.items():
        match = f"{ports.company}-{name}"
        ports.match(match)
        rests = entry(ports, match, state=state, code=code, due_at=LATER, lease_until=None)
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=rests))
    found = ports.exports.coded(ports.company, OF_RULES, 10)
    assert {each.match_id.removeprefix(f"{ports.company}-") for each in found} == {"required", "option"}
    assert len(ports.exports.coded(ports.company, OF_RULES, 1)) == 1
    assert ports.exports.wake_coded(ports.company, OF_RULES) == 2
    assert ports.exports.wake_coded(ports.company, OF_RULES) == 0
    entries = {name: ports.ledger.get(f"{ports.company}-{name}") for name in states}
    due = {name for name, found in entries.items() if found and found.due_at != LATER}
    assert due == {"required", "option"}
