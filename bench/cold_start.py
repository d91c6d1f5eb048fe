"""cold-start-<function>: a new process until its first successful answer.

The reference is a function in bench/bare/ that loads the same libraries and makes the same calls outside, by
hand; both are served by the same command in the same environment.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from bench.first_calls import FIRST_CALLS, Call
from bench.rows import Row, Timed, compare
from local.functions import ROOT, TRIGGERED
from local.ports import ADDRESS, free_port
from local.processes import ENDS_WITHIN, ProcessDied, Program
from local.scenes.scene import Scene

GOAL = 1.05
ROUNDS = 11  # with the first, 12 of the 18 requests that an account's minute has for automatic sending
BARE = Path(__file__).parent / "bare"
ANSWERS_WITHIN = 30.0  # seconds


def rows(new_scene: Callable[[], Scene]) -> Iterator[Row]:
    """One row for each function."""
    for name in FIRST_CALLS:
        ours = _starts(new_scene(), name, ROOT / "functions")
        reference = _starts(new_scene(), name, BARE)
        yield compare(f"cold-start-{name}", ours, reference, rounds=ROUNDS, goal=GOAL)


def _starts(scene: Scene, name: str, folder: Path) -> Timed:
    """Starts of one function, each with a call of its own from the same connected company."""
    scene.connect()
    environment = _environment(scene.system.environment)
    log = scene.system.processes.logs / f"cold-start-{name}.log"

    def start() -> float:
        call, port = FIRST_CALLS[name](scene), free_port()
        command = _command(name, folder / name / "main.py", port)
        began = time.perf_counter()
        with _running(command, environment, log) as program:
            _ask(program, port, call)
            return time.perf_counter() - began

    return start


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[Program]:
    """Not by local.processes: it forks, and a fork of this process disturbs gRPC's threads in both."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, start_new_session=True, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Program(name=log.stem, process=process, log=log)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _command(name: str, source: Path, port: int) -> list[str]:
    signature = "cloudevent" if name in TRIGGERED else "http"
    options = {"target": name, "source": source, "signature-type": signature, "host": ADDRESS, "port": port}
    framework = [sys.executable, "-m", "functions_framework"]
    return [*framework, *(f"--{option}={value}" for option, value in options.items())]


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """With .pyc files, which a deployed function has, too."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPATH": str(ROOT), **settings}


def _ask(program: Program, port: int, call: Call) -> None:
    """Call as soon as somebody listens, and read the whole answer.

    Raises:
        ProcessDied: the answer is none, or no success.
    """
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=ANSWERS_WITHIN)
    over_at = time.monotonic() + ANSWERS_WITHIN
    while not _connected(connection):
        if program.process.poll() is not None or time.monotonic() > over_at:
            raise ProcessDied(f"{program.name} does not listen:\n{program.last_lines()}")
        time.sleep(0.001)
    connection.request(call.method, call.path, call.body, dict(call.headers))
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status not in range(HTTPStatus.OK, HTTPStatus.MULTIPLE_CHOICES):
        raise ProcessDied(f"{program.name} answered {answer.status}:\n{program.last_lines()}")


def _connected(connection: http.client.HTTPConnection) -> bool:
    try:
        connection.connect()
    except ConnectionRefusedError:
        return False
    return True
