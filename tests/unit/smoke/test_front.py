"""What the smoke test says of a function's address."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from local.ports import ADDRESS
from local.scenes.listening import Listener, listening
from smoke.deployment import Deployment
from smoke.front import STRANGER, findings

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
        deployment = Deployment(
            project="p",
            database="(default)",
            functions={"list-jobs": url},
            origins=[APP],
            trigger={},
            queues=[],
            schedules={},
            indexes={},
            expiring={},
            grants=[],
        )
        found = list(findings(deployment))
    assert len(found) == len(sentences)
    assert all(sentence in said for sentence, said in zip(sentences, found, strict=True))
