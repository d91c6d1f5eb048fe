"""The edge of functions that Cloud Scheduler calls: POST in, a summary out. IAM alone lets the caller in."""

from collections.abc import Callable
from time import perf_counter

from flask import Request, Response

from shared import log
from shared.domain.errors import Problem
from shared.edge import web


def answer(name: str, request: Request, run: Callable[[], object]) -> Response:
    """Do `run` and answer 200 with what it returns; whatever it raises becomes a problem document.

    A failure is answered as one, so that Scheduler counts it and its next call tries again.
    """
    began = perf_counter()
    trace = log.begin(web.trace_of(request))
    code = None
    try:
        _refuse_all_but_post(request)
        response = web.json_response(run(), 200)
    except Exception as fault:  # noqa: BLE001 - any fault becomes an answer
        problem = web.problem_of(fault, name)
        code = problem.code
        response = web.problem_response(problem, "en", trace)
    web.drain(request)
    web.guard(response, request)
    log.request_answered(name, request.method, response.status_code, perf_counter() - began, code)
    return response


def _refuse_all_but_post(request: Request) -> None:
    if request.method != "POST":
        raise Problem("method_not_allowed", params={"allowed": "POST"})
