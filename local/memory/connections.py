"""Connections, and the accounts they make known, in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from local.memory.store import Store
from shared.domain.connection import Connection
from shared.domain.ledger.account import Account, Slot


@dataclass(frozen=True, kw_only=True)
class InMemoryConnections:
    """The twin of FirestoreConnections."""

    store: Store

    def get(self, company_id: str) -> Connection | None:
        connection: Connection | None = self.store.whole(f"connections/{company_id}")
        return connection

    def live(self) -> Sequence[Connection]:
        return [connection for connection in self.store.all_whole("connections/") if connection.live]

    def of(self, companies: Collection[str]) -> Mapping[str, Connection]:
        found = {company: self.get(company) for company in companies}
        return {company: connection for company, connection in found.items() if connection}

    def accounts(self, ids: Collection[str]) -> Mapping[str, Account]:
        found: dict[str, Account | None] = {id_: self.store.get(f"accounts/{id_}") for id_ in ids}
        return {id_: account for id_, account in found.items() if account}

    def update(self, company_id: str, step: Callable[[Connection | None], Connection]) -> Connection:
        connection = step(self.get(company_id))
        self.store.put(f"connections/{company_id}", connection)
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
