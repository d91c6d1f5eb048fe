"""The keys of pseudonyms in memory."""

from collections.abc import Sequence
from secrets import token_bytes

from shared.domain.errors import Unavailable
from shared.domain.pseudonym import HashKey


class InMemoryHashKeys:
    """The twin of GoogleHashKeys; whoever sets `unreadable` has disabled one."""

    def __init__(self) -> None:
        self.unreadable = False
        self._keys: list[HashKey] = []

    def all(self) -> Sequence[HashKey]:
        if self.unreadable:
            raise Unavailable("a key of pseudonyms cannot be read")
        return tuple(self._keys)

    def make(self) -> None:
        self._keys.append(HashKey(name=str(len(self._keys) + 1), value=token_bytes(32)))
