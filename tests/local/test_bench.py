"""That the bench compares what can be compared."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from functions_framework import create_app
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.types import Write
from google.cloud.secretmanager_v1 import SecretManagerServiceClient

from bench.cold_start import BARE
from bench.first_calls import FIRST_CALLS
from bench.rows import compare
from local import functions
from local.scenes.scene import Scene
from shared import wiring

CALLS = {
    FirestoreClient: ("batch_get_documents", "commit", "run_query"),
    SecretManagerServiceClient: ("access_secret_version",),
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Every call that this process makes to Google, with what it reads or writes."""
    made: list[tuple[str, ...]] = []
    for client, methods in CALLS.items():
        for method in methods:
            monkeypatch.setattr(client, method, _noting(getattr(client, method), made))
    return made


def test_every_function_has_a_first_call() -> None:
    """The cold start of each function that somebody waits for is measured; nobody waits for an erasure."""
    unawaited = functions.SCHEDULED | functions.QUEUED | {"on_developer_deleted"}
    assert set(FIRST_CALLS) == set(functions.names()) - unawaited


@pytest.mark.emulator
@pytest.mark.parametrize("name", sorted(FIRST_CALLS))
def test_the_reference_makes_the_same_calls(
    name: str, scene: Scene, calls: list[tuple[str, ...]], undelivered: None
) -> None:
    """A bare function reads, writes and sends what the function does that is compared with it."""
    scenes = (scene, Scene(scene.system, scene.client))
    sources = (functions.ROOT / "functions" / name / "main.py", BARE / name / "main.py")
    ours, reference = (_outside(*case, name, calls) for case in zip(scenes, sources, strict=True))
    assert reference == ours


def test_medians_are_of_counted_runs_in_turns() -> None:
    """The first run of each is not counted, the others alternate, and a slow outlier moves nothing."""
    order = []
    times = {"ours": iter([9.0, 0.2, 0.2, 5.0]), "reference": iter([9.0, 0.1, 0.1, 0.1])}

    def timed(name: str) -> float:
        order.append(name)
        return next(times[name])

    row = compare("x", lambda: timed("ours"), lambda: timed("reference"), rounds=3, goal=1.5)
    assert row == {"name": "x", "ours": 200, "reference": 100, "ratio": 2, "goal": 1.5, "unit": "ms"}
    assert order == ["ours", "reference", *["ours", "reference", "reference", "ours"], "ours", "reference"]


def _outside(scene: Scene, source: Path, name: str, calls: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What a cold instance of one function asks of Google and of Personio, where it was called before."""
    scene.connect()
    _call(scene, source, name, calls)  # the first export of a company also notes that its connection works
    before = len(_sent(scene))
    _call(scene, source, name, calls)
    return [*calls, *sorted(_sent(scene)[before:])]


def _call(scene: Scene, source: Path, name: str, calls: list[tuple[str, ...]]) -> None:
    """Make the call to a cold instance; `calls` are its own then."""
    call = FIRST_CALLS[name](scene)
    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
    calls.clear()
    signature = "cloudevent" if name in functions.TRIGGERED else "http"
    door = create_app(name, str(source), signature).test_client()
    answer = door.open(call.path, method=call.method, data=call.body, headers=dict(call.headers))
    assert answer.status_code == 200, answer.text


def _sent(scene: Scene) -> list[tuple[str, str]]:
    requests = scene.personio("GET", f"/requests?company_id={scene.account}")
    return [(request["method"], Path(request["path"]).name) for request in requests]


def _noting(method: Any, made: list[tuple[str, ...]]) -> Any:
    def noted(self: Any, request: Any = None, **options: Any) -> Any:
        made.append((method.__name__, *_shape(request or options)))
        return method(self, request, **options)

    return noted


def _shape(request: Any) -> Iterator[str]:
    """The collections that are read, and those that are written, and on which condition."""
    if isinstance(request, dict):
        yield from sorted(_collection(name) for name in request.get("documents", ()))
        for write in map(Write.pb, request.get("writes", ())):
            condition = write.current_document.WhichOneof("condition_type")
            yield f"{_collection(write.update.name)} {condition} {write.current_document.exists}"


def _collection(name: str) -> str:
    return name.rpartition("/documents/")[2].partition("/")[0]
