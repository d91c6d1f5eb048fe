"""Connecting over HTTP against the stand-in: one cause, one message; and what becomes of the credentials."""

import json
from typing import Any

import pytest
from google.cloud import firestore
from google.cloud.secretmanager_v1 import SecretManagerServiceClient

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from shared.adapters.gcp.secrets import open_client
from shared.texts.problems import PROBLEMS

NOT_FOUND = "errors.posting-validation.posting-not-found"


def switch(scene: Scene, **switches: Any) -> None:
    scene.personio("PUT", f"/companies/{scene.account}/switches", switches)


def fault(scene: Scene, path: str, **what: Any) -> None:
    scene.personio("POST", "/faults", {**what, "match": {"path_prefix": path, "company_id": scene.account}})


@pytest.mark.parametrize(
    ("switches", "code"),
    [
        ({"feed_enabled": False}, "feed_switched_off"),
        ({"recruiting": False}, "recruiting_feature_off"),
        ({"public_api": False}, "public_api_off"),
        ({"public_api": False, "feature_body": "generic"}, "public_api_off"),
    ],
)
def test_a_switched_off_feature_is_named(scene: Scene, switches: dict[str, Any], code: str) -> None:
    """What is switched off at Personio is told by its own cause, and where to switch it on."""
    switch(scene, **switches)
    answer = scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials())
    assert (answer.status_code, answer.json()["code"]) == (PROBLEMS[code].status, code)
    assert answer.json()["hint"]


@pytest.mark.parametrize(
    ("path", "what", "code"),
    [
        ("/boards", {"do": "status", "status": 503, "times": None}, "personio_unreachable"),
        ("/boards", {"do": "status", "status": 429, "times": None}, "personio_unreachable"),
        ("/boards", {"do": "malformed", "how": "broken_xml", "times": None}, "feed_unreadable"),
        ("/boards", {"do": "malformed", "how": "html", "times": None}, "board_not_found"),
        ("/v1", {"do": "status", "status": 500, "times": None}, "personio_unreachable"),
        ("/v1", {"do": "drop_before", "times": None}, "personio_unreachable"),
        ("/v1", {"do": "status", "status": 429, "times": None}, "personio_limited"),
    ],
)
def test_a_fault_at_personio_is_not_the_customers(
    scene: Scene, path: str, what: dict[str, Any], code: str
) -> None:
    """Whatever Personio's systems do, the answer says that it is Personio's fault and to try again."""
    fault(scene, f"/boards/{scene.slug}" if path == "/boards" else path, **what)
    try:
        answer = scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials())
    finally:
        scene.personio("DELETE", "/faults")
    assert (answer.status_code, answer.json()["code"]) == (PROBLEMS[code].status, code)


def test_an_unknown_name_that_redirects_is_no_rate_limit(scene: Scene) -> None:
    """A 307 to a page that answers 429 means that there is no board under this name."""
    scene.personio("PUT", "/switches", {"unknown_slug": "307"})
    try:
        wanted = scene.credentials(url="nobody-at-all.jobs.personio.de")
        answer = scene.call("PUT", f"connect-personio/{scene.company}", wanted)
    finally:
        scene.personio("PUT", "/switches", {"unknown_slug": "404"})
    assert answer.json()["code"] == "board_not_found"


@pytest.mark.parametrize("order", ["auth_first", "file_first"])
@pytest.mark.parametrize("body", ["text", "json", "empty"])
def test_a_wrong_token_is_found_out_whatever_a_401_looks_like(scene: Scene, order: str, body: str) -> None:
    """Every form of a 401, and both orders of Personio's checks, end in the same message."""
    switch(scene, documents_order=order, unauthorized_body=body)
    wrong = scene.credentials(access_token="d" * 40)
    answer = scene.call("PUT", f"connect-personio/{scene.company}", wrong)
    assert answer.json()["code"] == "credentials_refused"


def test_proving_creates_no_applicant(scene: Scene) -> None:
    """Connecting and testing leave no applicant in Personio."""
    scene.connect()
    scene.call("POST", f"connect-personio/{scene.company}/test")
    assert scene.applicants() == []


@pytest.fixture
def store(scene: Scene) -> SecretManagerServiceClient:
    return open_client(scene.system.environment["SECRET_MANAGER_EMULATOR_HOST"])


def pinned(scene: Scene) -> str:
    document = scene.client.document(documents.connection_path(scene.company)).get().to_dict()
    assert document is not None
    assert scene.token not in repr(document)
    return str(document["secret"])


def readable(store: SecretManagerServiceClient, version: str) -> bool:
    state = store.access_secret_version
    from google.api_core.exceptions import FailedPrecondition, NotFound

    try:
        state(request={"name": version})
    except (FailedPrecondition, NotFound):
        return False
    return True


def test_replacing_credentials_retires_the_old_ones(scene: Scene, store: SecretManagerServiceClient) -> None:
    """New credentials are in force after the switch, and the old version can no longer be read."""
    scene.connect()
    old = pinned(scene)
    shown = scene.call("GET", f"connect-personio/{scene.company}").json()
    new = "a" * 40
    whole = {"slug": scene.slug, "positions": [{"id": scene.position, "name": "Dev"}]}
    scene.personio("PUT", f"/companies/{scene.account}", {**whole, "token": new})
    wanted = scene.credentials(access_token=new)
    replaced = scene.call("PUT", f"connect-personio/{scene.company}", wanted).json()
    assert replaced["connected_at"] == shown["connected_at"]
    assert pinned(scene) != old
    assert (readable(store, old), readable(store, pinned(scene))) == (False, True)


def test_the_token_in_force_stores_nothing_new(scene: Scene) -> None:
    """Entering the same credentials again changes nothing, and makes no new version."""
    scene.connect()
    version = pinned(scene)
    scene.connect()
    assert pinned(scene) == version


def test_disconnecting_makes_the_token_unreadable(scene: Scene, store: SecretManagerServiceClient) -> None:
    """After a disconnect nobody can read the token any more, and connecting anew works."""
    scene.connect()
    version = pinned(scene)
    scene.call("DELETE", f"connect-personio/{scene.company}")
    assert not readable(store, version)
    scene.connect()
    assert readable(store, pinned(scene))
    assert scene.call("GET", f"connect-personio/{scene.company}").json()["state"] == "connected"


def test_a_refused_channel_is_shown_and_blocks_nothing(scene: Scene) -> None:
    """With a channel that Personio does not know the applicant arrives without it, and admins see why."""
    wanted = scene.credentials(channel_id="123456")
    assert scene.call("PUT", f"connect-personio/{scene.company}", wanted).status_code == 200
    match = scene.match(scene.import_job(), scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    shown = scene.call("GET", f"connect-personio/{scene.company}").json()
    assert (shown["channel_id"], shown["channel_refused"]) == (123456, True)
    (applicant,) = scene.applicants()
    assert applicant["recruiting_channel_id"] is None


def test_a_revoked_token_asks_for_a_new_one(scene: Scene) -> None:
    """When Personio refuses the token in force, exports wait and the connection says what to do."""
    scene.connect()
    job = scene.import_job()
    whole = {"slug": scene.slug, "positions": [{"id": scene.position, "name": "Dev"}]}
    scene.personio("PUT", f"/companies/{scene.account}", {**whole, "token": "b" * 40})
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == "reconnect")
    shown = scene.call("GET", f"connect-personio/{scene.company}").json()
    assert (shown["state"], shown["problem"]) == ("needs_reconnect", "credentials_refused")
    wanted = scene.credentials(access_token="b" * 40)
    assert scene.call("PUT", f"connect-personio/{scene.company}", wanted).json()["state"] == "connected"
    entry = scene.call("POST", f"export-applicant/{scene.company}/matches/{match}").json()
    assert entry["state"] == "exported"


def test_a_position_of_another_legal_entity_is_recognised(scene: Scene) -> None:
    """A position that the careers page shows and the token does not reach gets a hint of its own."""
    scene.connect()
    job = scene.import_job()
    unknown = {"errors": [{"field": "job_position_id", "errors": [{"reason": NOT_FOUND}]}]}
    fault(scene, "/v1", do="status", status=400, body=json.dumps(unknown), times=1)
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "needs_action")
    entry = scene.entry(match)
    assert entry["code"] == "position_not_published"
    assert "legal entities" in entry["hint"]


def test_a_token_that_personio_takes_again_needs_nobody_here(scene: Scene) -> None:
    """When the proof's time has come, the connection heals and what waited leaves, without a call of ours."""
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer())
    whole = {"slug": scene.slug, "positions": [{"id": scene.position, "name": "Dev"}]}
    scene.personio("PUT", f"/companies/{scene.account}", {**whole, "token": "b" * 40})
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == "reconnect")
    scene.personio("PUT", f"/companies/{scene.account}", {**whole, "token": scene.token})
    connection = scene.client.document(documents.connection_path(scene.company))
    assert connection.get().get("next_probe_at") > connection.get().get("refused_since")
    connection.update({"next_probe_at": connection.get().get("refused_since")})
    account = scene.client.document(documents.account_path(str(scene.account)))
    account.update({documents.ACCOUNT_TURN: firestore.DELETE_FIELD})
    assert scene.call("POST", "sweep-exports/", {}, as_=None).status_code == 200
    eventually(lambda: scene.entry(match).get("state") == "exported")
    assert scene.call("GET", f"connect-personio/{scene.company}").json()["state"] == "connected"
    assert len(scene.applicants()) == 1
