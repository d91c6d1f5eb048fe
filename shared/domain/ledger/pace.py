"""How fast Personio may be asked, and when a failed attempt is repeated."""

import hashlib
from datetime import UTC, datetime, timedelta

from shared.structs import Struct

WINDOW_SECONDS = 60  # in which Personio counts an account's applications and documents
UPLOADS = 3  # in vain, after which an application is sent without its document
SUCCESS_NOTED_EVERY = timedelta(minutes=1)  # in the connection: a document sustains about one write a second


class Pace(Struct):
    """The figures of Personio's limits and of our patience. `factor` < 1 makes a local day short.

    Personio takes 20 applications and 20 documents in any 60 s per account [introduction to the
    recruiting API]; 18 are for automatic sending, so that a click always finds two. A slot is held 62 s
    after an answer: 60 s of Personio's window and 2 s for clocks that differ. How fast all accounts together
    are asked is the queue's to keep (terraform/module/tasks.tf).
    """

    factor: float = 1.0
    slots: int = 20
    automatic_slots: int = 18
    backfill_slots: int = 15  # of these, so that a new success finds three
    at_once: int = 4  # automatic requests of an account: enough for 18 a minute of ten seconds each
    backfills_at_once: int = 2  # of these, so that a new success finds room
    deadline_seconds: float = 30.0  # of one submission, upload and POST together; never scaled
    unknown_days: int = 30  # how long what is over keeps the address of an unknown outcome; never scaled
    attempt_days: int = 183  # how long an entry keeps the line of an attempt; never scaled
    notice_days: int = 90  # how long a company's last notice is kept; never scaled
    export_days: int = 730  # how long an entry is kept after its last change; never scaled
    erasure_days: int = 30  # how long a company is told that a person was erased; never scaled

    def _scaled(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds * self.factor)

    @property
    def slot_hold(self) -> timedelta:
        """After an answer: Personio's window of 60 s, and 2 s for clocks that differ."""
        return self._scaled(62)

    @property
    def lease(self) -> timedelta:
        """Outlives the submission's total deadline by 60 s."""
        return timedelta(seconds=self.deadline_seconds) + self._scaled(60)

    @property
    def rest(self) -> timedelta:
        """After a 429."""
        return self._scaled(60)

    def next_probe(self, account: str, now: datetime) -> datetime:
        """Of an account that does not answer: one a minute, at a second of its own, a quarter of it away.

        So accounts that began to hang together do not hang together for ever, all in the same seconds.
        """
        minute = self._scaled(60)
        return _own_moment(account, now + minute / 4, minute)

    @property
    def answering(self) -> timedelta:
        """How long an answer says that the account answers."""
        return self._scaled(60)

    @property
    def first_look(self) -> timedelta:
        """At an account that has as many requests under way as it may."""
        return self._scaled(1)

    @property
    def hourly(self) -> timedelta:
        """Between two looks at what nobody touched, and between two late proofs of a connection."""
        return self._scaled(3600)

    def next_proof(self, refused_since: datetime, now: datetime) -> datetime | None:
        """Of a refused connection: 5, 15, 30, 60 minutes after it, then hourly; None after seven days."""
        hours = max(1, (now - refused_since) // self.hourly + 1)
        first = [self.first_proof, self._scaled(15 * 60), self._scaled(30 * 60)]
        early = [refused_since + after for after in first]
        at = min(moment for moment in (*early, refused_since + hours * self.hourly) if moment > now)
        return at if at <= refused_since + self.prove_for else None

    @property
    def first_proof(self) -> timedelta:
        """How soon a refused connection is proven again."""
        return self._scaled(5 * 60)

    @property
    def prove_for(self) -> timedelta:
        """How long a refused connection is proven again unasked."""
        return self._scaled(7 * 24 * 3600)

    def look_again(self, account: str | None, now: datetime) -> datetime:
        """At parked entries that nobody touched: within the hour, those of one account together.

        Each account has a minute of its own, so that not all are looked at in the same.
        """
        return _own_moment(account or "", now, self.hourly)

    @property
    def listed_after(self) -> timedelta:
        """After the end of a lease, until Personio is relied on to list what its attempt created."""
        return self._scaled(4 * 60)

    @property
    def read_again(self) -> timedelta:
        """After a reading that told nothing, and for which readings rest after a 429."""
        return self._scaled(60)

    @property
    def confirm_duplicate(self) -> timedelta:
        """Until "already exists", which no attempt of ours explains, is asked about once more."""
        return self._scaled(600)

    @property
    def held(self) -> timedelta:
        """At most this long until an entry held by another match is looked at again."""
        return self._scaled(600)

    @property
    def keep_unknown(self) -> timedelta:
        """How long what is over keeps the address that an attempt of unknown outcome went to."""
        return timedelta(days=self.unknown_days)

    @property
    def erase_again(self) -> timedelta:
        """After an erasure, for what was under way, or was read before it and is written after it."""
        return self.lease + self._scaled(180)

    @property
    def keep_erasures(self) -> timedelta:
        """How long a company is told that a person was erased, if it does not acknowledge it before."""
        return timedelta(days=self.erasure_days)

    @property
    def keep_attempts(self) -> timedelta:
        """How long an entry keeps the line of an attempt."""
        return timedelta(days=self.attempt_days)

    @property
    def keep_notices(self) -> timedelta:
        """How long what a company should hear of is kept, for a mailer."""
        return timedelta(days=self.notice_days)

    @property
    def keep_exports(self) -> timedelta:
        """How long an entry stays after its last change; older successes are never sent unasked."""
        return timedelta(days=self.export_days)

    @property
    def give_up_after(self) -> timedelta:
        """From the first attempt without a clear answer on; after it nothing is sent unasked."""
        return self._scaled(7 * 24 * 3600)

    @property
    def sweep(self) -> timedelta:
        """How long one sweep goes on, of the five minutes until the next."""
        return self._scaled(50)

    @property
    def turn_late(self) -> timedelta:
        """For which a turn that is late is still relied upon by whoever needs one."""
        return self._scaled(60)

    @property
    def turn_lost(self) -> timedelta:
        """After which the sweep asks once more for a turn that did not come."""
        return self._scaled(120)

    @property
    def overdue(self) -> timedelta:
        """After which a success that nothing keeps from being sent should have its applicant."""
        return self._scaled(120)

    @property
    def deciding(self) -> timedelta:
        """How long one turn goes on with what only has to be decided."""
        return self._scaled(10)

    @property
    def page_lease(self) -> timedelta:
        """For which one page of a back-fill is somebody's alone."""
        return self._scaled(120)

    @property
    def overlap(self) -> timedelta:
        """How far the search for missed successes reaches back behind what it has seen."""
        return self._scaled(3600)

    @property
    def late(self) -> timedelta:
        """How far behind its own time a success is committed as a rule: it is looked for twice then."""
        return self._scaled(30)

    @property
    def full_pass_interval(self) -> timedelta:
        """Between two passes over all companies, in figures where nothing changed."""
        return self._scaled(24 * 3600)

    @property
    def walk_interval(self) -> timedelta:
        """Between two walks over all successes of a company, whatever its figures say; never scaled."""
        return timedelta(days=30)

    @property
    def find_after(self) -> timedelta:
        """After an export, until its applicant is looked for; each further wait is as long as all before."""
        return self._scaled(5 * 60)

    @property
    def find_for(self) -> timedelta:
        """How long an applicant is looked for."""
        return self._scaled(24 * 3600)

    @property
    def recorded_within(self) -> timedelta:
        """After an export was recorded, until when Personio may say that its applicant was created."""
        return self._scaled(600)

    def next_reading(self, account: str, changed_at: datetime, now: datetime) -> datetime:
        """Of an applicant: hourly for two weeks after a change, then daily, those of one account together."""
        often = now - changed_at < self._scaled(14 * 24 * 3600)
        return _own_moment(account, now, self.hourly if often else self._scaled(24 * 3600))

    @property
    def follow_for(self) -> timedelta:
        """How long an applicant is followed."""
        return self._scaled(180 * 24 * 3600)

    @property
    def readings_window(self) -> timedelta:
        """In which an account takes so many readings of followed applicants as one turn makes."""
        return self._scaled(60)

    @property
    def following_lease(self) -> timedelta:
        """For which an account's followed applicants are one turn's alone; never scaled, as its readings."""
        return timedelta(seconds=120)

    def retry(self, tries: int, jitter: float = 0.0) -> timedelta:
        """Wait after the `tries`-th attempt of unknown outcome (1-based): 1, 5, 30 min, 2, 5, 10, 10 … h.

        Up to a tenth longer by `jitter` (0 ≤ jitter < 1), so that not all come back at one moment.
        """
        minutes = (1, 5, 30, 120, 300, 600)
        return self._scaled(60 * minutes[min(tries, len(minutes)) - 1] * (1 + 0.1 * jitter))


def _own_moment(account: str, after: datetime, period: timedelta) -> datetime:
    """The first later than `after` of the moments that come once a period, each account at one of sixty."""
    place = int.from_bytes(hashlib.sha256(account.encode()).digest()[:4]) % 60 / 60
    seconds = period.total_seconds()
    periods = (after.timestamp() / seconds - place) // 1 + 1
    return datetime.fromtimestamp((periods + place) * seconds, UTC)
