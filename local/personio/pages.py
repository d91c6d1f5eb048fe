"""Lists of API v2 in pages: what a query asks for, what of it is on the page, and what comes next."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

LIMIT, MOST = 100, 200


class QueryError(Exception):
    """A parameter has a value that is not valid; the text is its name."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry of a list, described only where it is on the page."""

    number: int
    updated_at: datetime
    show: Callable[[], dict[str, Any]]

    @property
    def place(self) -> tuple[datetime, int]:
        """Where it stands: the last comes first."""
        return self.updated_at, self.number


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked for; `before` is the place of the last row that was shown already."""

    limit: int = LIMIT
    email: str | None = None
    newer_than: datetime | None = None
    older_than: datetime | None = None
    before: tuple[datetime, int] | None = None

    def wants(self, row: Row) -> bool:
        """Whether the row belongs to this page or one that follows."""
        if self.newer_than is not None and row.updated_at <= self.newer_than:
            return False
        if self.older_than is not None and row.updated_at >= self.older_than:
            return False
        return self.before is None or row.place < self.before

    def page(self, rows: Iterable[Row]) -> tuple[list[Row], "Query | None"]:
        """The rows of the page, the last updated first, and the query for the next; None after the last."""
        wanted = sorted(filter(self.wants, rows), key=lambda row: row.place, reverse=True)
        shown = wanted[: self.limit]
        return shown, replace(self, before=shown[-1].place) if len(wanted) > len(shown) else None


class Cursors:
    """What the cursors of next links stand for."""

    def __init__(self) -> None:
        self._queries: dict[str, Query] = {}

    def clear(self) -> None:
        """Nobody was given any."""
        self._queries.clear()

    def give(self, query: Query) -> str:
        """A cursor by which `query` can be asked."""
        cursor = f"cur_{secrets.token_urlsafe(16)}"
        self._queries[cursor] = query
        return cursor

    def query(self, parameters: Mapping[str, str], email_parameter: str | None) -> Query:
        """What the parameters ask for; those beside a cursor, and unknown ones, are passed over.

        Raises:
            QueryError: for an unknown cursor, a limit out of range, a time that is none, or both times.
        """
        if "cursor" not in parameters:
            return _first(parameters, email_parameter)
        if parameters["cursor"] not in self._queries:
            raise QueryError("cursor")
        return self._queries[parameters["cursor"]]


def _first(parameters: Mapping[str, str], email_parameter: str | None) -> Query:
    limit = parameters.get("limit", str(LIMIT))
    if not limit.isascii() or not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        raise QueryError("limit")
    if {"updated_at.gt", "updated_at.lt"} <= parameters.keys():
        raise QueryError("updated_at.gt")
    return Query(
        limit=int(limit),
        email=parameters.get(email_parameter or ""),
        newer_than=_time(parameters, "updated_at.gt"),
        older_than=_time(parameters, "updated_at.lt"),
    )


def _time(parameters: Mapping[str, str], name: str) -> datetime | None:
    if name not in parameters:
        return None
    try:
        moment = datetime.fromisoformat(parameters[name])
    except ValueError as wrong:
        raise QueryError(name) from wrong
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
