"""card-view: a warm match card of an export, by its time and by its work, against the same call by hand."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from http import HTTPStatus
from pathlib import Path

from functions_framework import create_app

from bench.cold_start import BARE
from bench.first_calls import signed_in, successful
from bench.rows import Row, Timed, compare
from local.functions import ROOT
from local.scenes.scene import Scene

GOAL = 1.25
ROUNDS = 300
CLOCKS = {"card-view": time.perf_counter, "card-view-cpu": time.process_time}


def rows(new_scene: Callable[[], Scene]) -> Iterator[Row]:
    """Both in this process, without a server between; the log's lines are written, unseen."""
    scene = new_scene()
    scene.connect()
    match, _, _ = successful(scene)
    path = f"/{scene.company}/matches/{match}"
    scene.call("POST", f"export-applicant{path}")
    for name, clock in CLOCKS.items():
        ours = _shown(scene, ROOT / "functions/export_applicant", path, clock)
        reference = _shown(scene, BARE / "show_card", path, clock)
        with redirect_stdout(io.StringIO()):
            row = compare(name, ours, reference, rounds=ROUNDS, goal=GOAL)
        yield row


def _shown(scene: Scene, folder: Path, path: str, clock: Callable[[], float]) -> Timed:
    door = create_app(folder.name, str(folder / "main.py"), "http").test_client()
    headers = dict(signed_in(scene, "GET", path).headers)

    def once() -> float:
        began = clock()
        answer = door.get(path, headers=headers)
        took = clock() - began
        if answer.status_code != HTTPStatus.OK:
            raise AssertionError(answer.text)
        return took

    return once
