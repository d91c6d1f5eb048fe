"""A company's own rules: what of a developer goes where at its Personio, and what does not. Pure.

Personio: attributes, phases and tags are the customer's own; its API lists none of them (OpenAPI
`personio-recruiting-api.yaml`, Application).
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from shared.domain.attributes import LISTED, OFFERED, SWITCHED, Attribute, Developer
from shared.domain.errors import Fault
from shared.structs import Struct, replace
from shared.structs import field as made_by

CUSTOM_ATTRIBUTE = re.compile(r"custom_attribute_[0-9]{1,18}")
RESERVED = re.compile(r"__.*__")  # no name that a document of the store can have
CUSTOM_OPTION = re.compile(r"custom_option_[0-9]{1,18}")
SYSTEM_PHASES = ("unassigned", "rejected", "withdrawn", "offer", "accepted")
MOST_ATTRIBUTES = 50
MOST_OPTIONS = 100  # of one attribute
MOST_TAGS = 20
LONGEST_CONSTANT = 1_000
LONGEST_WORD = 200  # a tag, or what stands in a table
LARGEST_ID = 2**53 - 1  # what every JSON reader keeps exact
SYSTEM = {attribute.name: attribute for attribute in LISTED}


class AttributeRule(Struct):
    """Where the value of one of Personio's attributes comes from: a developer's field, or a constant.

    Attributes:
        id: Personio's: `custom_attribute_123`, or a system attribute, whose usual value it then replaces.
        field: of a developer, one of OFFERED.
        options: of a choice: the developer's word → the option's id at Personio.
    """

    id: str
    field: str | None = None
    constant: str | None = None
    options: Mapping[str, str] = made_by(default_factory=dict)


class Phase(Struct):
    """Where an applicant begins: `system` with one of SYSTEM_PHASES, or `custom` with the number of one.

    What a company does not have, Personio files under `unassigned`, and says nothing.
    """

    type: str
    id: str | int


class Rules(Struct):
    """All rules of one company. Those of a company that set none are `Rules()`.

    Attributes:
        tags: beside our own.
        send: by the name of a switch (SWITCHED), whether the field may leave; one that is not named may.
        version: how often they were saved.
        changed_by: uid of the admin.
    """

    attributes: tuple[AttributeRule, ...] = ()
    phase: Phase | None = None
    tags: tuple[str, ...] = ()
    send: Mapping[str, bool] = made_by(default_factory=dict)
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def withheld(self) -> frozenset[str]:
        """The switches that are off."""
        return frozenset(name for name, sent in self.send.items() if not sent)

    @property
    def contents(self) -> object:
        """What they say, whoever says it and when; None where they say nothing."""
        attributes = tuple(
            (rule.id, rule.field, rule.constant, tuple(sorted(rule.options.items())))
            for rule in self.attributes
        )
        phase = self.phase and (self.phase.type, self.phase.id)
        said = (attributes, phase, self.tags, tuple(sorted(self.withheld)))
        return said if any(said) else None

    def fingerprint(self, of_the_rest: str) -> str:
        """With what else was sent; without rules, `of_the_rest` itself, as before there were any."""
        if self.contents is None:
            return of_the_rest
        return hashlib.sha256(repr((of_the_rest, self.contents)).encode()).hexdigest()

    def source_of(self, name: str) -> str | None:
        """The developer's field behind one of Personio's attributes; None where none may be."""
        for rule in self.attributes:
            if rule.id == name:
                return rule.field
        usual = SYSTEM.get(name)
        return usual.source if usual and usual.switch not in self.withheld else None


def to_wire(rules: Rules) -> dict[str, object]:
    """As callers get them, and send them back: every switch is named, and what there is not is left out."""
    told: dict[str, object] = {
        "version": rules.version,
        "attributes": [_told(rule) for rule in rules.attributes],
        "phase": rules.phase and {"type": rules.phase.type, "id": rules.phase.id},
        "tags": rules.tags,
        "send": {name: name not in rules.withheld for name in SWITCHED},
        "changed_by": rules.changed_by or None,
        "changed_at": rules.changed_at,
    }
    return {name: value for name, value in told.items() if value is not None}


def _told(rule: AttributeRule) -> dict[str, object]:
    told = {"id": rule.id, "field": rule.field, "constant": rule.constant, "options": rule.options or None}
    return {name: value for name, value in told.items() if value is not None}


def permitted(developer: Developer, rules: Rules) -> Developer:
    """`developer` without what the company does not want: whatever is built of it cannot tell."""
    withheld: dict[str, Any] = {SWITCHED[name].source: None for name in rules.withheld if name in SWITCHED}
    return replace(developer, **withheld) if withheld else developer


def values(rules: Rules, developer: Developer) -> Iterator[tuple[str, str]]:
    """Attribute and value, the system's first; what is empty, or not in a rule's table, is left out."""
    own = {rule.id: rule for rule in rules.attributes}
    for usual in LISTED:
        rule = own.pop(usual.name, None)
        value = _value(rule, developer) if rule else usual.value_of(developer)
        if value:
            yield usual.name, value
    for rule in own.values():
        if value := _value(rule, developer):
            yield rule.id, value


def unmapped(rules: Rules, developer: Developer) -> tuple[str, ...]:
    """The attributes for which the developer's word is not in the rule's table."""
    return tuple(rule.id for rule in rules.attributes if rule.options and _value(rule, developer) is None)


def _value(rule: AttributeRule, developer: Developer) -> str | None:
    """Empty where there is none, None where the rule's table does not have it."""
    if rule.constant is not None:
        return rule.constant.strip()
    source = OFFERED.get(rule.field or "")
    if source is None:
        return ""
    if not rule.options:
        return source.value_of(developer)
    words = (source.text_of(developer), source.value_of(developer))
    if not any(words):
        return ""
    table = {word.casefold(): option for word, option in rule.options.items()}
    return next((table[word.casefold()] for word in words if word.casefold() in table), None)


def faults_in(rules: Rules) -> tuple[Fault, ...]:
    """All that is wrong, each with its path; the codes have their words in texts/rules.py."""
    return (
        *_number_of("attributes", rules.attributes, MOST_ATTRIBUTES),
        *_twice([rule.id for rule in rules.attributes], "attributes[{}].id"),
        *(
            replaced
            for number, rule in enumerate(rules.attributes)
            for replaced in _under(f"attributes[{number}]", _faults_of(rule, rules.withheld))
        ),
        *_faults_of_phase(rules.phase),
        *_number_of("tags", rules.tags, MOST_TAGS),
        *_twice([tag.strip().casefold() for tag in rules.tags], "tags[{}]"),
        *(
            Fault(f"tags[{number}]", code)
            for number, tag in enumerate(rules.tags)
            for code in _of_word(tag, LONGEST_WORD)
        ),
        *(Fault(f"send.{name}", "switch_unknown") for name in rules.send if name not in SWITCHED),
    )


def _faults_of(rule: AttributeRule, withheld: Collection[str]) -> Iterator[Fault]:
    """Paths below the rule's own."""
    system = SYSTEM.get(rule.id)
    if system is None and not CUSTOM_ATTRIBUTE.fullmatch(rule.id):
        yield Fault("id", "attribute_id_invalid")
    if rule.field is not None and rule.constant is not None:
        yield Fault("constant", "two_sources")
    elif rule.constant is not None:
        yield from _faults_of_constant(rule, system)
    elif rule.field is None:
        yield Fault("", "no_source")
    else:
        yield from _faults_of_field(rule, rule.field, system, withheld)


def _faults_of_constant(rule: AttributeRule, system: Attribute | None) -> Iterator[Fault]:
    constant = (rule.constant or "").strip()
    for code in _of_word(constant, LONGEST_CONSTANT):
        yield Fault("constant", code)
    if rule.options:
        yield Fault("options", "options_not_taken")
    if constant and system and system.type == "date" and not _is_date(constant):
        yield Fault("constant", "not_a_date")
    if constant and system and system.options and constant not in set(system.options.values()):
        yield Fault("constant", "option_unknown")


def _faults_of_field(
    rule: AttributeRule, name: str, system: Attribute | None, withheld: Collection[str]
) -> Iterator[Fault]:
    source = OFFERED.get(name)
    if source is None:
        yield Fault("field", "field_unknown")
        return
    if source.switch in withheld:
        yield Fault("field", "field_withheld")
    if system and system.type == "date" and source.type != "date":
        yield Fault("field", "type_mismatch")
    if system and system.options and source is not system and not rule.options:
        yield Fault("field", "type_mismatch")
    if rule.options and (source.type in {"date", "list"} or (system and not system.options)):
        yield Fault("options", "options_not_taken")
        return
    yield from _number_of("options", rule.options, MOST_OPTIONS)
    if len({word.casefold() for word in rule.options}) < len(rule.options):
        yield Fault("options", "twice")
    for word, option in rule.options.items():
        for code in _of_word(word, LONGEST_WORD):
            yield Fault("options", code)
        if RESERVED.fullmatch(word):
            yield Fault("options", "word_reserved")
        known = option in set(system.options.values()) if system else CUSTOM_OPTION.fullmatch(option)
        if not known:
            yield Fault(f"options.{word}", "option_unknown" if system else "option_id_invalid")


def _faults_of_phase(phase: Phase | None) -> Iterator[Fault]:
    if phase is None:
        return
    if phase.type == "system":
        if phase.id not in SYSTEM_PHASES:
            yield Fault("phase.id", "phase_unknown")
    elif phase.type != "custom":
        yield Fault("phase.type", "phase_type_unknown")
    elif not (isinstance(phase.id, int) and 0 < phase.id <= LARGEST_ID):
        yield Fault("phase.id", "phase_id_invalid")


def _under(path: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    for fault in faults:
        yield Fault(f"{path}.{fault.path}" if fault.path else path, fault.code)


def _number_of(path: str, items: Collection[object], most: int) -> Iterator[Fault]:
    if len(items) > most:
        yield Fault(path, "too_many")


def _twice(names: Sequence[str], path: str) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Fault(path.format(number), "twice")


def _of_word(word: str, longest: int) -> Iterator[str]:
    if not word.strip():
        yield "empty"
    if len(word) > longest:
        yield "too_long"
    if not word.isprintable():
        yield "not_printable"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
