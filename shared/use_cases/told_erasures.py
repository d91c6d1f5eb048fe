"""What a company is told of erased people, until it says that it has erased them in its Personio, too."""

from collections.abc import Sequence

from shared.domain.audit import AuditedAction
from shared.domain.errors import Problem
from shared.domain.ledger.erased import ErasureNotice
from shared.domain.ledger.snapshot import Addresses, owner
from shared.ports import Audit, ErasureNotices, Ledger
from shared.structs import Struct
from shared.use_cases import tuning


class ToldErasures(Struct):
    """The company's open notices."""

    notices: ErasureNotices
    ledger: Ledger
    audit: Audit

    def open(self, company_id: str) -> Sequence[ErasureNotice]:
        """The latest first, a hundred at most."""
        return self.notices.of_company(company_id, tuning.NOTICES_SHOWN)

    def acknowledge(self, company_id: str, match_id: str, by: str) -> Sequence[ErasureNotice]:
        """Forget the notice of a match, and return those that are left; a second time changes nothing.

        Raises:
            Problem: `match_not_found`.
        """
        seen = self.ledger.read(Addresses(match_id=match_id, company_id=company_id, own=True))
        if owner(seen.match, seen.entry) != company_id:
            raise Problem("match_not_found")
        if done := self.notices.acknowledge(company_id, match_id):
            what = AuditedAction.ERASURE_ACKNOWLEDGED
            self.audit.record(company_id, by, what, match=match_id, position=done.position_id)
        return self.open(company_id)
