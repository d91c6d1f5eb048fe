"""Companies, matches and the sweep on in-memory twins."""

from dataclasses import replace
from itertools import count
from typing import Any

from local.memory.applications import InMemoryApplications
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
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.ledger.account import Account
from shared.domain.ledger.backfill import Older
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.sweep import Swept
from shared.domain.match import Match
from shared.use_cases.exporting import Exporter
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.match_card import MatchCard
from shared.use_cases.sweep.backfilling import Backfilling, Paging
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.sweep.draining import Draining
from shared.use_cases.sweep.pruning import Pruning
from shared.use_cases.sweep.sweeping import Sweeping
from tests.support.at_once import AtOnce


class World:
    """Companies on matched.io, each connected to an account of its own, and the sweep."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = Store(self.clock)
        self.secrets = InMemorySecrets()
        self.personio = InMemoryApplications()
        self.audit = InMemoryAudit(clock=self.clock)
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
        exports, connections = InMemoryExports(store=self.store), InMemoryConnections(store=self.store)
        backfills, matches = InMemoryBackfills(store=self.store), InMemoryMatches(store=self.store)
        self.catching_up = CatchingUp(
            matches=matches,
            backfills=backfills,
            exports=exports,
            connections=connections,
            exporter=self.exporter,
            clock=self.clock,
            pace=self.pace,
        )
        self.sweeping = Sweeping(
            sweeps=InMemorySweeps(store=self.store),
            draining=Draining(
                exports=exports,
                connections=connections,
                exporter=self.exporter,
                clock=self.clock,
                pace=self.pace,
                workers=AtOnce,
            ),
            catching_up=self.catching_up,
            paging=Paging(backfills=backfills, matches=matches, catching_up=self.catching_up),
            pruning=Pruning(exports=exports, ledger=self.exporter.ledger, clock=self.clock),
            connections=connections,
            exports=exports,
            clock=self.clock,
            pace=self.pace,
        )
        self.backfilling = Backfilling(
            backfills=backfills,
            connections=connections,
            exports=exports,
            audit=self.audit,
            clock=self.clock,
        )
        self.card = MatchCard(
            exporter=self.exporter,
            ledger=self.exporter.ledger,
            exports=exports,
            applications=self.personio,
            positions=InMemoryPositions(boards={}),
            feed_cache=FeedCache(self.clock),
            audit=self.audit,
        )

    def company(self, name: str, **changes: Any) -> None:
        """Connected, with one linked ad and one developer of its own."""
        account = f"account-{name}"
        now = self.clock.now()
        connection = Connection(
            company=name,
            state=ConnectionState.CONNECTED,
            board=Board(slug=name, tld="de"),
            account=account,
            language="de",
            secret=self.secrets.add(name, "token"),
            token_tail="",
            connected_at=now,
            connected_by="admin",
        )
        self.store.put(f"connections/{name}", replace(connection, **changes))
        self.store.put(f"accounts/{account}", Account(id=account))
        its_link = Link(
            position_id=7, account=account, url="", language="de", hash="", linked_at=now, linked_by="admin"
        )
        self.store.put(f"jobs/{name}", JobAd(id=name, company_id=name, title="Dev", link=its_link))

    def match(self, company_id: str, number: int = 0, **changes: Any) -> str:
        """Successful, of a developer of its own; nothing told us of it."""
        id_ = f"{company_id}-{number:05d}"
        person = a_developer(id=id_, email=f"{id_}@example.org")
        self.store.put(f"developers/{id_}", person)
        match = Match(
            id=id_,
            company_id=company_id,
            job_id=company_id,
            developer_id=id_,
            successful=True,
            successful_at=self.clock.now(),
            written_at=self.clock.now(),
        )
        self.store.put(f"matches/{id_}", replace(match, **changes))
        return id_

    def queue(self, company_id: str, number: int = 0, origin: Origin = Origin.LIVE) -> str:
        """A match whose entry waits for the sweep."""
        id_ = self.match(company_id, number)
        self.exporter.enqueue(Addresses(match_id=id_), origin=origin)
        return id_

    def entry(self, match_id: str) -> Export | None:
        entry: Export | None = self.store.get(f"exports/{match_id}")
        return entry

    def entries(self) -> list[Export]:
        return [value for path, value in self.store.documents.items() if path.startswith("exports/")]

    def older(self, company_id: str) -> Older | None:
        """What its back-fill's progress tells of the successes that are automatic for nobody."""
        known = self.backfilling.progress(company_id).backfill
        return known.older if known else None

    def state(self, match_id: str) -> tuple[State, Code | None] | None:
        entry = self.entry(match_id)
        return (entry.state, entry.code) if entry else None

    def run(self, minutes: int = 1) -> list[Swept]:
        """One sweep a minute."""
        swept = []
        for _ in range(minutes):
            began = self.clock.now()
            swept.append(self.sweeping.run())
            self.clock.advance(60 - (self.clock.now() - began).total_seconds())
        return swept

    def sent_to(self) -> list[str]:
        """The matches' e-mails in the order of their requests."""
        return [application.email.partition("@")[0] for _, application in self.personio.requests]
