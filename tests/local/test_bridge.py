"""What a function receives of the emulator's events is what Eventarc would deliver."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from local import emulator
from local.bridge import Bridge, bridging
from local.loopback import answers, call
from local.ports import ADDRESS, free_port
from local.processes import Processes

pytestmark = pytest.mark.emulator

FUNCTION = """
import json
import pathlib
import threading

from google.events.cloud.firestore import DocumentEventData

HEARD = pathlib.Path(__file__).with_name("heard.jsonl")
LOCK = threading.Lock()
tries = {}


def heard(event):
    data = DocumentEventData.pb(DocumentEventData.deserialize(event.data))
    before, after = (document.fields["s"].string_value for document in (data.old_value, data.value))
    with LOCK:
        tries[event["id"]] = tries.get(event["id"], 0) + 1
        told = {name: event[name] for name in ("id", "type", "source", "subject", "document")}
        with HEARD.open("a") as file:
            file.write(json.dumps({**told, "before": before, "after": after}) + "\\n")
    if after == "refused twice" and tries[event["id"]] < 3:
        raise RuntimeError("not yet")
"""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Emulator, bridge and a function that notes what it hears; each test takes a document of its own."""

    bridge: Bridge
    control: str
    host: str
    notes: Path

    def write(self, name: str, *values: str | None) -> None:
        """Write the values one after the other; None deletes."""
        for value in values:
            url = f"http://{self.host}/v1/projects/demo/databases/(default)/documents/matches/{name}"
            body = json.dumps({"fields": {"s": {"stringValue": value}}}).encode()
            method = "DELETE" if value is None else "PATCH"
            status, _ = call(method, url, body if value is not None else None, emulator.OWNER)
            assert status == 200

    def heard(self, name: str) -> list[dict[str, str]]:
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        return [note for line in lines if (note := json.loads(line))["document"] == f"matches/{name}"]

    def await_notes(self, name: str, number: int) -> None:
        wait(lambda: len(self.heard(name)) >= number and self.bridge.idle())

    def ends_with(self, name: str) -> list[dict[str, str]]:
        """All that was heard of a document, once a last write to it was heard and nothing is under way."""
        self.write(name, "last")
        wait(lambda: any(note["after"] == "last" for note in self.heard(name)) and self.bridge.idle())
        return self.heard(name)[:-1]


def wait(until: Callable[[], bool], seconds: float = 15.0) -> None:
    over_at = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < over_at, "it never came"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("bridge")
    (folder / "main.py").write_text(FUNCTION)
    port, function_port = free_port(), free_port()
    serve = [sys.executable, "-m", "functions_framework", "--target=heard", "--signature-type=cloudevent"]
    options = [f"--source={folder / 'main.py'}", f"--host={ADDRESS}", f"--port={function_port}"]
    with (
        Processes(logs=folder) as processes,
        bridging(f"http://{ADDRESS}:{function_port}/") as (bridge, bridge_port),
    ):
        function = processes.start("function", [*serve, *options])
        emulator.start(processes, port=port, events_port=bridge_port)
        processes.wait_until(function, lambda: answers(f"http://{ADDRESS}:{function_port}/"))
        host = f"{ADDRESS}:{port}"
        emulator.register_trigger(host, project="demo", pattern="matches/{match}", key="heard")
        yield Stage(
            bridge=bridge,
            control=f"http://{ADDRESS}:{bridge_port}/control",
            host=host,
            notes=folder / "heard.jsonl",
        )


@pytest.fixture
def stage(theatre: Stage) -> Iterator[Stage]:
    yield theatre
    theatre.bridge.set(duplicates=0, delay=(0.0, 0.0), drop=0.0, seed=0, retry_after=0.5)


def changes(notes: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(note["before"], note["after"]) for note in notes]


def test_every_change_is_told_and_nothing_else(stage: Stage) -> None:
    """Creation, update and deletion are delivered; a write or deletion that changes nothing is not."""
    for number, value in enumerate(["a", "b", None], start=1):
        stage.write("m1", value, value)  # the second of each changes nothing
        stage.await_notes("m1", number)
    assert changes(stage.ends_with("m1")) == [("", "a"), ("a", "b"), ("b", "")]


def test_an_event_has_productions_form(stage: Stage) -> None:
    """Source and subject are named as production names them, and the body is the message itself."""
    stage.write("m2", "a")
    wait(lambda: len(stage.heard("m2")) == 1)
    (note,) = stage.heard("m2")
    assert note["type"] == "google.cloud.firestore.document.v1.written"
    assert note["source"] == "//firestore.googleapis.com/projects/demo/databases/(default)"
    assert note["subject"] == "documents/matches/m2"


def test_a_refused_event_comes_again(stage: Stage) -> None:
    """After an error answer the same event comes again, later each time, until it is taken."""
    stage.bridge.set(retry_after=0.1)
    stage.write("m3", "refused twice")
    wait(lambda: len(stage.heard("m3")) == 3 and stage.bridge.idle())
    assert len({note["id"] for note in stage.heard("m3")}) == 1
    tries = [delivery for delivery in stage.bridge.deliveries if delivery["document"] == "matches/m3"]
    assert [delivery["status"] for delivery in tries] == [500, 500, 200]
    waits = [later["after"] - earlier["after"] for earlier, later in pairwise(tries)]
    assert waits[0] >= 0.1
    assert waits[1] >= 0.2


def test_a_function_that_is_not_there_gets_its_event_later(stage: Stage) -> None:
    """A refused connection loses nothing: the event comes when somebody listens again."""
    target = stage.bridge.target
    stage.bridge.target = f"http://{ADDRESS}:{free_port()}/"
    stage.bridge.set(retry_after=0.1)
    stage.write("m4", "a")
    wait(lambda: any(delivery["document"] == "matches/m4" for delivery in list(stage.bridge.deliveries)))
    stage.bridge.target = target
    wait(lambda: len(stage.heard("m4")) == 1 and stage.bridge.idle())
    statuses = [
        delivery["status"] for delivery in stage.bridge.deliveries if delivery["document"] == "matches/m4"
    ]
    assert statuses[0] == 0
    assert statuses[-1] == 200


def test_duplicates_carry_the_same_id(stage: Stage) -> None:
    """On demand every event comes several times, each time under its one id."""
    stage.bridge.set(duplicates=2)
    stage.write("m5", "a", "b")
    wait(lambda: len(stage.heard("m5")) == 6 and stage.bridge.idle())
    assert sorted(Counter(note["id"] for note in stage.heard("m5")).values()) == [3, 3]


def test_delays_change_the_order(stage: Stage) -> None:
    """With different waits the events come in another order, and none is lost."""
    stage.bridge.set(delay=[0.0, 0.6], seed=7)
    values = [str(number) for number in range(10)]
    stage.write("m6", *values)
    wait(lambda: len(stage.heard("m6")) == 10)
    order = [note["after"] for note in stage.heard("m6")]
    assert sorted(order) == values
    assert order != values


def test_events_can_be_lost(stage: Stage) -> None:
    """With a probability of one no event comes; afterwards they come again."""
    stage.bridge.set(drop=1.0)
    stage.write("m7", "a")
    time.sleep(0.5)
    stage.bridge.set(drop=0.0)
    assert changes(stage.ends_with("m7")) == []


def test_the_control_endpoint_does_the_same(stage: Stage) -> None:
    """Delivery is changed and watched over HTTP as well."""
    body = json.dumps({"duplicates": 1}).encode()
    status, answer = call("PUT", f"{stage.control}/delivery", body, {"Content-Type": "application/json"})
    assert (status, json.loads(answer)["duplicates"]) == (200, 1)
    stage.write("m8", "a")
    wait(lambda: len(stage.heard("m8")) == 2)
    wait(lambda: json.loads(call("GET", f"{stage.control}/idle")[1]) is True)
    deliveries: list[dict[str, Any]] = json.loads(call("GET", f"{stage.control}/deliveries")[1])
    assert [one["status"] for one in deliveries if one["document"] == "matches/m8"] == [200, 200]
