"""What companies are told of erased people, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from local.memory.store import Store
from shared.domain.ledger.erased import ErasureNotice


@dataclass(frozen=True, kw_only=True)
class InMemoryErasureNotices:
    """The twin of FirestoreErasureNotices."""

    store: Store

    def of_company(self, company_id: str, limit: int) -> Sequence[ErasureNotice]:
        known: list[ErasureNotice] = self.store.of_company("erasures", company_id)
        there = [notice for notice in known if notice.expires_at > self.store.clock.now()]
        return sorted(there, key=lambda notice: notice.expires_at, reverse=True)[:limit]

    def get(self, matches: Collection[str]) -> Mapping[str, ErasureNotice]:
        found = {match: self.store.get(f"erasures/{match}") for match in matches}
        return {match: notice for match, notice in found.items() if notice}

    def acknowledge(self, company_id: str, match_id: str) -> ErasureNotice | None:
        notice: ErasureNotice | None = self.store.get(f"erasures/{match_id}")
        if notice is None or notice.company_id != company_id:
            return None
        self.store.drop(f"erasures/{match_id}")
        return notice
