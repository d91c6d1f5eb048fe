"""An instance's own clock, which may go wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from local.memory.clock import ManualClock


@dataclass
class OwnClock:
    """Its wall clock may be `ahead` of the true time, or behind it; its monotonic one never is."""

    true: ManualClock
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return self.true.now() + self.ahead

    def monotonic(self) -> float:
        return self.true.monotonic()

    def sleep(self, seconds: float) -> None:
        self.true.sleep(seconds)
