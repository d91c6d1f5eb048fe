"""How fast Personio may be asked, and when a failed attempt is repeated."""

from dataclasses import dataclass
from datetime import timedelta

WINDOW_SECONDS = 60  # in which Personio counts an account's applications and documents
UPLOADS = 3  # in vain, after which an application is sent without its document
SUCCESS_NOTED_EVERY = timedelta(minutes=1)  # in the connection: a document sustains about one write a second


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """The figures of Personio's limits and of our patience. `factor` < 1 makes a local day short.

    Personio takes 20 applications and 20 documents in any 60 s per account [introduction to the
    recruiting API]; 18 are for automatic sending, so that a click always finds two. A slot is held 62 s
    after an answer: 60 s of Personio's window and 2 s for clocks that differ.
    """

    factor: float = 1.0
    slots: int = 20
    automatic_slots: int = 18
    fleet: int = 1500  # requests of one sweep, over all accounts
    deadline_seconds: float = 30.0  # of one submission, upload and POST together; never scaled
    unknown_days: int = 30  # how long what is over keeps the address of an unknown outcome; never scaled

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

    @property
    def outage_probe(self) -> timedelta:
        """Between two probes of an account that does not answer."""
        return self._scaled(60)

    @property
    def hourly(self) -> timedelta:
        """Feature probes, and parked entries that nobody touched."""
        return self._scaled(3600)

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
    def give_up_after(self) -> timedelta:
        """From the first attempt without a clear answer on; after it nothing is sent unasked."""
        return self._scaled(7 * 24 * 3600)

    @property
    def sweep(self) -> timedelta:
        """How long one sweep goes on, of the minute until the next."""
        return self._scaled(50)

    @property
    def fleet_interval(self) -> timedelta:
        """Between two requests of the sweep, over all accounts; Personio lets in 2,000 a minute."""
        return self.sweep / self.fleet

    @property
    def overlap(self) -> timedelta:
        """How far the search for missed successes reaches back behind what it has seen."""
        return self._scaled(3600)

    @property
    def full_pass_interval(self) -> timedelta:
        """Between two passes over all successes of all companies."""
        return self._scaled(24 * 3600)

    def retry(self, tries: int, jitter: float = 0.0) -> timedelta:
        """Wait after the `tries`-th attempt of unknown outcome (1-based): 1, 5, 30 min, 2, 5, 10, 10 … h.

        Up to a tenth longer by `jitter` (0 ≤ jitter < 1), so that not all come back at one moment.
        """
        minutes = (1, 5, 30, 120, 300, 600)
        return self._scaled(60 * minutes[min(tries, len(minutes)) - 1] * (1 + 0.1 * jitter))
