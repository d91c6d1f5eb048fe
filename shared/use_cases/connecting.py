"""Connect a company to Personio: resolve its careers page, prove its credentials, store, show, disconnect."""

from __future__ import annotations  # showing a connection, what is asked most, loads little of all this

from contextlib import suppress
from typing import TYPE_CHECKING

from shared import log
from shared.domain import board as boards
from shared.domain.audit import AuditedAction, Line
from shared.domain.connection import Connection, ConnectionState, connected
from shared.domain.credentials import Client, Credentials, Key, Kind, Token, from_secret, to_secret
from shared.domain.errors import Problem, Unavailable
from shared.structs import Struct, replace
from shared.use_cases import tuning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.domain.application import Proof
    from shared.domain.board import Board
    from shared.domain.jobs.feed import Feed
    from shared.domain.ledger.pace import Pace
    from shared.ports import Applications, Audit, Clock, Connections, FollowUps, Positions, Secrets
    from shared.use_cases.follow_turns import FollowTurns
    from shared.use_cases.retiring import Retiring
    from shared.use_cases.turns import Turns

TAIL = 4  # characters of the token that are shown to recognise it by
SHORTEST_TOKEN_WITH_TAIL = 16  # of a shorter one, four would give too much away


class Entered(Struct):
    """What an admin entered, and what came of trying it."""

    board: Board
    credentials: Credentials
    channel_id: int | None
    proof: Proof


class Connecting(Struct):
    """Everything that the three steps of connecting need.

    Attributes:
        languages: in which the feed is read to say "is this you?"; the first is a new connection's own.
        new_attempt_id: names the slot that a credential check takes.
    """

    connections: Connections
    turns: Turns
    positions: Positions
    applications: Applications
    secrets: Secrets
    retiring: Retiring
    follow_ups: FollowUps
    follow_turns: FollowTurns
    audit: Audit
    clock: Clock
    pace: Pace
    languages: tuple[str, ...]
    new_attempt_id: Callable[[], str]

    def resolve(self, url: str) -> Feed:
        """The board that is meant by `url`, with its published positions.

        Raises:
            Problem: the address is none of Personio's, or no board answers there.
        """
        return self.positions.fetch(boards.parse(url), self.languages, texts=())

    def show(self, company_id: str) -> Connection | None:
        """The connection; None where the company never connected."""
        return self.connections.get(company_id)

    def connect(
        self,
        company_id: str,
        by: str,
        *,
        url: str,
        personio_company_id: str,
        access_token: str | None = None,
        client: Client | None = None,
        channel_id: str | None = None,
    ) -> Connection:
        """Prove board and credentials, then store them and connect, or replace those of either kind.

        A check that fails leaves what was in force in force. What is in force again stores nothing new.

        Raises:
            Problem: the one cause, by its code.
        """
        from shared.domain import pasted

        credentials = pasted.read(personio_company_id, token=access_token, client=client)
        channel = pasted.read_channel(channel_id)
        feed = self.resolve(url)
        known = self.connections.get(company_id)
        proof = self._proven(known, credentials, _ids(feed))
        if credentials.kind is Kind.CLIENT and not proof.reads:
            raise Problem("scope_read_missing")  # what is connected already goes on without
        entered = Entered(board=feed.board, credentials=credentials, channel_id=channel, proof=proof)
        known, connection = self._pinned(company_id, by, known, entered)
        self.turns.resume(connection)
        if connection.follows:
            self._follow(connection)
        log.connection_changed(company_id, "replaced" if known and known.live else "connected", by)
        return self.retiring.end(connection)

    def test(self, company_id: str) -> Connection:
        """Try the stored credentials now: the connection shows what Personio says of them from now on.

        Raises:
            Problem: `not_connected`, or what Personio says against them.
        """
        from shared.domain.ledger.doubt import doubted_by

        known = connected(self.connections.get(company_id))
        key = key_of(known, self.secrets)
        if key is None:
            raise Problem("credentials_refused", field="access_token")
        credentials = Credentials(account=known.account, key=key)
        proof = self._prove(known, credentials, self._published(known))
        problem = _problem_with(proof, credentials)
        if problem and doubted_by(proof.answer, known, self.clock.now(), self.pace) == known:
            raise problem

        def tried(current: Connection | None) -> Connection:
            now, at = connected(current), self.clock.now()
            if now.secret != known.secret:
                return now
            return doubted_by(proof.answer, now, at, self.pace) if problem else now.well(at, proof)

        connection = self.connections.update(company_id, tried)
        if problem:
            raise problem
        self.turns.resume(connection)
        if connection.follows and not known.follows:
            self._follow(connection)
        return connection

    def update_settings(
        self,
        company_id: str,
        by: str,
        *,
        paused: bool | None = None,
        language: str | None = None,
        channel_id: str | None = None,
        progress: bool | None = None,
    ) -> Connection:
        """Pause or resume, choose the language of job ads and messages, the channel, and what is followed.

        None leaves a value as it is; an empty channel removes it. Without `progress` nobody is followed, and
        what was read of applicants is forgotten.

        Raises:
            Problem: `not_connected`; `body_invalid` for a language that Personio's boards do not have;
                `channel_id_not_a_number`.
        """
        from shared.domain import pasted
        from shared.domain.jobs.position import LANGUAGES

        if language is not None and language not in LANGUAGES:
            raise Problem("body_invalid", field="language")
        channel = pasted.read_channel(channel_id)

        before: Connection | None = None

        def changed(known: Connection | None) -> Connection:
            nonlocal before
            before = current = connected(known)
            return replace(
                current if channel_id is None else current.with_channel(channel),
                paused=current.paused if paused is None else paused,
                language=language or current.language,
                progress=current.progress if progress is None else progress,
            )

        def told(known: Connection | None, after: Connection) -> list[Line]:
            done = _settings_changed(known, after) if known else ()
            return [self.audit.line(company_id, by, what, **about) for what, about in done]

        connection = self.connections.update(company_id, changed, told)
        new_channel = before is not None and connection.channel_id != before.channel_id
        if paused is False or new_channel:
            self.turns.wake(company_id, connection.account)
        if progress is not None:
            self._follow(connection)
        log.connection_changed(company_id, "settings_changed", by)
        return connection

    def disconnect(self, company_id: str, by: str) -> Connection | None:
        """Cut the connection, then end the token; whoever meets an export next explains it there."""
        known = self.connections.get(company_id)
        if known is None:
            return None

        was_live = False

        def cut(current: Connection | None) -> Connection:
            nonlocal was_live
            was_live = (current or known).live
            return (current or known).cut()

        def told(_: Connection | None, after: Connection) -> list[Line]:
            done = AuditedAction.DISCONNECTED
            return [self.audit.line(company_id, by, done, account=after.account)] if was_live else []

        connection = self.connections.update(company_id, cut, told)
        if was_live:
            log.connection_changed(company_id, "disconnected", by)
            self._revoke(known)
        return self.retiring.end(connection)

    def _follow(self, connection: Connection) -> None:
        """Read applicants from now on, or forget what was read; a second request mends one that broke off."""
        if connection.follows:
            self.follow_ups.resume(connection.company_id, self.clock.now(), tuning.RESUMED_AT_ONCE)
            self.follow_turns.ask_now([connection.account])
        elif not connection.progress:
            for _ in range(tuning.STOP_ROUNDS):
                if not self.follow_ups.stop(connection.company_id):
                    break

    def _proven(self, known: Connection | None, credentials: Credentials, positions: Sequence[int]) -> Proof:
        """A proof that Personio takes the credentials.

        Raises:
            Problem: what Personio says against them; `account_mismatch`: none of `positions` is a client's.
        """
        proof = self._prove(known, credentials, positions)
        if problem := _problem_with(proof, credentials):
            raise problem
        return proof

    def _prove(self, known: Connection | None, credentials: Credentials, positions: Sequence[int]) -> Proof:
        """Personio counts the check among the account's requests, so it takes a slot of its own account.

        An account that was only typed may be somebody else's, whose slots it must not use up.
        """
        from shared.domain.ledger.account import Slot
        from shared.domain.ledger.export import Origin

        if known and known.account == credentials.account and not known.unproven:
            until = self.clock.now() + self.pace.slot_hold
            self.connections.take_slot(
                known.account, self.new_attempt_id(), Slot(until=until, origin=Origin.CLICK)
            )
        return self.applications.prove(credentials, positions)

    def _published(self, known: Connection) -> Sequence[int]:
        """Positions that a client's account has to have; a board that does not answer says nothing."""
        if known.kind is Kind.CLIENT:
            with suppress(Problem, Unavailable):
                return _ids(self.positions.fetch(known.board, (known.language,), texts=()))
        return ()

    def _revoke(self, cut: Connection) -> None:
        """End what this instance proved a client with; the claims under way have access of their own."""
        if cut.kind is not Kind.CLIENT:
            return
        with suppress(Unavailable):
            key = key_of(cut, self.secrets)
            if isinstance(key, Client):
                self.applications.revoke(Credentials(account=cut.account, key=key))

    def _in_force(self, known: Connection, credentials: Credentials) -> bool:
        return known.account == credentials.account and key_of(known, self.secrets) == credentials.key

    def _pinned(
        self, company_id: str, by: str, known: Connection | None, entered: Entered
    ) -> tuple[Connection | None, Connection]:
        """The connection before, and with what was entered in force.

        Raises:
            Unavailable: others connected or cut it all the time.
        """
        for _ in range(tuning.PINNING_ROUNDS):
            connection = self._pin(company_id, by, known, entered)
            if connection:
                return known, connection
            known = self.connections.get(company_id)
        raise Unavailable("the connection found no quiet moment")

    def _pin(
        self,
        company_id: str,
        by: str,
        known: Connection | None,
        entered: Entered,
    ) -> Connection | None:
        """The connection with it in force; None where somebody connected or cut it since `known`.

        A disconnect may have listed, and retired, what was added here: then it must not be pinned.
        """
        same = known is not None and known.live and self._in_force(known, entered.credentials)
        stored = to_secret(entered.credentials.key)
        version = known.secret if known and same else self.secrets.add(company_id, stored)
        overtaken = False

        def step(current: Connection | None) -> Connection:
            nonlocal overtaken
            overtaken = current is not None and _tokens(current) != _tokens(known)
            if current and overtaken:
                return current.out_of_force([version])
            return self._new_connection(company_id, by, current, entered, version)

        def told(before: Connection | None, after: Connection) -> list[Line]:
            if overtaken or before == after:
                return []
            done = AuditedAction.REPLACED if before and before.live else AuditedAction.CONNECTED
            return [self.audit.line(company_id, by, done, account=after.account)]

        connection = self.connections.update(company_id, step, told)
        return None if overtaken else connection

    def _new_connection(
        self,
        company_id: str,
        by: str,
        known: Connection | None,
        entered: Entered,
        version: str,
    ) -> Connection:
        going_on = known is not None and known.live
        board, credentials, proof = entered.board, entered.credentials, entered.proof
        fresh = Connection(
            company_id=company_id,
            state=ConnectionState.CONNECTED,
            board=board,
            account=credentials.account,
            language=known.language if known else self.languages[0],
            progress=known is None or known.progress,
            secret=version,
            token_tail=_tail(credentials.key),
            connected_at=known.connected_at if known and going_on else self.clock.now(),
            connected_by=known.connected_by if known and going_on else by,
            kind=credentials.kind,
            reads=proof.reads,
            account_proven=bool(proof.owns),
            channel_id=entered.channel_id,
            retiring=known.retiring if known else (),
        )
        if known is None or not going_on:
            return fresh
        return replace(
            fresh,
            paused=known.paused,
            last_success_at=known.last_success_at,
            account_proven=fresh.account_proven or (known.account_proven and _same(known, fresh)),
            channel_refused=known.with_channel(entered.channel_id).channel_refused,
        ).out_of_force([known.secret])


def _problem_with(proof: Proof, credentials: Credentials) -> Problem | None:
    from shared.domain import pasted

    if not proof.sends:
        return pasted.problem_with(proof.answer, credentials)
    return Problem("account_mismatch", field="client.id") if proof.owns is False else None


def _settings_changed(before: Connection, after: Connection) -> list[tuple[AuditedAction, dict[str, str]]]:
    """What the audit trail is told of it, and about what."""
    done: list[tuple[AuditedAction, dict[str, str]]] = []
    if after.progress != before.progress:
        done.append((AuditedAction.FOLLOWED if after.progress else AuditedAction.FORGOTTEN, {}))
    if after.paused != before.paused:
        done.append((AuditedAction.PAUSED if after.paused else AuditedAction.RESUMED, {}))
    if after.channel_id != before.channel_id:
        done.append((AuditedAction.REPLACED, {"account": after.account}))
    return done


def key_of(connection: Connection, secrets: Secrets) -> Key | None:
    """What is in force; None where it cannot be read, or a hand wrote a name that is none of ours."""
    try:
        secret = secrets.read(connection.secret)
    except ValueError:
        return None
    return None if secret is None else from_secret(secret)


def _ids(feed: Feed) -> Sequence[int]:
    return [position.id for position in feed.positions]


def _same(known: Connection, entered: Connection) -> bool:
    """The credentials in force for the same board: what was proven of them holds on."""
    return (known.secret, known.board) == (entered.secret, entered.board)


def _tokens(connection: Connection | None) -> object:
    """Whatever is pinned, cut, named or retired changes this, and nothing ever brings it back."""
    return connection and (connection.live, connection.secret, connection.retiring)


def _tail(key: Key) -> str:
    """Of a token, or of a client's id, which is no secret."""
    shown = key.value if isinstance(key, Token) else key.id
    return shown[-TAIL:] if len(shown) >= SHORTEST_TOKEN_WITH_TAIL else ""
