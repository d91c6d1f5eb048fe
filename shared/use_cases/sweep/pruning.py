"""Forget what an export has kept for long enough: an address of unknown outcome, lines of old attempts."""

from shared import log
from shared.domain.errors import Conflict
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.retention import pruning
from shared.domain.ledger.snapshot import Addresses, Part
from shared.domain.ledger.sweep import TimeLeft
from shared.ports import Clock, Exports, Ledger
from shared.structs import Struct
from shared.use_cases import tuning


class Pruning(Struct):
    """Takes frozen values from exports that are over: only "export again" sends those then. And old lines."""

    exports: Exports
    ledger: Ledger
    clock: Clock
    pace: Pace

    def prune(self, time_left: TimeLeft) -> int:
        """Prune what is due, the longest due first, as far as the time goes; how many there were."""
        pruned = 0
        while time_left():
            due = self.exports.to_prune(self.clock.now(), tuning.PRUNED_AT_ONCE)
            done = sum(map(self._one, due))
            pruned += done
            if len(due) < tuning.PRUNED_AT_ONCE or not done:
                break
        return pruned

    def _one(self, match_id: str) -> bool:
        try:
            seen = self.ledger.read(Addresses(match_id=match_id))
            if seen.entry is None or Part.ENTRY in seen.unreadable or seen.entry.leased(seen.now):
                return False
            change = pruning(seen.entry, seen.now, self.pace)
            if change is None:
                return False
            self.ledger.commit(seen, change)
        except Conflict:
            return False  # somebody goes on with it; else it is looked at again the next night
        except Exception as fault:  # noqa: BLE001 - one broken entry stops nobody
            log.prune_failed(match_id, fault)
            return False
        return True
