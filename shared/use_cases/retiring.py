"""End tokens that are out of force: at once, and where their store is silent, by the sweep."""

from shared import log
from shared.domain.connection import Connection
from shared.domain.errors import Unavailable
from shared.domain.ledger.sweep import TimeLeft
from shared.ports import Connections, Secrets
from shared.structs import Struct, replace
from shared.use_cases import tuning


class Retiring(Struct):
    """Retires what a connection names in `retiring`, and nothing else: so what is in force stays readable.

    The names are written in the commit that replaces or cuts, and cleared once they are retired.
    """

    connections: Connections
    secrets: Secrets

    def end(self, connection: Connection) -> Connection:
        """Retire what `connection` names, and return how it then stands; silence leaves it to the sweep."""
        try:
            return self._end(connection)
        except Unavailable as silent:
            log.token_not_retired(connection.company_id, silent)
            return connection

    def go_on(self, time_left: TimeLeft) -> None:
        """Retire what was left over, of one company at least; what fails is logged, and stops no other."""
        for connection in self.connections.retiring(tuning.RETIRED_AT_ONCE):
            try:
                self._end(connection)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next sweep tries again
                log.token_not_retired(connection.company_id, fault)
            if not time_left():
                return

    def _end(self, connection: Connection) -> Connection:
        if not connection.retiring:
            return connection
        if not connection.live:
            connection = self._with_all(connection)
        ended = {version for version in connection.retiring if self._retired(connection, version)}
        if not ended:
            return connection

        def cleared(now: Connection | None) -> Connection:
            current = now or connection
            return replace(current, retiring=tuple(v for v in current.retiring if v not in ended))

        return self.connections.update(connection.company_id, cleared)

    def _retired(self, connection: Connection, version: str) -> bool:
        """False for a name that is none of ours: it stays, as it may name a token under a former setting."""
        try:
            self.secrets.retire(version)
        except ValueError as foreign:
            log.token_not_retired(connection.company_id, foreign)
            return False
        return True

    def _with_all(self, connection: Connection) -> Connection:
        """A cut one with every version in its store: an `add` that failed may have left one nobody pins."""
        listed = self.secrets.versions(connection.company_id)
        return self.connections.update(
            connection.company_id, lambda now: (now or connection).out_of_force(listed)
        )
