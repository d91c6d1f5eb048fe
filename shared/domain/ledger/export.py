"""The ledger's entry: one export, of one match, in one state that can be explained."""

from datetime import datetime
from enum import StrEnum

from shared.domain.applicant import Progress
from shared.domain.ledger.unanswered import Unanswered
from shared.domain.pseudonym import is_pseudonym
from shared.structs import Struct, replace

MAX_ATTEMPTS_KEPT = 50


class State(StrEnum):
    """Every export is in one of these; texts/states.py has a sentence for each."""

    QUEUED = "queued"
    EXPORTING = "exporting"
    WAITING = "waiting"
    NEEDS_ACTION = "needs_action"
    EXPORTED = "exported"
    ALREADY_IN_PERSONIO = "already_in_personio"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """An applicant is there; left by `again` only."""
        return self in {State.EXPORTED, State.ALREADY_IN_PERSONIO}

    @property
    def parked(self) -> bool:
        """It rests until a cause is gone, and is looked at again for that cause's sake."""
        return self in {State.WAITING, State.NEEDS_ACTION}


class Code(StrEnum):
    """Why an entry is where it is."""

    RETRY = "retry"
    CHECKING = "checking"
    RESTING = "resting"
    CONFIRMING_DUPLICATE = "confirming_duplicate"
    HELD = "held"

    RECONNECT = "reconnect"
    FEATURE_OFF = "feature_off"
    OUTAGE = "outage"
    PAUSED = "paused"

    NOT_LINKED = "not_linked"
    DISCONNECTED = "disconnected"
    POSITION_NOT_PUBLISHED = "position_not_published"
    ATTRIBUTE_REQUIRED = "attribute_required"
    DEVELOPER_INCOMPLETE = "developer_incomplete"
    DEVELOPER_UNKNOWN = "developer_unknown"
    JOB_UNKNOWN = "job_unknown"
    COMPANY_MISMATCH = "company_mismatch"
    DOCUMENT_UNREADABLE = "document_unreadable"
    RULE_BROKEN = "rule_broken"
    OPTION_UNKNOWN = "option_unknown"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    ACCOUNT_CHANGED = "account_changed"
    REFUSED = "refused"
    GAVE_UP = "gave_up"
    ERASED = "erased"  # matched.io erased the person; it is over

    TAKEN_BACK = "taken_back"
    BY_HAND = "by_hand"
    MAYBE_IN_PERSONIO = "maybe_in_personio"

    STILL_IN_PERSONIO = "still_in_personio"  # exported, and "export again" met the same applicant


OF_RULES = frozenset({Code.ATTRIBUTE_REQUIRED, Code.RULE_BROKEN, Code.OPTION_UNKNOWN, Code.ATTRIBUTE_UNKNOWN})
"""What other rules of the company may mend."""
OVER = frozenset({Code.GAVE_UP, Code.ACCOUNT_CHANGED, Code.DISCONNECTED})  # needs_action, no repeat in sight


class Origin(StrEnum):
    """Who asked for the export; a click goes before live, live before back-fill."""

    CLICK = "click"
    LIVE = "live"
    BACKFILL = "back_fill"

    @property
    def rank(self) -> int:
        """Whose turn it is where not all can go at once; the lowest first."""
        return list(Origin).index(self)


class Evidence(StrEnum):
    """How we know that the applicant came through us."""

    CREATED = "created"
    READ = "read"  # found at Personio after an attempt of ours with unknown outcome
    INFERRED = "inferred"  # "already there" after an attempt of ours with unknown outcome


class ApplicantKey(Struct):
    """One person on one position of one account: at most one open or final export holds it."""

    account: str
    position_id: int
    developer_id: str

    def __str__(self) -> str:
        return f"{self.account}_{self.position_id}_{self.developer_id}"


class Frozen(Struct):
    """What an attempt sent whose outcome is open; a repeat sends exactly this again."""

    account: str
    position_id: int
    email: str


class Attempt(Struct):
    """One claim and what came of it, or one reading.

    `outcome` is an Outcome or `lapsed`; of a reading, a ReadingOutcome.
    """

    id: str
    at: datetime
    outcome: str
    reasons: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    status: int | None = None
    document: str = "none"
    seconds: float = 0.0
    trace_id: str | None = None


class Export(Struct):
    """The ledger's entry for one match.

    Attributes:
        account, position_id: where it went or would go; unset while nobody knows.
        chosen_position_id: a position that a person named on the match card, in place of the ad's link.
        attempt_id, claimed_at, trace_id: of the last claim, and of the call that made it.
        frozen: set from the claim until the outcome is known; the only personal data in the ledger.
        prune_at: when a part of it goes (ledger/retention.py).
        unknown: an earlier attempt may have created the applicant.
        unanswered: what is known of such attempts; None in entries from before anything was read.
        duplicate_seen: Personio said "already there" without an unknown attempt of ours before.
        repeating: a person asked for "export again" after a final state.
        tries: attempts of unknown outcome used up; failing_since: when the first of them was.
        upload_failures: how often the document failed for the moment.
        fingerprint: of the inputs that Personio refused; the same inputs are not sent again unasked.
        due_at: when it has to be looked at again, whatever happens; unset once it is final or cancelled, so
            that what is due is found without reading what is over.
        fields: names of the inputs that Personio or we found wanting.
        carried_by: the match whose request was this one's, too; `carried_within` the same company, which
            alone may see it.
        by: uid of the person whose click it was, None for "automatisch".
        application_id: the applicant's, at Personio. `applied_at`: since when somebody stands there who
            applied in another way, where it could be read.
        progress: what became of the applicant, where the company has it followed.
        follow_at: when the applicant is looked for, or looked at, next. `unfound_at`: since when it is looked
            for no more, because it was not found.
    """

    match_id: str
    company_id: str
    job_id: str
    developer_id: str
    state: State
    origin: Origin
    successful_at: datetime
    updated_at: datetime
    code: Code | None = None
    who: str | None = None
    fields: tuple[str, ...] = ()
    account: str | None = None
    position_id: int | None = None
    chosen_position_id: int | None = None
    due_at: datetime | None = None
    lease_until: datetime | None = None
    attempt_id: str | None = None
    claimed_at: datetime | None = None
    trace_id: str | None = None
    frozen: Frozen | None = None
    prune_at: datetime | None = None
    unknown: bool = False
    unanswered: Unanswered | None = None
    duplicate_seen: bool = False
    repeating: bool = False
    tries: int = 0
    failing_since: datetime | None = None
    upload_failures: int = 0
    fingerprint: str | None = None
    evidence: Evidence | None = None
    exported_at: datetime | None = None
    by: str | None = None
    carried_by: str | None = None
    carried_within: bool = True
    taken_back_at: datetime | None = None
    application_id: str | None = None
    applied_at: datetime | None = None
    progress: Progress | None = None
    follow_at: datetime | None = None
    unfound_at: datetime | None = None
    attempts: tuple[Attempt, ...] = ()

    def leased(self, now: datetime) -> bool:
        """Somebody is sending it at this moment."""
        return self.state is State.EXPORTING and self.lease_until is not None and self.lease_until > now

    def outdated_by(self, succeeded_at: datetime | None) -> bool:
        """Whether a success of then is a later one; one of which nobody knows when is not."""
        return succeeded_at is not None and succeeded_at > self.successful_at

    @property
    def lapsed(self) -> bool:
        """Its attempt was given up when the lease ran out; an answer that still comes is too late."""
        return any((line.id, line.outcome) == (self.attempt_id, "lapsed") for line in self.attempts)

    def moved(self, state: State, code: Code | None, now: datetime) -> "Export":
        """In another state, with nothing left over from the one before but when it is pruned."""
        return replace(
            self, state=state, code=code, who=None, fields=(), due_at=None, lease_until=None, updated_at=now
        )

    def queued(self, code: Code | None, now: datetime, due_at: datetime) -> "Export":
        """Will be sent by itself, from `due_at` on."""
        return replace(self.moved(State.QUEUED, code, now), due_at=due_at)

    def postponed(self, now: datetime, due_at: datetime) -> "Export":
        """Queued until then; only why it was queued before still counts."""
        return self.queued(self.code if self.state is State.QUEUED else None, now, due_at)

    def waiting(self, code: Code, now: datetime, due_at: datetime) -> "Export":
        """The cause is the connection's or the account's; `due_at`: when it is looked at again."""
        return replace(self.moved(State.WAITING, code, now), due_at=due_at)

    def needs_action(self, code: Code, who: str, now: datetime, due_at: datetime) -> "Export":
        """`due_at`: when it is looked at again, should nobody touch it."""
        return replace(self.moved(State.NEEDS_ACTION, code, now), who=who, due_at=due_at)

    def ended(self, state: State, now: datetime) -> "Export":
        """Final, with nothing left of the attempts but their lines."""
        return replace(
            self.moved(state, None, now),
            frozen=None,
            unknown=False,
            unanswered=None,
            duplicate_seen=False,
            repeating=False,
            tries=0,
            failing_since=None,
            fingerprint=None,
            evidence=None,
            carried_by=None,
        )

    def unchanged_by_repeat(self, now: datetime) -> "Export":
        """An applicant of ours whom "export again" met once more."""
        still = replace(self.ended(State.EXPORTED, now), evidence=self.evidence)
        return replace(still, code=Code.STILL_IN_PERSONIO)

    def pruned(self) -> "Export":
        """Without what an attempt sent; the key of its place has to go with it, or to somebody else."""
        return replace(self, frozen=None, duplicate_seen=False, prune_at=None)

    @property
    def erased(self) -> bool:
        """Whether its person is, so that it tells of nobody any more."""
        return is_pseudonym(self.developer_id)

    @property
    def forgotten(self) -> bool:
        """An attempt may have created the applicant, and its values are gone: only `again` sends it."""
        return self.unknown and self.frozen is None and self.carried_by is None and not self.erased

    @property
    def left_by_again_alone(self) -> bool:
        """Only "export again" moves it, and only by being sent."""
        return self.state.final or self.forgotten

    @property
    def key(self) -> "ApplicantKey | None":
        """The applicant key of the place it goes to; None while nobody knows the place."""
        if self.account is None or self.position_id is None:
            return None
        return ApplicantKey(
            account=self.account, position_id=self.position_id, developer_id=self.developer_id
        )

    @property
    def holds_key(self) -> bool:
        """Whether the applicant key is this entry's: outcome open, or final by its own attempt."""
        return self.frozen is not None or (self.state.final and self.carried_by is None and not self.erased)


def unreadable(match_id: str, company_id: str, at: datetime) -> Export:
    """What is shown in place of an entry that cannot be read; it is never written."""
    return Export(
        match_id=match_id,
        company_id=company_id,
        job_id="",
        developer_id="",
        state=State.NEEDS_ACTION,
        code=Code.DOCUMENT_UNREADABLE,
        who="matched.io",
        origin=Origin.LIVE,
        successful_at=at,
        updated_at=at,
    )


def with_attempt(attempts: tuple[Attempt, ...], attempt: Attempt) -> tuple[Attempt, ...]:
    """The history with one more; the oldest go first when it grows too long for a document."""
    return (*attempts, attempt)[-MAX_ATTEMPTS_KEPT:]


class Due(Struct):
    """An entry that has to be looked at: addresses and order, nothing to decide on.

    `reading`: its applicant is looked for at Personio first, which takes no slot.
    """

    match_id: str
    company_id: str
    job_id: str
    developer_id: str
    origin: Origin
    due_at: datetime
    reading: bool = False


class ExportPage(Struct):
    """Some entries, and where the next ones begin; `next` is None at the end."""

    entries: tuple[Export, ...]
    next: str | None
