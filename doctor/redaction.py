"""What of an answer may be kept: shapes, codes, sizes, and headers by name. Everything else stays behind.

An allow-list: a name or a word that is not known here is left out, whatever it may be.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from doctor.answers import CODES, DEEPEST, Answer
from doctor.steps import Step
from doctor.wire import Silence

MOST_ITEMS = 3
ERRORS = "https://developer.personio.de/v2.0/page/public-api-error-codes#"
STAGES = ("unassigned", "rejected", "withdrawn", "offer", "accepted")

MEMBERS: Final = frozenset(
    (
        *("_data", "_meta", "access_token", "application_date", "applications", "attributes"),
        *("available_from", "birthday", "candidate", "category", "channel", "code", "company", "context"),
        *("created_at", "current_stage", "cursor", "data", "date-time", "department", "detail", "email"),
        *("error", "error_description", "error_uri", "errors", "expires_in", "extension", "field"),
        *("first_name", "gender", "hiring_team", "href", "id", "instance", "is_anonymized", "job", "kind"),
        *("last_name", "limit", "linkedin_profile", "links", "location", "message", "meta", "mimetype"),
        *("missing_parameters", "name", "next", "original_filename", "path", "person", "personio_trace_id"),
        *("phone", "pointer", "reason", "role", "scope", "size", "stage", "status", "success", "timestamp"),
        *("entered_at", "timezone", "title", "token_type", "trace_id", "type", "updated_at", "uuid"),
    )
)
FIELDS: Final = (
    *("first_name", "last_name", "email", "job_position_id", "recruiting_channel_id"),
    *("external_posting_id", "message", "application_date", "phase", "tags", "files", "attributes", "file"),
    *("company", "birthday", "gender", "location", "phone", "available_from", "salary_expectations"),
)
WORDS: Final = frozenset(
    (
        *CODES,
        *STAGES,
        *FIELDS,
        *(f"#/{field}" for field in FIELDS),
        *(f"Field '{field}' is required" for field in FIELDS),
        *(
            f"{ERRORS}{kind}"
            for kind in ("apinot_found", "commonforbidden", "commonunauthorized", "commonnot_found")
        ),
        "com.personio.recruiting.api.http.FieldError",
        "Invalid request body supplied",
        "Invalid multipart request body and/or headers supplied.",
        "Unauthorized Request",
        "Insufficient access scope",
        "Client scope insufficient to access resource",
        "Bearer",
        "personio:recruiting:read",
        "personio:recruiting:write",
        "about:blank",
        "Bad Request",
        "Unauthorized",
        "Forbidden",
        "Not Found",
        "Too Many Requests",
        "system",
        "custom",
        "UTC",
        "Europe/Berlin",
    )
)
MEDIA_TYPES: Final = (
    "application/json",
    "application/problem+json",
    "text/xml",
    "application/xml",
    "text/html",
    "text/plain",
    "",
)
FIGURES: Final = (
    "retry-after",
    "x-ratelimit-replenish-rate",
    "x-ratelimit-burst-capacity",
    "x-ratelimit-requested-tokens",
    "x-ratelimit-remaining",
)
NAMED: Final = (
    "etag",
    "last-modified",
    "cache-control",
    "content-encoding",
    "location",
    "vary",
    "www-authenticate",
)

_CLASSES = {  # what a text is, where its words are not known
    "<date-time>": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.ASCII | re.DOTALL),
    "<date>": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "<uuid>": re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    "<digits>": re.compile(r"\d+", re.ASCII),
    "<address>": re.compile(r"https?://.*", re.DOTALL),
    "<path>": re.compile(r"[/?].*", re.DOTALL),
    "<empty>": re.compile(r"\s*"),
}
_SMALL = {"size", "expires_in", "status"}  # figures that are told


def kept(step: Step, outcome: Answer | Silence) -> dict[str, Any]:
    """What the report says of one request."""
    if isinstance(outcome, Silence):
        return {"step": step.name, "silence": _word(str(outcome))}
    return {
        "step": step.name,
        "status": outcome.status,
        "type": outcome.media_type if outcome.media_type in MEDIA_TYPES else "other",
        "headers": _headers(outcome.headers),
        "size": len(outcome.body),
        "shape": outcome.shape,
        "codes": list(outcome.codes),
        "seconds": round(outcome.seconds, 1),
        "body": without_content(outcome.json),
    }


def without_content(value: Any, deepest: int = DEEPEST, name: str = "") -> Any:
    """JSON of the same form: known names and words as they are, other texts by their kind."""
    if isinstance(value, dict):
        known = {each: within for each, within in value.items() if each in MEMBERS} if deepest else {}
        return {each: without_content(within, deepest - 1, each) for each, within in known.items()}
    if isinstance(value, list):
        return [without_content(each, deepest - 1, name) for each in value[:MOST_ITEMS]] if deepest else []
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    return value if name in _SMALL and isinstance(value, int) and 0 <= value < 10**8 else "<number>"


def _text(value: str) -> str:
    if value in WORDS:
        return value
    return next((kind for kind, form in _CLASSES.items() if form.fullmatch(value)), "<text>")


def _headers(headers: Mapping[str, str]) -> dict[str, Any]:
    """Figures as they are, of the others that they are there."""
    figures = {name: headers[name] for name in FIGURES if name in headers}
    told = {
        name: int(value) if re.fullmatch(r"[0-9]{1,9}", value) else "other" for name, value in figures.items()
    }
    return {**told, **{name: True for name in NAMED if name in headers}}


def _word(text: str) -> str:
    return text if re.fullmatch(r"\w{1,40}", text, re.ASCII) else "other"
