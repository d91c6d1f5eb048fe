"""What the smoke test says of a function's address."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from local.ports import ADDRESS
from local.scenes.listening import Listener, listening
from smoke.deployment import Deployment
from smoke.front import STRANGER, findings
from tests.support.deployments import fronted

APP = "https://app.matched.io"
PROBLEM = "application/problem+json"


@contextmanager
def function(status: int, kind: str, allowed: Mapping[str | None, str]) -> Iterator[str]:
    """The address of a function that answers like this; `allowed`: origin → the origin that it lets in."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if origin := allowed.get(self.headers.get("Origin")):
                self.send_header("Access-Control-Allow-Origin", origin)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing into the tests' output."""

    with listening(Listener((ADDRESS, 0), Handler)) as port:
        yield f"http://{ADDRESS}:{port}"


@pytest.mark.parametrize(
    ("status", "kind", "allowed", "sentences"),
    [
        (401, PROBLEM, {APP: APP}, []),
        (403, "text/html", {APP: APP}, ["Google's own check answers 403"]),
        (200, "application/json", {APP: APP}, ["answers 200 (application/json), not 401"]),
        (401, "text/html", {APP: APP}, ["answers 401 (text/html), not 401 as a problem"]),
        (401, PROBLEM, {}, [f"{APP} may not read its answers"]),
        (401, PROBLEM, {APP: APP, STRANGER: "*"}, ["any origin may read its answers (*)"]),
    ],
)
def test_each_fault_at_the_front_is_found(
    status: int, kind: str, allowed: dict[str | None, str], sentences: list[str]
) -> None:
    """401 as a problem to nobody; its answers to the frontend alone. Each fault gives its own sentence."""
    with function(status, kind, allowed) as url:
        found = list(findings(deployed(url)))
    assert len(found) == len(sentences)
    assert all(sentence in said for sentence, said in zip(sentences, found, strict=True))


@pytest.mark.parametrize(
    ("own", "behind", "sentences"),
    [
        ((404, "text/html"), (401, PROBLEM), []),
        ((401, PROBLEM), (401, PROBLEM), ["past the load balancer"]),
        ((404, "text/html"), (200, "text/html"), ["answers 200 (text/html), not 401"]),
        ((404, "text/html"), None, ["name its address with --load-balancer"]),
    ],
)
def test_behind_a_load_balancer_nothing_else_answers(
    own: tuple[int, str], behind: tuple[int, str] | None, sentences: list[str]
) -> None:
    """The functions' own addresses are closed; what a browser meets is asked of the load balancer."""
    with function(*own, {}) as url, function(*behind or own, {APP: APP}) as load_balancer:
        found = list(findings(deployed(url, balanced=True), load_balancer if behind else None))
    assert len(found) == len(sentences)
    assert all(sentence in said for sentence, said in zip(sentences, found, strict=True))


def deployed(url: str, *, balanced: bool = False) -> Deployment:
    return fronted({"list-jobs": url}, [APP], balanced=balanced)
