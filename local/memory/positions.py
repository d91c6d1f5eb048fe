"""Personio's boards in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.position import Position


@dataclass
class InMemoryPositions:
    """Boards by slug; `down` is raised instead of an answer, `once` are the first answers of all."""

    boards: dict[str, tuple[Position, ...]] = field(default_factory=dict)
    down: Exception | None = None
    once: list[tuple[Position, ...] | Problem] = field(default_factory=list)
    fetched: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def fetch(self, board: Board, languages: Sequence[str]) -> Feed:
        self.fetched.append((board.slug, tuple(languages)))
        if self.down:
            raise self.down
        if self.once:
            return self._answer(board, languages, self.once.pop(0))
        if board.slug not in self.boards:
            raise Problem("board_not_found", field="url")
        return self._answer(board, languages, self.boards[board.slug])

    def _answer(self, board: Board, languages: Sequence[str], found: tuple[Position, ...] | Problem) -> Feed:
        if isinstance(found, Problem):
            raise found
        return Feed(board=board, positions=found, languages=tuple(languages), size=1000 * len(found))
