"""Everything the stand-in remembers, and how it is reset."""

import threading
from dataclasses import dataclass, replace
from typing import Any

from local.personio.applicants import Applicant, Applicants
from local.personio.clock import Clock
from local.personio.companies import Company, demo_companies
from local.personio.faults import Faults
from local.personio.pace import Buckets, Pace
from local.personio.pages import Cursors
from local.personio.records import Records
from local.personio.shelf import Shelf
from local.personio.switches import Switches, overridden
from local.personio.tokens import Tokens


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A document taken for one company; its content is not kept."""

    company_id: int
    size: int
    mimetype: str
    filename: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whom an access token stands for, and what it still allows."""

    company: Company
    scopes: frozenset[str]


class World:
    """One Personio. `lock` guards every change of what stands here; the parts guard themselves."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.clock = Clock()
        self.faults = Faults()
        self.records = Records(self.clock)
        self.pace = Pace()
        self.buckets = Buckets()
        self.tokens = Tokens(self.clock)
        self.register = Applicants()
        self.cursors = Cursors()
        self.shelf = Shelf(self.clock)
        self.switches = Switches()
        self.companies: dict[int, Company] = {}
        self.uploads: dict[str, Upload] = {}
        self.tags: dict[int, set[str]] = {}
        self.reset()

    def reset(self) -> None:
        """Back to the demo's companies and to everything documented; requests in flight are let go."""
        with self.lock:
            self.faults.clear()
            self.records.clear()
            self.clock.reset()
            self.pace.reset()
            self.buckets.reset()
            self.tokens.clear()
            self.cursors.clear()
            self.shelf.clear()
            self.switches = Switches()
            self.companies = {company.id: company for company in demo_companies()}
            self.uploads.clear()
            self.tags.clear()
            self.register.clear()

    @property
    def applicants(self) -> list[Applicant]:
        """All, in the order of their arrival."""
        return self.register.all()

    def switches_of(self, company: Company | None) -> Switches:
        """The global switches with what the company overrides."""
        return replace(self.switches, **company.switches) if company else self.switches

    def override(self, company: Company, values: dict[str, Any]) -> None:
        """Set switches of one company beside those it overrides already.

        Raises:
            ValueError: for a switch or a value that does not exist.
        """
        overridden(self.switches, values)
        with self.lock:
            self.companies[company.id] = replace(company, switches={**company.switches, **values})

    def company_at(self, slug: str) -> Company | None:
        """The company whose board has this name, under either TLD."""
        return next((company for company in self.companies.values() if company.slug == slug), None)

    def company_of_client(self, client_id: str) -> Company | None:
        """The company that has made this API client."""
        return next((company for company in self.companies.values() if company.client(client_id)), None)

    def caller(self, token: str) -> Caller | None:
        """Whom this access token stands for; None too where its client was deleted."""
        grant = self.tokens.grant(token)
        company = self.companies.get(grant.company_id) if grant else None
        client = company.client(grant.client_id) if grant and company else None
        if grant is None or company is None or client is None:
            return None
        return Caller(company=company, scopes=grant.scopes & client.scopes)

    def create(self, applicant: Applicant, *, once: bool) -> Applicant | None:
        """Add the applicant, and the tags that do not exist yet; None where it may be there only `once`."""
        with self.lock:
            filed = self.register.file(applicant, once=once)
            if filed:
                self.tags.setdefault(filed.company_id, set()).update(filed.tags)
            return filed
