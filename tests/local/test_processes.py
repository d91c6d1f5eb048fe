"""No program that we start outlives us, and one that dies says so."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local import processes
from local.ports import ADDRESS, PortTaken, ensure_free, free_port
from local.processes import ProcessDied, Processes

SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
IGNORING = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
STUBBORN = [sys.executable, "-c", IGNORING + "import time; print('up', flush=True); time.sleep(60)"]
RUNNER = f"""
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts us in the background takes it away
from pathlib import Path
from local.processes import Processes
with Processes(logs=Path(sys.argv[1])) as running:
    program = running.start("sleeper", {SLEEPER!r})
    running.wait_until(program, program.log.read_bytes)
    print(program.process.pid, flush=True)
    time.sleep(60)
"""


FORK_SHY = f"""
import os, sys
from pathlib import Path
from local.processes import Processes
os.register_at_fork(after_in_child=os.abort)
with Processes(logs=Path(sys.argv[1])) as running:
    program = running.start("sleeper", {SLEEPER!r})
    running.wait_until(program, program.log.read_bytes)
"""


def gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether the process is over, or is within some seconds."""
    over_at = time.monotonic() + seconds
    while time.monotonic() < over_at:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":  # over; only its parent has not asked yet
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("fault", [None, ValueError(), KeyboardInterrupt(), SystemExit(1)])
def test_leaving_the_context_ends_all(tmp_path: Path, fault: BaseException | None) -> None:
    """However the block is left, every program has ended when it is."""
    pids: list[int] = []
    try:
        with Processes(logs=tmp_path) as running:
            pids += [running.start(name, SLEEPER).process.pid for name in ("one", "two")]
            if fault:
                raise fault
    except (ValueError, KeyboardInterrupt, SystemExit):
        assert fault is not None
    assert [gone(pid, 0.1) for pid in pids] == [True, True]


def test_a_program_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ignores being asked is killed after the grace."""
    monkeypatch.setattr(processes, "ENDS_WITHIN", 0.2)
    with Processes(logs=tmp_path) as running:
        program = running.start("stubborn", STUBBORN)
        running.wait_until(program, lambda: bool(program.log.read_bytes()))
    assert program.process.returncode == -signal.SIGKILL


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    """A program's own child, in the same group, ends together with it."""
    note = tmp_path / "child"
    nesting = f"import pathlib, subprocess; child = subprocess.Popen({SLEEPER!r})\n"
    nesting += f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); child.wait()"
    with Processes(logs=tmp_path) as running:
        program = running.start("parent", [sys.executable, "-c", nesting])
        running.wait_until(program, lambda: note.exists() and b"up" in program.log.read_bytes())
        assert not gone(int(note.read_text()), 0.1)
    assert gone(int(note.read_text()))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_runner_that_is_ended_takes_its_programs_along(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, SIGTERM and even SIGKILL of the runner end the programs it started."""
    command = [sys.executable, "-c", RUNNER, str(tmp_path)]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as runner:
        assert runner.stdout is not None
        pid = int(runner.stdout.readline())
        runner.send_signal(number)
        runner.wait(10)
    assert gone(pid)


def test_what_libraries_do_after_a_fork_is_not_done(tmp_path: Path) -> None:
    """A program starts whatever a library of the runner's does in a forked process: gRPC may end it there."""
    done = subprocess.run([sys.executable, "-c", FORK_SHY, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_early_death_is_told_with_the_last_words(tmp_path: Path) -> None:
    """A program that ends before it is ready is named, and its last lines are quoted."""
    dying = [sys.executable, "-c", "print('first'); print('no such setting: COLOUR'); raise SystemExit(3)"]
    with Processes(logs=tmp_path) as running:
        program = running.start("painter", dying)
        with pytest.raises(
            ProcessDied, match=r"painter ended while starting \(exit code 3\):\n(.*\n)*.*COLOUR"
        ):
            running.wait_until(program, lambda: False)


def test_a_program_that_never_gets_ready_is_told(tmp_path: Path) -> None:
    """Waiting has an end, and the sentence names whom it was for."""
    with Processes(logs=tmp_path) as running:
        program = running.start("sleeper", SLEEPER)
        with pytest.raises(ProcessDied, match=r"sleeper was not ready in 0\.1 s"):
            running.wait_until(program, lambda: False, 0.1)


def test_a_port_in_use_is_named() -> None:
    """A port where somebody listens is refused by its number; a free one is not."""
    port = free_port()
    ensure_free(port)
    with socket.create_server((ADDRESS, port)), pytest.raises(PortTaken, match=f"Port {port} is already"):
        ensure_free(port)


def test_the_number_of_a_program_that_is_over_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a program's end was seen, nothing is sent to its number: by now it may be another program's."""
    sent: list[int] = []
    with Processes(logs=tmp_path) as running:
        program = running.start("painter", [sys.executable, "-c", "raise SystemExit(3)"])
        with pytest.raises(ProcessDied):
            running.wait_until(program, lambda: False)
        monkeypatch.setattr(os, "killpg", lambda group, _: sent.append(group))
    assert sent == []
