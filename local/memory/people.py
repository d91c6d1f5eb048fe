"""What the documents in memory hold of developers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from local.memory.store import Broken, Store
from shared.domain.attributes import Developer
from shared.domain.ledger.export import Export
from shared.domain.match import Match
from shared.domain.person import Held, Holdings
from shared.structs import asdict, replace

NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class InMemoryPeople:
    """The twin of FirestorePeople. An applicant key tells its developer by the end of its path."""

    store: Store

    def exports_of(self, developer_id: str) -> Sequence[str]:
        return [held.match_id for held in self._all() if held.developer_id == developer_id]

    def changed(self, since: datetime, after: Held | None, limit: int) -> Sequence[Held]:
        place = (after.updated_at or NEVER, after.match_id) if after else (since, "")
        dated = sorted(
            (held.updated_at or NEVER, held.match_id, held) for held in self._all() if held.updated_at
        )
        return [held for at, match, held in dated if (at, match) > place][:limit]

    def walk(self, after: str | None, limit: int) -> Sequence[Held]:
        found = [held for held in self._all() if held.match_id > (after or "")]
        return sorted(found, key=lambda held: held.match_id)[:limit]

    def without_profile(self, developers: Collection[str]) -> frozenset[str]:
        return frozenset(each for each in developers if self.store.get(f"developers/{each}") is None)

    def drop_keys(self, developer_id: str) -> int:
        keys = self._keys(developer_id)
        for path in keys:
            self.store.drop(path)
        return len(keys)

    def strip(self, match_id: str, pseudonym: str) -> None:
        path = f"exports/{match_id}"
        broken = self.store.get(path)
        due = replace(broken.due, developer_id=pseudonym) if broken.due else None
        self.store.put(path, Broken(broken.company_id, due))

    def holdings(self, developer_id: str) -> Holdings:
        profile: Developer | None = self.store.get(f"developers/{developer_id}")
        matches: list[Match] = self.store.all_whole("matches")
        exports = {
            f"exports/{match}": self.store.get(f"exports/{match}") for match in self.exports_of(developer_id)
        }
        erasures = {path.replace("exports/", "erasures/"): None for path in exports}
        return Holdings(
            profile={f"developers/{developer_id}": asdict(profile)} if profile else {},
            matches={f"matches/{m.id}": asdict(m) for m in matches if m.developer_id == developer_id},
            exports={path: asdict(entry) for path, entry in exports.items() if isinstance(entry, Export)},
            applicants={path: {"match_id": self.store.get(path)} for path in self._keys(developer_id)},
            erasures={path: asdict(told) for path in erasures if (told := self.store.get(path))},
        )

    def _keys(self, developer_id: str) -> list[str]:
        known = self.store.collections.get("applicants", {})
        return [path for path in known if path.endswith(f"_{developer_id}")]

    def _all(self) -> list[Held]:
        return [
            _held(path.partition("/")[2], entry)
            for path, entry in self.store.collections.get("exports", {}).items()
        ]


def _held(match_id: str, entry: Export | Broken) -> Held:
    if isinstance(entry, Broken):
        named = entry.due.developer_id if entry.due else ""
        return Held(match_id=match_id, developer_id=named, updated_at=None)
    return Held(match_id=match_id, developer_id=entry.developer_id, updated_at=entry.updated_at)
