"""HTTP/1.1 on the socket: requests read to their end, answers written in one piece, connections kept alive.

The standard library's server is used below its usual level, because a stand-in has to do what servers
avoid: end a connection without an answer, announce a length that is not true.
"""

import socket
import struct
import sys
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from itertools import count
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from local.personio import control, routes
from local.personio.messages import Answer, Dropped, Request
from local.personio.records import Record
from local.personio.world import World

BODY_BYTES = 64 * 1024 * 1024
LINE_BYTES = 65_536
ABORT = struct.pack("ii", 1, 0)  # SO_LINGER on, zero seconds: close() sends a reset


class BodyError(Exception):
    """The body's framing is broken or the body is too large; the connection is of no further use."""


class Listener(ThreadingTCPServer):
    """Accepts connections for one stand-in, each in a thread of its own."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], world: World) -> None:
        self.world = world
        self.connections = count(1)
        self.open: set[socket.socket] = set()
        self.to_reset: set[Any] = set()
        super().__init__(address, Connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is its own business; anything else is printed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection in order, or, where it is to be reset, without the order."""
        if request in self.to_reset:
            self.to_reset.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)

    def stop(self) -> None:
        """Stop accepting, let go what is held, end every connection."""
        self.shutdown()
        self.world.faults.clear()
        for connection in tuple(self.open):
            _end(connection)
        self.server_close()


class Connection(BaseHTTPRequestHandler):
    """One TCP connection and the requests that come over it."""

    server: Listener
    connection: socket.socket
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Number the connection."""
        super().setup()
        self.number = next(self.server.connections)
        self.server.open.add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        self.server.open.discard(self.connection)
        super().finish()

    def handle_one_request(self) -> None:
        """Read, answer; control requests are neither recorded nor struck by faults."""
        self.raw_requestline = self.rfile.readline(LINE_BYTES + 1)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        try:
            request = self._request()
        except BodyError:
            self.close_connection = True
            self._write(Answer(status=HTTPStatus.BAD_REQUEST))
            return
        if request.path.startswith("/control/"):
            self._write(control.answer(self.server.world, request))
        else:
            self._deliver(*routes.serve(self.server.world, request))

    def log_message(self, *_: Any) -> None:
        """Quiet: /control/requests has it all."""

    def _request(self) -> Request:
        target = urlsplit(self.path)
        return Request(
            method=self.command,
            path=unquote(target.path),
            query_string=target.query,
            headers=self.headers,
            body=self._body(),
            connection=self.number,
            address=str(self.client_address[0]),
        )

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._chunks()
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > BODY_BYTES:
            raise BodyError
        return self._exactly(int(length))

    def _chunks(self) -> bytes:
        body = bytearray()
        while size := self._chunk_size():
            if len(body) + size > BODY_BYTES:
                raise BodyError
            body += self._exactly(size)
            self.rfile.readline(LINE_BYTES)
        while self.rfile.readline(LINE_BYTES).strip():
            pass  # trailers
        return bytes(body)

    def _chunk_size(self) -> int:
        try:
            return int(self.rfile.readline(LINE_BYTES).split(b";")[0], 16)
        except ValueError as broken:
            raise BodyError from broken

    def _exactly(self, length: int) -> bytes:
        body = self.rfile.read(length)
        if len(body) < length:
            raise BodyError
        return body

    def _deliver(self, outcome: Answer | Dropped, record: Record) -> None:
        try:
            if isinstance(outcome, Dropped):
                self._drop(reset=outcome.reset)
            else:
                self._write(outcome)
        except OSError:
            self.server.world.records.undelivered(record)
            self.close_connection = True

    def _drop(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
            self.server.to_reset.add(self.connection)
        else:
            _end(self.connection)

    def _write(self, answer: Answer) -> None:
        length = len(answer.body) if answer.declared_length is None else answer.declared_length
        if length > len(answer.body):
            self.close_connection = True  # what is missing never comes
        lines = [
            f"HTTP/1.1 {answer.status} {_phrase(answer.status)}",
            f"Date: {formatdate(usegmt=True)}",
            *(f"{name}: {value}" for name, value in answer.headers.items()),
        ]
        if answer.content_type:
            lines.append(f"Content-Type: {answer.content_type}")
        if answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            lines.append(f"Content-Length: {length}")
        if self.close_connection:
            lines.append("Connection: close")
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        bodiless = self.command == "HEAD" or answer.status == HTTPStatus.NOT_MODIFIED
        self.wfile.write(head if bodiless else head + answer.body)


def _end(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side was faster
        connection.shutdown(socket.SHUT_RDWR)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
