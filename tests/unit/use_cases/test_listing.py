"""The list of published positions."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from local.memory.clock import ManualClock
from local.scenes.boards import COMPANY, Company, a_position
from shared.adapters.clock import SystemClock
from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.listing import OutOfDate

KEY = (Board(slug="acme", tld="de"), ("de",))


@pytest.fixture
def company() -> Company:
    return Company()


def titles(company: Company, search: str = "") -> list[str]:
    return [row.position.title for row in company.listing.list(COMPANY, search=search).listed]


def feed(size: int = 1, board: Board = KEY[0]) -> Feed:
    return Feed(board=board, positions=(), languages=("de",), size=size, weight=size)


@pytest.mark.parametrize(
    ("search", "found"),
    [("", [3, 1, 2]), ("BACK", [3]), ("münchen", [1]), ("it", [3, 1]), (" hamburg ", [2]), ("no such", [])],
)
def test_a_search_looks_at_title_offices_and_department(
    company: Company, search: str, found: list[int]
) -> None:
    """Positions come in Personio's order, those only that have the text, however it is written."""
    company.publish(
        a_position(3),
        a_position(1, title="Cook", office="München"),
        a_position(2, title="Driver", department="Fleet", additional_offices=("Hamburg",)),
    )
    assert [row.position.id for row in company.listing.list(COMPANY, search=search).listed] == found


def test_the_list_is_live(company: Company) -> None:
    """What was published or closed a moment ago is listed so."""
    assert titles(company) == ["Backend Engineer"]
    company.publish(a_position(title="Fresh"))
    assert titles(company) == ["Fresh"]


def test_typing_does_not_ask_personio_for_each_letter(company: Company) -> None:
    """A search looks through what was read for the list, for half a minute; then Personio is asked again."""
    titles(company)
    company.publish(a_position(title="Fresh"))
    for typed in ("b", "ba", "bac"):
        assert titles(company, typed) == ["Backend Engineer"]
    assert len(company.positions.fetched) == 1
    company.clock.advance(31)
    assert titles(company, "fre") == ["Fresh"]


def test_a_list_shows_what_became_of_a_position_even_while_typing(company: Company) -> None:
    """Ads are read each time: an import shows at once."""
    titles(company)
    ad = company.imported()
    (row,) = company.listing.list(COMPANY, search="backend").listed
    assert row.ad
    assert row.ad.id == ad.id


@pytest.mark.parametrize("code", ["personio_unreachable", "feed_unreadable"])
def test_while_personio_is_down_the_last_list_is_there_with_its_age(company: Company, code: str) -> None:
    """The problem carries the list as it was last seen, joined with the ads of now, and its age."""
    titles(company)
    ad = company.imported()
    company.clock.advance(600)
    company.positions.down = Problem(code, retry_after=60)
    with pytest.raises(OutOfDate) as raised:
        company.listing.list(COMPANY)
    assert (raised.value.code, raised.value.retry_after, raised.value.age) == (code, 60, 600)
    (row,) = raised.value.last.listed
    assert row.ad
    assert row.ad.id == ad.id
    with pytest.raises(OutOfDate) as searched:
        company.listing.list(COMPANY, search="nothing")
    assert searched.value.last.listed == ()


def test_without_a_former_list_there_is_only_the_problem(company: Company) -> None:
    """A new instance has nothing to show; nor has a board that is gone anything that could be true."""
    company.positions.down = Problem("personio_unreachable", retry_after=60)
    with pytest.raises(Problem) as raised:
        company.listing.list(COMPANY)
    assert not isinstance(raised.value, OutOfDate)
    company.positions.down = None
    titles(company)
    company.positions.boards.clear()
    with pytest.raises(Problem) as gone:
        company.listing.list(COMPANY)
    assert not isinstance(gone.value, OutOfDate)


class Slow:
    """A reading that takes until it is let go, and counts."""

    def __init__(self, fails: Problem | None = None) -> None:
        self.fails, self.begun, self.go = fails, 0, threading.Event()

    def __call__(self) -> Feed:
        self.begun += 1
        assert self.go.wait(5)
        if self.fails:
            raise self.fails
        return feed(size=self.begun)


def together(feed_cache: FeedCache, slow: Slow, callers: int = 8) -> list[int | str]:
    """What callers get that come while a first reading is under way."""

    def call(_: int) -> int | str:
        try:
            return feed_cache.read(KEY, slow).feed.size
        except Problem as problem:
            return problem.code

    with ThreadPoolExecutor(callers) as pool:
        first = pool.submit(call, 0)
        while not slow.begun:
            pass
        others = [pool.submit(call, number) for number in range(1, callers)]
        threading.Event().wait(0.05)
        slow.go.set()
        return [future.result() for future in (first, *others)]


def test_callers_of_one_moment_share_a_reading() -> None:
    """Whoever comes while a reading is under way shares the next one, which began after all of them came."""
    slow = Slow()
    assert together(FeedCache(SystemClock()), slow) == [1] + [2] * 7
    assert slow.begun == 2


def test_a_failure_is_shared_by_those_who_waited_for_it() -> None:
    """A board that does not answer is not asked once more by each of those who wait."""
    slow = Slow(fails=Problem("personio_unreachable", retry_after=60))
    feed_cache = FeedCache(SystemClock())
    assert together(feed_cache, slow) == ["personio_unreachable"] * 8
    assert slow.begun == 1
    slow.fails = None
    assert feed_cache.read(KEY, slow).feed.size == 2


def test_what_is_kept_is_bounded() -> None:
    """The boards that were not asked for longest leave first; the newest stays, however large."""
    feed_cache = FeedCache(ManualClock(), max_bytes=10)
    boards = [(Board(slug=f"b{number}", tld="de"), ("de",)) for number in range(3)]
    for key, size in zip(boards, (4, 4, 4), strict=True):
        feed_cache.read(key, lambda key=key, size=size: feed(size, key[0]))  # type: ignore[misc]  # mypy cannot infer a lambda's default
    assert [feed_cache.last(key) is not None for key in boards] == [False, True, True]
    feed_cache.last(boards[1])
    feed_cache.read(boards[0], lambda: feed(4, boards[0][0]))
    assert [feed_cache.last(key) is not None for key in boards] == [True, True, False]
    feed_cache.read(KEY, lambda: feed(99))
    assert feed_cache.last(KEY)


def test_another_order_of_languages_is_another_reading(company: Company) -> None:
    """The language that is asked for decides what a position is called."""
    company.listing.list(COMPANY, language="de")
    company.listing.list(COMPANY, language="en", search="x")
    assert [languages for _, languages in company.positions.fetched] == [("de", "en"), ("en", "de")]


def test_a_former_accounts_link_does_not_count(company: Company) -> None:
    """After connecting to another account, a position there is not imported; the ad may be linked anew."""
    ad = company.imported()
    company.connect(account="200002")
    (row,) = company.listing.list(COMPANY).listed
    assert (row.ad, [other.id for other in row.suggested]) == (None, [ad.id])
