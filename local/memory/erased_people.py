"""Who was erased, by pseudonym, in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from local.memory.store import Store
from shared.domain.ledger.erased import Erased


@dataclass(frozen=True, kw_only=True)
class InMemoryErasedPeople:
    """The twin of FirestoreErasedPeople."""

    store: Store

    def known(self, pseudonyms: Collection[str]) -> Mapping[str, Erased]:
        found = {each: self.store.get(f"erased/{each}") for each in pseudonyms}
        return {each: erased for each, erased in found.items() if erased}

    def update(self, pseudonym: str, step: Callable[[Erased | None], Erased]) -> Erased:
        changed = step(self.store.get(f"erased/{pseudonym}"))
        self.store.put(f"erased/{pseudonym}", changed)
        return changed

    def due(self, now: datetime, limit: int) -> Sequence[Erased]:
        all_: list[Erased] = self.store.all_whole("erased")
        due = [(each.again_at, each.id, each) for each in all_ if each.again_at and each.again_at <= now]
        return [each for _, _, each in sorted(due)][:limit]
