"""Forget, once a night, the address that an attempt of unknown outcome sent long ago."""

from dataclasses import dataclass

from shared import log
from shared.domain.errors import Conflict
from shared.domain.ledger.change import Change
from shared.domain.ledger.snapshot import Addresses
from shared.ports import Clock, Exports, Ledger
from shared.use_cases import tuning


@dataclass(frozen=True, kw_only=True, slots=True)
class Pruning:
    """Takes the frozen values from exports that are over; only "export again" sends those then."""

    exports: Exports
    ledger: Ledger
    clock: Clock

    def prune(self) -> int:
        """Prune what is due, the longest due first, a page at most; how many there were."""
        return sum(map(self._one, self.exports.to_prune(self.clock.now(), tuning.PRUNED_AT_ONCE)))

    def _one(self, match_id: str) -> bool:
        try:
            seen = self.ledger.read(Addresses(match_id=match_id))
            entry = seen.entry
            if entry is None or not entry.frozen or not entry.prune_at or entry.prune_at > seen.now:
                return False
            self.ledger.commit(seen, Change(entry=entry.pruned(), drop_key=entry.key))
        except Conflict:
            return False  # somebody goes on with it; else it is looked at again the next night
        except Exception as fault:  # noqa: BLE001 - one broken entry stops nobody
            log.prune_failed(match_id, fault)
            return False
        return True
