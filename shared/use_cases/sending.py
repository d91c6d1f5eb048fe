"""One account's turn: decide what is due of it, send the first that can be sent, ask for the next turn."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from shared import log
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Due, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.reading import ReadingOutcome
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.turn import Waiting, expected, next_turn
from shared.ports import Clock, Connections, Exports
from shared.structs import Struct
from shared.use_cases import tuning
from shared.use_cases.exporting import Exporter, Sent
from shared.use_cases.proving import Proving
from shared.use_cases.sweep.backfilling import Paging
from shared.use_cases.turns import Turns


class Turned(Struct):
    """What one turn did. `took_place` is False where it came twice, or late for nothing.

    Attributes:
        decided: entries that were looked at; `sent`: requests that went to Personio, at most one entry's.
    """

    took_place: bool
    decided: int = 0
    sent: int = 0


class Sending(Struct):
    """Turns of all accounts. A turn is one request, so that nobody waits behind another account's."""

    exports: Exports
    connections: Connections
    exporter: Exporter
    paging: Paging
    proving: Proving
    turns: Turns
    clock: Clock
    pace: Pace

    def turn(self, account_id: str, at: datetime, *, repeated: bool = False) -> Turned:
        """Take the account's turn of this second.

        Args:
            repeated: the queue gives it again, because it failed or died, wherever that was.

        Raises:
            Unavailable: Firestore does not answer; the queue gives the turn again.
        """
        account = self.turns.begin(account_id, at, repeated=repeated)
        if account is None:
            if not self.connections.accounts([account_id]):
                log.turn_refused("account_unknown")
            return Turned(took_place=False)
        connections = self.connections.of_account(account_id)
        companies = [connection.company_id for connection in connections]
        proof_at = self.proving.prove(account, connections)
        met: set[str] = set()
        last = self._send(account, companies, met)
        paged = [self.paging.page(company) for company in companies]
        if any(paged):
            self.turns.ask(account_id, self.clock.now())
        elif not (last and last.asked):
            self._ask_for_the_next(account_id, companies, met, proof_at)
        return Turned(took_place=True, decided=len(met), sent=last.claims if last else 0)

    def _send(self, account: Account, companies: Collection[str], met: set[str]) -> Sent | None:
        """Up to the first that was sent, or that waits for the account; `met` grows by what is looked at.

        Where a reading told nothing no other is tried: what can be sent does not wait for readings that hang.
        """
        silent = False
        for due, behind in self._in_turn(account, companies, met):
            if silent and due.reading:
                continue
            sent = self._one(due, _waiting(behind))
            silent = silent or bool(sent and _told_nothing(sent))
            if sent and (sent.claims or _waits_for_the_account(sent, self.clock.now())):
                return sent
        return None

    def _in_turn(
        self, account: Account, companies: Collection[str], met: set[str]
    ) -> Iterator[tuple[Due, Sequence[Due]]]:
        """What is due, in its order, each with what waits behind it; not for ever."""
        until = self.clock.now() + self.pace.deciding
        while due := self._due(account, companies, met):
            for number, entry in enumerate(due):
                if len(met) == tuning.DECIDED_IN_A_TURN or self.clock.now() > until:
                    return
                met.add(entry.match_id)
                yield entry, due[number + 1 :]

    def _due(self, account: Account, companies: Collection[str], met: Collection[str]) -> Sequence[Due]:
        """What is looked for first, then click, live, back-fill, then longest due.

        In an outage the longest due alone, as the probe.
        """
        now = self.clock.now()
        limit = tuning.DUE_IN_A_TURN + len(met)  # some of them may stay due
        earliest = self.exports.earliest(companies, limit)
        due = [entry for entry in earliest if entry.due_at <= now and entry.match_id not in met]
        if account.outage_since:
            return sorted(due, key=lambda entry: (not entry.reading, entry.due_at))
        return sorted(due, key=lambda entry: (not entry.reading, entry.origin.rank, entry.due_at))

    def _one(self, due: Due, behind: Waiting) -> Sent | None:
        """One entry through the exporter; None where it failed."""
        try:
            return self.exporter.send(Addresses.of(due), behind)
        except Exception as fault:  # noqa: BLE001 - one broken entry or company stops nobody
            log.export_failed(due.company_id, due.match_id, fault)
            return None

    def _ask_for_the_next(
        self, account_id: str, companies: Collection[str], met: Collection[str], proof_at: datetime | None
    ) -> None:
        """What stays due though it was looked at would do so for ever: that is the sweep's to ask for."""
        now = self.clock.now()
        account = self.connections.accounts([account_id]).get(account_id)
        earliest = self.exports.earliest(companies, 1 + len(met))
        waiting = [entry for entry in earliest if entry.due_at > now or entry.match_id not in met]
        at = next_turn(account, _waiting(waiting, proof_at), now, self.pace) if account else None
        if account and at and not expected(account, at, now, self.pace):
            self.turns.ask(account_id, at)


def _waiting(entries: Sequence[Due], proof_at: datetime | None = None) -> Waiting:
    """The first due of each origin; a proof of credentials, and a reading, wait no longer than a click."""
    first: dict[Origin, datetime] = {Origin.CLICK: proof_at} if proof_at else {}
    for entry in entries:
        origin = Origin.CLICK if entry.reading else entry.origin
        first[origin] = min(entry.due_at, first.get(origin, entry.due_at))
    return first


def _told_nothing(sent: Sent) -> bool:
    """The last that was done for it is a reading in vain."""
    attempts = sent.entry.attempts if sent.entry else ()
    return bool(attempts) and attempts[-1].outcome == ReadingOutcome.FAILED


def _waits_for_the_account(sent: Sent, now: datetime) -> bool:
    """It was held back for what holds back all others, too: outage, rest, or no room, for which it is due."""
    entry = sent.entry
    if entry is None or entry.code in {Code.OUTAGE, Code.RESTING}:
        return entry is not None
    return entry.state is State.QUEUED and entry.due_at is not None and entry.due_at <= now
