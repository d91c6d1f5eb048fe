"""A developer's CV from matched.io's own storage, as far as Personio would take it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO
from urllib.parse import unquote, urlsplit

from shared.adapters import tuning
from shared.adapters.personio.http import Into, NoAnswer, NotSent, Response, Timeouts, TooLarge, request
from shared.adapters.personio.room import NoRoom, Room
from shared.domain.application import DocumentState
from shared.structs import Hidden

TYPES = frozenset(
    [
        "pdf",
        "pptx",
        "xlsx",
        "docx",
        "doc",
        "xls",
        "ppt",
        "ods",
        "odt",
        "7z",
        "gz",
        "rar",
        "zip",
        "bmp",
        "gif",
        "jpg",
        "png",
        "tif",
        "csv",
        "txt",
        "rtf",
        "mp4",
        "3gp",
        "mov",
        "avi",
        "wmv",
    ]
)
TYPES_BY_CONTENT = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/rtf": "rtf",
    "text/plain": "txt",
    "image/jpeg": "jpg",
    "image/png": "png",
}
LONGEST_NAME = 120

LENGTH = re.compile(r"[0-9]{1,12}")
ADDRESS = re.compile(
    r"https://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([0-9]{1,5}))?(/[^\s\\#]*)?", re.IGNORECASE
)
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


class Cv(Hidden):
    """An open file at its start, of a type and size that Personio takes."""

    filename: str
    file: IO[bytes]
    size: int


@contextmanager
def fetch(
    url: str, hosts: Sequence[str], *, room: Room, timeouts: Timeouts, deadline: float
) -> Iterator[Cv | DocumentState]:
    """The file, or why there is none: `refused`, `missing`, `unavailable` (another time, perhaps).

    Args:
        url: from the developer's profile: anything.
        hosts: where CVs may lie, exactly or as `*.suffix`; with `:port` where it is not 443. Nothing else is
            ever connected to, redirects included.
        room: that the file takes from before its first byte is received until the block ends.
        timeouts: for each step.
        deadline: seconds after which the whole fetch is over, the wait for room included.
    """
    if not allowed(url, hosts):
        yield "refused"
        return
    over_at = monotonic() + deadline
    with ExitStack() as held, SpooledTemporaryFile(max_size=tuning.CV_IN_MEMORY_BYTES) as file:

        def into(headers: Mapping[str, str]) -> IO[bytes]:
            held.enter_context(room.hold(_size(headers), over_at - monotonic()))
            return file

        yield _received(url, file, into, timeouts=timeouts, deadline=deadline)


def allowed(url: str, hosts: Sequence[str]) -> bool:
    """Whether `url` is an https address on one of `hosts`, spelled so that no two readers differ about it."""
    parts = ADDRESS.fullmatch(url)
    if parts is None:
        return False
    name, port = parts[1].lower(), parts[2]
    host = name if port in {None, "443"} else f"{name}:{port}"
    return any(_matches(host, pattern.lower()) for pattern in hosts)


def filename(url: str, content_type: str = "") -> str | None:
    """A name whose ending Personio takes, from the address, else from what the server calls the content.

    Object stores put a whole path into one percent-encoded segment; the name is what follows its last slash.
    """
    path = unquote(urlsplit(url).path, errors="ignore")
    name = re.sub(r"[^\w .,()+@-]", "_", PurePosixPath(path).name).strip(" .") or "cv"
    if _type(name) in TYPES:
        return _shortened(name)
    kind = TYPES_BY_CONTENT.get(content_type)
    return _shortened(f"{name}.{kind}") if kind else None


def _size(headers: Mapping[str, str]) -> int:
    """How long a body can become: as announced where that binds, else the longest that is taken."""
    announced = headers.get("Content-Length", "")
    if "Transfer-Encoding" in headers or "Content-Encoding" in headers or not LENGTH.fullmatch(announced):
        return tuning.CV_BYTES
    return min(int(announced), tuning.CV_BYTES)


def _received(
    url: str, file: IO[bytes], into: Into, *, timeouts: Timeouts, deadline: float
) -> Cv | DocumentState:
    try:
        answer = request(
            "GET",
            url,
            headers={"Accept-Encoding": "identity"},
            timeouts=timeouts,
            deadline=deadline,
            max_bytes=tuning.CV_BYTES,
            into=into,
        )
    except TooLarge:
        return "refused"
    except (NotSent, NoAnswer, NoRoom):
        return "unavailable"
    return _taken(url, answer, file)


def _taken(url: str, answer: Response, file: IO[bytes]) -> Cv | DocumentState:
    if answer.status == HTTPStatus.OK:
        content_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        name = filename(url, content_type)
        if name is None or content_type == "text/html":  # a login page in place of the file
            return "refused"
        size = file.tell()
        file.seek(0)
        return Cv(filename=name, file=file, size=size) if size else "missing"
    if answer.status in LATER or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "unavailable"
    return "missing" if answer.status >= HTTPStatus.BAD_REQUEST else "refused"


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _type(name: str) -> str:
    return PurePosixPath(name).suffix.lstrip(".").lower()


def _shortened(name: str) -> str:
    ending = PurePosixPath(name).suffix
    return name.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending
