"""A company's own rules: what they make of a developer, and what is wrong with them."""

from datetime import date
from typing import Any

import pytest

from local.scenes.people import a_developer
from shared.domain.attributes import OFFERED, SWITCHED
from shared.domain.rules import AttributeRule, Phase, Rules, faults_in, permitted, to_wire, unmapped, values
from shared.structs import replace

ADA = a_developer(
    gender="w",
    phone="030 5550100",
    location="Berlin",
    birthday=date(1990, 12, 9),
    available_from="sofort",
    salary_expectation="72.000",
    profile_url="https://matched.io/d/ada",
    links=("https://a.example", "https://b.example"),
    skills=("Python", " COBOL "),
    message="Hallo",
    cv_url="https://cvs.example.org/ada.pdf",
)
USUAL = {
    "phone": "030 5550100",
    "gender": "female",
    "location": "Berlin",
    "birthday": "1990-12-09",
    "available_from": "sofort",
    "salary_expectations": "72.000",
}
OPTIONS = {"female": "custom_option_7", "male": "custom_option_8"}


def one(**rule: Any) -> Rules:
    return Rules(attributes=(AttributeRule(**{"id": "custom_attribute_1", **rule}),))


def test_without_rules_all_is_as_usual() -> None:
    """Rules that say nothing send the system's attributes, in their order, and withhold nothing."""
    assert list(values(Rules(), ADA)) == list(USUAL.items())
    assert permitted(ADA, Rules()) is ADA


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"field": "available_from"}, "sofort"),
        ({"field": "birthday"}, "1990-12-09"),
        ({"field": "skills"}, "Python, COBOL"),
        ({"field": "links"}, "https://a.example, https://b.example"),
        ({"field": "gender"}, "female"),
        ({"field": "gender", "options": OPTIONS}, "custom_option_7"),
        ({"field": "gender", "options": {"W": "custom_option_9"}}, "custom_option_9"),
        ({"field": "location", "options": {"BERLIN": "custom_option_3"}}, "custom_option_3"),
        ({"constant": " matched.io "}, "matched.io"),
    ],
)
def test_a_rule_gives_a_value(rule: dict[str, Any], value: str) -> None:
    """A field, a constant, or a field's word through a table in any case; dates in ISO, lists in one text."""
    assert list(values(one(**rule), ADA)) == [*USUAL.items(), ("custom_attribute_1", value)]
    assert unmapped(one(**rule), ADA) == ()


def test_a_systems_attribute_is_replaced() -> None:
    """A rule with a system attribute's id stands in its place."""
    rules = one(id="location", constant="Remote")
    assert dict(values(rules, ADA)) == {**USUAL, "location": "Remote"}


def test_what_is_empty_is_left_out() -> None:
    """A field that the developer left empty is no value, and breaks no table."""
    rules = one(field="gender", options=OPTIONS)
    assert list(values(rules, a_developer())) == []
    assert unmapped(rules, a_developer()) == ()


def test_a_word_that_no_table_has_breaks_the_rule() -> None:
    """The attribute is named, and never the word."""
    rules = one(field="location", options=OPTIONS)
    assert unmapped(rules, ADA) == ("custom_attribute_1",)
    assert "custom_attribute_1" not in dict(values(rules, ADA))


@pytest.mark.parametrize("name", SWITCHED)
def test_a_field_switched_off_is_gone(name: str) -> None:
    """Nothing that is built of the developer can tell, through the usual attribute or through a rule."""
    source = SWITCHED[name].source
    rules = Rules(attributes=one(field=source).attributes, send={name: False})
    left = permitted(ADA, rules)
    assert getattr(left, source) is None
    assert replace(left, **{source: getattr(ADA, source)}) == ADA
    assert SWITCHED[name].name not in dict(values(rules, left))
    assert "custom_attribute_1" not in dict(values(rules, left))


@pytest.mark.parametrize(
    ("rules", "faults"),
    [
        (one(id="custom_attribute_x", field="phone"), [("attributes[0].id", "attribute_id_invalid")]),
        (one(), [("attributes[0]", "no_source")]),
        (one(field="phone", constant="x"), [("attributes[0].constant", "two_sources")]),
        (one(field="cv_url"), [("attributes[0].field", "field_unknown")]),
        (one(field="email"), [("attributes[0].field", "field_unknown")]),
        (one(constant=" "), [("attributes[0].constant", "empty")]),
        (one(constant="x" * 1001), [("attributes[0].constant", "too_long")]),
        (one(constant="a\nb"), [("attributes[0].constant", "not_printable")]),
        (one(constant="x", options=OPTIONS), [("attributes[0].options", "options_not_taken")]),
        (one(field="birthday", options=OPTIONS), [("attributes[0].options", "options_not_taken")]),
        (one(id="phone", field="gender", options=OPTIONS), [("attributes[0].options", "options_not_taken")]),
        (one(id="birthday", field="phone"), [("attributes[0].field", "type_mismatch")]),
        (one(id="birthday", constant="9.12.1990"), [("attributes[0].constant", "not_a_date")]),
        (one(id="birthday", constant="1990-12-09"), []),
        (one(id="gender", field="location"), [("attributes[0].field", "type_mismatch")]),
        (one(id="gender", field="location", options={"Berlin": "diverse"}), []),
        (one(id="gender", constant="w"), [("attributes[0].constant", "option_unknown")]),
        (
            one(id="gender", field="gender", options={"w": "w"}),
            [("attributes[0].options.w", "option_unknown")],
        ),
        (one(field="gender", options={"w": "female"}), [("attributes[0].options.w", "option_id_invalid")]),
        (
            one(field="gender", options={"W": "custom_option_1", "w": "custom_option_1"}),
            [("attributes[0].options", "twice")],
        ),
        (one(field="gender", options={" ": "custom_option_1"}), [("attributes[0].options", "empty")]),
        (
            one(field="gender", options={"__w__": "custom_option_1"}),
            [("attributes[0].options", "word_reserved")],
        ),
        (
            Rules(attributes=one(field="phone").attributes * 2),
            [("attributes[1].id", "twice")],
        ),
        (
            Rules(attributes=one(field="phone").attributes, send={"phone": False}),
            [("attributes[0].field", "field_withheld")],
        ),
        (Rules(send={"fax": True}), [("send.fax", "switch_unknown")]),
        (Rules(phase=Phase(type="system", id="hired")), [("phase.id", "phase_unknown")]),
        (Rules(phase=Phase(type="system", id="offer")), []),
        (Rules(phase=Phase(type="custom", id="501")), [("phase.id", "phase_id_invalid")]),
        (Rules(phase=Phase(type="custom", id=0)), [("phase.id", "phase_id_invalid")]),
        (Rules(phase=Phase(type="odd", id=1)), [("phase.type", "phase_type_unknown")]),
        (Rules(tags=("it", "IT ", "")), [("tags[1]", "twice"), ("tags[2]", "empty")]),
        (Rules(tags=tuple(map(str, range(21)))), [("tags", "too_many")]),
    ],
)
def test_every_fault_is_named(rules: Rules, faults: list[tuple[str, str]]) -> None:
    """Each fault has its path and its code; what is right has none."""
    assert [tuple(fault) for fault in faults_in(rules)] == faults


def test_all_faults_at_once() -> None:
    """Whoever saves is told everything in one answer."""
    rules = Rules(
        attributes=(AttributeRule(id="x", field="y"), AttributeRule(id="z")),
        phase=Phase(type="odd", id=1),
        tags=("",),
        send={"fax": False},
    )
    assert len(faults_in(rules)) == 7


def test_the_fingerprint_is_of_what_they_say() -> None:
    """Saying nothing changes no fingerprint; who said it, and when, is no part of it; the rest is."""
    nothing = Rules(version=3, changed_by="ann", send={"phone": True})
    assert nothing.fingerprint("before") == "before"
    said = [
        one(field="phone"),
        one(field="gender", options=OPTIONS),
        one(constant="phone"),
        Rules(phase=Phase(type="custom", id=1)),
        Rules(tags=("it",)),
        Rules(send={"phone": False}),
    ]
    assert len({rules.fingerprint("before") for rules in said} | {"before"}) == 7
    for rules in said:
        assert replace(rules, version=7, changed_by="bo").fingerprint("before") == rules.fingerprint("before")


def test_told_with_every_switch() -> None:
    """What callers get names every switch and leaves out what is not set."""
    assert to_wire(one(field="phone")) == {
        "version": 0,
        "attributes": [{"id": "custom_attribute_1", "field": "phone"}],
        "tags": (),
        "send": dict.fromkeys(SWITCHED, True),
    }


def test_what_is_offered() -> None:
    """A company's own attribute takes every optional field but the document, whose address is no value."""
    assert set(OFFERED) == {
        *("message", "profile_url", "links", "skills", "phone", "gender", "location", "birthday"),
        *("available_from", "salary_expectation"),
    }
