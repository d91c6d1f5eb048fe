"""For each function the first call that a new instance is asked, and what has to stand before it.

Each does the function's own work once: what a frontend asks first, and a success where it is about exports.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from local.scenes import events
from local.scenes.scene import Scene
from shared.adapters.gcp import documents


@dataclass(frozen=True, kw_only=True)
class Call:
    """One HTTP call, signed in where the function asks for it."""

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def show(scene: Scene) -> Call:
    """The connection: the cheapest call that a connected company's settings page makes, and its first."""
    return signed_in(scene, "GET", f"/{scene.company}")


def list_positions(scene: Scene) -> Call:
    return signed_in(scene, "GET", f"/{scene.company}")


def import_position(scene: Scene) -> Call:
    """A position that was not imported before, feed and all; the same one again would be four reads only."""
    link = documents.link_path(scene.company, str(scene.account), scene.position)
    scene.client.document(link).delete()
    return signed_in(scene, "POST", f"/{scene.company}", {"position_id": scene.position})


def click(scene: Scene) -> Call:
    """A click on "Personio Export": one new applicant each time."""
    match, _, _ = successful(scene)
    return signed_in(scene, "POST", f"/{scene.company}/matches/{match}", {})


def success(scene: Scene) -> Call:
    """An event that makes an applicant: anything less would not load what an export needs."""
    match, job, developer = successful(scene)
    event = events.updated(
        match, company_id=scene.company, job_id=job, developer_id=developer, before="open", after="successful"
    )
    return Call(method="POST", path="/", body=event.body, headers=event.headers)


FIRST_CALLS: Mapping[str, Callable[[Scene], Call]] = {
    "connect_personio": show,
    "list_jobs": list_positions,
    "import_job": import_position,
    "export_applicant": click,
    "on_match_written": success,
}


def successful(scene: Scene) -> tuple[str, str, str]:
    """Ids of a new successful match, its job and its developer; nobody exports it by itself here."""
    job, developer = scene.import_job(), scene.developer()
    match = scene.match(job, developer)
    scene.succeed(match)
    return match, job, developer


def signed_in(scene: Scene, method: str, path: str, body: object = None) -> Call:
    """A call of the company's admin."""
    headers = {"Authorization": f"Bearer {scene.system.token(scene.admin)}"}
    if body is None:
        return Call(method=method, path=path, headers=headers)
    headers["Content-Type"] = "application/json"
    return Call(method=method, path=path, headers=headers, body=json.dumps(body).encode())
