"""The one door of everything that comes over HTTP: its trace, its log line, its headers, its problems."""

import re
from collections.abc import Callable
from time import perf_counter

import msgspec
from flask import Request, Response

from shared import log, settings, texts
from shared.edge import bodies, tuning

TRACE = re.compile(r"(?:00-)?([0-9a-f]{32})[-/]?.*")


def answer(
    function: str, request: Request, respond: Callable[[], Response], language: texts.Language
) -> Response:
    """Answer any request with what `respond` returns, or with the problem that it raises.

    Nothing is raised: whatever goes wrong becomes a problem document in `language`.
    """
    began = perf_counter()
    trace = log.begin(_trace(request))
    code = None
    try:
        response = respond()
    except Exception as fault:  # noqa: BLE001 - the one place where any fault becomes an answer
        from shared.edge.problems import problem_of, problem_response  # with every sentence that there is

        problem = problem_of(fault, function)
        code = problem.code
        response = problem_response(problem, language, trace)
    bodies.drain(request)
    _guard(response, request)
    log.request_answered(function, request.method, response.status_code, perf_counter() - began, code)
    return response


def json_response(document: object) -> Response:
    """JSON of whatever msgspec can encode: views, structs."""
    return Response(msgspec.json.encode(document), status=200, mimetype="application/json")


def _guard(response: Response, request: Request) -> None:
    """Headers of every answer; an origin that is not on the list gets none of CORS."""
    headers = response.headers
    headers["Cache-Control"] = "no-store"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Vary"] = "Origin"
    origin = request.headers.get("Origin")
    if origin is None or not _known(origin):
        return
    headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Expose-Headers"] = "Retry-After"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Accept-Language"
        headers["Access-Control-Max-Age"] = str(tuning.PREFLIGHT_SECONDS)


def _known(origin: str) -> bool:
    try:
        return origin in settings.current().frontend_origins
    except settings.SettingsError:
        return False  # the answer says so already


def _trace(request: Request) -> str | None:
    """Cloud Run's own trace, or W3C's; anything else is not taken over."""
    for name in ("X-Cloud-Trace-Context", "traceparent"):
        found = TRACE.match(request.headers.get(name, ""))
        if found:
            return found.group(1)
    return None
