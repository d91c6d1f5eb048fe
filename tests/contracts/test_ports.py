"""The rules that the twin and the Firestore adapter of every port keep alike."""

import base64
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest

from local.memory.ledger import with_update
from shared.domain.audit import AuditedAction, Line
from shared.domain.company import Ahead, Role
from shared.domain.connection import Connection, ConnectionState, FeedState
from shared.domain.errors import Conflict, Problem
from shared.domain.jobs.job_ad import Difference, JobAd, JobAdSummary
from shared.domain.ledger.account import Account, AccountUpdate, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Code, Origin, State
from shared.domain.ledger.snapshot import Addresses, Part, Snapshot
from shared.domain.ledger.turn import turn_of
from shared.structs import replace
from tests.support.sides import AUDIT_KEPT, NOW, Ports, a_link, an_ad, claim, connection, entry, ready

MEMBERS = {"ann": Role.ADMIN, "rob": Role.RECRUITER}


def test_an_unknown_match_is_read_as_nothing(ports: Ports) -> None:
    """A snapshot of a match that does not exist says None to every part."""
    seen = ports.ledger.read(Addresses(match_id=f"{ports.company}-none"))
    assert (seen.match, seen.entry, seen.job, seen.developer, seen.connection) == (None,) * 5


def test_wrong_addresses_are_mended(ports: Ports) -> None:
    """The match's own ids decide what is read, whatever the caller's addresses say."""
    match = f"{ports.company}-m"
    ready(ports, match)
    wrong = Addresses(match_id=match, company_id="other", job_id="other", developer_id="other")
    for where in (wrong, Addresses(match_id=match)):
        seen = ports.ledger.read(where)
        assert seen.match is not None
        assert seen.match.successful
        assert seen.job is not None
        assert seen.job.link is not None
        assert seen.job.link.position_id == 7
        assert seen.developer is not None
        assert seen.developer.email == "ada@example.org"
        assert seen.connection == connection(ports)
        assert seen.account is not None
        assert seen.account.id == ports.account


def test_an_own_matchs_entry(ports: Ports) -> None:
    """It is the entry as it stands, or none; another company's match and an unknown one are the same."""
    match, lost = f"{ports.company}-m", f"{ports.company}-lost"
    ready(ports, match)
    assert ports.ledger.own(ports.company, match) is None
    for id_ in (match, lost):
        ports.match(id_)
        made = entry(ports, id_, state=State.CANCELLED)
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=id_)), Change(entry=made))
        assert ports.ledger.own(ports.company, id_) == made
    ports.match(lost, lost=True)
    assert ports.ledger.own(ports.company, lost) == entry(ports, lost, state=State.CANCELLED)
    ports.break_entry(match)
    broken = ports.ledger.own(ports.company, match)
    assert broken
    assert broken.code is Code.DOCUMENT_UNREADABLE
    for company, id_ in (("other", match), (ports.company, f"{ports.company}-none")):
        with pytest.raises(Problem, match="match_not_found"):
            ports.ledger.own(company, id_)


def test_another_companys_match_is_read_as_none(ports: Ports) -> None:
    """To who asks for their own matches alone, another company's match and an unknown one are the same."""
    match = f"{ports.company}-m"
    ready(ports, match)
    asked = [
        ports.ledger.read(Addresses(match_id=id_, company_id=company, own=True))
        for id_, company in ((match, "other"), (f"{ports.company}-none", ports.company))
    ]
    assert [replace(seen, now=NOW, match_id="") for seen in asked] == [Snapshot(now=NOW, match_id="")] * 2
    own = ports.ledger.read(Addresses(match_id=match, company_id=ports.company, own=True))
    assert own.match
    assert own.connection == connection(ports)


@pytest.mark.parametrize("successful_at", [NOW, None])
def test_a_match_says_when_it_succeeded_or_nothing(ports: Ports, successful_at: datetime | None) -> None:
    """The time of a success is the one that the match names; its last write is told apart from it."""
    match = f"{ports.company}-m"
    ports.match(match, successful_at=successful_at)
    seen = ports.ledger.read(Addresses(match_id=match))
    assert seen.match
    assert seen.match.successful_at == successful_at
    assert NOW - timedelta(days=1) < seen.match.written_at <= seen.now


def test_a_match_that_lost_its_company_is_still_its_entrys(ports: Ports) -> None:
    """Where a match names no company any more, its entry does; without an entry it is nobody's."""
    match, other = f"{ports.company}-m", f"{ports.company}-other"
    ready(ports, match)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=entry(ports, match)))
    for id_ in (match, other):
        ports.match(id_, lost=True)
    own = [
        ports.ledger.read(Addresses(match_id=id_, company_id=ports.company, own=True))
        for id_ in (match, other)
    ]
    assert [seen.entry for seen in own] == [entry(ports, match), None]
    assert own[0].connection == connection(ports)
    seen = ports.ledger.read(Addresses(match_id=other, company_id=ports.company))
    assert (seen.match and seen.match.company_id, seen.connection) == ("", None)


def test_a_broken_entry_is_named_and_shown(ports: Ports) -> None:
    """An entry that nobody can read is told apart from none, wherever it is read, and stays its company's."""
    match = f"{ports.company}-m"
    ready(ports, match)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=entry(ports, match)))
    ports.break_entry(match)
    seen = ports.ledger.read(Addresses(match_id=match, company_id=ports.company, own=True))
    assert seen.unreadable == {Part.ENTRY}
    for shown in (seen.entry, ports.ledger.get(match), ports.exports.known([match])[match]):
        assert shown
        assert (shown.match_id, shown.company_id) == (match, ports.company)
        assert (shown.state, shown.code) == (State.NEEDS_ACTION, Code.DOCUMENT_UNREADABLE)


def test_a_broken_connection_is_named_and_can_be_made_anew(ports: Ports) -> None:
    """A connection that nobody can read counts as none, but a snapshot tells; connecting again mends it."""
    match = f"{ports.company}-m"
    ready(ports, match)
    ports.break_connection()
    seen = ports.ledger.read(Addresses(match_id=match))
    assert (seen.connection, seen.unreadable) == (None, frozenset({Part.CONNECTION}))
    assert ports.connections.get(ports.company) is None
    assert ports.connections.of({ports.company}) == {}
    seen_by_step: list[Connection | None] = []

    def step(known: Connection | None) -> Connection:
        seen_by_step.append(known)
        return connection(ports)

    ports.connections.update(ports.company, step)
    assert (seen_by_step, ports.connections.get(ports.company)) == ([None], connection(ports))
    assert ports.ledger.read(Addresses(match_id=match)).unreadable == frozenset()


def test_a_broken_holder_is_named(ports: Ports) -> None:
    """A key whose holder nobody can read is not free: nobody knows whether a request is under way."""
    first, second = f"{ports.company}-m1", f"{ports.company}-m2"
    ready(ports, first)
    ports.match(second)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=first)), claim(ports, first))
    ports.break_entry(first)
    seen = ports.ledger.read(Addresses(match_id=second), claim(ports, second).take_key)
    assert (seen.entry, seen.unreadable) == (None, frozenset({Part.HOLDER}))


def test_a_commit_is_read_back(ports: Ports) -> None:
    """What a commit wrote is what the next snapshot shows, None included."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    claimed = ports.ledger.commit(seen, claim(ports, match))
    after = ports.ledger.read(Addresses(match_id=match))
    assert after.entry == claimed.entry == entry(ports, match)
    done = entry(ports, match, state=State.EXPORTED, frozen=None, lease_until=None)
    ports.ledger.commit(claimed, Change(entry=done))
    assert ports.ledger.get(match) == done


def test_of_two_claims_one_wins(ports: Ports) -> None:
    """Two claims on one snapshot: the second meets a Conflict and writes nothing."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.ledger.commit(seen, claim(ports, match))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, claim(ports, match, attempt_id="a2"))
    now = ports.ledger.get(match)
    assert now is not None
    assert now.attempt_id == "a1"


def test_fifty_claims_at_once_are_one(ports: Ports) -> None:
    """Of fifty simultaneous claims on one match, exactly one commits."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))

    def attempt(number: int) -> int:
        try:
            ports.ledger.commit(seen, claim(ports, match, attempt_id=f"a{number}"))
        except Conflict:
            return 0
        return 1

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(attempt, range(50))) == 1


def test_a_claim_needs_the_connection_unchanged(ports: Ports) -> None:
    """No claim commits after a disconnect, though the claim does not change the connection."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.connections.update(ports.company, lambda _: connection(ports, state=ConnectionState.DISCONNECTED))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, claim(ports, match))
    assert ports.ledger.get(match) is None


def test_a_claim_leaves_the_connection_as_it_was(ports: Ports) -> None:
    """Two claims of one company on snapshots of the same moment do not disturb each other's connection."""
    first, second = f"{ports.company}-m1", f"{ports.company}-m2"
    ready(ports, first)
    ports.match(second)
    seen = ports.ledger.read(Addresses(match_id=second))
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=first)), claim(ports, first))
    other = ApplicantKey(account=ports.account, position_id=8, developer_id=f"{ports.company}-ada")
    change = replace(claim(ports, second, position_id=8), account=None, take_key=other)
    assert ports.ledger.commit(seen, change).entry is not None


def test_the_key_has_one_holder(ports: Ports) -> None:
    """A second match of one person for one position meets a Conflict, and then sees who holds the key."""
    first, second = f"{ports.company}-m1", f"{ports.company}-m2"
    ready(ports, first)
    ports.match(second)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=first)), claim(ports, first))
    seen = ports.ledger.read(Addresses(match_id=second))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, claim(ports, second))
    key = claim(ports, second).take_key
    again = ports.ledger.read(Addresses(match_id=second), key)
    assert again.holder is not None
    assert again.holder.match_id == first
    assert again.holder.entry == entry(ports, first)


def test_a_dropped_key_is_free(ports: Ports) -> None:
    """Once the key is dropped, the other match may take it."""
    first, second = f"{ports.company}-m1", f"{ports.company}-m2"
    ready(ports, first)
    ports.match(second)
    change = claim(ports, first)
    claimed = ports.ledger.commit(ports.ledger.read(Addresses(match_id=first)), change)
    parked = entry(ports, first, state=State.NEEDS_ACTION, code=Code.REFUSED, frozen=None)
    ports.ledger.commit(claimed, Change(entry=parked, drop_key=change.take_key))
    seen = ports.ledger.read(Addresses(match_id=second), change.take_key)
    assert seen.holder is None
    assert ports.ledger.commit(seen, claim(ports, second)).entry is not None


def test_a_lesson_changes_single_fields(ports: Ports) -> None:
    """What an account learns from an answer is there, and leaves other attempts' slots alone."""
    match = f"{ports.company}-m"
    ready(ports, match)
    slots = {
        "a1": Slot(until=NOW + timedelta(seconds=152), origin=Origin.LIVE),
        "a2": Slot(until=NOW + timedelta(seconds=99), origin=Origin.CLICK),
    }
    change = replace(claim(ports, match), account=Account(id=ports.account, slots=slots, last_failure="x"))
    claimed = ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), change)
    account_update = AccountUpdate(
        attempt_id="a1",
        slot=Slot(until=NOW + timedelta(seconds=62), origin=Origin.CLICK),
        answered_at=NOW,
        resting_until=NOW + timedelta(seconds=60),
    )
    ports.ledger.commit(
        claimed, Change(entry=entry(ports, match, state=State.EXPORTED), account_update=account_update)
    )
    account = ports.ledger.read(Addresses(match_id=match)).account
    assert account is not None
    assert account == with_update(Account(id=ports.account, slots=slots, last_failure="x"), account_update)


def test_a_late_line_is_appended(ports: Ports) -> None:
    """An attempt that came too late adds its line and changes nothing else."""
    match = f"{ports.company}-m"
    ready(ports, match)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), claim(ports, match))
    line = Attempt(id="a0", at=NOW, outcome="created", reasons=("r",), status=201)
    ports.ledger.append(match, line)
    assert ports.ledger.get(match) == entry(ports, match, attempts=(line,))


@pytest.mark.parametrize("broken", [False, True])
def test_a_late_line_whose_entry_is_gone_is_dropped(ports: Ports, *, broken: bool) -> None:
    """Where the entry was deleted or broken meanwhile nobody is failed, and the line makes no entry."""
    match = f"{ports.company}-m"
    ready(ports, match)
    if broken:
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), claim(ports, match))
        ports.break_entry(match)
    ports.ledger.append(match, Attempt(id="a0", at=NOW, outcome="created"))
    shown = ports.ledger.get(match)
    assert (shown and shown.code) == (Code.DOCUMENT_UNREADABLE if broken else None)


@pytest.mark.parametrize(
    ("job", "only", "woken"),
    [(None, None, {"m1", "m2", "m3"}), ("other", None, {"m3"}), (None, State.WAITING, {"m1", "m3"})],
)
def test_waking_makes_what_is_parked_due(
    ports: Ports, job: str | None, only: State | None, woken: set[str]
) -> None:
    """Parked entries of a company, of one of its ads or in one state, become due; others keep their time."""
    later = datetime.now(UTC) + timedelta(hours=1)
    ready(ports, f"{ports.company}-m0")
    kinds: tuple[tuple[State, str], ...] = (
        (State.QUEUED, "job"),
        (State.WAITING, "job"),
        (State.NEEDS_ACTION, "job"),
        (State.WAITING, "other"),
        (State.EXPORTED, "other"),
    )
    for number, (state, ad) in enumerate(kinds):
        match = f"{ports.company}-m{number}"
        ports.match(match)
        made = entry(ports, match, state=state, job_id=f"{ports.company}-{ad}", due_at=later)
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=made))
    assert ports.exports.wake(ports.company, f"{ports.company}-{job}" if job else None, only) == len(woken)
    found = {number: ports.ledger.get(f"{ports.company}-m{number}") for number in range(len(kinds))}
    assert {f"m{number}" for number, one in found.items() if one and one.due_at != later} == woken
    assert ports.exports.wake(ports.company) == 3 - len(woken)


def test_an_outage_is_ended_from_outside(ports: Ports) -> None:
    """What a successful check proves ends the account's outage; its slots stay."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    slots = {"a1": Slot(until=NOW, origin=Origin.LIVE)}
    out = Account(id=ports.account, slots=slots, outage_since=NOW, next_probe_at=NOW, last_failure="m")
    ports.ledger.commit(seen, Change(entry=entry(ports, match), account=out))
    turn = turn_of(ports.account, NOW, NOW)
    ports.connections.end_outage(turn)
    known = Account(id=ports.account, slots=slots, turn_at=turn.second)
    assert ports.ledger.read(Addresses(match_id=match)).account == known


def test_pages_go_through_all_entries_once(ports: Ports) -> None:
    """Following `next` shows every entry of the company once, latest success first, by state if asked."""
    ready(ports, f"{ports.company}-m0")
    for number in range(5):
        match = f"{ports.company}-m{number}"
        ports.match(match)
        at = NOW + timedelta(minutes=number // 2)
        state = State.QUEUED if number % 2 else State.WAITING
        made = entry(ports, match, successful_at=at, state=state)
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=made))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = ports.exports.page(ports.company, None, cursor, 2)
        seen += [found.match_id for found in page.entries]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [f"{ports.company}-m{number}" for number in (4, 3, 2, 1, 0)]
    queued = ports.exports.page(ports.company, State.QUEUED, None, 9)
    assert [found.match_id for found in queued.entries] == [f"{ports.company}-m{n}" for n in (3, 1)]


def test_broken_entries_do_not_end_the_pages(ports: Ports) -> None:
    """Entries that nobody can read are left out; all others are reached, however many were broken."""
    ready(ports, f"{ports.company}-m0")
    for number in range(8):
        match = f"{ports.company}-m{number}"
        ports.match(match)
        made = entry(ports, match, successful_at=NOW + timedelta(minutes=number))
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=made))
    for number in (1, 3, 4, 5, 7):
        ports.break_entry(f"{ports.company}-m{number}")
    first = ports.exports.page(ports.company, None, None, 2)
    rest = ports.exports.page(ports.company, None, first.next, 2)
    found = [[each.match_id for each in page.entries] for page in (first, rest)]
    assert found == [[f"{ports.company}-m6", f"{ports.company}-m2"], [f"{ports.company}-m0"]]
    assert rest.next is None


def coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "made-up",
        "ä",
        "A",
        "_w",
        "2026-11-24T09:00:00+00:00~m",
        "9999-12-31T23:59:59-01:00~m",
        coded("~m"),
        coded("tomorrow~m"),
        coded("2026-11-24T09:00:00~m"),
        coded("9999-12-31T23:59:59-01:00~m"),
        coded("0001-01-01T00:00:00+01:00~m"),
        coded(f"2026-11-24T09:00:00+00:00~{'m' * 2_000}"),
    ],
)
def test_a_made_up_cursor_is_refused(ports: Ports, cursor: str) -> None:
    """A cursor that can be no page's `next` is the caller's mistake, whatever it would point to."""
    with pytest.raises(Problem) as raised:
        ports.exports.page(ports.company, None, cursor, 2)
    assert (raised.value.code, raised.value.field) == ("query_invalid", "cursor")


def test_a_cursor_stands_in_an_address_as_it_is(ports: Ports) -> None:
    """It has nothing that an address reserves or reads otherwise, whatever the matches are called."""
    ready(ports, f"{ports.company}-1")
    called = [f"{ports.company}-{name}" for name in ("1", "2~+&=% ä", "3" * 100)]
    for match in called:
        ports.match(match)
        made = entry(ports, match)
        ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=made))
    seen: list[str] = []
    cursor: str | None = None
    for _ in called:
        page = ports.exports.page(ports.company, None, cursor, 1)
        seen += [found.match_id for found in page.entries]
        cursor = page.next
        assert cursor is None or quote(cursor, safe="") == cursor
    assert (cursor, sorted(seen)) == (None, sorted(called))


def test_a_connection_is_read_back(ports: Ports) -> None:
    """A connection is as it was stored, and unknown before."""
    assert ports.connections.get(ports.company) is None
    ports.connections.update(ports.company, lambda _: connection(ports, channel_id=5, problem="x"))
    assert ports.connections.get(ports.company) == connection(ports, channel_id=5, problem="x")
    ports.connections.update(ports.company, lambda _: connection(ports))
    assert ports.connections.get(ports.company) == connection(ports)


def test_live_connections_are_all_that_are_not_cut(ports: Ports) -> None:
    """A connection that needs a repair is live, one that was cut is not; what its feed met is read back."""
    feed = FeedState(checked_at=NOW, positions=3, size=9, seconds=0.5, problem="feed_unreadable", since=NOW)
    for state in ConnectionState:
        made = connection(ports, company_id=f"{ports.company}-{state}", state=state, feed=feed)
        ports.connections.update(made.company_id, lambda _, made=made: made)  # type: ignore[misc]  # mypy cannot infer a lambda's default
    live = [known for known in ports.connections.live() if known.company_id.startswith(ports.company)]
    assert {known.state for known in live} == set(ConnectionState) - {ConnectionState.DISCONNECTED}
    assert all(known.feed == feed for known in live)


def test_an_update_sees_what_is_there(ports: Ports) -> None:
    """Each step of an update works on the connection as the one before left it."""
    ports.connections.update(ports.company, lambda _: connection(ports, channel_id=1))

    def more(known: Connection | None) -> Connection:
        assert known is not None
        return replace(known, channel_id=(known.channel_id or 0) + 1)

    for _ in range(3):
        ports.connections.update(ports.company, more)
    known = ports.connections.get(ports.company)
    assert known is not None
    assert known.channel_id == 4


def test_a_credential_check_takes_a_slot(ports: Ports) -> None:
    """The slot of a credential check is seen by the next decision."""
    match = f"{ports.company}-m"
    ready(ports, match)
    slot = Slot(until=NOW + timedelta(seconds=62), origin=Origin.CLICK)
    ports.connections.take_slot(ports.account, "c1", slot)
    account = ports.ledger.read(Addresses(match_id=match)).account
    assert account == Account(id=ports.account, slots={"c1": slot})


def test_members_have_roles(ports: Ports) -> None:
    """A member has the role of the company's document; a stranger and a made-up role have none."""
    roles = [ports.companies.role(ports.company, uid) for uid in ("ann", "rob", "odd", "nobody")]
    assert roles == [Role.ADMIN, Role.RECRUITER, None, None]
    assert ports.companies.role(f"{ports.company}-not", "ann") is None


def test_what_is_read_along_is_at_hand_once(ports: Ports) -> None:
    """Who reads it next is given it; who reads again is told what changed."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    ahead = {Ahead.CONNECTION: ports.company}

    def called_by(uid: str, language: str) -> list[Connection | None]:
        assert ports.companies.role(ports.company, uid, ahead) is MEMBERS.get(uid)
        found = [ports.connections.get(ports.company)]
        ports.connections.update(ports.company, lambda _: connection(ports, language=language))
        return [*found, ports.connections.get(ports.company)]

    before = connection(ports)
    for uid, language in (("ann", "en"), ("rob", "es")):
        after = connection(ports, language=language)
        assert copy_context().run(called_by, uid, language) == [before, after]
        before = after


def test_a_stranger_has_nothing_at_hand(ports: Ports) -> None:
    """What was read along for somebody without a role is forgotten: the next read is a new one."""
    ports.connections.update(ports.company, lambda _: connection(ports))

    def called() -> Connection | None:
        ports.companies.role(ports.company, "nobody", {Ahead.CONNECTION: ports.company})
        elsewhere.run(ports.connections.update, ports.company, lambda _: connection(ports, language="en"))
        return ports.connections.get(ports.company)

    elsewhere = Context()
    assert copy_context().run(called) == connection(ports, language="en")


def test_what_is_at_hand_is_written_on_if_it_is_as_it_was(ports: Ports) -> None:
    """A change of what was read along meets whoever came between, and is made on what they wrote."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    told: list[bool] = []

    def step(known: Connection | None) -> Connection:
        assert known
        told.append(known.paused)
        return replace(known, language="en")

    def called() -> Connection:
        ports.companies.role(ports.company, "ann", {Ahead.CONNECTION: ports.company})
        ports.before_next_write(
            lambda: ports.connections.update(ports.company, lambda _: connection(ports, paused=True))
        )
        return ports.connections.update(ports.company, step)

    assert copy_context().run(called) == connection(ports, paused=True, language="en")
    assert told == [False, True]


def test_a_position_has_one_ad(ports: Ports) -> None:
    """Importing a position twice at once makes one ad, and both callers get it."""
    with ThreadPoolExecutor(8) as pool:
        ads = list(pool.map(lambda _: ports.job_ads.add(an_ad(ports)), range(8)))
    assert len({ad.id for ad in ads}) == 1
    assert ports.job_ads.by_position(ports.company, ports.account, 7) == ads[0]
    assert ports.job_ads.linked(ports.company, ports.account) == {7: ads[0]}


def test_another_companys_ad_does_not_exist(ports: Ports) -> None:
    """An ad is found by its own company only."""
    ad = ports.job_ads.add(an_ad(ports))
    assert ports.job_ads.get(ports.company, ad.id) == ad
    assert ports.job_ads.get("other", ad.id) is None
    assert ports.job_ads.update("other", ad.id, lambda known: known) is None


def test_an_ad_is_updated(ports: Ports) -> None:
    """An update changes what the step changes and keeps the rest."""
    ad = ports.job_ads.add(an_ad(ports))
    changed = ports.job_ads.update(
        ports.company, ad.id, lambda known: replace(known, title="New", remote=True)
    )
    assert changed == replace(ad, title="New", remote=True)
    assert ports.job_ads.get(ports.company, ad.id) == changed


def test_an_ad_beyond_a_documents_size_is_refused(ports: Ports) -> None:
    """An ad that has no room left for what is written into it says so, and stays as it was."""
    ad = ports.job_ads.add(an_ad(ports))
    for changes in ({"title": "x" * 1_100_000}, {"title": "x" * 600_000, "description_text": "x" * 600_000}):
        with pytest.raises(Problem) as refused:
            ports.job_ads.update(ports.company, ad.id, partial(grown, changes))
        assert refused.value.code == "job_too_large"
        with pytest.raises(Problem) as refused:
            ports.job_ads.add(grown(changes, an_ad(ports, 8)))
        assert refused.value.code == "job_too_large"
    assert ports.job_ads.get(ports.company, ad.id) == ad
    assert ports.job_ads.by_position(ports.company, ports.account, 8) is None


def grown(changes: Mapping[str, Any], ad: JobAd) -> JobAd:
    return replace(ad, **changes)


def test_an_ad_is_tied_to_one_position(ports: Ports) -> None:
    """A link is there for ad and position alike; the same link again stays as it was made."""
    ad = ports.job_ads.add(an_ad(ports))
    moved = replace(a_link(ports, 8), linked_by="rob")
    linked = ports.job_ads.link(ports.company, ad.id, moved)
    assert linked == replace(ad, link=moved)
    assert ports.job_ads.link(ports.company, ad.id, replace(moved, linked_by="ann")) == linked
    assert ports.job_ads.by_position(ports.company, ports.account, 8) == linked
    assert ports.job_ads.by_position(ports.company, ports.account, 7) is None
    assert ports.job_ads.add(an_ad(ports, 7)).id != ad.id


def test_a_position_that_has_an_ad_takes_no_other(ports: Ports) -> None:
    """The second ad for one position is refused and stays as it was."""
    ports.job_ads.add(an_ad(ports, title="First"))
    other = ports.job_ads.add(an_ad(ports, 8))
    with pytest.raises(Problem) as raised:
        ports.job_ads.link(ports.company, other.id, a_link(ports, 7))
    assert (raised.value.code, raised.value.params) == ("position_linked", {"title": "First"})
    assert ports.job_ads.get(ports.company, other.id) == other


def test_of_many_ads_one_gets_the_position(ports: Ports) -> None:
    """Of eight ads that are linked to one position at once, exactly one is."""
    ads = [ports.job_ads.add(an_ad(ports, number)) for number in range(20, 28)]

    def attempt(ad: JobAd) -> int:
        try:
            ports.job_ads.link(ports.company, ad.id, a_link(ports, 7))
        except Problem:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, ads)) == 1
    linked = ports.job_ads.linked(ports.company, ports.account)
    assert len(linked) == len(ads)
    assert ports.job_ads.by_position(ports.company, ports.account, 7) == linked[7]


def test_a_link_is_taken_away(ports: Ports) -> None:
    """Unlinking frees the position; what is not linked stays as it is; other companies' ads do not exist."""
    ad = ports.job_ads.add(an_ad(ports))
    for _ in range(2):
        assert ports.job_ads.unlink(ports.company, ad.id) == replace(ad, link=None)
    assert ports.job_ads.get(ports.company, ad.id) == replace(ad, link=None)
    assert ports.job_ads.by_position(ports.company, ports.account, 7) is None
    assert ports.job_ads.add(an_ad(ports)).id != ad.id
    assert ports.job_ads.unlink("other", ad.id) is None
    assert ports.job_ads.link("other", ad.id, a_link(ports)) is None


def an_import(ports: Ports, **changes: Any) -> JobAd:
    """What an import leaves."""
    made = replace(a_link(ports), imported=True)
    return ports.job_ads.add(an_ad(ports, link=made, **changes))


def test_an_import_is_discarded(ports: Ports) -> None:
    """The draft goes with its link, so that the position is free; other companies' ads do not exist."""
    ad = an_import(ports)
    assert ports.job_ads.discard("other", ad.id) is None
    assert ports.job_ads.discard(ports.company, ad.id) == ad
    assert ports.job_ads.get(ports.company, ad.id) is None
    assert ports.job_ads.discard(ports.company, ad.id) is None
    assert ports.job_ads.by_position(ports.company, ports.account, 7) is None
    assert an_import(ports).id != ad.id


def test_what_is_no_draft_of_an_import_is_kept(ports: Ports) -> None:
    """A complete ad, one that was linked only, and one that lost its link stay as they are."""
    complete = an_import(ports, status="complete")
    linked = ports.job_ads.add(an_ad(ports, 8))
    moved = ports.job_ads.add(an_ad(ports, link=replace(a_link(ports, 9), imported=True)))
    ports.job_ads.unlink(ports.company, moved.id)
    for ad in (complete, linked, replace(moved, link=None)):
        with pytest.raises(Problem) as refused:
            ports.job_ads.discard(ports.company, ad.id)
        assert refused.value.code == "job_in_use"
        assert ports.job_ads.get(ports.company, ad.id) == ad


def test_a_draft_that_is_completed_meanwhile_is_kept(ports: Ports) -> None:
    """Who completes an ad while another discards it keeps it."""
    ad = an_import(ports)

    def complete() -> None:
        ports.job_ads.update(ports.company, ad.id, lambda known: replace(known, status="complete"))

    ports.before_next_write(complete)
    with pytest.raises(Problem) as refused:
        ports.job_ads.discard(ports.company, ad.id)
    assert refused.value.code == "job_in_use"
    assert ports.job_ads.by_position(ports.company, ports.account, 7) == replace(ad, status="complete")


def test_an_ad_is_in_use_by_a_match_or_an_export(ports: Ports) -> None:
    """Either alone is enough; a match of another ad is none."""
    match, job = f"{ports.company}-m", f"{ports.company}-job"
    assert not ports.job_ads.in_use(job)
    ready(ports, match)
    assert ports.job_ads.in_use(job)
    assert not ports.job_ads.in_use(f"{ports.company}-other")
    other = f"{ports.company}-exported"
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.ledger.commit(seen, claim(ports, match, job_id=other))
    assert ports.job_ads.in_use(other)


def test_what_changed_is_read_back(ports: Ports) -> None:
    """Differences of any form are as they were written."""
    tie = replace(
        a_link(ports),
        hashes={"title": "h1"},
        changed={
            "salary": Difference(to={"min": None, "max": "7"}, hash="h2"),
            "skills": Difference(to=["Go"], hash="h3"),
            "seniority": Difference(to=None, hash="h4"),
        },
    )
    ad = ports.job_ads.add(an_ad(ports))
    changed = ports.job_ads.update(ports.company, ad.id, lambda known: replace(known, link=tie))
    assert changed == ports.job_ads.get(ports.company, ad.id) == replace(ad, link=tie)


def test_headings_are_of_all_the_companys_ads(ports: Ports) -> None:
    """A summary shows title, status and link, of linked ads and others."""
    linked = ports.job_ads.add(an_ad(ports))
    free = ports.job_ads.add(an_ad(ports, 8, title="Free"))
    ports.job_ads.unlink(ports.company, free.id)
    found = sorted(ports.job_ads.summaries(ports.company), key=lambda ad: ad.title)
    assert found == [
        JobAdSummary(id=linked.id, title="Dev", status="draft", link=linked.link),
        JobAdSummary(id=free.id, title="Free", status="draft", link=None),
    ]
    assert ports.job_ads.summaries("nobody") == []


def test_a_line_comes_with_its_commit_or_not_at_all(ports: Ports) -> None:
    """What a person did and its line are written together; a commit that loses its race leaves neither."""
    match = f"{ports.company}-m"
    ready(ports, match)
    about = {"match": match}
    line = ports.audit.line(ports.company, "rob", AuditedAction.EXPORTED, match=match)
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.before_next_write(lambda: ports.ledger.commit(seen, Change(entry=entry(ports, match))))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, Change(entry=entry(ports, match), line=line))
    assert ports.trail() == []
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.ledger.commit(seen, Change(entry=entry(ports, match), line=line))
    assert [(one.by, one.what, one.about) for one in ports.trail()] == [
        ("rob", AuditedAction.EXPORTED, about)
    ]


def test_a_connection_is_told_of_as_it_was_changed(ports: Ports) -> None:
    """The lines are those of the change that was written, whoever came between."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    ports.before_next_write(
        lambda: ports.connections.update(ports.company, lambda _: connection(ports, language="fr"))
    )

    def told(before: Connection | None, after: Connection) -> list[Line]:
        assert before
        languages = f"{before.language} {after.language}"
        return [ports.audit.line(ports.company, "ann", AuditedAction.REPLACED, languages=languages)]

    ports.connections.update(ports.company, lambda _: connection(ports, language="en"), told)
    assert [line.about for line in ports.trail()] == [{"languages": "fr en"}]


def test_a_link_is_told_of_where_it_is_made_or_ends(ports: Ports) -> None:
    """A line comes with an ad that is made, linked, unlinked or discarded; what changes nothing has none."""

    def told(ad: JobAd) -> Line:
        position = ad.link.position_id if ad.link else 0
        return ports.audit.line(ports.company, "rob", AuditedAction.LINKED, position=position, job=ad.id)

    ads = [ports.job_ads.add(an_ad(ports), told) for _ in range(2)]
    other = ports.job_ads.add(an_ad(ports, link=replace(a_link(ports, 6), imported=True)), told)
    for job, position in ((ads[0].id, 8), (ads[0].id, 8), ("none", 9)):
        ports.job_ads.link(ports.company, job, a_link(ports, position), told)
    for job in (ads[0].id, ads[0].id, "none"):
        ports.job_ads.unlink(ports.company, job, told)
    for _ in range(2):
        ports.job_ads.discard(ports.company, other.id, told)
    places = [(line.about["job"], line.about["position"]) for line in ports.trail()]
    assert places == [(ads[0].id, 7), (other.id, 6), (ads[0].id, 8), (ads[0].id, 8), (other.id, 6)]


def test_the_trail_is_only_added_to(ports: Ports) -> None:
    """Each line says who did what, when and to what; equal deeds are lines of their own; all expire."""
    ports.audit.record(ports.company, "ann", AuditedAction.CONNECTED, account=ports.account)
    for _ in range(2):
        ports.audit.record(ports.company, "rob", AuditedAction.EXPORTED, match="m", position=7)
    ports.audit.record("other", "eve", AuditedAction.PAUSED)
    trail = ports.trail()
    assert [(line.by, line.what, dict(line.about)) for line in trail] == [
        ("ann", AuditedAction.CONNECTED, {"account": ports.account}),
        ("rob", AuditedAction.EXPORTED, {"match": "m", "position": 7}),
        ("rob", AuditedAction.EXPORTED, {"match": "m", "position": 7}),
    ]
    assert [line.expires_at - line.at for line in trail] == [AUDIT_KEPT] * 3
