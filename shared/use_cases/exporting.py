"""Export one match: read, decide, claim, check the lease, submit, record.

Trigger, click and turn take the same way. Whatever crashes in between, the ledger's entry tells the
next caller what may have happened.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared import log
from shared.domain.applicant import Found
from shared.domain.application import Answer, Application, Outcome
from shared.domain.audit import Line
from shared.domain.credentials import Access, Credentials, from_secret
from shared.domain.errors import Conflict, IntegrationError, Problem, StateName, Unavailable
from shared.domain.ledger.change import Change
from shared.domain.ledger.decision import (
    Blocked,
    Claim,
    ExportRequest,
    Hold,
    Look,
    NoChange,
    application_of,
    decide,
    turn_needed,
    with_turn,
)
from shared.domain.ledger.doubt import doubt_of
from shared.domain.ledger.export import ApplicantKey, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.reading import Reading
from shared.domain.ledger.reasons import fingerprint
from shared.domain.ledger.settlement import Settling, answered, attempt_of, settle
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.ledger.turn import Waiting, expected
from shared.domain.ledger.unclaimed import put_off, with_foreign_secret, without_access, without_credentials
from shared.structs import Struct, replace
from shared.use_cases import tuning

if TYPE_CHECKING:
    from shared.ports import Applicants, Applications, Clock, Ledger, Secrets
    from shared.use_cases.turns import Turns

Guard = Callable[[Snapshot], None]


class Claimed(Struct):
    """A claim that is committed, and all that its request needs.

    Attributes:
        seen: as it stands after the claim; `entry` is the claimed one in it.
        began: monotonic seconds, before the read from whose time the lease counts.
        asked: whether the turn of what waits behind it was asked for.
        kept: whether it was parked until now, so that it waited for somebody's sake.
    """

    seen: Snapshot
    entry: Export
    application: Application
    access: Access
    began: float
    asked: bool = False
    kept: bool = False


class Sent(Struct):
    """What one call came to.

    Attributes:
        claims: how many requests it could send.
        asked: whether it asked for the turn of what waits behind it.
    """

    entry: Export | None
    claims: int
    asked: bool


class Exporter(Struct):
    """Makes a successful match an applicant, at most one request in flight, nothing forgotten.

    `random` gives 0 ≤ x < 1; `new_attempt_id` never the same twice.
    """

    ledger: "Ledger"
    secrets: "Secrets"
    applications: "Applications"
    applicants: "Applicants"
    clock: "Clock"
    pace: Pace
    turns: "Turns"
    random: Callable[[], float]
    new_attempt_id: Callable[[], str]

    def export(
        self,
        where: Addresses,
        *,
        origin: Origin,
        by: str | None = None,
        position_id: int | None = None,
        again: bool = False,
        told_at: datetime | None = None,
        line: Line | None = None,
        guard: Guard = lambda _: None,
    ) -> Export | None:
        """Bring one export as far as it can come now, and return its entry; None where it needs none.

        Args:
            where: the match, and as many addresses as the caller knows.
            told_at: when the success was that an event told of; unset where none did.
            line: of the audit trail, written with the first commit that moves the entry.
            guard: looks at the first snapshot and raises the Problem that forbids this caller to go on.

        Raises:
            Problem: `export_again_blocked` (`again`, and something keeps it from being sent now),
                `export_again_needed` (a click on what only `again` sends); the entry stays as it is.
            Unavailable: a system of ours did not answer; whoever calls may call again.
        """
        first = self._request(origin, by=by, position_id=position_id, again=again, told_at=told_at, line=line)
        return self._sent(where, first, guard).entry

    def send(self, where: Addresses, behind: Waiting) -> Sent:
        """Do for an entry that is due what its account's turn can do for it; raises as `export` does.

        Args:
            behind: what else of the account waits; the claim asks for the turn that it needs.
        """
        return self._sent(where, self._request(Origin.LIVE, behind=behind), lambda _: None)

    def enqueue(self, where: Addresses, *, origin: Origin) -> Export | None:
        """Make the entry of a success, to be sent in its account's turn; None where it needs none.

        The turn of those that are due at once is left to whoever enqueues many.

        Raises:
            Unavailable: a system of ours did not answer, or others wrote the entry all the time.
        """
        return self._put_off(where, self._request(origin), asking=False)

    def _request(self, origin: Origin, **asked: Any) -> ExportRequest:
        return ExportRequest(
            origin=origin,
            attempt_id=self.new_attempt_id(),
            jitter=self.random(),
            trace_id=log.trace_id(),
            **asked,
        )

    def _sent(self, where: Addresses, request: ExportRequest, guard: Guard) -> Sent:
        """Claim, submit, record; anew where the record asks for it at once."""
        entry: Export | None = None
        asked = False
        for number in range(tuning.CLAIMS):
            claimed = self._claim(where, request, guard)
            if not isinstance(claimed, Claimed):
                return Sent(entry=claimed, claims=number, asked=asked)
            asked = claimed.asked
            answer = self._submit(claimed)
            entry = self._record(claimed, answer, self._there(claimed, answer))
            if not (entry and _claims_anew(entry, request)):
                return Sent(entry=entry, claims=number + 1, asked=asked)
            request = replace(
                request, attempt_id=self.new_attempt_id(), jitter=self.random(), again=False, line=None
            )
        return Sent(entry=entry, claims=tuning.CLAIMS, asked=asked)

    def _claim(self, where: Addresses, request: ExportRequest, guard: Guard) -> Claimed | Export | None:
        """Decide, and commit what was decided: a claim to be carried out, or the entry as it then rests.

        Nothing has been sent before it returns, so whatever disturbs it is tried again.
        """
        key: ApplicantKey | None = None  # once a claim has named it, its holder is read, too
        for round_ in self._rounds():
            began = self.clock.monotonic()
            seen = self.ledger.read(where, key)
            try:
                if seen.entry and _is_own(seen.entry, request):
                    return self._claim_found_again(seen.entry, seen, began)
                guard(seen)
                decision = decide(seen, request, self.pace)
                if isinstance(decision, Look):
                    told = self._look(seen, decision, request)
                    if not isinstance(told, Reading):
                        return self._rest(seen, told, request.line)
                    request = replace(request, reading=told)
                    continue
                if not isinstance(decision, Claim):
                    return self._rest(seen, decision, request.line)
                key = decision.change.take_key or key
                return self._commit_claim(seen, decision, request.line, began)
            except (Conflict, Unavailable) as disturbed:
                log.claim_disturbed(where.match_id, round_, type(disturbed).__name__)
        return self._put_off(where, request, asking=True)

    def _commit_claim(
        self, seen: Snapshot, claim: Claim, line: Line | None, began: float
    ) -> Claimed | Export | None:
        access = self._access_for(claim, seen)
        if not isinstance(access, Access):
            return self._rest(seen, access, line)
        committed = self.ledger.commit(seen, replace(claim.change, line=line))
        log.export_claimed(claim.change.entry)
        self.turns.committed(claim.change.turn)
        return Claimed(
            seen=committed,
            entry=claim.change.entry,
            application=claim.application,
            access=access,
            began=began,
            asked=claim.change.turn is not None,
            kept=seen.entry is not None and seen.entry.state.parked,
        )

    def _look(self, seen: Snapshot, look: Look, request: ExportRequest) -> Reading | Hold | Blocked:
        """Whether the applicant is there already; a decision where there is no access to look with."""
        access = self._access_for(look, seen)
        if not isinstance(access, Access):
            return access
        began = self.clock.monotonic()
        address = look.address
        told = self.applicants.find(access.credentials, address.email, address.position_id)
        log.applicant_looked_for(look.before, told)
        return Reading(
            id=f"{request.attempt_id}-reading",
            address=address,
            began_at=seen.now,
            told=told,
            seconds=self.clock.monotonic() - began,
            trace_id=log.trace_id(),
        )

    def _access_for(self, wanted: Claim | Look, seen: Snapshot) -> Access | Hold | Blocked:
        """What Personio is asked with; a decision where there is nothing, so that nobody is asked."""
        try:
            credentials = self._credentials(seen)
        except ValueError:
            return with_foreign_secret(wanted, seen, self.pace)
        if credentials is None:
            return without_credentials(wanted, seen, self.pace)
        access = self.applications.access(credentials)
        if isinstance(access, Access):
            return access
        if access.outcome is Outcome.CREDENTIALS_WRONG:
            log.credentials_refused(wanted.before.company_id, doubt_of(access))
        return without_access(wanted, seen, access, self.pace)

    def _claim_found_again(self, entry: Export, seen: Snapshot, began: float) -> Claimed | Export:
        """A claim whose commit's answer was lost: sent as it was frozen, and to no other connection."""
        application = application_of(seen, entry)
        if not (seen.connection and seen.connection.live and application) or seen.connection.unproven:
            return entry
        credentials = self._credentials(seen)
        if credentials is None or credentials.account != entry.account:
            return entry
        access = self.applications.access(credentials)
        if isinstance(access, Answer):
            return entry  # its lease runs out: nobody sent anything for it
        since_claim = seen.now - (entry.claimed_at or seen.now)
        return Claimed(
            seen=seen,
            entry=entry,
            application=application,
            access=access,
            began=began - since_claim.total_seconds(),
        )

    def _rest(self, seen: Snapshot, decision: NoChange | Hold | Blocked, line: Line | None) -> Export | None:
        """Carry out a decision by which nothing is sent; `line` is told where the entry moves.

        Raises:
            Problem: `export_again_blocked`, `export_again_needed`: the entry stays as it is.
        """
        match decision:
            case NoChange():
                self._ask_unless_expected(seen, decision.entry)
                return decision.entry
            case Hold():
                change = replace(decision.change, line=line)
                return self._hold(seen, with_turn(seen, change, self.pace))
            case Blocked():
                if decision.change:
                    self._write(seen, with_turn(seen, decision.change, self.pace))
                raise _problem(decision)

    def _hold(self, seen: Snapshot, change: Change) -> Export | None:
        entry = self._write(seen, change)
        if entry and not _parked_before(seen.entry, entry):
            log.export_parked(entry)
        return entry

    def _write(self, seen: Snapshot, change: Change) -> Export | None:
        entry = self.ledger.commit(seen, change).entry
        self.turns.committed(change.turn)
        return entry

    def _ask_unless_expected(self, seen: Snapshot, entry: Export | None) -> None:
        """Whoever can do nothing now has it looked at: who is at work may die, others may make room."""
        at = turn_needed(seen, entry, self.pace) if entry else None
        if seen.account and at and not expected(seen.account, at, seen.now, self.pace):
            self.turns.ask(seen.account.id, at)

    def _put_off(self, where: Addresses, request: ExportRequest, *, asking: bool) -> Export | None:
        """Nothing is sent now: it is in its account's turn."""
        for _ in self._rounds():
            with suppress(Conflict):
                return self._queue(where, request, asking=asking)
        raise Unavailable("the entry found no quiet moment")

    def _queue(self, where: Addresses, request: ExportRequest, *, asking: bool) -> Export | None:
        seen = self.ledger.read(where)
        decision = decide(seen, request, self.pace)
        if not isinstance(decision, Claim | Look):
            return self._rest(seen, decision, request.line)
        change = put_off(decision, seen)
        if change is None:
            raise Unavailable("others wrote all the time, and the entry stays as it is")
        change = replace(change, line=request.line)
        return self._hold(seen, with_turn(seen, change, self.pace) if asking else change)

    def _credentials(self, seen: Snapshot) -> Credentials | None:
        """None where the store does not have the pinned version any more."""
        secret = self.secrets.read(seen.connection.secret) if seen.connection else None
        if seen.connection is None or secret is None:
            return None
        return Credentials(account=seen.connection.account, key=from_secret(secret))

    def _submit(self, claimed: Claimed) -> Answer:
        """One request, if enough of the lease is left for it."""
        spare = self.pace.lease.total_seconds() - self.pace.deadline_seconds

        def enough_time() -> bool:
            return self.clock.monotonic() - claimed.began <= spare

        return self.applications.submit(claimed.application, claimed.access, enough_time)

    def _there(self, claimed: Claimed, answer: Answer) -> Sequence[Found]:
        """Who stands there in its place, where it can be read."""
        connection, frozen = claimed.seen.connection, claimed.entry.frozen
        if answer.outcome is not Outcome.ALREADY_THERE or not (connection and connection.reads and frozen):
            return ()
        told = self.applicants.find(claimed.access.credentials, frozen.email, frozen.position_id)
        return () if isinstance(told, Answer) else told

    def _record(self, claimed: Claimed, answer: Answer, found: Sequence[Found]) -> Export | None:
        """Write the answer down, whatever it takes: nothing is sent again for want of its record.

        Raises:
            Unavailable: five times in vain; the lease runs out, and the outcome counts as unknown.
        """
        for round_ in self._rounds():
            with suppress(Conflict, Unavailable):
                if round_ == 0 and answer.outcome is not Outcome.CREDENTIALS_WRONG:
                    return self._record_once(claimed.seen, claimed, answer, found)
                # Others wrote meanwhile; or the token was refused, and only the one in force proves anything.
                return self._record_once(
                    self.ledger.read(Addresses.of(claimed.entry)), claimed, answer, found
                )
        raise Unavailable("the record found no quiet moment; the lease will tell")

    def _record_once(
        self, seen: Snapshot, claimed: Claimed, answer: Answer, found: Sequence[Found]
    ) -> Export | None:
        """One commit under the attempt's id; a lapsed attempt only leaves its line."""
        entry = seen.entry
        if (
            entry is None
            or seen.connection is None
            or entry.attempt_id != claimed.entry.attempt_id
            or entry.lapsed
        ):
            return self._too_late(claimed, answer)
        if entry.state is not State.EXPORTING:
            return entry  # recorded before; only the commit's answer was lost
        case = replace(self._settling(seen, claimed, answer), found=found)
        change = settle(case)
        recorded = self.ledger.commit(seen, change).entry
        if recorded:
            log.export_recorded(recorded, answer, kept=claimed.kept)
        self.turns.committed(change.turn)
        if case.account and case.account.outage_since and answered(answer):
            self.turns.outage_over(case.account.id)
        return recorded

    def _rounds(self) -> Iterator[int]:
        """Some rounds, each after a pause that grows and varies: many who lost a race do not meet again."""
        for round_ in range(tuning.ROUNDS):
            yield round_
            self.clock.sleep(tuning.FIRST_PAUSE_SECONDS * 2**round_ * self.random())

    def _settling(self, seen: Snapshot, claimed: Claimed, answer: Answer) -> Settling:
        if seen.entry is None or seen.connection is None:
            raise IntegrationError("nothing to settle")
        sent = claimed.seen
        asked = seen.account if seen.account and seen.account.id == seen.entry.account else sent.account
        return Settling(
            entry=seen.entry,
            answer=answer,
            now=self._time(claimed),
            pace=self.pace,
            connection=seen.connection,
            account=asked,
            pinned=_as_sent(seen, sent),
            fingerprint=fingerprint(sent, seen.entry.position_id or 0),
            rules=sent.rules,
            jitter=self.random(),
            trace_id=log.trace_id(),
        )

    def _time(self, claimed: Claimed) -> datetime:
        """By Firestore's clock, which all leases and due times are read by: this instance's may be wrong."""
        since_claim = timedelta(seconds=self.clock.monotonic() - claimed.began)
        return (claimed.entry.claimed_at or claimed.seen.now) + since_claim

    def _too_late(self, claimed: Claimed, answer: Answer) -> Export | None:
        """The lease ran out and somebody else took over: the answer is kept as a line, nothing more."""
        match_id = claimed.entry.match_id
        self.ledger.append(match_id, attempt_of(self._settling(claimed.seen, claimed, answer)))
        return self.ledger.get(match_id)


def _parked_before(before: Export | None, entry: Export) -> bool:
    """It waited for the same reason already, so that nobody has to hear of it again."""
    if before is None or not entry.state.parked:
        return False
    return (before.state, before.code) == (entry.state, entry.code)


def _is_own(entry: Export, request: ExportRequest) -> bool:
    """Our own claim, whose commit's answer was lost; once its lease is over nothing is sent for it."""
    return entry.state is State.EXPORTING and entry.attempt_id == request.attempt_id


def _problem(blocked: Blocked) -> Problem:
    if blocked.obstacle is None:
        return Problem("export_again_needed")
    obstacle = blocked.obstacle
    named = StateName(obstacle.state.value, obstacle.code.value if obstacle.code else None)
    return Problem("export_again_blocked", params={"obstacle": named})


def _as_sent(seen: Snapshot, claimed: Snapshot) -> bool:
    """Whether the answer is about the connection as it stands: the same credentials, channel and life."""
    now, then = seen.connection, claimed.connection
    if now is None or then is None or not now.live:
        return False
    return (now.account, now.secret, now.channel_id) == (then.account, then.secret, then.channel_id)


def _claims_anew(entry: Export, request: ExportRequest) -> bool:
    """The record says that nothing was created, and asks for another claim at once."""
    recorded = entry.attempt_id == request.attempt_id and not entry.lapsed
    return recorded and entry.state is State.QUEUED and entry.due_at == entry.updated_at
