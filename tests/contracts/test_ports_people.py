"""The rules that twin and Firestore adapter keep alike for what is held of people, and for their erasure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.errors import Conflict
from shared.domain.ledger.change import Change
from shared.domain.ledger.erased import Erased, ErasureNotice
from shared.domain.ledger.export import State
from shared.domain.ledger.snapshot import Addresses, Holder
from shared.domain.person import Held
from shared.structs import replace
from tests.support.sides import NOW, Ports, claim, entry, ready, written

LATER = datetime.now(UTC) + timedelta(days=30)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def ada(ports: Ports) -> str:
    return f"{ports.company}-ada"


def notice(ports: Ports, match: str, **changes: Any) -> ErasureNotice:
    told = ErasureNotice(
        match_id=match,
        company_id=ports.company,
        job_id="job",
        account=ports.account,
        position_id=7,
        state="exported",
        erased_at=NOW,
        expires_at=LATER,
        email="ada@example.org",
    )
    return replace(told, **changes)


def test_entries_are_found_by_whose_they_are(ports: Ports) -> None:
    """All entries of one developer, broken ones too, and nobody else's."""
    ready(ports, f"{ports.company}-m0")
    mine = [written(ports, 1, due_at=NOW), written(ports, 2, state=State.EXPORTED)]
    written(ports, 3, developer_id="somebody")
    ports.break_entry(mine[0])
    assert sorted(ports.people.exports_of(ada(ports))) == mine
    assert ports.people.exports_of(f"{ports.company}-nobody") == []


def test_what_changed_is_found_by_when(ports: Ports) -> None:
    """Entries that were changed since a time, the earliest first, on from the one that was read last."""
    ready(ports, f"{ports.company}-m0")
    at = LONG_AGO + timedelta(days=len(ports.company) + int(ports.account) / 100)
    first, second, third = (written(ports, n, updated_at=at + timedelta(minutes=n // 2)) for n in (1, 2, 3))
    found = [Held(match_id=first, developer_id=ada(ports), updated_at=at)]
    page = ports.people.changed(at, None, 1)
    assert list(page) == found
    following = [held.match_id for held in ports.people.changed(at, page[0], 2)]
    assert following == [second, third]


def test_a_walk_sees_every_entry(ports: Ports) -> None:
    """By match, on from the one that was read last."""
    ready(ports, f"{ports.company}-m0")
    matches = [written(ports, number) for number in (1, 2, 3)]
    page = ports.people.walk(f"{ports.company}-m", 2)
    assert [(held.match_id, held.developer_id) for held in page] == [(m, ada(ports)) for m in matches[:2]]
    assert [held.match_id for held in ports.people.walk(page[-1].match_id, 1)] == matches[2:]


def test_who_has_no_profile(ports: Ports) -> None:
    """Whose document is there, is there; whoever can have none has none."""
    ports.developer()
    asked = [ada(ports), f"{ports.company}-bo", "a/b"]
    assert ports.people.without_profile(asked) == frozenset(asked[1:])
    assert ports.people.without_profile([]) == frozenset()


def test_of_many_the_few_without_a_profile_are_told(ports: Ports) -> None:
    """However many are asked for at once."""
    ports.developer()
    nobody = [f"{ports.company}-nobody-{number}" for number in range(70)]
    assert ports.people.without_profile([*nobody, ada(ports)]) == frozenset(nobody)
    assert ports.people.without_profile([ada(ports)]) == frozenset()


def test_a_profile_says_since_when_it_is_there(ports: Ports) -> None:
    """A snapshot knows when the developer's document was made; without one it knows nothing."""
    match = f"{ports.company}-m"
    ports.match(match)
    assert ports.ledger.read(Addresses(match_id=match)).profile_since is None
    ports.developer()
    seen = ports.ledger.read(Addresses(match_id=match))
    assert seen.profile_since
    assert abs(seen.now - seen.profile_since) < timedelta(minutes=1)


def test_keys_go_by_whose_they_are(ports: Ports) -> None:
    """All applicant keys of one developer are deleted; a second time there is none."""
    match = f"{ports.company}-m"
    ready(ports, match)
    change = claim(ports, match)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), change)
    assert ports.people.drop_keys(f"{ports.company}-nobody") == 0
    assert ports.people.drop_keys(ada(ports)) == 1
    assert ports.people.drop_keys(ada(ports)) == 0
    assert ports.ledger.read(Addresses(match_id=match), change.take_key).holder is None


def test_a_broken_entry_is_stripped(ports: Ports) -> None:
    """It is nobody's any more, and stays as broken as it was."""
    ready(ports, f"{ports.company}-m0")
    match = written(ports, 1, due_at=NOW)
    ports.break_entry(match)
    ports.people.strip(match, "erased.1.x")
    assert ports.people.exports_of(ada(ports)) == []
    assert ports.people.exports_of("erased.1.x") == [match]
    assert ports.ledger.read(Addresses(match_id=match)).unreadable


def test_all_that_is_held_of_somebody(ports: Ports) -> None:
    """Profile, matches, entries, keys and notices, each by its path; of nobody there is nothing."""
    match = f"{ports.company}-m"
    ready(ports, match)
    told = replace(claim(ports, match), erasure=notice(ports, match))
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), told)
    held = ports.people.holdings(ada(ports))
    assert [len(each) for each in (held.profile, held.matches, held.exports)] == [1, 1, 1]
    assert [len(each) for each in (held.applicants, held.erasures)] == [1, 1]
    assert "ada@example.org" in repr(held.exports)
    nobody = ports.people.holdings("a/b")
    assert not any((nobody.profile, nobody.matches, nobody.exports, nobody.applicants, nobody.erasures))


def test_who_was_erased_is_known_by_pseudonym(ports: Ports) -> None:
    """What was noted is read back, changed on what is there, and found once its second time has come."""
    name = f"erased.1.{ports.company}"
    noted = Erased(id=name, erased_at=LONG_AGO, again_at=LONG_AGO, expires_at=LATER)
    assert ports.erased.known([name]) == {}
    assert ports.erased.update(name, lambda known: known or noted) == noted
    assert ports.erased.known([name, "erased.1.other"]) == {name: noted}
    assert noted in ports.erased.due(LONG_AGO, 100)
    assert noted not in ports.erased.due(LONG_AGO - timedelta(seconds=1), 100)
    over = ports.erased.update(name, lambda known: replace(known or noted, again_at=None))
    assert over == replace(noted, again_at=None)
    assert over not in ports.erased.due(NOW, 100)
    assert ports.erased.known([]) == {}


def test_a_notice_is_told_with_the_entry(ports: Ports) -> None:
    """It is written in the entry's commit, in place of an earlier one, and read by its own company alone."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    seen = ports.ledger.commit(seen, Change(entry=entry(ports, match), erasure=notice(ports, match)))
    told = notice(ports, match, state="maybe", email="")
    ports.ledger.commit(seen, Change(entry=entry(ports, match), erasure=told))
    assert ports.notices.of_company(ports.company, 9) == [told]
    assert ports.notices.of_company("another", 9) == []
    assert ports.notices.get([match, "another"]) == {match: told}
    assert ports.notices.get([]) == {}


def test_notices_are_the_latest_first_and_end(ports: Ports) -> None:
    """The latest first, as many as wanted; what has expired is not told any more."""
    ready(ports, f"{ports.company}-m0")
    for number, left in ((1, timedelta(days=1)), (2, timedelta(days=2)), (3, -timedelta(days=3000))):
        match = f"{ports.company}-n{number}"
        ports.match(match)
        told = notice(ports, match, expires_at=datetime.now(UTC) + left)
        seen = ports.ledger.read(Addresses(match_id=match))
        ports.ledger.commit(seen, Change(entry=entry(ports, match), erasure=told))
    found = [told.match_id for told in ports.notices.of_company(ports.company, 9)]
    assert found == [f"{ports.company}-n2", f"{ports.company}-n1"]
    assert len(ports.notices.of_company(ports.company, 1)) == 1


def test_a_notice_is_acknowledged_once_and_by_its_company(ports: Ports) -> None:
    """Another company finds none; the own one deletes it, and finds none the second time."""
    match = f"{ports.company}-m"
    ready(ports, match)
    seen = ports.ledger.read(Addresses(match_id=match))
    ports.ledger.commit(seen, Change(entry=entry(ports, match), erasure=notice(ports, match)))
    assert ports.notices.acknowledge("another", match) is None
    assert ports.notices.acknowledge(ports.company, match) == notice(ports, match)
    assert ports.notices.acknowledge(ports.company, match) is None
    assert ports.notices.of_company(ports.company, 9) == []


def test_a_key_without_an_entry_is_taken_over(ports: Ports) -> None:
    """Its holder has ended: whoever claims next sees a key without an entry, and replaces that one."""
    first, second = f"{ports.company}-m1", f"{ports.company}-m2"
    ready(ports, first)
    ports.match(second)
    change = claim(ports, second)
    assert change.take_key
    ports.expired_key(first)
    seen = ports.ledger.read(Addresses(match_id=second), change.take_key)
    assert seen.holder == Holder(match_id=first, entry=None)
    ports.ledger.commit(seen, change)
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, change)
    assert ports.ledger.read(Addresses(match_id=second), change.take_key).holder is None
