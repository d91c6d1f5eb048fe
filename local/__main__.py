"""`python -m local run` serves the whole system; `python -m local demo` plays the three steps and ends."""

import os
import signal
import sys
import threading
import time

from local import demo, showcase
from local.missing import EmulatorMissing
from local.ports import PortTaken
from local.processes import ProcessDied
from local.system import LOGS, System, running

LARGEST_PORT = 65_535


def main(command: str) -> int:
    """The exit code: 0 only where everything came to what it promises."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _stop(stopped))
    began = time.monotonic()
    try:
        with running(port=_port() if command == "run" else 0) as system:
            print(f"Up in {system.seconds:.1f} s. Logs: {LOGS.relative_to(LOGS.parent.parent)}/")
            played = demo.Demo(system=system, account=demo.Account.of(system))
            played.play()
            if command == "demo":
                played.move()
            print(f"Took {time.monotonic() - began:.1f} s in all.")
            if command == "run":
                if system.firestore and system.personio:
                    showcase.furnish(system)  # names positions that only the stand-in has
                _invite(system)
                stopped.wait()
    except (PortTaken, ProcessDied, EmulatorMissing, demo.DemoFailed) as known:
        print(f"\n{known}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0 if command == "run" else 130
    return 0


def _stop(stopped: threading.Event) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # ending takes a moment; a second Ctrl-C shall not cut it short
    stopped.set()
    raise KeyboardInterrupt


def _port() -> int:
    value = os.environ.get("PORT") or "8080"
    if not value.isdecimal() or int(value) > LARGEST_PORT:
        raise PortTaken(f"PORT is {value!r}, which is no port: a number up to {LARGEST_PORT} is wanted.")
    return int(value)


def _invite(system: System) -> None:
    if system.firestore:
        print(f"\nOpen {system.url}/ in a browser, and be one of these people with a click:")
    else:
        print("\nThe page needs Firestore. The people are:")
    for person in system.people:
        print(f"  {person.name}, {person.role} of {person.company}")
    print(f"\nFor your own client: {system.url}/<function>/<company>, as in docs/openapi.yaml")
    if system.personio:
        print(f"Personio's side: {system.personio}/control/applicants")
    if system.firestore:
        print(f"Firestore: FIRESTORE_EMULATOR_HOST={system.firestore}")
        print(f"Deliveries of events: {system.bridge_url}/control/deliveries")
    print("Tokens, good for an hour:")
    for person in system.people:
        print(f"  {person.uid} of {person.company}\n    {system.token(person.uid)}")
    print("Ctrl-C ends everything.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
