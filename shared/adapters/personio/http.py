"""One HTTP request to the outside, and whether the other side may have seen it.

NotSent          no byte of the request left: repeating it cannot do anything twice
NoAnswer         the request left (or part of it), and no whole answer came back
└── TooLarge     the answer was longer than asked for, or unpacks far beyond its size
"""

import logging
import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from shared.adapters import tuning
from shared.domain.errors import IntegrationError
from shared.structs import Struct


class Taker(Protocol):
    """What takes a body in pieces: a file, or whatever reads it while it arrives."""

    def write(self, piece: bytes, /) -> object: ...


Into = Callable[[Mapping[str, str]], Taker]  # from an answer's headers to what takes its body


class NotSent(IntegrationError):  # noqa: N818 - what happened, in the ledger's words
    """No connection: the request never left."""


class NoAnswer(IntegrationError):  # noqa: N818 - what happened, in the ledger's words
    """The request may have arrived; its answer is missing, broken or late."""


class TooLarge(NoAnswer):
    """The answer was given up because of its size."""


class Timeouts(Struct):
    """Seconds to wait for a connection, and for each next piece of the answer."""

    connect: float = tuning.CONNECT_SECONDS
    read: float = tuning.READ_SECONDS


class Response(Struct):
    """A whole answer, whatever its status. Names in `headers` are case-insensitive."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    json: object = None,
    data: Any = None,
    into: Into | None = None,
    timeouts: Timeouts,
    deadline: float,
    max_bytes: int,
) -> Response:
    """Send one request and read its answer; redirects are answers like any other.

    Args:
        method: the verb.
        url: absolute; only its scheme, host and path reach error texts.
        headers: the request's own; neither ~/.netrc nor cookies add to them.
        json: a body to encode, or None.
        data: a form's fields, or a body to stream, anything with a length that can be read, whose
            Content-Type is in `headers`.
        into: gives what takes the body in pieces, before it is read; Response.body is empty then.
        timeouts: for each step.
        deadline: seconds after which all of it is over, names looked up and answers that trickle included.
        max_bytes: longest body taken, counted after decompression.

    Raises:
        NotSent, NoAnswer, TooLarge: see the module; their texts carry method and address, nothing else.
    """
    # urllib3 logs addresses whole, down to its warnings: one may hold a name, a signature, an e-mail address.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    call = _Call(what=_describe(method, url), over_at=monotonic() + deadline)
    sent = {"Accept-Encoding": "gzip", "User-Agent": "matched.io", **headers}
    prepared = _prepare(call, requests.Request(method, url, headers=sent, json=json, data=data))
    if deadline <= 0:
        raise NotSent(f"{call.what}: no time left to send it")
    waiting = (min(timeouts.connect, deadline), min(timeouts.read, deadline))
    guard = Timer(deadline, call.give_up)
    guard.daemon = True
    token = _current.set(call)
    try:
        guard.start()
        # The adapter itself, not a Session: that would read a redirect's body whole, whatever its size.
        with _adapter().send(prepared, stream=True, timeout=waiting, verify=_authorities()) as answer:
            body = _read(call, answer, max_bytes, into)
        if call.given_up:  # a body that ends with its connection looks whole when the guard cut it
            raise NoAnswer(f"{call.what}: no answer within {deadline:g} s")
        return Response(status=answer.status_code, headers=answer.headers, body=body)
    except (requests.RequestException, HTTPError, OSError) as fault:
        raise call.failed(fault) from None  # the cause quotes the address
    finally:
        _current.reset(token)
        guard.cancel()


class _Call:
    """One request under way: whether it has left, and the socket to cut when its time is over."""

    def __init__(self, *, what: str, over_at: float) -> None:
        self.what = what
        self.over_at = over_at
        self.given_up = False
        self.line: socket | None = None

    def leave(self, line: socket) -> None:
        """Take `line` for the request; from here on the other side may have seen it."""
        if self.line is None and (self.given_up or monotonic() >= self.over_at):
            raise NotSent(f"{self.what}: no time left to send it")
        self.line = line

    def give_up(self) -> None:
        self.given_up = True
        if self.line is not None:
            try:
                socket.shutdown(self.line, SHUT_RDWR)  # wakes whoever reads; a TLS socket's own would race it
            except OSError:
                return  # closed meanwhile

    def failed(self, fault: Exception) -> IntegrationError:
        error = NotSent if self.line is None else NoAnswer
        return error(f"{self.what}: {type(fault).__name__}")


_current: ContextVar[_Call] = ContextVar("_current")


class _Connection(HTTPConnection):
    """Tells the call under way when it starts to send."""

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        _current.get().leave(self.sock)
        super().send(data)


class _TlsConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


@cache
def _adapter() -> HTTPAdapter:
    """The instance's connections, kept open between calls."""
    return _Adapter(pool_connections=tuning.HOSTS_KEPT, pool_maxsize=tuning.CONNECTIONS_KEPT)


def _authorities() -> str | bool:
    """Who signs certificates: a company's own authority, where the machine names one."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or True


def _prepare(call: _Call, asked: requests.Request) -> requests.PreparedRequest:
    try:
        prepared = asked.prepare()
        for value in prepared.headers.values():
            value.encode("latin-1")
    except (requests.RequestException, UnicodeError, ValueError):
        raise NotSent(f"{call.what}: malformed request") from None  # the cause quotes the header at fault
    return prepared


def _read(call: _Call, answer: requests.Response, max_bytes: int, into: Into | None) -> bytes:
    body, size = BytesIO(), 0
    taker: Taker = into(answer.headers) if into else body
    for chunk in answer.iter_content(tuning.CHUNK_BYTES):
        size += len(chunk)
        if size > max_bytes:
            raise TooLarge(f"{call.what}: more than {max_bytes} bytes")
        if size > tuning.UNPACKING_COUNTS_FROM_BYTES and size > tuning.MOST_UNPACKING * answer.raw.tell():
            raise TooLarge(f"{call.what}: unpacks to more than {tuning.MOST_UNPACKING} times its size")
        taker.write(chunk)
    return body.getvalue()


def _describe(method: str, url: str) -> str:
    parts = urlsplit(url)
    return f"{method} {parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
