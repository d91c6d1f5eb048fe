"""Connecting with an API client over HTTP against the stand-in, and moving to it from a token."""

from typing import Any

import pytest

from local.scenes.scene import Scene, eventually


def connect(scene: Scene, **entered: Any) -> Any:
    path = f"connect-personio/{scene.company}"
    return scene.call("PUT", path, scene.client_credentials(**entered)).json()


def export(scene: Scene, job: str) -> str:
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    return match


def test_moving_from_a_token_to_a_client_leaves_no_gap(scene: Scene) -> None:
    """Links and exports stay, the next applicant goes over API v2, and no answer has the secret."""
    job = scene.imported()
    export(scene, job)
    answer = scene.call("PUT", f"connect-personio/{scene.company}", scene.client_credentials())
    assert scene.api_client.secret not in answer.text
    moved = answer.json()
    assert (moved["kind"], moved["reads"], moved["account_proven"]) == ("client", True, True)
    assert moved["token_tail"] == scene.api_client.id[-4:]
    export(scene, job)
    paths = [request["path"] for request in scene.requests_sent()]
    assert paths == ["/v1/recruiting/applications", "/v2/recruiting/applications"]
    assert len(scene.applicants()) == 2


def test_the_first_import_proves_a_client_with_an_empty_board(scene: Scene) -> None:
    """Connected and unproven while the board is empty; what the import finds in the account proves it."""
    position = f"/companies/{scene.account}/positions/{scene.position}"
    scene.personio("DELETE", position)
    assert connect(scene)["account_proven"] is False
    scene.personio("PUT", position, {"name": "Backend Engineer"})
    job = scene.import_job()
    assert scene.call("GET", f"connect-personio/{scene.company}").json()["account_proven"] is True
    export(scene, job)


def test_how_to_move_is_said_to_admins_alone(scene: Scene) -> None:
    """A recruiter sees nothing of it, and with a client there is nothing to say."""
    scene.connect()
    path = f"connect-personio/{scene.company}"
    assert "successor" in scene.call("GET", path).json()["hint"]
    assert "hint" not in scene.call("GET", path, as_="recruiter").json()
    connect(scene)
    assert "hint" not in scene.call("GET", path).json()


@pytest.mark.parametrize("form", ["{id} {secret}", '{{"client_id":"{id}","client_secret":"{secret}"}}'])
def test_a_client_in_the_tokens_field_says_where_it_belongs(scene: Scene, form: str) -> None:
    """The answer names the fields, and never the value."""
    pasted = form.format(id=scene.api_client.id, secret=scene.api_client.secret)
    wrong = scene.credentials(access_token=pasted)
    answer = scene.call("PUT", f"connect-personio/{scene.company}", wrong)
    assert answer.status_code == 422
    assert (answer.json()["field"], answer.json()["belongs_to"]) == ("access_token", "client")
    assert scene.api_client.id not in answer.text
