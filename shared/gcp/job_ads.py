"""Job ads and their links to positions, in Firestore."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from google.cloud import firestore

from shared.domain.errors import Conflict, Unavailable
from shared.domain.job_ad import JobAd
from shared.gcp import documents
from shared.gcp.client import TIMEOUT_SECONDS, read_all, translated

ROUNDS = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class FirestoreJobAds:
    """The JobAds port on Firestore."""

    client: firestore.Client

    def get(self, company: str, job: str) -> JobAd | None:
        path = documents.job_path(job)
        document = read_all(self.client, [path])[path].to_dict()
        ad = documents.job_ad(job, document) if document else None
        return ad if ad and ad.company_id == company else None

    def linked(self, company: str, account: str) -> Mapping[int, JobAd]:
        query = (
            self.client.collection(documents.JOBS)
            .where(filter=firestore.FieldFilter(documents.JOB_COMPANY, "==", company))
            .where(filter=firestore.FieldFilter(f"{documents.JOB_PERSONIO}.account", "==", account))
        )
        with translated():
            found = query.stream(retry=None, timeout=TIMEOUT_SECONDS)
            ads = [documents.job_ad(document.id, document.to_dict() or {}) for document in found]
        return {ad.link.position_id: ad for ad in ads if ad.link}

    def by_position(self, company: str, account: str, position: int) -> JobAd | None:
        path = documents.link_path(company, account, position)
        link = read_all(self.client, [path])[path].to_dict()
        return self.get(company, str(link["job_id"])) if link else None

    def add(self, ad: JobAd) -> JobAd:
        """`ad.id` may be empty: Firestore makes one."""
        if ad.link is None:
            raise ValueError("an imported ad is a linked ad")
        job = self.client.collection(documents.JOBS).document(ad.id or None)
        link = self.client.document(documents.link_path(ad.company_id, ad.link.account, ad.link.position_id))
        batch = self.client.batch()
        batch.create(job, documents.job_document(ad))
        batch.create(link, {documents.SCHEMA: documents.VERSION, "job_id": job.id})
        try:
            with translated():
                batch.commit(retry=None, timeout=TIMEOUT_SECONDS)
        except Conflict:
            known = self.by_position(ad.company_id, ad.link.account, ad.link.position_id)
            if known is None:
                raise
            return known
        return documents.job_ad(job.id, documents.job_document(ad))

    def update(self, company: str, job: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        for _ in range(ROUNDS):
            path = documents.job_path(job)
            seen = read_all(self.client, [path])[path]
            known = documents.job_ad(job, seen.to_dict() or {}) if seen.exists else None
            if known is None or known.company_id != company:
                return None
            changed = step(known)
            before, after = documents.job_document(known), documents.job_document(changed)
            fields = {name: value for name, value in after.items() if value != before.get(name)}
            if not fields:
                return changed
            unchanged = self.client.write_option(last_update_time=seen.update_time)
            try:
                with translated():
                    seen.reference.update(fields, option=unchanged, retry=None, timeout=TIMEOUT_SECONDS)
            except Conflict:
                continue
            return changed
        raise Unavailable("the job ad found no quiet moment")
