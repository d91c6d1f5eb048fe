"""Strangers who send their bodies byte by byte hold nobody up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from local import functions
from local.loopback import call
from local.processes import Processes
from local.scenes.scene import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from local.system import System

pytestmark = [pytest.mark.emulator, pytest.mark.timeout(60)]
THREADS = 4
BEGUN = b"PUT /acme HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
LONG = 20.0  # seconds for which they would go on


@pytest.fixture
def url(system: "System", tmp_path: "Path") -> Iterator[str]:
    """Of an instance with as many threads as there are strangers."""
    with Processes(logs=tmp_path) as processes:
        function = functions.start(
            processes, "connect_personio", {**system.environment, "THREADS": str(THREADS)}
        )
        functions.wait(processes, function)
        yield function.url


def drip(url: str, over: threading.Event, answers: list[bytes]) -> None:
    """A body of a hundred bytes of which one comes now and then; whatever is answered ends it."""
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as stranger:
        stranger.sendall(BEGUN)
        stranger.settimeout(0.3)
        while not over.is_set():
            try:
                answers.append(stranger.recv(12))
            except TimeoutError:
                stranger.sendall(b" ")
            else:
                return


def test_as_many_slow_senders_as_threads_end_soon(url: str) -> None:
    """Each is answered within seconds, so that a call behind them waits for no longer than that."""
    over, answers = threading.Event(), list[bytes]()
    with ExitStack() as ended:
        strangers = [threading.Thread(target=drip, args=(url, over, answers)) for _ in range(THREADS)]
        for stranger in strangers:
            stranger.start()
            ended.callback(stranger.join)
        ended.callback(over.set)
        began = monotonic()
        eventually(lambda: len(answers) == THREADS)
        status, _ = call("GET", f"{url}acme", timeout=LONG)
        waited = monotonic() - began
    assert status == 401
    assert set(answers) == {b"HTTP/1.1 401"}
    assert waited < LONG / 2
