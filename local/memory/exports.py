"""The ledger's entries in memory, many at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from local.memory.ledger import InMemoryLedger
from local.memory.store import Broken, Store
from shared.domain.applicant import Stage
from shared.domain.errors import Conflict
from shared.domain.ledger.cursor import cursor_of, place_of
from shared.domain.ledger.export import Code, Due, Export, ExportPage, Origin, State
from shared.structs import replace

ROUNDS = 8  # of a write that others overtake


@dataclass(frozen=True, kw_only=True)
class InMemoryExports:
    """The twin of FirestoreExports."""

    store: Store

    def page(
        self,
        company_id: str,
        state: State | None,
        cursor: str | None,
        limit: int,
        progress: Stage | None = None,
    ) -> ExportPage:
        after = place_of(cursor) if cursor is not None else None
        wanted = sorted(
            (
                e
                for e in self._all()
                if e.company_id == company_id
                and state in {None, e.state}
                and progress in {None, e.progress and e.progress.stage}
            ),
            key=_place,
            reverse=True,
        )
        page = [entry for entry in wanted if after is None or _place(entry) < after]
        last = page[limit - 1] if len(page) > limit else None
        return ExportPage(entries=tuple(page[:limit]), next=cursor_of(*_place(last)) if last else None)

    def due(self, now: datetime, after: datetime | None, limit: int) -> Sequence[Due]:
        due = _due(self.store.collections.get("exports", {}).values())
        return [due for due in due if due.due_at <= now and (after is None or due.due_at >= after)][:limit]

    def earliest(self, companies: Collection[str], limit: int) -> Sequence[Due]:
        due = _due([entry for company in companies for entry in self.store.of_company("exports", company)])
        return [entry for origin in Origin for entry in [d for d in due if d.origin is origin][:limit]]

    def to_prune(self, now: datetime, limit: int) -> Sequence[str]:
        due = [(entry.prune_at, entry.match_id) for entry in self._all() if entry.prune_at]
        return [match for at, match in sorted(due) if at <= now][:limit]

    def known(self, matches: Sequence[str]) -> Mapping[str, Export]:
        ledger = InMemoryLedger(store=self.store)
        found = {match: ledger.get(match) for match in matches}
        return {match: entry for match, entry in found.items() if entry is not None}

    def tally(
        self, company_id: str, origin: Origin | None = None, expected: int | None = None
    ) -> Mapping[State, int]:
        del expected  # here nothing is saved by it
        mine = [e for e in self._all() if e.company_id == company_id]
        states = [e.state for e in mine if origin in {None, e.origin}]
        return {state: states.count(state) for state in State}

    def count_standing(self, company_id: str, changed_since: datetime) -> int:
        mine = [e for e in self._all() if e.company_id == company_id and e.state is not State.CANCELLED]
        taken_back = [entry.taken_back_at for entry in mine if entry.state.final and entry.taken_back_at]
        going_on = sum(entry.updated_at >= changed_since for entry in mine)
        return going_on - sum(at >= changed_since for at in taken_back)

    def _all(self) -> list[Export]:
        return self.store.all_whole("exports")

    def wake(self, company_id: str, job_id: str | None = None, only: State | None = None) -> int:
        return self._wake(
            company_id, lambda entry: only in {None, entry.state} and job_id in {None, entry.job_id}
        )

    def wake_coded(self, company_id: str, codes: Collection[Code]) -> int:
        return self._wake(company_id, lambda entry: _coded(entry, codes))

    def coded(self, company_id: str, codes: Collection[Code], limit: int) -> Sequence[Export]:
        return [e for e in self._all() if e.company_id == company_id and _coded(e, codes)][:limit]

    def _wake(self, company_id: str, meant: Callable[[Export], bool]) -> int:
        for _ in range(ROUNDS):
            try:
                return self._wake_once(company_id, meant)
            except Conflict:
                continue
        return 0

    def _wake_once(self, company_id: str, meant: Callable[[Export], bool]) -> int:
        now, seen = self.store.clock.now(), dict(self.store.versions)
        parked = {
            f"exports/{entry.match_id}": entry
            for entry in self.store.of_company("exports", company_id)
            if isinstance(entry, Export)
            and entry.state.parked
            and meant(entry)
            and entry.due_at
            and entry.due_at > now
        }
        with self.store.commit({path: seen.get(path) for path in parked}):
            for path, entry in parked.items():
                self.store.put(path, replace(entry, due_at=now))
        return len(parked)


def _coded(entry: Export, codes: Collection[Code]) -> bool:
    return entry.state is State.NEEDS_ACTION and entry.code in codes


def _due(entries: Iterable[Export | Broken]) -> list[Due]:
    """Those that are ever due, the first first; a broken one may still tell its time."""
    due = [entry.due if isinstance(entry, Broken) else due_of(entry) for entry in entries]
    return sorted(filter(None, due), key=lambda entry: (entry.due_at, entry.match_id))


def due_of(entry: Export) -> Due | None:
    """What of an entry says when it has to be looked at."""
    if entry.due_at is None:
        return None
    return Due(
        match_id=entry.match_id,
        company_id=entry.company_id,
        job_id=entry.job_id,
        developer_id=entry.developer_id,
        origin=entry.origin,
        due_at=entry.due_at,
        reading=entry.code is Code.CHECKING,
    )


def _place(entry: Export) -> tuple[datetime, str]:
    return entry.successful_at, entry.match_id
