"""What the last readings of boards said, so that an unchanged one is neither sent nor parsed again."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

from shared.adapters import tuning
from shared.domain.jobs.position import Position
from shared.structs import Struct, field

Key = tuple[tuple[str, ...], frozenset[int] | None]  # addresses, and whose texts are wanted

# A second change within the second of Last-Modified leaves that date as it is (RFC 9110, 8.8.2.2): it proves
# nothing until the answer is clearly younger.
SETTLED = timedelta(seconds=2)


class Reading(Struct):
    """A board, read; `conditions` are the headers that ask, by address, whether it is still so.

    `size` is what was sent, `weight` what the positions take here, in bytes.
    """

    positions: tuple[Position, ...]
    size: int
    weight: int
    conditions: Mapping[str, Mapping[str, str]]


class Memory(Struct, frozen=False, kw_only=False):
    """The latest readings that can be asked about; the oldest leave when they grow too many or too heavy."""

    max_bytes: int = tuning.FEEDS_KEPT_BYTES
    max_readings: int = tuning.FEEDS_KEPT
    _readings: OrderedDict[Key, Reading] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Key) -> Reading | None:
        """What was last read so; None where that cannot be asked about, or left."""
        with self._lock:
            return self._readings.get(key)

    def keep(self, key: Key, reading: Reading) -> None:
        """Remember it in place of an older one, unless an address came without a header to ask by."""
        with self._lock:
            self._readings.pop(key, None)
            if all(reading.conditions.values()):
                self._readings[key] = reading
            while len(self._readings) > self.max_readings or self._weight() > self.max_bytes:
                self._readings.popitem(last=False)

    def _weight(self) -> int:
        return sum(reading.weight for reading in self._readings.values())


def conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers that ask for this answer's successor only; none where the answer gives no proof of its age."""
    if tag := headers.get("ETag"):
        return {"If-None-Match": tag}
    return {"If-Modified-Since": headers["Last-Modified"]} if _settled(headers) else {}


def _settled(headers: Mapping[str, str]) -> bool:
    try:
        changed = parsedate_to_datetime(headers["Last-Modified"])
        return parsedate_to_datetime(headers["Date"]) - changed >= SETTLED
    except (KeyError, ValueError, TypeError):  # TypeError: one with a time zone, the other without
        return False
