"""A web server in a thread of a test's own: it lets a crowd in at once, and lets callers leave in peace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Any


class Listener(ThreadingHTTPServer):
    """Each request in a thread of its own.

    The standard library keeps five callers waiting and drops the next one's first packet, which comes again
    after a second: more than our clients give a connection.
    """

    request_queue_size = 512

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is its own business; anything else is printed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def listening(server: Listener) -> Iterator[int]:
    """Serve until the block ends; yields the port."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
