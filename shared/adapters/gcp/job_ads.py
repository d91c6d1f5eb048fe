"""Job ads and their links to positions, in Firestore.

A link stands twice: in the ad, and as a document of its own under the position's name, which lets one ad
have the position. Both are written in one commit. A link document whose ad is gone, or says otherwise,
holds nobody off: matched.io may delete an ad without knowing of it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from google.api_core.exceptions import InvalidArgument
from google.cloud import firestore

from shared.adapters.gcp import audit, documents
from shared.adapters.gcp.client import commit, read_all, read_one, stream, write
from shared.adapters.gcp.replacing import replace_in, undisturbed
from shared.domain.errors import Conflict, Problem
from shared.domain.jobs.job_ad import JobAd, JobAdSummary, Link
from shared.structs import Struct, replace

if TYPE_CHECKING:
    from google.cloud.firestore_v1.base_document import DocumentSnapshot

    from shared.ports import ToldOfAd

TOO_LARGE = re.compile(r"\bbytes\b|too many index entries")  # a property's, a document's or its indexes' size


class FirestoreJobAds(Struct):
    """The JobAds port on Firestore."""

    client: firestore.Client

    def get(self, company_id: str, job_id: str) -> JobAd | None:
        return _ad(company_id, job_id, self._read(documents.job_path(job_id)))

    def summaries(self, company_id: str) -> Sequence[JobAdSummary]:
        query = self.client.collection(documents.JOBS).where(
            filter=firestore.FieldFilter(documents.JOB_COMPANY, "==", company_id)
        )
        found = stream(query.select(documents.SUMMARY_FIELDS))
        return [documents.summary(document.id, document.to_dict() or {}) for document in found]

    def linked(self, company_id: str, account: str) -> Mapping[int, JobAd]:
        query = (
            self.client.collection(documents.JOBS)
            .where(filter=firestore.FieldFilter(documents.JOB_COMPANY, "==", company_id))
            .where(filter=firestore.FieldFilter(f"{documents.JOB_PERSONIO}.account", "==", account))
        )
        ads = [documents.job_ad(document.id, document.to_dict() or {}) for document in stream(query)]
        return {ad.link.position_id: ad for ad in ads if ad.link}

    def by_position(self, company_id: str, account: str, position_id: int) -> JobAd | None:
        return self._holder(
            company_id,
            account,
            position_id,
            self._read(documents.link_path(company_id, account, position_id)),
        )

    def add(self, ad: JobAd, told: "ToldOfAd | None" = None) -> JobAd:
        """`ad.id` may be empty: Firestore makes one."""
        if ad.link is None:
            raise ValueError("an imported ad is a linked ad")
        job = self.client.collection(documents.JOBS).document(ad.id or None)
        try:
            return self._add_as(job, ad, ad.link, None, told)  # mostly nothing stands under its name
        except Conflict:
            return undisturbed("the position", partial(self._add_or_holder, job, ad, ad.link, told))

    def update(self, company_id: str, job_id: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        return undisturbed("the job ad", lambda: self._update_once(company_id, job_id, step))

    def link(self, company_id: str, job_id: str, link: Link, told: "ToldOfAd | None" = None) -> JobAd | None:
        return undisturbed("the job ad", lambda: self._link_once(company_id, job_id, link, told))

    def unlink(self, company_id: str, job_id: str, told: "ToldOfAd | None" = None) -> JobAd | None:
        return undisturbed("the job ad", lambda: self._unlink_once(company_id, job_id, told))

    def in_use(self, job_id: str) -> bool:
        belonging = ((documents.MATCHES, documents.MATCH_JOB), (documents.EXPORTS, "job_id"))
        return any(self._names(collection, field, job_id) for collection, field in belonging)

    def discard(self, company_id: str, job_id: str, told: "ToldOfAd | None" = None) -> JobAd | None:
        return undisturbed("the job ad", lambda: self._discard_once(company_id, job_id, told))

    def _add_as(
        self,
        job: firestore.DocumentReference,
        ad: JobAd,
        link: Link,
        link_document: "DocumentSnapshot[Any] | None",
        told: "ToldOfAd | None",
    ) -> JobAd:
        made = documents.job_ad(job.id, documents.job_document(ad))
        batch = self.client.batch()
        batch.create(job, documents.job_document(ad))
        path = documents.link_path(ad.company_id, link.account, link.position_id)
        self._write_link(batch, path, link_document, job.id)
        self._tell(batch, told, made)
        _commit(batch)
        return made

    def _add_or_holder(
        self, job: firestore.DocumentReference, ad: JobAd, link: Link, told: "ToldOfAd | None"
    ) -> JobAd:
        link_document = self._read(documents.link_path(ad.company_id, link.account, link.position_id))
        holder = self._holder(ad.company_id, link.account, link.position_id, link_document)
        return holder or self._add_as(job, ad, link, link_document, told)

    def _update_once(self, company_id: str, job_id: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        seen = self._read(documents.job_path(job_id))
        known = _ad(company_id, job_id, seen)
        if known is None:
            return None
        changed = step(known)
        batch = self.client.batch()
        if self._replace(batch, seen, known, changed):
            _commit(batch)
        return changed

    def _link_once(self, company_id: str, job_id: str, link: Link, told: "ToldOfAd | None") -> JobAd | None:
        job_path = documents.job_path(job_id)
        path = documents.link_path(company_id, link.account, link.position_id)
        read = read_all(self.client, [job_path, path])
        seen, link_document = read[job_path], read[path]
        known = _ad(company_id, job_id, seen)
        if known is None or _is_of(known, link.account, link.position_id):
            return known
        holder = self._holder(company_id, link.account, link.position_id, link_document)
        if holder:
            raise Problem("position_linked", field="position_id", params={"title": holder.title})
        linked = replace(known, link=link)
        batch = self.client.batch()
        self._replace(batch, seen, known, linked)
        self._write_link(batch, path, link_document, job_id)
        self._delete_link(batch, known)
        self._tell(batch, told, linked)
        _commit(batch)
        return linked

    def _unlink_once(self, company_id: str, job_id: str, told: "ToldOfAd | None") -> JobAd | None:
        seen = self._read(documents.job_path(job_id))
        known = _ad(company_id, job_id, seen)
        if known is None or known.link is None:
            return known
        free = replace(known, link=None)
        batch = self.client.batch()
        self._replace(batch, seen, known, free)
        self._delete_link(batch, known)
        self._tell(batch, told, known)
        _commit(batch)
        return free

    def _discard_once(self, company_id: str, job_id: str, told: "ToldOfAd | None") -> JobAd | None:
        seen = self._read(documents.job_path(job_id))
        known = _ad(company_id, job_id, seen)
        if known is None:
            return None
        if not known.discardable:
            raise Problem("job_in_use")
        batch = self.client.batch()
        batch.delete(seen.reference, option=self.client.write_option(last_update_time=seen.update_time))
        self._delete_link(batch, known)
        self._tell(batch, told, known)
        _commit(batch)
        return known

    def _tell(self, batch: firestore.WriteBatch, told: "ToldOfAd | None", ad: JobAd) -> None:
        if told:
            audit.add(self.client, batch, told(ad))

    def _names(self, collection: str, field: str, job_id: str) -> bool:
        named = firestore.FieldFilter(field, "==", job_id)
        return bool(stream(self.client.collection(collection).where(filter=named).limit(1)))

    def _read(self, path: str) -> "DocumentSnapshot[Any]":
        return read_one(self.client, path)

    def _holder(
        self, company_id: str, account: str, position_id: int, link_document: "DocumentSnapshot[Any]"
    ) -> JobAd | None:
        """The ad that has the position by this link document."""
        job = documents.linked_job(link_document.to_dict() or {})
        ad = self.get(company_id, job) if job else None
        return ad if ad and _is_of(ad, account, position_id) else None

    def _write_link(
        self, batch: firestore.WriteBatch, path: str, seen: "DocumentSnapshot[Any] | None", job_id: str
    ) -> None:
        document = {documents.SCHEMA: documents.VERSION, "job_id": job_id}
        write(self.client, batch, path, document, version=seen.update_time if seen else None)

    def _delete_link(self, batch: firestore.WriteBatch, ad: JobAd) -> None:
        """Whatever stood under the ad's former position, if it stands for this ad."""
        if ad.link is None:
            return
        link_document = self._read(documents.link_path(ad.company_id, ad.link.account, ad.link.position_id))
        if (link_document.to_dict() or {}).get("job_id") == ad.id:
            batch.delete(
                link_document.reference,
                option=self.client.write_option(last_update_time=link_document.update_time),
            )

    def _replace(
        self, batch: firestore.WriteBatch, seen: "DocumentSnapshot[Any]", known: JobAd, changed: JobAd
    ) -> bool:
        """Only fields that differ, and only if nobody came between; False where none does."""
        before, after = documents.job_document(known), documents.job_document(changed)
        fields = {name: value for name, value in after.items() if value != before.get(name)}
        if fields:
            replace_in(batch, self.client, seen, fields)
        return bool(fields)


def _commit(batch: firestore.WriteBatch) -> None:
    """`commit`, where what is wrong with the document is its size, matched.io's own fields among it.

    Firestore says so in words alone; its other complaints are our mistakes.
    """
    try:
        commit(batch)
    except InvalidArgument as refused:
        if TOO_LARGE.search(str(refused)):
            raise Problem("job_too_large") from None
        raise


def _ad(company_id: str, job_id: str, document: "DocumentSnapshot[Any]") -> JobAd | None:
    ad = documents.job_ad(job_id, document.to_dict() or {}) if document.exists else None
    return ad if ad and ad.company_id == company_id else None


def _is_of(ad: JobAd, account: str, position_id: int) -> bool:
    return ad.link is not None and (ad.link.account, ad.link.position_id) == (account, position_id)
