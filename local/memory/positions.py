"""Personio's boards in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.position import Position
from shared.structs import replace


@dataclass
class InMemoryPositions:
    """Boards by slug; `down` is raised instead of an answer, `once` are the first answers of all."""

    boards: dict[str, tuple[Position, ...]] = field(default_factory=dict)
    down: Exception | None = None
    once: list[tuple[Position, ...] | Problem] = field(default_factory=list)
    fetched: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
        self.fetched.append((board.slug, tuple(languages)))
        if self.down:
            raise self.down
        if self.once:
            return self._answer(board, languages, texts, self.once.pop(0))
        if board.slug not in self.boards:
            raise Problem("board_not_found", field="url")
        return self._answer(board, languages, texts, self.boards[board.slug])

    def _answer(
        self,
        board: Board,
        languages: Sequence[str],
        texts: Collection[int] | None,
        found: tuple[Position, ...] | Problem,
    ) -> Feed:
        if isinstance(found, Problem):
            raise found
        read = tuple(each if texts is None or each.id in texts else _without_text(each) for each in found)
        size, weight = 1000 * len(read), sum(each.weight for each in read)
        return Feed(board=board, positions=read, languages=tuple(languages), size=size, weight=weight)


def _without_text(position: Position) -> Position:
    return replace(position, descriptions=dict.fromkeys(position.descriptions))
