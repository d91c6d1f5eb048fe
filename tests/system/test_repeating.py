"""Every POST and PUT, sent twice: the same answer, times excepted, and one effect."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.scenes import described
from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.adapters.gcp.secrets import open_client

Asked = tuple[str, Any]  # path and body
# Times, and what an account remembers of requests for a minute.
PASSING = {"fetched_at", "last_success_at", "updated_at", "slots"}
OURS = (
    documents.CONNECTIONS,
    documents.EXPORTS,
    documents.APPLICANTS,
    documents.LINKS,
    documents.AUDIT,
    documents.BACKFILLS,
    documents.RULES,
    documents.JOBS,
)


def connected(scene: Scene) -> None:
    scene.connect()


def resolving(scene: Scene) -> Asked:
    return f"connect-personio/{scene.company}/resolve", {"url": scene.slug}


def connecting(scene: Scene) -> Asked:
    return f"connect-personio/{scene.company}", scene.credentials(channel_id="4711")


def trying(scene: Scene) -> Asked:
    scene.connect()
    return f"connect-personio/{scene.company}/test", None


def ruling(scene: Scene) -> Asked:
    scene.connect()
    return f"connect-personio/{scene.company}/rules", {"version": 0, "tags": ["it"], "send": {"phone": False}}


def importing(scene: Scene) -> Asked:
    scene.connect()
    wanted = {"position_id": scene.position, "details": {"skills": ["Python"]}}
    return f"import-job/{scene.company}", wanted


def answering_changes(scene: Scene) -> Asked:
    """A position that was renamed after its import, seen by the hourly comparison."""
    job = scene.imported()
    renamed = {"name": "Lead Engineer"}
    scene.personio("PUT", f"/companies/{scene.account}/positions/{scene.position}", renamed)
    scene.call("POST", "sync-jobs/", as_=None)
    return f"import-job/{scene.company}/jobs/{job}/changes", {"take_over": ["title"], "ignore": []}


def linking(scene: Scene) -> Asked:
    scene.connect()
    return f"import-job/{scene.company}/jobs/{scene.older_ad()}/link", {"position_id": scene.position}


def exporting(scene: Scene) -> Asked:
    """A match whose event found the company paused."""
    job = scene.imported()
    path = f"connect-personio/{scene.company}"
    scene.call("PATCH", path, {"paused": True})
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "waiting")
    scene.call("PATCH", path, {"paused": False})
    return f"export-applicant/{scene.company}/matches/{match}", None


def backfilling(scene: Scene) -> Asked:
    scene.connect()
    return f"export-applicant/{scene.company}/back-fill", None


ASKED: dict[str, Callable[[Scene], Asked]] = {
    "resolveBoard": resolving,
    "connectPersonio": connecting,
    "testConnection": trying,
    "saveRules": ruling,
    "importPosition": importing,
    "answerChanges": answering_changes,
    "linkJob": linking,
    "exportMatch": exporting,
    "backFill": backfilling,
}


@pytest.fixture
def scene(scene: Scene) -> Iterator[Scene]:
    """Nothing goes on by itself between the two calls."""
    scene.queue(paused=True)
    yield scene
    scene.queue(paused=False)


WRITING = {
    each.spec["operationId"]: each for each in described.operations() if each.method in {"POST", "PUT"}
}


def test_every_writing_operation_is_repeated() -> None:
    """A POST or PUT without a test here is told of."""
    assert set(ASKED) == set(WRITING)


@pytest.mark.parametrize("operation", ASKED)
def test_a_second_equal_call_changes_nothing(scene: Scene, operation: str) -> None:
    """The same answer; documents, secrets and applicants as the first call left them."""
    path, body = ASKED[operation](scene)
    before = effects(scene)
    first = scene.call(WRITING[operation].method, path, body)
    after = effects(scene)
    second = scene.call(WRITING[operation].method, path, body)
    assert (first.status_code, second.status_code) == (200, 200)
    assert lasting(second.json()) == lasting(first.json())
    assert effects(scene) == after
    if operation not in {"resolveBoard", "testConnection"}:  # they store nothing
        assert after != before


def effects(scene: Scene) -> dict[str, Any]:
    """Everything that stands for this company in Firestore, in Secret Manager and at Personio."""
    found: dict[str, Any] = dict(stored(scene))
    found["versions"] = versions(scene)
    found["applicants"] = scene.applicants()
    return found


def stored(scene: Scene) -> Iterator[tuple[str, Any]]:
    for collection in OURS:
        for document in scene.client.collection(collection).stream():
            values = documents.plain(document.to_dict())
            if scene.company in (document.id, document.id.partition("_")[0], *map(str, values.values())):
                yield document.reference.path, lasting(values)


def versions(scene: Scene) -> list[str]:
    """Every version of the company's secret; none while it never connected."""
    connection = scene.client.document(documents.connection_path(scene.company)).get().to_dict()
    if connection is None:
        return []
    store = open_client(scene.system.environment["SECRET_MANAGER_EMULATOR_HOST"])
    secret = connection["secret"].partition("/versions/")[0]
    return sorted(version.name for version in store.list_secret_versions(request={"parent": secret}))


def lasting(value: Any) -> Any:
    """Without what passes by itself."""
    if isinstance(value, dict):
        return {name: lasting(part) for name, part in value.items() if name not in PASSING}
    return [lasting(part) for part in value] if isinstance(value, list) else value
