"""The deployed functions, each served by functions-framework from its own folder, as in production."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.loopback import answers
from local.ports import ADDRESS, free_port
from local.processes import Processes, Program

ROOT = Path(__file__).parents[1]
TRIGGERED = {"on_match_written", "on_developer_deleted"}
SCHEDULED = {"sweep_exports", "sync_jobs"}
QUEUED = {"send_exports", "follow_applicants"}
# In production an instance has one request at a time, and the queue opens as many instances as it sends at
# once; here they are threads of one process, so that accounts that hang hold nobody up either.
QUEUED_AT_ONCE = "200"


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function that is being served."""

    name: str
    program: Program
    url: str

    @property
    def deployed_name(self) -> str:
        return self.name.replace("_", "-")


def names() -> list[str]:
    """Every function: a folder with a main.py."""
    return sorted(path.parent.name for path in (ROOT / "functions").glob("*/main.py"))


def start(processes: Processes, name: str, environment: Mapping[str, str], port: int = 0) -> Function:
    """Start one function; it is not waited for."""
    port = port or free_port()
    arguments = [
        sys.executable,
        "-m",
        "functions_framework",
        f"--target={name}",
        f"--source={ROOT / 'functions' / name / 'main.py'}",
        f"--signature-type={'cloudevent' if name in TRIGGERED else 'http'}",
        f"--host={ADDRESS}",
        f"--port={port}",
    ]
    threads = {"THREADS": QUEUED_AT_ONCE} if name in QUEUED else {}
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment, **threads}
    program = processes.start(name, arguments, settings)
    return Function(name=name, program=program, url=f"http://{ADDRESS}:{port}/")


def wait(processes: Processes, function: Function) -> None:
    """Until it takes requests."""
    processes.wait_until(function.program, lambda: answers(function.url))
