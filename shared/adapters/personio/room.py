"""How many bytes of files one instance holds at once: on Cloud Run /tmp is memory, too."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from shared.adapters import tuning
from shared.domain.errors import IntegrationError


class NoRoom(IntegrationError):  # noqa: N818 - what happened, in plain words
    """Others held too much for too long."""


class Room:
    """Bytes to be taken before they are received, and free again when they are gone. Thread-safe."""

    def __init__(self, size: int = tuning.CVS_HELD_BYTES) -> None:
        self._free = size
        self._changed = Condition()

    @contextmanager
    def hold(self, size: int, seconds: float) -> Iterator[None]:
        """Hold `size` bytes until the block ends, once they are free.

        Raises:
            NoRoom: they were not within `seconds`.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._free >= size, seconds):
                raise NoRoom
            self._free -= size
        try:
            yield
        finally:
            with self._changed:
                self._free += size
                self._changed.notify_all()
