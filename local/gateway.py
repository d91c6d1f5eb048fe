"""One port in front of everything, as a browser sees it: each function under its deployed name."""

import http.client
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Request, Response
from werkzeug.serving import make_server

from local.ports import ADDRESS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

KEYS_PATH = "/local/keys"
SLOWEST = 540  # seconds until an answer is given up: the longest time limit of a function as deployed
OF_ONE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "te"}
Mount = Callable[["WSGIApplication"], "WSGIApplication"]


def proxied(functions: Mapping[str, str], *, firestore: str, personio: str | None, tasks: str) -> Mount:
    """Everything that a browser needs, under one origin.

    Args:
        functions: deployed name → address of its process.
        firestore: the emulator's address; its REST routes, where the rules are in force, are under
            `/v1/projects/`.
        personio: the stand-in's address; its control endpoint is under `/control/`.
        tasks: the address of the control endpoint of Cloud Tasks' stand-in; it is under `/tasks/`.
    """
    targets = {f"/{name}/": (urlsplit(address).netloc, f"/{name}") for name, address in functions.items()}
    targets["/v1/projects/"] = (firestore, "")
    targets["/tasks/"] = (urlsplit(tasks).netloc, "")
    if personio:
        targets["/control/"] = (urlsplit(personio).netloc, "")

    def mount(app: "WSGIApplication") -> "WSGIApplication":
        def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            for prefix, (target, away) in targets.items():
                if path.startswith(prefix):
                    return _passed_on(Request(environ), target, path[len(away) :])(environ, start_response)
            return app(environ, start_response)

        return answer

    return mount


def _passed_on(request: Request, target: str, path: str) -> Response:
    """What `target` answers; 502 where it does not. No connection outlives its answer."""
    address = quote(path, safe="/:@!$&'()*+,;=~-._")
    if request.query_string:
        address += f"?{request.query_string.decode('latin-1')}"
    headers = {name: value for name, value in request.headers if name.lower() not in OF_ONE_CONNECTION}
    connection = http.client.HTTPConnection(target, timeout=SLOWEST)
    try:
        connection.request(request.method, address, request.get_data() or None, headers)
        answer = connection.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_ONE_CONNECTION]
        return Response(answer.read(), answer.status, kept)
    except (OSError, http.client.HTTPException):
        return Response(status=HTTPStatus.BAD_GATEWAY)
    finally:
        connection.close()


@contextmanager
def serving(port: int, mount: Mount, keys: bytes, page: Blueprint | None = None) -> Iterator[str]:
    """Serve what `mount` puts in front, the page if there is one, and the key set; yields the base URL."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask(__name__, static_folder=None)
    if page:
        app.register_blueprint(page)

    @app.get(KEYS_PATH)
    def key_set() -> Response:
        return Response(keys, mimetype="application/json")

    server = make_server(ADDRESS, port, mount(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
