"""How Personio says no: the three shapes of its recruiting API v1, and the envelope of v2."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from local.personio.messages import Answer, json_answer

FIELD_ERROR = "com.personio.recruiting.api.http.FieldError"

Reasons = Mapping[str, tuple[str, ...]]  # field → reason codes


def fields_refused(reasons: Reasons, status: int = HTTPStatus.BAD_REQUEST) -> Answer:
    """Shape 1: one entry per field, each with its reason codes."""
    errors = [
        {"type": FIELD_ERROR, "field": field, "errors": [_reason(code) for code in codes]}
        for field, codes in reasons.items()
    ]
    return json_answer(status, {"errors": errors})


def body_refused(
    reason: str = "Invalid request body supplied", status: int = HTTPStatus.BAD_REQUEST
) -> Answer:
    """Shape 2: the body as a whole cannot be read."""
    return json_answer(status, {"error": {"reason": reason}})


def refused(status: int, detail: str = "") -> Answer:
    """Shape 3: an internal reference, the status and its name."""
    error = {"id": str(uuid4()), "status": str(status), "title": HTTPStatus(status).phrase}
    return json_answer(status, {"errors": [error | ({"detail": detail} if detail else {})]})


def unauthorized(body: str) -> Answer:
    """401; Personio's body is not documented, so `body` chooses: text, json, or empty."""
    if body == "json":
        return refused(HTTPStatus.UNAUTHORIZED)
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
