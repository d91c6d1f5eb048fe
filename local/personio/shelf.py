"""Feeds as they were last written: a board of some MB is not written anew for each reader."""

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from local.personio.clock import Clock
from local.personio.companies import Company
from local.personio.feed import feed
from local.personio.positions import Position


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One board in one language. `compressed` is the gzip of `content`."""

    positions: tuple[Position, ...] = field(repr=False)
    content: bytes = field(repr=False)
    compressed: bytes = field(repr=False)
    etag: str
    changed_at: datetime


class Shelf:
    """Keeps the last edition per company and language; it is as old as its content."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._editions: dict[tuple[int, str], Edition] = {}

    def clear(self) -> None:
        """Forget all editions."""
        self._editions.clear()

    def edition(self, company: Company, language: str) -> Edition:
        """The board as it is now."""
        last = self._editions.get((company.id, language))
        if last is None or last.positions is not company.positions:
            last = self._edition(company, language, last)
            self._editions[company.id, language] = last
        return last

    def _edition(self, company: Company, language: str, last: Edition | None) -> Edition:
        content = feed(company.positions, language)
        unchanged = last is not None and last.content == content
        return Edition(
            positions=company.positions,
            content=content,
            compressed=gzip.compress(content, compresslevel=1, mtime=0),
            etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
            changed_at=last.changed_at if last and unchanged else self._clock.now(),
        )
