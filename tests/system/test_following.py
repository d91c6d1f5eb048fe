"""What became of applicants, on the whole system: the function that reads, and who sees what it read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents
from tests.support.v2_client import apply, ask_token

CANARY = "kanarie.nie+exportiert@example.org"


class Personio:
    """The stand-in, as far as `v2_client` asks for it."""

    def __init__(self, scene: Scene) -> None:
        assert scene.system.personio
        self.url = scene.system.personio


@pytest.fixture
def match(scene: Scene) -> Iterator[str]:
    """One export with a client, whose applicant is to be looked for now; no turn comes by itself."""
    scene.connect(scene.client_credentials())
    job = scene.import_job()
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    entry = scene.client.document(documents.export_path(match))
    scene.queue(paused=True)
    entry.update({"follow_at": datetime.now(UTC)})
    yield match
    scene.queue(paused=False)


def test_a_recruiter_sees_what_became_of_an_applicant(scene: Scene, match: str) -> None:
    """By its id, with Personio's own name and its time; in the list and in the figures as well."""
    assert scene.follow() == {"took_place": True, "readings": 1, "changed": 0}
    assert scene.follow() == {"took_place": True, "readings": 2, "changed": 1}
    assert scene.entry(match)["progress"]["stage"] == "in_process"
    (applicant,) = scene.applicants()
    scene.personio("PUT", f"/applicants/{applicant['id']}", {"stage": "accepted"})
    now = {"follow_at": datetime.now(UTC)}
    scene.client.document(documents.export_path(match)).update(now)
    scene.follow()
    progress = scene.entry(match)["progress"]
    assert (progress["stage"], progress["sentence"]) == ("hired", "Hired.")
    assert {"since", "seen_at"} <= progress.keys()
    path = f"export-applicant/{scene.company}"
    listed = scene.call("GET", f"{path}?progress=hired", as_="recruiter").json()["exports"]
    assert [one["match_id"] for one in listed] == [match]
    assert scene.call("GET", f"{path}?progress=offer").json()["exports"] == []
    odd = scene.call("GET", f"{path}?progress=odd")
    assert (odd.status_code, odd.json()["field"]) == (422, "progress")
    summary = scene.call("GET", f"{path}/summary", as_="recruiter").json()
    assert (summary["exports"]["exported"], summary["applicants"]["hired"]) == (1, 1)


def test_nobody_but_members_sees_it(scene: Scene, match: str) -> None:
    """Neither the developer nor a stranger: the company is none for them."""
    scene.follow()
    for path in (f"matches/{match}", "summary"):
        for who in ("dev-1", "stranger"):
            answer = scene.call("GET", f"export-applicant/{scene.company}/{path}", as_=who)
            assert (answer.status_code, answer.json()["code"]) == (404, "company_not_found")


def test_an_admin_has_it_forgotten(scene: Scene, match: str) -> None:
    """A recruiter may not; what was read is gone at once, the id stays in the ledger."""
    scene.follow()
    scene.follow()
    path = f"connect-personio/{scene.company}"
    assert scene.call("PATCH", path, {"progress": False}, as_="recruiter").status_code == 403
    assert scene.call("PATCH", path, {"progress": False}).json()["progress"] is False
    assert "progress" not in scene.entry(match)
    kept = scene.client.document(documents.export_path(match)).get().to_dict() or {}
    assert kept["application_id"]
    assert not {"progress", "follow_at"} & kept.keys()


def test_nobody_who_was_never_exported_is_kept(scene: Scene, match: str) -> None:
    """People in Personio's lists: their addresses in no document and no log, also as an URL has them."""
    personio: Any = Personio(scene)
    token = ask_token(personio, client_id=scene.api_client.id, client_secret=scene.api_client.secret).json()[
        "access_token"
    ]
    here = {"job_position_id": scene.position}
    assert apply(personio, token, email=CANARY, first_name="Kanarie", **here).status_code == 201
    scene.personio("PUT", f"/companies/{scene.account}/switches", {"email_filter": "ignored"})
    told = scene.follow()
    assert told == {"took_place": True, "readings": 1, "changed": 0}
    assert "application_id" not in (scene.client.document(documents.export_path(match)).get().to_dict() or {})
    log = scene.system.functions["follow_applicants"].program.log.read_text()
    assert "applicants_followed" in log
    address = scene.applicants()[0]["email"]
    for written in (CANARY, quote(CANARY), address, quote(address), "kanarie"):
        assert written not in log
    ours = [
        repr(document.to_dict())
        for name in (documents.EXPORTS, documents.ACCOUNTS, documents.CONNECTIONS, documents.AUDIT)
        for document in scene.client.collection(name).stream()
    ]
    assert not any("kanarie" in document for document in ours)
