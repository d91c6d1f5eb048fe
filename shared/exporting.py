"""Export one match: read, decide, claim, check the lease, submit, record.

Trigger, click and sweep call the same method. Whatever crashes in between, the ledger's entry tells the
next caller what may have happened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared import log
from shared.domain.application import Answer, Application, Credentials, Outcome
from shared.domain.change import Change
from shared.domain.decision import Ask, Claim, Park, Stay, application_of, decide, put_off, without_token
from shared.domain.errors import Conflict, IntegrationError, Unavailable
from shared.domain.export import ApplicantKey, Export, Origin, State
from shared.domain.pace import Pace
from shared.domain.reasons import fingerprint
from shared.domain.settlement import Settling, attempt_of, settle
from shared.domain.snapshot import Addresses, Snapshot
from shared.ports import Applications, Clock, Ledger, Secrets

ROUNDS = 5  # of a claim that others win, before the sweep gets it
SUBMISSIONS = 3  # in one call: an answer may ask for another claim at once (channel refused, token replaced)
RECORDS = 5  # a record that others disturb is settled again on what they wrote

Guard = Callable[[Snapshot], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exporter:
    """Makes a successful match an applicant, at most one request in flight, nothing forgotten.

    `random` gives 0 ≤ x < 1; `new_attempt_id` never the same twice.
    """

    ledger: Ledger
    secrets: Secrets
    applications: Applications
    clock: Clock
    pace: Pace
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
        guard: Guard = lambda _: None,
    ) -> Export | None:
        """Bring one export as far as it can come now, and return its entry; None where it needs none.

        Args:
            where: the match, and as many addresses as the caller knows.
            guard: looks at the first snapshot and raises the Problem that forbids this caller to go on.

        Raises:
            Unavailable: a system of ours did not answer; whoever calls may call again.
        """
        entry: Export | None = None
        for _ in range(SUBMISSIONS):
            ask = Ask(
                origin=origin, attempt_id=self.new_attempt_id(), by=by, position_id=position_id, again=again
            )
            entry, sent = self._once(where, ask, guard)
            if not (sent and entry and _due_again(entry)):
                break
            again = False
        return entry

    def enqueue(self, where: Addresses, *, origin: Origin) -> Export | None:
        """Make the entry of a success, for the sweep to send in its turn; None where it needs none.

        Raises:
            Unavailable: a system of ours did not answer, or others wrote the entry all the time.
        """
        return self._put_off(where, Ask(origin=origin, attempt_id=self.new_attempt_id()))

    def _once(self, where: Addresses, ask: Ask, guard: Guard) -> tuple[Export | None, bool]:
        """One decision carried out; whether a request was sent for it."""
        key: ApplicantKey | None = None
        started: float | None = None
        for round_ in range(ROUNDS):
            began = self.clock.monotonic()
            seen = self.ledger.read(where, key)
            if started is not None and _committed(seen, ask):
                return self._found_again(seen, started), True
            guard(seen)
            decision = decide(seen, ask, self.pace)
            try:
                match decision:
                    case Stay():
                        return decision.entry, False
                    case Park():
                        return self._park(seen, decision.change), False
                    case Claim():
                        started = began if started is None else started
                        key = decision.change.take_key or key
                        return self._claim(seen, decision, began)
            except (Conflict, Unavailable) as disturbed:
                log.claim_disturbed(where.match_id, round_, type(disturbed).__name__)
                self.clock.sleep(0.02 * 2**round_ * self.random())
        return self._put_off(where, ask), False

    def _claim(self, seen: Snapshot, claim: Claim, started: float) -> tuple[Export | None, bool]:
        if self._token(seen) is None:
            return self._park(seen, without_token(claim, seen, self.pace)), False
        claimed = self.ledger.commit(seen, claim.change)
        log.export_claimed(claim.change.entry)
        return self._carry_out(claimed, claim.application, started), True

    def _found_again(self, seen: Snapshot, started: float) -> Export | None:
        """Carry out a claim whose answer was lost, with what it froze; never for another connection."""
        entry, connection = seen.entry, seen.connection
        application = application_of(seen, entry) if entry else None
        if not (entry and connection and connection.live and application):
            return entry
        if connection.account != entry.account:
            return entry
        return self._carry_out(seen, application, started)

    def _park(self, seen: Snapshot, change: Change) -> Export | None:
        entry = self.ledger.commit(seen, change).entry
        if entry:
            log.export_parked(entry)
        return entry

    def _put_off(self, where: Addresses, ask: Ask) -> Export | None:
        """Nothing is sent now: the sweep sends it in its turn."""
        for round_ in range(ROUNDS):
            try:
                return self._queue(where, ask)
            except Conflict:
                self.clock.sleep(0.02 * 2**round_ * self.random())
        raise Unavailable("the entry found no quiet moment")

    def _queue(self, where: Addresses, ask: Ask) -> Export | None:
        seen = self.ledger.read(where)
        decision = decide(seen, ask, self.pace)
        match decision:
            case Claim():
                change = put_off(decision, seen)
                return self._park(seen, change) if change else seen.entry
            case Park():
                return self._park(seen, decision.change)
            case Stay():
                return decision.entry

    def _token(self, seen: Snapshot) -> str | None:
        return self.secrets.read(seen.connection.secret) if seen.connection else None

    def _carry_out(self, claimed: Snapshot, application: Application, started: float) -> Export | None:
        """Submit what was claimed, and record the answer."""
        token = self._token(claimed)
        connection = claimed.connection
        if connection is None or token is None:
            raise Unavailable("the token went away between claim and submission")
        credentials = Credentials(account=connection.account, token=token)
        lease = self.pace.lease.total_seconds() - self.pace.deadline_seconds

        def enough_time() -> bool:
            return self.clock.monotonic() - started <= lease

        answer = self.applications.submit(application, credentials, enough_time)
        return self._record(claimed, answer)

    def _record(self, claimed: Snapshot, answer: Answer) -> Export | None:
        """One commit under the attempt's id; a lapsed attempt only leaves its line."""
        attempt_id = claimed.entry.attempt_id if claimed.entry else None
        seen = claimed
        if answer.outcome is Outcome.CREDENTIALS_WRONG:
            seen = self._read_again(claimed)
        for round_ in range(RECORDS):
            entry = seen.entry
            if entry is None or seen.connection is None or entry.attempt_id != attempt_id or entry.lapsed:
                return self._too_late(claimed, answer)
            if entry.state is not State.EXPORTING:
                return entry  # recorded before; only the commit's answer was lost
            case = self._settling(seen, claimed, answer)
            try:
                recorded = self.ledger.commit(seen, settle(case)).entry
            except (Conflict, Unavailable):
                self.clock.sleep(0.02 * 2**round_ * self.random())
                seen = self._read_again(claimed)
                continue
            if recorded:
                log.export_recorded(recorded, answer)
            return recorded
        raise Unavailable("the record found no quiet moment; the lease will tell")

    def _settling(self, seen: Snapshot, claimed: Snapshot, answer: Answer) -> Settling:
        if seen.entry is None or seen.connection is None:
            raise IntegrationError("nothing to settle")
        asked = seen.account if seen.account and seen.account.id == seen.entry.account else claimed.account
        return Settling(
            entry=seen.entry,
            answer=answer,
            now=self.clock.now(),
            pace=self.pace,
            connection=seen.connection,
            account=asked,
            pinned=_as_sent(seen, claimed),
            fingerprint=fingerprint(claimed, seen.entry.position or 0),
            jitter=self.random(),
            trace_id=log.trace_id(),
        )

    def _read_again(self, claimed: Snapshot) -> Snapshot:
        entry = claimed.entry
        return self.ledger.read(
            Addresses(
                match_id=claimed.match_id,
                company_id=entry.company_id if entry else None,
                job_id=entry.job_id if entry else None,
                developer_id=entry.developer_id if entry else None,
            )
        )

    def _too_late(self, claimed: Snapshot, answer: Answer) -> Export | None:
        """The lease ran out and somebody else took over: the answer is kept as a line, nothing more."""
        if claimed.entry and claimed.connection:
            case = self._settling(claimed, claimed, answer)
            self.ledger.append(claimed.match_id, attempt_of(case))
        return self.ledger.get(claimed.match_id)


def _committed(seen: Snapshot, ask: Ask) -> bool:
    """Our own claim, whose commit's answer was lost."""
    entry = seen.entry
    return entry is not None and entry.leased(seen.now) and entry.attempt_id == ask.attempt_id


def _as_sent(seen: Snapshot, claimed: Snapshot) -> bool:
    """Whether the answer is about the connection as it stands: the same credentials, channel and life."""
    now, then = seen.connection, claimed.connection
    if now is None or then is None or not now.live:
        return False
    return (now.account, now.secret, now.channel_id) == (then.account, then.secret, then.channel_id)


def _due_again(entry: Export) -> bool:
    """An answer that asks for another claim at once."""
    return entry.state is State.QUEUED and entry.due_at is not None and entry.due_at <= entry.updated_at
