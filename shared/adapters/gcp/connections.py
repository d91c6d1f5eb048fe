"""Connections, and the accounts they make known, in Firestore."""

from __future__ import annotations  # who reads connections need not know of accounts and turns

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from google.cloud import firestore

from shared.adapters import tuning
from shared.adapters.gcp import audit, documents
from shared.adapters.gcp.client import (
    all_readable,
    commit,
    read_all,
    read_one,
    readable,
    stream,
    translated,
)
from shared.adapters.gcp.replacing import replace_in, undisturbed
from shared.domain.connection import Connection, ConnectionState
from shared.structs import Struct, replace

if TYPE_CHECKING:
    from shared.domain.ledger.account import Account, Slot
    from shared.domain.ledger.turn import Turn
    from shared.ports import Step, Told


class FirestoreConnections(Struct):
    """The Connections port on Firestore."""

    client: firestore.Client

    def get(self, company_id: str) -> Connection | None:
        return readable(documents.connection, read_one(self.client, documents.connection_path(company_id)))

    def live(self) -> Sequence[Connection]:
        states = [state.value for state in ConnectionState if state is not ConnectionState.DISCONNECTED]
        query = self.client.collection(documents.CONNECTIONS).where(
            filter=firestore.FieldFilter("state", "in", states)
        )
        return all_readable(documents.connection, stream(query))

    def of(self, companies: Collection[str]) -> Mapping[str, Connection]:
        named = sorted(filter(None, companies))  # an entry may name none
        if not named:
            return {}
        read = read_all(self.client, map(documents.connection_path, named))
        known = all_readable(documents.connection, read.values())
        return {connection.company_id: connection for connection in known}

    def accounts(self, ids: Collection[str]) -> Mapping[str, Account]:
        if not ids:
            return {}
        read = read_all(self.client, map(documents.account_path, sorted(ids)))
        return {account.id: account for account in all_readable(documents.account, read.values())}

    def retiring(self, limit: int) -> Sequence[Connection]:
        query = self.client.collection(documents.CONNECTIONS).where(
            filter=firestore.FieldFilter(documents.CONNECTION_OWES, "==", True)
        )
        return all_readable(documents.connection, stream(query.limit(limit)))

    def to_prove(self, now: datetime, limit: int) -> Sequence[Connection]:
        query = self.client.collection(documents.CONNECTIONS).where(
            filter=firestore.FieldFilter("next_probe_at", "<=", now)
        )
        return all_readable(documents.connection, stream(query.order_by("next_probe_at").limit(limit)))

    def update(self, company_id: str, step: Step, told: Told | None = None) -> Connection:
        return undisturbed("the connection", lambda: self._update_once(company_id, step, told))

    def of_account(self, account: str) -> Sequence[Connection]:
        query = self.client.collection(documents.CONNECTIONS).where(
            filter=firestore.FieldFilter("account", "==", account)
        )
        return all_readable(documents.connection, stream(query))

    def expect_turn(self, turn: Turn) -> None:
        self._expect(turn, {})

    def begin_turn(self, account: str, at: datetime, *, whatever: bool) -> Account | None:
        return undisturbed("the account", lambda: self._begin_once(account, at, whatever=whatever))

    def begin_following(self, account: str, now: datetime, until: datetime) -> Account | None:
        return undisturbed("the account", lambda: self._followed_once(account, now, until))

    def end_following(self, account: str, until: datetime | None, rests_until: datetime | None) -> None:
        fields: dict[str, Any] = {"followed_until": until or firestore.DELETE_FIELD}
        if rests_until:
            fields["reading_rests_until"] = rests_until
        with translated():
            self.client.document(documents.account_path(account)).update(
                fields, retry=None, timeout=tuning.FIRESTORE_SECONDS
            )

    def take_slot(self, account: str, attempt_id: str, slot: Slot) -> None:
        reference = self.client.document(documents.account_path(account))
        fields = {f"slots.{attempt_id}": documents.part(slot)}
        with translated():
            reference.update(fields, retry=None, timeout=tuning.FIRESTORE_SECONDS)

    def end_outage(self, turn: Turn) -> None:
        over = ("outage_since", "next_probe_at", "last_failure")
        self._expect(turn, dict.fromkeys(over, firestore.DELETE_FIELD))

    def _expect(self, turn: Turn, fields: dict[str, Any]) -> None:
        reference = self.client.document(documents.account_path(turn.account))
        earlier = {documents.ACCOUNT_TURN: firestore.Minimum(turn.second), **fields}

        def update() -> None:
            with translated():
                reference.update(earlier, retry=None, timeout=tuning.FIRESTORE_SECONDS)

        undisturbed("the account's turn", update)

    def _begin_once(self, account: str, at: datetime, *, whatever: bool) -> Account | None:
        from shared.domain.ledger.account import Account
        from shared.domain.ledger.turn import takes_place

        seen = read_one(self.client, documents.account_path(account))
        known = readable(documents.account, seen)
        if not seen.exists or not (known is None or whatever or takes_place(known, at)):
            return None
        batch = self.client.batch()
        taken = replace(known or Account(id=account), turn_at=None)
        replace_in(batch, self.client, seen, documents.written(taken))
        commit(batch)
        return taken

    def _followed_once(self, account: str, now: datetime, until: datetime) -> Account | None:
        seen = read_one(self.client, documents.account_path(account))
        known = readable(documents.account, seen)
        if known is None or (known.followed_until and known.followed_until > now):
            return None
        batch = self.client.batch()
        unchanged = self.client.write_option(last_update_time=seen.update_time)
        batch.update(seen.reference, {"followed_until": until}, option=unchanged)
        commit(batch)
        return replace(known, followed_until=until)

    def _update_once(self, company_id: str, step: Step, told: Told | None) -> Connection:
        seen = read_one(self.client, documents.connection_path(company_id))
        known = readable(documents.connection, seen)
        connection = step(known)
        batch = self.client.batch()
        replace_in(batch, self.client, seen, documents.connection_document(connection))
        if known is None or known.feed == connection.feed:  # a comparison comes by itself, and often
            account = self.client.document(documents.account_path(connection.account))
            batch.set(account, {documents.SCHEMA: documents.VERSION, "id": connection.account}, merge=True)
        for line in told(known, connection) if told else ():
            audit.add(self.client, batch, line)
        commit(batch)
        return connection
