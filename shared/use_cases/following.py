"""One account's turn to follow its applicants: look for those without an id, read the others by theirs."""

from datetime import datetime

from shared import log
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection
from shared.domain.credentials import Credentials, from_secret
from shared.domain.errors import Unavailable
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Export, State
from shared.domain.ledger.following import (
    FollowUp,
    Told,
    looked_at,
    looked_for,
    moved,
    put_off,
    stopped,
    told,
)
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.snapshot import Addresses
from shared.ports import Applicants, Clock, Connections, FollowUps, Ledger, Secrets
from shared.structs import Struct, field, replace
from shared.use_cases import tuning
from shared.use_cases.follow_turns import FollowTurns


class Followed(Struct):
    """What one turn did. `took_place` is False where another was under way, or none may be yet.

    Attributes:
        readings: how often Personio was asked; `changed`: applicants that stand elsewhere now.
    """

    took_place: bool
    readings: int = 0
    changed: int = 0


class _Turn(Struct, frozen=False):
    """What is known so far.

    Attributes:
        connections: of the account, by company; `shut`: those with which nothing can be read now.
        silent: readings in a row that nobody answered.
        rests_until: set once Personio takes no more.
    """

    account: Account
    began: datetime
    connections: dict[str, Connection]
    shut: set[str] = field(default_factory=set)
    readings: int = 0
    changed: int = 0
    silent: int = 0
    rests_until: datetime | None = None

    @property
    def full(self) -> bool:
        return self.readings >= tuning.READINGS_IN_A_TURN

    @property
    def hangs(self) -> bool:
        return self.silent >= tuning.SILENT_READINGS


class Following(Struct):
    """Turns of all accounts, one of each at a time. A reading leaves an export's state as it is."""

    follow_ups: FollowUps
    connections: Connections
    ledger: Ledger
    secrets: Secrets
    applicants: Applicants
    turns: FollowTurns
    clock: Clock
    pace: Pace

    def turn(self, account_id: str) -> Followed:
        """Read what is due of the account, as far as a minute allows, and ask for the next turn.

        Raises:
            Unavailable: Firestore does not answer; the queue gives the turn again.
        """
        now = self.clock.now()
        account = self.connections.begin_following(account_id, now, now + self.pace.following_lease)
        if account is None:
            return Followed(took_place=False)
        known = {each.company_id: each for each in self.connections.of_account(account_id)}
        turn = _Turn(account=account, began=now, connections=known)
        if account.reading_rests_until and account.reading_rests_until > now:
            turn.rests_until = account.reading_rests_until
        free_at: datetime | None = None
        try:
            left = self._read(turn)
            free_at = self._free_at(turn)
        finally:
            self.connections.end_following(account_id, free_at, turn.rests_until)
        next_at = now if left else self.follow_ups.next_at(known, now)
        if next_at:
            self.turns.ask(account_id, max(filter(None, (next_at, free_at, turn.rests_until))))
        log.applicants_followed(
            account_id, turn.readings, turn.changed, (self.clock.now() - now).total_seconds()
        )
        return Followed(took_place=True, readings=turn.readings, changed=turn.changed)

    def _read(self, turn: _Turn) -> bool:
        """Whether something that is due was not looked at.

        What stays due though it was would do so for ever: that is the sweep's to ask for.
        """
        due = self.follow_ups.due(turn.connections, turn.began, tuning.READINGS_IN_A_TURN)
        until = self.clock.monotonic() + tuning.FOLLOWING_SECONDS
        for follow_up in due:
            if turn.full or turn.rests_until or self.clock.monotonic() > until:
                return True
            self._one(turn, follow_up)
        return len(due) == tuning.READINGS_IN_A_TURN

    def _one(self, turn: _Turn, follow_up: FollowUp) -> None:
        """One entry; whatever is wrong with it, or with its company, is nobody else's."""
        entry = follow_up.entry
        try:
            if entry.state is not State.EXPORTING:
                changed = self._followed(turn, entry)
                if changed and self.follow_ups.keep(follow_up, changed):
                    turn.changed += _stage(changed) != _stage(entry)
        except Exception as fault:  # noqa: BLE001 - one broken entry or company stops nobody
            log.following_failed(entry.company_id, entry.match_id, fault)

    def _followed(self, turn: _Turn, entry: Export) -> Export | None:
        """The entry as it is after its reading; None where it stays due."""
        connection = turn.connections.get(entry.company_id)
        over = stopped(entry, connection)
        if over or connection is None:
            return over
        later = put_off(entry, self.clock.now(), self.pace)
        unread = turn.hangs or connection.doubted or entry.company_id in turn.shut
        if unread or entry.state is not State.EXPORTED:
            return later
        read = self._reading(turn, entry, connection)
        if not isinstance(read, Answer):
            turn.silent = 0
            return read
        return self._unread(turn, entry, connection, read, later)

    def _unread(
        self, turn: _Turn, entry: Export, connection: Connection, answer: Answer, later: Export
    ) -> Export | None:
        """What an answer that is no reading means for this entry, and for those behind it."""
        means = told(answer)
        turn.silent = turn.silent + 1 if means is Told.SILENT else 0
        match means:
            case Told.RESTS:
                turn.rests_until = self.clock.now() + self.pace.read_again
                return None
            case Told.LOST:
                lost = self._without_reading(connection)
                turn.connections[lost.company_id] = lost
                return stopped(entry, lost)
            case Told.SHUT:
                turn.shut.add(connection.company_id)
        return later

    def _reading(self, turn: _Turn, entry: Export, connection: Connection) -> Export | Answer:
        secret = self.secrets.read(connection.secret)
        if secret is None:
            return Answer(outcome=Outcome.CREDENTIALS_WRONG)
        credentials = Credentials(account=connection.account, key=from_secret(secret))
        turn.readings += 1
        if entry.application_id is None:
            return self._found(entry, credentials)
        standing = self.applicants.standing(credentials, entry.application_id)
        if isinstance(standing, Answer):
            return standing
        since = entry.progress.since if entry.progress else None
        if moved(entry, standing):
            turn.readings += 1
            entered = self.applicants.entered(credentials, entry.application_id)
            since = entered if isinstance(entered, datetime) else None
        return looked_at(entry, standing, since, self.clock.now(), self.pace)

    def _found(self, entry: Export, credentials: Credentials) -> Export | Answer:
        """By the address that the developer has now; who has none, or no place, cannot be found."""
        developer = self.ledger.read(Addresses.of(entry)).developer
        if not (developer and developer.email and entry.position_id):
            return looked_for(entry, (), self.clock.now(), self.pace)
        found = self.applicants.find(credentials, developer.email, entry.position_id)
        if isinstance(found, Answer):
            return found
        return looked_for(entry, found, self.clock.now(), self.pace)

    def _without_reading(self, known: Connection) -> Connection:
        """The client may not read any more, unless somebody replaced it meanwhile."""

        def step(current: Connection | None) -> Connection:
            if current is None:
                raise Unavailable("the connection is gone")
            return replace(current, reads=False) if current.secret == known.secret else current

        changed = self.connections.update(known.company_id, step)
        if not changed.reads:
            log.reading_lost(known.company_id)
        return changed

    def _free_at(self, turn: _Turn) -> datetime | None:
        """When the account may be followed next: at once, after a full minute, or in an hour if it hangs."""
        if turn.hangs:
            log.following_put_off(turn.account.id)
            return turn.began + self.pace.hourly
        return turn.began + self.pace.readings_window if turn.full else None


def _stage(entry: Export) -> object:
    return entry.progress and (entry.progress.stage, entry.progress.name)
