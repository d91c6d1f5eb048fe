"""How Personio says no: the three shapes of its recruiting API v1, the envelope of v2, and OAuth's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from local.personio.messages import Answer, json_answer

FIELD_ERROR = "com.personio.recruiting.api.http.FieldError"
PROBLEM = "application/problem+json"
ERRORS_PAGE = "https://developer.personio.de/v2.0/page/public-api-error-codes"
OAUTH_PAGE = "https://developer.personio.de/reference/errors#credentials.oauth2"
KINDS: Mapping[int, str] = {HTTPStatus.FORBIDDEN: "commonforbidden", HTTPStatus.NOT_FOUND: "commonnot_found"}

Reasons = Mapping[str, tuple[str, ...]]  # field → reason codes


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why the recruiting API itself refuses a request; each version words it in its own way.

    Attributes:
        fields: reason codes by field.
        reason: what is wrong with the body as a whole.
        detail: for what is neither about fields nor about the body.
    """

    status: int = HTTPStatus.BAD_REQUEST
    fields: Reasons = field(default_factory=dict)
    reason: str = ""
    detail: str = ""


def fields_refused(reasons: Reasons, status: int = HTTPStatus.BAD_REQUEST) -> Refusal:
    """Some fields are wrong."""
    return Refusal(status=status, fields=reasons)


def body_refused(
    reason: str = "Invalid request body supplied", status: int = HTTPStatus.BAD_REQUEST
) -> Refusal:
    """The body as a whole cannot be read."""
    return Refusal(status=status, reason=reason)


def refused(status: int, detail: str = "") -> Refusal:
    """Neither the one nor the other."""
    return Refusal(status=status, detail=detail)


def in_v1(refusal: Refusal) -> Answer:
    """Shape 1 with an entry per field, shape 2 with one reason, or shape 3 with the status and its name."""
    if refusal.fields:
        errors = [
            {"type": FIELD_ERROR, "field": name, "errors": [_reason(code) for code in codes]}
            for name, codes in refusal.fields.items()
        ]
        return json_answer(refusal.status, {"errors": errors})
    if refusal.reason:
        return json_answer(refusal.status, {"error": {"reason": refusal.reason}})
    error = {"id": str(uuid4()), "status": str(refusal.status), "title": HTTPStatus(refusal.status).phrase}
    return json_answer(
        refusal.status, {"errors": [error | ({"detail": refusal.detail} if refusal.detail else {})]}
    )


def in_envelope(refusal: Refusal, now: datetime) -> Answer:
    """The envelope of v2, with an error for each finding; its wording for them is not documented."""
    title = HTTPStatus(refusal.status).phrase
    kind = KINDS.get(refusal.status, "commonbad_request")
    errors = [
        _error(title, detail, kind=kind, meta={"field": name} if name else None)
        for name, detail in _details(refusal)
    ]
    return _envelope(refusal.status, now, errors)


def in_problem(refusal: Refusal) -> Answer:
    """A problem document (RFC 9457) with an error for each finding, as its example has them."""
    errors = [
        {"detail": detail} | ({"pointer": f"#/{name}"} if name else {}) for name, detail in _details(refusal)
    ]
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": errors[0]["detail"],
        "errors": errors,
    }
    return json_answer(refusal.status, problem, content_type=PROBLEM)


def unauthorized(body: str) -> Answer:
    """401 of v1; Personio's body is not documented, so `body` chooses: text, json, or empty."""
    if body == "json":
        return in_v1(refused(HTTPStatus.UNAUTHORIZED))
    text = "The credentials could not be authenticated." if body == "text" else ""
    return Answer(
        status=HTTPStatus.UNAUTHORIZED, body=text.encode(), content_type="text/plain" if text else None
    )


def gateway_refused(
    status: int,
    title: str,
    detail: str,
    now: datetime,
    *,
    kind: str,
    meta: Mapping[str, object] | None = None,
) -> Answer:
    """What v2's gateway refuses before anybody behind it is asked; `kind` ends the error's type."""
    return _envelope(status, now, [_error(title, detail, kind=kind, meta=meta)])


def endpoint_not_found(path: str, now: datetime) -> Answer:
    """404 of v2's gateway."""
    detail = f"The endpoint with {path} was not found."
    return gateway_refused(
        HTTPStatus.NOT_FOUND, "Not Found", detail, now, kind="apinot_found", meta={"path": path}
    )


def unauthenticated(now: datetime) -> Answer:
    """401 of v2: no access token, or one that does not hold."""
    detail = "The access token is missing, unknown, or over."
    return gateway_refused(HTTPStatus.UNAUTHORIZED, "Unauthorized", detail, now, kind="commonunauthorized")


def too_many(now: datetime) -> Answer:
    """429 of v2, without Retry-After."""
    detail = "The rate limit has been exceeded."
    return gateway_refused(
        HTTPStatus.TOO_MANY_REQUESTS, "Too Many Requests", detail, now, kind="commontoo_many_requests"
    )


def missing_scope(status: int, now: datetime) -> Answer:
    """A token that may not do this: 403 in the envelope, or the 401 that was seen instead."""
    if status == HTTPStatus.UNAUTHORIZED:
        return json_answer(status, {"error": {"message": "Unauthorized Request"}})
    detail = "Client scope insufficient to access resource"
    return gateway_refused(status, "Insufficient access scope", detail, now, kind="commonforbidden")


def oauth_refused(
    error: str,
    description: str,
    now: datetime,
    *,
    status: int = HTTPStatus.BAD_REQUEST,
    meta: Mapping[str, object] | None = None,
) -> Answer:
    """What the token endpoint refuses: OAuth's words (RFC 6749, 5.2) beside Personio's."""
    body: dict[str, object] = {
        "timestamp": _moment(now),
        "trace_id": str(uuid4()),
        "error": error,
        "error_description": description,
        "error_uri": f"{OAUTH_PAGE}.{error}",
    }
    return json_answer(status, body | ({"meta": meta} if meta else {}), content_type=PROBLEM)


def _details(refusal: Refusal) -> list[tuple[str, str]]:
    """Each finding: the field, empty where it is about none, and what is wrong."""
    found = [(name, code) for name, codes in refusal.fields.items() for code in codes]
    return found or [("", refusal.reason or refusal.detail or HTTPStatus(refusal.status).phrase)]


def _error(title: str, detail: str, *, kind: str, meta: Mapping[str, object] | None) -> dict[str, object]:
    error: dict[str, object] = {"title": title, "detail": detail, "type": f"{ERRORS_PAGE}#{kind}"}
    return error | ({"_meta": meta} if meta else {})


def _envelope(status: int, now: datetime, errors: list[dict[str, object]]) -> Answer:
    body = {"personio_trace_id": uuid4().hex, "timestamp": _moment(now), "errors": errors}
    return json_answer(status, body, content_type=PROBLEM)


def _moment(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def _reason(code: str) -> dict[str, object]:
    """A reason code; some come with a context, and a client has to read over it."""
    if code == "errors.attribute-validation.invalid-date-format":
        return {"reason": code, "context": {"expected": "yyyy-MM-dd"}}
    return {"reason": code}
