"""Two companies, three developers and the whole ledger on its twins: what the stateful tests play with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.ledger import InMemoryLedger
from local.scenes.people import a_developer
from shared.domain.attributes import Developer
from shared.domain.connection import Connection
from shared.domain.credentials import Client, Kind
from shared.domain.errors import Problem, Unavailable
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.jobs.position import Position
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.ledger.turn import Turn
from shared.domain.match import Match
from shared.ports import Applications, Ledger
from shared.structs import replace
from shared.use_cases.proving import Proving
from tests.support.guarantee import Caller, Claim, Guarantee
from tests.support.own_clock import OwnClock
from tests.support.trouble import (
    Crash,
    System,
    TroubledApplicants,
    TroubledApplications,
    Troubles,
    troubled,
)
from tests.support.use_cases import UseCases
from tests.support.watched_personio import WatchedApplicants, WatchedPersonio

if TYPE_CHECKING:
    from shared.ports import Step, Told

ACCOUNTS = ("100001", "200002")
COMPANIES = ("acme", "globex")
JOBS = {"acme-1": ("acme", 1), "acme-2": ("acme", 2), "globex-1": ("globex", 1)}
DEVELOPERS = ("ada", "bo", "cy", "di", "ed")
MATCHES = {
    f"{developer}-{n}": (job, developer)
    for developer in DEVELOPERS
    for n, job in enumerate((job for job in JOBS for _ in "12"), 1)  # two matches of each person for each job
}
MOST_TURNS = 60  # in one go
MOST_APART = 2  # seconds between clocks, as far as the pace provides for
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class WatchedLedger(InMemoryLedger):
    """`committed` sees every commit that succeeded; one that was under way arrives before the next."""

    arrive: Callable[[], None]
    committed: Callable[[Snapshot, Change], None]

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        self.arrive()
        after = super().commit(seen, change)
        self.committed(seen, change)
        return after


@dataclass(frozen=True, kw_only=True)
class Proven(InMemoryConnections):
    """`changed` sees every change that a proof makes, as it was and as it becomes."""

    changed: Callable[[Connection | None, Connection], None]

    def update(self, company_id: str, step: "Step", told: "Told | None" = None) -> Connection:
        def watched(before: Connection | None) -> Connection:
            after = step(before)
            self.changed(before, after)
            return after

        return super().update(company_id, watched, told)


class LedgerWorld(UseCases):
    """Troubles stand before the ports; every deed is what somebody outside may do.

    Our clock, `own`, may differ from Firestore's and Personio's.
    """

    own: OwnClock

    def __init__(
        self, applications: Callable[["LedgerWorld"], Applications], pace: Pace | None = None
    ) -> None:
        self.clock = ManualClock()
        self.troubles = Troubles()
        self.guarantee = Guarantee()
        self.tokens = {account: f"{account}-0-{'x' * 30}" for account in ACCOUNTS}  # as Personio knows them
        self.clients = {account: client(account, 0) for account in ACCOUNTS}
        self.known: dict[str, State] = {}
        self.failed: set[Turn] = set()
        self.twice, self.backwards = False, False
        personio = applications(self)
        self.readings = WatchedApplicants(personio) if isinstance(personio, WatchedPersonio) else None
        super().__init__(
            applications=personio,
            applicants=self.readings,
            clock=self.clock,
            own=OwnClock(self.clock),
            pace=pace,
        )
        for board in COMPANIES:
            self.positions.boards[board] = (Position(id=1, title="Dev"), Position(id=2, title="Dev"))
        for developer in DEVELOPERS:
            self.store.put(f"developers/{developer}", person(developer, 0))
        for job, (_, position) in JOBS.items():
            self.link(job, position, ACCOUNTS[0])

    def through(self, port: T, system: System) -> T:
        if isinstance(port, WatchedApplicants):
            return cast("T", TroubledApplicants(applicants=port, troubles=self.troubles))
        if system is System.PERSONIO:
            return cast("T", self._troubled(cast("Applications", port)))
        return troubled(port, system, self.troubles)

    def _troubled(self, applications: Applications) -> TroubledApplications:
        return TroubledApplications(
            applications=applications, troubles=self.troubles, guarantee=self.guarantee
        )

    def twin_of_the_ledger(self) -> Ledger:
        return WatchedLedger(store=self.store, arrive=self.troubles.arrive, committed=self.committed)

    def new_attempt_id(self) -> str:
        attempt = super().new_attempt_id()
        self.guarantee.begins(attempt)
        return attempt

    def _proving(self) -> Proving:
        watched = Proven(store=self.store, changed=self.proven)
        return replace(super()._proving(), connections=self.through(watched, System.FIRESTORE))

    @contextmanager
    def others(self) -> Iterator[None]:
        """Somebody else's deed, in the middle of a call: in another process, and nothing disturbs it."""
        with self.troubles.aside(), self.guarantee.aside(), suppress(Crash, Unavailable):
            yield

    def committed(self, seen: Snapshot, change: Change) -> None:
        """What the guarantee says; and after a disconnect nothing is claimed, nothing revived."""
        claimed = change.entry.state is State.EXPORTING and not change.account_update
        if claimed and seen.entry and seen.entry.state.final:
            self.known.pop(seen.match_id, None)
        if claimed and not self.connection(change.entry.company_id).live:
            self.guarantee.broken.append("a claim after the disconnect")
        if change.connection and change.connection.live and not (seen.connection and seen.connection.live):
            self.guarantee.broken.append("a cut connection is live again")
        self.guarantee.committed(seen, change)

    def proven(self, before: Connection | None, after: Connection) -> None:
        """A proof touches what Personio refuses, and nothing of it but that."""
        if before is None or not before.doubted:
            self.guarantee.broken.append("a proof changed what was not refused")
        elif after.secret != before.secret or not after.live:
            self.guarantee.broken.append("a proof changed what is in force")

    def connection(self, company_id: str) -> Connection:
        known: Connection = self.store.get(f"connections/{company_id}")
        return known

    # What happens on matched.io

    def succeed(self, match_id: str) -> None:
        job_id, developer_id = MATCHES.get(match_id) or ("acme-1", f"dev-{match_id}")
        self.store.put(
            f"matches/{match_id}",
            Match(
                id=match_id,
                company_id=JOBS[job_id][0],
                job_id=job_id,
                developer_id=developer_id,
                successful=True,
                successful_at=self.clock.now(),
                written_at=self.clock.now(),
            ),
        )

    def take_back(self, match_id: str) -> None:
        known: Match | None = self.store.get(f"matches/{match_id}")
        if known:
            self.store.put(f"matches/{match_id}", replace(known, successful=False))

    def change_email(self, developer_id: str) -> None:
        self.store.put(f"developers/{developer_id}", person(developer_id, next(self.numbers)))

    def link(self, job_id: str, position_id: int | None, account: str | None = None) -> None:
        """Unlink it with no `position_id`; without an `account` it is the company's own."""
        link = position_id and Link(
            position_id=position_id,
            account=account or self.connection(JOBS[job_id][0]).account,
            url="",
            language="de",
            hash="",
            linked_at=self.clock.now(),
            linked_by="admin",
        )
        self.store.put(
            f"jobs/{job_id}", JobAd(id=job_id, company_id=JOBS[job_id][0], title="Dev", link=link or None)
        )

    # What people do, and what befalls Personio

    def connect(
        self,
        company_id: str,
        account: str | None = None,
        channel: str | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Without an `account` to the same as before, without a `kind` by the same."""
        known: Connection | None = self.store.get(f"connections/{company_id}")
        account = account or self.connection(company_id).account
        kind = kind or (known.kind if known else Kind.TOKEN)
        self.clock.advance(4)  # a person's time; also keeps the proofs within Personio's limit
        with suppress(Problem):
            self.connecting.connect(
                company_id,
                "admin",
                url=f"https://{company_id}.jobs.personio.de",
                personio_company_id=account,
                access_token=self.tokens[account] if kind is Kind.TOKEN else None,
                client=self.clients[account] if kind is Kind.CLIENT else None,
                channel_id=channel,
            )

    def test(self, company_id: str) -> None:
        self.clock.advance(4)
        with suppress(Problem):
            self.connecting.test(company_id)

    def disconnect(self, company_id: str) -> None:
        self.connecting.disconnect(company_id, "admin")

    def pause(self, company_id: str, *, paused: bool) -> None:
        with suppress(Problem):
            self.connecting.update_settings(company_id, "admin", paused=paused)

    def pause_all(self, *, paused: bool) -> None:
        self.store.put("settings/global", paused)

    def click(self, match_id: str, *, again: bool = False, position_id: int | None = None) -> None:
        with suppress(Problem):
            self._call(
                Caller(click=True, again=again),
                lambda: self.card.export(
                    self.company(match_id), match_id, "recruiter", again=again, position_id=position_id
                ),
            )

    def cancel(self, match_id: str) -> None:
        with suppress(Problem):
            self.card.cancel(self.company(match_id), match_id, "recruiter")

    def company(self, match_id: str) -> str:
        return JOBS[MATCHES[match_id][0]][0] if match_id in MATCHES else "acme"

    def revoke(self, account: str) -> None:
        """Token and client secret are no longer the account's; what was given out for them goes on."""
        self.tokens[account] = f"{account}-{next(self.numbers)}-{'x' * 30}"
        self.clients[account] = client(account, next(self.numbers))

    # What comes by itself

    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)

    def event(self, match_id: str) -> None:
        self._call(Caller(), lambda: self.exporter.export(Addresses(match_id=match_id), origin=Origin.LIVE))

    def sweep(self) -> None:
        self.guarantee.caller = Caller()
        self.sweeping.run()

    def turns_come(self) -> None:
        """All that are due, and what they ask for within 2 s; one that fails or dies comes again."""
        for _ in range(MOST_TURNS):
            at = self.queue_of_turns.next_at()
            if at is None or at > self.clock.now() + timedelta(seconds=2):
                return
            self.clock.advance(max(0.0, (at - self.clock.now()).total_seconds()))
            self._turn(self._given())

    def queue_is(self, how: str) -> None:
        """As the queue may be, or as it always is."""
        self.queue_of_turns.silent = how == "silent"
        self.twice, self.backwards = how == "twice", how == "backwards"
        if how == "forgetful":
            self.queue_of_turns.turns.clear()

    def _given(self) -> Turn:
        due = [turn for turn in self.queue_of_turns.turns if turn.at <= self.clock.now()]
        turn = sorted(due, key=lambda turn: (turn.at, turn.account), reverse=self.backwards)[0]
        self.queue_of_turns.turns.discard(turn)
        return turn

    def _turn(self, turn: Turn) -> None:
        for _ in range(1 + self.twice):
            self.guarantee.caller = Caller()
            try:
                self.sending.turn(turn.account, turn.at, repeated=turn in self.failed)
            except BaseException:
                self.failed.add(turn)
                self.queue_of_turns.turns.add(turn)
                raise

    def clock_steps(self, seconds: int) -> None:
        """Our wall clock is that wrong from now on."""
        self.own.ahead = timedelta(seconds=seconds)
        self.guarantee.clocks_agree &= abs(seconds) <= MOST_APART

    def _call(self, caller: Caller, export: Callable[[], object]) -> None:
        self.guarantee.caller = caller
        export()
        if self.troubles.unanswered <= 1:
            self.guarantee.returned(self._stands)

    def _stands(self, claim: Claim) -> bool:
        """Its lease runs, and the connection is the one that it was made for."""
        connection = self.connection(self.company(claim.match_id))
        same = connection.live and connection.account == claim.key.account
        return same and claim.lease_until > self.clock.now()

    # What must hold

    def check(self) -> None:
        """No promise is broken, final states stay, and every entry's state can be explained."""
        assert not self.guarantee.broken, self.guarantee.broken
        for entry in self.entries():
            was = self.known.get(entry.match_id)
            assert was in {None, entry.state}, f"{entry.match_id} left {was} by itself for {entry.state}"
            if entry.state.final:
                self.known[entry.match_id] = entry.state
                assert entry.frozen is None, "personal data in a final entry"
            if entry.state in {State.QUEUED, State.WAITING, State.NEEDS_ACTION}:
                assert entry.due_at is not None, f"{entry.state} and nobody will ever look again"
            if entry.state in {State.WAITING, State.NEEDS_ACTION}:
                assert entry.code, f"{entry.state} without a reason"


def twin(match_id: str) -> str:
    """The other match of the same person for the same job."""
    developer_id, _, number = match_id.rpartition("-")
    other = int(number) + (1 if int(number) % 2 else -1)
    return f"{developer_id}-{other}"


def client(account: str, number: int) -> Client:
    """The account's, with its secret of that number."""
    return Client(id=f"papi-{account}", secret=f"papi-{account}-{number}-{'x' * 30}")


def person(id_: str, number: int) -> Developer:
    return a_developer(id=id_, last_name="Beispiel", email=f"{id_}{number}@example.org")
