"""The guarantee, watched where requests arrive at Personio; each broken promise is kept to be seen."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.ledger.export import Export

LIMIT, WINDOW = 20, timedelta(seconds=60)  # Personio's own
LONGEST_REQUEST = timedelta(seconds=30)  # of one that nobody waits for any more

Key = tuple[str, int, str]  # account, position, developer


@dataclass
class Guarantee:
    """What Personio sees of us, held against what the ledger says at that moment.

    Attributes:
        entries: the ledger as it stands.
        in_flight: until when at the latest each request is under way.
        broken: the promises that were not kept. Nothing is raised here: the product may catch it.
        may_exist: by key, the e-mail of a request that created an applicant or may have done so.
    """

    entries: Callable[[], Iterable[Export]]
    in_flight: dict[Key, datetime] = field(default_factory=dict)
    may_exist: dict[Key, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    passed: defaultdict[tuple[str, str], deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def arrives(self, key: Key, email: str, now: datetime) -> None:
        """An application reaches Personio."""
        self._promise(not self.in_flight.get(key, now) > now, f"two requests in flight for {key}")
        self._promise(self.may_exist.get(key, email) == email, f"repeated with another e-mail: {key}")
        done = [entry.match_id for entry in self.entries() if settled(entry) == key]
        self._promise(not done, f"a request for {key} although {done} is final")
        self.counts(key[0], "applications", now)
        self.in_flight[key] = now + LONGEST_REQUEST

    def ends(self, key: Key, email: str, *, nothing_created: bool) -> None:
        """Its answer arrived; where it never does, the request may still be under way."""
        self.in_flight.pop(key, None)
        if not nothing_created:
            self.may_exist[key] = email

    def lost(self, key: Key, email: str) -> None:
        """Nobody waits for the answer any more."""
        self.may_exist[key] = email

    def repeats(self, entry: Export) -> None:
        """A person asked for "export again": one request with current values is wanted."""
        key = settled(entry)
        if key:
            self.may_exist.pop(key, None)

    def counts(self, account: str, endpoint: str, now: datetime) -> None:
        """One more request of an account at an endpoint."""
        passed = self.passed[account, endpoint]
        while passed and passed[0] <= now - WINDOW:
            passed.popleft()
        passed.append(now)
        self._promise(len(passed) <= LIMIT, f"{len(passed)} {endpoint} of {account} within a minute")

    def _promise(self, kept: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as an assertion
        if not kept:
            self.broken.append(otherwise)


def settled(entry: Export) -> Key | None:
    """Whose applicant a final entry vouches for by a request of its own."""
    if not entry.state.final or entry.carried_by or entry.account is None or entry.position is None:
        return None
    return entry.account, entry.position, entry.developer_id
