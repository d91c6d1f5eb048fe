"""The companies' own rules in memory."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from local.memory.store import Broken, Store
from shared.domain.errors import Conflict, Unavailable
from shared.domain.rules import Rules

ROUNDS = 8  # of a write that others overtake


@dataclass(frozen=True, kw_only=True)
class InMemoryCompanyRules:
    """The twin of FirestoreCompanyRules."""

    store: Store

    def get(self, company_id: str) -> Rules | None:
        known: Rules | Broken | None = self.store.get(f"rules/{company_id}")
        return None if isinstance(known, Broken) else known or Rules()

    def update(self, company_id: str, step: Callable[[Rules | None], Rules]) -> Rules:
        path = f"rules/{company_id}"
        for _ in range(ROUNDS):
            with suppress(Conflict):
                version = self.store.versions.get(path)
                changed = step(self.get(company_id))
                with self.store.commit({path: version}):
                    self.store.put(path, changed)
                return changed
        raise Unavailable("the rules found no quiet moment")
