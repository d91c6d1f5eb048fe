"""The ledger's entries that are followed, in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from local.memory.store import Store
from shared.domain.applicant import Stage
from shared.domain.errors import Conflict
from shared.domain.ledger.export import Export, State
from shared.domain.ledger.following import FollowUp
from shared.structs import replace

IN_ONE_COMMIT = 300


@dataclass(frozen=True, kw_only=True)
class InMemoryFollowUps:
    """The twin of FirestoreFollowUps."""

    store: Store

    def due(self, companies: Collection[str], now: datetime, limit: int) -> Sequence[FollowUp]:
        due = [(one.follow_at, one) for one in self._of(companies) if one.follow_at and one.follow_at <= now]
        some = sorted(due, key=lambda each: (each[0], each[1].match_id))[:limit]
        return [FollowUp(entry=one, version=self.store.versions[_path(one)]) for _, one in some]

    def next_at(self, companies: Collection[str], after: datetime) -> datetime | None:
        times = [one.follow_at for one in self._of(companies) if one.follow_at and one.follow_at > after]
        return min(times, default=None)

    def companies_due(self, now: datetime, limit: int) -> frozenset[str]:
        known: list[Export] = self.store.all_whole("exports")
        due = [(one.follow_at, one.company_id) for one in known if one.follow_at and one.follow_at <= now]
        return frozenset(company for _, company in sorted(due)[:limit])

    def keep(self, known: FollowUp, changed: Export) -> bool:
        read = replace(
            known.entry,
            application_id=changed.application_id,
            progress=changed.progress,
            follow_at=changed.follow_at,
            unfound_at=changed.unfound_at,
        )
        try:
            with self.store.commit({_path(read): _version(known)}):
                self.store.put(_path(read), read)
        except Conflict:
            return False
        return True

    def stop(self, company_id: str) -> int:
        followed = [one for one in self._of([company_id]) if one.progress or one.follow_at][:IN_ONE_COMMIT]
        for one in followed:
            self.store.put(_path(one), replace(one, progress=None, follow_at=None))
        return len(followed)

    def resume(self, company_id: str, now: datetime, limit: int) -> int:
        exported = [one for one in self._of([company_id]) if one.state is State.EXPORTED]
        latest = sorted(exported, key=lambda one: (one.successful_at, one.match_id), reverse=True)[:limit]
        read = [one for one in latest if one.application_id and one.follow_at is None]
        resumed = [one for one in read if not (one.progress and one.progress.stage.final)]
        for one in resumed:
            self.store.put(_path(one), replace(one, follow_at=now))
        return len(resumed)

    def tally(self, company_id: str) -> Mapping[Stage, int]:
        stages = [one.progress.stage for one in self._of([company_id]) if one.progress]
        return {stage: stages.count(stage) for stage in Stage}

    def _of(self, companies: Collection[str]) -> list[Export]:
        known = [one for company in companies for one in self.store.of_company("exports", company)]
        return [one for one in known if isinstance(one, Export)]


def _path(entry: Export) -> str:
    return f"exports/{entry.match_id}"


def _version(known: FollowUp) -> int:
    assert isinstance(known.version, int)
    return known.version
