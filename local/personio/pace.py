"""How many requests somebody has made of late: sliding windows, and the token buckets of v2's gateway."""

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta


class Pace:
    """Counts what it lets through; what it refuses does not prolong the wait."""

    def __init__(self) -> None:
        self._passed: defaultdict[Hashable, deque[datetime]] = defaultdict(deque)

    def reset(self) -> None:
        """Nobody has made any request."""
        self._passed.clear()

    def allows(self, who: Hashable, *, now: datetime, requests: int, seconds: float) -> bool:
        """Whether fewer than `requests` of `who` passed within the last `seconds`; if so this one counts."""
        passed = self._passed[who]
        while passed and not now - timedelta(seconds=seconds) < passed[0] <= now:
            passed.popleft()  # too old, or from a future that a test has taken back
        if len(passed) >= requests:
            return False
        passed.append(now)
        return True


@dataclass(frozen=True, kw_only=True)
class Level:
    """What is in a bucket at a moment; `allowed` tells whether the last request got what it costs."""

    tokens: float
    at: datetime
    allowed: bool = True


class Buckets:
    """Each holds `burst` tokens and is filled up by `rate` of them a second."""

    def __init__(self) -> None:
        self._levels: dict[Hashable, Level] = {}

    def reset(self) -> None:
        """All are full."""
        self._levels.clear()

    def take(self, who: Hashable, *, now: datetime, rate: int, burst: int, cost: int) -> Level:
        """Take `cost` tokens out of the bucket of `who`, or none where there are too few."""
        last = self._levels.get(who)
        tokens = float(burst)
        if last and now >= last.at:  # else a test has taken the future back
            tokens = min(burst, last.tokens + (now - last.at).total_seconds() * rate)
        allowed = tokens >= cost
        level = Level(tokens=tokens - cost if allowed else tokens, at=now, allowed=allowed)
        self._levels[who] = level
        return level
