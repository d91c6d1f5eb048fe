"""A board's feed, as it arrives → its positions. No network here.

Source: Personio, "Retrieving open job positions", and what real boards were seen to send.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from lxml import etree
from lxml.etree import _Element as Element

from shared.adapters.personio.feed_slices import MAX_PROLOG, Slice, Slicer
from shared.domain.errors import Problem
from shared.domain.jobs.position import Position, Salary, Section

ROOT = "workzag-jobs"
MAX_POSITIONS = 20_000

Text = tuple[Section, ...] | None  # of a position in a language; None where nobody asked for it

_AMOUNT = re.compile(r"([0-9]{1,15})(?:\.([0-9]*?)0*)?")
_ID = re.compile(r"[0-9]{1,18}")  # what Firestore holds as an integer
# Plain texts: `years_of_experience` is Personio's `yearsOfExperience`.
_TEXTS = tuple(
    (name, re.sub("_(.)", lambda letter: letter[1].upper(), name))
    for name, kind in Position.__annotations__.items()
    if kind == str | None
)


class Reader:
    """One language of a board, read while it arrives: of its bytes nothing stays but what was read.

    A position without a whole number for its id is left out: nobody could import it or apply to it, and the
    others are not to blame. Of two with the same id the first counts. Sections that name a contact person are
    left out too.

    Attributes:
        head: how it begins.
        size: bytes so far: UTF-8, as Personio writes it, or what of feed_slices.ENCODINGS they declare.
        positions: what `earlier` languages do not have, each with the descriptions that `merged` fills in.
        texts: of every position, as ports.Positions has it; empty where there is none.
    """

    def __init__(self, language: str, wanted: Collection[int] | None, earlier: tuple["Reader", ...]) -> None:
        self.language = language
        self.head = b""
        self.size = 0
        self.positions: dict[int, tuple[Position, dict[str, Text]]] = {}
        self.texts: dict[int, Text] = {}
        self._wanted = wanted
        self._earlier = earlier
        self._slicer: Slicer | None = Slicer()
        self._count = 0

    def write(self, piece: bytes) -> None:
        """Take what arrived next. What is wrong with it is said by `finish`: perhaps it is no feed at all."""
        self.head += piece[: MAX_PROLOG - len(self.head)]
        self.size += len(piece)
        if self._slicer is None:
            return
        try:
            for part in self._slicer.add(piece):
                self._read(part)
        except Problem:
            self._slicer = None

    def finish(self) -> None:
        """Read the rest, once all has arrived.

        Raises:
            Problem: `feed_unreadable`.
        """
        if self._slicer is None:
            raise Problem("feed_unreadable")
        self._read(self._slicer.rest())

    def _read(self, part: Slice) -> None:
        elements = list(_root(part).iterchildren("position"))
        self._count += len(elements)
        if self._count > MAX_POSITIONS:
            raise Problem("feed_unreadable")
        for element in elements:
            id_ = _id(element)
            if id_ is None or id_ in self.texts:
                continue
            text = tuple(_sections(element, part.sections))
            wanted = not text or self._wanted is None or id_ in self._wanted
            self.texts[id_] = text if wanted else None
            if not any(id_ in other.positions for other in self._earlier):
                descriptions: dict[str, Text] = {}
                self.positions[id_] = _position(id_, element, descriptions), descriptions


def parse(bodies: Mapping[str, bytes], wanted: Collection[int] | None = None) -> tuple[Position, ...]:
    """The positions of a board that is here already, by language; `wanted` as for `readers`.

    Raises:
        Problem: `feed_unreadable`.
    """
    reading = readers(bodies, wanted)
    for reader, body in zip(reading, bodies.values(), strict=True):
        reader.write(body)
    return merged(reading)


def readers(languages: Iterable[str], wanted: Collection[int] | None = None) -> tuple[Reader, ...]:
    """One for each language, to be written to in any order; the titles of the first ones count.

    `wanted` are the positions whose texts are kept, None stands for all.
    """
    reading: tuple[Reader, ...] = ()
    for language in languages:
        reading += (Reader(language, wanted, reading),)
    return reading


def merged(reading: Iterable[Reader]) -> tuple[Position, ...]:
    """One board in several languages: each position once, as first told, with the texts of all.

    What only a later language has was published in between and comes last.

    Raises:
        Problem: `feed_unreadable`.
    """
    positions: dict[int, tuple[Position, dict[str, Text]]] = {}
    for reader in reading:
        reader.finish()
        for id_, position in reader.positions.items():
            positions.setdefault(id_, position)
        for id_, text in reader.texts.items():
            if text != ():
                positions[id_][1][reader.language] = text
    return tuple(position for position, _ in positions.values())


def _root(piece: Slice) -> Element:
    try:
        root = etree.fromstring(piece.document, _parser(piece.encoding))
    except etree.XMLSyntaxError:
        raise Problem("feed_unreadable") from None  # the parser's sentence quotes the document
    if root.tag != ROOT:  # in a namespace of its own every position would be overlooked
        raise Problem("feed_unreadable")
    return root


def _parser(encoding: str) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _id(element: Element) -> int | None:
    for child in element.iterchildren("id"):  # findtext takes twice as long
        text = (child.text or "").strip()
        return int(text) if _ID.fullmatch(text) else None
    return None


def _position(id_: int, element: Element, descriptions: Mapping[str, Text]) -> Position:
    children = {child.tag: child for child in element}
    leaves = {tag: (child.text or "").strip() for tag, child in children.items()}
    offices = [(office.text or "").strip() for office in children.get("additionalOffices", ())]
    return Position(
        id=id_,
        title=leaves.get("name", ""),
        descriptions=descriptions,
        additional_offices=tuple(filter(None, offices)),
        keywords=_keywords(leaves.get("keywords", "")),
        salary=_salary(children.get("salaryInformation", ())),
        **{name: leaves.get(tag) or None for name, tag in _TEXTS},
    )


def _sections(position: Element, lifted: Mapping[str, Section]) -> Iterator[Section]:
    for description in chain.from_iterable(position.iterchildren("jobDescriptions")):
        section = lifted.get((description.text or "").strip()) or _section(description)
        if section.html and section.heading.upper() != "CONTACT_PERSON":  # a recruiter's name, phone, address
            yield section


def _section(description: Element) -> Section:
    leaves = {leaf.tag: (leaf.text or "").strip() for leaf in description}
    return Section(heading=leaves.get("name", ""), html=leaves.get("value", ""))


def _salary(element: Iterable[Element]) -> Salary | None:
    leaves = {leaf.tag: (leaf.text or "").strip() for leaf in element}
    minimum, maximum = _amount(leaves.get("min", "")), _amount(leaves.get("max", ""))
    if minimum is None and maximum is None:
        return None
    return Salary(
        minimum=minimum,
        maximum=maximum,
        currency=leaves.get("currencyCode") or leaves.get("currencySymbol") or None,
        period=leaves.get("type") or None,
    )


def _amount(text: str) -> str | None:
    """`100000.00` → `100000`, `17.50` → `17.5`; None where there is no plain number."""
    number = _AMOUNT.fullmatch(text) if text else None
    if number is None:
        return None
    return f"{int(number[1])}.{number[2]}" if number[2] else str(int(number[1]))


def _keywords(text: str) -> tuple[str, ...]:
    words = (word.strip() for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))
