"""What a write is made on is what was read: each precondition of twin and Firestore adapter by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.connection import Connection, ConnectionState
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Code, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.structs import replace
from tests.support.sides import Ports, claim, connection, entry, ready

LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def match(ports: Ports) -> str:
    """A success of a connected company, without an entry."""
    id_ = f"{ports.company}-m"
    ready(ports, id_)
    return id_


def read(ports: Ports, match: str) -> Snapshot:
    return ports.ledger.read(Addresses(match_id=match))


def cut(ports: Ports) -> Connection:
    return ports.connections.update(
        ports.company, lambda _: connection(ports, state=ConnectionState.DISCONNECTED)
    )


def test_an_entry_that_came_meanwhile_is_not_made_again(ports: Ports, match: str) -> None:
    """Where the snapshot saw no entry, one that is there by now stays, and the commit is a Conflict."""
    seen = read(ports, match)
    ports.ledger.commit(seen, Change(entry=entry(ports, match)))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, Change(entry=entry(ports, match, attempt_id="a2")))
    assert ports.ledger.get(match) == entry(ports, match)


def test_an_entry_that_changed_meanwhile_is_not_overwritten(ports: Ports, match: str) -> None:
    """A commit on an entry as it no longer is writes nothing and is a Conflict."""
    seen = ports.ledger.commit(read(ports, match), Change(entry=entry(ports, match)))
    done = entry(ports, match, state=State.EXPORTED, frozen=None)
    ports.ledger.commit(seen, Change(entry=done))
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, Change(entry=entry(ports, match, state=State.QUEUED)))
    assert ports.ledger.get(match) == done


def test_a_record_never_revives_a_connection_that_was_cut(ports: Ports, match: str) -> None:
    """What an answer makes of the connection as it was is not written over one that was cut meanwhile."""
    claimed = ports.ledger.commit(read(ports, match), claim(ports, match))
    gone = cut(ports)
    waiting = entry(ports, match, state=State.WAITING, code=Code.RECONNECT)
    refused = replace(connection(ports), state=ConnectionState.NEEDS_RECONNECT, problem="credentials_refused")
    with pytest.raises(Conflict):
        ports.ledger.commit(claimed, Change(entry=waiting, connection=refused))
    assert ports.connections.get(ports.company) == gone
    assert ports.ledger.get(match) == entry(ports, match)


def test_a_slot_is_not_taken_over_anothers(ports: Ports, match: str) -> None:
    """Two claims that saw the same slots of an account: the second one takes none and is a Conflict."""
    other = f"{ports.company}-m2"
    ports.match(other)
    seen = read(ports, other)
    ports.ledger.commit(read(ports, match), claim(ports, match))
    key = ApplicantKey(account=ports.account, position_id=8, developer_id=f"{ports.company}-ada")
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, replace(claim(ports, other, position_id=8), take_key=key))
    assert ports.ledger.get(other) is None


def test_an_export_that_moved_on_gives_up_no_key(ports: Ports, match: str) -> None:
    """The entry that is to give up the applicant key is written only as it was seen: it may be on its way."""
    other = f"{ports.company}-m2"
    ports.match(other)
    change = claim(ports, match)
    holder = ports.ledger.commit(read(ports, match), change)
    seen = ports.ledger.read(Addresses(match_id=other), change.take_key)
    moved = entry(ports, match, attempt_id="a2")
    ports.ledger.commit(holder, Change(entry=moved))
    released = entry(ports, match, state=State.CANCELLED, frozen=None)
    taking = Change(entry=entry(ports, other), take_key=change.take_key, released=released)
    with pytest.raises(Conflict):
        ports.ledger.commit(seen, taking)
    assert (ports.ledger.get(match), ports.ledger.get(other)) == (moved, None)


def test_an_entry_that_moves_is_not_woken(ports: Ports, match: str) -> None:
    """Of two parked entries, one is exported just before they are made due: the other alone is woken."""
    other = f"{ports.company}-m2"
    ports.match(other)
    parked = {id_: entry(ports, id_, state=State.WAITING, due_at=LATER) for id_ in (match, other)}
    seen = {id_: ports.ledger.commit(read(ports, id_), Change(entry=made)) for id_, made in parked.items()}
    done = entry(ports, match, state=State.EXPORTED, due_at=None)
    ports.before_next_write(lambda: ports.ledger.commit(seen[match], Change(entry=done)))
    assert ports.exports.wake(ports.company) == 1
    woken = ports.ledger.get(other)
    assert woken is not None
    assert woken.due_at is not None
    assert woken.due_at < LATER
    assert woken == replace(parked[other], due_at=woken.due_at)
    assert ports.ledger.get(match) == done


def test_an_update_that_was_overtaken_begins_anew(ports: Ports) -> None:
    """A connection that changes while a step is worked out is shown to the step again."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    ports.before_next_write(lambda: cut(ports))
    paused = ports.connections.update(ports.company, lambda known: replace(there(known), paused=True))
    assert paused == connection(ports, state=ConnectionState.DISCONNECTED, paused=True)
    assert ports.connections.get(ports.company) == paused


def test_an_update_that_is_always_overtaken_ends(ports: Ports) -> None:
    """Where somebody comes between every time, nothing is written, and the update is Unavailable."""
    ports.connections.update(ports.company, lambda _: connection(ports, channel_id=0))

    def overtake() -> None:
        ports.connections.update(
            ports.company, lambda known: replace(there(known), channel_id=(there(known).channel_id or 0) + 1)
        )
        ports.before_next_write(overtake)

    ports.before_next_write(overtake)
    with pytest.raises(Unavailable):
        ports.connections.update(ports.company, lambda known: replace(there(known), paused=True))
    assert not there(ports.connections.get(ports.company)).paused


def there(known: Connection | None) -> Connection:
    assert known is not None
    return known
