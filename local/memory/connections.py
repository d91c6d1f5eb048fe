"""Connections, and the accounts they make known, in memory."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from local.memory import audit
from local.memory.ledger import expecting
from local.memory.store import Broken, Store
from shared.domain.connection import Connection
from shared.domain.errors import Conflict, Unavailable
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.turn import Turn, takes_place
from shared.structs import replace

if TYPE_CHECKING:
    from shared.ports import Step, Told

ROUNDS = 8  # of a write that others overtake


@dataclass(frozen=True, kw_only=True)
class InMemoryConnections:
    """The twin of FirestoreConnections."""

    store: Store

    def get(self, company_id: str) -> Connection | None:
        connection: Connection | None = self.store.whole(f"connections/{company_id}")
        return connection

    def live(self) -> Sequence[Connection]:
        return [connection for connection in self.store.all_whole("connections") if connection.live]

    def of(self, companies: Collection[str]) -> Mapping[str, Connection]:
        found = {company: self.get(company) for company in companies}
        return {company: connection for company, connection in found.items() if connection}

    def accounts(self, ids: Collection[str]) -> Mapping[str, Account]:
        found: dict[str, Account | None] = {id_: self.store.whole(f"accounts/{id_}") for id_ in ids}
        return {id_: account for id_, account in found.items() if account}

    def retiring(self, limit: int) -> Sequence[Connection]:
        known: list[Connection] = self.store.all_whole("connections")
        return [connection for connection in known if connection.retiring][:limit]

    def to_prove(self, now: datetime, limit: int) -> Sequence[Connection]:
        known: list[Connection] = self.store.all_whole("connections")
        due = [(one.next_probe_at, one) for one in known if one.next_probe_at and one.next_probe_at <= now]
        return [one for _, one in sorted(due, key=lambda each: each[0])][:limit]

    def update(self, company_id: str, step: "Step", told: "Told | None" = None) -> Connection:
        for _ in range(ROUNDS):
            with suppress(Conflict):
                return self._update_once(f"connections/{company_id}", step, told)
        raise Unavailable("the connection found no quiet moment")

    def _update_once(self, path: str, step: "Step", told: "Told | None") -> Connection:
        version, known = self.store.versions.get(path), self.store.whole(path)
        connection = step(known)
        with self.store.commit({path: version}):
            self.store.put(path, connection)
            account = f"accounts/{connection.account}"
            if self.store.get(account) is None:
                self.store.put(account, Account(id=connection.account))
            for line in told(known, connection) if told else ():
                audit.add(self.store, line)
        return connection

    def of_account(self, account: str) -> Sequence[Connection]:
        known: list[Connection] = self.store.all_whole("connections")
        return [connection for connection in known if connection.account == account]

    def expect_turn(self, turn: Turn) -> None:
        self._expect(turn, {})

    def end_outage(self, turn: Turn) -> None:
        self._expect(turn, dict.fromkeys(("outage_since", "next_probe_at", "last_failure")))

    def _expect(self, turn: Turn, changes: Mapping[str, Any]) -> None:
        path = f"accounts/{turn.account}"
        with self.store.commit({}):
            known: Account | Broken | None = self.store.get(path)
            if known is None:
                raise Unavailable("the account's turn found no quiet moment")
            if not isinstance(known, Broken):
                self.store.put(path, replace(expecting(known, turn), **changes))

    def begin_turn(self, account: str, at: datetime, *, whatever: bool) -> Account | None:
        for _ in range(ROUNDS):
            with suppress(Conflict):
                return self._begin_once(account, at, whatever=whatever)
        raise Unavailable("the account found no quiet moment")

    def _begin_once(self, account: str, at: datetime, *, whatever: bool) -> Account | None:
        path = f"accounts/{account}"
        version, known = self.store.versions.get(path), self.store.get(path)
        broken = isinstance(known, Broken)
        if known is None or not (broken or whatever or takes_place(known, at)):
            return None
        taken = Account(id=account) if broken else replace(known, turn_at=None)
        with self.store.commit({path: version}):
            self.store.put(path, taken)
        return taken

    def begin_following(self, account: str, now: datetime, until: datetime) -> Account | None:
        for _ in range(ROUNDS):
            with suppress(Conflict):
                return self._followed_once(f"accounts/{account}", now, until)
        raise Unavailable("the account found no quiet moment")

    def _followed_once(self, path: str, now: datetime, until: datetime) -> Account | None:
        version = self.store.versions.get(path)
        known: Account | None = self.store.whole(path)
        if known is None or (known.followed_until and known.followed_until > now):
            return None
        taken = replace(known, followed_until=until)
        with self.store.commit({path: version}):
            self.store.put(path, taken)
        return taken

    def end_following(self, account: str, until: datetime | None, rests_until: datetime | None) -> None:
        path = f"accounts/{account}"
        with self.store.commit({}):
            known: Account = self.store.get(path)
            rest = rests_until or known.reading_rests_until
            self.store.put(path, replace(known, followed_until=until, reading_rests_until=rest))

    def take_slot(self, account: str, attempt_id: str, slot: Slot) -> None:
        known: Account | None = self.store.get(f"accounts/{account}")
        if known:
            slots = {**known.slots, attempt_id: slot}
            self.store.put(f"accounts/{account}", replace(known, slots=slots))
