"""Erase a person: at once, and once more when all is over that was under way.

    note     the person's pseudonym, and when it is done again: from here on nothing new is written of them
    entries  end, or lose their personal part; companies with an applicant are told in the same commit
    keys     that no entry stands for any more

Whatever crashes in between is done again by the event, by the second time, or by the night.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum, auto

from shared import log
from shared.domain.attributes import Developer
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.erased import Erased
from shared.domain.ledger.erasure import erasure
from shared.domain.ledger.export import Export
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses, Part, Snapshot
from shared.domain.ledger.sweep import TimeLeft
from shared.domain.person import Held
from shared.domain.pseudonym import HashKey, is_pseudonym, pseudonym
from shared.ports import Clock, ErasedPeople, HashKeys, Ledger, People
from shared.structs import Struct, replace
from shared.use_cases import tuning
from shared.use_cases.erased import ErasedLookup


class Done(Enum):
    """What became of one entry."""

    ERASED = auto()
    TOLD = auto()  # erased, and its company has something to erase at Personio
    LEFT = auto()  # it is being sent, or something failed: somebody has to come again
    SPARED = auto()  # nobody's any more, or a new person's


class Erasure(Struct):
    """What one erasure did: entries, how many companies were told, what is left to be done, keys."""

    entries: int = 0
    told: int = 0
    left: int = 0
    keys: int = 0


class Erasing(Struct):
    """Takes a person out of the ledger; only their companies' own Personio still knows them."""

    ledger: Ledger
    people: People
    erased: ErasedPeople
    keys: HashKeys
    lookup: ErasedLookup
    clock: Clock
    pace: Pace

    def of_event(self, developer_id: str, profile: Developer | None) -> Erasure:
        """Erase who was deleted, while the event still knows name and address.

        Raises:
            Unavailable: something of theirs is being sent, or failed; the event comes again.
        """
        done = self.erase(developer_id, profile)
        if done.left:
            raise Unavailable("something of an erased person is being sent, or failed")
        return done

    def erase(
        self, developer_id: str, profile: Developer | None = None, *, profile_stays: bool = False
    ) -> Erasure:
        """Erase a person, but for what is being sent. A second time changes nothing.

        Args:
            profile: for the companies that are told, where somebody still has it.
            profile_stays: somebody asks for it although matched.io keeps the profile.

        Raises:
            ValueError: that is nobody's id.
            Unavailable: as `of_event`.
        """
        if not developer_id or is_pseudonym(developer_id):
            raise ValueError("that is nobody's id")
        name = self._noted(developer_id)
        back = not profile_stays and not self.people.without_profile([developer_id])
        done = [
            self._tried(match, developer_id, name, profile, profile_stays=profile_stays)
            for match in self.people.exports_of(developer_id)
        ]
        keys = 0 if back or Done.LEFT in done else self.people.drop_keys(developer_id)
        summary = _summary(done, keys)
        log.person_erased(summary.entries, summary.told, summary.left, summary.keys)
        return summary

    def again(self, time_left: TimeLeft) -> int:
        """The second time for everybody who is due; how many people.

        Nobody knows their ids any more. What was under way was changed since: of that, each id's hash is
        compared.
        """
        due = self.erased.due(self.clock.now(), tuning.ERASED_AT_ONCE)
        if not due:
            return 0
        since = min(each.erased_at or self.clock.now() for each in due) - self.pace.erase_again
        wanted, keys = {each.id for each in due}, self.keys.all()
        left: set[str] = set()
        for held in self._changed(since, time_left):
            if held is None:
                return 0
            for name in wanted & _names(keys, held.developer_id):
                if self._tried(held.match_id, held.developer_id, name, None) is Done.LEFT:
                    left.add(name)
        for each in due:
            if each.id not in left:
                self._finish(each)
        return len(wanted - left)

    def _noted(self, developer_id: str) -> str:
        name = self.lookup.pseudonym_of(developer_id) or self.name(developer_id)
        now = self.clock.now()
        self.erased.update(
            name,
            lambda _: Erased(
                id=name,
                erased_at=now,
                again_at=now + self.pace.erase_again,
                expires_at=now + self.pace.keep_exports,
            ),
        )
        return name

    def name(self, developer_id: str) -> str:
        """The pseudonym by which they are erased from now on."""
        if not (keys := self.keys.all()):
            self.keys.make()
            keys = self.keys.all()
        return pseudonym(keys[-1], developer_id)

    def _changed(self, since: datetime, time_left: TimeLeft) -> Iterator[Held | None]:
        """None where the time was over first."""
        after: Held | None = None
        while time_left():
            page = self.people.changed(since, after, tuning.HELD_IN_A_PAGE)
            yield from page
            if len(page) < tuning.HELD_IN_A_PAGE:
                return
            after = page[-1]
        yield None

    def _finish(self, done: Erased) -> None:
        """Unless somebody erased them anew meanwhile."""

        def step(known: Erased | None) -> Erased:
            if known and known.again_at != done.again_at:
                return known
            return replace(known or done, again_at=None)

        self.erased.update(done.id, step)

    def _tried(
        self,
        match_id: str,
        developer_id: str,
        name: str,
        profile: Developer | None,
        *,
        profile_stays: bool = False,
    ) -> Done:
        """One entry that cannot be erased stops no other."""
        try:
            return self._one(match_id, developer_id, name, profile, profile_stays=profile_stays)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the others are not to blame
            log.erasure_failed(match_id, fault)
            return Done.LEFT

    def _one(
        self,
        match_id: str,
        developer_id: str,
        name: str,
        profile: Developer | None,
        *,
        profile_stays: bool,
    ) -> Done:
        for _ in range(tuning.ERASE_ROUNDS):
            seen = self.ledger.read(Addresses(match_id=match_id, developer_id=developer_id))
            if Part.ENTRY in seen.unreadable:
                self.people.strip(match_id, name)
                return Done.ERASED
            entry = seen.entry
            if entry is None or entry.developer_id != developer_id:
                return Done.SPARED
            if not profile_stays and _of_a_new_person(seen, entry):
                return Done.SPARED
            if entry.leased(seen.now):
                return Done.LEFT
            change = erasure(seen, entry, name, self.pace, profile)
            try:
                self.ledger.commit(seen, change)
            except Conflict:
                continue
            return Done.TOLD if change.erasure else Done.ERASED
        raise Unavailable("an entry found no quiet moment")


def _of_a_new_person(seen: Snapshot, entry: Export) -> bool:
    """Somebody signed up anew under the same id, and succeeded since."""
    profile, since = seen.developer, seen.profile_since
    if profile is None or since is None or profile.id != entry.developer_id:
        return False
    return entry.successful_at >= since


def _names(keys: Sequence[HashKey], developer_id: str) -> set[str]:
    if not developer_id or is_pseudonym(developer_id):
        return set()
    return {pseudonym(key, developer_id) for key in keys}


def _summary(done: Sequence[Done], keys: int) -> Erasure:
    told = done.count(Done.TOLD)
    return Erasure(entries=told + done.count(Done.ERASED), told=told, left=done.count(Done.LEFT), keys=keys)
