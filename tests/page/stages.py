"""What tests of the page start from: a position, a connected company, a filled form."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud.firestore_v1.base_query import FieldFilter

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.applicant import Progress, Stage
from tests.support.visits import Visit

LONG_AGO = datetime.now(UTC) - timedelta(days=30)  # before any company connects
Visiting = Callable[..., Visit]


def position(scene: Scene, **more: object) -> None:
    """The company's position, with text in both languages."""
    texts = {"de": [["Aufgaben", "<p>Bauen.</p>"]], "en": [["Tasks", "<p>Build.</p>"]]}
    wish = {"name": "Backend Engineer", "office": "Berlin", "keywords": "Python", "texts": texts, **more}
    scene.personio("PUT", f"/companies/{scene.account}/positions/{scene.position}", wish)


def only_ad(scene: Scene) -> Any:
    """The company's job ad, as it stands in Firestore."""
    own = FieldFilter("company_id", "==", scene.company)
    (ad,) = scene.client.collection("jobs").where(filter=own).stream()
    return ad


def scheduled(scene: Scene, function: str) -> None:
    """What Cloud Scheduler does; `make run` does it every few seconds."""
    assert scene.call("POST", f"{function}/", {}, as_=None).status_code == 200


def connected(scene: Scene, **profile: Any) -> str:
    """A company that is connected, with an imported ad and an open match; returns the match."""
    position(scene)
    scene.connect()
    return scene.match(scene.import_job(), scene.developer(**profile))


def exported(scene: Scene, **profile: Any) -> str:
    """A match of a company with an API client, exported; returns the match."""
    position(scene)
    scene.connect(scene.client_credentials())
    match = scene.match(scene.import_job(), scene.developer(**profile))
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    return match


def stands(scene: Scene, match: str, stage: Stage, **more: Any) -> None:
    """What was read of the match's applicant, as it is kept."""
    read = Progress(stage=stage, seen_at=datetime.now(UTC), **more)
    entry = scene.client.document(documents.export_path(match))
    entry.update({"progress": documents.part(read)})


def fill_salary(visit: Visit, *, least: str, most: str, period: str) -> None:
    """The four fields of a salary, in the open popup; the currency stays as it is."""
    dialog = visit.dialog()
    dialog.get_by_label(visit.say("salary.min")).fill(least)
    dialog.get_by_label(visit.say("salary.max")).fill(most)
    dialog.get_by_label(visit.say("salary.period")).select_option(period)
