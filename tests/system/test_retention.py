"""Every document of the running system, after the flow: what of a person stands in it, and when it ends."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from google.cloud.firestore import FieldFilter

from local.scenes.scene import Scene, eventually
from privacy import kept
from shared.adapters.gcp import documents
from shared.domain.ledger.pace import Pace

PERSON = {
    "first_name": "Florentina",
    "last_name": "Taggenau",
    "phone": "+49 170 8899001",
    "location": "Retention Wharf",
    "birthday": "1991-04-05",
    "gender": "diverse",
    "available_from": "2031-07-08",
    "salary_expectation": "83.125 €",
    "profile_url": "https://www.matched.io/developers/taggenau",
    "links": ["https://github.com/taggenau"],
    "skills": ["Retentionism"],
    "message": "Ich bleibe nicht ewig.",
}
THEIRS = {documents.DEVELOPERS, documents.MATCHES, documents.COMPANIES, documents.JOBS}
COMMON = {"diverse"}  # a word that other documents may have for reasons of their own


def values(developers: list[str]) -> set[str]:
    """Whatever of these people must not stand where it does not belong."""
    texts = {text for _, text in leaves(PERSON)}
    return (texts - COMMON) | set(developers) | {f"{each}@example.org" for each in developers}


def play(scene: Scene) -> list[str]:
    """A clean export, one in doubt, one refused, a back-fill, rules, a notice of erasure."""
    job = scene.imported()
    developers = []
    for strike in (None, {"do": "drop_after"}, {"do": "status", "status": 422}, None):
        developers.append(scene.developer(**PERSON))
        match = scene.match(job, developers[-1])
        if strike:
            where = {"path_prefix": "/v1/recruiting/applications", "company_id": scene.account}
            scene.personio("POST", "/faults", {**strike, "match": where})
        scene.succeed(match)
        eventually(lambda match=match: scene.entry(match)["state"] not in {"none", "exporting"})  # type: ignore[misc]  # mypy cannot infer a lambda's default
        scene.personio("DELETE", "/faults")
    scene.client.document(documents.developer_path(developers[-1])).delete()
    scene.call("POST", f"export-applicant/{scene.company}/back-fill")
    rules = {"version": 0, "attributes": [], "tags": ["it"], "send": {"phone": False}}
    assert scene.call("PUT", f"connect-personio/{scene.company}/rules", rules).status_code == 200
    for scheduled in ("sweep-exports/", "sync-jobs/"):
        scene.call("POST", scheduled, as_=None)
    eventually(scene.system.bridge.idle)
    eventually(lambda: scene.call("GET", f"export-applicant/{scene.company}/erasures").json()["erasures"])
    return developers


def ours(scene: Scene, since: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Collection and fields of every document made since then that is not matched.io's."""
    for collection in scene.client.collections():
        if collection.id not in THEIRS:
            for document in collection.stream():
                if document.create_time >= since:
                    yield collection.id, document.to_dict() or {}


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, path)
    else:
        yield path, str(value)


def test_every_document_ends_and_holds_what_the_table_says(scene: Scene) -> None:
    """Each has its end, or lives with its company; what is personal stands in the table's fields alone."""
    began = datetime.now(UTC)
    developers = play(scene)
    personal = values(developers)
    endless, misplaced, seen = set(), set(), set()
    for collection, fields in ours(scene, began):
        seen.add(collection)
        if collection in kept.ENDING and not isinstance(fields.get(documents.EXPIRES), datetime):
            endless.add(collection)
        allowed = kept.personal(collection)
        for path, text in leaves(fields):
            if path not in allowed and any(value in text for value in personal):
                misplaced.add((collection, path))
    assert endless == set()
    assert misplaced == set()
    assert seen <= kept.ENDING | kept.WITH_THE_COMPANY, "a collection that no list names"
    assert seen >= kept.ENDING, "the flow has to write every kind that ends"


def test_entry_and_key_end_together(scene: Scene) -> None:
    """Two years after the entry's last change, and the key at the same moment."""
    job, developer = scene.imported(), scene.developer()
    match = scene.match(job, developer)
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    entry = scene.client.document(documents.export_path(match)).get().to_dict() or {}
    assert entry["expires_at"] == entry["updated_at"] + Pace().keep_exports
    assert key_of(scene, match)["expires_at"] == entry["expires_at"]
    scene.client.document(documents.match_path(match)).update({documents.MATCH_STATUS: "open"})
    eventually(lambda: "taken_back_at" in scene.entry(match))
    later = scene.client.document(documents.export_path(match)).get().to_dict() or {}
    assert later["expires_at"] > entry["expires_at"]
    assert key_of(scene, match)["expires_at"] == later["expires_at"]


def key_of(scene: Scene, match: str) -> dict[str, Any]:
    held = scene.client.collection(documents.APPLICANTS).where(filter=FieldFilter("match_id", "==", match))
    (key,) = [document.to_dict() or {} for document in held.stream()]
    return key
