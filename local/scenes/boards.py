"""What tests of positions and job ads start from: one connected company, its board, all ports as twins."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.memory.applications import InMemoryApplications
from local.memory.audit import InMemoryAudit
from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.dispatch import InMemoryDispatch
from local.memory.exports import InMemoryExports
from local.memory.job_ads import InMemoryJobAds
from local.memory.positions import InMemoryPositions
from local.memory.secrets import InMemorySecrets
from local.memory.store import Store
from shared.adapters.sanitiser import describe
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.draft import Source, link_to
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.jobs.position import Position, Salary, Section
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.structs import replace
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.importing import Importing
from shared.use_cases.linking import Linking
from shared.use_cases.listing import Listing
from shared.use_cases.ownership import Ownership
from shared.use_cases.syncing import Syncing
from shared.use_cases.turns import Turns

COMPANY, ACCOUNT, SLUG = "acme", "100001", "acme"
LANGUAGES = ("de", "en")


def a_position(id_: int = 1, **changes: Any) -> Position:
    """A position that lacks nothing."""
    whole = Position(
        id=id_,
        title="Backend Engineer",
        descriptions={"de": (Section(heading="Aufgaben", html="<p>Bauen</p>"),)},
        office="Berlin",
        department="IT",
        employment_type="permanent",
        seniority="experienced",
        schedule="full-time",
        years_of_experience="2-5",
        keywords=("Python",),
        salary=Salary(minimum="60000", maximum=None, currency="EUR", period="yearly"),
    )
    return replace(whole, **changes)


def a_link(position: Position, account: str = ACCOUNT) -> Link:
    """A link to the position as it is."""
    url = f"https://{SLUG}.jobs.personio.de/job/{position.id}"
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return link_to(Source(position=position, language="de", account=account, url=url, at=at, by="rob"))


@dataclass
class Company:
    """One company on twins of every port."""

    clock: ManualClock = field(default_factory=ManualClock)
    positions: InMemoryPositions = field(default_factory=InMemoryPositions)

    def __post_init__(self) -> None:
        self.store = Store(self.clock)
        self.job_ads = InMemoryJobAds(store=self.store)
        self.connections = InMemoryConnections(store=self.store)
        self.exports = InMemoryExports(store=self.store)
        self.audit = InMemoryAudit(store=self.store, clock=self.clock)
        reads: dict[str, Any] = {
            "connections": self.connections,
            "positions": self.positions,
            "job_ads": self.job_ads,
            "clock": self.clock,
            "languages": LANGUAGES,
        }
        writes: dict[str, Any] = {**reads, "audit": self.audit}
        self.listing = Listing(**reads, feed_cache=FeedCache(self.clock))
        self.applications = InMemoryApplications()
        self.secrets = InMemorySecrets()
        turns = Turns(
            connections=self.connections,
            exports=self.exports,
            dispatch=InMemoryDispatch(),
            clock=self.clock,
        )
        ownership = Ownership(
            connections=self.connections, secrets=self.secrets, applications=self.applications, turns=turns
        )
        self.importing = Importing(**writes, ownership=lambda: ownership, describe=describe)
        self.linking = Linking(**writes, ownership=lambda: ownership, turns=turns)
        self.syncing = Syncing(
            connections=self.connections,
            positions=self.positions,
            job_ads=self.job_ads,
            clock=self.clock,
            describe=describe,
            parallel=1,
        )
        self.connect()
        self.publish(a_position())

    def connect(self, company_id: str = COMPANY, **changes: Any) -> None:
        fresh = Connection(
            company_id=company_id,
            state=ConnectionState.CONNECTED,
            board=Board(slug=SLUG, tld="de"),
            account=ACCOUNT,
            language="de",
            secret="s/versions/1",
            token_tail="abcd",
            connected_at=self.clock.now(),
            connected_by="ann",
        )
        self.connections.update(company_id, lambda _: replace(fresh, **changes))

    def publish(self, *positions: Position) -> None:
        """The board as it is from now on."""
        self.positions.boards[SLUG] = positions

    def older_ad(self, id_: str = "older", **changes: Any) -> JobAd:
        """An ad that matched.io made itself."""
        ad = replace(JobAd(id=id_, company_id=COMPANY, title="Backend Engineer", status="online"), **changes)
        self.store.put(f"jobs/{id_}", ad)
        return ad

    def parked(self, match_id: str, job_id: str) -> None:
        """A match whose ad was not linked when it succeeded."""
        now = self.clock.now()
        entry = Export(
            match_id=match_id,
            company_id=COMPANY,
            job_id=job_id,
            developer_id=f"dev-{match_id}",
            state=State.NEEDS_ACTION,
            code=Code.NOT_LINKED,
            origin=Origin.LIVE,
            successful_at=now,
            updated_at=now,
            due_at=self.clock.at.replace(year=2099),
        )
        self.store.put(f"exports/{match_id}", entry)

    def imported(self, position_id: int = 1, **asked: Any) -> JobAd:
        return self.importing.import_position(COMPANY, position_id, "rob", **asked)

    def ad(self, id_: str) -> JobAd:
        found = self.job_ads.get(COMPANY, id_)
        assert found
        return found
