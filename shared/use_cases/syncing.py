"""Compare imported positions with Personio: what changed, what closed. Nothing is taken over by itself."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from functools import partial

from shared import log
from shared.domain.connection import Connection, FeedState
from shared.domain.errors import Problem, Unavailable
from shared.domain.jobs.differences import with_differences
from shared.domain.jobs.draft import Describe
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.position import LANGUAGES, Position
from shared.ports import Clock, Connections, JobAds, Positions
from shared.structs import Struct, replace
from shared.use_cases import tuning

Noted = Callable[[FeedState | None], FeedState]
FIRST = datetime.min.replace(tzinfo=UTC)
NOTED_EVERY = timedelta(days=1)  # that nothing is new


class Synced(Struct):
    """One run: companies whose feed was read or `failed`, those `left` to the next run, ads updated."""

    companies: int
    failed: int
    left: int
    updated: int
    size: int  # bytes of all feeds
    seconds: float


class Comparison(Struct):
    """One company's part of a run.

    `unnoted` notes that it was seen, which is worth a write only where a run is cut short: the next begins
    with those that were not.
    """

    updated: int
    size: int
    failed: bool = False
    unnoted: Callable[[], None] | None = None


class Syncing(Struct):
    """Goes through all connected companies, the longest unseen first.

    A run that is cut short leaves the others first in line, so the next one goes on where it stopped.
    """

    connections: Connections
    positions: Positions
    job_ads: JobAds
    clock: Clock
    describe: Describe
    parallel: int = tuning.BOARDS_AT_ONCE
    budget: float = tuning.SYNC_SECONDS
    confirm_after: float = tuning.CONFIRM_AFTER_SECONDS

    def sync(self) -> Synced:
        """Compare every company's ads with its board; what fails for one is that one's own.

        Raises:
            Unavailable: the list of companies cannot be read.
        """
        began = self.clock.monotonic()
        waiting = sorted(self.connections.live(), key=_checked_at)
        with ThreadPoolExecutor(self.parallel) as threads:
            running = [
                threads.submit(copy_context().run, self._in_time, connection, began + self.budget)
                for connection in waiting
            ]
            done = [comparison for future in running if (comparison := future.result())]
            if len(done) < len(waiting):
                list(threads.map(_noted, done))
        synced = Synced(
            companies=len(done),
            failed=sum(comparison.failed for comparison in done),
            left=len(waiting) - len(done),
            updated=sum(comparison.updated for comparison in done),
            size=sum(comparison.size for comparison in done),
            seconds=self.clock.monotonic() - began,
        )
        log.sync_finished(synced.companies, synced.failed, synced.left, synced.updated)
        return synced

    def _in_time(self, connection: Connection, over_at: float) -> Comparison | None:
        """None where the time of this run is used up."""
        if self.clock.monotonic() >= over_at:
            return None
        try:
            return self._company(connection)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other companies are not to blame
            log.feed_failed(connection.company_id, type(fault).__name__, 0.0)
            return Comparison(updated=0, size=0, failed=True)

    def _company(self, connection: Connection) -> Comparison:
        began = self.clock.monotonic()
        ads = self.job_ads.linked(connection.company_id, connection.account)
        try:
            feed, published = self._read(connection, ads)
        except Problem as problem:
            seconds = self.clock.monotonic() - began
            failed = partial(_failed, code=problem.code, now=self.clock.now(), seconds=seconds)
            unnoted = self._note_news(connection, failed)
            log.feed_failed(connection.company_id, problem.code, seconds)
            return Comparison(updated=0, size=0, failed=True, unnoted=unnoted)
        updated = sum(self._compared(ad, published.get(id_)) for id_, ad in ads.items())
        seconds = self.clock.monotonic() - began
        state = FeedState(
            checked_at=self.clock.now(),
            positions=len(feed.positions),
            size=feed.size,
            seconds=round(seconds, 3),
        )
        unnoted = self._note_news(connection, lambda _: state)
        log.feed_compared(connection.company_id, len(feed.positions), feed.size, seconds)
        return Comparison(updated=updated, size=feed.size, unnoted=unnoted)

    def _read(self, connection: Connection, ads: Mapping[int, JobAd]) -> tuple[Feed, Mapping[int, Position]]:
        """The board in the languages of its ads; a loss that is hard to believe is read a second time.

        What either reading has is published.
        """
        spoken = {ad.link.language for ad in ads.values() if ad.link} & set(LANGUAGES)
        languages = sorted(spoken) or [connection.language]
        feed = self.positions.fetch(connection.board, languages, texts=ads.keys())
        open_ads = {id_ for id_, ad in ads.items() if ad.link and not ad.link.closed}
        known = connection.feed.positions if connection.feed else None
        lost = len(feed.positions) * 2 < max(known or 0, len(open_ads))
        if not lost or open_ads <= feed.by_id.keys():
            return feed, feed.by_id
        self.clock.sleep(self.confirm_after)
        again = self.positions.fetch(connection.board, languages, texts=ads.keys())
        return again, {**feed.by_id, **again.by_id}

    def _compared(self, ad: JobAd, position: Position | None) -> bool:
        """`_compare`; what is wrong with one ad or its position, as one too long for a document, is its own.

        Raises:
            Unavailable: Firestore does not answer, so that the company's other ads would only wait, too.
        """
        try:
            return self._compare(ad, position)
        except Unavailable:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other ads are not to blame
            code = fault.code if isinstance(fault, Problem) else type(fault).__name__
            log.ad_not_compared(ad.company_id, ad.id, code)
            return False

    def _compare(self, ad: JobAd, position: Position | None) -> bool:
        """Whether the ad had to be updated; an ad that was linked elsewhere meanwhile is left alone."""

        def step(known: JobAd) -> JobAd:
            same = known.link and ad.link and known.link.position_id == ad.link.position_id
            return with_differences(known, position, self.describe) if same else known

        if with_differences(ad, position, self.describe) == ad:
            return False
        self.job_ads.update(ad.company_id, ad.id, step)
        return True

    def _note_news(self, connection: Connection, state: Noted) -> Callable[[], None] | None:
        """Note what is new, and once a day that nothing is; returns how to note what was not noted."""
        note = partial(self._note, connection, state)
        if not _says_the_same(connection.feed, state(connection.feed)):
            return note()
        return note

    def _note(self, connection: Connection, state: Noted) -> None:
        self.connections.update(
            connection.company_id,
            lambda known: replace(known or connection, feed=state((known or connection).feed)),
        )


def _noted(comparison: Comparison) -> None:
    with suppress(Unavailable):  # that company is compared once more before others
        if comparison.unnoted:
            comparison.unnoted()


def _says_the_same(before: FeedState | None, state: FeedState) -> bool:
    """But for how long it took, and the time, within a day."""
    if before is None or state.checked_at - before.checked_at >= NOTED_EVERY:
        return False
    return replace(state, checked_at=before.checked_at, seconds=before.seconds) == before


def _failed(before: FeedState | None, *, code: str, now: datetime, seconds: float) -> FeedState:
    """What was known stays, next to what is wrong and since when."""
    known = before or FeedState(checked_at=now)
    since = known.since if known.problem == code else now
    return replace(known, checked_at=now, seconds=round(seconds, 3), problem=code, since=since)


def _checked_at(connection: Connection) -> datetime:
    return connection.feed.checked_at if connection.feed else FIRST
