"""The time in which the stand-in lives; a test may shift it, set it, stop it or let it run faster."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """Wall clock time; from the moment of setting on it runs `rate` times as fast as the real one."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Back to real time."""
        self._set(datetime.now(UTC), 1.0)

    def now(self) -> datetime:
        """The stand-in's time, in UTC."""
        return self._at + timedelta(seconds=(time.monotonic() - self._since) * self._rate)

    def today(self) -> str:
        """Today's date where Personio is at home, ISO 8601."""
        return self.now().astimezone(BERLIN).date().isoformat()

    def change(self, values: dict[str, Any]) -> None:
        """Follow `{"offset": seconds}` from real time, or `{"at": ISO 8601}`, and/or `{"rate": factor}`.

        Raises:
            ValueError: for any other wish, and for an `at` without time zone.
        """
        if not values or values.keys() - {"offset", "at", "rate"} or {"offset", "at"} <= values.keys():
            raise ValueError("give offset, or at, and/or rate")
        moment = self.now()
        if "offset" in values:
            moment = datetime.now(UTC) + timedelta(seconds=float(values["offset"]))
        if "at" in values:
            moment = datetime.fromisoformat(values["at"])
            if moment.tzinfo is None:
                raise ValueError("at needs a time zone")
        self._set(moment.astimezone(UTC), float(values.get("rate", self._rate)))

    def describe(self) -> dict[str, object]:
        """The clock as JSON."""
        now = self.now()
        return {
            "now": now.isoformat(),
            "offset": (now - datetime.now(UTC)).total_seconds(),
            "rate": self._rate,
        }

    def _set(self, at: datetime, rate: float) -> None:
        self._at, self._since, self._rate = at, time.monotonic(), rate
