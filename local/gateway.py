"""One port in front of everything, as a browser sees it: each function under its deployed name."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.middleware.http_proxy import ProxyMiddleware
from werkzeug.serving import make_server

from local.ports import ADDRESS

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

KEYS_PATH = "/local/keys"
Mount = Callable[["WSGIApplication"], "WSGIApplication"]


def proxied(functions: Mapping[str, str]) -> Mount:
    """Functions in processes of their own: deployed name → address."""
    targets = {
        f"/{name}/": {"target": address, "remove_prefix": True, "host": None}
        for name, address in functions.items()
    }
    return lambda app: ProxyMiddleware(app, targets)


@contextmanager
def serving(port: int, mount: Mount, keys: bytes) -> Iterator[str]:
    """Serve the functions that `mount` puts before the local pages, and the key set; yields the base URL."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask(__name__)

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
