"""One raw HTTP request, bounded in time and memory. Nothing of it is ever part of an error's text.

Redirects are answers like any other; neither ~/.netrc nor cookies add to a request.
"""

import os
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies

CHUNK_BYTES = 16 * 1024
AGENT = "matched.io doctor"


class Silence(Exception):  # noqa: N818 - what happened, in plain words
    """No whole answer came back in time and size. Its text is one word, never an address."""


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A whole answer. Names in `headers` are case-insensitive; `seconds` until its last byte."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    seconds: float = 0.0


def exchange(method: str, url: str, *, deadline: float, most_bytes: int, **sent: Any) -> Raw:
    """Send one request and read its answer.

    Args:
        method: the verb.
        url: absolute.
        deadline: seconds for all of it, whatever the other side does.
        most_bytes: of the body, counted after decompression.
        sent: headers, params, json, data, files as `requests` takes them.

    Raises:
        Silence: `too_slow`, `too_large`, or the kind of failure.
    """
    outcome: SimpleQueue[Raw | Silence] = SimpleQueue()
    given_up = threading.Event()
    # In a thread, since a server that trickles outlasts every timeout of a single read.
    threading.Thread(
        target=lambda: outcome.put(_outcome(method, url, deadline, most_bytes, sent, given_up)),
        daemon=True,
    ).start()
    try:
        result = outcome.get(timeout=deadline)
    except Empty:
        given_up.set()
        result = Silence("too_slow")
    if isinstance(result, Silence):
        raise result
    return result


def _outcome(
    method: str,
    url: str,
    deadline: float,
    most_bytes: int,
    sent: Mapping[str, Any],
    given_up: threading.Event,
) -> Raw | Silence:
    try:
        return _exchange(method, url, deadline, most_bytes, sent, given_up)
    except Silence as silence:
        return silence
    except requests.Timeout:
        return Silence("too_slow")
    except Exception as fault:  # noqa: BLE001 - of whatever kind: its text may quote address and headers
        return Silence(type(fault).__name__)


def _exchange(
    method: str,
    url: str,
    deadline: float,
    most_bytes: int,
    sent: Mapping[str, Any],
    given_up: threading.Event,
) -> Raw:
    began = monotonic()
    headers = {"Accept-Encoding": "gzip", "User-Agent": AGENT, **sent.get("headers", {})}
    prepared = requests.Request(method, url, **{**sent, "headers": headers}).prepare()
    # The adapter itself: a session would read a redirect's body whole, whatever its size.
    with (
        closing(HTTPAdapter()) as adapter,
        adapter.send(
            prepared,
            stream=True,
            timeout=deadline,
            verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
            proxies=get_environ_proxies(url),
        ) as answer,
    ):
        body = bytearray()
        for chunk in answer.iter_content(CHUNK_BYTES):
            body += chunk
            if len(body) > most_bytes:
                raise Silence("too_large")
            if given_up.is_set():
                raise Silence("too_slow")
        return Raw(
            status=answer.status_code,
            headers=answer.headers,
            body=bytes(body),
            seconds=monotonic() - began,
        )
