"""Everything a decision about one export looks at, read at one moment."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from shared.domain.attributes import Developer
from shared.domain.connection import Connection
from shared.domain.jobs.job_ad import JobAd
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Due, Export
from shared.domain.match import Match
from shared.domain.rules import Rules
from shared.structs import Struct, field


class Addresses(Struct):
    """Ids under which the parts of a snapshot are looked up; a hint, checked against what is read.

    Attributes:
        own: a match of another company than `company_id` is read as none, and takes no more calls than none.
    """

    match_id: str
    company_id: str | None = None
    job_id: str | None = None
    developer_id: str | None = None
    own: bool = False

    @classmethod
    def of(cls, known: Match | Export | Due) -> "Addresses":
        """As a match, its entry or an entry that is due names them; an empty id is none."""
        return cls(
            match_id=known.id if isinstance(known, Match) else known.match_id,
            company_id=known.company_id or None,
            job_id=known.job_id or None,
            developer_id=known.developer_id or None,
        )


class Holder(Struct):
    """Who holds the applicant key, where it is not this match."""

    match_id: str
    entry: Export | None


class Part(StrEnum):
    """What of a snapshot may be there and yet not be readable, because somebody broke it by hand."""

    ENTRY = "entry"
    CONNECTION = "connection"
    HOLDER = "holder"
    RULES = "rules"


class Snapshot(Struct):
    """What was read together; None means the document does not exist.

    Attributes:
        now: the read's own time: the clock of every decision.
        entry: where it is unreadable, what is shown in its place and never written.
        rules: the company's own; those that say nothing where it set none.
        profile_since: when the developer's document was made.
        erased: the person's pseudonym, where matched.io erased them and there is no profile.
        holder: the other match that holds the key; known only once a claim has met it.
        unreadable: while it has a part, nothing is sent.
        versions: by document, what a commit's preconditions compare with; the ledger's own business.
    """

    now: datetime
    match_id: str
    match: Match | None = None
    entry: Export | None = None
    job: JobAd | None = None
    developer: Developer | None = None
    profile_since: datetime | None = None
    erased: str | None = None
    connection: Connection | None = None
    account: Account | None = None
    paused: bool = False
    rules: Rules = field(default_factory=Rules)
    holder: Holder | None = None
    unreadable: frozenset[Part] = frozenset()
    versions: Mapping[str, object] = field(default_factory=dict)


def owner(match: Match | None, entry: Export | None) -> str | None:
    """The company whose match it is: as it says itself, else as its entry remembers."""
    return (match and match.company_id) or (entry and entry.company_id) or None
