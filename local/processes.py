"""The programs of the local system: started, waited for, and every one of them ended, by its id."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

ENDS_WITHIN = 5.0  # seconds between asking a program to end and ending it
LAST_LINES = 12
LINUX = sys.platform == "linux"
# Has the kernel end the program when its parent dies (PR_SET_PDEATHSIG), even by SIGKILL, then becomes it.
# A `preexec_fn` could do the same, but runs what libraries want done after a fork, too: gRPC's part of that
# aborts the child now and then.
ENDING_WITH_PARENT = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() == int(sys.argv[1]):
    os.execvp(sys.argv[2], sys.argv[2:])
"""


class ProcessDied(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """A program ended before it was ready; the text names it and quotes its last lines."""


@dataclass(kw_only=True)
class Program:
    """A running program and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_lines(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        return "\n".join(f"    {line}" for line in lines)


@dataclass(kw_only=True)
class Processes:
    """A context in which programs run; leaving it, however it is left, ends them all.

    Each is the head of a process group of its own, so that Ctrl-C reaches the runner alone, and each is
    told by the kernel when the runner is gone (Linux).
    """

    logs: Path
    programs: list[Program] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end_all()

    def start(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> Program:
        """Start a program; its output goes to `<logs>/<name>.log`."""
        log = self.logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                _ending_with_us(arguments) if LINUX else list(arguments),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment) if environment is not None else None,
                start_new_session=True,
            )
        program = Program(name=name, process=process, log=log)
        self.programs.append(program)
        return program

    def wait_until(self, program: Program, ready: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until `ready`.

        Raises:
            ProcessDied: it ended first, or took longer than `seconds`.
        """
        over_at = time.monotonic() + seconds
        while not ready():
            code = program.process.poll()
            if code is not None:
                _signal(program, signal.SIGKILL)  # whatever it started and left behind
                raise ProcessDied(
                    f"{program.name} ended while starting (exit code {code}):\n{program.last_lines()}"
                )
            if time.monotonic() > over_at:
                raise ProcessDied(f"{program.name} was not ready in {seconds:g} s:\n{program.last_lines()}")
            time.sleep(0.02)

    def end(self, program: Program) -> None:
        """Ask a program to end, and end it where it does not."""
        if program.process.returncode is None:  # else its number may be another program's by now
            _end(program)
        if program in self.programs:
            self.programs.remove(program)

    def end_all(self) -> None:
        """All at once, so that ending takes as long as the slowest, not as long as their sum."""
        programs = list(reversed(self.programs))
        for program in programs:
            if program.process.returncode is None:
                _signal(program, signal.SIGTERM)
        for program in programs:
            self.end(program)


def _end(program: Program) -> None:
    _signal(program, signal.SIGTERM)
    try:
        program.process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        _signal(program, signal.SIGKILL)
        program.process.wait()
    _signal(program, signal.SIGKILL)  # whatever it started and left behind


def _signal(program: Program, number: int) -> None:
    """To the program and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.process.pid, number)


def _ending_with_us(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-ISc", ENDING_WITH_PARENT, str(os.getpid()), *arguments]
