"""What one atomic commit of the ledger writes; either all of it or nothing."""

from datetime import datetime

from shared.domain.audit import Line
from shared.domain.connection import Connection
from shared.domain.ledger.account import Account, AccountUpdate
from shared.domain.ledger.erased import ErasureNotice
from shared.domain.ledger.export import ApplicantKey, Export
from shared.domain.ledger.turn import Turn
from shared.structs import Struct


class Change(Struct):
    """Writes, each under the precondition that the document is as the snapshot saw it.

    Attributes:
        entry: created where the snapshot had none, else replaced.
        account: replaced (the claim's slot); made where there was none.
        account_update: fields of the account, without precondition (the record).
        touch_account: unchanged, but only if it is as it was: what relies on its turn comes before that.
        turn: its account expects it, unless an earlier one; whoever commits asks for it then. An `account`
            that is replaced has to name it itself.
        connection: replaced.
        touch_connection: unchanged, but only if it is as it was: no claim commits after a disconnect.
        take_key: made; somebody else's is a Conflict. With `released` it is taken over instead.
        drop_key: deleted.
        released: another match's entry, which gives the key up in the same commit.
        erasure: told to the company, in place of what it was told of this match before.
        line: added to the audit trail, where a person asked for it.
    """

    entry: Export
    account: Account | None = None
    account_update: AccountUpdate | None = None
    touch_account: bool = False
    turn: Turn | None = None
    connection: Connection | None = None
    touch_connection: bool = False
    take_key: ApplicantKey | None = None
    drop_key: ApplicantKey | None = None
    released: Export | None = None
    erasure: ErasureNotice | None = None
    line: Line | None = None

    def needed_at(self, due_at: datetime | None) -> datetime | None:
        """When the account has to have a turn: for its entry, or for its connection's next proof."""
        proof_at = self.connection.next_probe_at if self.connection else None
        return min(filter(None, (due_at, proof_at)), default=None)
