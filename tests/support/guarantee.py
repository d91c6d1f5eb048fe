"""The guarantee, watched where commits and requests arrive; each broken promise is kept to be seen."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.application import Outcome
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Code, Evidence, Export, State
from shared.domain.ledger.snapshot import Snapshot

LIMIT, WINDOW = 20, timedelta(seconds=60)  # Personio's own
AUTOMATIC = 18  # of these; the others are for clicks
LONGEST_REQUEST = timedelta(seconds=30)  # of one that nobody waits for any more
LONGEST_HELD = timedelta(minutes=10)
SHORTEST_RETRY = timedelta(minutes=1)
CLOCKS = timedelta(minutes=2)  # by which Personio's may be behind
QUEUED = {None, Code.RETRY, Code.CHECKING, Code.RESTING, Code.CONFIRMING_DUPLICATE, Code.HELD}
KEPT = timedelta(days=30)  # frozen values of what is over

Place = tuple[str, int, str]  # account, position, e-mail
End = tuple[State, Evidence | None]


@dataclass(kw_only=True)
class Claim:
    """One claim of an applicant key, and what is known of its one request.

    Attributes:
        answer: what the exporter was told; None while it was told nothing.
        recorded: whether a commit tells so.
    """

    attempt: str
    match_id: str
    key: ApplicantKey
    email: str
    at: datetime
    lease_until: datetime
    sent: bool = False
    answer: Outcome | None = None
    recorded: bool = False

    @property
    def unknown(self) -> bool:
        """It may have created the applicant, for all that the ledger can tell."""
        return not self.recorded or self.answer is Outcome.UNKNOWN


@dataclass(kw_only=True)
class Caller:
    """Who calls the exporter, what it has claimed so far, and what it has read at Personio last."""

    click: bool = False
    again: bool = False
    attempt: str = ""
    claims: list[Claim] = field(default_factory=list)
    read: dict[Place, list[datetime]] = field(default_factory=dict)


@dataclass
class Guarantee:
    """What the ledger and Personio see of us, held against the whole history of each applicant key.

    Attributes:
        claims: by key, since its applicant was first wanted, or wanted again.
        settled: how each key ended.
        before_again: by match, the final state that "export again" left.
        callers: by attempt.
        in_flight: until when at the latest each request is under way.
        exactly_once: whether no person may ever be created twice without "export again"; `made` counts them.
        clocks_agree: whether all clocks differ by 2 s at most, as far as the pace can see.
        broken: the promises that were not kept. Nothing is raised here: the product may catch it.
    """

    caller: Caller = field(default_factory=Caller)
    callers: dict[str, Caller] = field(default_factory=dict)
    claims: defaultdict[ApplicantKey, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    attempts: dict[str, Claim] = field(default_factory=dict)
    settled: dict[ApplicantKey, End] = field(default_factory=dict)
    before_again: dict[str, End] = field(default_factory=dict)
    in_flight: dict[ApplicantKey, datetime] = field(default_factory=dict)
    clocks_agree: bool = True
    broken: list[str] = field(default_factory=list)
    exactly_once: bool = False
    made: defaultdict[ApplicantKey, int] = field(default_factory=lambda: defaultdict(int))
    passed: defaultdict[tuple[str, str], deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Somebody else calls meanwhile."""
        mine = self.caller
        try:
            yield
        finally:
            self.caller = mine

    def begins(self, attempt: str) -> None:
        """The caller names its next attempt."""
        self.caller.attempt = attempt
        self.callers[attempt] = self.caller

    # What the ledger commits

    def committed(self, seen: Snapshot, change: Change) -> None:
        entry = change.entry
        if change.account_update:
            self._recorded(change.account_update.attempt_id, change)
        elif entry.state is State.EXPORTING:
            self._claimed(seen, change)
        elif entry.state.final:
            self.before_again.pop(entry.match_id, None)
            self._ended(seen, change)
        else:
            self._promise(seen.entry is None or not seen.entry.state.final, f"{entry.match_id} left final")
        self._rests(seen, entry)
        if change.drop_key:
            self._dropped(change.drop_key, seen.now)

    def _ended(self, seen: Snapshot, change: Change) -> None:
        """Final without a request: as it was, as its holder, or by what was just read."""
        entry = change.entry
        if end(entry) in ends(seen):
            return
        holder = seen.holder.entry if seen.holder else None
        frozen = next((one.frozen for one in (seen.entry, holder) if one and one.frozen), None)
        found = self.caller.read.get((frozen.account, frozen.position_id, frozen.email), []) if frozen else []
        assert entry.key
        wanted = end_by(self.claims[entry.key], found, self.before_again.get(entry.match_id))
        self._promise(end(entry) == wanted, f"{entry.match_id} ended {end(entry)} for {wanted} by a reading")
        self.before_again.pop(entry.match_id, None)
        for claim in self.claims[entry.key]:
            claim.recorded, claim.answer = True, Outcome.ALREADY_THERE
        self.settled[entry.key] = end(entry)

    def _rests(self, seen: Snapshot, entry: Export) -> None:
        """What cannot go now says why, and is looked at again later; who is held, within ten minutes."""
        queued = entry.state is State.QUEUED
        self._promise(not queued or entry.code in QUEUED, f"{entry.match_id} is queued as {entry.code}")
        moved = seen.entry is None or seen.entry.due_at != entry.due_at
        if not (moved and entry.due_at):
            return
        wait = entry.due_at - seen.now
        if entry.state.parked or entry.code is Code.HELD:
            self._promise(wait > timedelta(), f"{entry.match_id} is {entry.code}, and due at once")
        if entry.code is Code.HELD:
            self._promise(wait <= LONGEST_HELD, f"{entry.match_id} is held for {wait}")

    def _claimed(self, seen: Snapshot, change: Change) -> None:
        """Alone; after what is unknown with the same e-mail; after what is final by "export again" alone."""
        entry, before = change.entry, seen.entry
        assert entry.key
        assert entry.frozen
        assert entry.attempt_id
        assert entry.lease_until
        caller = self.callers[entry.attempt_id]
        if before and (before.state.final or before.forgotten):
            self._promise(caller.again, f"{entry.match_id} sent again unasked")
        if before and before.key and before.state.final:
            self.before_again[entry.match_id] = end(before)
            self.made.pop(before.key, None)
            self.claims.pop(before.key, None)
            self.settled.pop(before.key, None)
        claim = Claim(
            attempt=entry.attempt_id,
            match_id=entry.match_id,
            key=entry.key,
            email=entry.frozen.email,
            at=seen.now,
            lease_until=entry.lease_until,
        )
        earlier = self.claims[claim.key]
        unknown = [other for other in earlier if other.unknown]
        leases = [other.lease_until for other in earlier if not other.recorded]
        self._promise(claim.key not in self.settled, f"a claim of {claim.key}, which is final")
        self._promise(all(c.email == claim.email for c in unknown), f"{claim.key} with another e-mail")
        self._promise(all(lease <= seen.now for lease in leases), f"two leases of {claim.key}")
        if before and leases and not caller.click:
            rested = before.code is not Code.RETRY or seen.now >= leases[-1] + SHORTEST_RETRY
            self._promise(
                before.state is not State.EXPORTING and rested, f"{claim.key} at once after a lapse"
            )
        earlier.append(claim)
        self.attempts[claim.attempt] = claim
        caller.claims.append(claim)

    def _recorded(self, attempt: str, change: Change) -> None:
        """The answer as it came, and what follows from the key's history: its end, and whether it is kept."""
        claim, entry = self.attempts[attempt], change.entry
        self._promise(
            claim.answer is not None and not claim.recorded, f"recorded {attempt} without an answer"
        )
        due = self._end(claim)
        found = end(entry) if entry.state.final else None
        self._promise(found == due, f"{claim.match_id} ended {found} for {due}: {self.claims[claim.key]}")
        claim.recorded = True
        there = {Outcome.CREATED, Outcome.ALREADY_THERE}
        wanted = any(other.unknown or other.answer in there for other in self.claims[claim.key])
        self._promise(wanted or change.drop_key == claim.key, f"{claim.key} kept for nothing")
        if found:
            self.before_again.pop(claim.match_id, None)
            self.settled[claim.key] = found

    def _end(self, claim: Claim) -> End | None:
        """The contract's "answers": how an export ends by this one; None where it goes on."""
        earlier = [other for other in self.claims[claim.key] if other is not claim]
        if claim.answer is Outcome.CREATED:
            return State.EXPORTED, Evidence.CREATED
        if claim.answer is not Outcome.ALREADY_THERE:
            return None
        place = (claim.key.account, claim.key.position_id, claim.email)
        if found := self.callers[claim.attempt].read.get(place):
            return end_by(earlier, found, self.before_again.get(claim.match_id))
        if claim.match_id in self.before_again:
            return self.before_again[claim.match_id]
        if any(other.recorded and other.answer is Outcome.ALREADY_THERE for other in earlier):
            return State.ALREADY_IN_PERSONIO, None
        if any(other.unknown for other in earlier):
            return State.EXPORTED, Evidence.INFERRED
        return None

    def _dropped(self, key: ApplicantKey, now: datetime) -> None:
        """Nothing was created under this key, or it was so long ago that only `again` asks for more."""
        doubtful = [c for c in self.claims.pop(key, []) if c.unknown or c.answer is Outcome.CREATED]
        self._promise(all(now >= c.at + KEPT for c in doubtful), f"{key} dropped in doubt")

    # What Personio is sent

    def arrives(self, key: ApplicantKey, email: str, now: datetime) -> None:
        """An application reaches Personio."""
        claim = self.attempts.get(self.caller.attempt)
        if claim is None or claim.key != key:
            self.broken.append(f"a request for {key} without a claim")
            return
        self._promise(not claim.sent, f"a second request inside one claim of {key}")
        self._promise(claim.email == email, f"{key} sent with another e-mail than was claimed")
        self._promise(now + LONGEST_REQUEST <= claim.lease_until, f"{key} sent too late for its lease")
        self._promise(not self.in_flight.get(key, now) > now, f"two requests in flight for {key}")
        claim.sent = True
        self.in_flight[key] = now + LONGEST_REQUEST
        self.counts(key.account, "applications", now)
        if not self.caller.click:
            self.counts(key.account, "automatic applications", now, AUTOMATIC)

    def ends(self, key: ApplicantKey) -> None:
        """Personio is through with it; where it never tells, the request may still be under way."""
        self.in_flight.pop(key, None)

    def makes(self, key: ApplicantKey, number: int) -> None:
        """So many applicants of this key were created."""
        self.made[key] += number
        self._promise(not self.exactly_once or self.made[key] <= 1, f"{key} was created twice")

    def reads(self, place: Place, created_at: list[datetime]) -> None:
        """The caller is told who stands there."""
        self.caller.read[place] = created_at

    def answered(self, attempt: str, outcome: Outcome) -> None:
        """The exporter is told."""
        self.attempts[attempt].answer = outcome

    def counts(self, account: str, endpoint: str, now: datetime, most: int = LIMIT) -> None:
        """One more request of an account at an endpoint."""
        passed = self.passed[account, endpoint]
        while passed and passed[0] <= now - WINDOW:
            passed.popleft()
        passed.append(now)
        within = len(passed) <= most or not self.clocks_agree
        self._promise(within, f"{len(passed)} {endpoint} of {account} within a minute")

    def returned(self, stands: Callable[[Claim], bool]) -> None:
        """A caller that met next to no fault leaves no claim behind that could have been carried out."""
        left = [claim.match_id for claim in self.caller.claims if stands(claim) and not claim.recorded]
        self._promise(not left, f"the claim of {left} was left alone")

    def _promise(self, kept: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as an assertion
        if not kept:
            self.broken.append(otherwise)


def end_by(claims: Sequence[Claim], found: Sequence[datetime], was: End | None) -> End | None:
    """How an export with these claims ends by who was found there; None where nobody was."""
    unknown = [claim.at for claim in claims if claim.unknown]
    if unknown and any(at >= min(unknown) - CLOCKS for at in found):
        return State.EXPORTED, Evidence.READ
    return (was or (State.ALREADY_IN_PERSONIO, None)) if found else None


def end(entry: Export) -> End:
    return entry.state, entry.evidence


def ends(seen: Snapshot) -> list[End]:
    """The final states that an entry may have without a request of its own: its own, or its holder's."""
    holder = seen.holder.entry if seen.holder else None
    return [end(entry) for entry in (seen.entry, holder) if entry and entry.state.final]
