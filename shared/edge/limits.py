"""How often may one company call a route within a minute, at this instance?"""

from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic

from shared.domain.errors import Problem
from shared.edge import tuning
from shared.structs import Struct, field


class Limits(Struct, kw_only=False):
    """The calls of the last minute, by route and company; only members' calls come here, so it stays small.

    Each instance counts for itself: this guards Personio and our own bill, and is no quota.
    """

    monotonic: Callable[[], float] = monotonic
    _calls: defaultdict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def take(self, route: str, company_id: str, per_minute: int) -> None:
        """Count one call.

        Raises:
            Problem: `too_many_requests`, with the seconds until the oldest call no longer counts. A refused
                call does not count.
        """
        with self._lock:
            calls, now = self._calls[route, company_id], self.monotonic()
            while calls and calls[0] <= now - tuning.CALLS_COUNT_SECONDS:
                calls.popleft()
            if len(calls) < per_minute:
                calls.append(now)
                return
            seconds = ceil(calls[0] + tuning.CALLS_COUNT_SECONDS - now)
        raise Problem("too_many_requests", retry_after=seconds, params={"seconds": seconds})
