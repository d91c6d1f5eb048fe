"""Cloud Tasks, whenever it is asked for: what became of one account's applicants is read at Personio."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.edge import collector, queued


@functions_framework.http
def follow_applicants(request: Request) -> Response:
    return queued.answer("follow_applicants", request, lambda turn, _: wiring.following().turn(turn.account))


collector.rest_until_answered()
