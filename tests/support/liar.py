"""A server that answers whatever a test wants, HTTP or not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Lie = Callable[["Liar"], None]


class Liar(BaseHTTPRequestHandler):
    """One request, its body read: `sent`. `over` is set when the server ends, for those that hang."""

    lie: Lie
    over: threading.Event
    sent: bytes = b""

    def answer(self) -> None:
        """Read the body, then lie; who hangs up has heard enough."""
        self.close_connection = True
        try:
            self.sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            type(self).lie(self)
        except OSError:
            return

    do_GET = do_POST = answer  # noqa: N815 - the library's names

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """A whole answer; `content_type` becomes `content-type`."""
        self.send_response(status)
        for name, value in {**headers, "content_length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever it spoke to has gone."""


@contextmanager
def lying(lie: Lie) -> Iterator[str]:
    """The address of a server that tells the lie, until the block ends."""
    over = threading.Event()
    handler = type("OneLiar", (Liar,), {"lie": staticmethod(lie), "over": over})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
