"""A connection that Personio refuses: since when, and when its credentials are proven again. Pure."""

from datetime import datetime

from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection, ConnectionState
from shared.domain.ledger.pace import Pace
from shared.structs import replace


def doubt_of(answer: Answer) -> str:
    """What is wrong with credentials that Personio refuses, as the connection's `problem`."""
    match answer.outcome:
        case Outcome.ACCESS_REFUSED:
            return "access_refused"
        case Outcome.SCOPE_MISSING:
            return "scope_missing"
        case _:
            return answer.problem or "credentials_refused"


def refused(connection: Connection, problem: str, now: datetime, pace: Pace) -> Connection:
    """Personio does not take the token any more."""
    return _doubted(connection, ConnectionState.NEEDS_RECONNECT, problem, now, pace)


def switched_off(connection: Connection, problem: str, now: datetime, pace: Pace) -> Connection:
    """Personio takes nothing, since recruiting or its API is off there."""
    return _doubted(connection, ConnectionState.FEATURE_OFF, problem, now, pace)


def doubted_by(answer: Answer, connection: Connection, now: datetime, pace: Pace) -> Connection:
    """As a proof that failed leaves it; silence, and a limit, say nothing about the credentials."""
    match answer.outcome:
        case Outcome.CREDENTIALS_WRONG | Outcome.ACCESS_REFUSED | Outcome.SCOPE_MISSING:
            return refused(connection, doubt_of(answer), now, pace)
        case Outcome.FEATURE_OFF:
            return switched_off(connection, answer.feature_problem, now, pace)
        case _:
            return connection


def proof_due(connection: Connection, now: datetime) -> bool:
    """Whether it is to be proven again; one that was refused before anybody noted since when, at once."""
    if not connection.doubted:
        return False
    if connection.next_probe_at is None:
        return connection.refused_since is None
    return connection.next_probe_at <= now


def proof_taken(connection: Connection, now: datetime, pace: Pace) -> Connection:
    """Somebody makes the proof that is due: the next one has its time, whatever comes of this one."""
    since = connection.refused_since or now
    return replace(connection, refused_since=since, next_probe_at=pace.next_proof(since, now))


def _doubted(
    connection: Connection, state: ConnectionState, problem: str, now: datetime, pace: Pace
) -> Connection:
    """Refused once more, it is proven by the schedule that began with the first time."""
    doubted = replace(connection, state=state, problem=problem)
    if connection.doubted and connection.refused_since:
        return doubted
    return replace(doubted, refused_since=now, next_probe_at=pace.next_proof(now, now))
