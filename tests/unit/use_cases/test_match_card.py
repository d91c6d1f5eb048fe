"""The match card's hint: what it costs Personio, and that the card does not depend on it."""

import pytest

from local.memory.applications import InMemoryApplications
from local.memory.positions import InMemoryPositions
from local.scenes.boards import a_position
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.errors import Problem
from shared.domain.ledger.export import Code
from shared.structs import replace
from tests.support.ledger_world import ACCOUNTS, LedgerWorld

NOT_FOUND = Refusal(reason=ReasonCode("errors.posting-validation.posting-not-found"), field="job_position_id")


@pytest.fixture
def positions() -> InMemoryPositions:
    return InMemoryPositions(boards={"acme": (a_position(1),)})


@pytest.fixture
def world(positions: InMemoryPositions) -> LedgerWorld:
    """A match of acme's whose position the careers page shows and Personio does not know."""
    personio = InMemoryApplications()
    world = LedgerWorld(lambda _: personio)
    world.connect("acme", ACCOUNTS[0])
    world.succeed("ada-1")
    personio.script = [Answer(outcome=Outcome.REFUSED, refusals=(NOT_FOUND,), status=400)]
    world.event("ada-1")
    world.card = replace(world.card, positions=positions)
    return world


def hint(world: LedgerWorld) -> str | None:
    """What the card says more; it is shown whatever becomes of the hint."""
    shown = world.card.show("acme", "ada-1")
    assert shown.entry is not None
    assert shown.entry.code is Code.POSITION_NOT_PUBLISHED
    return shown.hint


def test_a_card_that_is_looked_at_often_asks_personio_once_a_minute(
    world: LedgerWorld, positions: InMemoryPositions
) -> None:
    """However often the card is shown, the feed is read for its hint once in a minute."""
    assert [hint(world) for _ in range(50)] == ["other_legal_entity"] * 50
    assert len(positions.fetched) == 1
    world.clock.advance(61)
    hint(world)
    assert len(positions.fetched) == 2


def test_a_feed_that_fails_costs_the_hint_alone(world: LedgerWorld, positions: InMemoryPositions) -> None:
    """While the feed cannot be read the card is shown without its hint, and asks no more often."""
    positions.down = Problem("personio_unreachable", retry_after=60)
    assert [hint(world) for _ in range(50)] == [None] * 50
    assert len(positions.fetched) == 1
    positions.down = None
    world.clock.advance(61)
    assert hint(world) == "other_legal_entity"
