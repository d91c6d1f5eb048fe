"""HTTP: the published Personio positions of the company, live."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.domain.company import Ahead, Role
from shared.domain.errors import Problem
from shared.domain.jobs.position import LANGUAGES
from shared.edge import collector, views, web
from shared.edge.routing import Call, Route
from shared.use_cases.listing import OutOfDate


def list_positions(call: Call[None]) -> views.View:
    """Live from Personio; while it is down, the problem has the list as last read and its age in seconds."""
    language = call.query.get("language")
    if language is not None and language not in LANGUAGES:
        raise Problem("query_invalid", field="language", params={"allowed": ", ".join(LANGUAGES)})
    try:
        jobs = wiring.listing().list(call.company_id, language=language, search=call.query.get("q", ""))
    except OutOfDate as down:
        members = {"last": {"age": down.age, "list": views.job_list(down.last, call.language)}}
        raise Problem(down.code, retry_after=down.retry_after, members=members) from down
    return views.job_list(jobs, call.language)


ENDPOINT = web.Endpoint(
    name="list_jobs",
    membership=wiring.membership,
    routes=(
        Route(
            method="GET",
            path="/<company>",
            role=Role.RECRUITER,
            handler=list_positions,
            query=("language", "q"),
            per_minute=60,
            ahead=(Ahead.CONNECTION,),
        ),
    ),
)


@functions_framework.http
def list_jobs(request: Request) -> Response:
    return ENDPOINT.answer(request)


web.answer_all(ENDPOINT.answer)
collector.rest_until_answered()
