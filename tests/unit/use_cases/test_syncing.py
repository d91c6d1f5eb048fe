"""The hourly comparison of imported positions with Personio."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

import pytest

from local.memory.job_ads import InMemoryJobAds
from local.memory.positions import InMemoryPositions
from local.scenes.boards import COMPANY, SLUG, Company, a_position
from shared.adapters.sanitiser import describe
from shared.domain.board import Board
from shared.domain.connection import ConnectionState, FeedState
from shared.domain.errors import Problem, Unavailable
from shared.domain.jobs.bounds import LONGEST
from shared.domain.jobs.draft import Description
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.position import Section
from shared.structs import replace


@pytest.fixture
def company() -> Company:
    return Company()


def feed_of(company: Company, name: str = COMPANY) -> FeedState:
    connection = company.connections.get(name)
    assert connection
    assert connection.feed
    return connection.feed


def closed(company: Company, job: str) -> bool:
    link = company.ad(job).link
    assert link
    return link.closed


def test_changes_are_told_and_the_ad_stays(company: Company) -> None:
    """A changed position is a difference in its ad, which keeps its words; it is told once."""
    ad = company.imported()
    company.publish(a_position(title="Lead"))
    assert company.syncing.sync().updated == 1
    seen = company.ad(ad.id)
    assert seen.link
    assert (seen.title, list(seen.link.changed)) == (ad.title, ["title"])
    assert company.syncing.sync().updated == 0


def test_a_position_that_is_gone_is_closed_and_comes_back(company: Company) -> None:
    """Closed is what the feed does not list any more; listed again, it is open again."""
    company.publish(*map(a_position, range(1, 6)))
    ad = company.imported(1)
    company.publish(*map(a_position, range(2, 6)))
    company.syncing.sync()
    assert closed(company, ad.id)
    assert [ad.id for ad in company.listing.list(COMPANY).closed] == [ad.id]
    company.publish(*map(a_position, range(1, 6)))
    company.syncing.sync()
    assert not closed(company, ad.id)


@pytest.mark.parametrize(
    "down",
    [
        Problem("personio_unreachable"),
        Problem("feed_unreadable"),
        Problem("board_not_found", field="url"),
    ],
)
def test_a_feed_that_fails_changes_nothing_but_shows(company: Company, down: Problem) -> None:
    """What was known of ads and board stays; the connection says what is wrong and since when."""
    ad = company.imported()
    company.syncing.sync()
    company.clock.advance(3600)
    company.positions.down = down
    first_failure = company.clock.now()
    for hour in range(25):
        synced = company.syncing.sync()
        assert (synced.companies, synced.failed, synced.updated) == (1, 1, 0)
        assert company.ad(ad.id) == ad
        feed = feed_of(company)
        assert (feed.problem, feed.since, feed.positions) == (down.code, first_failure, 1)
        assert feed.checked_at == (company.clock.now() if hour == 24 else first_failure)
        company.clock.advance(3600)
    company.positions.down = None
    company.syncing.sync()
    assert (feed_of(company).problem, feed_of(company).since) == (None, None)


@pytest.mark.parametrize(("left", "reads"), [(0, 2), (2, 2), (3, 1)])
def test_a_loss_of_more_than_half_is_read_twice(company: Company, left: int, reads: int) -> None:
    """A board that is suddenly empty, or lost more than half, closes nothing by a single reading."""
    board = [a_position(number) for number in range(1, 7)]
    company.publish(*board)
    ad = company.imported(6)
    company.syncing.sync()
    company.positions.once = [tuple(board[:left])]
    company.positions.fetched.clear()
    company.syncing.sync()
    assert len(company.positions.fetched) == reads
    assert closed(company, ad.id) is (reads == 1)


def test_what_either_reading_has_is_published(company: Company) -> None:
    """A position that the first or the second reading lists is open, whatever the other one lost."""
    board = [a_position(number) for number in range(1, 7)]
    company.publish(*board)
    first, last = company.imported(1), company.imported(6)
    company.syncing.sync()
    company.positions.once = [(board[0],), (board[5],)]
    company.syncing.sync()
    assert not closed(company, first.id)
    assert not closed(company, last.id)


def test_a_loss_that_touches_no_ad_is_not_read_twice(company: Company) -> None:
    """The second reading is there to close nothing by mistake; with nothing to close there is none."""
    board = [a_position(number) for number in range(1, 7)]
    company.publish(*board)
    company.imported(1)
    company.syncing.sync()
    company.publish(board[0])
    company.positions.fetched.clear()
    company.syncing.sync()
    assert len(company.positions.fetched) == 1


def test_a_loss_that_is_read_twice_is_believed(company: Company) -> None:
    """An emptied board closes its ads, after a moment and a second reading."""
    ad = company.imported()
    company.syncing.sync()
    company.publish()
    before = company.clock.monotonic()
    company.syncing.sync()
    assert closed(company, ad.id)
    assert company.clock.monotonic() - before >= company.syncing.confirm_after


def test_an_empty_board_at_the_first_comparison_is_read_twice(company: Company) -> None:
    """Ads that are open count as positions that were there, even where the board was never compared."""
    ad = company.imported()
    company.positions.once = [()]
    company.syncing.sync()
    assert not closed(company, ad.id)


def test_a_second_reading_that_fails_closes_nothing(company: Company) -> None:
    """Without its confirmation, a loss is not believed."""
    ad = company.imported()
    company.positions.once = [(), Problem("personio_unreachable")]
    assert company.syncing.sync().failed == 1
    assert not closed(company, ad.id)
    assert feed_of(company).problem == "personio_unreachable"


def test_only_the_ads_languages_are_read(company: Company) -> None:
    """One reading a company, in the languages that its ads have; without ads in the connection's own."""
    texts = {language: (Section(heading="", html=language),) for language in ("de", "en")}
    company.publish(a_position(1, descriptions=texts), a_position(2, descriptions=texts))
    read = []
    for position, language in ((None, None), (1, "en"), (2, "de")):
        if position:
            company.imported(position, language=language)
        company.positions.fetched.clear()
        company.syncing.sync()
        read += company.positions.fetched
    assert read == [(SLUG, ("de",)), (SLUG, ("en",)), (SLUG, ("de", "en"))]


def test_a_language_that_no_board_has_is_not_asked_for(company: Company) -> None:
    """What an ad's broken part calls its language stops nobody: the others' languages are read."""
    ad = company.imported()
    assert ad.link
    odd = replace(ad, id="odd", link=replace(ad.link, position_id=2, language="x" * 9_000))
    company.store.put("jobs/odd", odd)
    company.positions.fetched.clear()
    company.syncing.sync()
    assert company.positions.fetched == [(SLUG, ("de",))]


class Broken(InMemoryPositions):
    """A board whose reading meets an error that nobody foresaw."""

    def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
        if board.slug == "broken":
            raise ZeroDivisionError
        return super().fetch(board, languages, texts)


@pytest.mark.parametrize("slug", ["broken", "unknown"])
def test_one_broken_company_stops_nobody(slug: str) -> None:
    """Whatever goes wrong for one company, the others are compared."""
    company = Company(positions=Broken())
    company.connect("other", board=Board(slug=slug, tld="de"))
    ad = company.imported()
    company.publish(a_position(title="Lead"))
    synced = company.syncing.sync()
    assert (synced.companies, synced.failed, synced.updated) == (2, 1, 1)
    link = company.ad(ad.id).link
    assert link
    assert list(link.changed) == ["title"]


@pytest.mark.parametrize(
    ("html", "code"),
    [("x" * (LONGEST + 1), "description_too_long"), ("<ul><li>" * 17, "description_too_deep")],
)
def test_a_position_too_large_is_its_own_ads_finding(
    company: Company, capsys: pytest.CaptureFixture[str], html: str, code: str
) -> None:
    """All other ads of the company are compared; the log names the one that was not, and why."""
    names = (1, 2, 3)
    company.publish(*map(a_position, names))
    ads = {name: company.imported(name) for name in names}
    longer = {"de": (Section(heading="", html=html),)}
    company.publish(
        *(a_position(name, title="Lead", descriptions=longer if name == 2 else {}) for name in names)
    )
    synced = company.syncing.sync()
    assert (synced.failed, synced.updated) == (0, 2)
    assert feed_of(company).problem is None
    changed = [name for name, ad in ads.items() if (link := company.ad(ad.id).link) and link.changed]
    assert changed == [1, 3]
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "ad_not_compared" in line]
    assert ads[2].id in line
    assert code in line


def test_a_silent_firestore_is_the_companys_matter(company: Company) -> None:
    """Where nothing can be written, the company's other ads are not tried one by one: it comes again."""

    class Silent(InMemoryJobAds):
        def update(self, company: str, job: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
            tried.append(job)
            raise Unavailable("silent")

    tried: list[str] = []
    company.publish(a_position(1), a_position(2))
    for name in (1, 2):
        company.imported(name)
    company.publish(a_position(1, title="Lead"), a_position(2, title="Lead"))
    synced = replace(company.syncing, job_ads=Silent(store=company.store)).sync()
    assert (synced.failed, len(tried)) == (1, 1)


def on_slow_boards() -> tuple[Company, list[str]]:
    """A company and the names of five others, each of whose boards takes a minute."""

    class Slow(InMemoryPositions):
        def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
            acme.clock.advance(60)
            return super().fetch(board, languages, texts)

    acme = Company(positions=Slow())
    names = [f"company-{number}" for number in range(5)]
    for name in names:
        acme.connect(name, board=Board(slug=name, tld="de"))
        acme.positions.boards[name] = ()
    return acme, names


def test_a_run_that_is_cut_short_is_gone_on_with() -> None:
    """Where the time of one run is used up, the next begins with those that it left."""
    acme, names = on_slow_boards()
    short = replace(acme.syncing, budget=150.0)
    runs = [short.sync() for _ in range(2)]
    assert [(run.companies, run.left) for run in runs] == [(3, 3), (3, 3)]
    assert {slug for slug, _ in acme.positions.fetched} == {SLUG, *names}


def test_a_disconnected_company_is_not_read(company: Company) -> None:
    """Only live connections are compared, those that need a repair included."""
    company.connect("cut", state=ConnectionState.DISCONNECTED)
    company.connect("refused", state=ConnectionState.NEEDS_RECONNECT)
    assert company.syncing.sync().companies == 2


def test_a_former_accounts_ads_are_left_alone(company: Company) -> None:
    """Ads of an account that is not connected any more neither change nor close."""
    ad = company.imported()
    company.connect(account="200002")
    company.publish()
    company.syncing.sync()
    assert company.ad(ad.id) == ad


def test_an_ad_that_is_unlinked_meanwhile_stays_unlinked(company: Company) -> None:
    """The comparison of an ad that somebody unlinks in the same moment is given up."""

    class Unlinking(InMemoryPositions):
        def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
            for job in jobs:
                company.linking.unlink(COMPANY, job, "rob")
            return super().fetch(board, languages, texts)

    jobs: list[str] = []
    company = Company(positions=Unlinking())
    ad = company.imported()
    company.publish(a_position(title="Lead"))
    jobs.append(ad.id)
    assert company.syncing.sync().failed == 0
    assert company.ad(ad.id).link is None


def test_where_nothing_is_new_nothing_is_written_but_once_a_day(company: Company) -> None:
    """Hour after hour a board that stays as it is is read, and noted with the day's first reading alone."""
    company.imported()
    company.syncing.sync()
    version = company.store.versions[f"connections/{COMPANY}"]
    written, noted = [], feed_of(company).checked_at
    for _ in range(24):
        company.clock.advance(3600)
        company.syncing.sync()
        written.append(company.store.versions[f"connections/{COMPANY}"] != version)
    assert written == [False] * 23 + [True]
    assert feed_of(company).checked_at == company.clock.now()
    assert company.clock.now() - noted == timedelta(days=1)


def test_news_are_noted_at_once(company: Company) -> None:
    """Another number of positions, a feed that fails, and one that is well again do not wait for the day."""
    company.imported()
    company.syncing.sync()
    for number, down in ((2, None), (2, Problem("personio_unreachable")), (2, None), (3, None)):
        company.clock.advance(3600)
        company.publish(*map(a_position, range(1, number + 1)))
        company.positions.down = down
        company.syncing.sync()
        feed = feed_of(company)
        assert (feed.checked_at, feed.problem) == (company.clock.now(), down.code if down else None)


def test_what_was_told_of_a_change_is_not_made_safe_again(company: Company) -> None:
    """A changed description goes through the sanitiser once, not each hour until somebody answers."""
    made: list[Sequence[Section]] = []

    def counting(sections: Sequence[Section]) -> Description:
        made.append(sections)
        return describe(sections)

    ad = company.imported()
    company.publish(a_position(descriptions={"de": (Section(heading="", html="<p>Neu</p>"),)}))
    syncing = replace(company.syncing, describe=counting)
    assert syncing.sync().updated == 1
    before, told = len(made), company.ad(ad.id)
    for _ in range(3):
        assert syncing.sync().updated == 0
    assert (len(made), company.ad(ad.id)) == (before, told)
    company.publish(a_position(descriptions={"de": (Section(heading="", html="<p>Neuer</p>"),)}))
    assert syncing.sync().updated == 1
    link = company.ad(ad.id).link
    assert link
    assert "Neuer" in link.changed["description"].to


def test_runs_that_are_all_cut_short_reach_everybody() -> None:
    """With nothing new on any board, each run goes on with those that the one before left."""
    acme, names = on_slow_boards()
    acme.syncing.sync()
    short = replace(acme.syncing, budget=150.0)
    for _ in range(3):
        acme.positions.fetched.clear()
        short.sync()
        acme.clock.advance(3600)
        short.sync()
        assert {slug for slug, _ in acme.positions.fetched} == {SLUG, *names}
