"""A place on this machine that answers for any board what a test lays there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event

from local.scenes.listening import Listener, listening


@dataclass(frozen=True, kw_only=True)
class Lying:
    """What is answered: headers and body as they are, or the raw bytes of the whole answer, bit by bit."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/xml; charset=utf-8"})
    raw: tuple[bytes, ...] = ()
    pause: float = 0.0  # seconds before each of them, or before the answer
    hang_up: bool = False
    unless: str = ""  # 304 instead, where the request's conditions name this


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(kw_only=True)
class Host:
    """Lay answers under paths with their query; `asked` are the requests, in their order."""

    url: str
    answers: dict[str, Lying] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    closing: Event = field(default_factory=Event)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@contextmanager
def serving() -> Iterator[Host]:
    """A host until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    with listening(server) as port:
        server.host = Host(url=f"http://127.0.0.1:{port}")
        try:
            yield server.host
        finally:
            server.host.closing.set()


class _Server(Listener):
    host: Host


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server
    path = ""  # a request that has none is answered, too

    def setup(self) -> None:
        super().setup()
        self.server.host.connections += 1

    def do_GET(self) -> None:
        host = self.server.host
        host.asked.append(Asked(method=self.command, path=self.path, headers=dict(self.headers.items())))
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        answer = host.answers.get(self.path, Lying(status=404, body=b"<html>Page not found</html>"))
        try:
            self._answer(answer)
        except OSError:
            self.close_connection = True  # the other side has had enough

    def do_POST(self) -> None:
        self.do_GET()

    def _answer(self, answer: Lying) -> None:
        for piece in answer.raw:
            self.server.host.closing.wait(answer.pause)
            self.wfile.write(piece)
        if answer.raw or answer.hang_up:
            self.close_connection = True
            return
        self.server.host.closing.wait(answer.pause)
        status = answer.status
        if answer.unless and answer.unless in self.headers.get("If-None-Match", ""):
            status = 304
        self.send_response(status)
        for name, value in answer.headers.items():
            if name != "Date":  # sent already
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(answer.body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        answer = self.server.host.answers.get(self.path, Lying())
        return answer.headers.get("Date") or super().date_time_string(timestamp)

    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is theirs."""
