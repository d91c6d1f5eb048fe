"""The stand-in's document upload: limits, types, order of checks, what multipart it takes."""

from typing import Any
from uuid import UUID

import pytest
import requests

from local.personio import companies
from local.personio.documents import EXTENSIONS
from local.personio.server import StandIn

PDF = ("Lebenslauf Müller.pdf", b"%PDF-1.4 content", "application/pdf")


def upload(
    personio: StandIn, *, token: str = companies.ACME_TOKEN, sent: dict[str, str] | None = None, **what: Any
) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}", "X-Company-ID": str(companies.ACME), **(sent or {})}
    url = f"{personio.url}/v1/recruiting/applications/documents"
    return requests.post(url, headers=headers, timeout=10, **what)


def reason(answer: requests.Response) -> str:
    code: str = answer.json()["errors"][0]["errors"][0]["reason"]
    return code


def test_a_document_is_taken_and_described(personio: StandIn) -> None:
    """200 with uuid, size, type, name and extension."""
    answer = upload(personio, files={"file": PDF})
    document = answer.json()
    assert answer.status_code == 200
    assert UUID(document.pop("uuid"))
    assert document == {
        "size": 16,
        "mimetype": "application/pdf",
        "original_filename": "Lebenslauf Müller.pdf",
        "extension": "pdf",
    }


@pytest.mark.parametrize("extension", sorted(EXTENSIONS))
def test_every_documented_type_is_taken(personio: StandIn, extension: str) -> None:
    """All 26 types, whatever the case of the extension."""
    answer = upload(personio, files={"file": (f"cv.{extension.upper()}", b"x")})
    assert (answer.status_code, answer.json()["extension"]) == (200, extension)


@pytest.mark.parametrize("name", ["cv.exe", "cv", "cv.pdf.html", "jpeg"])
def test_other_types_are_422_with_their_code(personio: StandIn, name: str) -> None:
    """The extension decides."""
    answer = upload(personio, files={"file": (name, b"x")})
    assert (answer.status_code, reason(answer)) == (422, "errors.invalid-file-type")


def test_a_document_of_more_than_twenty_megabytes_is_413(personio: StandIn) -> None:
    """20 MB pass, one byte more does not."""
    limit = 20 * 1024 * 1024
    answer = upload(personio, files={"file": ("cv.pdf", bytes(limit + 1))})
    assert (answer.status_code, reason(answer)) == (413, "errors.file-too-big")
    assert upload(personio, files={"file": ("cv.pdf", bytes(limit))}).json()["size"] == limit


@pytest.mark.parametrize(
    "what",
    [
        {"data": b"%PDF", "sent": {"Content-Type": "application/pdf"}},
        {"data": b"%PDF", "sent": {"Content-Type": "multipart/form-data"}},
        {"data": b"--x\r\nbroken", "sent": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"json": {"file": "JVBERi0="}},
        {"files": {"document": PDF}},
        {"files": [("file", PDF), ("file", PDF)]},
        {"files": {"other": (None, "no file at all")}},
    ],
)
def test_anything_but_one_file_in_multipart_is_400_whatever_the_token(
    personio: StandIn, what: dict[str, Any]
) -> None:
    """Hand-made content types, raw bodies, other names, several files: shape 2, before authentication."""
    answer = upload(personio, token="wrong", **what)
    assert answer.status_code == 400
    assert answer.json() == {"error": {"reason": "Invalid multipart request body and/or headers supplied."}}


@pytest.mark.parametrize(("order", "status"), [("auth_first", 401), ("file_first", 422)])
def test_token_and_file_are_checked_in_either_order(personio: StandIn, order: str, status: int) -> None:
    """The documentation does not say which comes first."""
    personio.control("PUT", "/switches", {"documents_order": order})
    assert upload(personio, token="wrong", files={"file": ("cv.exe", b"x")}).status_code == status
    assert upload(personio, token="wrong", files={"file": PDF}).status_code == 401


def test_documents_have_a_pace_of_their_own(personio: StandIn) -> None:
    """20 a minute and company, as for applications, and counted apart from them."""
    statuses = [upload(personio, files={"file": PDF}).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    url = f"{personio.url}/v1/recruiting/applications"
    headers = {"Authorization": f"Bearer {companies.ACME_TOKEN}", "X-Company-ID": str(companies.ACME)}
    body = {"first_name": "A", "last_name": "B", "email": "a@b.de", "job_position_id": 1}
    assert requests.post(url, json=body, headers=headers, timeout=10).status_code == 400


def test_a_feature_that_is_off_is_403_here_too(personio: StandIn) -> None:
    """Recruiting off."""
    personio.control("PUT", "/switches", {"recruiting": False})
    answer = upload(personio, files={"file": PDF})
    assert (answer.status_code, reason(answer)) == (403, "feature.recruiting.disabled")


def test_an_upload_alone_makes_no_applicant(personio: StandIn) -> None:
    """An unattached document shows nowhere; the record names its part without its content."""
    upload(personio, files={"file": PDF})
    (record,) = personio.control("GET", "/requests")
    (part,) = record["parts"]
    assert personio.control("GET", "/applicants") == []
    assert (part["name"], part["filename"], part["size"]) == ("file", "Lebenslauf Müller.pdf", 16)
    assert (part["content_type"], record["body"]) == ("application/pdf", None)
