"""A developer's CV: fetched from where it may lie, uploaded, and never the reason that nobody applies."""

import json
import logging
from typing import Any

import pytest

from local.personio import companies
from local.personio.messages import fingerprint
from local.personio.server import StandIn
from local.scenes.cv_shelf import Lying, Shelf
from shared.adapters import tuning
from shared.adapters.personio import cv
from shared.adapters.personio.api import UUID_PREVIEWED, PersonioApplications
from shared.adapters.personio.http import Timeouts
from shared.domain.application import Answer, Application, Outcome
from shared.domain.attributes import Developer
from shared.domain.credentials import Access, Credentials, Token
from shared.structs import replace

pytestmark = pytest.mark.wire

APPLICATIONS = "/v1/recruiting/applications"
DOCUMENTS = f"{APPLICATIONS}/documents"
ADA = Developer(id="d-1", first_name="Ada", last_name="Lovelace", email="ada@example.org")
CREDENTIALS = Credentials(account=str(companies.ACME), key=Token(value=companies.ACME_TOKEN))
ACCESS = Access(credentials=CREDENTIALS)
PATH = "/cvs/Ada%20L%C3%B6velace.pdf"


@pytest.fixture
def api(personio: StandIn, cvs: Shelf) -> PersonioApplications:
    return PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,))


def application(personio: StandIn, cv_url: str | None, **changes: Any) -> Application:
    published = next(
        one.id for one in personio.world.companies[companies.ACME].positions if one.state == "published"
    )
    values: dict[str, Any] = {
        "position_id": published,
        "developer": replace(ADA, cv_url=cv_url),
        "email": ADA.email,
    }
    return Application(**(values | changes))


def submit(api: PersonioApplications, sent: Application) -> Answer:
    return api.submit(sent, ACCESS, lambda: True)


def paths(personio: StandIn) -> list[str]:
    return [record["path"].removeprefix(APPLICATIONS) for record in personio.world.records.matching()]


def files(personio: StandIn) -> list[Any]:
    return [record["body"].get("files") for record in personio.world.records.matching(path=APPLICATIONS)]


def test_attached(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """A CV is uploaded whole, under its name, and named by the application that follows."""
    url = cvs.put(PATH, Lying(content=b"%PDF" * 1000))
    answer = submit(api, application(personio, url))
    assert (answer.outcome, answer.document) == (Outcome.CREATED, "attached")
    assert paths(personio) == ["/documents", ""]
    (uploaded,) = personio.world.records.matching(path=DOCUMENTS)[0]["parts"]
    assert (uploaded["name"], uploaded["filename"], uploaded["size"]) == ("file", "Ada Lövelace.pdf", 4000)
    assert uploaded["content_type"] == "application/pdf"
    (uuid,) = personio.world.uploads
    assert files(personio) == [[{"uuid": uuid, "original_filename": "Ada Lövelace.pdf", "category": "cv"}]]


def test_unchanged(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """A CV of megabytes arrives byte by byte as it lay on its shelf."""
    content = b"\x00\xff\r\n--" * 500_000
    submit(api, application(personio, cvs.put(PATH, Lying(content=content))))
    (uploaded,) = personio.world.uploads.values()
    assert (uploaded.size, uploaded.sha256) == (len(content), fingerprint(content))


def test_previewed(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """The preview names the CV as it will be sent, but for its uuid, and fetches nothing."""
    sent = application(personio, cvs.put(PATH))
    previewed = dict(api.preview(sent))
    assert cvs.asked == paths(personio) == []
    submit(api, sent)
    (named,) = files(personio)[0]
    assert previewed["files"] == [{**named, "uuid": UUID_PREVIEWED}]
    assert "files" not in api.preview(application(personio, "https://elsewhere.example/cv.pdf"))


@pytest.mark.parametrize("cv_url", [None, ""])
def test_none(personio: StandIn, api: PersonioApplications, cv_url: str | None) -> None:
    """A profile without a CV applies with one request."""
    answer = submit(api, application(personio, cv_url))
    assert (answer.outcome, answer.document, paths(personio)) == (Outcome.CREATED, "none", [""])


def test_left_out(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """An application that is to go without its CV does not touch it."""
    answer = submit(api, application(personio, cvs.put(PATH), with_document=False))
    assert (answer.outcome, answer.document, cvs.asked) == (Outcome.CREATED, "none", [])


@pytest.mark.parametrize(
    ("lying", "state"),
    [
        (Lying(status=404), "missing"),
        (Lying(status=410), "missing"),
        (Lying(status=403), "missing"),
        (Lying(content=b""), "missing"),
        (Lying(status=302, headers={"Location": "https://127.0.0.1/other.pdf"}), "refused"),
        (Lying(status=204, content=b""), "refused"),
        (Lying(content_type="text/html; charset=utf-8", content=b"<html>Please log in"), "refused"),
        (Lying(content=b"x" * (tuning.CV_BYTES + 1)), "refused"),
    ],
)
def test_without(personio: StandIn, cvs: Shelf, api: PersonioApplications, lying: Lying, state: str) -> None:
    """A CV that is not there, too large, or not a file never costs the application: it goes without."""
    answer = submit(api, application(personio, cvs.put(PATH, lying)))
    assert (answer.outcome, answer.document) == (Outcome.CREATED, state)
    assert (paths(personio), files(personio), len(cvs.asked)) == ([""], [None], 1)


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("/cv.pdf", "application/octet-stream", "cv.pdf"),
        ("/CV.PDF?alt=media&token=1", "", "CV.PDF"),
        ("/v0/b/x/o/cvs%2Fada%2Fcv.docx?alt=media", "", "cv.docx"),
        ("/cv", "application/pdf", "cv.pdf"),
        ("/8f3a.v2", "application/pdf", "8f3a.v2.pdf"),
        ("/", "application/pdf", "cv.pdf"),
        ("/..%2f..%2fetc.txt", "", "etc.txt"),
        ("/a%22%0d%0ab.pdf", "", "a___b.pdf"),
        ("/" + "n" * 300 + ".pdf", "", "n" * 116 + ".pdf"),
        ("/setup.exe", "application/x-msdownload", None),
        ("/cv", "application/octet-stream", None),
        ("/cv.html", "", None),
    ],
)
def test_filename(path: str, content_type: str, name: str | None) -> None:
    """A file's name ends as Personio allows, by its address or its content type; else there is none."""
    assert cv.filename(f"https://cdn.matched.io{path}", content_type) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.matched.io/cv.pdf",
        "https://CDN.matched.io:443/cv.pdf?token=a%20b",
        "https://files.eu.matched.io/ä.pdf",
        "https://127.0.0.1:8443/cv.pdf",
    ],
)
def test_allowed(url: str) -> None:
    """CVs may lie on the hosts of the setting, exactly or below a suffix."""
    assert cv.allowed(url, ("cdn.matched.io", "*.eu.matched.io", "127.0.0.1:8443"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "cv.pdf",
        "http://cdn.matched.io/cv.pdf",
        "file:///etc/passwd",
        "https://cdn.matched.io.evil.com/cv.pdf",
        "https://evil.com/cdn.matched.io/cv.pdf",
        "https://evil.com#cdn.matched.io/cv.pdf",
        "https://evil.com\\@cdn.matched.io/cv.pdf",
        "https://cdn.matched.io@evil.com/cv.pdf",
        "https://user:word@cdn.matched.io/cv.pdf",
        "https://cdn.matched.io:8443/cv.pdf",
        "https://cdn.matched.io./cv.pdf",
        "https://eu.matched.io/cv.pdf",
        "https://evileu.matched.io/cv.pdf",
        "https://.eu.matched.io/cv.pdf",
        "https://127.0.0.1/cv.pdf",
        "https://169.254.169.254/computeMetadata/v1/cv.pdf",
        "https://metadata.google.internal/cv.pdf",
        "https://[::1]/cv.pdf",
        "https://cdn.matched.io\u3002evil.com/cv.pdf",
        "https://cdn.m\u0430tched.io/cv.pdf",
        "https://cdn.matched.io/cv.pdf\r\nHost: evil.com",
        " https://cdn.matched.io/cv.pdf",
        "https://cdn%2ematched.io/cv.pdf",
        "https:/cdn.matched.io/cv.pdf",
        "//cdn.matched.io/cv.pdf",
    ],
)
def test_not_allowed(personio: StandIn, url: str) -> None:
    """An address that is not plainly https on one of those hosts is refused; the application goes without."""
    hosts = ("cdn.matched.io", "*.eu.matched.io", "127.0.0.1:8443")
    assert not cv.allowed(url, hosts)
    sent = application(personio, url or "none")
    answer = submit(PersonioApplications(api_url=personio.url, cv_hosts=hosts), sent)
    assert (answer.outcome, answer.document) == (Outcome.CREATED, "refused")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_unavailable(personio: StandIn, cvs: Shelf, api: PersonioApplications, status: int) -> None:
    """A CV that cannot be had just now makes the application wait: nothing is sent to Personio."""
    answer = submit(api, application(personio, cvs.put(PATH, Lying(status=status))))
    assert answer == Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
    assert paths(personio) == []


def test_slow(personio: StandIn, cvs: Shelf) -> None:
    """A CV that takes too long, for one step or for its share of the whole, is unavailable."""
    url = cvs.put(PATH, Lying(delay=1))
    limits: tuple[dict[str, Any], ...] = ({"timeouts": Timeouts(read=0.1)}, {"document_share": 0.3})
    for limit in limits:
        api = PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,), **limit)
        assert submit(api, application(personio, url)).document == "unavailable"
    assert paths(personio) == []


def test_no_time_to_upload(personio: StandIn, cvs: Shelf) -> None:
    """A CV that leaves too little time for its upload waits; Personio is not blamed for it."""
    api = PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,), document_share=1.0)
    answer = submit(api, application(personio, cvs.put(PATH)))
    assert answer == Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
    assert paths(personio) == []


def test_untrusted(
    personio: StandIn, cvs: Shelf, api: PersonioApplications, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host whose certificate nobody vouches for gets no request."""
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert submit(api, application(personio, cvs.put(PATH))).document == "unavailable"
    assert cvs.asked == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (413, "errors.file-too-big"),
        (422, "errors.invalid-file-type"),
        (400, "Invalid multipart request body and/or headers supplied."),
        (404, ""),
        (307, ""),
    ],
)
def test_refused_by_personio(
    personio: StandIn, cvs: Shelf, api: PersonioApplications, status: int, reason: str
) -> None:
    """A document that Personio refuses is left out, and the application goes."""
    body = json.dumps({"errors": [{"field": "file", "errors": [{"reason": reason}]}]})
    fault = {"do": "status", "status": status, "body": body}
    personio.world.faults.add({"match": {"path_prefix": DOCUMENTS}, **fault})
    answer = submit(api, application(personio, cvs.put(PATH)))
    assert (answer.outcome, answer.document) == (Outcome.CREATED, "refused")
    assert files(personio) == [None]


def test_too_big_for_personio(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """A document beyond a limit of Personio's that is below ours is left out."""
    personio.world.override(personio.world.companies[companies.ACME], {"document_bytes": 10})
    answer = submit(api, application(personio, cvs.put(PATH, Lying(content=b"%PDF" * 10))))
    assert (answer.outcome, answer.document) == (Outcome.CREATED, "refused")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"do": "status", "status": 500}, Outcome.UPLOAD_FAILED),
        ({"do": "status", "status": 503}, Outcome.UPLOAD_FAILED),
        ({"do": "drop_before"}, Outcome.UPLOAD_FAILED),
        ({"do": "drop_after"}, Outcome.UPLOAD_FAILED),
        ({"do": "malformed", "how": "html"}, Outcome.UPLOAD_FAILED),
        ({"do": "malformed", "how": "broken_json"}, Outcome.UPLOAD_FAILED),
        ({"do": "malformed", "how": "truncated"}, Outcome.UPLOAD_FAILED),
        ({"do": "status", "status": 429}, Outcome.LIMITED),
        ({"do": "status", "status": 401}, Outcome.CREDENTIALS_WRONG),
        ({"do": "status", "status": 403}, Outcome.FEATURE_OFF),
    ],
)
def test_upload_failed(
    personio: StandIn, cvs: Shelf, api: PersonioApplications, fault: dict[str, Any], outcome: Outcome
) -> None:
    """An upload that fails for now, or because of the account, stops the application before it is sent."""
    personio.world.faults.add({"match": {"path_prefix": DOCUMENTS}, **fault})
    answer = submit(api, application(personio, cvs.put(PATH)))
    assert (answer.outcome, answer.document) == (outcome, "unavailable")
    assert paths(personio) == ["/documents"]


def test_forgotten(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """A document that Personio no longer knows when it is named is a failed upload, not a second request."""
    held = personio.world.faults.add({"match": {"path_prefix": DOCUMENTS}, "do": "delay", "seconds": 0.0})

    def forget() -> bool:
        personio.world.uploads.clear()
        return True

    answer = api.submit(application(personio, cvs.put(PATH)), ACCESS, forget)
    assert held.arrived == 1
    assert (answer.outcome, answer.document) == (Outcome.UPLOAD_FAILED, "unavailable")
    assert paths(personio) == ["/documents", ""]


def test_time_is_asked_after_the_upload(personio: StandIn, cvs: Shelf, api: PersonioApplications) -> None:
    """Whether enough time is left is asked when the upload is over, right before the application."""
    asked: list[list[str]] = []

    def enough() -> bool:
        asked.append(paths(personio))
        return False

    answer = api.submit(application(personio, cvs.put(PATH)), ACCESS, enough)
    assert (answer.outcome, asked) == (Outcome.UPLOAD_FAILED, [["/documents"]])
    assert paths(personio) == ["/documents"]


def test_silent(
    personio: StandIn,
    cvs: Shelf,
    api: PersonioApplications,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A CV's address, which may hold a name and a signature, appears in no log line and no answer."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="urllib3")
    shown = ""
    for lying in (Lying(), Lying(status=500), Lying(status=302, headers={"Location": "/erika-kanarie.pdf"})):
        url = cvs.put("/erika-kanarie.pdf?signature=geheimnis", lying)
        shown += repr(submit(api, application(personio, url)))
    printed = capfd.readouterr()
    shown += caplog.text + printed.out + printed.err
    assert len(cvs.asked) == 3
    assert "kanarie" not in shown
    assert "geheimnis" not in shown
