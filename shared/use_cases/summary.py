"""What a company's matches lead to, in figures."""

from collections.abc import Mapping

from shared.domain.applicant import Stage
from shared.domain.ledger.export import State
from shared.ports import Exports, FollowUps
from shared.structs import Struct


class Summary(Struct):
    """Exports by state; applicants by stage, as far as they are followed."""

    exports: Mapping[State, int]
    applicants: Mapping[Stage, int]


class Summarising(Struct):
    """Counts, and reads no entry."""

    exports: Exports
    follow_ups: FollowUps

    def of(self, company_id: str) -> Summary:
        return Summary(exports=self.exports.tally(company_id), applicants=self.follow_ups.tally(company_id))
