"""Thousands of calls of one kind after each other: what a function holds does not grow with them."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from bench.first_calls import FIRST_CALLS, Call, success
from local import functions
from local.loopback import call
from local.processes import Processes
from local.scenes import events
from local.scenes.scene import Scene, eventually
from local.taken import taken

if TYPE_CHECKING:
    from pathlib import Path

    from google.cloud import firestore

    from local.system import System

CALLS = int(os.environ.get("SOAK_CALLS", "5000"))
WARM = CALLS // 5  # fill caches, pools and free lists
THREADS = 4  # of an instance with one CPU, and calls at once
LARGEST_GROWTH = 8.0  # MiB from there to the end: two kilobytes a call would be as much

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells what a process takes"),
]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Calls that are made in turns, and the status that each has to have."""

    calls: tuple[Call, ...]
    status: int = 200


def of_frontend(name: str) -> Callable[[Scene], Asked]:
    """What a frontend asks first, again and again."""
    return lambda scene: Asked(calls=(FIRST_CALLS[name](scene),))


def look(scene: Scene) -> Asked:
    """A match card is looked at: a click makes an applicant once only."""
    first = FIRST_CALLS["export_applicant"](scene)
    return Asked(calls=(Call(method="GET", path=first.path, headers=first.headers),))


def told(scene: Scene) -> Asked:
    """An update that is no success, and a success whose applicant there is already."""
    again = success(scene)
    match = again.headers["ce-document"].rpartition("/")[2]
    eventually(lambda: scene.entry(match)["state"] == "exported")
    ids = {"company_id": scene.company, "job_id": "job", "developer_id": "dev"}
    ignored = events.updated("match", **ids, before="open", after="interview")
    return Asked(calls=(again, Call(method="POST", path="/", body=ignored.body, headers=ignored.headers)))


def deleted(scene: Scene) -> Asked:
    """The same people are deleted once more: so many that no two calls are about one of them."""
    profile = {"first_name": "Ada", "skills": ["Python"] * 1_000}
    told_of = [events.deleted(f"{scene.company}-{number}", profile) for number in range(16 * THREADS)]
    return Asked(
        calls=tuple(
            Call(method="POST", path="/", body=event.body, headers=event.headers) for event in told_of
        )
    )


def turn(scene: Scene) -> Asked:
    """A turn of an account with nothing due."""
    body = {"account": str(scene.account), "at": datetime.now(UTC).isoformat()}
    headers = {"Content-Type": "application/json"}
    return Asked(calls=(Call(method="POST", path="/", body=json.dumps(body).encode(), headers=headers),))


def by_the_clock(_: Scene) -> Asked:
    return Asked(calls=(Call(method="POST", path="/"),))


ASKED: Mapping[
    str, Callable[[Scene], Asked]
] = {  # first what goes through all companies, while these are few
    "sync_jobs": by_the_clock,
    "sweep_exports": by_the_clock,
    "connect_personio": of_frontend("connect_personio"),
    "list_jobs": of_frontend("list_jobs"),
    "import_job": of_frontend("import_job"),
    "export_applicant": look,
    "on_match_written": told,
    "on_developer_deleted": deleted,
    "send_exports": turn,
    "follow_applicants": turn,
}


@dataclass(frozen=True, kw_only=True)
class Instance:
    """A function of its own, as an instance of Cloud Run has it."""

    function: functions.Function

    def ask(self, asked: Asked, number: int) -> None:
        """So many calls, as many at once as it takes."""
        calls = cycle(asked.calls)
        with ThreadPoolExecutor(THREADS) as callers:
            answers = set(callers.map(self._one, [next(calls) for _ in range(number)]))
        assert answers == {asked.status}

    def _one(self, each: Call) -> int:
        url = f"{self.function.url.rstrip('/')}{each.path}"
        return call(each.method, url, each.body, each.headers, timeout=60)[0]

    def taken(self) -> float:
        return taken(self.function.program.process.pid)


@pytest.fixture
def instance_of(system: "System", tmp_path: "Path") -> Iterator[Callable[[str], Instance]]:
    with Processes(logs=tmp_path) as processes:

        def start(name: str) -> Instance:
            settings = {**system.environment, "LIMITS_FACTOR": "100000", "THREADS": str(THREADS)}
            function = functions.start(processes, name, settings)
            functions.wait(processes, function)
            return Instance(function=function)

        yield start


@pytest.mark.parametrize("name", ASKED)
def test_memory_does_not_grow_with_calls(
    name: str, instance_of: Callable[[str], Instance], system: "System", firestore_client: "firestore.Client"
) -> None:
    """What an instance takes after its first thousand calls, it takes after five thousand."""
    scene = Scene(system, firestore_client)
    scene.connect(scene.client_credentials())
    asked = ASKED[name](scene)
    instance = instance_of(name)
    instance.ask(asked, WARM)
    warm = instance.taken()
    instance.ask(asked, CALLS - WARM)
    grown = instance.taken() - warm
    sys.stdout.write(f"{name}: {warm:.0f} MiB, {grown:+.1f} MiB after {CALLS - WARM} more calls\n")
    assert grown < LARGEST_GROWTH


def test_every_function_is_played() -> None:
    """No function is left out."""
    assert set(ASKED) == set(functions.names())
