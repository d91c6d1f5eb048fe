"""matched.io's companies and their members in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.company import Ahead, Role


@dataclass(frozen=True, kw_only=True)
class InMemoryCompanies:
    """The twin of FirestoreCompanies; `members` by company."""

    members: Mapping[str, Mapping[str, Role]]

    def role(self, company_id: str, uid: str, ahead: Mapping[Ahead, str] | None = None) -> Role | None:
        del ahead  # everything is at hand here
        return self.members.get(company_id, {}).get(uid)
