"""Erase, once a night, whose profile has been missing for two nights running.

Deletion events are lost, or too large to be delivered, and databases are restored. One night alone may be
matched.io's own move from one document to another.
"""

from datetime import datetime

from shared import log
from shared.domain.ledger.erased import Erased
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.sweep import Sweep, TimeLeft
from shared.domain.pseudonym import is_pseudonym
from shared.ports import Clock, ErasedPeople, People
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.erasing import Erasing


class Missing(Struct):
    """A walk over all entries, as many sweeps long as it takes."""

    people: People
    erased: ErasedPeople
    erasing: Erasing
    clock: Clock
    pace: Pace

    def go_on(self, sweep: Sweep, time_left: TimeLeft) -> Sweep:
        """Go on with the walk; begin one a day after the last."""
        now, began = self.clock.now(), sweep.people_began_at
        if sweep.people_at is None:  # none is under way
            if began and now - began < self.pace.full_pass_interval:
                return sweep
            sweep = replace(sweep, people_began_at=now, people_before=began, people_at="")
            sweep = replace(sweep, people_missing=0, people_erased=0)
        while time_left():
            page = self.people.walk(sweep.people_at or None, tuning.HELD_IN_A_PAGE)
            sweep = self._looked_at({held.developer_id for held in page}, sweep)
            if len(page) < tuning.HELD_IN_A_PAGE:
                log.profiles_missing(sweep.people_missing, sweep.people_erased)
                return replace(sweep, people_at=None)
            sweep = replace(sweep, people_at=page[-1].match_id)
        return sweep

    def _looked_at(self, developers: set[str], sweep: Sweep) -> Sweep:
        known = sorted(each for each in developers if each and not is_pseudonym(each))
        missing = self.people.without_profile(known)
        erased = sum(self._gone(each, sweep) for each in sorted(missing))
        return replace(
            sweep,
            people_missing=sweep.people_missing + len(missing),
            people_erased=sweep.people_erased + erased,
        )

    def _gone(self, developer_id: str, sweep: Sweep) -> bool:
        """Note that they are missing; erase them where they were the night before. One stops nobody."""
        try:
            if self._since_last_night(developer_id, sweep):
                self.erasing.erase(developer_id)
                return True
        except Exception as fault:  # noqa: BLE001 - they are looked for again the next night
            log.erasure_failed(None, fault)
        return False

    def _since_last_night(self, developer_id: str, sweep: Sweep) -> bool:
        now = self.clock.now()
        began, before = sweep.people_began_at or now, sweep.people_before
        name, last_night = self.erasing.name(developer_id), False

        def step(known: Erased | None) -> Erased:
            nonlocal last_night
            at = known.absent_at if known else None
            last_night = bool(known and known.erased_at) or _between(before, at, began)
            noted = known or Erased(id=name, expires_at=now)
            kept = max(noted.expires_at, now + self.pace.full_pass_interval * 3)
            return replace(noted, absent_at=at if at and at >= began else now, expires_at=kept)

        self.erased.update(name, step)
        return last_night


def _between(begin: datetime | None, at: datetime | None, end: datetime) -> bool:
    return begin is not None and at is not None and begin <= at < end
