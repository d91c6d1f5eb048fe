"""Which ports of this machine are free."""

import socket

ADDRESS = "127.0.0.1"


class PortTaken(Exception):  # noqa: N818 - a fact that one sentence tells, like ProcessDied
    """Somebody listens where we want to; the text is for the person at the terminal."""


def free_port() -> int:
    """A port on which nobody listened a moment ago."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
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
