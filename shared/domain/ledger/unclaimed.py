"""What becomes of an entry that was to be claimed, or looked for, and could not be. Pure."""

from shared.domain.application import Answer, Outcome
from shared.domain.ledger import reasons
from shared.domain.ledger.account import Account
from shared.domain.ledger.change import Change
from shared.domain.ledger.decision import Blocked, Claim, Hold, Look
from shared.domain.ledger.doubt import doubt_of, refused
from shared.domain.ledger.export import Code
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Snapshot
from shared.structs import replace


def put_off(claim: Claim | Look, seen: Snapshot) -> Change | None:
    """Queue what could not be claimed now, for a turn; what only a claim may move stays as it is."""
    if claim.before.left_by_again_alone:
        return None
    return Change(entry=claim.before.postponed(seen.now, seen.now))


def without_credentials(
    claim: Claim | Look, seen: Snapshot, pace: Pace, problem: str = "credentials_refused"
) -> Hold | Blocked:
    """The pinned version cannot be read any more, or Personio does not know its client: enter them again."""
    waiting = claim.before.waiting(Code.RECONNECT, seen.now, reasons.look_again(seen, pace))
    known = seen.connection
    change = Change(entry=waiting, connection=refused(known, problem, seen.now, pace) if known else None)
    return _not_claimed(claim, seen, change)


def without_access(claim: Claim | Look, seen: Snapshot, answer: Answer, pace: Pace) -> Hold | Blocked:
    """Nobody gives out an access token: the client is refused, or its account rests, or has an outage.

    No slot is taken, and no attempt is used up.
    """
    if answer.outcome is Outcome.CREDENTIALS_WRONG:
        return without_credentials(claim, seen, pace, doubt_of(answer))
    known, now = seen.account, seen.now
    account = known or Account(id=seen.connection.account if seen.connection else "")
    if answer.outcome is Outcome.LIMITED:
        until = now + pace.rest
        resting = claim.before.queued(Code.RESTING, now, until)
        return _not_claimed(claim, seen, Change(entry=resting, account=replace(account, resting_until=until)))
    probe_at = pace.next_probe(account.id, now)
    silent = replace(account, outage_since=account.outage_since or now, next_probe_at=probe_at)
    waiting = claim.before.waiting(Code.OUTAGE, now, probe_at)
    return _not_claimed(claim, seen, Change(entry=waiting, account=silent))


def with_foreign_secret(claim: Claim | Look, seen: Snapshot, pace: Pace) -> Hold | Blocked:
    """The connection names a secret that is none of ours: no admin wrote that, so matched.io has to look.

    An admin who enters the credentials anew mends it all the same.
    """
    unreadable = Code.DOCUMENT_UNREADABLE
    later = reasons.look_again(seen, pace)
    resting = claim.before.needs_action(unreadable, "matched.io", seen.now, later)
    return _not_claimed(claim, seen, Change(entry=resting))


def _not_claimed(claim: Claim | Look, seen: Snapshot, change: Change) -> Hold | Blocked:
    """What is known of connection and account is written in any case."""
    if not (seen.entry and claim.before.left_by_again_alone):
        return Hold(change=change)
    learnt = change.connection or change.account
    unmoved = replace(change, entry=seen.entry) if learnt else None
    return Blocked(entry=seen.entry, obstacle=change.entry, change=unmoved)
