"""What to do about one export, decided on one snapshot (contract, "order of reasons"). Pure."""

from datetime import datetime

from shared.domain.application import Application, Outcome
from shared.domain.audit import Line
from shared.domain.ledger import reasons
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.erasure import erasure
from shared.domain.ledger.export import Attempt, Code, Export, Frozen, Origin, State, with_attempt
from shared.domain.ledger.pace import UPLOADS, Pace
from shared.domain.ledger.reading import (
    Reading,
    checking,
    noted,
    there,
    unanswered_of,
    with_line,
    with_unanswered,
)
from shared.domain.ledger.retention import outlived, retained
from shared.domain.ledger.retry import after_unknown
from shared.domain.ledger.snapshot import Part, Snapshot
from shared.domain.ledger.turn import Turn, Waiting, expected, next_turn, turn_of
from shared.domain.match import Match
from shared.domain.rules import permitted
from shared.structs import Struct, field, replace


class Taken(Struct):
    """An entry as a claim takes it up; `released` is another match's, which passed its open outcome on."""

    entry: Export
    released: Export | None = None


class ExportRequest(Struct):
    """What is wanted, by whom, and the values that a pure function cannot make up.

    Attributes:
        attempt_id: the name of the attempt, should it come to a claim; `trace_id` that of the call.
        jitter: 0 ≤ jitter < 1, spreads repeats.
        by: uid of the person who clicked.
        position_id: the position named on the match card.
        again: "export again" after a final state.
        told_at: when the success was that an event told of; counts where the match itself names no time.
        behind: what else of its account waits, as far as the caller knows.
        reading: what this call read at Personio, having been told to look.
        line: of the audit trail, to be written in the commit by which the entry moves.
    """

    origin: Origin
    attempt_id: str
    jitter: float = 0.0
    trace_id: str | None = None
    by: str | None = None
    position_id: int | None = None
    again: bool = False
    told_at: datetime | None = None
    behind: Waiting = field(default_factory=dict)
    reading: Reading | None = None
    line: Line | None = None

    @property
    def click(self) -> bool:
        """A person asked for it and waits for the answer."""
        return self.origin is Origin.CLICK


class NoChange(Struct):
    """Nothing to write."""

    entry: Export | None


class Hold(Struct):
    """The entry moves without a request being sent."""

    change: Change


class Claim(Struct):
    """Commit `change`, then send `application`; `before` is the entry without the claim."""

    change: Change
    application: Application
    before: Export


class Look(Struct):
    """Look for the applicant at Personio, and decide again with what was found; `before` as in a claim."""

    address: Frozen
    before: Export


class Blocked(Struct):
    """Not sent, and the entry stays as it is: for "export again" now, or for anything but that.

    Attributes:
        entry: as it stands.
        obstacle: the entry as it would come to rest instead of being sent; None where a plain click met an
            entry that only "export again" sends.
        change: what is written all the same.
    """

    entry: Export
    obstacle: Export | None
    change: Change | None = None


Decision = NoChange | Hold | Look | Claim | Blocked


def decide(seen: Snapshot, request: ExportRequest, pace: Pace) -> Decision:
    """The one step that trigger, click and turn share."""
    entry = seen.entry
    if Part.ENTRY in seen.unreadable:
        return NoChange(entry=entry)
    if entry and entry.leased(seen.now):
        return _while_leased(seen, entry)
    if entry and seen.erased and not entry.erased:
        return Hold(change=erasure(seen, entry, seen.erased, pace))
    if seen.match is None or not seen.match.successful:
        return _taken_back(seen, pace)
    if entry is None:
        return _first_time(seen, seen.match, request, pace)
    if entry.state.final:
        return _after_final(seen, entry, request, pace)
    if entry.state is State.EXPORTING:
        return _after_lapse(seen, seen.match, entry, request, pace)
    if not _wakes(entry, seen.match, seen.now, request):
        return NoChange(entry=entry)
    if entry.forgotten and request.click:
        return _by_again_alone(seen, seen.match, entry, request, pace)
    return _send(seen, seen.match, _resumed(entry, seen, request), request, pace)


def application_of(seen: Snapshot, entry: Export) -> Application | None:
    """The exact application that a claim of `entry` would send now; None while something is missing."""
    address = reasons.address_of(seen, entry)
    if not (seen.developer and seen.connection and address) or Part.RULES in seen.unreadable:
        return None
    return Application(
        position_id=address.position_id,
        developer=permitted(seen.developer, seen.rules),
        rules=seen.rules,
        email=address.email,
        language=seen.connection.language,
        channel_id=seen.connection.usable_channel,
        with_document=entry.upload_failures < UPLOADS,
    )


def with_turn(seen: Snapshot, change: Change, pace: Pace) -> Change:
    """The account has a turn when it can do something for the entry, or has a proof to make.

    Under a pause of all nobody asks.
    """
    account, at = seen.account, change.needed_at(turn_needed(seen, change.entry, pace))
    if account is None or at is None:
        return change
    if expected(account, at, seen.now, pace):
        return replace(change, touch_account=True)
    turn = turn_of(account.id, at, seen.now)
    written = replace(change.account, turn_at=turn.second) if change.account else None
    return replace(change, turn=turn, account=written)


def turn_needed(seen: Snapshot, entry: Export, pace: Pace) -> datetime | None:
    """When its account can do something for an entry; None where nobody has to ask for it."""
    if seen.account is None or entry.due_at is None or seen.paused:
        return None
    if entry.state is not State.QUEUED:
        return entry.due_at
    reading = entry.code is Code.CHECKING  # which takes no slot
    origin = Origin.CLICK if reading else reasons.slot_origin(entry, click=False)
    return next_turn(seen.account, {origin: entry.due_at}, seen.now, pace)


def cancel(entry: Export, code: Code, now: datetime, pace: Pace, by: str | None = None) -> Change:
    """Take an entry that is not being sent out of the ledger's hands.

    An outcome that is unknown stays said, and its frozen values and key stay with it for some time.
    """
    if entry.unknown or entry.state is State.EXPORTING:
        maybe = _noting_lapse(entry, now, pace).moved(State.CANCELLED, Code.MAYBE_IN_PERSONIO, now)
        return Change(entry=retained(replace(maybe, by=by), now, pace))
    free = replace(entry.moved(State.CANCELLED, code, now).pruned(), by=by)
    return Change(entry=free, drop_key=entry.key if entry.frozen else None)


def _while_leased(seen: Snapshot, entry: Export) -> Decision:
    """Nothing is recalled while it is being sent; that it was taken back meanwhile is kept for the record."""
    taken_back = seen.match is None or not seen.match.successful
    if taken_back == (entry.taken_back_at is not None):
        return NoChange(entry=entry)
    return Hold(change=Change(entry=replace(entry, taken_back_at=seen.now if taken_back else None)))


def _taken_back(seen: Snapshot, pace: Pace) -> Decision:
    entry = seen.entry
    if entry is None or entry.state is State.CANCELLED:
        return NoChange(entry=entry)
    if not entry.state.final:
        return Hold(change=cancel(entry, Code.TAKEN_BACK, seen.now, pace))
    if entry.taken_back_at:
        return NoChange(entry=entry)
    return Hold(change=Change(entry=replace(entry, taken_back_at=seen.now, updated_at=seen.now)))


def _first_time(seen: Snapshot, match: Match, request: ExportRequest, pace: Pace) -> Decision:
    connection = seen.connection
    if not (connection and connection.live) and Part.CONNECTION not in seen.unreadable:
        return NoChange(entry=None)
    succeeded_at = _succeeded_at(match, request)
    if connection and request.origin is Origin.LIVE and not connection.automatic(succeeded_at):
        return NoChange(entry=None)
    if request.origin is not Origin.CLICK and outlived(succeeded_at or match.written_at, seen.now, pace):
        return NoChange(entry=None)
    entry = Export(
        match_id=match.id,
        company_id=match.company_id,
        job_id=match.job_id,
        developer_id=match.developer_id,
        state=State.QUEUED,
        origin=request.origin,
        successful_at=succeeded_at or match.written_at,
        updated_at=seen.now,
        chosen_position_id=request.position_id,
        by=request.by,
    )
    return _send(seen, match, entry, request, pace)


def _after_final(seen: Snapshot, entry: Export, request: ExportRequest, pace: Pace) -> Decision:
    if request.again and seen.match and entry.carried_by is None:
        repeating = replace(entry, repeating=True, by=request.by)
        return _claimed_or_blocked(_send(seen, seen.match, repeating, request, pace), entry)
    if entry.taken_back_at:
        return Hold(change=Change(entry=replace(entry, taken_back_at=None, updated_at=seen.now)))
    return NoChange(entry=entry)


def _after_lapse(seen: Snapshot, match: Match, entry: Export, request: ExportRequest, pace: Pace) -> Decision:
    """The lease ran out: one try is used up, and the next has its time in the entry's own schedule.

    What kills its worker is so repeated as rarely as what Personio never answers. A click sends it at once.
    """
    lapsed = after_unknown(
        _noting_lapse(entry, seen.now, pace),
        seen.now,
        pace,
        jitter=request.jitter,
        fingerprint=reasons.fingerprint(seen, entry.position_id or 0),
        reads=_reads(seen),
    )
    resumed = _resumed(lapsed, seen, request)
    if request.click:
        return _send(seen, match, resumed, request, pace)
    return _hold(seen, _unsendable(seen, match, resumed, request, pace) or resumed, pace)


def _by_again_alone(
    seen: Snapshot, match: Match, entry: Export, request: ExportRequest, pace: Pace
) -> Decision:
    """An attempt may have created the applicant, and nobody knows any more under which address."""
    if not request.again:
        return Blocked(entry=entry, obstacle=None)
    return _claimed_or_blocked(_send(seen, match, _resumed(entry, seen, request), request, pace), entry)


def _claimed_or_blocked(decision: Decision, entry: Export) -> Decision:
    """What was read is written in any case, and who was found ends it."""
    if not isinstance(decision, Hold) or decision.change.entry.state.final:
        return decision
    obstacle = decision.change.entry
    if obstacle.attempts == entry.attempts:
        return Blocked(entry=entry, obstacle=obstacle)
    read = replace(entry, unanswered=obstacle.unanswered, attempts=obstacle.attempts)
    return Blocked(entry=read, obstacle=obstacle, change=replace(decision.change, entry=read))


def _wakes(entry: Export, match: Match, now: datetime, request: ExportRequest) -> bool:
    """Whether an entry that rests may be decided again."""
    match entry.state:
        case State.CANCELLED:
            return request.click or entry.outdated_by(_succeeded_at(match, request))
        case State.NEEDS_ACTION if entry.code is Code.ERASED:
            return entry.outdated_by(_succeeded_at(match, request))
        case State.QUEUED:
            due = entry.due_at is None or entry.due_at <= now
            return due or (request.click and entry.code is not Code.CONFIRMING_DUPLICATE)
        case _:
            return True


def _succeeded_at(match: Match, request: ExportRequest) -> datetime | None:
    """As the match says, else as an event told; None where neither does, whenever the match was written."""
    return match.successful_at or request.told_at


def _resumed(entry: Export, seen: Snapshot, request: ExportRequest) -> Export:
    """The entry as the next claim takes it up: current ids, a click's choice."""
    match = seen.match
    if match is None:
        return entry
    if entry.state is State.CANCELLED or (request.click and entry.state is State.NEEDS_ACTION):
        entry = replace(entry, tries=0, failing_since=None, upload_failures=0)
    return replace(
        entry,
        company_id=match.company_id or entry.company_id,
        job_id=match.job_id,
        developer_id=entry.developer_id if entry.frozen else match.developer_id,
        successful_at=_succeeded_at(match, request) or entry.successful_at,
        taken_back_at=None,
        chosen_position_id=request.position_id or entry.chosen_position_id,
        origin=Origin.CLICK if request.click else entry.origin,
        by=request.by if request.click else entry.by,
    )


def _noting_lapse(entry: Export, now: datetime, pace: Pace) -> Export:
    """A lease that ran out may have created the applicant."""
    if entry.state is not State.EXPORTING:
        return entry
    attempt = Attempt(
        id=entry.attempt_id or "",
        at=entry.claimed_at or now,
        outcome="lapsed",
        trace_id=entry.trace_id,
    )
    return replace(with_unanswered(entry, pace), attempts=with_attempt(entry.attempts, attempt))


def _send(seen: Snapshot, match: Match, entry: Export, request: ExportRequest, pace: Pace) -> Decision:
    parked = _unsendable(seen, match, entry, request, pace) or reasons.of_holder(seen, entry, pace)
    if parked is not None:
        return _hold(seen, parked, pace)
    taken = _adopting(seen, entry)
    if taken.entry.unknown and _reads(seen):
        return _looked_for(seen, entry, taken, request, pace)
    return _go(seen, Taken(entry=entry), taken, request, pace)


def _go(seen: Snapshot, resting: Taken, taken: Taken, request: ExportRequest, pace: Pace) -> Decision:
    """Claim what is `taken`, unless the account takes nothing now: then it rests as `resting`."""
    parked = reasons.of_account(seen, resting.entry, pace, click=request.click)
    if parked:
        return _hold_taken(seen, replace(resting, entry=parked), pace)
    return _claim(seen, resting.entry, taken, request, pace)


def _looked_for(seen: Snapshot, entry: Export, taken: Taken, request: ExportRequest, pace: Pace) -> Decision:
    """What may have created an applicant is sent again only once nobody was found there.

    What this call read is committed with whatever comes of it, and so is what it takes over.
    """
    unanswered, now = unanswered_of(taken.entry, pace), seen.now
    if unanswered.looked_for(pace):
        return _repeat(seen, Taken(entry=entry), taken, request, pace)
    reading = request.reading
    if reading is None or reading.address != reasons.address_of(seen, taken.entry):
        return _look(seen, entry, taken, request, pace)
    if reading.found and seen.connection:
        final = there(with_line(taken.entry, reading), reading.found, seen.connection, now, pace)
        return _hold_taken(seen, replace(taken, entry=final), pace)
    read = replace(taken, entry=noted(taken.entry, reading, now, pace))
    if reading.failure and reading.failure.outcome is Outcome.SCOPE_MISSING:
        unread = replace(read, entry=read.entry.queued(Code.RETRY, now, now))
        return _hold_taken(seen, unread, pace, reads=False)
    unanswered = unanswered_of(read.entry, pace)
    if unanswered.looked_for(pace):
        return _repeat(seen, read, read, request, pace)
    later = replace(read, entry=checking(read.entry, now, unanswered.look_at(pace)))
    limited = reading.failure is not None and reading.failure.outcome is Outcome.LIMITED
    return _hold_taken(seen, later, pace, limited=limited)


def _look(seen: Snapshot, entry: Export, taken: Taken, request: ExportRequest, pace: Pace) -> Decision:
    """Not before it is worth it, nor while readings rest; a click looks at once."""
    address, now = reasons.address_of(seen, taken.entry), seen.now
    if address is None:
        return NoChange(entry=seen.entry)
    due_at = now if request.click else unanswered_of(taken.entry, pace).look_at(pace)
    if seen.account and seen.account.reading_rests_until:
        due_at = max(due_at, seen.account.reading_rests_until)
    if due_at > now:
        return _hold(seen, checking(entry, now, due_at), pace)
    return Look(address=address, before=entry)


def _repeat(seen: Snapshot, resting: Taken, taken: Taken, request: ExportRequest, pace: Pace) -> Decision:
    """Nobody was found: the same once more, in its own schedule."""
    now, repeat_at = seen.now, unanswered_of(taken.entry, pace).repeat_at
    waits = repeat_at is not None and repeat_at > now and not request.click
    if resting.entry.code is Code.CHECKING or waits:
        at = repeat_at if repeat_at and waits else now
        resting = replace(resting, entry=resting.entry.queued(Code.RETRY, now, at))
    return _hold_taken(seen, resting, pace) if waits else _go(seen, resting, taken, request, pace)


def _hold_taken(
    seen: Snapshot, taken: Taken, pace: Pace, *, reads: bool = True, limited: bool = False
) -> Decision:
    """Write it with what it took over, and what a reading told of connection or account."""
    held = _hold(seen, taken.entry, pace)
    if not isinstance(held, Hold):
        return held
    change = _with_key(seen, replace(held.change, released=taken.released)) if taken.released else held.change
    if not reads and seen.connection:
        change = replace(change, connection=replace(seen.connection, reads=False))
    if limited and seen.account:
        rests = replace(seen.account, reading_rests_until=seen.now + pace.read_again)
        change = replace(change, account=rests)
    return Hold(change=change)


def _unsendable(
    seen: Snapshot, match: Match, entry: Export, request: ExportRequest, pace: Pace
) -> Export | None:
    """As it rests for a reason of its own or of its connection; None where it could be sent."""
    return (
        reasons.of_erased(seen, entry)
        or reasons.of_documents(seen, match, entry, pace, click=request.click)
        or reasons.of_refusal(seen, entry, pace, click=request.click)
        or reasons.of_connection(seen, entry, pace)
        or reasons.of_inputs(seen, match, entry, pace, again=request.again)
    )


def _hold(seen: Snapshot, parked: Export, pace: Pace) -> Decision:
    """Write only what is new: an entry that rests where it would be put stays as it is until it is due.

    Then its due time moves, and nothing else: it waits since it began to.
    """
    entry, parked = seen.entry, retained(parked, seen.now, pace)
    if entry and replace(parked, updated_at=entry.updated_at, due_at=entry.due_at) == entry:
        parked = replace(parked, updated_at=entry.updated_at)
    if parked == entry:
        return NoChange(entry=entry)
    if entry and entry.due_at and entry.due_at > seen.now:
        same = replace(
            parked, updated_at=entry.updated_at, due_at=entry.due_at, by=entry.by, origin=entry.origin
        )
        if same == entry:
            return NoChange(entry=entry)
    return Hold(change=Change(entry=parked))


def _claim(seen: Snapshot, before: Export, taken: Taken, request: ExportRequest, pace: Pace) -> Decision:
    connection, frozen = seen.connection, reasons.address_of(seen, taken.entry)
    if connection is None or frozen is None:  # the reasons above saw to it
        return NoChange(entry=seen.entry)
    claimed = replace(
        taken.entry.moved(State.EXPORTING, None, seen.now),
        account=frozen.account,
        position_id=frozen.position_id,
        frozen=frozen,
        prune_at=None,
        attempt_id=request.attempt_id,
        claimed_at=seen.now,
        trace_id=request.trace_id,
        lease_until=seen.now + pace.lease,
        due_at=seen.now + pace.lease,
    )
    application = application_of(seen, claimed)
    if application is None:
        return NoChange(entry=seen.entry)
    account = _with_slot(seen, connection.account, claimed, request, pace)
    turn = _next_turn(account, request, seen.now, pace)
    change = Change(
        entry=claimed,
        account=replace(account, turn_at=turn.second) if turn else account,
        turn=turn,
        touch_connection=True,
        released=taken.released,
    )
    return Claim(change=_with_key(seen, change), application=application, before=before)


def _with_key(seen: Snapshot, change: Change) -> Change:
    """With the applicant key of the entry's place in place of the one that it holds."""
    held = seen.entry.key if seen.entry and seen.entry.holds_key else None
    if change.entry.key == held:
        return change
    return replace(change, take_key=change.entry.key, drop_key=held)


def _adopting(seen: Snapshot, entry: Export) -> Taken:
    """A cancelled holder whose outcome is unknown passes its frozen values on: the same request again."""
    other = seen.holder.entry if seen.holder else None
    if other is None or other.state is not State.CANCELLED or other.frozen is None:
        return Taken(entry=entry)
    adopted = replace(
        entry,
        account=other.frozen.account,
        position_id=other.frozen.position_id,
        frozen=other.frozen,
        unknown=other.unknown,
        unanswered=other.unanswered,
        duplicate_seen=other.duplicate_seen,
    )
    released = replace(other.pruned(), carried_by=entry.match_id, updated_at=seen.now)
    return Taken(entry=adopted, released=released)


def _reads(seen: Snapshot) -> bool:
    """Whether applicants can be looked for."""
    return seen.connection is not None and seen.connection.reads


def _with_slot(
    seen: Snapshot, account_id: str, claimed: Export, request: ExportRequest, pace: Pace
) -> Account:
    account = seen.account or Account(id=account_id)
    if account.outage_since:
        account = replace(account, next_probe_at=pace.next_probe(account.id, seen.now))
    slot = Slot(
        until=seen.now + pace.lease + pace.slot_hold,
        origin=reasons.slot_origin(claimed, click=request.click),
        lease_until=claimed.lease_until,
    )
    return account.taking(request.attempt_id, slot, seen.now)


def _next_turn(account: Account, request: ExportRequest, now: datetime, pace: Pace) -> Turn | None:
    """For what waits behind a claim; for what has to wait for a record, whoever records asks."""
    waiting = {
        origin: due_at for origin, due_at in request.behind.items() if not account.full(origin, now, pace)
    }
    at = next_turn(account, waiting, now, pace)
    if at is None or expected(account, at, now, pace):
        return None
    return turn_of(account.id, at, now)
