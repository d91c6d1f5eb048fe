"""Show by a position of the board that it is a client's account: the first link or import does so."""

from shared.domain import pasted
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection, connected
from shared.domain.credentials import Credentials
from shared.domain.errors import Problem, Unavailable
from shared.ports import Applications, Connections, Secrets
from shared.structs import Struct, replace
from shared.use_cases.connecting import key_of
from shared.use_cases.turns import Turns


class Ownership(Struct):
    """Where the board was empty when a client was connected, nothing is sent until this is shown."""

    connections: Connections
    secrets: Secrets
    applications: Applications
    turns: Turns

    def shown(self, connection: Connection, position_id: int) -> Connection:
        """The connection, its account proven by a published position.

        Raises:
            Problem: `account_mismatch` (the account does not have the position), `scope_read_missing`, or
                what else keeps Personio from telling.
            Unavailable: somebody replaced the credentials meanwhile.
        """
        key = key_of(connection, self.secrets)
        if key is None:
            raise Problem("credentials_refused")
        credentials = Credentials(account=connection.account, key=key)
        owns = self.applications.owns(credentials, position_id)
        if isinstance(owns, Answer):
            raise self._untold(connection, owns, credentials)
        if not owns:
            raise Problem("account_mismatch", field="position_id")
        proven = self._changed(connection, reads=True, proven=True)
        self.turns.wake(proven.company_id, proven.account)
        return proven

    def _untold(self, connection: Connection, answer: Answer, credentials: Credentials) -> Problem:
        """A client that may not read can show nothing; that it may not is kept."""
        if answer.outcome is Outcome.SCOPE_MISSING:
            self._changed(connection, reads=False)
            return Problem("scope_read_missing")
        return pasted.problem_with(answer, credentials) or Problem("personio_unreachable")

    def _changed(self, connection: Connection, *, reads: bool, proven: bool = False) -> Connection:
        def step(current: Connection | None) -> Connection:
            known = connected(current)
            if known.secret != connection.secret:
                raise Unavailable("the credentials were replaced meanwhile")
            return replace(known, reads=reads, account_proven=known.account_proven or proven)

        return self.connections.update(connection.company_id, step)
