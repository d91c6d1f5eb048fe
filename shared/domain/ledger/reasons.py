"""What keeps an export from being sent now, in the contract's order of reasons. Pure.

Each function returns the entry as it has to rest, or None where it sees no reason.
"""

import hashlib
from datetime import datetime

from shared.domain.connection import ConnectionState
from shared.domain.ledger.erasure import over_by_erasure, without_person
from shared.domain.ledger.export import OF_RULES, Code, Export, Frozen, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Snapshot
from shared.domain.match import Match
from shared.domain.rules import permitted, unmapped
from shared.structs import replace

REFUSED_BY_RULES = OF_RULES | {Code.REFUSED}  # Personio may not have said that a rule was the reason


def of_erased(seen: Snapshot, entry: Export) -> Export | None:
    """The match's developer was erased: it is over, and nobody's id is written down anew."""
    if seen.erased is None:
        return None
    return over_by_erasure(without_person(entry, seen.erased), seen.now)


def of_documents(seen: Snapshot, match: Match, entry: Export, pace: Pace, *, click: bool) -> Export | None:
    """A match that names no company any more, or a document of ours that somebody broke.

    What was refused before goes on to rest for its own reason: mended documents do not mend that.
    """
    if match.company_id and not seen.unreadable:
        return None
    later = look_again(seen, pace)
    if entry.state is State.NEEDS_ACTION and entry.fingerprint and not click:
        return replace(entry, due_at=later)
    unreadable = entry.needs_action(Code.DOCUMENT_UNREADABLE, "matched.io", seen.now, later)
    return replace(unreadable, fingerprint=None)


def of_refusal(seen: Snapshot, entry: Export, pace: Pace, *, click: bool) -> Export | None:
    """Personio refused the same inputs before, or never answered: only a click sends them once more.

    It goes on to rest so while its connection is paused, refused or off: what waited for that would be sent
    as soon as it is over.
    """
    position = position_of(seen, entry)
    if click or position is None or seen.connection is None or not seen.connection.live:
        return None
    sent = fingerprint(seen, position)
    if entry.code in REFUSED_BY_RULES:
        sent = seen.rules.fingerprint(sent)
    refused = entry.state is State.NEEDS_ACTION and entry.fingerprint == sent
    return replace(entry, due_at=look_again(seen, pace)) if refused else None


def of_connection(seen: Snapshot, entry: Export, pace: Pace) -> Export | None:
    """Not connected, paused, a refused token, a feature that is off, an open outcome elsewhere.

    No application finds out whether it is taken again: a refused connection is proven (ledger/doubt.py). What
    an attempt of unknown outcome sent to another account is never repeated in this one.
    """
    now, connection = seen.now, seen.connection
    later = look_again(seen, pace)
    if connection is None or not connection.live:
        return entry.needs_action(Code.DISCONNECTED, "admin", now, later)
    if seen.paused or connection.paused:
        return entry.waiting(Code.PAUSED, now, later)
    if connection.state is ConnectionState.NEEDS_RECONNECT:
        return entry.waiting(Code.RECONNECT, now, later)
    if connection.state is ConnectionState.FEATURE_OFF:
        return entry.waiting(Code.FEATURE_OFF, now, later)
    if entry.frozen and entry.frozen.account != connection.account:
        return entry.needs_action(Code.ACCOUNT_CHANGED, "admin", now, later)
    return None


def of_inputs(seen: Snapshot, match: Match, entry: Export, pace: Pace, *, again: bool) -> Export | None:
    """Job ad, position, developer or rules do not suffice, or only `again` sends what may have arrived.

    What rests for one of these rests for no refusal any more; only what was given up stays so.
    """
    now, later = seen.now, look_again(seen, pace)
    if not entry.unknown:
        entry = replace(entry, fingerprint=None)
    position = position_of(seen, entry)
    if seen.job is None:
        return entry.needs_action(Code.JOB_UNKNOWN, "matched.io", now, later)
    if seen.job.company_id != match.company_id:
        return entry.needs_action(Code.COMPANY_MISMATCH, "matched.io", now, later)
    if position is None or (seen.connection and seen.connection.unproven):  # a link proves the account
        return entry.needs_action(Code.NOT_LINKED, "recruiter", now, later)
    if seen.developer is None or seen.developer.id != entry.developer_id:
        return entry.needs_action(Code.DEVELOPER_UNKNOWN, "matched.io", now, later)
    if entry.forgotten and not again:
        return entry.needs_action(Code.GAVE_UP, "recruiter", now, later)
    if seen.developer.missing and entry.frozen is None:
        incomplete = entry.needs_action(Code.DEVELOPER_INCOMPLETE, "developer", now, later)
        return replace(incomplete, fields=seen.developer.missing)
    if broken := unmapped(seen.rules, permitted(seen.developer, seen.rules)):
        resting = entry.needs_action(Code.RULE_BROKEN, "admin", now, later)
        return replace(resting, fields=broken, fingerprint=None)
    return None


def position_of(seen: Snapshot, entry: Export) -> int | None:
    """Where it goes: what an open attempt froze, else a person's choice, else the ad's link."""
    if entry.frozen:
        return entry.frozen.position_id
    if entry.chosen_position_id:
        return entry.chosen_position_id
    link = seen.job.link if seen.job else None
    if link and seen.connection and link.account == seen.connection.account:
        return link.position_id
    return None


def address_of(seen: Snapshot, entry: Export) -> Frozen | None:
    """Whom a request would name now, and where: as an open attempt did; None while something is missing."""
    position = position_of(seen, entry)
    if entry.frozen or not (seen.connection and seen.developer and position):
        return entry.frozen
    return Frozen(account=seen.connection.account, position_id=position, email=seen.developer.email.strip())


def of_holder(seen: Snapshot, entry: Export, pace: Pace) -> Export | None:
    """Another match has this person for this position: wait for it, or take over its final state."""
    if seen.holder is None or seen.holder.entry is None:
        return None
    other = seen.holder.entry
    if other.state is State.CANCELLED:
        return None
    if other.state.final:
        return replace(
            entry.moved(other.state, None, seen.now),
            account=other.account,
            position_id=other.position_id,
            evidence=other.evidence,
            exported_at=other.exported_at,
            carried_by=other.match_id,
            carried_within=other.company_id == entry.company_id,
        )
    until = other.lease_until if other.state is State.EXPORTING else other.due_at
    earliest, latest = seen.now + pace.held / 10, seen.now + pace.held
    return entry.queued(Code.HELD, seen.now, min(max(until or earliest, earliest), latest))


def of_account(seen: Snapshot, entry: Export, pace: Pace, *, click: bool) -> Export | None:
    """An outage until its next probe, a rest after a 429, too many under way, or no free slot.

    A click waits for the others' requests as little as for their slots: two are its own.
    """
    now, account = seen.now, seen.account
    if account is None:
        return None
    if account.outage_since and not account.probe_due(now):
        return entry.waiting(Code.OUTAGE, now, account.next_probe_at or pace.next_probe(account.id, now))
    if account.resting(now):
        return entry.queued(Code.RESTING, now, account.resting_until or now)
    if account.opens_at(slot_origin(entry, click=click), now, pace) == now:
        return None
    since = entry.due_at if entry.state is State.QUEUED and entry.due_at else now
    return entry.postponed(now, min(since, now))  # due, so that it goes first once there is room


def slot_origin(entry: Export, *, click: bool) -> Origin:
    """For whom its slot is taken; what was clicked on before is sent as any other, by itself."""
    if click:
        return Origin.CLICK
    return Origin.BACKFILL if entry.origin is Origin.BACKFILL else Origin.LIVE


def look_again(seen: Snapshot, pace: Pace) -> datetime:
    """When an entry that rests is decided again, should nobody touch it."""
    return pace.look_again(seen.connection.account if seen.connection else None, seen.now)


def fingerprint(seen: Snapshot, position_id: int) -> str:
    """Of everything but the rules that Personio could have refused; equal inputs are not sent again unasked.

    The rules join it (Rules.fingerprint) where they may have been the reason: others do not mend a position.
    """
    secret = seen.connection.secret if seen.connection else ""
    channel = seen.connection.usable_channel if seen.connection else None
    inputs = repr((seen.developer, position_id, secret, channel))
    return hashlib.sha256(inputs.encode()).hexdigest()
