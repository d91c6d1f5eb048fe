"""The servers of this repository that run in threads take a crowd, as real ones do."""

import socket
from collections.abc import Callable
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer

import pytest
from flask import Flask
from werkzeug.serving import make_server

from local.personio import wire
from local.personio.world import World
from local.ports import ADDRESS
from local.scenes.listening import Listener


@pytest.mark.parametrize(
    "server",
    [
        lambda: Listener((ADDRESS, 0), BaseHTTPRequestHandler),
        lambda: wire.Listener((ADDRESS, 0), World()),
        lambda: make_server(ADDRESS, 0, Flask(__name__), threaded=True),
    ],
    ids=["tests", "personio", "gateway and bridge"],
)
def test_a_crowd_is_let_in_before_anyone_is_served(server: Callable[[], TCPServer]) -> None:
    """Sixty-four callers at once get through while nobody has been served yet."""
    with server() as listening, ExitStack() as callers:
        for _ in range(64):
            callers.enter_context(socket.create_connection(listening.socket.getsockname(), timeout=0.5))
