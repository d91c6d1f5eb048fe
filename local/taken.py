"""How much memory a program takes with all that it started; what several share counts once (Linux)."""

import re
from pathlib import Path

PROC = Path("/proc")
MIB = 1024  # of the kernel's kB


def taken(pid: int) -> float:
    """MiB of the process and its descendants; those that end meanwhile count nothing."""
    return sum(map(_share, _tree(pid))) / MIB


def _tree(pid: int) -> list[int]:
    try:
        children = [
            int(child)
            for task in (PROC / str(pid) / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [pid, *(each for child in children for each in _tree(child))]


def _share(pid: int) -> int:
    """Its own pages, and of shared ones its part."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", (PROC / str(pid) / "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0
