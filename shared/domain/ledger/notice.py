"""What a company should be told where nobody is looking: for a mailer of matched.io's. Pure."""

from datetime import datetime

from shared.domain.connection import ConnectionState
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import State
from shared.domain.ledger.snapshot import Snapshot
from shared.structs import Struct


class Need(Struct):
    """An export that began to wait for a person: why, who has to act, which match, since when."""

    code: str
    who: str
    match_id: str
    at: datetime


class Trouble(Struct):
    """A connection that Personio began to refuse: its new state, Personio's reason, since when."""

    state: str
    problem: str
    at: datetime


class Notice(Struct):
    """The latest of each kind; None leaves what was told before."""

    company_id: str
    needs_action: Need | None = None
    connection: Trouble | None = None


def notice_of(seen: Snapshot, change: Change) -> Notice | None:
    """What `change` makes worth telling; None where it is nothing that was not told before."""
    need, trouble = _need(seen, change), _trouble(seen, change)
    if need is None and trouble is None:
        return None
    return Notice(company_id=change.entry.company_id, needs_action=need, connection=trouble)


def _need(seen: Snapshot, change: Change) -> Need | None:
    entry, before = change.entry, seen.entry
    if entry.state is not State.NEEDS_ACTION or entry.code is None or entry.who is None:
        return None
    if before and (before.state, before.code) == (entry.state, entry.code):
        return None
    return Need(code=entry.code, who=entry.who, match_id=entry.match_id, at=entry.updated_at)


def _trouble(seen: Snapshot, change: Change) -> Trouble | None:
    connection, before = change.connection, seen.connection
    if connection is None or connection.state not in {
        ConnectionState.NEEDS_RECONNECT,
        ConnectionState.FEATURE_OFF,
    }:
        return None
    if before and before.state is connection.state:
        return None
    return Trouble(
        state=connection.state, problem=connection.problem or connection.state, at=change.entry.updated_at
    )
