"""Which ports of this machine are free."""

import socket

ADDRESS = "127.0.0.1"


class PortTaken(Exception):  # noqa: N818 - a fact that one sentence tells, like ProcessDied
    """Somebody listens where we want to; the text is for the person at the terminal."""


def free_port() -> int:
    """A port that nobody else is given for a minute, so that its server has time to come up.

    A connection has just ended there: meanwhile the system hands the port to nobody who takes any, and to
    a server that asks for it by name with SO_REUSEADDR, as servers do. The side that closes first waits; an
    address that is to be reused says so after its port was chosen, or one that waits might be chosen.
    """
    with socket.socket() as server, socket.socket() as client:
        server.bind((ADDRESS, 0))
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.listen(1)
        client.connect(server.getsockname())
        server.accept()[0].close()
        port: int = server.getsockname()[1]
        return port


def ensure_free(port: int) -> None:
    """Do nothing if `port` can be listened on.

    Raises:
        PortTaken: naming the port.
    """
    with socket.socket() as probe:
        # As servers do, so that connections lingering after the last run do not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as fault:
            raise PortTaken(
                f"Port {port} is already in use: stop the program that listens there, or choose another port."
            ) from fault
