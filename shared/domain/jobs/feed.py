"""What one reading of a board's feed says."""

from collections.abc import Mapping

from shared.domain.board import Board
from shared.domain.jobs.position import Position
from shared.structs import Struct


class Feed(Struct):
    """All published positions of a board, in Personio's order.

    Attributes:
        board: the board as it answered (its tld may differ from the one asked for).
        positions: merged over languages by position id.
        languages: the languages that were read.
        size: bytes read, after decompression, over all languages.
        weight: bytes that the positions take in memory, about.
    """

    board: Board
    positions: tuple[Position, ...]
    languages: tuple[str, ...]
    size: int = 0
    weight: int = 0

    @property
    def by_id(self) -> Mapping[int, Position]:
        return {position.id: position for position in self.positions}
