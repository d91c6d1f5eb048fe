"""Prove the connections again that Personio refuses: what is mended at Personio goes on by itself."""

from collections.abc import Callable, Sequence
from datetime import datetime

from shared import log
from shared.domain.application import Answer, Outcome, Proof
from shared.domain.connection import Connection
from shared.domain.credentials import Credentials, from_secret
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.doubt import doubted_by, proof_due, proof_taken
from shared.domain.ledger.export import Origin
from shared.domain.ledger.pace import Pace
from shared.ports import Applications, Clock, Connections, Secrets
from shared.structs import Struct
from shared.use_cases.turns import Turns

Step = Callable[[Connection], Connection]


class Overtaken(Exception):  # noqa: N818 - it tells what happened, and is no error
    """Somebody proved, mended, replaced or cut the connection meanwhile: it is left alone."""


class Proving(Struct):
    """The proof of connect, without an application, in turns of the refused connection's account.

    Attributes:
        new_attempt_id: names the slot that a proof takes.
    """

    connections: Connections
    secrets: Secrets
    applications: Applications
    turns: Turns
    clock: Clock
    pace: Pace
    new_attempt_id: Callable[[], str]

    def prove(self, account: Account, connections: Sequence[Connection]) -> datetime | None:
        """Make the proofs that are due, as far as the account takes them and a turn has time for them.

        Returns:
            When the account has its next one to make; one that cannot be taken waits for a turn anyhow.
        """
        until = self.clock.now() + self.pace.deciding
        following: list[datetime | None] = []
        for connection in connections:
            now = self.clock.now()
            if not proof_due(connection, now):
                following.append(connection.next_probe_at if connection.doubted else None)
            elif now > until or account.opens_at(Origin.CLICK, now, self.pace) > now:
                following.append(now)
            else:
                attempt_id = self.new_attempt_id()
                slot = Slot(until=now + self.pace.slot_hold, origin=Origin.CLICK)
                account = account.taking(attempt_id, slot, now)
                following.append(self._proven(connection, attempt_id, slot))
        return min(filter(None, following), default=None)

    def _proven(self, known: Connection, attempt_id: str, slot: Slot) -> datetime | None:
        """When its next proof is due; None where there is none, or where nobody can tell."""
        next_at: datetime | None = None
        try:
            taken = self._changed(known, self._taken)
            next_at = taken.next_probe_at
            return self._settled(taken, self._outcome(taken, attempt_id, slot)).next_probe_at
        except Overtaken:
            return None
        except Exception as fault:  # noqa: BLE001 - one broken connection stops nobody's exports
            log.proof_failed(known.company_id, fault)
            return next_at

    def _taken(self, current: Connection) -> Connection:
        """Of two at once, one makes the proof."""
        now = self.clock.now()
        if not proof_due(current, now):
            raise Overtaken
        return proof_taken(current, now, self.pace)

    def _outcome(self, taken: Connection, attempt_id: str, slot: Slot) -> Proof:
        """What Personio says of the pinned credentials; those that cannot be read are none."""
        secret = self.secrets.read(taken.secret)
        if secret is None:
            return Proof(answer=Answer(outcome=Outcome.CREDENTIALS_WRONG))
        self.connections.take_slot(taken.account, attempt_id, slot)
        return self.applications.prove(Credentials(account=taken.account, key=from_secret(secret)), ())

    def _settled(self, taken: Connection, proof: Proof) -> Connection:
        now = self.clock.now()
        if not proof.sends:
            if doubted_by(proof.answer, taken, now, self.pace) == taken:
                return taken
            return self._changed(taken, lambda current: doubted_by(proof.answer, current, now, self.pace))
        healed = self._changed(taken, lambda current: current.well(now, proof))
        log.connection_changed(healed.company_id, "healed")
        self.turns.resume(healed)
        return healed

    def _changed(self, known: Connection, step: Step) -> Connection:
        """The connection, changed by `step` while it is as it was.

        Raises:
            Overtaken: somebody proved, mended, replaced or cut it meanwhile.
        """

        def unless_overtaken(current: Connection | None) -> Connection:
            if current is None or _as_it_was(current) != _as_it_was(known):
                raise Overtaken
            return step(current)

        return self.connections.update(known.company_id, unless_overtaken)


def _as_it_was(connection: Connection) -> object:
    """What Personio refuses, and how; whoever connects, tests or cuts changes it."""
    return connection.state, connection.secret
