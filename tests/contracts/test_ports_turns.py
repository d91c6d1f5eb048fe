"""The rules that twin and Firestore adapter keep alike for an account's turns, and for what is due in one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.memory.exports import due_of
from shared.domain.connection import ConnectionState
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.account import Account, AccountUpdate, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Due, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.ledger.turn import Turn
from shared.structs import replace
from tests.support.sides import NOW, Ports, claim, connection, entry, ready


@pytest.fixture
def match(ports: Ports) -> str:
    """A success of a connected company, without an entry."""
    id_ = f"{ports.company}-m"
    ready(ports, id_)
    return id_


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def turn(ports: Ports, count: float) -> Turn:
    return Turn(account=ports.account, at=seconds(count))


def account(ports: Ports) -> Account:
    return ports.connections.accounts([ports.account])[ports.account]


def expected(ports: Ports) -> float | None:
    """Seconds from NOW to the turn that the account expects."""
    at = account(ports).turn_at
    return None if at is None else at - NOW.timestamp()


def read(ports: Ports, match: str) -> Snapshot:
    return ports.ledger.read(Addresses(match_id=match))


class TestConnectionsOfAnAccount:
    def test_all_companies_of_an_account_are_found(self, ports: Ports) -> None:
        """Whoever shares an account is found, in whatever state; who has another account is not."""
        theirs = [
            connection(ports, company_id=f"{ports.company}-{state}", state=state) for state in ConnectionState
        ]
        other = connection(ports, company_id=f"{ports.company}-other", account=f"{ports.account}1")
        for each in (*theirs, other):
            ports.connections.update(each.company_id, lambda _, each=each: each)  # type: ignore[misc]  # mypy cannot infer a lambda's default
        found = ports.connections.of_account(ports.account)
        assert {each.company_id: each for each in found} == {each.company_id: each for each in theirs}

    def test_an_unknown_account_is_nobodys(self, ports: Ports) -> None:
        """An account that nobody ever connected to has no companies."""
        assert ports.connections.of_account(f"{ports.account}9") == []


@pytest.mark.usefixtures("match")
class TestExpectingATurn:
    def test_the_earlier_is_kept(self, ports: Ports) -> None:
        """An account expects one turn: the earliest that anybody asked for."""
        assert expected(ports) is None
        for count, then in ((60, 60), (90, 60), (30, 30), (30, 30)):
            ports.connections.expect_turn(turn(ports, count))
            assert expected(ports) == then

    def test_nothing_else_changes(self, ports: Ports) -> None:
        """What is known of the account's requests stays as it is."""
        slot = Slot(until=seconds(60), origin=Origin.CLICK)
        ports.connections.take_slot(ports.account, "a1", slot)
        ports.connections.expect_turn(turn(ports, 5))
        known = Account(id=ports.account, slots={"a1": slot}, turn_at=turn(ports, 5).second)
        assert account(ports) == known

    def test_an_unknown_account_expects_nothing(self, ports: Ports) -> None:
        """For an account that nobody ever connected to there is nothing to remember it by."""
        with pytest.raises(Unavailable):
            ports.connections.expect_turn(Turn(account=f"{ports.account}9", at=NOW))
        assert ports.connections.accounts([f"{ports.account}9"]) == {}

    def test_of_many_at_once_the_earliest_is_kept(self, ports: Ports) -> None:
        """However many ask in the same moment, none of them gets lost behind a later one."""
        asked = [turn(ports, count) for count in (50, 10, 40, 20, 30)]
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(ports.connections.expect_turn, asked))
        assert expected(ports) == 10


@pytest.mark.usefixtures("match")
class TestBeginningATurn:
    def begun(self, ports: Ports, count: float, *, whatever: bool = False) -> Account | None:
        return ports.connections.begin_turn(ports.account, seconds(count), whatever=whatever)

    @pytest.mark.parametrize("count", [30, 31, 3600])
    def test_it_is_taken_once(self, ports: Ports, count: int) -> None:
        """At its time or later it takes place, and the account expects none; the second time it does not."""
        ports.connections.expect_turn(turn(ports, 30))
        assert self.begun(ports, count) == Account(id=ports.account)
        assert account(ports) == Account(id=ports.account)
        assert self.begun(ports, count) is None

    def test_before_its_time_it_stays(self, ports: Ports) -> None:
        """A turn of an earlier second is none, and the one expected stays so."""
        ports.connections.expect_turn(turn(ports, 30))
        assert self.begun(ports, 29) is None
        assert expected(ports) == 30

    @pytest.mark.parametrize("expecting", [True, False])
    def test_a_repeated_one_takes_place(self, ports: Ports, expecting: bool) -> None:  # noqa: FBT001 - a parameter
        """What the queue gives again takes place whatever is expected, and is in place of it."""
        if expecting:
            ports.connections.expect_turn(turn(ports, 30))
        assert self.begun(ports, 0, whatever=True) == Account(id=ports.account)
        assert expected(ports) is None

    @pytest.mark.parametrize("whatever", [True, False])
    def test_an_unknown_account_has_none(self, ports: Ports, whatever: bool) -> None:  # noqa: FBT001 - a parameter
        """An account that nobody ever connected to has no turns, and does not come to be by one."""
        assert ports.connections.begin_turn(f"{ports.account}9", NOW, whatever=whatever) is None
        assert ports.connections.accounts([f"{ports.account}9"]) == {}

    def test_the_account_comes_as_it_stands(self, ports: Ports) -> None:
        """Whoever begins sees the account's requests, and leaves them as they are."""
        slot = Slot(until=seconds(60), origin=Origin.CLICK)
        ports.connections.take_slot(ports.account, "a1", slot)
        ports.connections.expect_turn(turn(ports, 0))
        known = Account(id=ports.account, slots={"a1": slot})
        assert self.begun(ports, 0) == account(ports) == known

    def test_of_two_at_once_one_gets_it(self, ports: Ports) -> None:
        """However many begin the same turn in the same moment, one does, and no call fails."""
        ports.connections.expect_turn(turn(ports, 0))
        with ThreadPoolExecutor(4) as pool:
            begun = list(pool.map(lambda _: self.begun(ports, 0), range(4)))
        assert [each for each in begun if each] == [Account(id=ports.account)]

    def test_who_lost_the_race_looks_again(self, ports: Ports) -> None:
        """Where somebody takes it between reading and writing, it is taken, and nobody else's."""
        ports.connections.expect_turn(turn(ports, 0))
        theirs: list[Account | None] = []
        ports.before_next_write(lambda: theirs.append(self.begun(ports, 0)))
        assert self.begun(ports, 0) is None
        assert theirs == [Account(id=ports.account)]

    def test_a_broken_account_begins_anew(self, ports: Ports) -> None:
        """An account that nobody can read stops nobody: its turn is asked for, and taken once."""
        ports.break_account()
        assert ports.connections.accounts([ports.account]) == {}
        ports.connections.expect_turn(turn(ports, 0))
        assert self.begun(ports, 0) == account(ports) == Account(id=ports.account)
        assert self.begun(ports, 0) is None

    def test_one_that_is_expected_anew_is_another(self, ports: Ports) -> None:
        """A turn that came meanwhile is not taken away by who has seen an earlier one alone."""
        ports.connections.expect_turn(turn(ports, 0))
        assert self.begun(ports, 0)
        ports.connections.expect_turn(turn(ports, 9))
        assert self.begun(ports, 0) is None
        assert expected(ports) == 9


class TestEarliest:
    def written(self, ports: Ports, number: int, **changes: Any) -> Due:
        """An entry of a match of its own, in the words of what is due."""
        id_ = f"{ports.company}-m{number}"
        ports.match(id_)
        made: Export = replace(entry(ports, id_, state=State.QUEUED), **changes)
        ports.ledger.commit(read(ports, id_), Change(entry=made))
        due = due_of(made)
        assert due
        return due

    def test_each_origin_has_its_own(self, ports: Ports) -> None:
        """Of every origin the first that are due, due already or not, so that none hides another."""
        now = datetime.now(UTC).replace(microsecond=0)
        times = [timedelta(hours=hours) for hours in (-3, -2, 1, 2)]
        due = [
            self.written(ports, len(times) * number + place, origin=origin, due_at=now + time)
            for number, origin in enumerate(Origin)
            for place, time in enumerate(times)
        ]
        found = ports.exports.earliest([ports.company], 3)
        expected = [each for each in due if each.due_at < now + timedelta(hours=2)]
        assert sorted(found, key=lambda each: each.match_id) == sorted(
            expected, key=lambda each: each.match_id
        )
        for origin in Origin:
            theirs = [each.due_at for each in found if each.origin is origin]
            assert theirs == sorted(theirs)

    def test_those_companies_alone(self, ports: Ports) -> None:
        """Entries of the companies that are asked for, of all of them together; no company has none."""
        first = self.written(ports, 1, due_at=seconds(2))
        second = self.written(ports, 2, due_at=seconds(1), company_id=f"{ports.company}-sister")
        self.written(ports, 3, due_at=seconds(0), company_id=f"{ports.company}-other")
        companies = [ports.company, f"{ports.company}-sister", f"{ports.company}-nobody"]
        assert ports.exports.earliest(companies, 9) == [second, first]
        assert ports.exports.earliest(companies, 1) == [second]
        assert ports.exports.earliest([f"{ports.company}-nobody"], 9) == []
        assert ports.exports.earliest([], 9) == []

    def test_however_many_share_an_account_none_is_left_out(self, ports: Ports) -> None:
        """More companies than one query takes are asked for all the same."""
        last = self.written(ports, 1, due_at=seconds(1), company_id=f"{ports.company}-z")
        many = [f"{ports.company}-{number:02d}" for number in range(40)]
        assert ports.exports.earliest([*many, last.company_id], 9) == [last]

    def test_a_broken_entry_is_due_all_the_same(self, ports: Ports) -> None:
        """Of an entry that nobody can read its time may still be read, and it keeps its place."""
        first = self.written(ports, 1, due_at=seconds(1))
        second = self.written(ports, 2, due_at=seconds(2))
        ports.break_entry(first.match_id)
        assert ports.exports.earliest([ports.company], 9) == [first, second]
        found = ports.exports.due(seconds(1), seconds(1), 1_000)
        assert [each for each in found if each.company_id == ports.company] == [first]

    def test_what_is_no_time_is_never_due(self, ports: Ports) -> None:
        """An entry whose time somebody broke takes nobody's place."""
        first = self.written(ports, 1, due_at=seconds(1))
        second = self.written(ports, 2, due_at=seconds(2))
        ports.break_due_time(first.match_id)
        assert ports.exports.earliest([ports.company], 1) == [second]

    def test_what_is_never_due_is_left_out(self, ports: Ports) -> None:
        """An entry that rests for good has no time, and is in no turn."""
        due = self.written(ports, 1, due_at=NOW)
        done = f"{ports.company}-m2"
        ports.match(done)
        final = entry(ports, done, state=State.EXPORTED, due_at=None)
        ports.ledger.commit(read(ports, done), Change(entry=final))
        assert ports.exports.earliest([ports.company], 9) == [due]


class TestCommittingATurn:
    def queued(self, ports: Ports, match: str) -> Export:
        return entry(ports, match, state=State.QUEUED, due_at=seconds(30))

    @pytest.mark.parametrize(("before", "after"), [(None, 30), (90, 30), (10, 10)])
    def test_it_is_expected_along_with_the_commit(
        self, ports: Ports, match: str, before: int | None, after: int
    ) -> None:
        """The account expects the turn that a commit needs, unless an earlier one."""
        if before is not None:
            ports.connections.expect_turn(turn(ports, before))
        change = Change(entry=self.queued(ports, match), turn=turn(ports, 30))
        ports.ledger.commit(read(ports, match), change)
        assert ports.ledger.get(match) == self.queued(ports, match)
        assert expected(ports) == after

    def test_it_needs_no_account_as_it_was_seen(self, ports: Ports, match: str) -> None:
        """Whoever needs a turn waits for nobody else's request: the account may have changed meanwhile."""
        seen = read(ports, match)
        slot = Slot(until=seconds(60), origin=Origin.CLICK)
        ports.connections.take_slot(ports.account, "a1", slot)
        ports.ledger.commit(seen, Change(entry=self.queued(ports, match), turn=turn(ports, 30)))
        known = Account(id=ports.account, slots={"a1": slot}, turn_at=turn(ports, 30).second)
        assert account(ports) == known

    @pytest.mark.parametrize(("before", "after"), [(None, 30), (90, 30), (10, 10)])
    def test_it_goes_with_what_an_answer_teaches(
        self, ports: Ports, match: str, before: int | None, after: int
    ) -> None:
        """A record changes single fields of the account, and its turn is one of them."""
        claimed = ports.ledger.commit(read(ports, match), claim(ports, match))
        if before is not None:
            ports.connections.expect_turn(turn(ports, before))
        slot = Slot(until=seconds(62), origin=Origin.LIVE)
        update = AccountUpdate(attempt_id="a1", slot=slot, answered_at=NOW)
        change = Change(entry=self.queued(ports, match), account_update=update, turn=turn(ports, 30))
        ports.ledger.commit(claimed, change)
        known = Account(
            id=ports.account, slots={"a1": slot}, answered_at=NOW, turn_at=turn(ports, after).second
        )
        assert account(ports) == known

    def test_with_a_claim_it_is_the_accounts(self, ports: Ports, match: str) -> None:
        """A claim writes the whole account, the turn of what waits behind it included."""
        wanted = turn(ports, 30)
        change = claim(ports, match)
        assert change.account
        change = replace(change, account=replace(change.account, turn_at=wanted.second), turn=wanted)
        ports.ledger.commit(read(ports, match), change)
        assert account(ports) == change.account

    def test_nothing_is_expected_of_a_commit_that_lost(self, ports: Ports, match: str) -> None:
        """Where somebody else wrote the entry, the turn is not expected either."""
        seen = read(ports, match)
        ports.ledger.commit(seen, Change(entry=entry(ports, match)))
        with pytest.raises(Conflict):
            ports.ledger.commit(seen, Change(entry=self.queued(ports, match), turn=turn(ports, 30)))
        assert expected(ports) is None


class TestRelyingOnATurn:
    """`touch_account`: the account's turn stands for the entry, so it must not have begun meanwhile."""

    def relying(self, ports: Ports, match: str) -> Change:
        queued = entry(ports, match, state=State.QUEUED, due_at=seconds(30))
        return Change(entry=queued, touch_account=True)

    def test_a_turn_that_began_meanwhile_is_a_conflict(self, ports: Ports, match: str) -> None:
        """What relies on a turn is not written once that turn has looked."""
        ports.connections.expect_turn(turn(ports, 30))
        seen = read(ports, match)
        assert ports.connections.begin_turn(ports.account, seconds(30), whatever=False)
        with pytest.raises(Conflict):
            ports.ledger.commit(seen, self.relying(ports, match))
        assert ports.ledger.get(match) is None

    def test_the_account_stays_as_it_was(self, ports: Ports, match: str) -> None:
        """Two that rely on the same turn do not disturb each other, nor a claim that saw the same."""
        first, second = f"{ports.company}-m1", f"{ports.company}-m2"
        for id_ in (first, second):
            ports.match(id_)
        ports.connections.expect_turn(turn(ports, 30))
        seen = {id_: read(ports, id_) for id_ in (first, second, match)}
        known = account(ports)
        for id_ in (first, second):
            ports.ledger.commit(seen[id_], self.relying(ports, id_))
        assert account(ports) == known
        ports.ledger.commit(seen[match], claim(ports, match))
        assert all(ports.ledger.get(id_) for id_ in (first, second, match))

    def test_what_it_returns_may_be_committed_on(self, ports: Ports, match: str) -> None:
        """Whoever relied on a turn may write the entry once more on what came back."""
        ports.connections.expect_turn(turn(ports, 30))
        committed = ports.ledger.commit(read(ports, match), self.relying(ports, match))
        done = entry(ports, match, state=State.EXPORTED)
        ports.ledger.commit(committed, Change(entry=done, touch_account=True))
        assert ports.ledger.get(match) == done
