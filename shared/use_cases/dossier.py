"""Everything that is held of one person, before and after an erasure."""

from shared.domain.ledger.erased import Erased
from shared.domain.person import Holdings
from shared.domain.pseudonym import pseudonym
from shared.ports import ErasedPeople, HashKeys, People
from shared.structs import Struct


class Dossier(Struct):
    """What is held of a person.

    Attributes:
        held: under their id.
        kept: what an erasure left, under their pseudonym.
        erased: that they were erased, and whether a second time is due; None where they were not.
    """

    held: Holdings
    kept: tuple[Holdings, ...] = ()
    erased: Erased | None = None


class Dossiers(Struct):
    """Reads alone."""

    people: People
    erased: ErasedPeople
    keys: HashKeys

    def of(self, developer_id: str) -> Dossier:
        """All of it.

        Raises:
            Unavailable: something cannot be read, so that nobody can tell.
        """
        names = [pseudonym(key, developer_id) for key in self.keys.all()]
        known = self.erased.known(names).values()
        kept = [held for name in names if (held := self.people.holdings(name)).exports]
        return Dossier(
            held=self.people.holdings(developer_id),
            kept=tuple(kept),
            erased=next((each for each in known if each.erased_at), None),
        )
