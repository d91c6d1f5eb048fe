"""Link an older job ad to a position, so that its matches find their way into Personio; unlink it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from shared import log
from shared.domain.audit import AuditedAction
from shared.domain.connection import connected
from shared.domain.errors import Problem
from shared.domain.jobs.draft import link_to, source_of
from shared.domain.jobs.job_ad import JobAd
from shared.ports import Audit, Clock, Connections, JobAds, Positions
from shared.structs import Struct
from shared.use_cases.link_lines import lines_of
from shared.use_cases.listing import in_order
from shared.use_cases.turns import Turns

if TYPE_CHECKING:
    from shared.use_cases.ownership import Ownership


class Linked(Struct):
    """A linked ad; `matches_following` parked exports of its matches are looked at again at once."""

    ad: JobAd
    matches_following: int


class Linking(Struct):
    """Ties between ads and positions; neither the ad's words nor the position's are touched.

    `ownership` is made where it is needed: what it stands on takes its time to load.
    """

    connections: Connections
    positions: Positions
    job_ads: JobAds
    ownership: "Callable[[], Ownership]"
    turns: Turns
    audit: Audit
    clock: Clock
    languages: tuple[str, ...]

    def link(self, company_id: str, job_id: str, position_id: int, by: str) -> Linked:
        """Link the ad to a published position, in place of the link that it has.

        Raises:
            Problem: `not_connected`, `job_not_found`, `position_not_found`, `position_linked` (one ad per
                position), `job_too_large`, what the feed raises, or what keeps a client's account unproven.
        """
        connection = connected(self.connections.get(company_id))
        known = self.job_ads.get(company_id, job_id)
        if known is None:
            raise Problem("job_not_found")
        order = in_order(known.language or connection.language, (connection.language, *self.languages))
        feed = self.positions.fetch(connection.board, order)
        source = source_of(
            feed, position_id, order=order, account=connection.account, at=self.clock.now(), by=by
        )
        if connection.unproven:
            self.ownership().shown(connection, position_id)
        told = lines_of(self.audit, by, AuditedAction.LINKED)
        ad = self.job_ads.link(company_id, job_id, link_to(source), told)
        if ad is None:
            raise Problem("job_not_found")
        if ad.link and ad.link.linked_at == source.at:  # else it was linked so before
            log.job_linked(company_id, position_id, job_id, by)
        following = self.turns.wake(company_id, connection.account, job_id)
        return Linked(ad=ad, matches_following=following)

    def unlink(self, company_id: str, job_id: str, by: str) -> JobAd:
        """Take the link away: matches that have not been sent wait until the ad is linked again.

        Raises:
            Problem: `job_not_found`.
        """
        known = self.job_ads.get(company_id, job_id)
        told = lines_of(self.audit, by, AuditedAction.UNLINKED)
        ad = self.job_ads.unlink(company_id, job_id, told) if known else None
        if known is None or ad is None:
            raise Problem("job_not_found")
        if known.link:
            log.job_unlinked(company_id, job_id, by)
        return ad
