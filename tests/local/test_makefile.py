"""`make`'s first set-up on a machine that lacks something: one sentence, and no more."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIM = "echo 'pyenv: python3.13: command not found' >&2; exit 127"  # a version manager's, for one not chosen
OLD = "exit 1"
NEW = r"""test "$1" = -c && exit
mkdir -p "$3/bin"
printf '#!/bin/sh\n%s\n' "$PIP_DOES" > "$3/bin/pip"
chmod +x "$3/bin/pip"
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH with the shell's tools and no Python."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "chmod", "mkdir", "touch"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    return tools


def install(machine: Path, name: str, does: str) -> None:
    (machine / name).write_text(f"#!/bin/sh\n{does}\n")
    (machine / name).chmod(0o755)


def make(machine: Path, pip: str = "exit 0") -> subprocess.CompletedProcess[str]:
    venv = machine.parent / "venv"
    program = shutil.which("make")
    assert program is not None
    return subprocess.run(
        [program, "--no-print-directory", f"{venv}/.locked", f"VENV={venv}"],
        cwd=ROOT,
        env={"PATH": str(machine), "PIP_DOES": pip, "HOME": os.environ["HOME"]},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("pythons", [{}, {"python3": OLD}, {"python3.13": SHIM, "python3": OLD}])
def test_without_a_new_enough_python_one_sentence_says_so(machine: Path, pythons: dict[str, str]) -> None:
    """No Python, an old one, and a name without a Python behind it: the set-up names what it needs."""
    for name, does in pythons.items():
        install(machine, name, does)
    made = make(machine)
    assert made.returncode != 0
    assert made.stdout == "Python 3.11 or newer is needed: install it, or name it with PYTHON=…\n"


def test_the_first_python_that_runs_is_taken(machine: Path) -> None:
    """A name that a version manager left on the path is passed over for a Python that runs."""
    install(machine, "python3.13", SHIM)
    install(machine, "python3", NEW)
    made = make(machine)
    assert (made.returncode, made.stderr) == (0, "")
    assert (machine.parent / "venv/.locked").exists()


def test_without_a_network_one_sentence_says_so(machine: Path) -> None:
    """Where the dependencies cannot be fetched, the sentence says what is needed."""
    install(machine, "python3", NEW)
    made = make(machine, pip="echo 'Could not find a version' >&2; exit 1")
    assert made.returncode != 0
    assert "the first set-up needs a network that reaches a package index" in made.stdout
    assert "Could not find" not in made.stdout + made.stderr
    assert "Could not find" in (machine.parent / "venv/pip.log").read_text()
    assert not (machine.parent / "venv/.locked").exists()
