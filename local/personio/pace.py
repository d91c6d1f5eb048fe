"""Sliding windows: how many requests a company, or an address, has made of late."""

from collections import defaultdict, deque
from collections.abc import Hashable
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
