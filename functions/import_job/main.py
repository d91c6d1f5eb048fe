"""HTTP: a position becomes a job ad's draft; it is completed or discarded, linked, kept up with Personio."""

import functions_framework
import msgspec
from flask import Request, Response

from shared import wiring
from shared.domain.company import Ahead, Role
from shared.domain.errors import Problem
from shared.domain.jobs.checks import Pay
from shared.domain.jobs.fields import Details
from shared.domain.jobs.position import LANGUAGES
from shared.edge import bodies, collector, views, web
from shared.edge.routing import Call, Route


class Salary(msgspec.Struct, forbid_unknown_fields=True):
    currency: str
    period: str
    min: str | None = None
    max: str | None = None


class Given(msgspec.Struct, forbid_unknown_fields=True):
    """What a person fills in; what is left out stays as it is."""

    title: str | None = None
    description: str | None = None
    skills: tuple[str, ...] | None = None
    seniority: str | None = None
    employment_type: str | None = None
    working_time: str | None = None
    locations: tuple[str, ...] | None = None
    remote: bool | None = None
    salary: Salary | None = None
    language: str | None = None

    def read(self) -> Details:
        given = msgspec.structs.asdict(self)
        if self.salary:
            given["salary"] = Pay(**msgspec.structs.asdict(self.salary))
        return Details(**given)


class Import(msgspec.Struct, forbid_unknown_fields=True):
    position_id: bodies.PositionId
    language: str | None = None
    details: Given | None = None


class Complete(msgspec.Struct, forbid_unknown_fields=True):
    details: Given


class Answer(msgspec.Struct, forbid_unknown_fields=True):
    """Names of fields that Personio changed: taken over, or left as they are here."""

    take_over: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Link(msgspec.Struct, forbid_unknown_fields=True):
    position_id: bodies.PositionId


def import_position(call: Call[Import]) -> views.View:
    """One position is one job ad: a second import answers with the first one's."""
    body = call.body
    if body.language is not None and body.language not in LANGUAGES:
        raise Problem("body_invalid", field="language")
    details = body.details.read() if body.details else None
    ad = wiring.importing().import_position(
        call.company_id, body.position_id, call.uid, language=body.language, details=details
    )
    return views.job_ad(ad)


def complete(call: Call[Complete]) -> views.View:
    return views.job_ad(
        wiring.importing().complete(call.company_id, call.path["job"], call.body.details.read())
    )


def discard(call: Call[None]) -> views.View:
    """The answer is the ad as it was."""
    return views.job_ad(wiring.importing().discard(call.company_id, call.path["job"], call.uid))


def answer_changes(call: Call[Answer]) -> views.View:
    """A field without an answer stays in `changed`."""
    body = call.body
    ad = wiring.importing().answer(call.company_id, call.path["job"], body.take_over, body.ignore)
    return views.job_ad(ad)


def link(call: Call[Link]) -> views.View:
    """The answer says how many waiting matches follow."""
    done = wiring.linking().link(call.company_id, call.path["job"], call.body.position_id, call.uid)
    return views.linked(done)


def unlink(call: Call[None]) -> views.View:
    return views.job_ad(wiring.linking().unlink(call.company_id, call.path["job"], call.uid))


JOB = "/<company>/jobs/<job>"
PER_MINUTE = 60  # each reads the feed
AD = (Ahead.JOB,)
ENDPOINT = web.Endpoint(
    name="import_job",
    membership=wiring.membership,
    routes=(
        Route(
            method="POST",
            path="/<company>",
            role=Role.RECRUITER,
            handler=import_position,
            body=Import,
            per_minute=PER_MINUTE,
            ahead=(Ahead.CONNECTION,),
        ),
        Route(method="PATCH", path=JOB, role=Role.RECRUITER, handler=complete, body=Complete, ahead=AD),
        Route(method="DELETE", path=JOB, role=Role.RECRUITER, handler=discard, ahead=AD),
        Route(
            method="POST",
            path=f"{JOB}/changes",
            role=Role.RECRUITER,
            handler=answer_changes,
            body=Answer,
            ahead=AD,
        ),
        Route(
            method="PUT",
            path=f"{JOB}/link",
            role=Role.RECRUITER,
            handler=link,
            body=Link,
            per_minute=PER_MINUTE,
            ahead=(Ahead.CONNECTION, *AD),
        ),
        Route(method="DELETE", path=f"{JOB}/link", role=Role.RECRUITER, handler=unlink, ahead=AD),
    ),
)


@functions_framework.http
def import_job(request: Request) -> Response:
    return ENDPOINT.answer(request)


web.answer_all(ENDPOINT.answer)
collector.rest_until_answered()
