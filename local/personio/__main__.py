"""`python -m local.personio --port 8090`: serves until SIGTERM or SIGINT; one line says that it is ready."""

import argparse
import signal
import sys

from local.personio.server import standing_in

DEFAULT_PORT = 8090


def main() -> int:
    """Serve; 1 where the port is taken."""
    arguments = argparse.ArgumentParser(prog="python -m local.personio", description="Plays Personio.")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one")
    wanted = arguments.parse_args()
    # Blocked before any thread starts, so that the signals wait for sigwait below.
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        with standing_in(host=wanted.host, port=wanted.port) as personio:
            print(f"Personio stand-in ready at {personio.url}", flush=True)
            signal.sigwait(ends)
    except OSError as taken:
        print(f"Personio stand-in cannot listen on {wanted.host}:{wanted.port}: {taken}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
