"""List the published positions of a connected company, live, with what became of each here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from shared.domain.board import Board
from shared.domain.connection import Connection, connected
from shared.domain.errors import Problem
from shared.domain.jobs.job_ad import JobAdSummary
from shared.domain.jobs.position import Position
from shared.ports import Clock, Connections, JobAds, Positions
from shared.structs import Struct
from shared.use_cases import tuning
from shared.use_cases.feed_cache import FeedCache, Seen

DOWN = {"personio_unreachable", "feed_unreadable"}


class Listed(Struct):
    """A published position, and the job ad that was made of it or linked to it.

    `suggested`: without such an ad, those of the same title that could be linked to it.
    """

    position: Position
    ad: JobAdSummary | None
    suggested: tuple[JobAdSummary, ...] = ()


class JobList(Struct):
    """The board as it was at `fetched_at`; `closed` are ads whose position is no longer published."""

    board: Board
    language: str
    fetched_at: datetime
    listed: tuple[Listed, ...]
    closed: tuple[JobAdSummary, ...]


class OutOfDate(Problem):
    """The feed cannot be read now; `last` is the list as this instance saw it `age` seconds ago."""

    def __init__(self, cause: Problem, last: JobList, age: int) -> None:
        super().__init__(cause.code, field=cause.field, retry_after=cause.retry_after)
        self.last, self.age = last, age


class Listing(Struct):
    """Reads the feed on demand: what was published a second ago is there.

    Only a search may be answered from what was read for the list that is searched, so that typing does not
    ask Personio for each letter.
    """

    connections: Connections
    positions: Positions
    job_ads: JobAds
    clock: Clock
    feed_cache: FeedCache
    languages: tuple[str, ...]

    def list(self, company_id: str, *, language: str | None = None, search: str = "") -> JobList:
        """Positions in Personio's order, those only whose title, office or department has `search` in it.

        Raises:
            OutOfDate: the feed is down, and this instance has a former list.
            Problem: `not_connected`, or what the feed raises.
        """
        connection = connected(self.connections.get(company_id))
        board = connection.board
        languages = in_order(language or connection.language, self.languages)
        try:
            seen = self.feed_cache.read(
                (board, languages),
                lambda: self.positions.fetch(board, languages, texts=()),
                within=tuning.TYPING_SECONDS if search.strip() else 0.0,
            )
        except Problem as problem:
            last = self.feed_cache.last((board, languages))
            if last is None or problem.code not in DOWN:
                raise
            age = round((self.clock.now() - last.at).total_seconds())
            raise OutOfDate(problem, self._joined(connection, languages[0], last, search), age) from problem
        return self._joined(connection, languages[0], seen, search)

    def _joined(self, connection: Connection, language: str, seen: Seen, search: str) -> JobList:
        """The board as it was seen, with what the company's ads are now."""
        feed = seen.feed
        summaries = self.job_ads.summaries(connection.company_id)
        ads = {
            ad.link.position_id: ad for ad in summaries if ad.link and ad.link.account == connection.account
        }
        free = _by_title(ad for ad in summaries if not ad.link or ad.link.account != connection.account)
        published = feed.by_id
        return JobList(
            board=feed.board,
            language=language,
            fetched_at=seen.at,
            listed=tuple(
                Listed(
                    position=position,
                    ad=ads.get(position.id),
                    suggested=() if position.id in ads else tuple(free.get(_same(position.title), ())),
                )
                for position in feed.positions
                if _matches(position, search)
            ),
            closed=tuple(ad for id_, ad in ads.items() if id_ not in published),
        )


def in_order(first: str, others: Sequence[str]) -> tuple[str, ...]:
    """The wanted language, then the configured ones, none twice."""
    return tuple(dict.fromkeys((first, *others)))


def _by_title(ads: Iterable[JobAdSummary]) -> Mapping[str, list[JobAdSummary]]:
    found: dict[str, list[JobAdSummary]] = {}
    for ad in ads:
        found.setdefault(_same(ad.title), []).append(ad)
    return found


def _same(title: str) -> str:
    """Two titles count as one, however they are spaced and whatever is capital."""
    return " ".join(title.casefold().split())


def _matches(position: Position, search: str) -> bool:
    needle = search.casefold().strip()
    if not needle:
        return True
    haystack = (position.title, position.department or "", *position.offices)
    return any(needle in text.casefold() for text in haystack)
