"""How often a company may call."""

import pytest

from local.memory.clock import ManualClock
from shared.domain.errors import Problem
from shared.edge.limits import Limits


def test_the_call_after_the_last_one_is_told_when() -> None:
    """Beyond the limit a call is refused with the whole seconds until the oldest one no longer counts."""
    clock = ManualClock()
    limits = Limits(clock.monotonic)
    for _ in range(2):
        limits.take("POST /", "acme", 2)
        clock.advance(10.5)
    with pytest.raises(Problem) as raised:
        limits.take("POST /", "acme", 2)
    assert (raised.value.code, raised.value.retry_after) == ("too_many_requests", 39)
    clock.advance(38.9)
    with pytest.raises(Problem):
        limits.take("POST /", "acme", 2)
    clock.advance(0.1)
    limits.take("POST /", "acme", 2)


def test_other_companies_and_routes_count_for_themselves() -> None:
    """One company's calls leave another's alone, and one route's another route's."""
    limits = Limits(ManualClock().monotonic)
    limits.take("POST /", "acme", 1)
    limits.take("POST /", "globex", 1)
    limits.take("GET /", "acme", 1)
    with pytest.raises(Problem):
        limits.take("POST /", "acme", 1)
