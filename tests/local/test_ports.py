"""Ports that programs of this machine are given."""

import socket

import pytest

from local.ports import ADDRESS, free_port

MANY = 1_000


def listens(port: int, *, reuse: bool) -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
        server.bind((ADDRESS, port))
        server.listen()


def test_no_port_is_given_twice() -> None:
    """Of many ports that were given, and on which nobody listens yet, none is another."""
    ports = [free_port() for _ in range(MANY)]
    assert len(set(ports)) == MANY


def test_a_port_waits_for_its_server() -> None:
    """A server that asks for it gets it, as servers do, and whoever takes just any port does not."""
    port = free_port()
    with pytest.raises(OSError, match="in use"):
        listens(port, reuse=False)
    listens(port, reuse=True)
