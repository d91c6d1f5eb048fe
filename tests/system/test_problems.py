"""Every code of the catalogue can be provoked by a call, and tells nothing that it should not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import requests

from local.personio.companies import READ, WRITE
from local.ports import free_port
from local.scenes import described
from local.scenes.scene import Scene, eventually
from shared import settings
from shared.adapters.gcp import documents
from shared.domain.jobs.bounds import LONGEST
from shared.texts.problems import PROBLEMS

if TYPE_CHECKING:
    from flask.testing import FlaskClient


REMOTE = "remote-canary"  # what Personio's own bodies say in these tests
Provocation = Callable[[Scene], requests.Response]


def connecting(**wrong: Any) -> Provocation:
    return lambda scene: scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials(**wrong))


def with_client(**wrong: Any) -> Provocation:
    """Connect with an API client."""
    return lambda scene: scene.call(
        "PUT", f"connect-personio/{scene.company}", scene.client_credentials(**wrong)
    )


def with_neither(scene: Scene) -> requests.Response:
    entered = scene.credentials()
    del entered["access_token"]
    return scene.call("PUT", f"connect-personio/{scene.company}", entered)


def wrong_secret(scene: Scene) -> requests.Response:
    return with_client(client={"id": scene.api_client.id, "secret": "papi-wrong"})(scene)


def with_scopes(*scopes: str) -> Provocation:
    """Connect with a client that may do no more than that."""

    def provoke(scene: Scene) -> requests.Response:
        changed = {"secret": scene.api_client.secret, "scopes": scopes}
        scene.personio("PUT", f"/companies/{scene.account}/clients/{scene.api_client.id}", changed)
        return with_client()(scene)

    return provoke


def with_a_refused_client(scene: Scene) -> requests.Response:
    """Connect with a client that Personio refuses without a word that anybody knows."""
    where = {"path_prefix": "/v2/auth/token"}
    made = scene.personio("POST", "/faults", {"do": "status", "status": 401, "body": REMOTE, "match": where})
    try:
        return with_client()(scene)
    finally:
        scene.personio("DELETE", f"/faults/{made['id']}")


def with_somebody_elses_board(scene: Scene) -> requests.Response:
    """Connect a client of one account to the board of another."""
    board = {"slug": f"{scene.slug}-2", "positions": [{"id": 9_000_000 + scene.position, "name": "Theirs"}]}
    scene.personio("PUT", f"/companies/{9_000_000 + scene.account}", board)
    return with_client(url=f"https://{scene.slug}-2.jobs.personio.de")(scene)


def switched(**switches: Any) -> Provocation:
    """Connect while something is switched off at Personio."""

    def provoke(scene: Scene) -> requests.Response:
        scene.personio("PUT", f"/companies/{scene.account}/switches", switches)
        return connecting()(scene)

    return provoke


def struck(path: str, **what: Any) -> Provocation:
    """Connect while a fault strikes Personio's answers under `path`."""

    def provoke(scene: Scene) -> requests.Response:
        where = {"path_prefix": path.format(slug=scene.slug), "company_id": scene.account}
        made = scene.personio("POST", "/faults", {**what, "times": None, "match": where})
        try:
            return connecting()(scene)
        finally:
            scene.personio("DELETE", f"/faults/{made['id']}")

    return provoke


def calling(method: str, path: str, body: Any = None, *, connected: bool = True, **how: Any) -> Provocation:
    """A call; `{company}`, `{job}` and `{match}` in the path are the scene's own."""

    def provoke(scene: Scene) -> requests.Response:
        ids = {"company": scene.company}
        if connected:
            ids["job"] = scene.imported()
        if "{match}" in path:
            ids["match"] = scene.match(ids["job"], scene.developer())
        return scene.call(method, path.format_map(ids), body, **how)

    return provoke


def wrong_body(**how: Any) -> Provocation:
    return calling("PUT", "connect-personio/{company}", connected=False, **how)


def about(position: dict[str, Any], **asked: Any) -> Provocation:
    """Import a position that is as given."""

    def provoke(scene: Scene) -> requests.Response:
        scene.connect()
        id_ = scene.second_position()
        scene.personio("PUT", f"/companies/{scene.account}/positions/{id_}", position)
        return scene.call("POST", f"import-job/{scene.company}", {"position_id": id_, **asked})

    return provoke


def taken_position(scene: Scene) -> requests.Response:
    scene.imported()
    path = f"import-job/{scene.company}/jobs/{scene.older_ad()}/link"
    return scene.call("PUT", path, {"position_id": scene.position})


def with_a_match(scene: Scene) -> requests.Response:
    job = scene.imported()
    scene.match(job, scene.developer())
    return scene.call("DELETE", f"import-job/{scene.company}/jobs/{job}")


def full_ad(scene: Scene) -> requests.Response:
    """Link an ad whose document is full of what matched.io keeps there."""
    scene.connect()
    job = scene.older_ad()
    scene.client.document(documents.job_path(job)).update({"notes": "x" * 1_048_300})
    path = f"import-job/{scene.company}/jobs/{job}/link"
    return scene.call("PUT", path, {"position_id": scene.position})


def while_exporting(scene: Scene) -> requests.Response:
    match = scene.match(scene.imported(), scene.developer())
    where = {"company_id": scene.account, "path_prefix": "/v1/recruiting/applications"}
    fault = scene.personio("POST", "/faults", {"do": "hold", "match": where})["id"]
    scene.succeed(match)
    try:
        scene.personio("GET", f"/faults/{fault}/arrived")
        return scene.call("DELETE", f"export-applicant/{scene.company}/matches/{match}")
    finally:
        scene.personio("POST", f"/faults/{fault}/release")


def exported(scene: Scene) -> str:
    """A match whose developer is an applicant."""
    match = scene.match(scene.imported(), scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "exported")
    return match


def again_while_paused(scene: Scene) -> requests.Response:
    match = exported(scene)
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    answer = scene.call("POST", f"export-applicant/{scene.company}/matches/{match}", {"again": True})
    assert answer.json()["detail"] == "Exports are paused. They continue automatically after the pause."
    assert scene.entry(match)["state"] == "exported"
    return answer


def forgotten(scene: Scene) -> requests.Response:
    """Cancelled long ago, when an attempt may have arrived: the address of that attempt is pruned."""
    match = exported(scene)
    pruned = {"state": "cancelled", "code": "maybe_in_personio", "unknown": True, "evidence": None}
    scene.client.document(documents.export_path(match)).update(pruned)
    return scene.call("POST", f"export-applicant/{scene.company}/matches/{match}", {})


MATCH = "export-applicant/{company}/matches/{match}"
HTML = f"<html>{REMOTE}</html>"
PROVOCATIONS: dict[str, Provocation] = {
    "not_found": calling("GET", "connect-personio/{company}/nothing/here", connected=False),
    "method_not_allowed": calling("PURGE", "connect-personio/{company}", connected=False),
    "media_type_unsupported": wrong_body(data=b"url=x"),
    "body_too_large": wrong_body(body={"url": "x" * 70_000}),
    "body_malformed": wrong_body(data=b"{", headers={"Content-Type": "application/json"}),
    "body_invalid": wrong_body(body={"url": 5}),
    "detail_invalid": calling("PATCH", "import-job/{company}/jobs/{job}", {"details": {"seniority": "x"}}),
    "rules_invalid": calling(
        "PUT", "connect-personio/{company}/rules", {"version": 0, "tags": [""]}, connected=False
    ),
    "rules_changed": calling(
        "PUT", "connect-personio/{company}/rules", {"version": 7, "tags": ["it"]}, connected=False
    ),
    "salary_implausible": calling(
        "PATCH",
        "import-job/{company}/jobs/{job}",
        {"details": {"salary": {"currency": "EUR", "period": "yearly", "max": "60"}}},
    ),
    "query_invalid": calling("GET", "list-jobs/{company}?odd=1", connected=False),
    "not_signed_in": calling("GET", "list-jobs/{company}", connected=False, as_=None),
    "sign_in_invalid": calling(
        "GET", "list-jobs/{company}", connected=False, as_=None, headers={"Authorization": "Bearer x.y.z"}
    ),
    "role_too_low": calling("DELETE", "connect-personio/{company}", connected=False, as_="recruiter"),
    "company_not_found": calling("GET", "list-jobs/{company}", connected=False, as_="a-stranger"),
    "careers_url_invalid": connecting(url="not an address"),
    "careers_url_not_personio": connecting(url="https://example.org"),
    "board_not_found": connecting(url="nobody-here.jobs.personio.de"),
    "feed_switched_off": switched(feed_enabled=False),
    "left_personio": switched(left=True),
    "feed_unreadable": struck("/boards/{slug}", do="malformed", how="broken_xml"),
    "personio_unreachable": struck("/v1", do="status", status=500, body=REMOTE),
    "personio_limited": struck("/v1", do="status", status=429, body=REMOTE),
    "company_id_not_a_number": connecting(personio_company_id="acme"),
    "token_missing": connecting(access_token=" "),
    "token_wrong_kind": connecting(access_token="papi-123"),
    "credentials_missing": with_neither,
    "credentials_both": with_client(access_token="t" * 40),
    "client_missing": with_client(client={"id": " ", "secret": "s"}),
    "client_wrong_kind": with_client(client={"id": "papi-1 papi-2", "secret": "s"}),
    "client_unknown": with_client(client={"id": "papi-1", "secret": "s"}),
    "client_secret_wrong": wrong_secret,
    "client_refused": with_a_refused_client,
    "scope_write_missing": with_scopes(READ),
    "scope_read_missing": with_scopes(WRITE),
    "account_mismatch": with_somebody_elses_board,
    "channel_id_not_a_number": connecting(channel_id="x"),
    "credentials_refused": struck("/v1", do="status", status=401, body=REMOTE),
    "recruiting_feature_off": switched(recruiting=False),
    "public_api_off": switched(public_api=False),
    "not_connected": calling("GET", "list-jobs/{company}", connected=False),
    "position_not_found": calling("POST", "import-job/{company}", {"position_id": 1}),
    "description_too_long": about({"texts": {"de": [["Aufgaben", f"<p>{'x' * LONGEST}</p>"]]}}),
    "description_too_deep": about({"texts": {"de": [["Aufgaben", "<ul><li>" * 20]]}}),
    "job_too_large": full_ad,
    "language_not_offered": about({"texts": {"de": [["Aufgaben", "<p>x</p>"]]}}, language="pt"),
    "job_not_found": calling("PATCH", "import-job/{company}/jobs/none", {"details": {"title": "x"}}),
    "job_in_use": with_a_match,
    "position_linked": taken_position,
    "match_not_found": calling("GET", "export-applicant/{company}/matches/none"),
    "match_not_successful": calling("POST", MATCH),
    "export_running": while_exporting,
    "export_again_blocked": again_while_paused,
    "export_again_needed": forgotten,
}
BY_SETTINGS = {"too_many_requests", "temporarily_unavailable", "internal"}  # tests of their own, below


def test_every_code_is_provoked() -> None:
    """A code that nothing can bring about has no place in the catalogue."""
    assert set(PROVOCATIONS) | BY_SETTINGS == set(PROBLEMS)


@pytest.mark.parametrize("code", PROVOCATIONS)
def test_a_code_can_be_provoked(scene: Scene, code: str) -> None:
    """Its cause brings it about, with its status and a sentence, and without a word of anybody else's."""
    answer = PROVOCATIONS[code](scene)
    problem = answer.json()
    assert (problem["code"], answer.status_code) == (code, PROBLEMS[code].status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert all(problem[part] and "{" not in problem[part] for part in ("title", "detail", "hint"))
    assert described.faults({"$ref": "#/components/schemas/Problem"}, problem) == []
    secrets = (scene.token, scene.api_client.secret)
    assert not [word for word in (REMOTE, *secrets, "Traceback", ".py") if word in answer.text]


@pytest.fixture
def function(
    scene: Scene, door: "Callable[[str], FlaskClient]", monkeypatch: pytest.MonkeyPatch
) -> "Callable[..., Any]":
    """Call export_applicant in this process, with settings of its own."""

    def call(changed: dict[str, str], path: str, method: str = "POST") -> Any:
        for name, value in changed.items():
            monkeypatch.setenv(name, value)
        settings.current.cache_clear()
        headers = {"Authorization": f"Bearer {scene.system.token(scene.admin)}"}
        try:
            return door("export_applicant").open(path, method=method, headers=headers)
        finally:
            monkeypatch.undo()
            settings.current.cache_clear()

    return call


def test_too_many_requests(scene: Scene, function: "Callable[..., Any]") -> None:
    """The third back-fill of a minute is refused, and told when to come again."""
    scene.connect()
    path = f"/{scene.company}/back-fill"
    answers = [function({"LIMITS_FACTOR": "1"}, path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[-1].get_json()
    assert refused["code"] == "too_many_requests"
    assert 1 <= refused["retry_after"] == int(answers[-1].headers["Retry-After"]) <= 60


def test_temporarily_unavailable(scene: Scene, function: "Callable[..., Any]") -> None:
    """Where a system of ours does not answer, the caller may try again."""
    nobody = {"IDENTITY_KEYS_URL": f"http://127.0.0.1:{free_port()}/keys"}
    answer = function(nobody, f"/{scene.company}", "GET")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "temporarily_unavailable")
    assert answer.headers["Retry-After"]


def test_internal(scene: Scene, function: "Callable[..., Any]") -> None:
    """What is wrong with us is told without a word of what it is."""
    answer = function({"PACE_FACTOR": REMOTE}, f"/{scene.company}", "GET")
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (500, "internal")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert described.faults({"$ref": "#/components/schemas/Problem"}, problem) == []
    assert not [word for word in (REMOTE, "PACE_FACTOR", "Traceback", ".py") if word in answer.text]


GARBAGE: list[dict[str, Any]] = [
    {"method": "GET"},
    {"method": "PUT", "data": b"{}"},
    {"method": "POST", "data": b"\xff", "headers": {"Content-Type": "application/protobuf"}},
    {"method": "POST", "json": {"access_token": REMOTE}, "headers": {"ce-type": "x", "ce-id": REMOTE}},
]


@pytest.mark.parametrize("call", GARBAGE)
@pytest.mark.parametrize("name", ["sweep_exports", "sync_jobs"])
def test_a_scheduled_function_takes_anything(scene: Scene, name: str, call: dict[str, Any]) -> None:
    """Whatever is sent along, a POST runs it and any other method is refused; nothing is repeated."""
    answer = requests.request(url=scene.system.functions[name].url, timeout=30, **call)
    assert answer.status_code == (200 if call["method"] == "POST" else 405)
    assert REMOTE not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("call", [*GARBAGE, {"method": "POST", "json": {"account": "1", "at": "now"}}])
def test_what_is_no_turn_is_taken(scene: Scene, call: dict[str, Any]) -> None:
    """A task that is none would be none the next time: it is not repeated, and logged without its words."""
    answer = requests.request(url=scene.system.functions["send_exports"].url, timeout=30, **call)
    assert answer.status_code == (200 if call["method"] == "POST" else 405)
    if call["method"] == "POST":
        assert answer.json() == {"took_place": False}
        assert "turn_refused" in scene.system.functions["send_exports"].program.log.read_text()
    assert REMOTE not in answer.text


# Bytes that are no text break functions-framework itself before it calls us; only Eventarc may send any.
@pytest.mark.parametrize("call", [call for call in GARBAGE if call.get("data") != b"\xff"])
def test_the_trigger_takes_anything(scene: Scene, call: dict[str, Any]) -> None:
    """What is no event is the sender's mistake, and breaks nothing."""
    answer = requests.request(url=scene.system.functions["on_match_written"].url, timeout=30, **call)
    assert 400 <= answer.status_code < 500
