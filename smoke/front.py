"""The functions' addresses, as a browser meets them that has no token."""

from collections.abc import Iterator
from http import HTTPStatus

import requests

from smoke.deployment import Deployment

NOBODY = "smoke-nobody"
STRANGER = "https://stranger.example"
METHODS = {"import-job": "POST"}  # a GET finds no route there
PROBLEM = "application/problem+json"  # none of Google's own answers is one
TIMEOUT = 60.0  # a cold start included


def findings(deployment: Deployment, load_balancer: str | None = None) -> Iterator[str]:
    """A sentence for each function that does not keep strangers out, or its frontend in.

    Where only a load balancer may call, its address is asked, and the functions' own have to be closed.
    """
    functions = deployment.functions
    if deployment.balanced:
        for name, url in functions.items():
            yield from _closed(name, url)
        if load_balancer is None:
            yield "front: only a load balancer may call: name its address with --load-balancer"
            return
        functions = deployment.called_at(load_balancer)
    for name, url in functions.items():
        yield from _guarded(name, url)
        for origin in (*deployment.origins, STRANGER):
            yield from _shared_with(name, url, origin, known=origin in deployment.origins)


def _closed(name: str, url: str) -> Iterator[str]:
    answer = _ask(name, url)
    if answer.headers.get("Content-Type", "").startswith(PROBLEM):
        yield f"{name}: it answers at {url}, past the load balancer"


def _guarded(name: str, url: str) -> Iterator[str]:
    answer = _ask(name, url)
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code == HTTPStatus.FORBIDDEN and "json" not in kind:
        yield f"{name}: Google's own check answers 403: browsers do not get as far as the function"
    elif answer.status_code != HTTPStatus.UNAUTHORIZED or not kind.startswith(PROBLEM):
        yield f"{name}: without a token it answers {answer.status_code} ({kind}), not 401 as a problem"


def _shared_with(name: str, url: str, origin: str, *, known: bool) -> Iterator[str]:
    allowed = _ask(name, url, origin).headers.get("Access-Control-Allow-Origin")
    if known and allowed != origin:
        yield f"{name}: {origin} may not read its answers ({allowed})"
    if not known and allowed is not None:
        yield f"{name}: any origin may read its answers ({allowed})"


def _ask(name: str, url: str, origin: str | None = None) -> requests.Response:
    headers = {"Origin": origin} if origin else {}
    method = METHODS.get(name, "GET")
    return requests.request(method, f"{url}/{NOBODY}", headers=headers, timeout=TIMEOUT)
