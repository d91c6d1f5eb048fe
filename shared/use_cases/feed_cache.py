"""What this instance read of boards lately: shared by callers of the same moment, kept for a bad one."""

from collections import OrderedDict
from collections.abc import Callable
from copy import copy
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.structs import Struct, field
from shared.use_cases import tuning

if TYPE_CHECKING:
    from shared.ports import Clock

Key = tuple[Board, tuple[str, ...]]  # in which languages, in which order
Read = Callable[[], Feed]


class Seen(Struct):
    """A reading that succeeded, and when: `began` on the clock that never jumps."""

    feed: Feed
    began: float
    at: datetime


class _Place(Struct, frozen=False, kw_only=False):
    """One board: who reads it now, and what came of it last."""

    lock: Lock = field(default_factory=Lock)
    seen: Seen | None = None
    failed: Problem | None = None
    failed_at: float = float("-inf")


class FeedCache(Struct, kw_only=False):
    """Thread-safe. A board that was not read for long leaves when the others need its room."""

    clock: "Clock"
    max_bytes: int = tuning.BOARDS_KEPT_BYTES
    _places: OrderedDict[Key, _Place] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, key: Key, read: Read, *, within: float = 0.0) -> Seen:
        """A reading that began after this call, or at most `within` seconds before.

        So callers of the same moment share one, and each still sees all that was published before it called.

        Raises:
            Problem: as `read`, or as another's reading that failed while this call waited for it, or at most
                `within` seconds before.
        """
        asked = self.clock.monotonic()
        place = self._place(key)
        if place.seen and place.seen.began > asked - within:
            return place.seen
        with place.lock:
            if place.seen and place.seen.began > asked - within:
                return place.seen
            if place.failed and place.failed_at > asked - within:
                raise copy(place.failed)
            began = self.clock.monotonic()
            try:
                feed = read()
            except Problem as problem:
                place.failed, place.failed_at = problem, self.clock.monotonic()
                raise
            place.seen = Seen(feed=feed, began=began, at=self.clock.now())
        self._make_room()
        return place.seen

    def last(self, key: Key) -> Seen | None:
        """The last reading that succeeded, however old."""
        return self._place(key).seen

    def _place(self, key: Key) -> _Place:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            return place

    def _make_room(self) -> None:
        with self._lock:
            while len(self._places) > 1 and (
                len(self._places) > tuning.BOARDS_KEPT or self._weight() > self.max_bytes
            ):
                self._places.popitem(last=False)

    def _weight(self) -> int:
        return sum(place.seen.feed.weight for place in self._places.values() if place.seen)
