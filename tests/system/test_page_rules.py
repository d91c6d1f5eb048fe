"""What the page's people may do in Firestore: the rules of the local system, through its own gateway."""

from typing import Any

import pytest
import requests

from local import rules
from local.scenes.scene import Scene
from local.system import PROJECT
from shared.adapters.gcp import documents


def ask(scene: Scene, method: str, path: str, uid: str | None, body: Any = None) -> int:
    """The status of a call to Firestore's REST interface, as the page makes it."""
    sign_in = {"Authorization": f"Bearer {scene.system.token(uid)}"} if uid else {}
    address = f"{scene.system.url}/v1/projects/{PROJECT}/databases/(default)/documents{path}"
    return requests.request(method, address, json=body, headers=sign_in, timeout=10).status_code


def of_company(collection: str, company: str) -> dict[str, Any]:
    """A query for one company's documents."""
    wanted = {
        "field": {"fieldPath": "company_id"},
        "op": "EQUAL",
        "value": {"stringValue": company},
    }
    return {"structuredQuery": {"from": [{"collectionId": collection}], "where": {"fieldFilter": wanted}}}


@pytest.fixture
def match(scene: Scene) -> str:
    return scene.match(scene.imported(), scene.developer())


@pytest.mark.parametrize("who", ["admin", "recruiter"])
def test_a_member_reads_their_companys(scene: Scene, match: str, who: str) -> None:
    """Members read their company, its matches and job ads, and the developers."""
    uid = getattr(scene, who)
    assert ask(scene, "GET", f"/{documents.company_path(scene.company)}", uid) == 200
    for collection in (documents.MATCHES, documents.JOBS):
        assert ask(scene, "POST", ":runQuery", uid, of_company(collection, scene.company)) == 200
    developer = scene.client.document(documents.match_path(match)).get().get(documents.MATCH_DEVELOPER)
    assert ask(scene, "GET", f"/{documents.developer_path(developer)}", uid) == 200


@pytest.mark.parametrize("uid", ["demo-globex-admin", "nobody-at-all", None])
def test_nobody_else_does(scene: Scene, match: str, uid: str | None) -> None:
    """Another company's admin, a stranger and a caller without a token read and write nothing of it."""
    assert ask(scene, "GET", f"/{documents.company_path(scene.company)}", uid) == 403
    for collection in (documents.MATCHES, documents.JOBS):
        assert ask(scene, "POST", ":runQuery", uid, of_company(collection, scene.company)) == 403
    status = {"fields": {documents.MATCH_STATUS: {"stringValue": "successful"}}}
    path = f"/{documents.match_path(match)}?updateMask.fieldPaths={documents.MATCH_STATUS}"
    assert ask(scene, "PATCH", path, uid, status) == 403


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("status", "open", True),
        ("status", "successful", True),
        ("status", "exported", False),
        ("company_id", "globex-ltd", False),
        ("developer_id", "dev-ada", False),
    ],
)
def test_a_member_sets_a_matchs_status_alone(
    scene: Scene, match: str, field: str, value: str, *, allowed: bool
) -> None:
    """Of a match, people change the status, to one of the product's two; nothing else."""
    path = f"/{documents.match_path(match)}?updateMask.fieldPaths={field}"
    changed = {"fields": {field: {"stringValue": value}}}
    assert ask(scene, "PATCH", path, scene.recruiter, changed) == (200 if allowed else 403)


@pytest.mark.parametrize("path", ["personio_connections/{company}", "personio_settings/global"])
def test_what_is_not_for_the_browser_stays_closed(scene: Scene, path: str) -> None:
    """Documents of ours that production keeps from browsers are closed here too."""
    scene.connect()
    assert ask(scene, "GET", f"/{path.format(company=scene.company)}", scene.admin) == 403


def test_productions_rules_are_part_of_them() -> None:
    """What production gets stands in the local rules, word for word; without its marks nothing starts."""
    deployed = rules.DEPLOYED.read_text()
    block = deployed[deployed.index("// -- begin: personio") : deployed.index("// -- end: personio")]
    assert block in rules.composed()
    with pytest.raises(ValueError, match="marks"):
        rules.composed(deployed="service cloud.firestore {}")
