"""Lists of large boards: `python -m bench.large_boards` prints the rows as JSON.

list-3000           two languages of 3,000 positions, unchanged at Personio: the list's JSON answer
list-3000-memory    four such boards at once, three times in a row, sent anew each time: the process's peak
list-7400-memory    the same with 7,400 positions: no feed may be larger

Feeds come over HTTP from another process, whose own time and memory do not count; Firestore is its twin.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from local.scenes.boards import LANGUAGES, Company
from local.scenes.feeds import board
from local.scenes.listening import Listener, listening
from shared.adapters.personio.feed import PersonioPositions
from shared.domain.board import Board
from shared.edge import views
from shared.edge.door import json_response
from shared.structs import replace
from shared.use_cases.listing import Listing

BOARDS = 4
TIMES = 3
RUNS = 21
ROOT = Path(__file__).parents[1]


def rows() -> Iterator[dict[str, Any]]:
    """name, ours, goal, unit of each; there is no reference."""
    with _serving(3_000) as url:
        yield _row("list-3000", _child("unchanged", url), 40, "ms")
        yield _row("list-3000-memory", _child("changed", url), 500, "MB")
    with _serving(7_400) as url:
        yield _row("list-7400-memory", _child("changed", url), 700, "MB")


def _row(name: str, ours: float, goal: float, unit: str) -> dict[str, Any]:
    return {"name": name, "ours": ours, "reference": None, "ratio": None, "goal": goal, "unit": unit}


@contextmanager
def _serving(positions: int) -> Iterator[str]:
    """Boards under any name: an address with `changed` in it has no tag to ask by."""
    bodies = {language: board(positions, language) for language in LANGUAGES}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            known = "If-None-Match" in self.headers
            body = b"" if known else bodies[self.path[-2:]]
            self.send_response(HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)
            if "unchanged" in self.path:
                self.send_header("ETag", '"1"')
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with listening(Listener(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


def _child(work: str, url: str) -> float:
    command = [sys.executable, "-m", "bench.large_boards", work, f"{url}/{work}/{{slug}}"]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)


def _listing(url: str) -> Listing:
    """As deployed, but for Firestore."""
    company = Company()
    for number in range(BOARDS):
        company.connect(str(number), board=Board(slug=f"board-{number}", tld="de"))
    return replace(company.listing, positions=PersonioPositions(jobs_url=url))


def _unchanged(url: str) -> float:
    """Median milliseconds of one list."""
    listing, took = _listing(url), []
    _answer(listing, "0")
    for _ in range(RUNS):
        began = perf_counter()
        _answer(listing, "0")
        took.append((perf_counter() - began) * 1e3)
    return median(took)


def _peak(url: str) -> float:
    """Megabytes of the process, at most."""
    from google.cloud import firestore  # noqa: F401 - as a function has it

    listing = _listing(url)
    with ThreadPoolExecutor(BOARDS) as callers:
        for _ in range(TIMES):
            list(callers.map(lambda number: _answer(listing, str(number)), range(BOARDS)))
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6


def _answer(listing: Listing, company_id: str) -> bytes:
    return json_response(views.job_list(listing.list(company_id), "de")).get_data()


if __name__ == "__main__":
    if sys.argv[1:]:
        print({"unchanged": _unchanged, "changed": _peak}[sys.argv[1]](sys.argv[2]))  # noqa: T201 - its answer
    else:
        print(json.dumps(list(rows()), indent=2))  # noqa: T201 - a command's answer
