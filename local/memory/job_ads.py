"""matched.io's job ads, and which position each belongs to, in memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from local.memory import audit
from local.memory.store import Store
from shared.domain.errors import Problem
from shared.domain.jobs.job_ad import JobAd, JobAdSummary, Link
from shared.structs import replace

if TYPE_CHECKING:
    from shared.ports import ToldOfAd

LARGEST_BYTES = 1024 * 1024  # of a document


@dataclass(frozen=True, kw_only=True)
class InMemoryJobAds:
    """The twin of FirestoreJobAds."""

    store: Store
    numbers: Iterator[int] = field(default_factory=count)

    def get(self, company_id: str, job_id: str) -> JobAd | None:
        ad: JobAd | None = self.store.get(f"jobs/{job_id}")
        return ad if ad and ad.company_id == company_id else None

    def summaries(self, company_id: str) -> Sequence[JobAdSummary]:
        return [
            JobAdSummary(id=ad.id, title=ad.title, status=ad.status, link=ad.link)
            for ad in self._all()
            if ad.company_id == company_id
        ]

    def linked(self, company_id: str, account: str) -> Mapping[int, JobAd]:
        return {
            ad.link.position_id: ad
            for ad in self._all()
            if ad.company_id == company_id and ad.link and ad.link.account == account
        }

    def by_position(self, company_id: str, account: str, position_id: int) -> JobAd | None:
        job = self.store.get(f"links/{company_id}_{account}_{position_id}")
        ad = self.get(company_id, job) if job else None
        return ad if ad and _is_of(ad, account, position_id) else None

    def add(self, ad: JobAd, told: "ToldOfAd | None" = None) -> JobAd:
        if ad.link is None:
            raise ValueError("an imported ad is a linked ad")
        with self.store.commit({}):
            known = self.by_position(ad.company_id, ad.link.account, ad.link.position_id)
            if known:
                return known
            made = replace(ad, id=ad.id or f"job-{next(self.numbers)}")
            self._put(made)
            self.store.put(_link_path(made), made.id)
            self._tell(told, made)
        return made

    def update(self, company_id: str, job_id: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company_id, job_id)
            if known is None:
                return None
            changed = step(known)
            self._put(changed)
        return changed

    def link(self, company_id: str, job_id: str, link: Link, told: "ToldOfAd | None" = None) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company_id, job_id)
            if known is None or _is_of(known, link.account, link.position_id):
                return known
            holder = self.by_position(company_id, link.account, link.position_id)
            if holder:
                raise Problem("position_linked", field="position_id", params={"title": holder.title})
            linked = replace(known, link=link)
            self._put(linked)
            if known.link:
                self.store.drop(_link_path(known))
            self.store.put(_link_path(linked), job_id)
            self._tell(told, linked)
        return linked

    def unlink(self, company_id: str, job_id: str, told: "ToldOfAd | None" = None) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company_id, job_id)
            if known is None or known.link is None:
                return known
            self.store.drop(_link_path(known))
            self.store.put(f"jobs/{job_id}", replace(known, link=None))
            self._tell(told, known)
        return replace(known, link=None)

    def in_use(self, job_id: str) -> bool:
        belonging = (*self.store.all_whole("matches"), *self.store.all_whole("exports"))
        return any(one.job_id == job_id for one in belonging)

    def discard(self, company_id: str, job_id: str, told: "ToldOfAd | None" = None) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company_id, job_id)
            if known is None:
                return None
            if not known.discardable:
                raise Problem("job_in_use")
            self.store.drop(_link_path(known))
            self.store.drop(f"jobs/{job_id}")
            self._tell(told, known)
        return known

    def _tell(self, told: "ToldOfAd | None", ad: JobAd) -> None:
        if told:
            audit.add(self.store, told(ad))

    def _put(self, ad: JobAd) -> None:
        if len(repr(ad).encode()) > LARGEST_BYTES:
            raise Problem("job_too_large")
        self.store.put(f"jobs/{ad.id}", ad)

    def _all(self) -> list[JobAd]:
        return [value for path, value in self.store.documents.items() if path.startswith("jobs/")]


def _is_of(ad: JobAd, account: str, position_id: int) -> bool:
    return ad.link is not None and (ad.link.account, ad.link.position_id) == (account, position_id)


def _link_path(ad: JobAd) -> str:
    assert ad.link
    return f"links/{ad.company_id}_{ad.link.account}_{ad.link.position_id}"
