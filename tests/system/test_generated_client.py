"""A client that openapi-python-client makes of docs/openapi.yaml plays the three steps."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from local.scenes import described
from local.scenes.scene import Scene, eventually

PACKAGE = "matched_io_personio_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The client's package, importable."""
    folder = tmp_path_factory.mktemp("client")
    config = folder / "config.yaml"
    config.write_text(f"package_name_override: {PACKAGE}\npost_hooks: []\n")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"),
            *("--meta", "none", "--path", str(described.FILE), "--config", str(config)),
            *("--output-path", str(folder / PACKAGE)),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield PACKAGE
    sys.path.remove(str(folder))


@pytest.mark.parametrize("kind", ["token", "client"])
def test_a_generated_client_plays_the_three_steps(scene: Scene, generated: str, kind: str) -> None:
    """With either kind of credentials: resolve, connect, list, import, export, show: all typed."""
    api = _Calls(scene, generated)
    models = importlib.import_module(f"{generated}.models")
    company = scene.company
    board = api.call(
        "connect_personio.resolve_board", company, body=models.Resolve(url=scene.credentials()["url"])
    )
    assert (board.slug, board.titles) == (scene.slug, ["Backend Engineer"])
    connection = api.call("connect_personio.connect_personio", company, body=_entered(scene, models, kind))
    assert (connection.state, connection.kind.value) == (models.ConnectionState.CONNECTED, kind)

    (position,) = api.call("list_jobs.list_positions", company).positions
    ad = api.call("import_job.import_position", company, body=models.Import(position_id=position.position_id))
    assert {part.field.value for part in ad.missing} >= {"salary", "skills"}
    details = models.Details(skills=["Python"], seniority="experienced")
    ad = api.call("import_job.complete_job", company, ad.job_id, body=models.Complete(details=details))
    assert ad.skills == ["Python"]

    match = scene.match(ad.job_id, scene.developer())
    scene.succeed(match)
    eventually(
        lambda: api.call("export_applicant.show_export", company, match).state == models.ExportShown.EXPORTED
    )
    clicked = api.call("export_applicant.export_match", company, match, body=models.ExportWish())
    assert (clicked.state, clicked.position_id) == (models.ExportShown.EXPORTED, scene.position)
    preview = api.call("export_applicant.export_match", company, match, body=models.ExportWish(preview=True))
    assert isinstance(preview, models.Preview)
    assert [entry.match_id for entry in api.call("export_applicant.list_exports", company).exports] == [match]
    assert len(scene.applicants()) == 1

    unknown = api.call("export_applicant.show_export", company, "no-such-match")
    assert (unknown.code, unknown.status) == (models.ProblemCode.MATCH_NOT_FOUND, 404)


def _entered(scene: Scene, models: Any, kind: str) -> Any:
    if kind == "token":
        return models.ConnectWithToken(**scene.credentials(), channel_id=4711)
    entered = scene.client_credentials()
    client = models.Client(**entered.pop("client"))
    return models.ConnectWithClient(**entered, client=client, channel_id=4711)


class _Calls:
    """The client's operations by name, as the company's admin."""

    def __init__(self, scene: Scene, package: str) -> None:
        client = importlib.import_module(f"{package}.client")
        self._package = package
        self._client = client.AuthenticatedClient(
            base_url=scene.system.url,
            token=scene.system.token(scene.admin),
            headers={"Accept-Language": "en"},
            timeout=60,
        )

    def call(self, operation: str, *ids: str, **more: Any) -> Any:
        function = importlib.import_module(f"{self._package}.api.{operation}")
        return function.sync(*ids, client=self._client, **more)
