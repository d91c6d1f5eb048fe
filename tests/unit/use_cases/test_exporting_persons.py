"""One person, several matches: one request for each position."""

import pytest

from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Evidence, Export, State
from shared.edge.views import export as export_view
from shared.structs import replace
from tests.support.world import ACCOUNT, World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def unknown() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN)


def test_two_matches_of_one_person_are_one_request(world: World) -> None:
    """A second match of the same developer for the same position takes the first one's outcome."""
    world.succeed("m2")
    world.store.put("accounts/100001", Account(id=ACCOUNT, answered_at=world.clock.now()))
    seen: list[Export | None] = []
    world.personio.during = lambda: seen.append(world.export("m2"))
    world.export("m1")
    assert [(entry.state, entry.code) for entry in seen if entry] == [(State.QUEUED, Code.HELD)]
    world.clock.advance(200)
    world.export("m2")
    second = world.store.get("exports/m2")
    assert (second.state, second.carried_by) == (State.EXPORTED, "m1")
    assert len(world.personio.requests) == 1


def test_another_companys_match_is_not_told(world: World) -> None:
    """Of two companies on one account, the second learns the state, but not the other company's match."""
    world.export("m1")
    carried = world.store.get("exports/m1")
    world.store.put("exports/m1", replace(carried, company_id="globex"))
    world.succeed("m2")
    entry = world.export("m2")
    assert entry is not None
    assert (entry.state, entry.carried_by, entry.carried_within) == (State.EXPORTED, "m1", False)
    assert "carried_by" not in export_view("m2", entry, "de")


def test_one_person_on_two_positions_is_two_applicants(world: World) -> None:
    """The same developer on another position is an applicant there, too."""
    world.link("job2", 4712)
    world.succeed("m2", job_id="job2")
    world.export("m1")
    world.export("m2")
    assert [position for _, position, _ in world.personio.applicants] == [4711, 4712]


def test_a_cancelled_holder_passes_its_open_outcome_on(world: World) -> None:
    """Taken back with an unknown outcome, a match leaves the same request to the person's other match."""
    world.personio.created_but = [unknown()]
    world.export("m1")
    world.succeed("m1", successful=False)
    world.export("m1")
    assert world.state("m1") == (State.CANCELLED, Code.MAYBE_IN_PERSONIO)
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.succeed("m2")
    world.export("m2")
    entry = world.store.get("exports/m2")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)
    assert world.store.get("exports/m1").frozen is None
