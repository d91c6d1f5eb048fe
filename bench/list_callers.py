"""list-16: sixteen callers of list_jobs at once, seconds per call ÷ those of one caller, 300 positions.

The function runs in a process of its own, as deployed; the callers call it without the gateway between.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from time import perf_counter

import requests

from bench.rows import Row, compare
from local.scenes.scene import Scene

POSITIONS = 300
CALLERS = 16
CALLS = 32  # in one measurement, however many share them
ROUNDS = 7
GOAL = round(1 / 1.5, 2)  # throughput of all together at least one and a half times that of one


def rows(new_scene: Callable[[], Scene]) -> Iterator[Row]:
    """Any answer but 200 with all positions ends the measurement."""
    scene = new_scene()
    board = {"slug": scene.slug, "token": scene.token, "positions": {"generate": POSITIONS}}
    scene.personio("PUT", f"/companies/{scene.account}", board)
    scene.connect()
    yield compare(
        f"list-{CALLERS}",
        lambda: _per_call(scene, CALLERS),
        lambda: _per_call(scene, 1),
        rounds=ROUNDS,
        goal=GOAL,
    )


def _per_call(scene: Scene, callers: int) -> float:
    url = f"{scene.system.functions['list_jobs'].url}{scene.company}"
    headers = {"Authorization": f"Bearer {scene.system.token(scene.recruiter)}"}

    def call(_: int) -> None:
        answer = requests.get(url, headers=headers, timeout=60)
        if answer.status_code != HTTPStatus.OK or len(answer.json()["positions"]) < POSITIONS:
            raise AssertionError(f"{answer.status_code} {answer.text[:500]}")

    began = perf_counter()
    with ThreadPoolExecutor(callers) as threads:
        list(threads.map(call, range(CALLS)))
    return (perf_counter() - began) / CALLS
