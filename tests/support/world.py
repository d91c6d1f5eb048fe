"""Companies on matched.io, their accounts at Personio, and what a test says of them."""

from datetime import timedelta
from typing import Any

from local.memory.applicants import InMemoryApplicants
from local.memory.applications import InMemoryApplications
from local.scenes.people import a_developer
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.ledger.account import Account
from shared.domain.ledger.backfill import Older
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import Swept
from shared.domain.match import Match
from shared.structs import replace
from shared.use_cases.sending import Turned
from tests.support.use_cases import UseCases

ACME = "acme"
ACCOUNT = "100001"
SWEEP_EVERY = timedelta(minutes=5)


class World(UseCases):
    """Nothing at first: `company` and `match` make companies and their successes, `one_match` one of each."""

    personio: InMemoryApplications
    applicants: InMemoryApplicants

    # What stands on matched.io and at Personio

    def company(self, name: str, *, account: str | None = None, **changes: Any) -> None:
        """Connected to an account of its own, with one linked ad that is called as the company."""
        connection = Connection(
            company_id=name,
            state=ConnectionState.CONNECTED,
            board=Board(slug=name, tld="de"),
            account=account or f"account-{name}",
            language="de",
            secret=self.secrets.add(name, "token"),
            token_tail="",
            connected_at=self.clock.now(),
            connected_by="admin",
        )
        self.store.put(f"connections/{name}", replace(connection, **changes))
        self.store.put(f"accounts/{connection.account}", Account(id=connection.account))
        self.link(name, 7, connection.account, company_id=name)

    def put_connection(self, **changes: Any) -> None:
        """Acme's connection, changed."""
        known = self.store.get(f"connections/{ACME}")
        self.store.put(f"connections/{ACME}", replace(known, **changes))

    def account(self) -> Account:
        """What is known of the account of Acme."""
        known: Account = self.store.get(f"accounts/{self.store.get(f'connections/{ACME}').account}")
        return known

    def put_account(self, **changes: Any) -> None:
        """The account of Acme, changed."""
        known = self.account()
        self.store.put(f"accounts/{known.id}", replace(known, **changes))

    def link(self, job_id: str, position_id: int, account: str = ACCOUNT, *, company_id: str = ACME) -> None:
        """An ad that is linked to a position."""
        link = Link(
            position_id=position_id,
            account=account,
            url="",
            language="de",
            hash="",
            linked_at=self.clock.now(),
            linked_by="admin",
        )
        self.store.put(f"jobs/{job_id}", JobAd(id=job_id, company_id=company_id, title="Dev", link=link))

    def succeed(
        self,
        match_id: str,
        developer_id: str = "ada",
        job_id: str = "job",
        *,
        company_id: str = ACME,
        dated: bool = True,
        **changes: Any,
    ) -> None:
        """A match that is successful from now on, and says so where it is `dated`; nothing told us of it."""
        now = self.clock.now()
        match = Match(
            id=match_id,
            company_id=company_id,
            job_id=job_id,
            developer_id=developer_id,
            successful=True,
            successful_at=now if dated else None,
            written_at=now,
        )
        self.store.put(f"matches/{match_id}", replace(match, **changes))

    def match(self, company_id: str, number: int = 0, **changes: Any) -> str:
        """A success of a developer of its own."""
        id_ = f"{company_id}-{number:05d}"
        self.store.put(f"developers/{id_}", a_developer(id=id_, email=f"{id_}@example.org"))
        self.succeed(id_, id_, company_id, company_id=company_id, **changes)
        return id_

    # What happens

    def export(self, match_id: str = "m1", origin: Origin = Origin.LIVE, **asked: Any) -> Export | None:
        return self.exporter.export(Addresses(match_id=match_id), origin=origin, **asked)

    def queue(self, company_id: str, number: int = 0, origin: Origin = Origin.LIVE) -> str:
        """A match whose entry waits for its account's turn."""
        id_ = self.match(company_id, number)
        self.exporter.enqueue(Addresses(match_id=id_), origin=origin)
        self.turns.ask_now([self.store.get(f"connections/{company_id}").account])
        return id_

    def sweep(self) -> Swept:
        """One sweep alone; what it asks for is not given yet."""
        return self.sweeping.run()

    def run(self, minutes: float = 1) -> list[Turned]:
        """Every turn at its time, and a sweep every five minutes, the first at once."""
        turned: list[Turned] = []
        end, sweep_at = self.clock.now() + timedelta(minutes=minutes), self.clock.now()
        while True:
            at = min(filter(None, (sweep_at, self.queue_of_turns.next_at())))
            if at > end:
                break
            self.clock.advance(max(0.0, (at - self.clock.now()).total_seconds()))
            turned += self.give_turns()
            if self.clock.now() >= sweep_at:
                self.sweeping.run()
                sweep_at += SWEEP_EVERY
        self.clock.advance(max(0.0, (end - self.clock.now()).total_seconds()))
        return turned

    # What came of it

    def entry(self, match_id: str) -> Export | None:
        entry: Export | None = self.store.get(f"exports/{match_id}")
        return entry

    def the_entry(self, match_id: str = "m1") -> Export:
        """The entry of a match that is sure to have one."""
        entry = self.entry(match_id)
        assert entry is not None
        return entry

    def state(self, match_id: str = "m1") -> tuple[State, Code | None] | None:
        entry = self.entry(match_id)
        return (entry.state, entry.code) if entry else None

    def older(self, company_id: str) -> Older | None:
        """What its back-fill's progress tells of the successes that are automatic for nobody."""
        known = self.backfilling.progress(company_id).backfill
        return known.older if known else None

    def sent_to(self) -> list[str]:
        """The matches' e-mails in the order of their requests."""
        return [application.email.partition("@")[0] for _, application in self.personio.requests]


def one_match() -> World:
    """One connected company with one linked ad, one developer and one successful match, `m1`."""
    world = World()
    world.company(ACME, account=ACCOUNT)
    world.link("job", 4711)
    world.store.put("developers/ada", a_developer())
    world.succeed("m1")
    return world
