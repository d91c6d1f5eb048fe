"""A profile is deleted on matched.io: the trigger erases the person, and the customer is told."""

import json
import os
import subprocess
import sys

from google.cloud.firestore import FieldFilter

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.domain.pseudonym import is_pseudonym


def test_a_deleted_profile_is_erased_here(scene: Scene) -> None:
    """Firestore's own event reaches the function; the export stays, its person and applicant key go."""
    job, developer = scene.imported(), scene.developer()
    match = scene.match(job, developer)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    scene.client.document(documents.developer_path(developer)).delete()
    entry = scene.client.document(documents.export_path(match))
    eventually(lambda: is_pseudonym(entry.get().get("developer_id")))
    assert scene.entry(match)["state"] == "exported"
    notice = scene.client.document(documents.erasure_path(match)).get().to_dict()
    assert notice
    assert notice["email"] == f"{developer}@example.org"
    path = f"export-applicant/{scene.company}/erasures"
    (told,) = scene.call("GET", path, as_="recruiter").json()["erasures"]
    assert (told["match_id"], told["email"], told["position_id"]) == (match, notice["email"], scene.position)
    for _ in range(2):
        answer = scene.call("DELETE", f"{path}/{match}", as_="recruiter")
        assert (answer.status_code, answer.json()) == (200, {"erasures": []})
    eventually(scene.system.bridge.idle)
    keys = scene.client.collection(documents.APPLICANTS).where(
        filter=FieldFilter("developer_id", "==", developer)
    )
    assert list(keys.stream()) == []


def test_an_operator_asks_and_erases_by_hand(scene: Scene) -> None:
    """The command finds a person in a deployment, prints all of it, erases, and finds what is left."""
    job, developer = scene.imported(), scene.developer()
    match = scene.match(job, developer)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    held = json.loads(by_hand(scene, developer, "--json"))["held"]
    assert list(held["exports"]) == [documents.export_path(match)]
    assert held["profile"][documents.developer_path(developer)]["email"] == f"{developer}@example.org"
    assert len(held["applicants"]) == 1
    assert "companies told: 1; left: 0." in by_hand(scene, developer, "--erase", "--yes")
    again = json.loads(by_hand(scene, developer, "--json"))
    assert again["held"]["exports"] == {}
    (kept,) = again["kept_after_erasure"]
    assert list(kept["erasures"]) == [documents.erasure_path(match)]


def by_hand(scene: Scene, developer: str, *options: str) -> str:
    """What `make person` prints."""
    asked = ["--project", scene.system.environment["GOOGLE_CLOUD_PROJECT"], "--developer", developer]
    done = subprocess.run(
        [sys.executable, "-m", "privacy", *asked, *options],
        env={**os.environ, **scene.system.environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout
