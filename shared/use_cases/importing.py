"""Import a position as the draft of a job ad; complete or discard it, answer what changed since."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from shared import log
from shared.domain.audit import AuditedAction
from shared.domain.connection import connected
from shared.domain.errors import Problem
from shared.domain.jobs.details import values_of, with_details
from shared.domain.jobs.differences import with_answers
from shared.domain.jobs.draft import Describe, draft, source_of
from shared.domain.jobs.fields import Details
from shared.domain.jobs.job_ad import JobAd
from shared.domain.jobs.missing import with_missing
from shared.ports import Audit, Clock, Connections, JobAds, Positions
from shared.structs import Struct, replace
from shared.use_cases.link_lines import lines_of
from shared.use_cases.listing import in_order

if TYPE_CHECKING:
    from shared.use_cases.ownership import Ownership


class Importing(Struct):
    """Makes job ads of positions; the same position is always the same ad.

    `describe` makes a description safe to show. `ownership` is made where it is needed: what it stands on
    takes its time to load.
    """

    connections: Connections
    positions: Positions
    job_ads: JobAds
    ownership: "Callable[[], Ownership]"
    audit: Audit
    clock: Clock
    describe: Describe
    languages: tuple[str, ...]

    def import_position(
        self,
        company_id: str,
        position_id: int,
        by: str,
        *,
        language: str | None = None,
        details: Details | None = None,
    ) -> JobAd:
        """The position's ad: made now, or the one that there is, untouched.

        Raises:
            Problem: `not_connected`, `detail_invalid`, `position_not_found`, `language_not_offered`,
                `description_too_long`, `description_too_deep`, `job_too_large`, what the feed raises, or what
                keeps a client's account unproven.
        """
        connection = connected(self.connections.get(company_id))
        given = values_of(details, self.describe) if details else {}
        known = self.job_ads.by_position(company_id, connection.account, position_id)
        if known:
            return known
        order = in_order(connection.language, self.languages)
        feed = self.positions.fetch(connection.board, in_order(language or order[0], order))
        source = source_of(
            feed,
            position_id,
            chosen=language,
            order=order,
            account=connection.account,
            at=self.clock.now(),
            by=by,
        )
        made = draft(company_id, source, self.describe)
        if connection.unproven:
            self.ownership().shown(connection, position_id)
        told = lines_of(self.audit, by, AuditedAction.IMPORTED)
        ad = self.job_ads.add(with_missing(replace(made, **given)), told)
        if ad.link and ad.link.linked_at == source.at:  # else somebody else was faster
            log.position_imported(company_id, position_id, ad.id, by)
        return ad

    def complete(self, company_id: str, job_id: str, details: Details) -> JobAd:
        """The ad with a person's details.

        Raises:
            Problem: `job_not_found`, `detail_invalid`, `description_too_long`, `description_too_deep`,
                `job_too_large`.
        """
        ad = self.job_ads.update(
            company_id, job_id, lambda known: with_details(known, details, self.describe)
        )
        if ad is None:
            raise Problem("job_not_found")
        return ad

    def answer(
        self, company_id: str, job_id: str, take_over: Collection[str], ignore: Collection[str]
    ) -> JobAd:
        """The ad after a person's answer to what changed at Personio; what has no answer stays `changed`.

        Raises:
            Problem: `job_not_found`, `detail_invalid`, `job_too_large`.
        """
        ad = self.job_ads.update(
            company_id, job_id, lambda known: with_answers(known, take_over, ignore, self.describe)
        )
        if ad is None:
            raise Problem("job_not_found")
        return ad

    def discard(self, company_id: str, job_id: str, by: str) -> JobAd:
        """Undo an import by mistake: its draft is deleted, and the position may be imported anew.

        A match that is made of the draft in this very moment is explained as `job_unknown`.

        Raises:
            Problem: `job_not_found`; `job_in_use` where it is no such draft, or something belongs to it.
        """
        known = self.job_ads.get(company_id, job_id)
        if known and self.job_ads.in_use(job_id):
            raise Problem("job_in_use")
        told = lines_of(self.audit, by, AuditedAction.DISCARDED)
        ad = self.job_ads.discard(company_id, job_id, told) if known else None
        if ad is None or ad.link is None:
            raise Problem("job_not_found")
        log.job_discarded(company_id, job_id, by)
        return ad
