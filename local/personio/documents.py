"""POST …/recruiting/applications/documents of v1 and v2: one file, for an application that comes later."""

import mimetypes
from http import HTTPStatus
from pathlib import PurePath
from uuid import uuid4

from local.personio.applications import Admission
from local.personio.companies import Company
from local.personio.messages import Answer, Part, Request, fingerprint, json_answer
from local.personio.refusals import Refusal, body_refused, fields_refused
from local.personio.switches import Switches
from local.personio.world import Upload, World

DOCUMENTS = ("pdf", "pptx", "xlsx", "docx", "doc", "xls", "ppt", "ods", "odt", "csv", "txt", "rtf")
ARCHIVES = ("7z", "gz", "rar", "zip")
MEDIA = ("bmp", "gif", "jpg", "png", "tif", "mp4", "3gp", "mov", "avi", "wmv")
EXTENSIONS = frozenset((*DOCUMENTS, *ARCHIVES, *MEDIA))


def upload(world: World, request: Request, named: Company | None, admit: Admission) -> Answer | Refusal:
    """Take the document, or say why not; the arguments are those of an application.

    Whether v1 looks at the file before or after it looks at the token is not documented: a switch.
    """
    file = _file(request)
    if file is None:
        return body_refused("Invalid multipart request body and/or headers supplied.")
    switches = world.switches_of(named)
    refusal = _refusal(file, switches)
    if refusal and switches.documents_order == "file_first":
        return refusal
    company = admit()
    if not isinstance(company, Company):
        return company
    return refusal or _stored(world, company, file)


def _file(request: Request) -> Part | None:
    """The one file of the body; None where the body is not multipart or holds none, or several."""
    files = [part for part in request.parts or () if part.filename]
    return files[0] if len(files) == 1 and files[0].name == "file" else None


def _refusal(file: Part, switches: Switches) -> Refusal | None:
    if len(file.content) > switches.document_bytes:
        return fields_refused({"file": ("errors.file-too-big",)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if _extension(file) not in EXTENSIONS:
        return fields_refused({"file": ("errors.invalid-file-type",)}, HTTPStatus.UNPROCESSABLE_ENTITY)
    return None


def _stored(world: World, company: Company, file: Part) -> Answer:
    uuid, name = str(uuid4()), file.filename or ""
    kept = Upload(
        company_id=company.id,
        size=len(file.content),
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        filename=name,
        sha256=fingerprint(file.content),
    )
    with world.lock:
        world.uploads[uuid] = kept
    answer = {
        "uuid": uuid,
        "size": kept.size,
        "mimetype": kept.mimetype,
        "original_filename": name,
        "extension": _extension(file),
    }
    return json_answer(HTTPStatus.OK, answer)


def _extension(file: Part) -> str:
    return PurePath(file.filename or "").suffix.lstrip(".").lower()
