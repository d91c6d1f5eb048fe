"""In-memory twins of the ports, hand-written; tests/test_ports.py holds them to the adapters' own rules."""

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Any
from urllib.parse import quote

from shared.domain.account import Account, Slot
from shared.domain.application import Answer, Application, Credentials, Developer, Outcome
from shared.domain.audit import Deed, Line
from shared.domain.back_fill import BackFill
from shared.domain.board import Board
from shared.domain.change import Change
from shared.domain.company import Role
from shared.domain.connection import Connection
from shared.domain.cursor import cursor_of, place_of
from shared.domain.errors import Conflict, Problem
from shared.domain.export import (
    ApplicantKey,
    Attempt,
    Due,
    Export,
    ExportPage,
    Origin,
    State,
    unreadable,
    with_attempt,
)
from shared.domain.feed import Feed
from shared.domain.job_ad import Heading, JobAd, Link
from shared.domain.match import Match
from shared.domain.notice import Notice, notice_of
from shared.domain.position import Position
from shared.domain.snapshot import Addresses, Holder, Part, Snapshot, owner
from shared.domain.sweep import Sweep
from shared.domain.turn import turn_second
from shared.ports import Clock


@dataclass
class FakeClock:
    """A clock that moves when told to; sleeping is moving."""

    at: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    ticks: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.ticks

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.ticks += seconds


class Broken:
    """A document of ours that somebody broke by hand, with what can still be read of it."""

    def __init__(self, company_id: str = "") -> None:
        self.company_id = company_id


class Store:
    """Documents with versions, and commits that are all or nothing: Firestore's promises in a dict."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.documents: dict[str, Any] = {}
        self.versions: dict[str, int] = {}
        self.calls: list[str] = []
        self._lock = RLock()
        self._last = 0

    def get(self, path: str) -> Any:
        return self.documents.get(path)

    def whole(self, path: str) -> Any:
        """None where it is broken."""
        value = self.documents.get(path)
        return None if isinstance(value, Broken) else value

    def all_whole(self, beginning: str) -> list[Any]:
        found = [value for path, value in self.documents.items() if path.startswith(beginning)]
        return [value for value in found if not isinstance(value, Broken)]

    def put(self, path: str, value: Any) -> None:
        with self._lock:
            self._last += 1
            self.documents[path] = value
            self.versions[path] = self._last

    def drop(self, path: str) -> None:
        with self._lock:
            self.documents.pop(path, None)
            self.versions.pop(path, None)

    @contextmanager
    def commit(self, expected: Mapping[str, int | None]) -> Iterator[None]:
        """Hold everybody else off; Conflict where a document is not at its expected version."""
        with self._lock:
            if any(self.versions.get(path) != version for path, version in expected.items()):
                raise Conflict("a document changed")
            yield


@dataclass(frozen=True, kw_only=True)
class InMemoryLedger:
    """The twin of FirestoreLedger."""

    store: Store

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        self.store.calls.append("read")
        get = self.store.get
        entry = self.get(where.match_id)
        match: Match | None = get(f"matches/{where.match_id}")
        source = match or entry
        company = owner(match, entry) if source else where.company_id
        if where.own and (source is None or company != where.company_id):
            return Snapshot(now=self.store.clock.now(), match_id=where.match_id)
        connection: Connection | None = self.store.whole(f"connections/{company}")
        account = f"accounts/{connection.account}" if connection else None
        paths = [f"exports/{where.match_id}", f"connections/{company}", *([account] if account else [])]
        holder = get(f"applicants/{key}") if key else None
        other = None
        if key:
            paths.append(f"applicants/{key}")
        if holder is not None and holder != where.match_id:
            other = Holder(match_id=holder, entry=self.get(holder))
            paths.append(f"exports/{holder}")
        broken = {
            Part.ENTRY: f"exports/{where.match_id}",
            Part.CONNECTION: f"connections/{company}",
            Part.HOLDER: f"exports/{other.match_id}" if other else "",
        }
        versions = self.store.versions
        return Snapshot(
            now=self.store.clock.now(),
            match_id=where.match_id,
            match=match,
            entry=entry,
            job=get(f"jobs/{source.job_id}") if source else None,
            developer=get(f"developers/{source.developer_id}") if source else None,
            connection=connection,
            account=get(account) if account else None,
            paused=bool(get("settings/global")),
            holder=other,
            unreadable=frozenset(part for part, path in broken.items() if isinstance(get(path), Broken)),
            versions={path: versions[path] for path in paths if path in versions},
        )

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        self.store.calls.append("commit")
        writes = dict(_writes(seen, change))
        expected = {path: _version(seen, path) for path in writes}
        if change.touch_connection and seen.connection:
            path = f"connections/{seen.connection.company}"
            expected[path] = _version(seen, path)
        with self.store.commit(expected):
            for path, value in writes.items():
                self.store.put(path, value)
            if change.drop_key:
                self.store.drop(f"applicants/{change.drop_key}")
            if change.lesson and change.entry.account:
                path = f"accounts/{change.entry.account}"
                self.store.put(path, change.lesson.learned_by(self.store.get(path)))
            if notice := notice_of(seen, change):
                self._tell(notice)
            versions = {path: self.store.versions[path] for path in writes}
        return replace(
            seen,
            entry=change.entry,
            account=change.account or seen.account,
            connection=change.connection or seen.connection,
            versions={**seen.versions, **versions},
        )

    def _tell(self, notice: Notice) -> None:
        told: Notice = self.store.get(f"notices/{notice.company}") or Notice(company=notice.company)
        new = {name: value for name, value in asdict(notice).items() if value is not None}
        self.store.put(f"notices/{notice.company}", replace(told, **{n: getattr(notice, n) for n in new}))

    def append(self, match_id: str, attempt: Attempt) -> None:
        path = f"exports/{match_id}"
        entry: Export = self.store.get(path)
        if attempt not in entry.attempts:
            self.store.put(path, replace(entry, attempts=with_attempt(entry.attempts, attempt)))

    def get(self, match_id: str) -> Export | None:
        entry: Export | Broken | None = self.store.get(f"exports/{match_id}")
        return _shown(match_id, entry) if isinstance(entry, Broken) else entry


def _shown(match: str, broken: Broken) -> Export:
    return unreadable(match, broken.company_id, datetime(2026, 11, 24, tzinfo=UTC))


@dataclass(frozen=True, kw_only=True)
class InMemoryExports:
    """The twin of FirestoreExports."""

    store: Store

    def page(self, company: str, state: State | None, cursor: str | None, limit: int) -> ExportPage:
        after = place_of(cursor) if cursor is not None else None
        wanted = sorted(
            (e for e in self._all() if e.company_id == company and state in {None, e.state}),
            key=_place,
            reverse=True,
        )
        page = [entry for entry in wanted if after is None or _place(entry) < after]
        last = page[limit - 1] if len(page) > limit else None
        return ExportPage(entries=tuple(page[:limit]), next=cursor_of(*_place(last)) if last else None)

    def due(self, now: datetime, after: datetime | None, limit: int) -> Sequence[Due]:
        entries = [entry for entry in self._all() if entry.due_at and entry.due_at <= now]
        due = [
            Due(
                match_id=entry.match_id,
                company_id=entry.company_id,
                job_id=entry.job_id,
                developer_id=entry.developer_id,
                origin=entry.origin,
                due_at=entry.due_at,
            )
            for entry in entries
            if entry.due_at and (after is None or entry.due_at >= after)
        ]
        return sorted(due, key=lambda entry: (entry.due_at, entry.match_id))[:limit]

    def to_prune(self, now: datetime, limit: int) -> Sequence[str]:
        due = [(entry.prune_at, entry.match_id) for entry in self._all() if entry.prune_at]
        return [match for at, match in sorted(due) if at <= now][:limit]

    def known(self, matches: Sequence[str]) -> Mapping[str, Export]:
        ledger = InMemoryLedger(store=self.store)
        found = {match: ledger.get(match) for match in matches}
        return {match: entry for match, entry in found.items() if entry is not None}

    def tally(self, company: str, origin: Origin) -> Mapping[State, int]:
        states = [e.state for e in self._all() if e.company_id == company and e.origin is origin]
        return {state: states.count(state) for state in State}

    def _all(self) -> list[Export]:
        return self.store.all_whole("exports/")

    def wake(self, company: str, job: str | None = None) -> int:
        now = self.store.clock.now()
        parked = [
            entry
            for entry in self._all()
            if entry.company_id == company
            and entry.state.parked
            and job in {None, entry.job_id}
            and entry.due_at
            and entry.due_at > now
        ]
        for entry in parked:
            self.store.put(f"exports/{entry.match_id}", replace(entry, due_at=now))
        return len(parked)


def _place(entry: Export) -> tuple[datetime, str]:
    return entry.successful_at, entry.match_id


def _writes(seen: Snapshot, change: Change) -> Iterator[tuple[str, object]]:
    yield f"exports/{seen.match_id}", change.entry
    if change.account:
        yield f"accounts/{change.account.id}", change.account
    if change.connection:
        yield f"connections/{change.connection.company}", change.connection
    if change.take_key:
        yield f"applicants/{change.take_key}", seen.match_id
    if change.released:
        yield f"exports/{change.released.match_id}", change.released


def _version(seen: Snapshot, path: str) -> int | None:
    version = seen.versions.get(path)
    return version if isinstance(version, int) else None


@dataclass(frozen=True, kw_only=True)
class InMemoryConnections:
    """The twin of FirestoreConnections."""

    store: Store

    def get(self, company: str) -> Connection | None:
        connection: Connection | None = self.store.whole(f"connections/{company}")
        return connection

    def live(self) -> Sequence[Connection]:
        return [connection for connection in self.store.all_whole("connections/") if connection.live]

    def of(self, companies: Collection[str]) -> Mapping[str, Connection]:
        found = {company: self.get(company) for company in companies}
        return {company: connection for company, connection in found.items() if connection}

    def accounts(self, ids: Collection[str]) -> Mapping[str, Account]:
        found: dict[str, Account | None] = {id_: self.store.get(f"accounts/{id_}") for id_ in ids}
        return {id_: account for id_, account in found.items() if account}

    def update(self, company: str, step: Callable[[Connection | None], Connection]) -> Connection:
        connection = step(self.get(company))
        self.store.put(f"connections/{company}", connection)
        path = f"accounts/{connection.account}"
        if self.store.get(path) is None:
            self.store.put(path, Account(id=connection.account))
        return connection

    def end_outage(self, account: str) -> None:
        known: Account = self.store.get(f"accounts/{account}")
        well = replace(known, outage_since=None, next_probe_at=None, last_failure=None)
        self.store.put(f"accounts/{account}", well)

    def take_slot(self, account: str, attempt_id: str, slot: Slot) -> None:
        known: Account | None = self.store.get(f"accounts/{account}")
        if known:
            slots = {**known.slots, attempt_id: slot}
            self.store.put(f"accounts/{account}", replace(known, slots=slots))


@dataclass(frozen=True, kw_only=True)
class InMemoryMatches:
    """The twin of FirestoreMatches."""

    store: Store

    def succeeded(self, since: datetime, until: datetime, after: Match | None, limit: int) -> Sequence[Match]:
        dated = [(m.successful_at, m.id, m) for m in self._successful() if m.successful_at]
        place = (after.successful_at, after.id) if after and after.successful_at else (since, "")
        return [m for at, id_, m in sorted(dated) if at <= until and (at, id_) > place][:limit]

    def of_company(self, company: str, after: str | None, limit: int) -> Sequence[Match]:
        found = [m for m in self._successful() if m.company_id == company and m.id > (after or "")]
        return sorted(found, key=lambda match: match.id)[:limit]

    def _successful(self) -> list[Match]:
        matches = (value for path, value in self.store.documents.items() if path.startswith("matches/"))
        return [match for match in matches if match.successful]


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


@dataclass(kw_only=True)
class InMemoryDispatch:
    """The twin of CloudTasksDispatch; a silent one hears nothing.

    Attributes:
        turns: what was asked for: account and second → the `at` that the turn is told.
    """

    clock: Clock
    silent: bool = False
    turns: dict[tuple[str, datetime], datetime] = field(default_factory=dict)

    def ask(self, account: str, at: datetime) -> None:
        if not self.silent:
            self.turns.setdefault((account, turn_second(at, self.clock.now())), at)


@dataclass(frozen=True, kw_only=True)
class InMemoryBackFills:
    """The twin of FirestoreBackFills."""

    store: Store

    def get(self, company: str) -> BackFill | None:
        back_fill: BackFill | None = self.store.get(f"back_fills/{company}")
        return back_fill

    def update(self, company: str, step: Callable[[BackFill | None], BackFill]) -> BackFill:
        changed = step(self.get(company))
        self.store.put(f"back_fills/{company}", changed)
        return changed

    def running(self, limit: int) -> Sequence[BackFill]:
        known = [value for path, value in self.store.documents.items() if path.startswith("back_fills/")]
        return sorted((b for b in known if b.running), key=lambda b: b.requested_at)[:limit]


@dataclass(frozen=True, kw_only=True)
class InMemoryCompanies:
    """The twin of FirestoreCompanies; `members` by company."""

    members: Mapping[str, Mapping[str, Role]]

    def role(self, company: str, uid: str) -> Role | None:
        return self.members.get(company, {}).get(uid)


@dataclass(frozen=True, kw_only=True)
class InMemoryJobAds:
    """The twin of FirestoreJobAds."""

    store: Store

    def get(self, company: str, job: str) -> JobAd | None:
        ad: JobAd | None = self.store.get(f"jobs/{job}")
        return ad if ad and ad.company_id == company else None

    def headings(self, company: str) -> Sequence[Heading]:
        return [
            Heading(id=ad.id, title=ad.title, status=ad.status, link=ad.link)
            for ad in self._all()
            if ad.company_id == company
        ]

    def linked(self, company: str, account: str) -> Mapping[int, JobAd]:
        return {
            ad.link.position_id: ad
            for ad in self._all()
            if ad.company_id == company and ad.link and ad.link.account == account
        }

    def by_position(self, company: str, account: str, position: int) -> JobAd | None:
        job = self.store.get(f"links/{company}_{account}_{position}")
        ad = self.get(company, job) if job else None
        return ad if ad and _is_of(ad, account, position) else None

    def add(self, ad: JobAd) -> JobAd:
        if ad.link is None:
            raise ValueError("an imported ad is a linked ad")
        with self.store.commit({}):
            known = self.by_position(ad.company_id, ad.link.account, ad.link.position_id)
            if known:
                return known
            made = replace(ad, id=ad.id or f"job-{len(self.store.documents)}")
            self.store.put(f"jobs/{made.id}", made)
            self.store.put(_tie(made), made.id)
        return made

    def update(self, company: str, job: str, step: Callable[[JobAd], JobAd]) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company, job)
            if known is None:
                return None
            changed = step(known)
            self.store.put(f"jobs/{job}", changed)
        return changed

    def link(self, company: str, job: str, link: Link) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company, job)
            if known is None or _is_of(known, link.account, link.position_id):
                return known
            holder = self.by_position(company, link.account, link.position_id)
            if holder:
                raise Problem("position_linked", field="position_id", params={"title": holder.title})
            if known.link:
                self.store.drop(_tie(known))
            linked = replace(known, link=link)
            self.store.put(f"jobs/{job}", linked)
            self.store.put(_tie(linked), job)
        return linked

    def unlink(self, company: str, job: str) -> JobAd | None:
        with self.store.commit({}):
            known = self.get(company, job)
            if known is None or known.link is None:
                return known
            self.store.drop(_tie(known))
            self.store.put(f"jobs/{job}", replace(known, link=None))
        return replace(known, link=None)

    def _all(self) -> list[JobAd]:
        return [value for path, value in self.store.documents.items() if path.startswith("jobs/")]


def _is_of(ad: JobAd, account: str, position: int) -> bool:
    return ad.link is not None and (ad.link.account, ad.link.position_id) == (account, position)


def _tie(ad: JobAd) -> str:
    assert ad.link
    return f"links/{ad.company_id}_{ad.link.account}_{ad.link.position_id}"


@dataclass(frozen=True, kw_only=True)
class InMemoryAudit:
    """The twin of FirestoreAudit; lines in the order in which they came."""

    clock: Clock
    kept: timedelta = timedelta(days=730)
    lines: list[Line] = field(default_factory=list)

    def record(self, company: str, by: str, what: Deed, **about: str | int) -> None:
        now = self.clock.now()
        until = now + self.kept
        self.lines.append(Line(company=company, by=by, what=what, at=now, about=about, expires_at=until))


@dataclass
class FakePositions:
    """Boards by slug; `down` is raised instead of an answer, `once` are the first answers of all."""

    boards: dict[str, tuple[Position, ...]] = field(default_factory=dict)
    down: Exception | None = None
    once: list[tuple[Position, ...] | Problem] = field(default_factory=list)
    fetched: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def fetch(self, board: Board, languages: Sequence[str]) -> Feed:
        self.fetched.append((board.slug, tuple(languages)))
        if self.down:
            raise self.down
        if self.once:
            return self._answer(board, languages, self.once.pop(0))
        if board.slug not in self.boards:
            raise Problem("board_not_found", field="url")
        return self._answer(board, languages, self.boards[board.slug])

    def _answer(self, board: Board, languages: Sequence[str], told: tuple[Position, ...] | Problem) -> Feed:
        if isinstance(told, Problem):
            raise told
        return Feed(board=board, positions=told, languages=tuple(languages), size=1000 * len(told))


@dataclass
class FakeApplications:
    """Personio's side in memory: applicants by (account, position, e-mail), answers from a script.

    `script` is used up first: an Answer is given as it is, `created_but` creates the applicant and
    answers with something else, as when the answer gets lost.
    """

    script: list[Answer] = field(default_factory=list)
    created_but: list[Answer] = field(default_factory=list)
    applicants: list[tuple[str, int, str]] = field(default_factory=list)
    requests: list[tuple[str, Application]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None
    good_tokens: set[str] | None = None

    def submit(
        self, application: Application, credentials: Credentials, enough_time: Callable[[], bool]
    ) -> Answer:
        if not enough_time():
            return Answer(outcome=Outcome.UPLOAD_FAILED)
        self.requests.append((credentials.account, application))
        self.during()
        if self.script:
            return self.script.pop(0)
        if not self._good(credentials):
            return Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
        applicant = (credentials.account, application.position, application.email.lower())
        if applicant in self.applicants:
            return Answer(outcome=Outcome.ALREADY_THERE, status=400)
        self.applicants.append(applicant)
        if self.created_but:
            return self.created_but.pop(0)
        return Answer(outcome=Outcome.CREATED, status=201)

    def prove(self, credentials: Credentials) -> Answer:
        if self.script:
            return self.script.pop(0)
        return Answer(outcome=Outcome.CREATED if self._good(credentials) else Outcome.CREDENTIALS_WRONG)

    def _good(self, credentials: Credentials) -> bool:
        return self.good_tokens is None or credentials.token in self.good_tokens

    def preview(self, application: Application) -> Mapping[str, object]:
        return {"job_position_id": application.position, "email": application.email}


class InMemorySecrets:
    """Versions are named `memory/<company>/versions/<n>`, n never twice."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def add(self, company: str, value: str) -> str:
        version = f"{_beginning(company)}{next(self._numbers)}"
        self._values[version] = value
        return version

    def read(self, version: str) -> str | None:
        return self._values.get(_own(version))

    def retire(self, version: str) -> None:
        self._values.pop(_own(version), None)

    def delete_all(self, company: str) -> None:
        for version in [name for name in self._values if name.startswith(_beginning(company))]:
            del self._values[version]


def _beginning(company: str) -> str:
    return f"memory/{quote(company, safe='')}/versions/"


def _own(version: str) -> str:
    if not re.fullmatch(r"memory/[^/]+/versions/[0-9]+", version):
        raise ValueError("this is no version of a secret of ours")
    return version


def a_developer(**changes: Any) -> Developer:
    """Somebody whose profile is complete."""
    ada = Developer(id="ada", first_name="Ada", last_name="Beispiel", email="ada@example.org")
    return replace(ada, **changes)
