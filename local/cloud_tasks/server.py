"""A stand-in that runs: in a process of its own, or in a test's."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial

from flask import Flask, Response, jsonify, request
from google.cloud.tasks_v2 import types
from werkzeug.serving import make_server

from local import grpc_service
from local.cloud_tasks.dispatcher import Dispatcher
from local.cloud_tasks.service import METHODS, SERVICE, CloudTasks
from local.ports import ADDRESS, ensure_free


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """Where a running stand-in is: `address` for Google's client, `control` for whoever makes trouble."""

    address: str
    control: str


@contextmanager
def standing_in(
    *,
    port: int = 0,
    control_port: int = 0,
    names_kept: timedelta = timedelta(hours=1),
    shortest_deadline: timedelta = timedelta(seconds=15),
) -> Iterator[StandIn]:
    """Serve until the block ends; port 0 takes a free one.

    Raises:
        PortTaken: the port is in use, or the control port.
    """
    for wanted in filter(None, (port, control_port)):
        ensure_free(wanted)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    tasks = CloudTasks(names_kept=names_kept, shortest_deadline=shortest_deadline)
    answers = {method: partial(tasks.answer, method) for method in METHODS}
    with (
        Dispatcher(tasks) as dispatcher,
        _controlled(tasks, dispatcher, control_port) as control,
        grpc_service.serving(SERVICE, types, answers, port=port, lock=tasks.changed) as address,
    ):
        yield StandIn(address=address, control=control)


@contextmanager
def _controlled(tasks: CloudTasks, dispatcher: Dispatcher, port: int) -> Iterator[str]:
    server = make_server(ADDRESS, port, _application(tasks, dispatcher), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _application(tasks: CloudTasks, dispatcher: Dispatcher) -> Flask:
    app = Flask(__name__, static_folder=None)

    @app.get("/tasks/trouble")
    def trouble() -> Response:
        return jsonify(asdict(tasks.trouble))

    @app.put("/tasks/trouble")
    def make_trouble() -> Response:
        with tasks.changed:
            tasks.trouble = tasks.trouble.changed(request.get_json(force=True))
            tasks.changed.notify_all()
        return jsonify(asdict(tasks.trouble))

    @app.errorhandler(TypeError)
    def unknown(wrong: TypeError) -> tuple[Response, int]:
        return jsonify({"error": str(wrong)}), 400

    @app.get("/tasks/dispatches")
    def dispatches() -> Response:
        with tasks.changed:
            return jsonify(dispatcher.dispatches)

    return app
