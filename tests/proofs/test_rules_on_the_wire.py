"""Any rules on any developer, over HTTP: Personio's form takes it, and what is switched off stays here."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from local.personio.companies import company_from
from local.personio.server import StandIn, standing_in
from local.scenes.cv_shelf import Shelf, shelf
from local.scenes.people import a_developer
from shared.adapters.personio.api import PersonioApplications
from shared.domain.attributes import OFFERED, SWITCHED, Developer
from shared.domain.ledger.export import Code, State
from shared.domain.rules import CUSTOM_ATTRIBUTE, SYSTEM_PHASES, AttributeRule, Phase, Rules, faults_in
from tests.support.world import ACCOUNT, ACME, World

NUMBERS = count(1)
IDS = [f"custom_attribute_{number}" for number in range(1, 6)]
SYSTEM = ["phone", "gender", "location", "birthday", "available_from", "salary_expectations"]
WORDS = {"female", "male", "diverse", "undefined", "Berlin", "sofort"}
TOLD: dict[str, list[Any]] = {
    "phone": ["+49 30 5550100", "0171-canary"],
    "gender": ["w", "Female", "divers", "gender-canary"],
    "location": ["Berlin", "location-canary"],
    "birthday": [date(1990, 12, 9), date(2004, 2, 29)],
    "available_from": ["sofort", "from-canary\nor later", "2027-01-01"],
    "salary_expectation": ["72.000 €", "salary-canary"],
    "message": ["Hallo", "Zwei\nZeilen"],
    "profile_url": ["https://www.matched.io/developers/x"],
    "links": [("https://a.example", "https://b.example/ä")],
    "skills": [("Python", " C++ ")],
}
EXAMPLES = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module")
def personio() -> Iterator[StandIn]:
    """A Personio that refuses whatever its description of the request does not have."""
    with standing_in() as stand_in:
        stand_in.control("PUT", "/switches", {"strict_integers": True, "rate_limit": False})
        attributes = [{"id": name} for name in IDS]
        stand_in.world.companies[int(ACCOUNT)] = company_from(
            int(ACCOUNT),
            {
                "slug": ACME,
                "token": "token",
                "attributes": attributes,
                "positions": [{"id": 7, "name": "Dev"}],
            },
        )
        yield stand_in


@pytest.fixture(scope="module")
def cvs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf(Path(tmp_path_factory.mktemp("cvs"))) as files, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REQUESTS_CA_BUNDLE", str(files.authority))
        yield files


def developers() -> st.SearchStrategy[dict[str, Any]]:
    """Any of the optional values, each in one of its odd forms or absent."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(v) for name, v in TOLD.items()})


def attributes() -> st.SearchStrategy[AttributeRule]:
    """A field, a word of it through a table, or a constant."""
    ids = st.sampled_from([*IDS, *SYSTEM])
    constant = st.text("x0123456789-", min_size=1, max_size=5) | st.just("1990-12-09") | st.just("diverse")
    options = st.dictionaries(
        st.sampled_from(sorted(WORDS)), st.sampled_from(["custom_option_7", "custom_option_8"]), min_size=1
    )
    return (
        st.builds(AttributeRule, id=ids, field=st.sampled_from(sorted(OFFERED)))
        | st.builds(
            AttributeRule,
            id=st.sampled_from(IDS),
            field=st.sampled_from(["gender", "location", "available_from"]),
            options=options,
        )
        | st.builds(AttributeRule, id=ids, constant=constant)
    )


def rules(*, valid: bool) -> st.SearchStrategy[Rules]:
    """Those that are saved; without `valid` also those that a hand may write."""
    made = st.builds(
        Rules,
        attributes=st.lists(attributes(), max_size=4, unique_by=lambda rule: rule.id).map(tuple),
        phase=st.none()
        | st.builds(Phase, type=st.just("system"), id=st.sampled_from(SYSTEM_PHASES))
        | st.builds(Phase, type=st.just("custom"), id=st.integers(1, 2**53 - 1)),
        tags=st.lists(st.sampled_from(["it", "Ärztin", "matched.io", "a b"]), max_size=3, unique=True).map(
            tuple
        ),
        send=st.dictionaries(st.sampled_from(sorted(SWITCHED)), st.booleans()),
    )
    return made.map(_without_faults) if valid else made


def _without_faults(made: Rules) -> Rules:
    """The attributes that stand alone without a fault."""
    fine = [rule for rule in made.attributes if not faults_in(Rules(attributes=(rule,), send=made.send))]
    return Rules(attributes=tuple(fine), phase=made.phase, tags=made.tags, send=made.send)


def a_world(personio: StandIn, cvs: Shelf, told: dict[str, Any]) -> tuple[World, Developer]:
    """Somebody new, successful with Acme, whose profile has a CV that lies there."""
    id_ = f"person{next(NUMBERS)}"
    world = World(applications=PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,)))
    world.company(ACME, account=ACCOUNT)
    developer = a_developer(id=id_, email=f"{id_}@example.org", cv_url=cvs.put(f"/{id_}.pdf"), **told)
    world.store.put(f"developers/{id_}", developer)
    world.succeed("m1", id_, ACME)
    personio.world.records.clear()
    cvs.asked.clear()
    return world, developer


def nothing_withheld_left(personio: StandIn, cvs: Shelf, developer: Developer, made: Rules) -> None:
    sent = json.dumps([record["body"] for record in personio.world.records.matching()], ensure_ascii=False)
    attributes = [
        attribute
        for record in personio.world.records.matching()
        for attribute in (record["body"] or {}).get("attributes", [])
    ]
    constants = {rule.constant for rule in made.attributes}
    for name in made.withheld:
        value = SWITCHED[name].text_of(developer)
        if name == "cv":
            assert cvs.asked == []
            assert "files" not in sent
        elif value:
            assert [a for a in attributes if a["value"] == value and value not in constants] == []
            assert "canary" not in value or value not in sent
            usual = [a for a in attributes if a["id"] == SWITCHED[name].name]
            assert all(SWITCHED[name].name in {rule.id for rule in made.attributes} for _ in usual)


@EXAMPLES
@given(told=developers(), made=rules(valid=True))
def test_whatever_is_saved_is_taken(personio: StandIn, cvs: Shelf, told: dict[str, Any], made: Rules) -> None:
    """Rules that can be saved make a document that Personio's description has, or an entry that explains."""
    assert faults_in(made) == ()
    world, developer = a_world(personio, cvs, told)
    world.ruling.save(ACME, "ann", made)
    world.export()
    entry = world.the_entry()
    event(f"{entry.state.value}, {len(made.attributes)} attributes")
    if entry.state is not State.EXPORTED:
        assert (entry.code, entry.who, entry.attempts) == (Code.RULE_BROKEN, "admin", ())
        assert all(CUSTOM_ATTRIBUTE.fullmatch(name) or name in SYSTEM for name in entry.fields)
    nothing_withheld_left(personio, cvs, developer, made)


@EXAMPLES
@given(told=developers(), made=rules(valid=False))
def test_nothing_switched_off_leaves(
    personio: StandIn, cvs: Shelf, told: dict[str, Any], made: Rules
) -> None:
    """No rule brings out what a switch keeps in, not even one that a hand wrote past every check."""
    world, developer = a_world(personio, cvs, told)
    world.store.put(f"rules/{ACME}", made)
    world.export()
    nothing_withheld_left(personio, cvs, developer, made)
