"""Faults as answers: any error becomes a problem document (RFC 9457) of the catalogue."""

import msgspec
from flask import Response

from shared import log, settings, texts
from shared.domain.errors import Fault, Problem, StateName, Unavailable
from shared.edge import tuning
from shared.texts.problems import PROBLEMS
from shared.texts.rules import FAULTS
from shared.texts.sentence import say
from shared.texts.states import state_words


def problem_of(fault: Exception, function: str) -> Problem:
    """Any fault as one of the catalogue; what nobody foresaw is logged by type and place only."""
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, Unavailable):
        return Problem("temporarily_unavailable", retry_after=tuning.RETRY_AFTER_SECONDS)
    if isinstance(fault, settings.SettingsError):
        log.misconfigured(function, str(fault))
        return Problem("internal")
    log.crashed(function, fault)
    return Problem("internal")


def problem_response(problem: Problem, language: texts.Language, trace: str) -> Response:
    """The problem document with its status and the headers that belong to it."""
    response = Response(
        msgspec.json.encode(problem_document(problem, language, trace)),
        status=PROBLEMS[problem.code].status,
        mimetype="application/problem+json",
    )
    if problem.retry_after:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.code == "method_not_allowed":
        response.headers["Allow"] = str(problem.params["allowed"])
    return response


def problem_document(problem: Problem, language: texts.Language, trace: str) -> dict[str, object]:
    """The RFC 9457 document of a problem, in the caller's language."""
    kind = PROBLEMS[problem.code]
    params = {name: _in_words(value, language) for name, value in problem.params.items()}
    document = {
        "type": f"urn:matched-io:personio:{problem.code}",
        "status": kind.status,
        "code": problem.code,
        "title": say(kind.title, language, params),
        "detail": say(kind.detail, language, params),
        "hint": say(kind.hint, language, params),
        "field": problem.field,
        "retryable": kind.retryable,
        "retry_after": problem.retry_after,
        "trace_id": trace,
        "faults": [_fault(fault, language) for fault in problem.faults] or None,
        **problem.members,
    }
    return {name: value for name, value in document.items() if value is not None}


def _fault(fault: Fault, language: texts.Language) -> dict[str, str]:
    return {"path": fault.path, "code": fault.code, "detail": say(FAULTS[fault.code], language)}


def _in_words(value: str | int | StateName, language: texts.Language) -> str | int:
    return say(state_words(*value), language) if isinstance(value, StateName) else value
