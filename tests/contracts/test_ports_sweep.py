"""The rules that twin and Firestore adapter keep alike for what the sweep and back-fills read and write."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.connection import ConnectionState
from shared.domain.ledger.account import Account
from shared.domain.ledger.backfill import Backfill, Balance, Older
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Due, Origin, State
from shared.domain.ledger.notice import Need, Notice, Trouble
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import LookedAt, Sweep
from shared.structs import replace
from tests.support.sides import NOW, Ports, connection, entry, ready, written

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BALANCE = Balance(unexported=-1, earlier=4, changed_since=LONG_AGO)


def test_what_is_due_is_found_in_its_order(ports: Ports) -> None:
    """Entries whose time has come are read longest due first, as far as wanted; those without one never."""
    ready(ports, f"{ports.company}-m0")
    second = written(ports, 1, due_at=LONG_AGO + timedelta(minutes=2), state=State.WAITING)
    first = written(ports, 2, due_at=LONG_AGO + timedelta(minutes=1), origin=Origin.CLICK)
    written(ports, 3, due_at=None, state=State.EXPORTED)
    written(ports, 4, due_at=LONG_AGO + timedelta(days=1))
    now = LONG_AGO + timedelta(minutes=2)
    found = [due for due in ports.exports.due(now, None, 100) if due.company_id == ports.company]
    assert found == [
        Due(
            match_id=match,
            company_id=ports.company,
            job_id=f"{ports.company}-job",
            developer_id=f"{ports.company}-ada",
            origin=origin,
            due_at=LONG_AGO + timedelta(minutes=minute),
        )
        for match, origin, minute in ((first, Origin.CLICK, 1), (second, Origin.LIVE, 2))
    ]
    assert [due.match_id for due in ports.exports.due(now, now, 100) if due.match_id in {first, second}] == [
        second
    ]
    assert len(ports.exports.due(now, None, 1)) == 1
    for match in (first, second):
        seen = ports.ledger.read(Addresses(match_id=match))
        ports.ledger.commit(seen, Change(entry=entry(ports, match, due_at=None)))


def test_known_entries_are_read_in_one_call(ports: Ports) -> None:
    """Of many matches those that have an entry come with it."""
    ready(ports, f"{ports.company}-m0")
    match = written(ports, 1)
    assert ports.exports.known([match, f"{ports.company}-nobody"]) == {match: entry(ports, match)}
    assert ports.exports.known([]) == {}


@pytest.mark.parametrize("expected", [None, 0, 10_000])
def test_entries_are_counted_by_state(ports: Ports, expected: int | None) -> None:
    """The tally counts a company's entries of one origin, however many somebody expects."""
    ready(ports, f"{ports.company}-m0")
    written(ports, 1, origin=Origin.BACKFILL, state=State.EXPORTED)
    written(ports, 2, origin=Origin.BACKFILL, state=State.QUEUED)
    written(ports, 3, origin=Origin.BACKFILL, state=State.QUEUED)
    written(ports, 4, origin=Origin.LIVE, state=State.QUEUED)
    tally = ports.exports.tally(ports.company, Origin.BACKFILL, expected)
    assert {state: number for state, number in tally.items() if number} == {
        State.EXPORTED: 1,
        State.QUEUED: 2,
    }


def test_successes_are_found_by_time(ports: Ports) -> None:
    """Successful matches of a span of time come in its order, on from any of them; others do not."""
    ids = [f"{ports.company}-m{number}" for number in range(3)]
    for id_ in ids:
        ports.match(id_)
    ports.match(f"{ports.company}-open", successful=False)

    def found(after: str | None) -> list[str]:
        since = NOW - timedelta(seconds=1)
        last = next((m for m in ports.matches.succeeded(since, NOW, None, 500) if m.id == after), None)
        return [
            m.id for m in ports.matches.succeeded(since, NOW, last, 500) if m.id.startswith(ports.company)
        ]

    assert found(None) == ids
    assert found(ids[0]) == ids[1:]
    assert ports.matches.succeeded(NOW + timedelta(seconds=1), NOW + timedelta(days=1), None, 9) == []
    assert len(ports.matches.succeeded(NOW, NOW, None, 1)) == 1


def test_a_companys_successes_are_paged_by_id(ports: Ports) -> None:
    """All successful matches of a company are read in pages, each once."""
    ids = [f"{ports.company}-m{number}" for number in range(5)]
    for id_ in ids:
        ports.match(id_)
    ports.match(f"{ports.company}-open", successful=False)
    first = ports.matches.of_company(ports.company, None, 3)
    second = ports.matches.of_company(ports.company, first[-1].id, 3)
    assert [match.id for match in (*first, *second)] == ids


def test_successes_are_counted_by_time(ports: Ports) -> None:
    """Successful matches of a span of time, both ends among it; others are not."""
    begin = LONG_AGO - timedelta(days=int(ports.account) // 100)
    for minute in range(4):
        ports.match(f"{ports.company}-m{minute}", successful_at=begin + timedelta(minutes=minute))
    ports.match(f"{ports.company}-open", successful=False, successful_at=begin)
    ports.match(f"{ports.company}-lost", lost=True, successful_at=begin)
    spans = [(0, 3), (1, 2), (3, 3), (4, 9)]
    counts = [
        ports.matches.count(begin + timedelta(minutes=first), begin + timedelta(minutes=last))
        for first, last in spans
    ]
    assert counts == [5, 2, 1, 0]


def test_a_companys_successes_are_counted(ports: Ports) -> None:
    """All of them, or those that say that they succeeded then or later."""
    for number, at in enumerate((NOW, NOW - timedelta(days=1), None)):
        ports.match(f"{ports.company}-m{number}", successful_at=at)
    ports.match(f"{ports.company}-open", successful=False)
    counts = [ports.matches.count_of_company(ports.company, since) for since in (None, LONG_AGO, NOW)]
    assert counts == [3, 2, 1]
    assert ports.matches.count_of_company(f"{ports.company}-nobody") == 0


def test_exports_that_stand_are_counted(ports: Ports) -> None:
    """Neither those that were cancelled or taken back, nor a broken one, nor what changed before."""
    ready(ports, f"{ports.company}-m0")
    later = NOW + timedelta(days=1)
    for number, state in enumerate(State):
        written(ports, number, state=state)
    written(ports, 7, state=State.EXPORTED, taken_back_at=NOW)
    written(ports, 8, state=State.EXPORTING, taken_back_at=NOW)
    ports.break_entry(written(ports, 9, state=State.EXPORTED))
    written(ports, 10, state=State.QUEUED, updated_at=later)
    counts = [ports.exports.count_standing(ports.company, since) for since in (LONG_AGO, later)]
    assert counts == [len(State) - 1 + 2, 1]


def test_a_success_that_names_no_time_is_found_by_its_company_alone(ports: Ports) -> None:
    """A match without a time of success is in no span of time, and among its company's."""
    match = f"{ports.company}-m"
    ports.match(match, successful_at=None)
    found = ports.matches.succeeded(LONG_AGO, datetime.now(UTC) + timedelta(days=365), None, 500)
    assert match not in {each.id for each in found}
    (undated,) = ports.matches.of_company(ports.company, None, 9)
    assert (undated.id, undated.successful_at) == (match, None)


def test_connections_and_accounts_are_read_many_at_a_time(ports: Ports) -> None:
    """Of the companies and accounts asked for, those that are known."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    assert ports.connections.of({ports.company, "nobody"}) == {ports.company: connection(ports)}
    assert ports.connections.of(set()) == {}
    assert ports.connections.of({""}) == {}
    assert ports.connections.accounts({ports.account, "0"}) == {ports.account: Account(id=ports.account)}
    assert ports.connections.accounts(set()) == {}


def test_connections_with_something_to_retire_are_found(ports: Ports) -> None:
    """Whatever their state, connections that name a version are found, as many as wanted; others are not."""
    owing = {ConnectionState.CONNECTED: ("v1",), ConnectionState.DISCONNECTED: ("v1", "v2")}
    made = [
        connection(ports, company_id=f"{ports.company}-{state}", state=state, retiring=owing.get(state, ()))
        for state in ConnectionState
    ]
    for one in made:
        ports.connections.update(one.company_id, lambda _, one=one: one)  # type: ignore[misc]  # mypy cannot infer a lambda's default
    found = ports.connections.retiring(500)
    assert {one.company_id: one for one in found if one in made} == {
        one.company_id: one for one in made if one.retiring
    }
    assert len(ports.connections.retiring(1)) == 1
    for one in made:
        ports.connections.update(one.company_id, lambda _, one=one: replace(one, retiring=()))  # type: ignore[misc]  # the same
    assert not [one for one in ports.connections.retiring(500) if one.company_id.startswith(ports.company)]


def test_one_sweep_holds_the_lease(ports: Ports) -> None:
    """While the lease runs nobody else gets it; given back or run out, the next finds what was kept."""
    taken = ports.sweeps.take(timedelta(seconds=90))
    assert taken is not None
    assert taken.lease_until is not None
    assert ports.sweeps.take(timedelta(seconds=90)) is None
    kept = Sweep(
        watermark=NOW,
        looked_at=LookedAt(since=LONG_AGO, until=NOW, successes=7),
        due_after=NOW,
        overdue_until=NOW,
        pass_began_at=NOW,
        pass_company="c",
        pass_at="d",
        pass_match="m",
        pass_older=3,
        pass_balance=BALANCE,
    )
    ports.sweeps.keep(taken, kept)
    again = ports.sweeps.take(timedelta(seconds=-1))
    assert again is not None
    assert replace(again, lease_until=None) == kept
    assert ports.sweeps.take(timedelta()) is not None


def test_a_late_sweep_leaves_its_successors_lease_alone(ports: Ports) -> None:
    """What a sweep wants to keep after another one took the lease is not kept, and the lease stays."""
    late = ports.sweeps.take(timedelta(seconds=-1))
    successor = ports.sweeps.take(timedelta(seconds=90))
    assert late
    assert successor
    ports.sweeps.keep(late, Sweep(watermark=NOW))
    assert ports.sweeps.take(timedelta(seconds=90)) is None
    ports.sweeps.keep(successor, Sweep(due_after=NOW))
    after = ports.sweeps.take(timedelta(seconds=-1))
    assert after
    assert replace(after, lease_until=None) == Sweep(due_after=NOW)


def test_what_is_to_be_pruned_is_found(ports: Ports) -> None:
    """Entries that have kept frozen values for long enough are found, the longest due first."""
    ready(ports, f"{ports.company}-m0")
    second = written(ports, 1, prune_at=LONG_AGO + timedelta(minutes=2))
    first = written(ports, 2, prune_at=LONG_AGO + timedelta(minutes=1))
    written(ports, 3, prune_at=LONG_AGO + timedelta(minutes=3))
    written(ports, 4, prune_at=None)
    now = LONG_AGO + timedelta(minutes=2)
    assert [match for match in ports.exports.to_prune(now, 100) if match in {first, second}] == [
        first,
        second,
    ]
    assert len(ports.exports.to_prune(now, 1)) == 1
    for match in (first, second):
        seen = ports.ledger.read(Addresses(match_id=match))
        ports.ledger.commit(seen, Change(entry=entry(ports, match, prune_at=None)))


def test_the_sweep_after_a_pause_knows_it(ports: Ports) -> None:
    """While all sending is paused nobody gets the lease, and who gets it next is told, until it is kept."""
    before = ports.sweeps.take(timedelta(seconds=-1))
    assert before
    ports.pause_all(paused=True)
    try:
        assert ports.sweeps.take(timedelta(seconds=-1)) is None
        assert ports.sweeps.take(timedelta(seconds=-1)) is None
    finally:
        ports.pause_all(paused=False)
    ports.sweeps.keep(before, Sweep(watermark=NOW))  # it was still at work when the pause began
    after = ports.sweeps.take(timedelta(seconds=-1))
    assert after
    assert (after.after_pause, after.watermark) == (True, NOW)
    ports.sweeps.keep(after, Sweep(watermark=NOW))
    again = ports.sweeps.take(timedelta(seconds=-1))
    assert again
    assert again.after_pause is False


@pytest.mark.parametrize("running", [True, False])
def test_a_back_fill_is_read_back(ports: Ports, running: bool) -> None:  # noqa: FBT001 - a parameter
    """A back-fill is kept, found while it is running, and changed on what is there."""
    assert ports.backfills.get(ports.company) is None
    request = Backfill(company_id=ports.company, requested_at=NOW, requested_by="ann", running=running)
    assert ports.backfills.update(ports.company, lambda _: request) == request
    assert ports.backfills.get(ports.company) == request
    assert (request in ports.backfills.running(500)) == running
    seen: list[Backfill | None] = []

    def step(known: Backfill | None) -> Backfill:
        seen.append(known)
        return replace(request, found=3, cursor="m1", running=False)

    ports.backfills.update(ports.company, step)
    assert (seen, ports.backfills.get(ports.company)) == (
        [request],
        replace(request, found=3, cursor="m1", running=False),
    )


def test_a_count_is_kept_without_a_wish(ports: Ports) -> None:
    """What the night counted is kept where nobody asked for a back-fill, and begins none; a wish ends it."""
    counted = Backfill(company_id=ports.company, older=Older(count=7, counted_at=NOW, balance=BALANCE))
    ports.backfills.update(ports.company, lambda _: counted)
    assert ports.backfills.get(ports.company) == counted
    assert ports.company not in {each.company_id for each in ports.backfills.running(500)}
    request = Backfill(company_id=ports.company, requested_at=NOW, requested_by="ann", running=True)
    ports.backfills.update(ports.company, lambda _: request)
    assert ports.backfills.get(ports.company) == request
    assert request in ports.backfills.running(500)


def test_whoever_has_to_act_is_told(ports: Ports) -> None:
    """An entry that begins to need a person, and a connection that begins to be refused, leave a notice."""
    ready(ports, f"{ports.company}-m0")
    match = written(ports, 1, state=State.QUEUED)
    assert ports.notice() is None
    seen = ports.ledger.read(Addresses(match_id=match))
    parked = entry(ports, match).needs_action(Code.NOT_LINKED, "recruiter", NOW, NOW)
    seen = ports.ledger.commit(seen, Change(entry=parked))
    need = Need(code="not_linked", who="recruiter", match_id=match, at=NOW)
    assert ports.notice() == Notice(company_id=ports.company, needs_action=need)
    refused = replace(connection(ports), state=ConnectionState.NEEDS_RECONNECT, problem="credentials_refused")
    later = NOW + timedelta(hours=1)
    parked = replace(parked, updated_at=later)
    seen = ports.ledger.commit(seen, Change(entry=parked, connection=refused))
    trouble = Trouble(state="needs_reconnect", problem="credentials_refused", at=later)
    assert ports.notice() == Notice(company_id=ports.company, needs_action=need, connection=trouble)


def test_connections_whose_proof_is_due_are_found(ports: Ports) -> None:
    """Longest due first and as far as wanted; those whose proof has its time, or that have none, are not."""
    minutes = {"second": 2, "first": 1, "later": 3, "never": None}
    for name, minute in minutes.items():
        at = None if minute is None else LONG_AGO + timedelta(minutes=minute)
        one = connection(ports, company_id=f"{ports.company}-{name}", next_probe_at=at)
        ports.connections.update(one.company_id, lambda _, one=one: one)  # type: ignore[misc]  # mypy cannot infer a lambda's default
    now = LONG_AGO + timedelta(minutes=2)

    def found(limit: int) -> list[str]:
        return [one.company_id for one in ports.connections.to_prove(now, limit)]

    assert found(500) == [f"{ports.company}-first", f"{ports.company}-second"]
    assert found(1) == [f"{ports.company}-first"]
    for name in minutes:
        well = connection(ports, company_id=f"{ports.company}-{name}")
        ports.connections.update(well.company_id, lambda _, well=well: well)  # type: ignore[misc]  # the same
    assert found(500) == []
