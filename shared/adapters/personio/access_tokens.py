"""The access tokens that this instance has, in its memory alone (docs/decisions/0013)."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

from shared.adapters import tuning
from shared.domain.application import Answer
from shared.domain.credentials import Client
from shared.structs import Hidden, Struct, field


class Given(Hidden):
    """An access token as it was given out. `repr` never shows it.

    Attributes:
        seconds: how long it holds from then on.
    """

    token: str
    seconds: float


Fetch = Callable[[], Given | Answer]


class _Line(Struct, frozen=False):
    """Whoever asks for one client, one after the other, and what the last one was told."""

    lock: Lock = field(default_factory=Lock)
    told: Given | Answer | None = None
    until: float = 0.0


class AccessTokens(Struct, frozen=False):
    """By client, id and secret together: a new secret has no part in what the old one got or was refused.

    Thread-safe: one request at a time for a client, and all who wait for it share what it brings. A failure
    is remembered for a minute, so that nobody asks in vain more often than that. The clients that nobody
    asked for longest leave when they grow too many.
    """

    clock: Callable[[], float] = monotonic
    size: int = tuning.CLIENTS_KEPT
    _lines: OrderedDict[Client, _Line] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, client: Client, fetch: Fetch, *, anew: bool = False) -> tuple[Given | Answer, bool]:
        """What authenticates `client`, or why nothing does; and whether it was fetched by this very call.

        Args:
            fetch: asks Personio. Never raises.
            anew: a token in memory is not enough; a failure in memory is.
        """
        line = self._line(client)
        with line.lock:
            now = self.clock()
            if line.told and now < line.until and not (anew and isinstance(line.told, Given)):
                return line.told, False
            line.told = told = fetch()
            line.until = now + (_kept(told) if isinstance(told, Given) else tuning.CLIENT_RESTS_SECONDS)
            return told, True

    def forget(self, client: Client, token: str | None = None) -> str | None:
        """Forget `token`, unless another one took its place; without one, whichever there is. Returns it."""
        line = self._line(client)
        with line.lock:
            told = line.told
            if not isinstance(told, Given) or token not in {None, told.token}:
                return None
            line.told = None
            return told.token

    def _line(self, client: Client) -> _Line:
        with self._lock:
            line = self._lines.setdefault(client, _Line())
            self._lines.move_to_end(client)
            while len(self._lines) > self.size:
                self._lines.popitem(last=False)
            return line


def _kept(given: Given) -> float:
    """Until five minutes before its end; half of its time where it holds for less than ten."""
    return given.seconds - min(tuning.ACCESS_TOKEN_MARGIN_SECONDS, given.seconds / 2)
