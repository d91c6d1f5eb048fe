"""Is this body an application at all? The check that comes before anybody looks at the token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.personio.messages import Request
from local.personio.switches import Switches

REQUIRED = ("first_name", "last_name", "email", "job_position_id")
KNOWN = frozenset(REQUIRED) | {
    "recruiting_channel_id",
    "external_posting_id",
    "message",
    "application_date",
    "phase",
    "tags",
    "files",
    "attributes",
}

INVALID = "Invalid request body supplied"


class FormError(Exception):
    """The body cannot be read; the text is Personio's reason."""


@dataclass(frozen=True, kw_only=True)
class FileReference:
    """A document uploaded before."""

    uuid: str
    original_filename: str
    category: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """An application whose shape is right; whether its values make sense is another question."""

    first_name: str
    last_name: str
    email: str
    job_position_id: int
    recruiting_channel_id: int | None
    external_posting_id: str | None
    message: str | None
    application_date: str | None
    phase: tuple[str, str | int] | None  # type and id
    tags: tuple[str, ...]
    files: tuple[FileReference, ...]
    attributes: tuple[tuple[str, str], ...]  # id and value


def form_of(request: Request, switches: Switches) -> Form:
    """The application in the request's body.

    Raises:
        FormError: for what is no JSON object, a required field that is missing, a value of the wrong
            type, and, unless they are to be ignored, fields that do not exist.
    """
    body = request.json
    if not isinstance(body, dict) or request.headers.get_content_type() != "application/json":
        raise FormError(INVALID)
    if switches.unknown_fields == "refuse" and body.keys() - KNOWN:
        raise FormError(INVALID)
    for name in REQUIRED:
        _required(body, name)
    return _form(body, strict=switches.strict_integers)


def _form(body: Mapping[str, Any], *, strict: bool) -> Form:
    channel = body.get("recruiting_channel_id")
    return Form(
        first_name=_text(body["first_name"]),
        last_name=_text(body["last_name"]),
        email=_text(body["email"]),
        job_position_id=_integer(body["job_position_id"], strict=strict),
        recruiting_channel_id=None if channel is None else _integer(channel, strict=strict),
        external_posting_id=_optional_text(body, "external_posting_id"),
        message=_optional_text(body, "message"),
        application_date=_optional_text(body, "application_date"),
        phase=_phase(body.get("phase"), strict=strict),
        tags=tuple(_text(tag) for tag in _items(body, "tags")),
        files=tuple(_file(file) for file in _items(body, "files")),
        attributes=tuple(_attribute(attribute) for attribute in _items(body, "attributes")),
    )


def _phase(raw: Any, *, strict: bool) -> tuple[str, str | int] | None:
    if raw is None:
        return None
    kind = _text(_required(raw, "type"))
    number = _required(raw, "id")
    if kind == "system":
        return kind, _text(number)
    if kind != "custom":
        raise FormError(INVALID)
    return kind, _integer(number, strict=strict)


def _file(raw: Any) -> FileReference:
    return FileReference(
        uuid=_text(_required(raw, "uuid")),
        original_filename=_text(_required(raw, "original_filename")),
        category=_text(_required(raw, "category")),
    )


def _attribute(raw: Any) -> tuple[str, str]:
    return _text(_required(raw, "id")), _text(_required(raw, "value"))


def _required(raw: Any, name: str) -> Any:
    if not isinstance(raw, dict):
        raise FormError(INVALID)
    if raw.get(name) is None:
        raise FormError(f"Field '{name}' is required")
    return raw[name]


def _items(body: Mapping[str, Any], name: str) -> list[Any]:
    items = body.get(name)
    if items is None:
        return []
    if not isinstance(items, list):
        raise FormError(INVALID)
    return items


def _optional_text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    return None if value is None else _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise FormError(INVALID)
    return value


def _integer(value: Any, *, strict: bool) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and not strict and value.isascii() and value.isdecimal():
        return int(value)
    raise FormError(INVALID)
