"""What the audit trail is told of an ad's link to a position, when it is made or ends."""

from collections.abc import Callable

from shared.domain.audit import AuditedAction, Line
from shared.domain.jobs.job_ad import JobAd
from shared.ports import Audit


def lines_of(audit: Audit, by: str, what: AuditedAction) -> Callable[[JobAd], Line]:
    """The line of what `by` does, for the commit that does it."""

    def line(ad: JobAd) -> Line:
        position = {"position": ad.link.position_id} if ad.link else {}
        return audit.line(ad.company_id, by, what, job=ad.id, **position)

    return line
