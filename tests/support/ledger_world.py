"""Two companies, three developers and the whole ledger on its twins: what the stateful tests play with."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count

from local.memory.audit import InMemoryAudit
from local.memory.backfills import InMemoryBackfills
from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.exports import InMemoryExports
from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from local.memory.positions import InMemoryPositions
from local.memory.secrets import InMemorySecrets
from local.memory.store import Store
from local.memory.sweeps import InMemorySweeps
from local.scenes.people import a_developer
from shared.domain.attributes import Developer
from shared.domain.connection import Connection
from shared.domain.errors import Problem, Unavailable
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.match import Match
from shared.ports import Applications
from shared.use_cases.connecting import Connecting
from shared.use_cases.exporting import Exporter
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.match_card import MatchCard
from shared.use_cases.retiring import Retiring
from shared.use_cases.sweep.backfilling import Paging
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.sweep.draining import Draining
from shared.use_cases.sweep.pruning import Pruning
from shared.use_cases.sweep.sweeping import Sweeping
from tests.support.at_once import AtOnce
from tests.support.guarantee import Guarantee
from tests.support.trouble import Crash, TroubledApplications, TroubledLedger, Troubles

ACCOUNTS = ("100001", "200002")
JOBS = {"acme-1": ("acme", 1), "acme-2": ("acme", 2), "globex-1": ("globex", 1)}
MATCHES = {
    "ada-1": ("acme-1", "ada"),
    "ada-2": ("acme-1", "ada"),  # the same person for the same position
    "ada-3": ("acme-2", "ada"),
    "bo-1": ("acme-1", "bo"),
    "bo-2": ("globex-1", "bo"),
}
QUIET_ROUNDS = 400


class LedgerWorld:
    """The use cases as they are wired in production; every deed is what somebody outside may do."""

    def __init__(self, applications: Callable[["LedgerWorld"], Applications], pace: Pace) -> None:
        self.clock = ManualClock()
        self.store = Store(self.clock)
        self.secrets = InMemorySecrets()
        self.troubles = Troubles()
        self.guarantee = Guarantee(entries=self.entries)
        self.tokens = {account: f"{account}-0-{'x' * 30}" for account in ACCOUNTS}  # as Personio knows them
        self.numbers = count(1)
        self.pace = pace
        self.known: dict[str, State] = {}
        personio = applications(self)
        ledger = InMemoryLedger(store=self.store)
        connections, exports = InMemoryConnections(store=self.store), InMemoryExports(store=self.store)
        positions = InMemoryPositions(boards={"acme": (), "globex": ()})
        audit = InMemoryAudit(clock=self.clock)
        self.exporter = Exporter(
            ledger=TroubledLedger(ledger=ledger, troubles=self.troubles, committed=self.committed),
            secrets=self.secrets,
            applications=TroubledApplications(applications=personio, troubles=self.troubles),
            clock=self.clock,
            pace=self.pace,
            random=lambda: 0.5,
            new_attempt_id=lambda: f"a{next(self.numbers)}",
        )
        self.card = MatchCard(
            exporter=self.exporter,
            ledger=ledger,
            exports=exports,
            applications=personio,
            positions=positions,
            feed_cache=FeedCache(self.clock),
            audit=audit,
        )
        self.connecting = Connecting(
            connections=connections,
            exports=exports,
            positions=positions,
            applications=personio,
            secrets=self.secrets,
            retiring=Retiring(connections=connections, secrets=self.secrets),
            audit=audit,
            clock=self.clock,
            pace=self.pace,
            languages=("de",),
            new_attempt_id=lambda: f"a{next(self.numbers)}",
        )
        self.sweeping = self._sweeping(exports, connections)
        for developer in ("ada", "bo"):
            self.store.put(f"developers/{developer}", person(developer, 0))
        for job, (company, position) in JOBS.items():
            self.link(job, position, ACCOUNTS[0])
            del company

    def _sweeping(self, exports: InMemoryExports, connections: InMemoryConnections) -> Sweeping:
        matches, backfills = InMemoryMatches(store=self.store), InMemoryBackfills(store=self.store)
        catching_up = CatchingUp(
            matches=matches,
            backfills=backfills,
            exports=exports,
            connections=connections,
            exporter=self.exporter,
            clock=self.clock,
            pace=self.pace,
        )
        return Sweeping(
            sweeps=InMemorySweeps(store=self.store),
            draining=Draining(
                exports=exports,
                connections=connections,
                exporter=self.exporter,
                clock=self.clock,
                pace=self.pace,
                workers=AtOnce,
            ),
            catching_up=catching_up,
            paging=Paging(backfills=backfills, matches=matches, catching_up=catching_up),
            pruning=Pruning(exports=exports, ledger=self.exporter.ledger, clock=self.clock),
            retiring=Retiring(connections=connections, secrets=self.secrets),
            connections=connections,
            exports=exports,
            clock=self.clock,
            pace=self.pace,
        )

    def entries(self) -> Sequence[Export]:
        return [value for path, value in self.store.documents.items() if path.startswith("exports/")]

    def committed(self, seen: Snapshot, change: Change) -> None:
        """No claim commits after the disconnect did."""
        claims = change.entry.state is State.EXPORTING and change.account is not None
        if claims and seen.connection:
            known: Connection = self.store.get(f"connections/{seen.connection.company}")
            if not known.live:
                self.guarantee.broken.append("a claim after the disconnect")

    # What happens on matched.io

    def succeed(self, match_id: str) -> None:
        job, developer = MATCHES.get(match_id) or ("acme-1", f"dev-{match_id}")
        self.store.put(
            f"matches/{match_id}",
            Match(
                id=match_id,
                company_id=JOBS[job][0],
                job_id=job,
                developer_id=developer,
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

    def link(self, job_id: str, position_id: int | None, account: str) -> None:
        its_link = position_id and Link(
            position_id=position_id,
            account=account,
            url="",
            language="de",
            hash="",
            linked_at=self.clock.now(),
            linked_by="admin",
        )
        self.store.put(
            f"jobs/{job_id}", JobAd(id=job_id, company_id=JOBS[job_id][0], title="Dev", link=its_link or None)
        )

    # What people do

    def connect(self, company_id: str, account: str, channel: str | None = None) -> None:
        self.clock.advance(4)  # a person's time; also keeps the proofs within Personio's limit
        with suppress(Problem):
            self.connecting.connect(
                company_id,
                "admin",
                url=f"https://{company_id}.jobs.personio.de",
                personio_company_id=account,
                access_token=self.tokens[account],
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
        entry: Export | None = self.store.get(f"exports/{match_id}")
        known: Match | None = self.store.get(f"matches/{match_id}")
        if again and entry and known and known.successful:
            self.guarantee.repeats(entry)
            self.known.pop(match_id, None)
        with suppress(Problem):
            self.card.export(
                self.company(match_id), match_id, "recruiter", again=again, position_id=position_id
            )

    def cancel(self, match_id: str) -> None:
        with suppress(Problem):
            self.card.cancel(self.company(match_id), match_id, "recruiter")

    def company(self, match_id: str) -> str:
        return JOBS[MATCHES[match_id][0]][0] if match_id in MATCHES else "acme"

    # What comes by itself

    def event(self, match_id: str) -> None:
        self.exporter.export(Addresses(match_id=match_id), origin=Origin.LIVE)

    def sweep(self) -> None:
        self.sweeping.run()

    def die(self) -> None:
        raise Crash

    # What must hold

    def check(self) -> None:
        """No promise is broken, final states stay, and every entry's state can be explained."""
        assert self.guarantee.broken == []
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

    def settle_down(self) -> None:
        """Everything is mended, and time passes until nothing is left to do."""
        for company in ("acme", "globex"):
            known: Connection | None = self.store.get(f"connections/{company}")
            self.connect(company, known.account if known else ACCOUNTS[0])
            self.pause(company, paused=False)
        self.pause_all(paused=False)
        for job, (company, position) in JOBS.items():
            self.link(job, position, self.store.get(f"connections/{company}").account)
        for entry in self.entries():
            self.click(entry.match_id)
        for _ in range(QUIET_ROUNDS):
            waiting = [e.lease_until or e.due_at for e in self.entries() if self._open(e)]
            if not waiting:
                return
            self.clock.at = max(self.clock.at + timedelta(seconds=1), min(at for at in waiting if at))
            with suppress(Unavailable):
                self.sweep()
        raise AssertionError([(e.match_id, e.state, e.code) for e in self.entries() if self._open(e)])

    def _open(self, entry: Export) -> bool:
        """Not final, though nothing stands in its way any more."""
        match: Match = self.store.get(f"matches/{entry.match_id}")
        return match.successful and not entry.state.final and not self._stuck(entry)

    def _stuck(self, entry: Export) -> bool:
        """Only a person can go on: what may stand in a former account, and who waits for that."""
        if entry.code is Code.HELD:
            account = self.store.get(f"connections/{entry.company_id}").account
            place = f"{account}_{JOBS[entry.job_id][1]}_{entry.developer_id}"
            holder: str | None = self.store.get(f"applicants/{place}")
            return holder is not None and self._stuck(self.store.get(f"exports/{holder}"))
        return entry.state is State.CANCELLED or entry.code is Code.ACCOUNT_CHANGED


def person(id_: str, number: int) -> Developer:
    return a_developer(id=id_, last_name="Beispiel", email=f"{id_}{number}@example.org")
