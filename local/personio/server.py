"""A stand-in that runs: in a process of its own, or in a thread of a test's."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from local.personio.wire import Listener
from local.personio.world import World

CONTROL_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A running stand-in. `world` may be looked at and changed directly by tests in the same process."""

    url: str
    world: World

    @property
    def jobs_url(self) -> str:
        """The address of a board with places for slug and tld, as PERSONIO_JOBS_URL wants it."""
        return f"{self.url}/boards/{{slug}}.{{tld}}"

    def control(self, method: str, path: str, value: object = None) -> Any:
        """Ask the control endpoint: `path` without `/control`, `value` as JSON.

        Raises:
            LookupError, ValueError: for its 404 and 400, with its explanation.
        """
        return control(self.url, method, path, value)


def control(url: str, method: str, path: str, value: object = None) -> Any:
    """As `StandIn.control`, for a stand-in at `url`."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=CONTROL_SECONDS)
    try:
        connection.request(method, f"/control{path}", body=None if value is None else json.dumps(value))
        answer = connection.getresponse()
        document = json.loads(answer.read())
    finally:
        connection.close()
    if answer.status == HTTPStatus.OK:
        return document
    raise (LookupError if answer.status == HTTPStatus.NOT_FOUND else ValueError)(document["error"])


@contextmanager
def standing_in(*, host: str = "127.0.0.1", port: int = 0) -> Iterator[StandIn]:
    """Serve until the block ends; port 0 takes a free one.

    Raises:
        OSError: where the port is taken.
    """
    world = World()
    listener = Listener((host, port), world)
    thread = threading.Thread(
        target=listener.serve_forever, kwargs={"poll_interval": 0.02}, name="personio", daemon=True
    )
    thread.start()
    try:
        yield StandIn(url=f"http://{host}:{listener.server_address[1]}", world=world)
    finally:
        listener.stop()
        thread.join()
