"""HTTP: a position becomes a job-ad draft, linked to it; what is missing is named and completed."""

import functions_framework
import msgspec
from flask import Request, Response

from shared import views, web, wiring
from shared.domain.company import Role
from shared.domain.draft import Details
from shared.domain.errors import Problem
from shared.domain.position import LANGUAGES
from shared.web import Call, Route


class Import(msgspec.Struct, forbid_unknown_fields=True):
    position_id: int
    language: str | None = None
    details: Details | None = None


class Complete(msgspec.Struct, forbid_unknown_fields=True):
    details: Details


def import_position(call: Call) -> views.View:
    body = call.body
    if body.language is not None and body.language not in LANGUAGES:
        raise Problem("body_invalid", field="language")
    ad = wiring.importing().import_position(
        call.company, body.position_id, call.uid, language=body.language, details=body.details
    )
    return views.job_ad(ad)


def complete(call: Call) -> views.View:
    return views.job_ad(wiring.importing().complete(call.company, call.path["job"], call.body.details))


ENDPOINT = web.Endpoint(
    name="import_job",
    membership=wiring.membership,
    routes=(
        Route(method="POST", path="/<company>", role=Role.RECRUITER, handler=import_position, body=Import),
        Route(
            method="PATCH", path="/<company>/jobs/<job>", role=Role.RECRUITER, handler=complete, body=Complete
        ),
    ),
)


@functions_framework.http
def import_job(request: Request) -> Response:
    return ENDPOINT.answer(request)
