"""What the ledger records of Personio's answer to one attempt (contract, "answers"). Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.applicant import Found
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection, ConnectionState
from shared.domain.credentials import Kind
from shared.domain.ledger.account import Account, AccountUpdate, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.doubt import doubt_of, refused, switched_off
from shared.domain.ledger.export import Attempt, Code, Evidence, Export, Origin, State, with_attempt
from shared.domain.ledger.following import begun
from shared.domain.ledger.pace import SUCCESS_NOTED_EVERY, Pace
from shared.domain.ledger.reading import there, with_unanswered
from shared.domain.ledger.reasons import REFUSED_BY_RULES
from shared.domain.ledger.remedies import remedy
from shared.domain.ledger.retention import retained
from shared.domain.ledger.retry import after_unknown
from shared.domain.ledger.turn import Turn, turn_of
from shared.domain.rules import Rules
from shared.structs import Struct, field, replace


class Settling(Struct):
    """One answer, and what is known around it.

    Attributes:
        entry: as claimed.
        connection: as last read; `pinned` tells whether it still is the one that was used. An answer says
            nothing about a connection that was cut or replaced meanwhile.
        account: the one that was asked.
        fingerprint: of the inputs that were sent, but for the rules.
        rules: by which they were.
        found: who stands there already, as far as it could be read.
        jitter: 0 ≤ jitter < 1, spreads repeats.
    """

    entry: Export
    answer: Answer
    now: datetime
    pace: Pace
    connection: Connection
    account: Account | None
    pinned: bool = True
    fingerprint: str = ""
    rules: Rules = field(default_factory=Rules)
    found: Sequence[Found] = ()
    jitter: float = 0.0
    trace_id: str | None = None


def settle(case: Settling) -> Change:
    """The record: the entry's next state, what the account learns, what becomes of the connection."""
    attempts = with_attempt(case.entry.attempts, attempt_of(case))
    entry = replace(case.entry, attempts=attempts, lease_until=None, due_at=None, updated_at=case.now)
    change = _undoubted(case, BY_OUTCOME[case.answer.outcome](replace(case, entry=entry)))
    settled = retained(change.entry, case.now, case.pace)
    change = replace(change, entry=settled, account_update=_account_update(case))
    return replace(change, turn=_turn(case, change))


def attempt_of(case: Settling) -> Attempt:
    """The line that the entry keeps of this attempt: codes and field names, nothing of the person."""
    answer = case.answer
    return Attempt(
        id=case.entry.attempt_id or "",
        at=case.entry.claimed_at or case.now,
        outcome=answer.outcome,
        reasons=tuple(refusal.reason.value for refusal in answer.refusals),
        fields=tuple(refusal.field for refusal in answer.refusals if refusal.field),
        status=answer.status,
        document=answer.document,
        seconds=round(answer.duration, 3),
        trace_id=case.trace_id,
    )


def answered(answer: Answer) -> bool:
    """Whether the account answers, whatever it says: an outage is over then."""
    silent = answer.outcome in {Outcome.UNKNOWN, Outcome.OUTAGE, Outcome.LIMITED} or (
        answer.outcome is Outcome.UPLOAD_FAILED and answer.status in {None, 500, 502, 503, 504}
    )
    return not silent


def _undoubted(case: Settling, change: Change) -> Change:
    """Whatever Personio says of an application, it took the access token to say so."""
    known = change.connection or case.connection
    taken = answered(case.answer) and case.answer.outcome is not Outcome.ACCESS_REFUSED
    if not (taken and case.pinned and known.access_refused_at):
        return change
    return replace(change, connection=replace(known, access_refused_at=None))


def _turn(case: Settling, change: Change) -> Turn | None:
    """For what goes on by itself; what the account expects, nobody knows at the end of a long request."""
    at = change.needed_at(change.entry.due_at)
    if change.entry.account is None or at is None:
        return None
    return turn_of(change.entry.account, at, case.now)


def _created(case: Settling) -> Change:
    """Of a token, the first applicant shows that the board's positions are its account's."""
    change = _exported(case, Evidence.CREATED)
    change = replace(change, entry=begun(change.entry, case.connection, case.now, case.pace))
    known = change.connection or case.connection
    if not case.pinned or known.account_proven or known.kind is not Kind.TOKEN:
        return change
    return replace(change, connection=replace(known, account_proven=True))


def _exported(case: Settling, evidence: Evidence) -> Change:
    entry = case.entry.ended(State.EXPORTED, case.now)
    return _good_news(case, replace(entry, evidence=evidence, exported_at=case.now))


def _already_there(case: Settling) -> Change:
    entry = case.entry
    if case.found:
        return _good_news(case, there(entry, case.found, case.connection, case.now, case.pace))
    if entry.repeating and entry.evidence:
        return _good_news(case, entry.unchanged_by_repeat(case.now))
    if entry.repeating or entry.duplicate_seen:
        return _good_news(case, entry.ended(State.ALREADY_IN_PERSONIO, case.now))
    if entry.unknown:
        return _exported(case, Evidence.INFERRED)
    due_at = case.now + case.pace.confirm_duplicate
    confirming = replace(_again_at(case, due_at), code=Code.CONFIRMING_DUPLICATE, duplicate_seen=True)
    return Change(entry=confirming)


def _good_news(case: Settling, entry: Export) -> Change:
    """A final state also tells the connection that all is well, at most once a minute."""
    known = case.connection
    if not case.pinned:
        return Change(entry=entry)
    recent = known.last_success_at and case.now - known.last_success_at < SUCCESS_NOTED_EVERY
    if recent and known.state is ConnectionState.CONNECTED:
        return Change(entry=entry)
    if known.state is ConnectionState.FEATURE_OFF:
        return Change(entry=entry, connection=known.well(case.now))
    return Change(entry=entry, connection=replace(known, last_success_at=case.now))


def _unknown(case: Settling) -> Change:
    case = replace(case, entry=with_unanswered(case.entry, case.pace))
    return Change(
        entry=_waiting(case, Code.OUTAGE, _next_probe(case)) if _is_outage(case) else _retried(case)
    )


def _is_outage(case: Settling) -> bool:
    """Known already, or two different entries in a row failed."""
    account = case.account
    if account is None:
        return False
    other = account.last_failure not in {None, case.entry.match_id}
    return account.outage_since is not None or other


def _retried(case: Settling) -> Export:
    return after_unknown(
        case.entry,
        case.now,
        case.pace,
        jitter=case.jitter,
        fingerprint=case.fingerprint,
        reads=case.connection.reads,
    )


def _upload_failed(case: Settling) -> Change:
    """Three times, then it goes without the document: the schedule runs on, the application is not lost."""
    failures = case.entry.upload_failures + 1
    entry = replace(_retried(case), upload_failures=failures)
    return _nothing_created(case, entry)


def _refused(case: Settling) -> Change:
    named, who, fields = remedy(case.answer.refusals, case.rules)
    code = Code(named)
    sent = case.rules.fingerprint(case.fingerprint) if code in REFUSED_BY_RULES else case.fingerprint
    entry = replace(_needs_action(case, code, who), fields=fields, fingerprint=sent)
    return _nothing_created(case, entry)


def _credentials_wrong(case: Settling) -> Change:
    """Only the token in force proves anything; a token replaced meanwhile gets its own try at once."""
    if not case.pinned:
        return _nothing_created(case, _again_at(case, case.now))
    return _reconnect(case)


def _access_refused(case: Settling) -> Change:
    """Another instance may have ended the access token by taking one: only two fresh ones prove anything."""
    if not (case.pinned and case.answer.fresh):
        return _nothing_created(case, _again_at(case, case.now))
    since = case.connection.access_refused_at
    if since and case.now - since >= case.pace.rest:
        return _reconnect(case)
    entry = replace(_again_at(case, case.now + case.pace.rest + _spread(case)), code=Code.RETRY)
    noted = None if since else replace(case.connection, access_refused_at=case.now)
    return replace(_nothing_created(case, entry), connection=noted)


def _scope_missing(case: Settling) -> Change:
    """An access token from memory may be older than a scope just ticked, or have ended."""
    if not (case.pinned and case.answer.fresh):
        return _nothing_created(case, _again_at(case, case.now))
    return _reconnect(case)


def _reconnect(case: Settling) -> Change:
    doubted = refused(case.connection, doubt_of(case.answer), case.now, case.pace)
    entry = _waiting(case, Code.RECONNECT, _look_again(case))
    return replace(_nothing_created(case, entry), connection=doubted)


def _channel_refused(case: Settling) -> Change:
    """The entry goes at once without it."""
    change = _nothing_created(case, _again_at(case, case.now))
    return replace(change, connection=replace(case.connection, channel_refused=True) if case.pinned else None)


def _limited(case: Settling) -> Change:
    rest_over = case.now + case.pace.rest
    resting = replace(_again_at(case, rest_over + _spread(case)), code=Code.RESTING)
    return _nothing_created(case, resting)


def _outage(case: Settling) -> Change:
    return _nothing_created(case, _waiting(case, Code.OUTAGE, _next_probe(case)))


def _feature_off(case: Settling) -> Change:
    if not case.pinned:
        return _nothing_created(case, _again_at(case, case.now))
    off = switched_off(case.connection, case.answer.feature_problem, case.now, case.pace)
    entry = _waiting(case, Code.FEATURE_OFF, _look_again(case))
    return replace(_nothing_created(case, entry), connection=off)


def _nothing_created(case: Settling, entry: Export) -> Change:
    """The next attempt is a new one with current values, unless an earlier one may have created it."""
    if case.entry.unknown or case.entry.duplicate_seen:
        return Change(entry=entry)
    return Change(entry=replace(entry, frozen=None), drop_key=case.entry.key)


def _again_at(case: Settling, due_at: datetime) -> Export:
    return case.entry.queued(None, case.now, due_at)


def _waiting(case: Settling, code: Code, due_at: datetime) -> Export:
    return case.entry.waiting(code, case.now, due_at)


def _needs_action(case: Settling, code: Code, who: str) -> Export:
    return case.entry.needs_action(code, who, case.now, _look_again(case))


def _look_again(case: Settling) -> datetime:
    return case.pace.look_again(case.entry.account, case.now)


def _next_probe(case: Settling) -> datetime:
    return case.pace.next_probe(case.entry.account or "", case.now)


def _spread(case: Settling) -> timedelta:
    """Not everybody at the first moment after a rest."""
    return case.pace.rest * 0.1 * case.jitter


def _account_update(case: Settling) -> AccountUpdate:
    outcome, now = case.answer.outcome, case.now
    begins = outcome is Outcome.OUTAGE or (outcome is Outcome.UNKNOWN and _is_outage(case))
    known_since = case.account.outage_since if case.account else None
    attempt_id = case.entry.attempt_id or ""
    slot = case.account.slots.get(attempt_id) if case.account else None
    return AccountUpdate(
        attempt_id=attempt_id,
        slot=Slot(until=now + case.pace.slot_hold, origin=slot.origin if slot else Origin.LIVE),
        answered_at=now if answered(case.answer) else None,
        failed=case.entry.match_id if outcome is Outcome.UNKNOWN else None,
        resting_until=_rests_until(case),
        outage_since=(known_since or now) if begins else None,
        next_probe_at=_next_probe(case) if begins else None,
    )


def _rests_until(case: Settling) -> datetime | None:
    """After a 429, or where Personio told that it takes nothing more for the moment."""
    if case.answer.outcome is Outcome.LIMITED:
        return case.now + case.pace.rest
    if case.answer.rest is None:
        return None
    return case.now + min(timedelta(seconds=case.answer.rest), case.pace.rest)


BY_OUTCOME: Mapping[Outcome, Callable[[Settling], Change]] = {
    Outcome.CREATED: _created,
    Outcome.ALREADY_THERE: _already_there,
    Outcome.UNKNOWN: _unknown,
    Outcome.REFUSED: _refused,
    Outcome.CREDENTIALS_WRONG: _credentials_wrong,
    Outcome.ACCESS_REFUSED: _access_refused,
    Outcome.SCOPE_MISSING: _scope_missing,
    Outcome.FEATURE_OFF: _feature_off,
    Outcome.CHANNEL_REFUSED: _channel_refused,
    Outcome.UPLOAD_FAILED: _upload_failed,
    Outcome.LIMITED: _limited,
    Outcome.OUTAGE: _outage,
}
