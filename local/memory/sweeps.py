"""The sweep's own memory."""

from dataclasses import dataclass
from datetime import timedelta

from local.memory.store import Store
from shared.domain.ledger.sweep import Sweep
from shared.structs import replace


@dataclass(frozen=True, kw_only=True)
class InMemorySweeps:
    """The twin of FirestoreSweeps."""

    store: Store

    def take(self, lease: timedelta) -> Sweep | None:
        known: Sweep = self.store.get("settings/sweep") or Sweep()
        now = self.store.clock.now()
        if self.store.get("settings/global"):
            self.store.put("settings/sweep", replace(known, after_pause=True))
            return None
        if known.lease_until and known.lease_until > now:
            return None
        self.store.put("settings/sweep", replace(known, lease_until=now + lease))
        return replace(known, lease_until=now + lease)

    def keep(self, taken: Sweep, sweep: Sweep) -> None:
        known: Sweep | None = self.store.get("settings/sweep")
        if known and known.lease_until == taken.lease_until:
            paused_since = known.after_pause and not taken.after_pause
            self.store.put("settings/sweep", replace(sweep, after_pause=paused_since or sweep.after_pause))
