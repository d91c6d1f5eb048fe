"""The export ledger in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from local.memory import audit
from local.memory.store import Broken, Store
from shared.domain.connection import Connection
from shared.domain.errors import Problem
from shared.domain.ledger.account import Account, AccountUpdate
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Export, unreadable, with_attempt
from shared.domain.ledger.notice import Notice, notice_of
from shared.domain.ledger.snapshot import Addresses, Holder, Part, Snapshot, owner
from shared.domain.ledger.turn import Turn
from shared.domain.match import Match
from shared.domain.rules import Rules
from shared.structs import asdict, replace


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
            Part.RULES: f"rules/{company}",
        }
        versions = self.store.versions
        return Snapshot(
            now=self.store.clock.now(),
            match_id=where.match_id,
            match=match,
            entry=entry,
            job=get(f"jobs/{source.job_id}") if source else None,
            developer=get(f"developers/{source.developer_id}") if source else None,
            profile_since=self.store.made.get(f"developers/{source.developer_id}") if source else None,
            connection=connection,
            account=self.store.whole(account) if account else None,
            paused=bool(get("settings/global")),
            holder=other,
            rules=self.store.whole(f"rules/{company}") or Rules(),
            unreadable=frozenset(part for part, path in broken.items() if isinstance(get(path), Broken)),
            versions={path: versions[path] for path in paths if path in versions},
        )

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        self.store.calls.append("commit")
        writes = dict(_writes(seen, change))
        expected = {path: _version(seen, path) for path in writes if not path.startswith("erasures/")}
        if change.touch_connection and seen.connection:
            path = f"connections/{seen.connection.company_id}"
            expected[path] = _version(seen, path)
        if change.touch_account and seen.account:
            path = f"accounts/{seen.account.id}"
            expected[path] = _version(seen, path)
        with self.store.commit(expected):
            for path, value in writes.items():
                self.store.put(path, value)
            if change.drop_key:
                self.store.drop(f"applicants/{change.drop_key}")
            if change.account_update and change.entry.account:
                path = f"accounts/{change.entry.account}"
                self.store.put(path, with_update(self.store.get(path), change.account_update))
            if change.turn and not change.account:
                path = f"accounts/{change.turn.account}"
                self.store.put(path, expecting(self.store.get(path), change.turn))
            if notice := notice_of(seen, change):
                self._tell(notice)
            if change.line:
                audit.add(self.store, change.line)
            versions = {path: self.store.versions[path] for path in writes}
        return replace(
            seen,
            entry=change.entry,
            account=change.account or seen.account,
            connection=change.connection or seen.connection,
            versions={**seen.versions, **versions},
        )

    def _tell(self, notice: Notice) -> None:
        known: Notice = self.store.get(f"notices/{notice.company_id}") or Notice(company_id=notice.company_id)
        new = {name: value for name, value in asdict(notice).items() if value is not None}
        self.store.put(f"notices/{notice.company_id}", replace(known, **{n: getattr(notice, n) for n in new}))

    def append(self, match_id: str, attempt: Attempt) -> None:
        path = f"exports/{match_id}"
        entry: Export | Broken | None = self.store.get(path)
        if isinstance(entry, Export) and attempt not in entry.attempts:
            self.store.put(path, replace(entry, attempts=with_attempt(entry.attempts, attempt)))

    def get(self, match_id: str) -> Export | None:
        entry: Export | Broken | None = self.store.get(f"exports/{match_id}")
        return _shown(match_id, entry) if isinstance(entry, Broken) else entry

    def own(self, company_id: str, match_id: str) -> Export | None:
        self.store.calls.append("read")
        entry = self.get(match_id)
        if owner(self.store.get(f"matches/{match_id}"), entry) != company_id:
            raise Problem("match_not_found")
        return entry


def with_update(account: Account, update: AccountUpdate) -> Account:
    """The account after an update: what FirestoreLedger writes field by field."""
    account = replace(account, slots={**account.slots, update.attempt_id: update.slot})
    if update.answered_at:
        account = replace(account, outage_since=None, next_probe_at=None, last_failure=None)
        account = replace(account, answered_at=update.answered_at)
    if update.failed:
        account = replace(account, last_failure=update.failed)
    if update.resting_until:
        account = replace(account, resting_until=update.resting_until)
    if update.outage_since:
        account = replace(account, outage_since=update.outage_since, next_probe_at=update.next_probe_at)
    return account


def expecting(account: Account, turn: Turn) -> Account:
    """The account with its turn, unless it expects an earlier one."""
    return replace(account, turn_at=min(turn.second, account.turn_at or turn.second))


def _shown(match_id: str, broken: Broken) -> Export:
    return unreadable(match_id, broken.company_id, datetime(2026, 11, 24, tzinfo=UTC))


def _writes(seen: Snapshot, change: Change) -> Iterator[tuple[str, object]]:
    yield f"exports/{seen.match_id}", change.entry
    if change.account:
        yield f"accounts/{change.account.id}", change.account
    if change.connection:
        yield f"connections/{change.connection.company_id}", change.connection
    if change.take_key:
        yield f"applicants/{change.take_key}", seen.match_id
    if change.erasure:
        yield f"erasures/{change.erasure.match_id}", change.erasure
    if change.released:
        yield f"exports/{change.released.match_id}", change.released


def _version(seen: Snapshot, path: str) -> int | None:
    version = seen.versions.get(path)
    return version if isinstance(version, int) else None
