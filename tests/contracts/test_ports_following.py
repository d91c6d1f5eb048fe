"""The rules that twin and Firestore adapter keep alike for what is followed, and for who follows it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from shared.domain.applicant import Progress, Stage
from shared.domain.ledger.account import Account
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Export, Origin, State
from shared.domain.ledger.following import FollowUp
from shared.domain.ledger.snapshot import Addresses
from shared.structs import replace
from tests.support.sides import NOW, Ports, entry, ready

MATCHES = count(1)
LATER = NOW + timedelta(minutes=1)


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def put(ports: Ports, **changes: Any) -> str:
    """An exported entry of the company."""
    match = f"{ports.company}-f{next(MATCHES)}"
    over: dict[str, Any] = {"state": State.EXPORTED, "frozen": None, "lease_until": None}
    fresh = entry(ports, match, **{**over, **changes})
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=fresh))
    return match


def stage(one: Stage) -> Progress:
    return Progress(stage=one, name="Neu", since=NOW, seen_at=LATER)


def get(ports: Ports, match: str) -> Export:
    found = ports.ledger.get(match)
    assert found is not None
    return found


def due(ports: Ports, at: datetime = LATER, limit: int = 10) -> list[str]:
    return [one.entry.match_id for one in ports.follow_ups.due([ports.company], at, limit)]


def known(ports: Ports) -> FollowUp:
    """The one that is due."""
    (one,) = ports.follow_ups.due([ports.company], LATER, 10)
    return one


class TestWhatIsDue:
    def test_longest_due_first(self, ports: Ports) -> None:
        """Those of the companies that were named, of whatever state; what is not due waits."""
        second = put(ports, follow_at=minutes(0), state=State.QUEUED)
        first = put(ports, follow_at=minutes(-1))
        put(ports, follow_at=minutes(2))
        put(ports)
        put(ports, company_id=f"{ports.company}-other", follow_at=minutes(-1))
        assert due(ports) == [first, second]
        assert due(ports, limit=1) == [first]
        assert ports.follow_ups.due([], LATER, 10) == []

    def test_when_the_next_is_due(self, ports: Ports) -> None:
        """The first later than a moment; none where nothing waits."""
        assert ports.follow_ups.next_at([ports.company], NOW) is None
        for number in (5, 0, 3):
            put(ports, follow_at=minutes(number))
        assert ports.follow_ups.next_at([ports.company], NOW) == minutes(3)
        assert ports.follow_ups.next_at([ports.company], minutes(5)) is None

    def test_many_companies_of_an_account(self, ports: Ports) -> None:
        """However many they are, the longest due of all comes first."""
        companies = [f"{ports.company}-{number:02d}" for number in range(35)]
        matches = [
            put(ports, company_id=company, follow_at=minutes(-number))
            for number, company in enumerate(companies)
        ]
        found = ports.follow_ups.due(companies, LATER, 3)
        assert [one.entry.match_id for one in found] == matches[:-4:-1]
        assert ports.follow_ups.next_at(companies, minutes(-34.5)) == minutes(-34)

    def test_whose_applicants_are_due(self, ports: Ports) -> None:
        """Companies of those longest due, to ask for their accounts' turns."""
        put(ports, follow_at=minutes(-100_000))
        put(ports, follow_at=minutes(-99_999))
        put(ports, company_id=f"{ports.company}-other", follow_at=minutes(2))
        assert ports.company in ports.follow_ups.companies_due(LATER, 1_000)
        assert f"{ports.company}-other" not in ports.follow_ups.companies_due(LATER, 1_000)

    def test_a_broken_one_is_left_out(self, ports: Ports) -> None:
        """It keeps nobody else from being read."""
        put(ports, follow_at=minutes(0))
        broken = put(ports, follow_at=minutes(0))
        ports.break_entry(broken)
        assert broken not in due(ports)
        assert len(due(ports)) == 1


class TestWhatIsKept:
    def test_what_was_read_is_all_that_changes(self, ports: Ports) -> None:
        """Whatever else the entry to be kept says."""
        match = put(ports, follow_at=minutes(0))
        before = get(ports, match)
        read: dict[str, Any] = {
            "application_id": "31",
            "progress": stage(Stage.OFFER),
            "follow_at": minutes(60),
            "unfound_at": minutes(1),
        }
        odd = replace(before, state=State.CANCELLED, exported_at=None, attempts=(), **read)
        assert ports.follow_ups.keep(known(ports), odd)
        assert get(ports, match) == replace(before, **read)

    def test_what_is_over_is_emptied(self, ports: Ports) -> None:
        """Nothing is due any more, and nothing stays in its place."""
        match = put(ports, follow_at=minutes(0), progress=stage(Stage.OFFER), unfound_at=NOW)
        seen = known(ports)
        over = replace(seen.entry, follow_at=None, progress=None, unfound_at=None)
        assert ports.follow_ups.keep(seen, over)
        assert get(ports, match) == over
        assert due(ports) == []

    def test_who_came_between_is_left_alone(self, ports: Ports) -> None:
        """An entry that was written since is as it was written."""
        match = put(ports, follow_at=minutes(0))
        seen = known(ports)
        read = ports.ledger.read(Addresses(match_id=match, company_id=ports.company))
        meanwhile = replace(seen.entry, state=State.EXPORTING)
        ports.ledger.commit(read, Change(entry=meanwhile))
        assert not ports.follow_ups.keep(seen, replace(seen.entry, application_id="31", follow_at=None))
        assert get(ports, match) == meanwhile


class TestStoppingAndResuming:
    def test_what_was_read_is_forgotten(self, ports: Ports) -> None:
        """Of one company; the ids of the applicants stay."""
        mine = [
            put(ports, application_id="31", progress=stage(Stage.HIRED)),
            put(ports, follow_at=minutes(0)),
            put(ports, application_id="32", progress=stage(Stage.OFFER), follow_at=minutes(0)),
        ]
        other = put(ports, company_id=f"{ports.company}-other", progress=stage(Stage.HIRED))
        while ports.follow_ups.stop(ports.company):
            pass
        left = [get(ports, match) for match in mine]
        assert [(one.application_id, one.progress, one.follow_at) for one in left] == [
            ("31", None, None),
            (None, None, None),
            ("32", None, None),
        ]
        assert get(ports, other).progress

    def test_whose_id_is_known_is_read_again(self, ports: Ports) -> None:
        """Unless it is over, or due already."""
        again = put(ports, application_id="31")
        later = put(ports, application_id="32", progress=stage(Stage.OFFER))
        for changes in (
            {},
            {"application_id": "33", "progress": stage(Stage.HIRED)},
            {"application_id": "34", "follow_at": minutes(9)},
            {"application_id": "35", "state": State.ALREADY_IN_PERSONIO},
        ):
            put(ports, **changes)
        assert ports.follow_ups.resume(ports.company, NOW, 10) == 2
        assert set(due(ports)) == {again, later}
        assert ports.follow_ups.resume(ports.company, NOW, 10) == 0


class TestCounting:
    def test_applicants_are_counted_by_stage(self, ports: Ports) -> None:
        """Those whose progress is known; and entries of all origins by state."""
        for one in (Stage.HIRED, Stage.HIRED, Stage.REJECTED):
            put(ports, progress=stage(one), origin=Origin.CLICK)
        put(ports, state=State.QUEUED)
        counted = ports.follow_ups.tally(ports.company)
        assert counted == {one: {"hired": 2, "rejected": 1}.get(one.value, 0) for one in Stage}
        states = ports.exports.tally(ports.company)
        assert states == {one: {"exported": 3, "queued": 1}.get(one.value, 0) for one in State}
        assert ports.exports.tally(ports.company, Origin.LIVE)[State.EXPORTED] == 0

    def test_a_list_of_one_stage(self, ports: Ports) -> None:
        """Latest success first, page by page; with a state, of both."""
        first, second = (
            put(ports, progress=stage(Stage.HIRED), successful_at=minutes(number)) for number in (0, 1)
        )
        put(ports, progress=stage(Stage.OFFER))
        put(ports)
        page = ports.exports.page(ports.company, None, None, 1, Stage.HIRED)
        assert [one.match_id for one in page.entries] == [second]
        rest = ports.exports.page(ports.company, State.EXPORTED, page.next, 9, Stage.HIRED)
        assert [one.match_id for one in rest.entries] == [first]
        assert ports.exports.page(ports.company, State.QUEUED, None, 9, Stage.HIRED).entries == ()


class TestFollowingAnAccount:
    @pytest.fixture(autouse=True)
    def connected(self, ports: Ports) -> None:
        ready(ports, f"{ports.company}-m")

    def begin(self, ports: Ports, now: datetime = NOW) -> Account | None:
        return ports.connections.begin_following(ports.account, now, now + timedelta(minutes=2))

    def test_one_at_a_time(self, ports: Ports) -> None:
        """Of many who begin at once one does, and whoever comes before it is over does not."""
        with ThreadPoolExecutor(8) as pool:
            begun = list(pool.map(lambda _: self.begin(ports), range(8)))
        assert [one is not None for one in begun].count(True) == 1
        assert self.begin(ports, minutes(1.9)) is None
        assert self.begin(ports, minutes(2)) is not None

    def test_whoever_ends_lets_the_next_begin(self, ports: Ports) -> None:
        """At once, or not before a moment; readings rest where they have to, and nothing else does."""
        assert self.begin(ports)
        ports.connections.end_following(ports.account, None, None)
        assert self.begin(ports)
        ports.connections.end_following(ports.account, minutes(60), minutes(1))
        assert self.begin(ports, minutes(59)) is None
        (account,) = ports.connections.accounts([ports.account]).values()
        assert (account.followed_until, account.reading_rests_until) == (minutes(60), minutes(1))
        assert account.resting_until is None
        begun = self.begin(ports, minutes(60))
        assert begun is not None
        assert begun.reading_rests_until == minutes(1)

    def test_nobody_follows_an_account_that_is_none(self, ports: Ports) -> None:
        """One that nobody knows, or that somebody broke."""
        assert ports.connections.begin_following(f"{ports.account}9", NOW, LATER) is None
        ports.break_account()
        assert self.begin(ports) is None
