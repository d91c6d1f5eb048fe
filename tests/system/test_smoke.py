"""The smoke test's canary on the running system: the code that a deployment meets, at other addresses."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from local.scenes.scene import Scene
from local.system import System
from shared.adapters.gcp import documents
from smoke import front
from smoke.canary import MATCHES, Account, Canary, Fell
from tests.support.deployments import fronted
from tests.support.google_answers import answering

if TYPE_CHECKING:
    from google.cloud import firestore

pytestmark = pytest.mark.emulator
FUNCTIONS = ("connect-personio", "list-jobs", "import-job", "export-applicant")


@pytest.fixture
def canary(system: System, scene: Scene, firestore_client: "firestore.Client") -> Canary:
    """A company of its own, with the account that the scene has at Personio's stand-in."""
    return Canary(
        functions={name: f"{system.url}/{name}" for name in FUNCTIONS},
        client=firestore_client,
        sign_in=system.token,
        account=Account(
            careers_url=f"https://{scene.slug}.jobs.personio.de",
            company_id=str(scene.account),
            token=scene.token,
            records_url=f"{system.personio}/control/applicants",
        ),
        waits=30,
    )


def standing(client: "firestore.Client", canary: Canary) -> list[str]:
    """Documents that have the canary's id in theirs, or in their company."""
    found = []
    for collection in client.collections():
        for document in collection.stream():
            fields: dict[str, Any] = document.to_dict() or {}
            if canary.id in document.id or canary.id in map(str, fields.values()):
                found.append(f"{collection.id}/{document.id}")
    return found


def test_the_functions_are_as_a_browser_should_meet_them(system: System) -> None:
    """Of the running functions nothing is found."""
    deployment = fronted({name: f"{system.url}/{name}" for name in FUNCTIONS}, [system.url])
    assert list(front.findings(deployment)) == []


def test_the_canary_plays_and_leaves_nothing(canary: Canary, firestore_client: "firestore.Client") -> None:
    """Each match has its applicant, each step its time; afterwards no document of it stands."""
    canary.play()
    assert list(canary.steps) == ["connect", "list", "import"]
    assert len(canary.successes) == MATCHES
    assert all(0 < took.to_request < took.to_applicant < canary.waits for took in canary.successes)
    assert standing(firestore_client, canary) == []


def test_another_companys_documents_stay(
    canary: Canary, scene: Scene, firestore_client: "firestore.Client"
) -> None:
    """A company that is connected to the same Personio account has what it had."""
    job = scene.imported()
    before = {path: firestore_client.document(path).get().to_dict() for path in _theirs(scene, job)}
    canary.play()
    after = {path: firestore_client.document(path).get().to_dict() for path in _theirs(scene, job)}
    assert after.keys() == before.keys()
    assert all(after[path] for path in after)
    assert {path: after[path] for path in after if "accounts" not in path} == {
        path: before[path] for path in before if "accounts" not in path
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"token": "0" * 40}, "connect"),
        ({"careers_url": "https://nobody-at-all.jobs.personio.de"}, "connect"),
    ],
)
def test_a_step_that_fails_is_named_and_leaves_nothing(
    canary: Canary, firestore_client: "firestore.Client", wrong: dict[str, str], sentence: str
) -> None:
    """Where a step fails the canary says which, and what was made until then is deleted."""
    canary.account = replace(canary.account, **wrong)
    with pytest.raises(Fell, match=sentence):
        canary.play()
    assert standing(firestore_client, canary) == []


def test_a_board_without_positions_is_named(canary: Canary, scene: Scene) -> None:
    """Nothing can be imported where nothing is published."""
    scene.personio(
        "PUT", f"/companies/{scene.account}", {"slug": scene.slug, "token": scene.token, "positions": []}
    )
    with pytest.raises(Fell, match="list: the board has no published position"):
        canary.play()


def test_a_success_that_nobody_exports_is_named(canary: Canary, firestore_client: "firestore.Client") -> None:
    """Where the trigger brings nothing, or sending is paused, the match is named with its state."""
    canary.waits = 2
    firestore_client.document(documents.SETTINGS_GLOBAL).set({documents.SETTINGS_PAUSED: True})
    try:
        with pytest.raises(Fell, match=r"match 1: .* waiting, paused"):
            canary.play()
    finally:
        firestore_client.document(documents.SETTINGS_GLOBAL).delete()
    assert standing(firestore_client, canary) == []


def test_an_applicant_that_is_not_there_is_named(canary: Canary) -> None:
    """Personio's own records decide, not our ledger: here they are those of somebody who has none."""
    with answering({"/applicants": []}) as elsewhere:
        canary.account = replace(canary.account, records_url=f"{elsewhere}/applicants")
        with pytest.raises(Fell, match="match 1: Personio has it 0 times"):
            canary.play()


def _theirs(scene: Scene, job: str) -> list[str]:
    account = str(scene.account)
    return [
        documents.company_path(scene.company),
        documents.connection_path(scene.company),
        documents.job_path(job),
        documents.link_path(scene.company, account, scene.position),
        documents.account_path(account),
    ]
