"""`python -m local.cloud_tasks`: serves until SIGTERM or SIGINT; one line says that it is ready."""

import argparse
import signal
import sys

from local.cloud_tasks.server import standing_in
from local.ports import PortTaken


def main() -> int:
    """Serve; 1 where a port is taken."""
    parser = argparse.ArgumentParser(prog="python -m local.cloud_tasks", description="Plays Cloud Tasks.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--control-port", type=int, default=0, help="the same")
    wanted = parser.parse_args()
    # Blocked before any thread starts, so that the signals wait for sigwait below.
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        with standing_in(port=wanted.port, control_port=wanted.control_port) as tasks:
            print(f"Cloud Tasks stand-in on {tasks.address}, control at {tasks.control}", flush=True)
            signal.sigwait(ends)
    except PortTaken as taken:
        print(taken, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
