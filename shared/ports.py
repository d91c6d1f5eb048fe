"""The sockets: what the use cases need from the outside, in the words of the domain.

Every port has an adapter (adapters/) and a twin (local/memory/); tests/contracts/ holds both to the same
rules. Anything that did not answer raises Unavailable.
"""

from __future__ import annotations  # ports load nothing

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from shared.domain.applicant import Found, Stage, Standing
    from shared.domain.application import Answer, Application, Proof
    from shared.domain.audit import AuditedAction, Line
    from shared.domain.board import Board
    from shared.domain.company import Ahead, Role
    from shared.domain.connection import Connection
    from shared.domain.credentials import Access, Credentials
    from shared.domain.jobs.feed import Feed
    from shared.domain.jobs.job_ad import JobAd, JobAdSummary, Link
    from shared.domain.ledger.account import Account, Slot
    from shared.domain.ledger.backfill import Backfill
    from shared.domain.ledger.change import Change
    from shared.domain.ledger.erased import Erased, ErasureNotice
    from shared.domain.ledger.export import (
        ApplicantKey,
        Attempt,
        Code,
        Due,
        Export,
        ExportPage,
        Origin,
        State,
    )
    from shared.domain.ledger.following import FollowUp
    from shared.domain.ledger.snapshot import Addresses, Snapshot
    from shared.domain.ledger.sweep import Sweep
    from shared.domain.ledger.turn import Turn
    from shared.domain.match import Match
    from shared.domain.person import Held, Holdings
    from shared.domain.pseudonym import HashKey
    from shared.domain.rules import Rules

    Step = Callable[[Connection | None], Connection]
    Told = Callable[[Connection | None, Connection], Collection[Line]]
    ToldOfAd = Callable[[JobAd], Line]


class Clock(Protocol):
    """Time as the product sees it."""

    def now(self) -> datetime:
        """The wall clock, with its time zone (UTC)."""

    def monotonic(self) -> float:
        """Seconds that never jump; only differences mean anything."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Secrets(Protocol):
    """One secret per company, one version per Recruiting API token.

    `read` and `retire` raise ValueError for a name that is none of this store's: what stands in a document
    must not be able to point at somebody else's secret.
    """

    def add(self, company_id: str, value: str) -> str:
        """Store `value` and return the name of its version, to be pinned in the connection.

        The secret is made where there is none yet. Two adds never return the same version, whatever was
        retired between them. An add that raises Unavailable may have left a version that nobody pins.
        """

    def read(self, version: str) -> str | None:
        """The value of `version`; None where it was retired, deleted or never was."""

    def retire(self, version: str) -> None:
        """Make `version` unreadable for us; its value is destroyed later. A second time changes nothing."""

    def versions(self, company_id: str) -> Sequence[str]:
        """Names of the company's versions that are not retired, in no order; it may lag by minutes."""


class Positions(Protocol):
    """Personio's feed of published positions."""

    def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
        """Read the board in each of `languages`, merged by position id.

        Nine tenths of a board are descriptions. `texts` are the ids of the positions whose own are needed,
        None stands for all; what is left out is None in Position.descriptions.

        Raises:
            Problem: `board_not_found` (no board under this name), `left_personio` (none any more),
                `feed_switched_off` (there is one, without its feed), `feed_unreadable` (malformed, too
                large), `personio_unreachable` (try again).
        """


class Applications(Protocol):
    """Personio's recruiting API, v1 and v2. No method raises for what Personio answers."""

    def access(self, credentials: Credentials) -> Access | Answer:
        """What `submit` authenticates with: at hand before anything is claimed.

        Of a client an access token, from memory where one holds. An Answer where there is none:
        `credentials_wrong` with its `problem` (`client_unknown`, `client_secret_wrong`, `client_refused`),
        `limited`, or `outage`, whatever kept the token's address from answering. It is the same for a
        minute, without another request.
        """

    def submit(self, application: Application, access: Access, enough_time: Callable[[], bool]) -> Answer:
        """Upload the CV where there is one, then send one POST; never a second one.

        `enough_time` is asked right before the POST: False ends with `upload_failed`, nothing sent. An
        access token that was refused is forgotten.
        """

    def prove(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        """Try the credentials without creating an applicant (docs/decisions/0005).

        Its answer is `created` where they are good; else `credentials_wrong`, `feature_off`,
        `scope_missing`, `limited`, `outage` or `unknown`. Of `positions` the first three are looked for in a
        client's account: one that is there proves whose it is, all missing disprove it. A client has to
        write and to read; `scope_read_missing` is said only where all else is good. A client's access token
        is asked for anew.
        """

    def owns(self, credentials: Credentials, position_id: int) -> bool | Answer:
        """Whether a position is there in a client's account.

        An Answer where nobody can tell: as of `access`, or `scope_missing` (of a token always), or
        `feature_off`, or `unknown`.
        """

    def revoke(self, credentials: Credentials) -> None:
        """End the access token that this instance has in memory; best effort, two seconds at most."""

    def preview(self, application: Application) -> Mapping[str, object]:
        """The JSON document that `submit` would send, but for the document's uuid; nothing is sent."""


class Applicants(Protocol):
    """Applicants at Personio, for a client that may read (API v2). No method raises for its answers.

    An Answer says why nobody can tell: as of `Applications.access`, or `scope_missing` (of a token always),
    `access_refused`, `feature_off`, `limited`, or `unknown` for whatever else is no answer to rely on. An
    access token that ended is replaced at once, since reading twice does no harm; `access_refused` means
    that the second was refused, too. Of people who were not asked for nothing is kept, and no text of an
    exception or of the log has the address.
    """

    def find(self, credentials: Credentials, email: str, position_id: int) -> Sequence[Found] | Answer:
        """The applications of this address for this position, earliest first; none means that all was read.

        Asked for as it is written and in lower case, and compared without case; anybody else's address in
        the list shows that Personio did not filter: `unknown`. The time that it takes has an end.
        """

    def standing(self, credentials: Credentials, application_id: str) -> Standing | Answer:
        """Where an application stands; `gone` where Personio made it anonymous, or has it no more."""

    def entered(self, credentials: Credentials, application_id: str) -> datetime | Answer | None:
        """When it entered the stage that it is in; None where Personio does not say it."""


class Ledger(Protocol):
    """The exports, and everything a decision about one of them needs.

    What of it somebody broke by hand is named in the snapshot and in the log; nothing is raised.
    """

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        """Read at one moment what `where` points to; wrong or missing addresses are mended from the match.

        With `key` the snapshot also says who else holds it.
        """

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        """Write all of `change` or nothing, and return the snapshot as it then stands.

        Raises:
            Conflict: a document is no longer as `seen` saw it.
            Unavailable: no answer; it may have been written or not.
        """

    def append(self, match_id: str, attempt: Attempt) -> None:
        """Add the line of an attempt whose answer came after its lease; dropped where the entry is gone."""

    def get(self, match_id: str) -> Export | None:
        """The entry as it stands; None where the match has none."""

    def own(self, company_id: str, match_id: str) -> Export | None:
        """The same for a match of this company's; nothing else is read.

        Raises:
            Problem: `match_not_found` where it is another's, or there is neither match nor entry.
        """


class Exports(Protocol):
    """The ledger's entries, many at a time."""

    def page(
        self,
        company_id: str,
        state: State | None,
        cursor: str | None,
        limit: int,
        progress: Stage | None = None,
    ) -> ExportPage:
        """Entries of a company, latest success first; `cursor` is a page's own `next`.

        Of all states or of one, of all applicants or of those in one stage. A broken one is left out.
        """

    def wake(self, company_id: str, job_id: str | None = None, only: State | None = None) -> int:
        """Make a company's parked entries (waiting or needs_action) due now; how many.

        With `job_id` those of one job ad alone, with `only` those in one of the two states.
        """

    def wake_coded(self, company_id: str, codes: Collection[Code]) -> int:
        """The same for some of those that wait for a person for one of these reasons; 0 once none is left."""

    def coded(self, company_id: str, codes: Collection[Code], limit: int) -> Sequence[Export]:
        """Some of those, in no order."""

    def earliest(self, companies: Collection[str], limit: int) -> Sequence[Due]:
        """Of each origin at least so many entries of those companies that are due first, already or not."""

    def due(self, now: datetime, after: datetime | None, limit: int) -> Sequence[Due]:
        """Entries that have to be looked at, longest due first; `after` leaves out those due before."""

    def to_prune(self, now: datetime, limit: int) -> Sequence[str]:
        """Matches whose entry has kept frozen values for long enough, the longest due first."""

    def known(self, matches: Sequence[str]) -> Mapping[str, Export]:
        """The entries of those matches that have one; of a broken one what is shown in its place."""

    def tally(
        self, company_id: str, origin: Origin | None = None, expected: int | None = None
    ) -> Mapping[State, int]:
        """How many of a company's entries, of all origins or of one, are in each state.

        Args:
            company_id: whose.
            origin: None for all.
            expected: about how many there are, if known: a few take one call, not one for each state.
        """

    def count_standing(self, company_id: str, changed_since: datetime) -> int:
        """Of a company's entries changed since then, how many are neither cancelled nor taken back."""


class FollowUps(Protocol):
    """The ledger's entries whose applicants are looked for, or read: they change in what was read alone."""

    def due(self, companies: Collection[str], now: datetime, limit: int) -> Sequence[FollowUp]:
        """Those of the companies that are due, longest due first; broken ones are left out."""

    def next_at(self, companies: Collection[str], after: datetime) -> datetime | None:
        """When the first of theirs is due that was not until then."""

    def companies_due(self, now: datetime, limit: int) -> frozenset[str]:
        """The companies of so many entries that are due, the longest due first."""

    def keep(self, known: FollowUp, changed: Export) -> bool:
        """Write what `changed` was read to be; False where somebody wrote the entry meanwhile."""

    def stop(self, company_id: str) -> int:
        """Follow some of a company's entries no more, and forget what was read; 0 once none is left.

        Their applicants' ids stay.
        """

    def resume(self, company_id: str, now: datetime, limit: int) -> int:
        """Have the applicants read from now on whose ids are known, those of the latest exports; how many."""

    def tally(self, company_id: str) -> Mapping[Stage, int]:
        """How many of a company's applicants stand in each stage, as far as they are followed."""


class Matches(Protocol):
    """matched.io's successful matches, many at a time."""

    def succeeded(self, since: datetime, until: datetime, after: Match | None, limit: int) -> Sequence[Match]:
        """Those that say when they succeeded, earliest first, on from `after`."""

    def of_company(self, company_id: str, after: str | None, limit: int) -> Sequence[Match]:
        """All of a company, by id, on from the id `after`."""

    def count(self, since: datetime, until: datetime) -> int:
        """How many say that they succeeded in this span, both ends among it."""

    def count_of_company(self, company_id: str, since: datetime | None = None) -> int:
        """How many a company has; with `since` those that say that they succeeded then or later."""


class Sweeps(Protocol):
    """The sweep's own memory; one sweep at a time holds it."""

    def take(self, lease: timedelta) -> Sweep | None:
        """Hold the lease from now on; None where somebody does, or where an operator paused all sending.

        What is taken after a pause says so (`after_pause`), until a sweep that knew it is kept.
        """

    def keep(self, taken: Sweep, sweep: Sweep) -> None:
        """Remember `sweep` in place of `taken`; nothing where somebody else took the lease since.

        A pause that began since stays remembered.
        """


class Dispatch(Protocol):
    """Whoever gives an account its turn to send, when it is asked to."""

    def ask(self, turn: Turn) -> None:
        """Ask for a turn, at its second or soon after: to send, or at another queue to follow applicants.

        Best effort, once the reason for it is committed: it takes a second at most, and raises nothing where
        nobody answers or the asking is refused. Nothing is lost then: the ledger knows what is due, and the
        sweep asks anew. A turn may come late, twice, or not at all. Two that ask for the same get one.
        """


class Backfills(Protocol):
    """The companies' requests to export their older successes, and how many the last night counted."""

    def get(self, company_id: str) -> Backfill | None:
        """The last one; None where nobody asked for one and nothing was counted yet."""

    def update(self, company_id: str, step: Callable[[Backfill | None], Backfill]) -> Backfill:
        """Replace it by what `step` makes of it, repeated until nobody came between."""

    def running(self, limit: int) -> Sequence[Backfill]:
        """Those that have not looked at every match yet, the one asked for first first."""


class CompanyRules(Protocol):
    """The companies' own rules for what is sent."""

    def get(self, company_id: str) -> Rules | None:
        """Those that say nothing where the company set none; None where somebody broke them by hand."""

    def update(self, company_id: str, step: Callable[[Rules | None], Rules]) -> Rules:
        """Replace them by what `step` makes of what `get` says, repeated until nobody came between."""


class Connections(Protocol):
    """The companies' connections, and what an account knows of its pace."""

    def get(self, company_id: str) -> Connection | None:
        """None where the company never connected."""

    def live(self) -> Sequence[Connection]:
        """All connections that are not cut, in no order."""

    def of(self, companies: Collection[str]) -> Mapping[str, Connection]:
        """The connections of those companies that have one, by company."""

    def accounts(self, ids: Collection[str]) -> Mapping[str, Account]:
        """What is known of those accounts' pace, by id."""

    def retiring(self, limit: int) -> Sequence[Connection]:
        """Those with versions that are still to be retired, cut ones too, in no order."""

    def to_prove(self, now: datetime, limit: int) -> Sequence[Connection]:
        """Those whose next proof is due, longest due first."""

    def update(self, company_id: str, step: Step, told: Told | None = None) -> Connection:
        """Replace the connection by what `step` makes of it, repeated until nobody came between.

        A new account is made known along with the connection that names it.

        Args:
            told: of the connection before and after, lines of the audit trail, which are written with it.
        """

    def of_account(self, account: str) -> Sequence[Connection]:
        """The connections to one account, cut ones too: what is due of them is its turn's to look at."""

    def expect_turn(self, turn: Turn) -> None:
        """Have the account expect a turn, unless an earlier one.

        Raises:
            Unavailable: Firestore does not answer, or nobody knows the account.
        """

    def end_outage(self, turn: Turn) -> None:
        """The same, and end its outage: Personio answered otherwise. What is known of its requests stays."""

    def begin_turn(self, account: str, at: datetime, *, whatever: bool) -> Account | None:
        """Have the account expect no turn any more; None where it expects none by `at`, or is unknown.

        With `whatever` the account is given whatever it expects. Of two who begin the same one gets it.
        An account that somebody broke by hand begins anew, since nobody can tell what it expected.
        """

    def begin_following(self, account: str, now: datetime, until: datetime) -> Account | None:
        """Have nobody else follow the account's applicants until then; None where somebody does now.

        Nor is an account that nobody knows, or that somebody broke by hand.
        """

    def end_following(self, account: str, until: datetime | None, rests_until: datetime | None) -> None:
        """Nobody follows any more, or nobody may until then; with how long all readings rest, if they do."""

    def take_slot(self, account: str, attempt_id: str, slot: Slot) -> None:
        """Count a credential check among the account's requests; an unknown account counts nothing."""


class Companies(Protocol):
    """matched.io's companies and who may do what there."""

    def role(self, company_id: str, uid: str, ahead: Mapping[Ahead, str] | None = None) -> Role | None:
        """None where the company does not exist or `uid` is no member: nobody can tell which.

        Args:
            ahead: what is read in the same call, by its id. Whoever reads it next in this context is given
                it as it then was, once; whoever reads it after that reads it anew.
        """


class JobAds(Protocol):
    """matched.io's job ads, and which position each belongs to.

    Whatever writes raises Problem `job_too_large` where an ad's document has no room left for it. With
    `told` it takes along what that says of the ad with the link that is made, or that ends.
    """

    def get(self, company_id: str, job_id: str) -> JobAd | None:
        """None where there is no such ad, or it is another company's."""

    def summaries(self, company_id: str) -> Sequence[JobAdSummary]:
        """All the company's ads, linked or not, in no order."""

    def linked(self, company_id: str, account: str) -> Mapping[int, JobAd]:
        """The company's ads that are linked to positions of `account`, by position id."""

    def by_position(self, company_id: str, account: str, position_id: int) -> JobAd | None:
        """The one ad that is linked to the position."""

    def add(self, ad: JobAd, told: ToldOfAd | None = None) -> JobAd:
        """Make a linked ad together with its link; where the position has one already, return that."""

    def update(self, company_id: str, job_id: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        """Replace our part of an ad by what `step` makes of it; None where there is no such ad.

        `step` leaves the link's position and account as they are.
        """

    def link(self, company_id: str, job_id: str, link: Link, told: ToldOfAd | None = None) -> JobAd | None:
        """Link an ad to a position, in place of the link that it has; None where there is no such ad.

        A link to the same position stays as it is.

        Raises:
            Problem: `position_linked`: another ad has this position.
        """

    def unlink(self, company_id: str, job_id: str, told: ToldOfAd | None = None) -> JobAd | None:
        """Take the link away, where there is one; None where there is no such ad."""

    def in_use(self, job_id: str) -> bool:
        """Whether a match or an export belongs to the ad."""

    def discard(self, company_id: str, job_id: str, told: ToldOfAd | None = None) -> JobAd | None:
        """Delete an ad that is `discardable` together with its link; None where there is no such ad.

        Raises:
            Problem: `job_in_use`: it is not, any more.
        """


class People(Protocol):
    """What our documents hold of developers, found by their ids; broken entries are among it."""

    def exports_of(self, developer_id: str) -> Sequence[str]:
        """The matches of all entries that name this developer, or this pseudonym."""

    def changed(self, since: datetime, after: Held | None, limit: int) -> Sequence[Held]:
        """Entries by when they were changed last, on from `after`."""

    def walk(self, after: str | None, limit: int) -> Sequence[Held]:
        """All entries by match, on from the match `after`."""

    def without_profile(self, developers: Collection[str]) -> frozenset[str]:
        """Those of them that have no document on matched.io; who can have none is among them."""

    def drop_keys(self, developer_id: str) -> int:
        """Delete whatever applicant keys name this developer; how many."""

    def strip(self, match_id: str, pseudonym: str) -> None:
        """Take the personal part out of an entry that nobody can read; all else stays as it is."""

    def holdings(self, developer_id: str) -> Holdings:
        """All documents that name this developer, as they stand."""


class ErasedPeople(Protocol):
    """Who was erased, by pseudonym."""

    def known(self, pseudonyms: Collection[str]) -> Mapping[str, Erased]:
        """What is known of those of them of whom anything is."""

    def update(self, pseudonym: str, step: Callable[[Erased | None], Erased]) -> Erased:
        """Replace it by what `step` makes of it, repeated until nobody came between."""

    def due(self, now: datetime, limit: int) -> Sequence[Erased]:
        """Whose second time has come, longest due first."""


class ErasureNotices(Protocol):
    """What companies are told of erased people; written with the entry (Ledger.commit)."""

    def of_company(self, company_id: str, limit: int) -> Sequence[ErasureNotice]:
        """Not acknowledged and not expired, the latest first."""

    def get(self, matches: Collection[str]) -> Mapping[str, ErasureNotice]:
        """Those of matches of which there is one, by match."""

    def acknowledge(self, company_id: str, match_id: str) -> ErasureNotice | None:
        """Delete it, and return it as it was; None where there is none, or it is another company's."""


class HashKeys(Protocol):
    """The keys of pseudonyms. Each is kept for as long as a hash may name it."""

    def all(self) -> Sequence[HashKey]:
        """Every key that is not destroyed, the newest last.

        Raises:
            Unavailable: one of them cannot be read, so that nobody can tell who was erased.
        """

    def make(self) -> None:
        """Make a new key, by which people are hashed from now on."""


class Audit(Protocol):
    """Who did what, and when; only ever added to."""

    def line(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> Line:
        """What a commit takes along that does what the line tells of; `about` has ids alone."""

    def record(self, company_id: str, by: str, what: AuditedAction, **about: str | int) -> None:
        """Add a line by itself, after what it tells of, where that takes none along.

        What was done is done: a line that cannot be written now goes to the log instead; nothing is raised.
        """
