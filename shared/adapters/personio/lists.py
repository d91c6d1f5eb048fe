"""What API v2 shows, in lists of pages or alone, read as a type: whatever else comes is no answer to rely on.

developer.personio.de, reference `get_v2-recruiting-applications`; members that no type names are passed over.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Generic, TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

from shared.adapters import tuning
from shared.adapters.personio.answers import unread
from shared.adapters.personio.recruiting_api import Get
from shared.domain.application import Answer, Outcome
from shared.structs import replace

T = TypeVar("T")
MOST = "200"  # on one page


class Unread(Exception):  # noqa: N818 - what happened; the answer is what counts
    """Something could not be read, and `answer` says why. It has no text: that might quote people."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class _Link(msgspec.Struct):
    href: str


class _Links(msgspec.Struct):
    next: _Link | None = None


class _Meta(msgspec.Struct):
    links: _Links | None = None


class Page(msgspec.Struct, Generic[T]):
    """One page of a list."""

    data: list[T] = msgspec.field(name="_data")
    meta: _Meta | None = msgspec.field(name="_meta", default=None)


def pages(get: Get, path: str, query: Mapping[str, str], shape: type[Page[T]]) -> Iterator[list[T]]:
    """Page after page, to the end.

    Of a link to the next one its cursor alone is used, since the access token goes to nobody else's host. The
    query goes with each, so that no page could show what was not asked for.

    Raises:
        Unread: as `decoded`; the link has no cursor; or there are more pages than anybody would believe.
    """
    asked = {**query, "limit": MOST}
    for _ in range(tuning.PAGES_READ):
        page = decoded(*get(path, asked), shape)
        yield page.data
        link = page.meta and page.meta.links and page.meta.links.next
        if not link or not page.data:
            return
        asked["cursor"] = _cursor(link.href)
    raise Unread(Answer(outcome=Outcome.UNKNOWN))


def decoded(answer: Answer, body: bytes, shape: type[T]) -> T:
    """What a plain 200 says, in this shape.

    Raises:
        Unread: it is none, or its body has another one.
    """
    if answer.outcome is not Outcome.CREATED:
        raise Unread(unread(answer))
    if answer.status == HTTPStatus.OK:
        try:
            return msgspec.json.decode(body, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass  # what they say quotes the body
    raise Unread(replace(answer, outcome=Outcome.UNKNOWN, refusals=()))


def _cursor(href: str) -> str:
    try:
        (cursor,) = parse_qs(urlsplit(href).query)["cursor"]
    except (KeyError, ValueError):
        raise Unread(Answer(outcome=Outcome.UNKNOWN)) from None
    return cursor
