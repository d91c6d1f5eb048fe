"""What a decision tells where "export again" cannot be carried out."""

from collections.abc import Callable

import pytest

from shared.domain.ledger.decision import Blocked, Claim, ExportRequest, decide
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.unclaimed import without_credentials
from shared.structs import replace
from tests.support.world import World, one_match

AGAIN = ExportRequest(origin=Origin.CLICK, attempt_id="a9", again=True)


def exported(world: World) -> None:
    world.export()


def forgotten(world: World) -> None:
    """It may be in Personio, and nobody knows any more under which address."""
    entry = world.export()
    assert entry is not None
    given_up = replace(entry, state=State.NEEDS_ACTION, code=Code.GAVE_UP, unknown=True, evidence=None)
    world.store.put("exports/m1", given_up)


@pytest.mark.parametrize("standing", [exported, forgotten])
def test_what_is_blocked_is_told_beside_the_entry_that_stays(standing: Callable[[World], None]) -> None:
    """The obstacle is told for itself; the entry goes on telling what stands in Personio."""
    world = one_match()
    standing(world)
    sendable = world.exporter.ledger.read(Addresses(match_id="m1"))
    claim = decide(sendable, AGAIN, world.pace)
    assert isinstance(claim, Claim)
    world.put_connection(paused=True)
    paused = decide(world.exporter.ledger.read(Addresses(match_id="m1")), AGAIN, world.pace)
    for decision, code in (
        (paused, Code.PAUSED),
        (without_credentials(claim, sendable, world.pace), Code.RECONNECT),
    ):
        assert isinstance(decision, Blocked)
        assert decision.entry == world.entry("m1")
        assert decision.obstacle is not None
        assert decision.obstacle.code is code
