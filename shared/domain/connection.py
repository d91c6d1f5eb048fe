"""A company's connection to Personio, and what may be done with it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.board import Board
from shared.domain.credentials import Kind
from shared.domain.errors import Problem
from shared.structs import Struct, replace

if TYPE_CHECKING:
    from shared.domain.application import Proof


class ConnectionState(StrEnum):
    """Where a connection stands; texts/states.py has a sentence for each."""

    CONNECTED = "connected"
    NEEDS_RECONNECT = "needs_reconnect"  # Personio refuses the token
    FEATURE_OFF = "feature_off"  # Personio's recruiting feature or its API is switched off
    DISCONNECTED = "disconnected"


class FeedState(Struct):
    """What the last comparison with the board's feed met, as it was noted: news at once, all else daily.

    Attributes:
        checked_at: of that comparison.
        positions, size: of the last reading that succeeded; published positions, bytes.
        seconds: how long its reading took, whatever came of it.
        problem, since: code of why it failed, and since when it does; None while all is well.
    """

    checked_at: datetime
    positions: int | None = None
    size: int | None = None
    seconds: float = 0.0
    problem: str | None = None
    since: datetime | None = None


class Connection(Struct):
    """One company's link to one Personio account.

    Attributes:
        account: Personio's company id; the pace is kept per account, not per company.
        secret: name of the pinned version in the credential store, never its value.
        token_tail: the last four characters of the token, or of the client's id, to recognise it by.
        kind: of the credentials. `reads`: its client may read, too. `progress`: what becomes of applicants
            is followed, as long as it reads.
        account_proven: Personio has shown that the board's positions are this account's.
        connected_at: first connect, or the first after a disconnect; replacing credentials keeps it.
        problem: code of what Personio last refused, None while all is well.
        refused_since, next_probe_at: while Personio refuses it, since when, and when its credentials are
            proven again; None where they are not, any more.
        access_refused_at: when Personio first refused a fresh access token of the client's, since it last
            took one.
        feed: None until the board is first compared with its ads.
        retiring: versions out of force that may still be readable; none of them is ever pinned again.
    """

    company_id: str
    state: ConnectionState
    board: Board
    account: str
    language: str
    secret: str
    token_tail: str
    connected_at: datetime
    connected_by: str
    kind: Kind = Kind.TOKEN
    reads: bool = False
    progress: bool = True
    account_proven: bool = True
    channel_id: int | None = None
    channel_refused: bool = False
    paused: bool = False
    refused_since: datetime | None = None
    next_probe_at: datetime | None = None
    last_success_at: datetime | None = None
    problem: str | None = None
    access_refused_at: datetime | None = None
    feed: FeedState | None = None
    retiring: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Connected or repairable: its matches get entries."""
        return self.state is not ConnectionState.DISCONNECTED

    @property
    def unproven(self) -> bool:
        """A client whose account was only typed: nothing is sent with it, or it could use up another's pace.

        A token goes with the account that was typed, so Personio itself refuses it where they differ.
        """
        return self.kind is Kind.CLIENT and not self.account_proven

    @property
    def follows(self) -> bool:
        """What becomes of its applicants is read."""
        return self.live and self.reads and self.progress

    def automatic(self, succeeded_at: datetime | None) -> bool:
        """Whether a success of then goes by itself; one of which nobody knows when counts as older."""
        return succeeded_at is not None and succeeded_at >= self.connected_at

    @property
    def usable_channel(self) -> int | None:
        """The channel to send; a channel that Personio refused is left out."""
        return None if self.channel_refused else self.channel_id

    def with_channel(self, channel_id: int | None) -> "Connection":
        """That Personio refused the channel is known of the same one alone."""
        refused = self.channel_refused and self.channel_id == channel_id
        return replace(self, channel_id=channel_id, channel_refused=refused)

    @property
    def doubted(self) -> bool:
        """Personio refuses it; ledger/doubt.py says when it is proven again."""
        return self.state in {ConnectionState.NEEDS_RECONNECT, ConnectionState.FEATURE_OFF}

    def well(self, now: datetime, proof: "Proof | None" = None) -> "Connection":
        """Personio takes the credentials: every doubt about them is over; with what a `proof` showed."""
        return replace(
            self,
            state=ConnectionState.CONNECTED,
            reads=proof.reads if proof else self.reads,
            account_proven=self.account_proven or bool(proof and proof.owns),
            problem=None,
            refused_since=None,
            next_probe_at=None,
            access_refused_at=None,
            last_success_at=now,
        )

    def cut(self) -> "Connection":
        """Nothing is in force any more; one that was cut before stays as it is."""
        if not self.live:
            return self
        return replace(
            self,
            state=ConnectionState.DISCONNECTED,
            problem=None,
            refused_since=None,
            next_probe_at=None,
            retiring=(*self.retiring, self.secret),
        )

    def out_of_force(self, versions: Iterable[str]) -> "Connection":
        """With `versions` to be retired as well; the pinned one's end is the cut's business."""
        over = (version for version in versions if version != self.secret)
        return replace(self, retiring=tuple(dict.fromkeys((*self.retiring, *over))))


def connected(connection: Connection | None) -> Connection:
    """The connection, if there is one that is not cut.

    Raises:
        Problem: `not_connected`.
    """
    if connection is None or not connection.live:
        raise Problem("not_connected")
    return connection
