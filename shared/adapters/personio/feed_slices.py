"""A feed's bytes → small documents with the long texts taken out, so that parsing costs little.

An XML parser walks CDATA byte by byte, and nine tenths of a feed are CDATA; a tree of a whole board is larger
than all that is read from it. So sections that have the form in which Personio writes them are lifted out,
and the rest is divided between positions. Whatever has another form stays for the parser; what looks like
markup within a comment or a text is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.errors import Problem
from shared.domain.jobs.position import Section

CUT_AFTER = 256 * 1024  # bytes left for the parser in one slice

# What one slice may hold, far beyond any real one; each tag or attribute costs some hundred bytes of tree.
MAX_MARKUP = 60_000
MAX_TOKENS = 10_000
MAX_DOCUMENT = 4 * 1024 * 1024  # bytes left for the parser
MAX_PROLOG = 64 * 1024
MAX_TEXT = 10_000_000  # bytes; the parser's own limit for what is not lifted

# Stands before a lifted section's number, in its place. A character that no editor writes; a feed that did,
# with a number behind it instead of a section, would get one of its own sections there.
MARK = "\x7f"

# Those in which ASCII is ASCII, so that markup is found undecoded. Any other could hide a DOCTYPE; UTF-16,
# which lxml would read, would have to be held twice to be searched.
ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)")

# All that may stand before the positions: any DOCTYPE, and with it any entity, is refused unread. Possessive,
# so that no prolog is scanned twice.
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+(?P<root><workzag-jobs(?:\s[^<>]*+)?/?>)", re.DOTALL
)
_CLOSING = b"</workzag-jobs>"
_SECTION = rb"jobDescription>\s*+<name>(?P<heading>[^<&]*+)</name>\s*+<value>\s*+<!\[CDATA\["
_TOKEN = re.compile(rb"<(?:%b|!(?:\[CDATA\[|--)|\?|/position\s*+>)" % _SECTION)
_SECTION_ENDS = re.compile(rb"\s*+</value>\s*+(?P<rest></jobDescription>)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Slice:
    """A whole document, the feed's root around some of its positions, and the sections lifted out of it.

    `encoding` is that of the whole feed, whatever this document declares.
    """

    document: bytes
    encoding: str
    sections: dict[str, Section]  # by the text of the `<jobDescription>` that stands in their place


def is_feed(body: bytes) -> bool:
    """Whether `body` begins as a feed does, whatever its status or content type say."""
    return _opening(body) is not None


def cut(body: bytes) -> Iterator[Slice]:
    """Cut a feed into slices that hold all of it, in its order.

    Raises:
        Problem: `feed_unreadable`: no feed, a DOCTYPE, beyond the limits above, a text not in its encoding.
    """
    opening, encoding = _opening(body), _encoding(body)
    if opening is None or encoding not in ENCODINGS:
        raise Problem("feed_unreadable")
    start = size = tokens = 0
    kept: list[bytes] = []
    sections: dict[str, Section] = {}
    for token, end in _tokens(body, opening.end()):
        tokens += 1
        if tokens > MAX_TOKENS:
            raise Problem("feed_unreadable")
        at, heading = token.start(), token["heading"]
        if heading is not None and (closing := _SECTION_ENDS.match(body, end)):
            place = f"{MARK}{len(sections)}"
            sections[place] = _section(heading, body[token.end() : end - len(b"]]>")], encoding)
            kept += body[start:at], f"<jobDescription>{place}".encode()
            size += at - start
            start = closing.start("rest")
        elif body.startswith(b"</", at) and size + end - start >= CUT_AFTER:
            yield _slice([*kept, body[start:end], _CLOSING], sections, encoding)
            start, size, tokens, kept, sections = end, 0, 0, [opening["root"]], {}
    yield _slice([*kept, body[start:]], sections, encoding)


def _opening(body: bytes) -> re.Match[bytes] | None:
    return _OPENING.match(body, 0, MAX_PROLOG)


def _encoding(body: bytes) -> str:
    declared = _DECLARED.match(body, 0, MAX_PROLOG)
    return declared[1].decode("ascii", "replace").lower() if declared else "utf-8"


def _tokens(body: bytes, at: int) -> Iterator[tuple[re.Match[bytes], int]]:
    """What opens a section, text, comment or instruction, or ends a position; where what it opens ends."""
    while token := _TOKEN.search(body, at, at + MAX_DOCUMENT):
        at = token.end()
        if closed_by := _closed_by(token[0]):
            at = _find(body, closed_by, at)
            if at < 0:
                return  # the parser will say that it never ends, or that it is too long
            at += len(closed_by)
        yield token, at


def _closed_by(token: bytes) -> bytes | None:
    if token.endswith(b"[CDATA["):
        return b"]]>"
    return {b"<!--": b"-->", b"<?": b"?>"}.get(token)


def _find(body: bytes, closed_by: bytes, at: int) -> int:
    """Offset of `closed_by`; its first byte alone is found ten times as fast, and is mostly the right one."""
    first = body.find(closed_by[:1], at, at + MAX_TEXT)
    return first if body.startswith(closed_by, first) else body.find(closed_by, at, at + MAX_TEXT)


def _section(heading: bytes, html: bytes, encoding: str) -> Section:
    try:
        return Section(heading=_lines(heading.decode(encoding)), html=_lines(html.decode(encoding)))
    except UnicodeDecodeError:
        raise Problem("feed_unreadable") from None  # the cause quotes the document


def _lines(text: str) -> str:
    return (text.replace("\r\n", "\n") if "\r" in text else text).strip()


def _slice(pieces: list[bytes], sections: dict[str, Section], encoding: str) -> Slice:
    if sum(map(len, pieces)) > MAX_DOCUMENT:
        raise Problem("feed_unreadable")
    document = b"".join(pieces)
    if document.count(b"<") + document.count(b"=") > MAX_MARKUP:
        raise Problem("feed_unreadable")
    return Slice(document=document, encoding=encoding, sections=sections)
