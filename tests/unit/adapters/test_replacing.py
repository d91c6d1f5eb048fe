"""Writing only what nobody else wrote meanwhile."""

import pytest

from shared.adapters.gcp.replacing import undisturbed
from shared.adapters.tuning import REPLACE_ROUNDS as ROUNDS
from shared.domain.errors import Conflict, Unavailable


class Disturbed:
    """Loses the first races, and counts its rounds."""

    def __init__(self, lost: int) -> None:
        self.lost, self.rounds = lost, 0

    def __call__(self) -> str:
        self.rounds += 1
        if self.rounds <= self.lost:
            raise Conflict("lost")
        return "written"


def test_a_lost_race_begins_anew() -> None:
    """Whoever loses reads and decides again, up to the last round."""
    disturbed = Disturbed(ROUNDS - 1)
    assert (undisturbed("it", disturbed), disturbed.rounds) == ("written", ROUNDS)


def test_who_always_loses_may_come_later() -> None:
    """Nobody is kept for ever: it ends as a system of ours that did not answer."""
    disturbed = Disturbed(ROUNDS)
    with pytest.raises(Unavailable, match="the ad found no quiet moment"):
        undisturbed("the ad", disturbed)
    assert disturbed.rounds == ROUNDS
