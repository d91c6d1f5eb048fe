"""A company's own rules, from saving them to the request that leaves under them."""

from typing import Any

import pytest

from local.memory.store import Broken
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.rules import AttributeRule, Rules, to_wire
from shared.structs import replace
from tests.support.world import ACME, World, one_match

CUSTOM = "custom_attribute_4711"
REQUIRED = ReasonCode.REQUIRED_ATTRIBUTE
OF_LOCATION = AttributeRule(id=CUSTOM, field="location", options={"Berlin": "custom_option_1"})


@pytest.fixture
def world() -> World:
    world = one_match()
    world.store.put("developers/ada", a_developer(location="Berlin", phone="030", cv_url="https://cv/x"))
    return world


def rules(*attributes: AttributeRule, **values: Any) -> Rules:
    return Rules(attributes=attributes, **values)


def refused(reason: ReasonCode, field: str) -> Answer:
    return Answer(outcome=Outcome.REFUSED, refusals=(Refusal(reason=reason, field=field),), status=400)


def test_saved_rules_are_what_is_sent(world: World) -> None:
    """The next request goes by the rules, and has nothing of what they withhold."""
    saved = world.ruling.save(ACME, "ann", rules(OF_LOCATION, send={"phone": False, "cv": False})).rules
    world.export()
    ((_, application),) = world.personio.requests
    assert application.rules == saved
    assert (application.developer.phone, application.developer.cv_url) == (None, None)
    assert application.developer.location == "Berlin"


def test_each_save_has_its_version(world: World) -> None:
    """Who names the version in force makes the next one, by name and time; others are told what it is."""
    first = world.ruling.save(ACME, "ann", rules(tags=("it",))).rules
    assert first
    assert (first.version, first.changed_by, first.changed_at) == (1, "ann", world.clock.now())
    with pytest.raises(Problem, match="rules_changed") as told:
        world.ruling.save(ACME, "bob", rules(tags=("hr",)))
    assert told.value.members == {"rules": to_wire(first)}
    second = world.ruling.save(ACME, "bob", rules(tags=("hr",), version=1)).rules
    assert second
    assert (second.version, second.changed_by) == (2, "bob")
    assert [line.what for line in world.audit.lines] == [AuditedAction.RULED] * 2
    assert [line.about for line in world.audit.lines] == [{"version": 1}, {"version": 2}]


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_second_equal_save_changes_nothing(world: World, version: int) -> None:
    """What is in force already is the answer, whatever version is named; it is audited once."""
    first = world.ruling.save(ACME, "ann", rules(tags=("it",)))
    assert world.ruling.save(ACME, "bob", rules(tags=("it",), version=version)) == first
    assert len(world.audit.lines) == 1


def test_what_does_not_fit_is_not_saved(world: World) -> None:
    """All faults are told at once, and what was in force stays in force."""
    with pytest.raises(Problem, match="rules_invalid") as told:
        world.ruling.save(ACME, "ann", rules(AttributeRule(id="x"), tags=("",)))
    assert [fault.path for fault in told.value.faults] == ["attributes[0].id", "attributes[0]", "tags[0]"]
    assert world.ruling.show(ACME).rules == Rules()


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (REQUIRED, Code.ATTRIBUTE_REQUIRED),
        (ReasonCode.UNKNOWN_ATTRIBUTE, Code.ATTRIBUTE_UNKNOWN),
        (ReasonCode.UNKNOWN_OPTION, Code.OPTION_UNKNOWN),
    ],
)
def test_what_waited_for_rules_leaves_after_a_save(world: World, reason: ReasonCode, code: Code) -> None:
    """Refused for an attribute, it waits for an admin, is counted, and leaves within a second of the save."""
    world.personio.script.append(refused(reason, CUSTOM))
    world.export()
    assert world.state() == (State.NEEDS_ACTION, code)
    assert world.the_entry().who == "admin"
    world.clock.advance(7200)
    world.export()
    assert len(world.personio.requests) == 1, "the same inputs are not sent again unasked"
    (asked_for,) = world.ruling.show(ACME).asked_for
    assert (asked_for.id, asked_for.reason, asked_for.count) == (CUSTOM, code, 1)
    assert world.ruling.save(ACME, "ann", rules(OF_LOCATION)).asked_for == [], "it is on its way"
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)
    assert world.ruling.show(ACME).asked_for == []


def test_a_save_wakes_nothing_else(world: World) -> None:
    """What was refused for another reason is not sent again for the sake of rules, at once or later."""
    world.ruling.save(ACME, "ann", rules(tags=("hr",)))
    world.personio.script.append(refused(ReasonCode.NOT_PUBLISHED, "job_position_id"))
    world.export()
    due_at = world.the_entry().due_at
    world.ruling.save(ACME, "ann", rules(tags=("it",), version=1))
    assert world.the_entry().due_at == due_at
    world.run(minutes=120)
    assert world.state() == (State.NEEDS_ACTION, Code.POSITION_NOT_PUBLISHED)
    assert len(world.personio.requests) == 1


def test_rules_that_say_nothing_send_nothing_again(world: World) -> None:
    """A save that changes nothing about what is sent leaves a refusal what it was."""
    world.personio.script.append(refused(REQUIRED, CUSTOM))
    world.export()
    world.ruling.save(ACME, "ann", rules(send={"phone": True}))
    world.run(minutes=120)
    assert world.state() == (State.NEEDS_ACTION, Code.ATTRIBUTE_REQUIRED)
    assert len(world.personio.requests) == 1


def test_a_value_that_a_rule_cannot_map(world: World) -> None:
    """It waits for an admin, unsent, with the attribute and not the value; a wider rule sends it."""
    world.store.put("developers/ada", a_developer(location="Bonn"))
    world.ruling.save(ACME, "ann", rules(OF_LOCATION))
    world.export()
    entry = world.the_entry()
    assert (entry.state, entry.code, entry.who, entry.fields) == (
        State.NEEDS_ACTION,
        Code.RULE_BROKEN,
        "admin",
        (CUSTOM,),
    )
    assert "Bonn" not in repr(entry)
    assert world.personio.requests == []
    wider = replace(OF_LOCATION, options={"Berlin": "custom_option_1", "bonn": "custom_option_2"})
    world.ruling.save(ACME, "ann", rules(wider, version=1))
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)


def test_a_broken_rule_that_is_taken_back(world: World) -> None:
    """What was refused, then broken by a rule, is sent once more without it, and rests for it no longer."""
    world.personio.script.append(refused(REQUIRED, CUSTOM))
    world.export()
    world.ruling.save(ACME, "ann", rules(replace(OF_LOCATION, options={"Bonn": "custom_option_1"})))
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.NEEDS_ACTION, Code.RULE_BROKEN)
    world.ruling.save(ACME, "ann", rules(version=1))
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)


def test_a_repeat_goes_by_the_rules_of_the_moment(world: World) -> None:
    """Of an attempt with unknown outcome account, position and e-mail stay; all else is as it is now."""
    world.personio.created_but.append(Answer(outcome=Outcome.UNKNOWN))
    world.export()
    world.store.put("developers/ada", a_developer(email="new@example.org", phone="031"))
    world.ruling.save(ACME, "ann", rules(send={"phone": False}))
    world.clock.advance(120)
    world.export()
    (_, first), (_, second) = world.personio.requests
    assert (first.position_id, first.email) == (second.position_id, second.email)
    assert (first.developer.phone, second.developer.phone) == ("030", None)
    assert world.state() == (State.EXPORTED, None)


def test_broken_rules_hold_everything(world: World) -> None:
    """Where nobody can read what the company does not want sent, nothing is, until an admin saves anew."""
    world.store.put(f"rules/{ACME}", Broken())
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE)
    assert world.card.preview(ACME, "m1").document is None
    assert world.ruling.show(ACME).rules is None
    assert world.personio.requests == []
    world.ruling.save(ACME, "ann", rules(tags=("it",)))
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)


def test_broken_rules_forget_no_refusal(world: World) -> None:
    """What was refused rests for its own reason while they are broken and once they are mended, unsent."""
    world.personio.script.append(refused(ReasonCode.NOT_PUBLISHED, "job_position_id"))
    world.export()
    world.store.put(f"rules/{ACME}", Broken())
    world.run(minutes=120)
    assert world.state() == (State.NEEDS_ACTION, Code.POSITION_NOT_PUBLISHED)
    world.ruling.save(ACME, "ann", rules(tags=("it",)))
    world.run(minutes=120)
    assert world.state() == (State.NEEDS_ACTION, Code.POSITION_NOT_PUBLISHED)
    assert len(world.personio.requests) == 1


def test_what_was_clicked_under_broken_rules_leaves_once_they_are_mended(world: World) -> None:
    """A person wanted it sent once more; that it could not be is no refusal of Personio's."""
    world.personio.script.append(refused(ReasonCode.NOT_PUBLISHED, "job_position_id"))
    world.export()
    world.store.put(f"rules/{ACME}", Broken())
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE)
    world.ruling.save(ACME, "ann", rules(tags=("it",)))
    world.clock.advance(1)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)


def test_rules_can_be_saved_before_a_connection(world: World) -> None:
    """Without one there is nothing to wake."""
    assert world.ruling.save("other", "ann", rules(tags=("it",))).rules
    assert world.queue_of_turns.turns == set()


def test_a_preview_under_unsaved_rules(world: World) -> None:
    """It is the document under them; nothing is sent, nothing stored, and what does not fit is told."""
    before = dict(world.store.versions)
    tried = rules(replace(OF_LOCATION, options={"Bonn": "custom_option_2"}))
    shown = world.card.preview(ACME, "m1", rules=tried)
    assert shown.entry
    assert (shown.entry.code, shown.entry.fields) == (Code.RULE_BROKEN, (CUSTOM,))
    assert world.card.preview(ACME, "m1", rules=rules(OF_LOCATION)).entry is None
    with pytest.raises(Problem, match="rules_invalid"):
        world.card.preview(ACME, "m1", rules=rules(AttributeRule(id="x")))
    assert world.store.versions == before
    assert world.personio.requests == []
