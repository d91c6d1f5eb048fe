"""The edge of functions that Cloud Scheduler calls: POST in, a summary out. IAM alone lets the caller in."""

from collections.abc import Callable

from flask import Request, Response

from shared.domain.errors import Problem
from shared.edge import door


def answer(name: str, request: Request, run: Callable[[], object]) -> Response:
    """Do `run` and answer 200 with what it returns.

    A failure is answered as one, so that Scheduler counts it and its next call tries again.
    """

    def respond() -> Response:
        if request.method != "POST":
            raise Problem("method_not_allowed", params={"allowed": "POST"})
        return door.json_response(run())

    return door.answer(name, request, respond, "en")
