"""Between the emulator and a function: what Eventarc does in production and the emulator does not.

The emulator sends each event once, with its body in base64, for writes that change nothing, too, and forgets
an event whose function answered with an error. Here an event becomes what Eventarc delivers: a raw protobuf
body, nothing for a write without a change, again with a growing delay until the function takes it. On demand
it is delivered twice, late, or in another order, all from one seed, so that a run can be repeated.
"""

import base64
import heapq
import http.client
import itertools
import json
import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from flask import Flask, Request, Response, jsonify, request
from google.events.cloud.firestore import DocumentEventData
from werkzeug.serving import make_server

from local.loopback import call
from local.ports import ADDRESS

WORKERS = 16
HTTP_OK = range(200, 300)


@dataclass(kw_only=True)
class Delivery:
    """How events are delivered; every field can be changed while it runs.

    Attributes:
        duplicates: how often each event comes in addition.
        delay: seconds each delivery waits at least and at most; different waits make another order.
        drop: probability 0 to 1 that an event never comes.
        seed: of all that is left to chance.
        retry_after, retry_cap: the first wait after an error, doubled up to the cap; Eventarc: 10 and 600.
        give_up_after: seconds; Eventarc: 24 hours.
    """

    duplicates: int = 0
    delay: tuple[float, float] = (0.0, 0.0)
    drop: float = 0.0
    seed: int = 0
    retry_after: float = 0.5
    retry_cap: float = 10.0
    give_up_after: float = 600.0


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event as the function receives it; `target` where it is not the bridge's usual one."""

    id: str
    headers: dict[str, str]
    body: bytes
    target: str = ""
    came_at: float = field(default_factory=time.monotonic)


class Bridge:
    """Takes the emulator's events and brings them to `target`, or of some triggers elsewhere (`others`)."""

    def __init__(self, target: str, others: Mapping[str, str] | None = None) -> None:
        self.target, self.others = target, dict(others or {})
        self.delivery = Delivery()
        self.deliveries: list[dict[str, Any]] = []
        self._seen: Counter[str | None] = Counter()
        self._waiting: list[tuple[float, int, Event, int]] = []
        self._numbers = itertools.count()
        self._under_way = 0
        self._changed = threading.Condition()
        self._closed = False
        self._pool = ThreadPoolExecutor(WORKERS)
        self._clock = threading.Thread(target=self._serve, daemon=True)
        self._clock.start()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._clock.join()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def set(self, **changes: Any) -> Delivery:
        """Change how events are delivered; a `seed` starts chance anew, for each document by itself."""
        known = {setting.name for setting in fields(Delivery)}
        if not set(changes) <= known:
            raise ValueError(f"unknown: {sorted(set(changes) - known)}")
        for name, value in changes.items():
            setattr(self.delivery, name, tuple(value) if name == "delay" else value)
        if "seed" in changes:
            self._seen.clear()
        return self.delivery

    def take(self, event: Event) -> None:
        """Accept an event; its delivery happens later, in a thread of its own."""
        if not _changes_something(event.body):
            return
        document = event.headers.get("ce-document")
        with self._changed:
            self._seen[document] += 1
            # By document and its nth event, so that writes at the same time do not disturb a repetition.
            chance = random.Random(f"{self.delivery.seed} {document} {self._seen[document]}")  # noqa: S311 - chance that can be repeated is the point
            if chance.random() < self.delivery.drop:
                return
            for _ in range(1 + self.delivery.duplicates):
                self._enqueue(event, time.monotonic() + chance.uniform(*self.delivery.delay), 0)

    def idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        with self._changed:
            return not self._waiting and not self._under_way

    def _enqueue(self, event: Event, at: float, tries: int) -> None:
        heapq.heappush(self._waiting, (at, next(self._numbers), event, tries))
        self._changed.notify_all()

    def _serve(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (not self._waiting or self._waiting[0][0] > time.monotonic()):
                    wait = self._waiting[0][0] - time.monotonic() if self._waiting else None
                    self._changed.wait(wait)
                if self._closed:
                    return
                _, _, event, tries = heapq.heappop(self._waiting)
                self._under_way += 1
            self._pool.submit(self._deliver, event, tries)

    def _deliver(self, event: Event, tries: int) -> None:
        status = 0
        began = time.monotonic()
        try:
            status, _ = call("POST", event.target or self.target, event.body, event.headers, timeout=120)
        except (OSError, http.client.HTTPException):
            status = 0
        with self._changed:
            self._under_way -= 1
            self.deliveries.append(
                {
                    "id": event.id,
                    "document": event.headers.get("ce-document"),
                    "status": status,
                    "tries": tries + 1,
                    "seconds": round(time.monotonic() - began, 4),
                    "after": round(began - event.came_at, 4),
                }
            )
            old = time.monotonic() - event.came_at > self.delivery.give_up_after
            if status not in HTTP_OK and not old and not self._closed:
                wait = min(self.delivery.retry_after * 2**tries, self.delivery.retry_cap)
                self._enqueue(event, time.monotonic() + wait, tries + 1)
            self._changed.notify_all()


def application(bridge: Bridge) -> Flask:
    """The bridge's two doors: the emulator's, and the control endpoint."""
    app = Flask(__name__)

    @app.post("/functions/projects/<project>/triggers/<key>")
    def event(project: str, key: str) -> Response:
        del project
        bridge.take(replace(_event(request), target=bridge.others.get(key, "")))
        return Response(status=200)

    @app.put("/control/delivery")
    def change() -> Response:
        return jsonify(asdict(bridge.set(**request.get_json())))

    @app.get("/control/deliveries")
    def deliveries() -> Response:
        return jsonify(bridge.deliveries)

    @app.get("/control/idle")
    def idle() -> Response:
        return jsonify(bridge.idle())

    return app


@contextmanager
def bridging(
    target: str, port: int = 0, others: Mapping[str, str] | None = None
) -> Iterator[tuple[Bridge, int]]:
    """A bridge in a thread, for as long as the context lasts; yields it and its port.

    `others`: by a trigger's key, where its events go instead.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    bridge = Bridge(target, others)
    server = make_server(ADDRESS, port, application(bridge), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield bridge, server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        bridge.close()


def _event(raw: Request) -> Event:
    """The emulator's event in Eventarc's form."""
    headers = {name.lower(): value for name, value in raw.headers if name.lower().startswith("ce-")}
    headers["content-type"] = "application/protobuf"
    # The emulator writes "projects/" twice.
    headers["ce-source"] = headers["ce-source"].replace("projects/projects/", "projects/", 1)
    return Event(id=headers["ce-id"], headers=headers, body=_raw(raw.get_data()))


def _raw(body: bytes) -> bytes:
    """The protobuf message, which the emulator sends as base64, within a JSON string or without."""
    text = body.strip()
    try:
        return base64.b64decode(json.loads(text) if text.startswith(b'"') else text, validate=True)
    except ValueError:
        return body  # raw, as production sends it


def _changes_something(body: bytes) -> bool:
    """Whether a document's fields differ before and after; a new or a deleted one does."""
    data = DocumentEventData.pb(DocumentEventData.deserialize(body))
    if data.HasField("value") != data.HasField("old_value"):
        return True
    return dict(data.value.fields) != dict(data.old_value.fields)
