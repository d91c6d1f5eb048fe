"""JSON in: a request's body, whole, of its type, or the problem that names the field at fault."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from socket import SHUT_RD, socket
from threading import Timer
from typing import Annotated, TypeVar

import msgspec
from flask import Request

from shared.domain.errors import Problem
from shared.edge import tuning

NAME = r"[a-z_]{1,40}"  # of a field or parameter; anything else may be a value that went astray

Number = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]  # what every JSON reader keeps exact
PositionId = Number
B = TypeVar("B")


def read(request: Request, type_: type[B], *, optional: bool) -> B:
    """The body as `type_`; an empty one that is optional counts as the type's defaults.

    Raises:
        Problem: `media_type_unsupported`, `body_too_large`, `body_malformed`, `body_invalid`.
    """
    raw = _raw(request)
    if not raw and optional:
        return type_()
    if request.mimetype != "application/json":
        raise Problem("media_type_unsupported")
    try:
        return msgspec.json.decode(raw, type=type_)
    except msgspec.ValidationError as invalid:
        raise Problem("body_invalid", field=_field(str(invalid))) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as malformed:
        raise Problem("body_malformed") from malformed


def drain(request: Request) -> None:
    """Leave nothing of the body: functions-framework reads on after us, and answers 500 to a broken one."""
    try:
        with _in_time(request):
            while request.stream.read(tuning.BODY_BYTES):
                pass
    except Exception:  # noqa: BLE001 - each server has its own for a body it cannot read
        request.stream = BytesIO()


def _raw(request: Request) -> bytes:
    """The whole body: one that was cut off on its way is not taken for a shorter or an empty one."""
    announced = request.content_length or 0
    if announced > tuning.BODY_BYTES:
        raise Problem("body_too_large", params={"limit": tuning.BODY_BYTES})
    try:
        with _in_time(request):
            raw = request.stream.read(tuning.BODY_BYTES + 1)
    except Exception as broken:
        raise Problem("body_malformed") from broken  # each server has its own for a body it cannot read
    if len(raw) > tuning.BODY_BYTES:
        raise Problem("body_too_large", params={"limit": tuning.BODY_BYTES})
    if len(raw) < announced:
        raise Problem("body_malformed")
    return raw


@contextmanager
def _in_time(request: Request) -> Iterator[None]:
    """End a body that drips in: its sender, whom nobody knows yet, holds a thread that others wait for.

    It then counts as cut off. Only gunicorn tells its socket, which is what serves on Cloud Run.
    """
    sender = request.environ.get("gunicorn.socket")
    if sender is None:
        yield
        return
    end = Timer(tuning.BODY_SECONDS, _hear_no_more, (sender,))
    end.start()
    try:
        yield
    finally:
        end.cancel()


def _hear_no_more(sender: socket) -> None:
    with suppress(OSError):  # they have gone
        sender.shutdown(SHUT_RD)


def _field(message: str) -> str | None:
    """The field that msgspec names, as `$.field` or as a missing or unknown one; never its value."""
    named = re.search(rf"(?:field `({NAME})`)|(?:`\$\.([a-z_.]{{1,80}})`?)", message)
    return (named.group(1) or named.group(2)) if named else None
