"""Who was erased: asked wherever a match's developer has no profile, before anything is written of them."""

from typing import TYPE_CHECKING

from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Export
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.pseudonym import is_pseudonym, pseudonym
from shared.structs import Struct, replace

if TYPE_CHECKING:
    from shared.ports import ErasedPeople, HashKeys, Ledger


class ErasedLookup(Struct):
    """Pseudonyms of those who were erased."""

    people: "ErasedPeople"
    keys: "HashKeys"

    def pseudonym_of(self, developer_id: str) -> str | None:
        """Theirs, where they were erased; None where they were not.

        Raises:
            Unavailable: nobody can tell.
        """
        names = [pseudonym(key, developer_id) for key in self.keys.all()]
        known = self.people.known(names)
        return next((name for name in names if name in known and known[name].erased_at), None)


class ErasureAwareLedger(Struct):
    """The port Ledger in front of another one: its snapshots know who was erased.

    It fails closed: a snapshot without a profile of which nobody can tell is none (Unavailable). Who has a
    profile is nobody erased: a person who signs up anew is a new one.
    """

    ledger: "Ledger"
    lookup: ErasedLookup

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        """As the port says, with `erased`."""
        seen = self.ledger.read(where, key)
        source = seen.match or seen.entry
        if seen.developer or source is None or not source.developer_id or is_pseudonym(source.developer_id):
            return seen
        return replace(seen, erased=self.lookup.pseudonym_of(source.developer_id))

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        """As the port says."""
        return self.ledger.commit(seen, change)

    def append(self, match_id: str, attempt: Attempt) -> None:
        """As the port says."""
        self.ledger.append(match_id, attempt)

    def get(self, match_id: str) -> Export | None:
        """As the port says."""
        return self.ledger.get(match_id)

    def own(self, company_id: str, match_id: str) -> Export | None:
        """As the port says."""
        return self.ledger.own(company_id, match_id)
