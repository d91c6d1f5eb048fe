"""A profile is deleted on matched.io: the trigger erases the person, and the customer is told."""

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
