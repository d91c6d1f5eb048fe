"""The running system, through the doors that a frontend and Firestore use."""

import time
from typing import TYPE_CHECKING, Any

import pytest

from local import seed
from local.bridge import Event
from local.scenes import events
from local.scenes.scene import Scene, eventually
from shared.adapters.gcp import documents

if TYPE_CHECKING:
    from local.system import System


def exported(scene: Scene, match: str) -> bool:
    return bool(scene.entry(match)["state"] == "exported")


def about(match: str, events_: list[Event]) -> list[Event]:
    return [event for event in events_ if event.headers["ce-document"] == documents.match_path(match)]


@pytest.mark.parametrize(
    "typed",
    [
        "https://{slug}.jobs.personio.de/",
        "{slug}.jobs.personio.de",
        "  https://{slug}.jobs.personio.de/job/123?language=de#apply ",
        "{slug}-jobs.personio.de",
        "http://{slug}.personio.de/login",
        "{slug}.app.personio.com",
    ],
)
def test_whatever_is_typed_finds_the_board(scene: Scene, typed: str) -> None:
    """Every way to write a careers page's address leads to its board."""
    url = typed.format(slug=scene.slug)
    answer = scene.call("POST", f"connect-personio/{scene.company}/resolve", {"url": url})
    assert answer.status_code == 200, answer.text
    board = answer.json()
    assert (board["slug"], board["positions"], board["titles"]) == (scene.slug, 1, ["Backend Engineer"])


def test_connecting_is_shown_without_the_token(scene: Scene) -> None:
    """After connecting, everybody in the company sees the state and at most the token's last four."""
    scene.connect()
    answer = scene.call("GET", f"connect-personio/{scene.company}", as_="recruiter")
    shown = answer.json()
    assert (shown["state"], shown["personio_company_id"]) == ("connected", str(scene.account))
    assert shown["token_tail"] == scene.token[-4:]
    assert scene.token not in answer.text


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"url": "https://example.org"}, 422, "careers_url_not_personio"),
        ({"url": "not an address"}, 422, "careers_url_invalid"),
        ({"url": "nobody-here.jobs.personio.de"}, 404, "board_not_found"),
        ({"personio_company_id": "acme"}, 422, "company_id_not_a_number"),
        ({"access_token": "  "}, 422, "token_missing"),
        ({"access_token": "papi-123"}, 422, "token_wrong_kind"),
        ({"access_token": "f" * 40}, 422, "credentials_refused"),
        ({"personio_company_id": "999999"}, 422, "credentials_refused"),
        ({"channel_id": "abc"}, 422, "channel_id_not_a_number"),
    ],
)
def test_each_wrong_input_is_named(scene: Scene, wrong: dict[str, str], status: int, code: str) -> None:
    """One cause per message, and nothing is stored."""
    answer = scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert scene.call("GET", f"connect-personio/{scene.company}").json()["state"] == "none"


def test_white_space_around_pasted_values_is_forgiven(scene: Scene) -> None:
    """Credentials pasted with spaces and line breaks connect."""
    pasted = scene.credentials(
        personio_company_id=f" {scene.account}\n", access_token=f"\t{scene.token} \n", channel_id=" 4711 "
    )
    answer = scene.call("PUT", f"connect-personio/{scene.company}", pasted)
    assert (answer.status_code, answer.json()["channel_id"]) == (200, 4711)


def test_a_failed_replacement_leaves_the_old_credentials_in_force(scene: Scene) -> None:
    """New credentials that Personio refuses change nothing: exports go on with the old ones."""
    scene.connect()
    wrong = scene.credentials(access_token="e" * 40)
    assert scene.call("PUT", f"connect-personio/{scene.company}", wrong).status_code == 422
    assert scene.call("POST", f"connect-personio/{scene.company}/test").json()["state"] == "connected"


def test_a_disconnected_company_is_told_what_to_do(scene: Scene) -> None:
    """Without a connection, the list of positions says how to get one."""
    for connect in (False, True):
        if connect:
            scene.connect()
            gone = scene.call("DELETE", f"connect-personio/{scene.company}")
            assert gone.json()["state"] == "disconnected"
        answer = scene.call("GET", f"list-jobs/{scene.company}")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_connected")
        assert "Add" in answer.json()["hint"]


def test_a_position_becomes_one_ad(scene: Scene) -> None:
    """Importing a position makes a draft that names what is missing; importing it again is the same ad."""
    scene.connect()
    first = scene.call("POST", f"import-job/{scene.company}", {"position_id": scene.position}).json()
    again = scene.call("POST", f"import-job/{scene.company}", {"position_id": scene.position}).json()
    assert first == again
    assert first["title"] == "Backend Engineer"
    assert {part["field"] for part in first["missing"]} >= {"salary", "skills"}
    listed = scene.call("GET", f"list-jobs/{scene.company}").json()["positions"]
    assert [(row["position_id"], row["imported"]) for row in listed] == [(scene.position, first["job_id"])]


def test_a_draft_is_completed_by_details(scene: Scene) -> None:
    """Details are checked, a description is made safe, and an ad that lacks nothing is complete."""
    scene.connect()
    job = scene.import_job()
    path = f"import-job/{scene.company}/jobs/{job}"
    wrong = scene.call("PATCH", path, {"details": {"seniority": "wizard"}})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "details.seniority")
    details = {
        "description": "<p>Build <b>things</b><script>alert(1)</script></p>",
        "skills": ["Python"],
        "seniority": "experienced",
        "employment_type": "permanent",
        "locations": ["Berlin"],
        "language": "de",
        "salary": {"min": "70000", "max": None, "currency": "EUR", "period": "yearly"},
    }
    ad = scene.call("PATCH", path, {"details": details}).json()
    assert (ad["status"], ad["missing"]) == ("complete", [])
    assert ad["description_html"] == "<p>Build <b>things</b></p>"
    assert ad["description_text"] == "Build things"
    again = scene.call("POST", f"import-job/{scene.company}", {"position_id": scene.position}).json()
    assert again == ad


@pytest.mark.parametrize(
    "detail",
    [
        {"seniorty": "experienced"},
        {"salary": {"min": 70000, "currency": "EUR", "period": "yearly"}},
        {"salary": {"min": "70000"}},
        {"salary": {"min": "70000", "currency": "EUR", "period": "yearly", "bonus": "1"}},
    ],
)
def test_a_detail_that_does_not_exist_is_refused(scene: Scene, detail: dict[str, Any]) -> None:
    """A misspelt or mistyped detail is not passed over in silence."""
    scene.connect()
    path = f"import-job/{scene.company}/jobs/{scene.import_job()}"
    answer = scene.call("PATCH", path, {"details": detail})
    assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")


def test_an_older_ads_matches_follow_its_link(scene: Scene) -> None:
    """Linking an ad says how many parked matches follow; a click then exports them."""
    scene.connect()
    older = f"older-{scene.company}"
    scene.client.document(documents.job_path(older)).set(
        {documents.JOB_COMPANY: scene.company, "title": "Backend engineer", "status": "online"}
    )
    match = scene.match(older, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == "not_linked")
    (row,) = scene.call("GET", f"list-jobs/{scene.company}", as_="recruiter").json()["positions"]
    assert [ad["job_id"] for ad in row["suggested"]] == [older]
    path = f"import-job/{scene.company}/jobs/{older}/link"
    linked = scene.call("PUT", path, {"position_id": scene.position}, as_="recruiter").json()
    assert (linked["matches_following"], linked["position_id"]) == (1, scene.position)
    assert linked["status"] == "online"
    assert scene.call("PUT", path, {"position_id": 1}).json()["code"] == "position_not_found"
    entry = scene.call("POST", f"export-applicant/{scene.company}/matches/{match}").json()
    assert entry["state"] == "exported"
    assert "position_id" not in scene.call("DELETE", path, as_="recruiter").json()
    imported = scene.import_job()
    again = scene.call("PUT", path, {"position_id": scene.position})
    assert (again.status_code, again.json()["code"]) == (409, "position_linked")
    assert imported != older


def test_an_answer_to_no_change_is_the_ad(scene: Scene) -> None:
    """Answering what did not change leaves the ad as it is; a field that no ad has is refused."""
    scene.connect()
    job = scene.import_job()
    path = f"import-job/{scene.company}/jobs/{job}/changes"
    answer = scene.call("POST", path, {"take_over": ["title"], "ignore": ["skills"]}, as_="recruiter").json()
    assert (answer["job_id"], answer["changed"], answer["closed"]) == (job, {}, False)
    refused = scene.call("POST", path, {"ignore": ["hash"]})
    assert (refused.status_code, refused.json()["field"]) == (422, "ignore")
    unknown = scene.call("POST", f"import-job/{scene.company}/jobs/none/changes", {})
    assert unknown.json()["code"] == "job_not_found"


def synced(scene: Scene) -> Any:
    """What Cloud Scheduler gets."""
    answer = scene.call("POST", "sync-jobs/", as_=None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_changes_at_personio_is_told_and_answered(scene: Scene) -> None:
    """The sync names what changed and what closed; taking over and ignoring end a difference."""
    for other in (1, 2):
        scene.personio("PUT", f"/companies/{scene.account}/positions/{other}", {"name": "Another"})
    scene.connect()
    job = scene.import_job()
    position = f"/companies/{scene.account}/positions/{scene.position}"
    scene.personio("PUT", position, {"name": "Lead Engineer", "keywords": "Go,Rust"})
    assert synced(scene)["updated"] >= 1
    row, *_ = scene.call("GET", f"list-jobs/{scene.company}").json()["positions"]
    assert (row["changed"], row["title"]) == (True, "Lead Engineer")
    path = f"import-job/{scene.company}/jobs/{job}/changes"
    shown = scene.call("POST", path, {}).json()["changed"]
    assert shown["title"] == {"from": "Backend Engineer", "to": "Lead Engineer"}
    ad = scene.call("POST", path, {"take_over": ["title"], "ignore": ["skills"]}).json()
    assert (ad["title"], ad["changed"], ad["skills"]) == ("Lead Engineer", {}, [])
    scene.personio("PUT", position, {"state": "archived"})
    synced(scene)
    listed = scene.call("GET", f"list-jobs/{scene.company}").json()
    assert [(row["job_id"], row["title"]) for row in listed["closed"]] == [(job, "Lead Engineer")]
    feed = scene.call("GET", f"connect-personio/{scene.company}").json()["feed"]
    assert (feed["positions"], "problem" in feed) == (2, False)


def test_the_last_list_is_shown_while_personio_is_down(scene: Scene) -> None:
    """503 says when to try again, and carries the list as it was last read, with its age."""
    scene.connect()
    path = f"list-jobs/{scene.company}"
    listed = scene.call("GET", path).json()
    fault = {"company_id": scene.account, "path_prefix": f"/boards/{scene.slug}"}
    scene.personio("POST", "/faults", {"do": "status", "status": 500, "times": None, "match": fault})
    try:
        answer = scene.call("GET", path)
    finally:
        scene.personio("DELETE", "/faults")
    assert (answer.status_code, answer.json()["code"]) == (503, "personio_unreachable")
    assert answer.headers["Retry-After"] == "60"
    last = answer.json()["last"]
    assert last["list"] == listed
    assert 0 <= last["age"] < 60


def test_an_unreachable_feed_shows_on_the_connection(scene: Scene) -> None:
    """A feed that is switched off changes no ad; the connection says what is wrong and what to do."""
    scene.connect()
    job = scene.import_job()
    scene.personio("PUT", f"/companies/{scene.account}/switches", {"feed_enabled": False})
    synced(scene)
    feed = scene.call("GET", f"connect-personio/{scene.company}").json()["feed"]
    assert feed["problem"] == "feed_switched_off"
    assert "Enable XML feed" in feed["hint"]
    path = f"import-job/{scene.company}/jobs/{job}/changes"
    assert scene.call("POST", path, {}).json()["closed"] is False


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "list-jobs/{company}?language=xx", None),
        ("POST", "import-job/{company}", {"position_id": 1, "language": "xx"}),
        ("PATCH", "connect-personio/{company}", {"language": "xx"}),
    ],
)
def test_a_language_that_no_board_has_is_refused(scene: Scene, method: str, path: str, body: Any) -> None:
    """A language is one of those that Personio's boards have, wherever it is asked for."""
    scene.connect()
    answer = scene.call(method, path.format(company=scene.company), body)
    assert (answer.status_code, answer.json()["field"]) == (422, "language")


def test_an_unknown_position_is_refused(scene: Scene) -> None:
    """A position that is not published cannot be imported, and the answer says why that may be."""
    scene.connect()
    answer = scene.call("POST", f"import-job/{scene.company}", {"position_id": 1})
    assert (answer.status_code, answer.json()["code"]) == (404, "position_not_found")


@pytest.mark.parametrize("already", ["created so", "updated to it"])
def test_a_success_becomes_an_applicant_by_itself(scene: Scene, already: str) -> None:
    """A match that is created successful, or updated to it, is one applicant under the imported position."""
    scene.connect()
    job = scene.import_job()
    developer = scene.developer()
    if already == "created so":
        match = f"created-{developer}"
        scene.client.document(documents.match_path(match)).set(
            {
                documents.MATCH_COMPANY: scene.company,
                documents.MATCH_JOB: job,
                documents.MATCH_DEVELOPER: developer,
                documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
            }
        )
    else:
        match = scene.match(job, developer)
        scene.succeed(match)
    eventually(lambda: exported(scene, match))
    (applicant,) = scene.applicants()
    assert applicant["job_position_id"] == scene.position
    assert applicant["email"] == f"{developer}@example.org"


def test_an_event_that_takes_back_dates_no_success(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A match that names no time is exported by the event of its success, and by no other."""
    bridge = scene.system.bridge
    take = bridge.take
    kept: list[Event] = []
    monkeypatch.setattr(bridge, "take", kept.append)
    scene.connect()
    job, developer = scene.import_job(), scene.developer()
    match = scene.match(job, developer)
    successful = {documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL}
    scene.client.document(documents.match_path(match)).update(successful)
    eventually(lambda: len(about(match, kept)) == 2)
    taken_back = events.updated(
        match, company_id=scene.company, job_id=job, developer_id=developer, before="successful", after="open"
    )
    take(Event(id="taken-back", headers=taken_back.headers, body=taken_back.body))
    eventually(bridge.idle)
    assert scene.entry(match)["state"] == "none"
    for event in kept:
        take(event)
    eventually(lambda: exported(scene, match))


def test_only_events_date_a_match_that_names_no_time(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelled by hand it stays so when it is written or an event comes again; a new success is exported."""
    bridge = scene.system.bridge
    take = bridge.take
    heard: list[Event] = []

    def noted(event: Event) -> None:
        heard.append(event)
        take(event)

    monkeypatch.setattr(bridge, "take", noted)
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer())
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    document = scene.client.document(documents.match_path(match))
    document.update({documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL})
    eventually(lambda: scene.entry(match)["state"] == "waiting")
    entry = scene.client.document(documents.export_path(match)).get()
    assert entry.get("successful_at") == document.get().update_time
    scene.call("DELETE", f"export-applicant/{scene.company}/matches/{match}")
    document.update({"note": "changed"})
    eventually(lambda: len(about(match, heard)) == 3)
    for event in heard:
        take(event)
    eventually(bridge.idle)
    assert scene.entry(match)["code"] == "by_hand"
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    for status in ("open", documents.MATCH_SUCCESSFUL):
        document.update({documents.MATCH_STATUS: status})
    eventually(lambda: exported(scene, match))
    assert len(scene.applicants()) == 1


def test_a_second_click_changes_nothing(scene: Scene) -> None:
    """Personio Export clicked twice is one applicant, and both clicks answer the same."""
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer())
    seed.succeed(scene.client, match)
    path = f"export-applicant/{scene.company}/matches/{match}"
    first = scene.call("POST", path, as_="recruiter").json()
    eventually(lambda: exported(scene, match))
    second = scene.call("POST", path, as_="recruiter").json()
    assert first["state"] in {"exported", "exporting"}
    assert second["state"] == "exported"
    assert len(scene.applicants()) == 1
    assert len(scene.requests_sent()) == 1


def test_a_preview_sends_nothing(scene: Scene) -> None:
    """The preview is the exact document, and Personio never hears of it."""
    scene.connect()
    job = scene.import_job()
    scene.client.document(documents.connection_path(scene.company)).update({"paused": True})
    match = scene.match(job, scene.developer(phone="+49 30 1"))
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "waiting")
    path = f"export-applicant/{scene.company}/matches/{match}"
    held = scene.call("POST", path, {"preview": True}).json()
    assert (held["would_send"], held["export"]["code"]) == (False, "paused")
    assert held["document"]["job_position_id"] == scene.position
    scene.client.document(documents.connection_path(scene.company)).update({"paused": False})
    preview = scene.call("POST", path, {"preview": True}).json()
    assert preview["would_send"] is True
    assert preview["document"]["job_position_id"] == scene.position
    assert scene.requests_sent() == []
    scene.call("POST", path)
    (sent,) = scene.requests_sent()
    assert sent["body"] == preview["document"]


def test_what_the_trigger_cannot_use_is_explained(scene: Scene) -> None:
    """An unknown job, developer or link is a state of the entry, and the event is taken."""
    scene.connect()
    job = scene.import_job()
    unlinked = f"own-{job}"
    scene.client.document(documents.job_path(unlinked)).set(
        {documents.JOB_COMPANY: scene.company, "title": "Made by hand"}
    )
    developer = scene.developer()
    cases = {
        scene.match("no-such-job", developer): "job_unknown",
        scene.match(job, "no-such-developer"): "developer_unknown",
        scene.match(unlinked, developer): "not_linked",
        scene.match(job, scene.developer(email="")): "developer_incomplete",
    }
    for match in cases:
        scene.succeed(match)
    for match, code in cases.items():
        eventually(lambda match=match: scene.entry(match)["state"] == "needs_action")  # type: ignore[misc]  # mypy cannot infer a lambda's default
        assert scene.entry(match)["code"] == code
    assert scene.applicants() == []
    eventually(scene.system.bridge.idle)


def test_duplicates_delays_and_another_order_make_one_applicant(scene: Scene) -> None:
    """Events that come three times, late and in another order leave each person in Personio once."""
    scene.connect()
    job = scene.import_job()
    bridge = scene.system.bridge
    bridge.set(duplicates=2, delay=(0.0, 0.4), seed=20261124)
    try:
        matches = [scene.match(job, scene.developer()) for _ in range(6)]
        for match in matches:
            scene.succeed(match)
        for match in matches:
            eventually(lambda match=match: exported(scene, match))  # type: ignore[misc]  # mypy cannot infer a lambda's default
        eventually(bridge.idle)
    finally:
        bridge.set(duplicates=0, delay=(0.0, 0.0))
    emails = [applicant["email"] for applicant in scene.applicants()]
    assert len(emails) == len(set(emails)) == 6
    assert len(scene.requests_sent()) == 6


def test_a_recruiter_sees_all_exports_of_the_company(scene: Scene) -> None:
    """The list of exports shows the company's own, by state if asked."""
    scene.connect()
    job = scene.import_job()
    matches = [scene.match(job, scene.developer()) for _ in range(2)]
    for match in matches:
        scene.succeed(match)
        eventually(lambda match=match: exported(scene, match))  # type: ignore[misc]  # mypy cannot infer a lambda's default
    path = f"export-applicant/{scene.company}"
    found = scene.call("GET", f"{path}?state=exported", as_="recruiter").json()
    assert [entry["match_id"] for entry in found["exports"]] == matches[::-1]
    assert scene.call("GET", f"{path}?state=waiting").json()["exports"] == []
    for wrong in ("state=odd", "cursor=made-up"):
        assert scene.call("GET", f"{path}?{wrong}").json()["code"] == "query_invalid"


def test_a_waiting_export_can_be_cancelled(scene: Scene) -> None:
    """What has not been sent can be taken back by hand, and stays out of Personio."""
    scene.connect()
    job = scene.import_job()
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": True})
    match = scene.match(job, scene.developer())
    scene.succeed(match)
    eventually(lambda: scene.entry(match)["state"] == "waiting")
    path = f"export-applicant/{scene.company}/matches/{match}"
    assert scene.call("DELETE", path).json()["code"] == "by_hand"
    scene.call("PATCH", f"connect-personio/{scene.company}", {"paused": False})
    assert scene.entry(match)["state"] == "cancelled"
    assert scene.applicants() == []


@pytest.mark.parametrize(("who", "code"), [(None, "not_signed_in"), ("a-stranger", "company_not_found")])
def test_who_does_not_belong_sees_nothing(scene: Scene, who: str | None, code: str) -> None:
    """Nobody, and no stranger, learns whether a company exists."""
    for company in (scene.company, "no-such-company"):
        for function in ("connect-personio", "list-jobs", "export-applicant"):
            answer = scene.call("GET", f"{function}/{company}", as_=who)
            assert answer.json()["code"] == code


def test_a_recruiter_may_not_connect(scene: Scene) -> None:
    """Connecting is for admins; the answer says whom to ask."""
    answer = scene.call("PUT", f"connect-personio/{scene.company}", scene.credentials(), as_="recruiter")
    assert (answer.status_code, answer.json()["code"]) == (403, "role_too_low")


def test_another_companys_match_does_not_exist(system: "System", scene: Scene) -> None:
    """A match of another company answers exactly as one that does not exist."""
    other = Scene(system, scene.client)
    foreign = other.match("job", other.developer())
    answers = [
        scene.call(method, f"export-applicant/{scene.company}/matches/{match}")
        for method in ("GET", "POST", "DELETE")
        for match in (foreign, "no-such-match")
    ]
    problems: list[dict[str, Any]] = [{**answer.json(), "trace_id": ""} for answer in answers]
    assert all(document == problems[0] for document in problems)
    assert problems[0]["code"] == "match_not_found"


@pytest.mark.parametrize(
    ("forged", "code"),
    [
        ({"exp": int(time.time()) - 60}, "sign_in_invalid"),
        ({"iat": int(time.time()) + 86_400}, "sign_in_invalid"),
        ({"auth_time": int(time.time()) + 86_400}, "sign_in_invalid"),
        ({"aud": "another-project"}, "sign_in_invalid"),
        ({"iss": "https://securetoken.google.com/another"}, "sign_in_invalid"),
        ({"sub": ""}, "sign_in_invalid"),
        ({"sub": None}, "sign_in_invalid"),
    ],
)
def test_forged_sign_ins_are_refused(scene: Scene, forged: dict[str, Any], code: str) -> None:
    """Only an unexpired token of this project, for somebody, is a sign-in."""
    token = scene.system.keys.token(scene.admin, project="demo-matched", **forged)
    answer = scene.call(
        "GET",
        f"connect-personio/{scene.company}",
        as_=None,
        headers={"Authorization": f"Bearer {token}"},
    )
    assert (answer.status_code, answer.json()["code"]) == (401, code)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_other_algorithms_and_keys_are_refused(scene: Scene, algorithm: str) -> None:
    """A token without a signature, or signed by anybody else, is none."""
    import jwt

    from local.identity import KeyPair

    claims = {"sub": scene.admin, "aud": "demo-matched", "iss": "https://securetoken.google.com/demo-matched"}
    now = int(time.time())
    claims_now = {**claims, "iat": now, "exp": now + 600}
    key = None if algorithm == "none" else "k" * 64
    tokens = [
        jwt.encode(claims_now, key or "", algorithm=algorithm, headers={"kid": "local"}),
        KeyPair().token(scene.admin, project="demo-matched"),
        "not.a.token",
    ]
    for token in tokens:
        headers = {"Authorization": f"Bearer {token}"}
        answer = scene.call("GET", f"connect-personio/{scene.company}", as_=None, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_invalid")


@pytest.mark.parametrize(
    ("call", "status", "code"),
    [
        (
            {"method": "PUT", "data": b"{", "headers": {"Content-Type": "application/json"}},
            400,
            "body_malformed",
        ),
        ({"method": "PUT", "data": b"a=b"}, 415, "media_type_unsupported"),
        ({"method": "PUT", "body": {"url": 5}}, 422, "body_invalid"),
        ({"method": "PUT", "body": {}}, 422, "body_invalid"),
        ({"method": "PATCH", "body": {"odd": 1}}, 422, "body_invalid"),
        ({"method": "PUT", "body": {"url": "x" * 70_000}}, 413, "body_too_large"),
        ({"method": "PURGE"}, 405, "method_not_allowed"),
    ],
)
def test_every_wrong_request_has_a_code(scene: Scene, call: dict[str, Any], status: int, code: str) -> None:
    """A malformed, oversized, unknown or mistyped request gets its own 4xx with a sentence."""
    wrong = dict(call)
    answer = scene.call(
        wrong.pop("method"), f"connect-personio/{scene.company}", wrong.pop("body", None), **wrong
    )
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["detail"]
    assert problem["trace_id"]


def test_problems_are_told_in_the_callers_language(scene: Scene) -> None:
    """A problem speaks German unless the caller prefers English."""
    path = f"list-jobs/{scene.company}"
    titles = [
        scene.call("GET", path, headers={"Accept-Language": language}).json()["title"]
        for language in ("de-DE,de;q=0.9,en;q=0.8", "en-GB,en;q=0.9", "fr")
    ]
    assert titles == [
        "Personio ist nicht verbunden",
        "Personio is not connected",
        "Personio ist nicht verbunden",
    ]


def test_only_known_origins_get_cors_headers(scene: Scene) -> None:
    """A browser on the frontend's origin may call; one elsewhere gets no permission."""
    path = f"connect-personio/{scene.company}"
    known = scene.call("OPTIONS", path, as_=None, headers={"Origin": scene.system.url})
    other = scene.call("OPTIONS", path, as_=None, headers={"Origin": "https://evil.example"})
    assert known.headers["Access-Control-Allow-Origin"] == scene.system.url
    assert "Access-Control-Allow-Origin" not in other.headers
    assert known.headers["Vary"] == other.headers["Vary"] == "Origin"


def test_a_lost_answer_is_one_applicant(scene: Scene) -> None:
    """When Personio creates the applicant and its answer is lost, the repeat finds out and doubles nobody."""
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer())
    scene.personio(
        "POST",
        "/faults",
        {
            "do": "drop_after",
            "times": 1,
            "match": {"company_id": scene.account, "path_prefix": "/v1/recruiting/applications"},
        },
    )
    scene.succeed(match)
    eventually(lambda: scene.entry(match).get("code") == "retry")
    entry = scene.call("POST", f"export-applicant/{scene.company}/matches/{match}").json()
    assert (entry["state"], entry["evidence"]) == ("exported", "inferred")
    assert len(scene.applicants()) == 1


def test_what_a_replaced_trigger_misses_is_found(scene: Scene) -> None:
    """A success whose event never comes, as while a trigger is replaced, leaves after the next sweep."""
    scene.connect()
    match = scene.match(scene.import_job(), scene.developer())
    scene.system.bridge.set(drop=1.0)
    try:
        scene.succeed(match)
        assert scene.entry(match)["state"] == "none"
        answer = scene.call("POST", "sweep-exports/", as_=None)
        assert answer.status_code == 200, answer.text
        eventually(lambda: exported(scene, match))
    finally:
        scene.system.bridge.set(drop=0.0)
    assert scene.entry(match)["origin"] == "live"
    assert len(scene.applicants()) == 1
