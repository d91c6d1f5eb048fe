"""Google's REST, as far as the smoke test asks: one dictionary of answers, served below each host's name."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import unquote

from local.ports import ADDRESS
from local.scenes.listening import Listener, listening
from smoke.deployment import Deployment
from smoke.resources import BROUGHT


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; `body` as JSON, None where there was none."""

    headers: Mapping[str, str]
    body: Any


def as_deployed(deployment: Deployment) -> dict[str, Any]:
    """Path → what Google answers where all is as Terraform says, and ready."""
    project = deployment.project
    run = {"state": "ENABLED", "lastAttemptTime": "2026-11-26T10:00:00Z", "status": {}}
    answers: dict[str, Any] = {
        f"/cloudresourcemanager.googleapis.com/v1/projects/{project}:getIamPolicy": {
            "bindings": [
                {
                    "role": grant["role"],
                    "members": [grant["member"], "user:somebody@matched.io"],
                    **({"condition": {"expression": grant["condition"]}} if grant["condition"] else {}),
                }
                for grant in deployment.grants
            ]
        },
    }
    for function, trigger in deployment.triggers.items():
        kind, document = BROUGHT[function]
        answers[f"/eventarc.googleapis.com/v1/{trigger['name']}"] = {
            "eventFilters": [
                {"attribute": "type", "value": kind},
                {"attribute": "database", "value": deployment.database},
                {"attribute": "document", "value": document, "operator": "match-path-pattern"},
            ]
        }
    for queue in deployment.queues:
        place = f"projects/{project}/locations/{queue['region']}/queues/{queue['name']}"
        answers[f"/cloudtasks.googleapis.com/v2/{place}"] = {"state": "RUNNING"}
    for job in deployment.schedules.values():
        place = f"projects/{project}/locations/{job['region']}/jobs/{job['name']}"
        answers[f"/cloudscheduler.googleapis.com/v1/{place}"] = run
    groups = (
        f"/firestore.googleapis.com/v1/projects/{project}/databases/{deployment.database}/collectionGroups"
    )
    for index in deployment.indexes.values():
        answers.setdefault(f"{groups}/{index['collection']}/indexes", {"indexes": []})["indexes"].append(
            {"state": "READY", "fields": [*map(_field, index["fields"]), _field("__name__")]}
        )
    for collection, field in deployment.expiring.items():
        answers[f"{groups}/{collection}/fields/{field}"] = {"ttlConfig": {"state": "ACTIVE"}}
    return answers


@contextmanager
def answering(answers: Mapping[str, Any], asked: Callable[[Asked], None] = lambda _: None) -> Iterator[str]:
    """The address; what is not in `answers` is 404, and what is a number is that status."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked(Asked(headers=dict(self.headers), body=json.loads(body or "null")))
            found = answers.get(unquote(self.path), 404)
            self.send_response(found if isinstance(found, int) else 200)
            self.end_headers()
            self.wfile.write(b"" if isinstance(found, int) else json.dumps(found).encode())

        do_GET = do_POST = _answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Nothing into the tests' output."""

    with listening(Listener((ADDRESS, 0), Handler)) as port:
        yield f"http://{ADDRESS}:{port}"


def _field(name: str) -> dict[str, str]:
    order = "DESCENDING" if name.startswith("-") else "ASCENDING"
    return {"fieldPath": name.removeprefix("-"), "order": order}
