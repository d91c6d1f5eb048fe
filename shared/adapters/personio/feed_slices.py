"""A feed, as it arrives → small documents with the long texts taken out, so that reading costs little.

An XML parser walks CDATA byte by byte, and nine tenths of a feed are CDATA; a tree of a whole board is larger
than all that is read from it. So the feed is divided between positions, each part once it is there, and
sections that have the form in which Personio writes them are lifted out. Whatever has another form stays for
the parser; what looks like markup within a comment or a text is none.
"""

import re
from collections.abc import Iterator

from shared.domain.errors import Problem
from shared.domain.jobs.position import Section
from shared.structs import Struct

CUT_AFTER = 512 * 1024  # bytes of the feed in one slice

# What one slice may hold, far beyond any real one; each tag or attribute costs some hundred bytes of tree.
MAX_MARKUP = 60_000
MAX_TOKENS = 10_000
MAX_DOCUMENT = 4 * 1024 * 1024  # bytes left for the parser
MAX_PROLOG = 64 * 1024
MAX_TEXT = 10_000_000  # bytes; the parser's own limit for what is not lifted
FALSE_ENDS = 10  # as "]" in "[w/m/d]"; a text with more of them is searched at leisure
MAX_HELD = MAX_TEXT + MAX_DOCUMENT  # bytes of the feed that wait for the end of a position

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
_END = b"</position>"
_SECTION = rb"jobDescription>\s*+<name>(?P<heading>[^<&]*+)</name>\s*+<value>\s*+<!\[CDATA\["
_TOKEN = re.compile(rb"<(?:%b|!(?:\[CDATA\[|--)|\?)" % _SECTION)
_CLOSED_BY = {b"<!--": b"-->", b"<?": b"?>"}
_SECTION_ENDS = re.compile(rb"\s*+</value>\s*+(?P<rest></jobDescription>)")


class Slice(Struct):
    """A whole document, the feed's root around some of its positions, and the sections lifted out of it.

    `encoding` is that of the whole feed, whatever this document declares.
    """

    document: bytes
    encoding: str
    sections: dict[str, Section]  # by the text of the `<jobDescription>` that stands in their place


def is_feed(head: bytes) -> bool:
    """Whether what begins so is a feed, whatever status and content type say; MAX_PROLOG bytes are enough."""
    return _opening(head) is not None


class Slicer:
    """Cuts one feed into slices that hold all of it, in its order; what is sliced is held no longer.

    Both methods raise Problem `feed_unreadable`: no feed, a DOCTYPE, beyond the limits above, a text not in
    its encoding. Then it is of no more use.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._cut_after = CUT_AFTER
        self._before = b""  # the next slice: the root, which the first one has itself
        self._root = b""
        self._encoding = ""

    def add(self, piece: bytes) -> Iterator[Slice]:
        """Take what arrived next; the slices that it completes."""
        for at in range(0, len(piece), CUT_AFTER):
            if found := self._add(piece[at : at + CUT_AFTER]):
                yield found

    def rest(self) -> Slice:
        """The last slice, once all has arrived."""
        found = self._slice(bytes(self._held), b"")
        if found is None:
            raise Problem("feed_unreadable")
        return found

    def _add(self, piece: bytes) -> Slice | None:
        searched = max(0, len(self._held) - len(_END))
        self._held += piece
        if len(self._held) < self._cut_after:
            return None
        if len(self._held) > MAX_HELD:
            raise Problem("feed_unreadable")
        at = self._held.rfind(_END, searched)
        if at < 0:
            return None
        end = at + len(_END)
        found = self._slice(bytes(memoryview(self._held)[:end]), _CLOSING)
        if found is None:  # a decoy; the next try has twice as much, so that little is read again
            self._cut_after = 2 * len(self._held)
            return None
        del self._held[:end]
        self._before, self._cut_after = self._root, CUT_AFTER
        return found

    def _slice(self, part: bytes, closing: bytes) -> Slice | None:
        """The next part of the feed; None where it ends before the root, or within a text or a comment."""
        if not self._root and not self._open(part):
            return None
        start = 0
        kept = [self._before]
        sections: dict[str, Section] = {}
        for number, (token, end) in enumerate(_tokens(part)):
            if end < 0:
                return None
            if number == MAX_TOKENS:
                raise Problem("feed_unreadable")
            heading = token["heading"]
            if heading is not None and (closes := _SECTION_ENDS.match(part, end)):
                place = f"{MARK}{len(sections)}"
                html = part[token.end() : end - len(b"]]>")]
                sections[place] = _section(heading, html, self._encoding)
                kept += part[start : token.start()], f"<jobDescription>{place}".encode()
                start = closes.start("rest")
        return _document([*kept, part[start:], closing], self._encoding, sections)

    def _open(self, part: bytes) -> bool:
        opening, self._encoding = _opening(part), _encoding(part)
        if self._encoding not in ENCODINGS:
            raise Problem("feed_unreadable")
        self._root = opening["root"] if opening else b""
        return opening is not None


def _opening(body: bytes) -> re.Match[bytes] | None:
    return _OPENING.match(body, 0, MAX_PROLOG)


def _encoding(body: bytes) -> str:
    declared = _DECLARED.match(body, 0, MAX_PROLOG)
    return declared[1].decode("ascii", "replace").lower() if declared else "utf-8"


def _tokens(part: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """What opens a section, text, comment or instruction; where that ends, and -1 last where it does not."""
    at = 0
    while at >= 0 and (token := _TOKEN.search(part, at, at + MAX_DOCUMENT)):
        closed_by = _CLOSED_BY.get(token[0], b"]]>")
        at = _find(part, closed_by, token.end())
        at = at + len(closed_by) if at >= 0 else -1
        yield token, at


def _find(part: bytes, closed_by: bytes, at: int) -> int:
    """Offset of `closed_by`; its first byte alone is found ten times as fast, and there are few others."""
    last = at + MAX_TEXT
    for _ in range(FALSE_ENDS):
        at = part.find(closed_by[:1], at, last)
        if at < 0 or part.startswith(closed_by, at):
            return at
        at += 1
    return part.find(closed_by, at, last)


def _section(heading: bytes, html: bytes, encoding: str) -> Section:
    try:
        return Section(heading=_lines(heading.decode(encoding)), html=_lines(html.decode(encoding)))
    except UnicodeDecodeError:
        raise Problem("feed_unreadable") from None  # the cause quotes the document


def _lines(text: str) -> str:
    return (text.replace("\r\n", "\n") if "\r" in text else text).strip()


def _document(pieces: list[bytes], encoding: str, sections: dict[str, Section]) -> Slice:
    if sum(map(len, pieces)) > MAX_DOCUMENT:
        raise Problem("feed_unreadable")
    document = b"".join(pieces)
    if document.count(b"<") + document.count(b"=") > MAX_MARKUP:
        raise Problem("feed_unreadable")
    return Slice(document=document, encoding=encoding, sections=sections)
