"""Both sides of every port that Firestore serves: the twin, and the adapter on the emulator."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from local.memory.audit import InMemoryAudit
from local.memory.backfills import InMemoryBackfills
from local.memory.companies import InMemoryCompanies
from local.memory.connections import InMemoryConnections
from local.memory.erased_people import InMemoryErasedPeople
from local.memory.erasure_notices import InMemoryErasureNotices
from local.memory.exports import InMemoryExports, due_of
from local.memory.follow_ups import InMemoryFollowUps
from local.memory.job_ads import InMemoryJobAds
from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from local.memory.people import InMemoryPeople
from local.memory.rules import InMemoryCompanyRules
from local.memory.store import Broken, Store
from local.memory.sweeps import InMemorySweeps
from shared.adapters.clock import SystemClock
from shared.domain.audit import Line
from shared.domain.board import Board
from shared.domain.company import Role
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Export, Frozen, Origin, State
from shared.domain.ledger.notice import Notice
from shared.domain.ledger.snapshot import Addresses
from shared.ports import (
    Audit,
    Backfills,
    Companies,
    CompanyRules,
    Connections,
    ErasedPeople,
    ErasureNotices,
    Exports,
    FollowUps,
    JobAds,
    Ledger,
    Matches,
    People,
    Sweeps,
)
from shared.structs import replace

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NUMBERS = count(1)
AUDIT_KEPT = timedelta(days=30)


class Ports:
    """One side: the four ports on one set of documents, and a way to write matched.io's own."""

    def __init__(self, company_id: str) -> None:
        self.company = company_id
        self.account = f"{next(NUMBERS)}00"

    ledger: Ledger
    exports: Exports
    matches: Matches
    follow_ups: FollowUps
    sweeps: Sweeps
    backfills: Backfills
    connections: Connections
    rules: CompanyRules
    companies: Companies
    job_ads: JobAds
    audit: Audit
    people: People
    erased: ErasedPeople
    notices: ErasureNotices

    def match(
        self,
        match_id: str,
        *,
        successful: bool = True,
        successful_at: datetime | None = NOW,
        lost: bool = False,
    ) -> None:
        """`lost`: it names no company that there could be."""
        raise NotImplementedError

    def expired_key(self, match_id: str) -> None:
        """An applicant key whose entry has ended."""
        raise NotImplementedError

    def pause_all(self, *, paused: bool) -> None:
        """As an operator does."""
        raise NotImplementedError

    def break_entry(self, match_id: str) -> None:
        """By hand, so that nobody can read it any more; its company still stands in it."""
        raise NotImplementedError

    def break_due_time(self, match_id: str) -> None:
        """By hand: when it has to be looked at is no time any more."""
        raise NotImplementedError

    def break_connection(self) -> None:
        raise NotImplementedError

    def break_rules(self) -> None:
        raise NotImplementedError

    def break_account(self) -> None:
        raise NotImplementedError

    def notice(self) -> Notice | None:
        """What the company was told."""
        raise NotImplementedError

    def developer(self) -> None:
        raise NotImplementedError

    def trail(self) -> list[Line]:
        """The company's audit lines, oldest first."""
        raise NotImplementedError

    def before_next_write(self, deed: Callable[[], object]) -> None:
        """Let `deed` happen once, between what is read next and what is written on it."""
        raise NotImplementedError


class Twins(Ports):
    def __init__(self, company_id: str) -> None:
        super().__init__(company_id)
        self.store = Store()
        self.ledger = InMemoryLedger(store=self.store)
        self.exports = InMemoryExports(store=self.store)
        self.follow_ups = InMemoryFollowUps(store=self.store)
        self.matches = InMemoryMatches(store=self.store)
        self.sweeps = InMemorySweeps(store=self.store)
        self.backfills = InMemoryBackfills(store=self.store)
        self.connections = InMemoryConnections(store=self.store)
        self.rules = InMemoryCompanyRules(store=self.store)
        self.companies = InMemoryCompanies(members={company_id: {"ann": Role.ADMIN, "rob": Role.RECRUITER}})
        self.job_ads = InMemoryJobAds(store=self.store)
        self.people = InMemoryPeople(store=self.store)
        self.erased = InMemoryErasedPeople(store=self.store)
        self.notices = InMemoryErasureNotices(store=self.store)
        self.audit = InMemoryAudit(store=self.store, clock=self.store.clock, kept=AUDIT_KEPT)

    def match(
        self,
        match_id: str,
        *,
        successful: bool = True,
        successful_at: datetime | None = NOW,
        lost: bool = False,
    ) -> None:
        from shared.domain.match import Match

        self.store.put(
            f"matches/{match_id}",
            Match(
                id=match_id,
                company_id="" if lost else self.company,
                job_id=f"{self.company}-job",
                developer_id=f"{self.company}-ada",
                successful=successful,
                successful_at=successful_at,
                written_at=self.store.clock.now(),
            ),
        )

    def expired_key(self, match_id: str) -> None:
        self.store.put(f"applicants/{self.account}_7_{self.company}-ada", match_id)

    def break_entry(self, match_id: str) -> None:
        entry = self.store.get(f"exports/{match_id}")
        self.store.put(f"exports/{match_id}", Broken(self.company, due_of(entry)))

    def break_due_time(self, match_id: str) -> None:
        self.store.put(f"exports/{match_id}", Broken(self.company))

    def break_connection(self) -> None:
        self.store.put(f"connections/{self.company}", Broken())

    def break_rules(self) -> None:
        self.store.put(f"rules/{self.company}", Broken())

    def break_account(self) -> None:
        self.store.put(f"accounts/{self.account}", Broken())

    def developer(self) -> None:
        from local.scenes.people import a_developer

        self.store.put(f"developers/{self.company}-ada", a_developer(id=f"{self.company}-ada"))

    def pause_all(self, *, paused: bool) -> None:
        self.store.put("settings/global", paused)

    def trail(self) -> list[Line]:
        assert isinstance(self.audit, InMemoryAudit)
        return [line for line in self.audit.lines if line.company_id == self.company]

    def before_next_write(self, deed: Callable[[], object]) -> None:
        self.store.before_commit.append(deed)

    def notice(self) -> Notice | None:
        notice: Notice | None = self.store.get(f"notices/{self.company}")
        return notice


class Firestore(Ports):
    def __init__(self, company_id: str, client: Any) -> None:
        from shared.adapters.gcp import documents
        from shared.adapters.gcp.audit import FirestoreAudit
        from shared.adapters.gcp.backfills import FirestoreBackfills
        from shared.adapters.gcp.companies import FirestoreCompanies
        from shared.adapters.gcp.connections import FirestoreConnections
        from shared.adapters.gcp.erased_people import FirestoreErasedPeople
        from shared.adapters.gcp.erasure_notices import FirestoreErasureNotices
        from shared.adapters.gcp.exports import FirestoreExports
        from shared.adapters.gcp.follow_ups import FirestoreFollowUps
        from shared.adapters.gcp.job_ads import FirestoreJobAds
        from shared.adapters.gcp.ledger import FirestoreLedger
        from shared.adapters.gcp.matches import FirestoreMatches
        from shared.adapters.gcp.people import FirestorePeople
        from shared.adapters.gcp.rules import FirestoreCompanyRules
        from shared.adapters.gcp.sweeps import FirestoreSweeps

        super().__init__(company_id)
        from google.cloud.firestore import FieldFilter

        self.client, self.documents, self.filter = client, documents, FieldFilter
        self.ledger = FirestoreLedger(client=client)
        self.exports = FirestoreExports(client=client)
        self.follow_ups = FirestoreFollowUps(client=client)
        self.matches = FirestoreMatches(client=client)
        self.sweeps = FirestoreSweeps(client=client)
        self.backfills = FirestoreBackfills(client=client)
        self.connections = FirestoreConnections(client=client)
        self.rules = FirestoreCompanyRules(client=client)
        self.companies = FirestoreCompanies(client=client)
        self.job_ads = FirestoreJobAds(client=client)
        self.people = FirestorePeople(client=client)
        self.erased = FirestoreErasedPeople(client=client)
        self.notices = FirestoreErasureNotices(client=client)
        self.audit = FirestoreAudit(client=client, clock=SystemClock(), kept=AUDIT_KEPT)
        members = {"ann": "admin", "rob": "recruiter", "odd": "owner"}
        client.document(documents.company_path(company_id)).set({"members": members})

    def match(
        self,
        match_id: str,
        *,
        successful: bool = True,
        successful_at: datetime | None = NOW,
        lost: bool = False,
    ) -> None:
        document: dict[str, Any] = {
            "company_id": "a/b" if lost else self.company,
            "job_id": f"{self.company}-job",
            "developer_id": f"{self.company}-ada",
            "status": "successful" if successful else "open",
        }
        if successful_at:
            document["successful_at"] = successful_at
        self.client.document(self.documents.match_path(match_id)).set(document)

    def expired_key(self, match_id: str) -> None:
        key = ApplicantKey(account=self.account, position_id=7, developer_id=f"{self.company}-ada")
        held = {**self.documents.written(key), "match_id": match_id}
        self.client.document(self.documents.applicant_path(key)).set(held)

    def break_entry(self, match_id: str) -> None:
        self.client.document(self.documents.export_path(match_id)).update({"state": "odd"})

    def break_due_time(self, match_id: str) -> None:
        self.client.document(self.documents.export_path(match_id)).update({"due_at": 7})

    def break_connection(self) -> None:
        self.client.document(self.documents.connection_path(self.company)).update({"state": "odd"})

    def break_rules(self) -> None:
        self.client.document(self.documents.rules_path(self.company)).set({"send": {"phone": "odd"}})

    def break_account(self) -> None:
        self.client.document(self.documents.account_path(self.account)).update({"slots": "odd"})

    def developer(self) -> None:
        profile = {"first_name": "Ada", "last_name": "Beispiel", "email": "ada@example.org"}
        self.client.document(self.documents.developer_path(f"{self.company}-ada")).set(profile)

    def pause_all(self, *, paused: bool) -> None:
        self.client.document(self.documents.SETTINGS_GLOBAL).set({self.documents.SETTINGS_PAUSED: paused})

    def trail(self) -> list[Line]:
        query = self.client.collection("personio_audit").where(
            filter=self.filter("company", "==", self.company)
        )
        lines = [self.documents.read(Line, document.to_dict()) for document in query.stream()]
        return sorted(lines, key=lambda line: line.at)

    def before_next_write(self, deed: Callable[[], object]) -> None:
        batch = self.client.batch

        def interrupted() -> Any:
            self.client.batch = batch
            deed()
            return batch()

        self.client.batch = interrupted

    def notice(self) -> Notice | None:
        document = self.client.document(self.documents.notice_path(self.company)).get().to_dict()
        if document is None:
            return None
        return self.documents.read(Notice, document)


def connection(ports: Ports, **changes: Any) -> Connection:
    fresh = Connection(
        company_id=ports.company,
        state=ConnectionState.CONNECTED,
        board=Board(slug="acme", tld="de"),
        account=ports.account,
        language="de",
        secret="projects/p/secrets/personio-x/versions/1",
        token_tail="abcd",
        connected_at=NOW,
        connected_by="ann",
    )
    return replace(fresh, **changes)


def a_link(ports: Ports, position_id: int = 7) -> Link:
    return Link(
        position_id=position_id,
        account=ports.account,
        url="https://acme.jobs.personio.de/job/7",
        language="de",
        hash="h",
        linked_at=NOW,
        linked_by="ann",
    )


def an_ad(ports: Ports, position_id: int = 7, **changes: Any) -> JobAd:
    link = a_link(ports, position_id)
    ad = JobAd(id="", company_id=ports.company, title="Dev", skills=("Python",), link=link)
    return replace(ad, **changes)


def entry(ports: Ports, match_id: str, **changes: Any) -> Export:
    fresh = Export(
        match_id=match_id,
        company_id=ports.company,
        job_id=f"{ports.company}-job",
        developer_id=f"{ports.company}-ada",
        state=State.EXPORTING,
        origin=Origin.LIVE,
        successful_at=NOW,
        updated_at=NOW,
        account=ports.account,
        position_id=7,
        frozen=Frozen(account=ports.account, position_id=7, email="ada@example.org"),
        attempt_id="a1",
        claimed_at=NOW,
        lease_until=NOW + timedelta(seconds=90),
    )
    return replace(fresh, **changes)


def ready(ports: Ports, match_id: str) -> None:
    """A successful match of a connected company with a linked ad."""
    ports.connections.update(ports.company, lambda _: connection(ports))
    ports.job_ads.add(an_ad(ports, id=f"{ports.company}-job"))
    ports.developer()
    ports.match(match_id)


def claim(ports: Ports, match_id: str, **changes: Any) -> Change:
    slot = Slot(until=NOW + timedelta(seconds=152), origin=Origin.LIVE)
    return Change(
        entry=entry(ports, match_id, **changes),
        account=Account(id=ports.account, slots={"a1": slot}),
        touch_connection=True,
        take_key=ApplicantKey(account=ports.account, position_id=7, developer_id=f"{ports.company}-ada"),
    )


def written(ports: Ports, number: int, **changes: Any) -> str:
    """An entry of a match of its own."""
    match = f"{ports.company}-m{number}"
    ports.match(match)
    made = replace(entry(ports, match), **changes)
    ports.ledger.commit(ports.ledger.read(Addresses(match_id=match)), Change(entry=made))
    return match
