"""Send what is due: every account at its own pace, none behind another, all of them within the fleet's."""

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared import log
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Due, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.ports import Clock, Connections, Exports
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter

ACCOUNT_NOT_OPEN = {Code.OUTAGE, Code.RESTING}


@dataclass(frozen=True, kw_only=True, slots=True)
class Drained:
    """What one draining did; `due_after` is where the next goes on, None at the beginning."""

    due: int
    oldest_due_seconds: float
    sent: int
    due_after: datetime | None


@dataclass(kw_only=True, slots=True)
class _Queue:
    """One account's due entries in their order, and the moments at which it takes one."""

    due: deque[Due]
    openings: deque[datetime]
    at_once: int
    under_way: int = 0

    @property
    def next_at(self) -> datetime | None:
        """When the next may start; None while none may."""
        if not self.due or not self.openings or self.under_way == self.at_once:
            return None
        return self.openings[0]

    def start(self) -> Due:
        self.openings.popleft()
        self.under_way += 1
        return self.due.popleft()

    def ended(self, due: Due, entry: Export | None, *, sent: bool, now: datetime) -> None:
        """Take in what became of one: an account that is shut gets no other, a slot not used stays.

        One that only lost its claim to others of the same account takes its turn again.
        """
        self.under_way -= 1
        if entry and entry.code in ACCOUNT_NOT_OPEN:
            self.due.clear()
        elif not sent:
            self.openings.appendleft(now)
            if entry and entry.state is State.QUEUED and entry.due_at and entry.due_at <= now:
                self.due.append(due)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draining:
    """Takes the due entries of all accounts side by side; `workers` opens a pool for one run."""

    exports: Exports
    connections: Connections
    exporter: Exporter
    clock: Clock
    pace: Pace
    workers: Callable[[], Executor]

    def drain(self, after: datetime | None, until: datetime) -> Drained:
        """Start due entries up to `until`, and return when the last answer is there.

        One entry that fails is logged and stays due; it stops nobody.
        """
        now = self.clock.now()
        due = self.exports.due(now, after, tuning.MOST_DUE)
        run = _Run(draining=self, queues=self._queues(due, now, until), until=until)
        run.finish()
        waited = [now - entry.due_at for entry in due if entry.origin is not Origin.BACKFILL]
        return Drained(
            due=len(due),
            oldest_due_seconds=max(waited, default=timedelta()).total_seconds(),
            sent=run.sent,
            due_after=due[-1].due_at if len(due) == tuning.MOST_DUE else None,
        )

    def send(self, due: Due) -> Export | None:
        """One entry through the exporter; None where it failed."""
        try:
            return self.exporter.export(Addresses.of(due), origin=Origin.LIVE)
        except Exception as fault:  # noqa: BLE001 - one broken entry or company stops nobody
            log.export_failed(due.company_id, due.match_id, fault)
            return None

    def _queues(self, due: Sequence[Due], now: datetime, until: datetime) -> list[_Queue]:
        """By Personio account, since the pace is the account's; companies without one by themselves."""
        connections = self.connections.of({entry.company_id for entry in due})
        place = {company: connection.account for company, connection in connections.items()}
        accounts = self.connections.accounts(set(place.values()))
        by_account: dict[str, list[Due]] = {}
        for entry in due:
            by_account.setdefault(place.get(entry.company_id, entry.company_id), []).append(entry)
        known: Mapping[str, Account] = accounts
        return [
            self._queue(known.get(id_, Account(id=id_)), entries, now, until)
            for id_, entries in by_account.items()
        ]

    def _queue(self, account: Account, entries: Collection[Due], now: datetime, until: datetime) -> _Queue:
        """While an account does not answer, one request at a time asks, each time another entry."""
        out = account.outage_since is not None
        in_turn = sorted(entries, key=lambda e: (0 if out else e.origin.rank, e.due_at))
        return _Queue(
            due=deque(in_turn),
            openings=deque(account.openings(now, until, self.pace)),
            at_once=1 if out else tuning.REQUESTS_PER_ACCOUNT,
        )


@dataclass(kw_only=True, slots=True)
class _Run:
    """The dispatcher of one draining: alone in its thread, the requests in those of the pool."""

    draining: Draining
    queues: list[_Queue]
    until: datetime
    sent: int = 0
    slowest: timedelta = timedelta()
    pending: dict[Future[tuple[Export | None, timedelta]], tuple[_Queue, Due, datetime]] = field(
        default_factory=dict
    )

    def finish(self) -> None:
        with self.draining.workers() as pool:
            while (moment := self._next_start()) or self.pending:
                if moment and moment <= self.draining.clock.now():
                    self._start(pool)
                else:
                    self._await(moment)

    def _next_start(self) -> datetime | None:
        """When the next request may start; None once none may any more.

        The last ones start early enough to be answered by `until`, as slow as Personio is at present.
        """
        if self._fleet_is_full():
            return None
        moment = min((at for queue in self.queues if (at := queue.next_at)), default=None)
        return moment if moment and moment + 2 * self.slowest <= self.until else None

    def _fleet_is_full(self) -> bool:
        return self.sent + len(self.pending) >= self.draining.pace.fleet

    def _start(self, pool: Executor) -> None:
        """One of each account that is ready, so that none waits behind another's many."""
        pace, clock = self.draining.pace, self.draining.clock
        for queue in self.queues:
            now = clock.now()
            if (
                queue.next_at is None
                or queue.next_at > now
                or self.sent + len(self.pending) >= self.draining.pace.fleet
            ):
                continue
            due = queue.start()
            in_trace = copy_context().run  # threads inherit no context
            self.pending[pool.submit(in_trace, self._timed, due)] = (queue, due, now)
            clock.sleep(pace.fleet_interval.total_seconds())

    def _timed(self, due: Due) -> tuple[Export | None, timedelta]:
        began = self.draining.clock.monotonic()
        entry = self.draining.send(due)
        return entry, timedelta(seconds=self.draining.clock.monotonic() - began)

    def _await(self, moment: datetime | None) -> None:
        """Until an answer is there, or until the next may start."""
        left = (moment - self.draining.clock.now()).total_seconds() if moment else None
        if not self.pending:
            self.draining.clock.sleep(max(0.0, left or 0.0))
            return
        done, _ = wait(self.pending, timeout=left, return_when=FIRST_COMPLETED)
        for future in done:
            queue, due, began = self.pending.pop(future)
            entry, took = future.result()
            sent = entry is not None and entry.claimed_at is not None and entry.claimed_at >= began
            self.sent += sent
            self.slowest = max(self.slowest, took)
            queue.ended(due, entry, sent=sent, now=self.draining.clock.now())
