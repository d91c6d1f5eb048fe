"""How Personio says no: the three shapes of its recruiting API v1, and the envelope of v2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from local.personio.messages import Answer, json_answer

FIELD_ERROR = "com.personio.recruiting.api.http.FieldError"

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


def unauthorized(body: str) -> Answer:
    """401; Personio's body is not documented, so `body` chooses: text, json, or empty."""
    if body == "json":
        return in_v1(refused(HTTPStatus.UNAUTHORIZED))
    text = "The credentials could not be authenticated." if body == "text" else ""
    return Answer(
        status=HTTPStatus.UNAUTHORIZED, body=text.encode(), content_type="text/plain" if text else None
    )


def endpoint_not_found(path: str, now: datetime) -> Answer:
    """404 in the envelope of v2's gateway."""
    error = {
        "title": "Not Found",
        "detail": f"The endpoint with {path} was not found.",
        "type": "https://developer.personio.de/v2.0/page/public-api-error-codes#apinot_found",
        "_meta": {"path": path},
    }
    envelope = {"personio_trace_id": uuid4().hex, "timestamp": now.isoformat(), "errors": [error]}
    return json_answer(HTTPStatus.NOT_FOUND, envelope, content_type="application/problem+json")


def _reason(code: str) -> dict[str, object]:
    """A reason code; some come with a context, and a client has to read over it."""
    if code == "errors.attribute-validation.invalid-date-format":
        return {"reason": code, "context": {"expected": "yyyy-MM-dd"}}
    return {"reason": code}
