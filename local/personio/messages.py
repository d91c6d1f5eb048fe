"""What goes in and out of the stand-in: a request as read from the wire, an answer as it will be written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.formparser import MultiPartParser
from werkzeug.http import parse_options_header


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a multipart body; `filename` is None where the part is a plain field."""

    name: str
    filename: str | None
    content_type: str | None
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request, its body read to the end (chunked or not). `connection` numbers the TCP connection."""

    method: str
    path: str
    query_string: str
    headers: Message
    body: bytes
    connection: int
    address: str

    @cached_property
    def query(self) -> dict[str, str]:
        """The query's parameters; of a repeated one the last."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @cached_property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @cached_property
    def form(self) -> dict[str, str] | None:
        """The fields of a URL-encoded form; None for everything else."""
        if self.headers.get_content_type() != "application/x-www-form-urlencoded":
            return None
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))

    @cached_property
    def parts(self) -> tuple[Part, ...] | None:
        """The parts of a well-formed multipart body; None for everything else."""
        kind, options = parse_options_header(self.headers.get("Content-Type"))
        if kind != "multipart/form-data" or not options.get("boundary"):
            return None
        try:
            fields, files = MultiPartParser(stream_factory=lambda *_, **__: BytesIO()).parse(
                BytesIO(self.body), options["boundary"].encode(), len(self.body)
            )
        except ValueError:
            return None
        plain = [
            Part(name=name, filename=None, content_type=None, content=value.encode())
            for name, value in fields.items(multi=True)
        ]
        uploads = [
            Part(name=name, filename=file.filename, content_type=file.content_type, content=file.read())
            for name, file in files.items(multi=True)
        ]
        return tuple(plain + uploads)

    @property
    def company_id(self) -> int | None:
        """The X-Company-ID header as a number; None where it is missing or none."""
        header = (self.headers.get("X-Company-ID") or "").strip()
        return int(header) if header.isdecimal() and header.isascii() else None

    @property
    def token(self) -> str:
        """The bearer token, empty where there is none."""
        scheme, _, value = (self.headers.get("Authorization") or "").partition(" ")
        return value.strip() if scheme.lower() == "bearer" else ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer. `declared_length` is a Content-Length that lies; None tells the truth."""

    status: int
    body: bytes = b""
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    declared_length: int | None = None


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """No answer: the connection ends, with a reset instead of an orderly end where `reset` is set."""

    reset: bool = False


def json_answer(status: int, value: object, *, content_type: str = "application/json") -> Answer:
    """`value` as JSON."""
    return Answer(
        status=status, body=json.dumps(value, ensure_ascii=False).encode(), content_type=content_type
    )


def html_answer(status: int, title: str) -> Answer:
    """A page with a title and nothing else."""
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return Answer(status=status, body=page.encode(), content_type="text/html; charset=utf-8")


def fingerprint(secret: str | bytes) -> str:
    """Sixteen hexadecimal digits by which a value can be recognised and not be read."""
    content = secret.encode() if isinstance(secret, str) else secret
    return hashlib.sha256(content).hexdigest()[:16]
