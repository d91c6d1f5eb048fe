"""One company and the exporter on in-memory twins."""

from dataclasses import replace
from itertools import count
from typing import Any

from local.memory.applications import InMemoryApplications
from local.memory.clock import ManualClock
from local.memory.ledger import InMemoryLedger
from local.memory.secrets import InMemorySecrets
from local.memory.store import Store
from local.scenes.people import a_developer
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.domain.match import Match
from shared.use_cases.exporting import Exporter


class World:
    """One connected company with one linked ad, one developer and one successful match."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = Store(self.clock)
        self.secrets = InMemorySecrets()
        self.personio = InMemoryApplications()
        self.pace = Pace()
        ids = count(1)
        self.exporter = Exporter(
            ledger=InMemoryLedger(store=self.store),
            secrets=self.secrets,
            applications=self.personio,
            clock=self.clock,
            pace=self.pace,
            random=lambda: 0.5,
            new_attempt_id=lambda: f"a{next(ids)}",
        )
        self.put_connection()
        self.store.put("accounts/100001", Account(id="100001"))
        self.link("job", 4711)
        self.store.put("developers/ada", a_developer())
        self.succeed("m1")

    def put_connection(self, **changes: Any) -> None:
        now = self.clock.now()
        known = self.store.get("connections/acme") or Connection(
            company="acme",
            state=ConnectionState.CONNECTED,
            board=Board(slug="acme", tld="de"),
            account="100001",
            language="de",
            secret=self.secrets.add("acme", "token-one"),
            token_tail="-one",
            connected_at=now,
            connected_by="admin",
        )
        self.store.put("connections/acme", replace(known, **changes))

    def link(self, job_id: str, position_id: int, account: str = "100001") -> None:
        its_link = Link(
            position_id=position_id,
            account=account,
            url="",
            language="de",
            hash="",
            linked_at=self.clock.now(),
            linked_by="admin",
        )
        self.store.put(f"jobs/{job_id}", JobAd(id=job_id, company_id="acme", title="Dev", link=its_link))

    def succeed(
        self,
        match_id: str,
        developer_id: str = "ada",
        job_id: str = "job",
        *,
        successful: bool = True,
        dated: bool = True,
    ) -> None:
        self.store.put(
            f"matches/{match_id}",
            Match(
                id=match_id,
                company_id="acme",
                job_id=job_id,
                developer_id=developer_id,
                successful=successful,
                successful_at=self.clock.now() if dated else None,
                written_at=self.clock.now(),
            ),
        )

    def export(self, match_id: str = "m1", origin: Origin = Origin.LIVE, **asked: Any) -> Export | None:
        return self.exporter.export(Addresses(match_id=match_id), origin=origin, **asked)

    def state(self, match_id: str = "m1") -> tuple[State, Code | None]:
        entry = self.store.get(f"exports/{match_id}")
        return entry.state, entry.code
