"""matched.io's successful matches in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from local.memory.store import Store
from shared.domain.match import Match


@dataclass(frozen=True, kw_only=True)
class InMemoryMatches:
    """The twin of FirestoreMatches."""

    store: Store

    def succeeded(self, since: datetime, until: datetime, after: Match | None, limit: int) -> Sequence[Match]:
        dated = [(m.successful_at, m.id, m) for m in self._successful() if m.successful_at]
        place = (after.successful_at, after.id) if after and after.successful_at else (since, "")
        return [m for at, id_, m in sorted(dated) if at <= until and (at, id_) > place][:limit]

    def of_company(self, company_id: str, after: str | None, limit: int) -> Sequence[Match]:
        found = [m for m in self._successful() if m.company_id == company_id and m.id > (after or "")]
        return sorted(found, key=lambda match: match.id)[:limit]

    def _successful(self) -> list[Match]:
        matches = (value for path, value in self.store.documents.items() if path.startswith("matches/"))
        return [match for match in matches if match.successful]
