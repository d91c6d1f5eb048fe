"""The exporter on its twins: one success, one applicant, and what the entry tells of it."""

import pytest

from local.scenes.people import a_developer
from shared.domain.ledger.export import Code, Evidence, Origin, State
from shared.edge.views import export as export_view
from shared.structs import replace
from tests.support.obstacles import not_linked
from tests.support.world import World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def test_a_success_becomes_one_applicant(world: World) -> None:
    """A successful match of a connected company is one applicant under the linked position."""
    entry = world.export()
    assert world.personio.applicants == [("100001", 4711, "ada@example.org")]
    assert entry is not None
    assert (entry.state, entry.evidence, entry.frozen) == (State.EXPORTED, Evidence.CREATED, None)


def test_one_export_is_three_ledger_calls(world: World) -> None:
    """One automatic export reads once and commits twice: the claim and the record."""
    world.export()
    assert world.store.calls == ["read", "commit", "commit"]


@pytest.mark.parametrize("origin", list(Origin))
def test_a_second_time_changes_nothing(world: World, origin: Origin) -> None:
    """Whoever asks again after a final state, the same entry answers and nothing is sent."""
    first = world.export()
    assert world.export(origin=origin) == first
    assert len(world.personio.requests) == 1


def test_export_again_is_one_request(world: World) -> None:
    """Asked to export again, one request goes out; "already there" is the applicant of ours, unconfirmed."""
    first = world.export()
    entry = world.export(origin=Origin.CLICK, again=True)
    assert first is not None
    assert entry is not None
    assert len(world.personio.requests) == 2
    assert (entry.state, entry.code) == (State.EXPORTED, Code.STILL_IN_PERSONIO)
    assert (entry.evidence, entry.exported_at) == (Evidence.CREATED, first.exported_at)


def test_a_position_named_by_a_click_is_used(world: World) -> None:
    """A recruiter may name the position of an ad that is not linked."""
    not_linked(world)
    world.export(origin=Origin.CLICK, position_id=4712)
    assert world.personio.applicants == [("100001", 4712, "ada@example.org")]


def test_no_personal_data_once_final(world: World) -> None:
    """A final entry holds nothing of the person but ids."""
    world.export()
    text = repr(world.store.get("exports/m1"))
    assert not any(word in text for word in ("Ada", "Beispiel", "example.org"))


def test_the_application_is_the_developers(world: World) -> None:
    """What is sent is the developer's profile in the company's language, with the company's channel."""
    world.put_connection(language="en", channel_id=77)
    world.export()
    ((account, application),) = world.personio.requests
    assert account == "100001"
    assert application.developer == a_developer()
    assert (application.position_id, application.email) == (4711, "ada@example.org")
    assert (application.language, application.channel_id) == ("en", 77)


def test_a_click_tells_who_it_was(world: World) -> None:
    """An entry that a person sent names the person; an automatic one names nobody."""
    assert getattr(world.export(), "by", "?") is None
    world.succeed("m2", developer_id="bob")
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    clicked = world.export("m2", origin=Origin.CLICK, by="rob")
    assert clicked is not None
    assert (clicked.by, clicked.origin) == ("rob", Origin.CLICK)


@pytest.mark.parametrize(
    ("state", "code", "helps"),
    [
        (State.QUEUED, Code.RETRY, True),
        (State.QUEUED, Code.CONFIRMING_DUPLICATE, False),
        (State.WAITING, Code.OUTAGE, True),
        (State.NEEDS_ACTION, Code.DEVELOPER_INCOMPLETE, True),
        (State.NEEDS_ACTION, Code.ACCOUNT_CHANGED, False),
        (State.EXPORTED, None, False),
        (State.CANCELLED, Code.BY_HAND, True),
    ],
)
def test_a_retry_is_offered_where_it_can_help(
    world: World,
    state: State,
    code: Code | None,
    helps: bool,  # noqa: FBT001 - a parameter of the case
) -> None:
    """The match card is told whether a click decides anew."""
    entry = world.export()
    assert entry is not None
    shown = export_view("m1", replace(entry, state=state, code=code), "en")
    assert shown["can_retry"] is helps
