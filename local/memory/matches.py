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
        matches: list[Match] = self.store.all_whole("matches")
        dated = [(m.successful_at, m.id, m) for m in matches if m.successful and m.successful_at]
        place = (after.successful_at, after.id) if after and after.successful_at else (since, "")
        return [m for at, id_, m in sorted(dated) if at <= until and (at, id_) > place][:limit]

    def of_company(self, company_id: str, after: str | None, limit: int) -> Sequence[Match]:
        matches: list[Match] = self.store.of_company("matches", company_id)
        found = [match for match in matches if match.successful and match.id > (after or "")]
        return sorted(found, key=lambda match: match.id)[:limit]

    def count(self, since: datetime, until: datetime) -> int:
        matches: list[Match] = self.store.all_whole("matches")
        dated = [match.successful_at for match in matches if match.successful and match.successful_at]
        return sum(since <= at <= until for at in dated)

    def count_of_company(self, company_id: str, since: datetime | None = None) -> int:
        matches: list[Match] = self.store.of_company("matches", company_id)
        times = [match.successful_at for match in matches if match.successful]
        return sum(since is None or (at is not None and at >= since) for at in times)
