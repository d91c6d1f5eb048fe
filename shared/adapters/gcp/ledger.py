"""The export ledger in Firestore: one read of everything, one atomic commit of everything."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from google.api_core import exceptions
from google.cloud import firestore

from shared import log
from shared.adapters import tuning
from shared.adapters.gcp import audit, documents
from shared.adapters.gcp.ahead import taken
from shared.adapters.gcp.client import commit, read_all, readable, translated, write
from shared.adapters.gcp.exports import shown
from shared.domain.connection import Connection
from shared.domain.errors import Problem
from shared.domain.ledger.account import AccountUpdate
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import ApplicantKey, Attempt, Export
from shared.domain.ledger.notice import notice_of
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses, Holder, Part, Snapshot, owner
from shared.domain.match import Match
from shared.domain.rules import Rules
from shared.structs import Struct, field, replace

if TYPE_CHECKING:
    from shared.adapters.gcp.client import Read


Write = tuple[str, dict[str, Any], bool]  # path, document, under the precondition that it is as it was seen


class FirestoreLedger(Struct):
    """The Ledger port on Firestore.

    `accounts` remembers which account a company has, so that a warm instance reads everything in one
    call; it is only an address, checked against the connection as read.
    """

    client: firestore.Client
    pace: Pace = field(default_factory=Pace)
    accounts: dict[str, str] = field(default_factory=dict)

    def read(self, where: Addresses, key: ApplicantKey | None = None) -> Snapshot:
        paths = self._paths(where, key)
        read: Read = taken(paths)
        if not _addressed(read, where.match_id):
            read = self._fetch(read, paths)
        match = _match(read, where.match_id)
        entry, broken = _entry(read, where.match_id)
        company = owner(match, entry)
        if where.own and company != where.company_id:
            return Snapshot(now=_now(read), match_id=where.match_id)
        if match and match.successful and company is None:
            log.document_unreadable(documents.match_path(match.id))
        right = _mended(where, match, entry)
        read = self._fetch(read, self._paths(right, key) | _account_paths(read, right.company_id))
        connection, cut_off = _connection(read, right.company_id)
        if connection:
            self.accounts[connection.company_id] = connection.account
            read = self._fetch(read, {documents.account_path(connection.account)})
        if key:
            read = self._fetch(read, _holder_paths(read, key, where.match_id))
        holder, hidden = _holder(read, key, where.match_id)
        rules, unruly = _rules(read, right.company_id)
        parts = {Part.ENTRY: broken, Part.CONNECTION: cut_off, Part.HOLDER: hidden, Part.RULES: unruly}
        return replace(
            _snapshot(read, right, connection),
            match=match,
            entry=entry,
            holder=holder,
            rules=rules,
            unreadable=frozenset(part for part, unreadable in parts.items() if unreadable),
        )

    def commit(self, seen: Snapshot, change: Change) -> Snapshot:
        batch = self.client.batch()
        written: list[str] = []
        for path, document, exact in _writes(seen, change, self.pace.keep_exports):
            write(self.client, batch, path, document, version=seen.versions.get(path), exact=exact)
            written.append(path)
        if change.drop_key:
            batch.delete(self.client.document(documents.applicant_path(change.drop_key)))
        if key := _kept_key(change):
            whole = documents.key_document(key, change.entry, self.pace.keep_exports)
            batch.set(self.client.document(documents.applicant_path(key)), whole, merge=True)
        if change.erasure:
            path = documents.erasure_path(change.erasure.match_id)
            batch.set(self.client.document(path), documents.given(change.erasure))
        if notice := notice_of(seen, change):
            path, until = documents.notice_path(notice.company_id), seen.now + self.pace.keep_notices
            told = documents.notice(notice, until)
            batch.set(self.client.document(path), told, merge=True)
        if change.line:
            audit.add(self.client, batch, change.line)
        results = commit(batch)
        times = {path: result.update_time for path, result in zip(written, results, strict=False)}
        return replace(
            seen,
            entry=change.entry,
            account=change.account or seen.account,
            connection=change.connection or seen.connection,
            versions={**seen.versions, **times},
        )

    def append(self, match_id: str, attempt: Attempt) -> None:
        line = documents.part(attempt)
        with translated(), suppress(exceptions.NotFound):
            self.client.document(documents.export_path(match_id)).update(
                {"attempts": firestore.ArrayUnion([line])}, retry=None, timeout=tuning.FIRESTORE_SECONDS
            )

    def get(self, match_id: str) -> Export | None:
        return _entry(read_all(self.client, [documents.export_path(match_id)]), match_id)[0]

    def own(self, company_id: str, match_id: str) -> Export | None:
        paths = [documents.match_path(match_id), documents.export_path(match_id)]
        read = read_all(self.client, paths)
        entry, _ = _entry(read, match_id)
        if owner(_match(read, match_id), entry) != company_id:
            raise Problem("match_not_found")
        return entry

    def _fetch(self, read: "Read", paths: set[str]) -> "Read":
        """What is read so far and, in one call, what is not."""
        wanted = paths - set(read)
        return {**read, **read_all(self.client, sorted(wanted))} if wanted else read

    def _paths(self, where: Addresses, key: ApplicantKey | None) -> set[str]:
        """Everything that can be addressed by what is known so far.

        The operator's pause is never at hand, so that "now" is always the time of a read of this call.
        """
        paths = {
            documents.match_path(where.match_id),
            documents.export_path(where.match_id),
            documents.SETTINGS_GLOBAL,
        }
        if where.company_id:
            paths |= {documents.connection_path(where.company_id), documents.rules_path(where.company_id)}
            if where.company_id in self.accounts:
                paths.add(documents.account_path(self.accounts[where.company_id]))
        if where.job_id:
            paths.add(documents.job_path(where.job_id))
        if where.developer_id:
            paths.add(documents.developer_path(where.developer_id))
        if key:
            paths.add(documents.applicant_path(key))
        return paths


def _writes(seen: Snapshot, change: Change, kept: timedelta) -> list[Write]:
    written = documents.written
    entry = documents.entry_document(change.entry, kept)
    writes = [(documents.export_path(seen.match_id), entry, True)]
    if change.account:
        writes.append((documents.account_path(change.account.id), written(change.account), True))
    elif change.touch_account and seen.account:
        writes.append(_touched(documents.account_path(seen.account.id)))
    elif (account := change.turn.account if change.turn else change.entry.account) and (
        fields := _account_fields(change)
    ):
        writes.append((documents.account_path(account), fields, False))
    if change.connection:
        path = documents.connection_path(change.connection.company_id)
        writes.append((path, documents.connection_document(change.connection), True))
    elif change.touch_connection and seen.connection:
        writes.append(_touched(documents.connection_path(seen.connection.company_id)))
    if change.take_key:
        key = documents.key_document(change.take_key, change.entry, kept)
        writes.append((documents.applicant_path(change.take_key), key, True))
    if change.released:
        released = documents.entry_document(change.released, kept)
        writes.append((documents.export_path(change.released.match_id), released, True))
    return writes


def _kept_key(change: Change) -> ApplicantKey | None:
    """The applicant key of a final entry ends when the entry does, whenever that was moved."""
    holds = change.entry.state.final and change.entry.holds_key
    return change.entry.key if holds and not (change.take_key or change.drop_key) else None


def _touched(path: str) -> Write:
    """Written as it is, which leaves its version alone and fails where somebody changed it."""
    return path, {documents.SCHEMA: documents.VERSION}, True


def _account_fields(change: Change) -> dict[str, Any]:
    """Single fields, so that answers of parallel attempts do not wait for each other."""
    fields: dict[str, Any] = _account_update(change.account_update) if change.account_update else {}
    if change.turn:
        fields[documents.ACCOUNT_TURN] = firestore.Minimum(change.turn.second)
    return fields


def _account_update(update: AccountUpdate) -> dict[str, Any]:
    fields: dict[str, Any] = {f"slots.{update.attempt_id}": documents.part(update.slot)}
    if update.answered_at:
        over = dict.fromkeys(("outage_since", "next_probe_at", "last_failure"))
        fields |= {**over, "answered_at": update.answered_at}
    if update.failed:
        fields["last_failure"] = update.failed
    if update.resting_until:
        fields["resting_until"] = update.resting_until
    if update.outage_since:
        fields |= {"outage_since": update.outage_since, "next_probe_at": update.next_probe_at}
    return fields


def _snapshot(read: "Read", where: Addresses, connection: Connection | None) -> Snapshot:
    """Without match, entry, holder and rules."""
    job = _document(read, documents.job_path(where.job_id)) if where.job_id else None
    profile = read[documents.developer_path(where.developer_id)] if where.developer_id else None
    person = profile.to_dict() if profile and profile.exists else None
    budget = read[documents.account_path(connection.account)] if connection else None
    paused = _document(read, documents.SETTINGS_GLOBAL) or {}
    return Snapshot(
        now=_now(read),
        match_id=where.match_id,
        job=documents.job_ad(where.job_id or "", job) if job is not None else None,
        developer=documents.developer(where.developer_id or "", person) if person is not None else None,
        profile_since=documents.plain(profile.create_time) if profile and profile.exists else None,
        connection=connection,
        account=readable(documents.account, budget) if budget else None,
        paused=paused.get(documents.SETTINGS_PAUSED) is True,
        versions={path: snapshot.update_time for path, snapshot in read.items() if snapshot.exists},
    )


def _now(read: "Read") -> datetime:
    now: datetime = documents.plain(max(snapshot.read_time for snapshot in read.values()))
    return now


def _addressed(read: "Read", match_id: str) -> bool:
    """Whether match and entry are at hand, which tell all addresses but the account's."""
    return {documents.match_path(match_id), documents.export_path(match_id)} <= read.keys()


def _account_paths(read: "Read", company_id: str | None) -> set[str]:
    """The account that the connection names, where that is read already."""
    connection = _document(read, documents.connection_path(company_id)) if company_id else None
    account = documents.named_account(connection or {})
    return {documents.account_path(account)} if account else set()


def _mended(where: Addresses, match: Match | None, entry: Export | None) -> Addresses:
    """The addresses that count: the match's own, else those that the entry remembers."""
    source = match or entry
    if source is None:
        return where
    return replace(Addresses.of(source), company_id=owner(match, entry))


def _match(read: "Read", match_id: str) -> Match | None:
    snapshot = read.get(documents.match_path(match_id))
    if snapshot is None or not snapshot.exists:
        return None
    return documents.match(match_id, snapshot.to_dict() or {}, snapshot.update_time)


def _entry(read: "Read", match_id: str) -> tuple[Export | None, bool]:
    """The entry, and whether it only stands for one that somebody broke."""
    snapshot = read.get(documents.export_path(match_id))
    return shown(snapshot) if snapshot is not None and snapshot.exists else (None, False)


def _connection(read: "Read", company_id: str | None) -> tuple[Connection | None, bool]:
    """The connection, and whether there is one that cannot be read."""
    snapshot = read.get(documents.connection_path(company_id)) if company_id else None
    connection = readable(documents.connection, snapshot) if snapshot else None
    return connection, connection is None and snapshot is not None and snapshot.exists


def _rules(read: "Read", company_id: str | None) -> tuple[Rules, bool]:
    """The company's rules, and whether there are some that cannot be read."""
    snapshot = read.get(documents.rules_path(company_id)) if company_id else None
    if snapshot is None or not snapshot.exists:
        return Rules(), False
    rules = readable(documents.rules, snapshot)
    return rules or Rules(), rules is None


def _holder_paths(read: "Read", key: ApplicantKey, match_id: str) -> set[str]:
    holder = documents.holder(_document(read, documents.applicant_path(key)) or {})
    return {documents.export_path(holder)} if holder and holder != match_id else set()


def _holder(read: "Read", key: ApplicantKey | None, match_id: str) -> tuple[Holder | None, bool]:
    """Who else holds the key, and whether nobody can tell what became of them."""
    held = _document(read, documents.applicant_path(key)) if key else None
    if key is None or held is None:
        return None, False
    holder = documents.holder(held)
    if holder == match_id:
        return None, False
    if not holder:
        log.document_unreadable(documents.applicant_path(key))
        return None, True
    entry, broken = _entry(read, holder)
    return Holder(match_id=holder, entry=entry), broken


def _document(read: "Read", path: str) -> documents.Document | None:
    snapshot = read.get(path)
    return snapshot.to_dict() if snapshot is not None and snapshot.exists else None
