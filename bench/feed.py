"""What reading a feed costs: `python -m bench.feed` prints the rows as JSON.

feed-300            two languages of 300 positions, bytes → domain values ÷ lxml's bare parse of them
feed-300-openroles  the same ÷ the PyPI package openroles, where it is installed
feed-3000-memory    two languages of 3,000 positions, all texts, bytes arriving: the process's peak ÷ bytes
list-300            two languages of 300 positions, bytes → the list's JSON answer ÷ lxml's bare parse of them
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from lxml import etree

from local.memory.positions import InMemoryPositions
from local.scenes.boards import COMPANY, Company, a_link
from local.scenes.feeds import board
from shared.adapters.personio.feed_xml import merged, parse, readers
from shared.adapters.tuning import CHUNK_BYTES
from shared.domain.board import Board
from shared.domain.jobs.feed import Feed
from shared.edge import views
from shared.edge.door import json_response

LANGUAGES = ("de", "en")
RUNS = 41
ROOT = Path(__file__).parents[1]


def rows() -> list[dict[str, Any]]:
    """name, ours, reference, ratio, goal, unit of each; None for a reference that is not installed."""
    return [_speed(), _speed_against_openroles(), _memory(), _list()]


def _speed() -> dict[str, Any]:
    bodies = {language: board(300, language) for language in LANGUAGES}

    def bare() -> None:
        for body in bodies.values():
            etree.fromstring(body)

    ours, reference = _alternating(lambda: parse(bodies), bare, RUNS)
    return _row("feed-300", ours, reference, 1.2, "ms")


def _speed_against_openroles() -> dict[str, Any]:
    bodies = {language: board(300, language) for language in LANGUAGES}
    theirs = _openroles(bodies)
    if theirs is None:
        return _row("feed-300-openroles", None, None, 0.1, "ms")
    ours, reference = _alternating(lambda: parse(bodies), theirs, 7)
    return _row("feed-300-openroles", ours, reference, 0.1, "ms")


def _memory() -> dict[str, Any]:
    """Linux only: the peak is the kernel's, so that the parser's own memory counts."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{language}.xml") for language in LANGUAGES]
        for language, file in zip(LANGUAGES, files, strict=True):
            file.write_bytes(board(3_000, language))
        child = subprocess.run(
            [sys.executable, "-m", "bench.feed", *map(str, files)],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        size = sum(file.stat().st_size for file in files)
    return _row("feed-3000-memory", int(child.stdout) / 1e6, size / 1e6, 1.8, "MB")


def _list() -> dict[str, Any]:
    """All that list_jobs does but the network: read, join with the company's job ads, view, JSON."""
    bodies = {language: board(300, language) for language in LANGUAGES}
    company = Company(positions=Sent(bodies=bodies))
    for position in parse(bodies)[::10]:
        company.older_ad(f"job-{position.id}", title=position.title, link=a_link(position))

    def answer() -> bytes:
        return json_response(views.job_list(company.listing.list(COMPANY), "de")).get_data()

    def bare() -> None:
        for body in bodies.values():
            etree.fromstring(body)

    ours, reference = _alternating(answer, bare, RUNS)
    return _row("list-300", ours, reference, 1.7, "ms")


@dataclass
class Sent(InMemoryPositions):
    """A board's bytes, already here, read anew each time."""

    bodies: Mapping[str, bytes] = field(default_factory=dict)

    def fetch(self, board: Board, languages: Sequence[str], texts: Collection[int] | None = None) -> Feed:
        positions = parse(self.bodies, texts)
        return Feed(board=board, positions=positions, languages=tuple(languages))


def _alternating(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median milliseconds of each, taken in turns so that a slow moment of the machine hits both."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, times in zip((ours, theirs), took, strict=True):
            began = perf_counter()
            work()
            times.append((perf_counter() - began) * 1e3)
    return statistics.median(took[0]), statistics.median(took[1])


def _openroles(bodies: dict[str, bytes]) -> Callable[[], object] | None:
    """Its own reading of a board, once for each language, given the texts instead of the network."""
    if find_spec("openroles") is None:
        return None
    http: Any = import_module("openroles._http")
    personio = import_module("openroles.providers.personio")
    answers = {f"language={language}": body.decode() for language, body in bodies.items()}
    http.robots_refuses = lambda *_, **__: None
    http.request_raw = lambda url, **_: (answers[url.partition("?")[2]], None)
    return lambda: [personio.fetch("acme", language=language) for language in bodies]


def _row(name: str, ours: float | None, reference: float | None, goal: float, unit: str) -> dict[str, Any]:
    ratio = ours / reference if ours is not None and reference else None
    return {"name": name, "ours": ours, "reference": reference, "ratio": ratio, "goal": goal, "unit": unit}


def _peak_of_reading(files: list[str]) -> int:
    """Bytes by which this process grew at most, from before the files were read until all positions were."""
    parse({"de": board(1)})
    before = _status("VmRSS")
    reading = readers([Path(file).stem for file in files])
    for reader, name in zip(reading, files, strict=True):
        with Path(name).open("rb") as file:
            for piece in iter(partial(file.read, CHUNK_BYTES), b""):
                reader.write(piece)
    positions = merged(reading)
    if len(positions) != 3_000:  # noqa: PLR2004 - the row's name
        raise AssertionError(len(positions))
    return _status("VmHWM") - before


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    print(_peak_of_reading(sys.argv[1:]) if sys.argv[1:] else json.dumps(rows(), indent=2))  # noqa: T201 - a command's answer
