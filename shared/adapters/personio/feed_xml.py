"""A board's feed as bytes → its positions, in one language. No network here.

Source: Personio, "Retrieving open job positions", and what real boards were seen to send.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import chain

from lxml import etree
from lxml.etree import _Element as Element

from shared.adapters.personio.feed_slices import Slice, cut
from shared.domain.errors import Problem
from shared.domain.jobs.position import Position, Salary, Section

ROOT = "workzag-jobs"
MAX_POSITIONS = 20_000

_AMOUNT = re.compile(r"([0-9]{1,15})(?:\.([0-9]*?)0*)?")
_ID = re.compile(r"[0-9]{1,18}")  # what Firestore holds as an integer
# Plain texts: `years_of_experience` is Personio's `yearsOfExperience`.
_TEXTS = tuple(
    (part.name, re.sub("_(.)", lambda letter: letter[1].upper(), part.name))
    for part in fields(Position)
    if part.type == str | None
)


def parse(bodies: Mapping[str, bytes]) -> tuple[Position, ...]:
    """Read one board in several languages: each position once, as first told, with the texts of all.

    What only a later language has was published in between and comes last. A position without a whole number
    for its id is left out: nobody could import it or apply to it, and the others are not to blame. Of two
    with the same id the first counts. Sections that name a contact person are left out too.

    Args:
        bodies: by the language that was asked for. UTF-8, as Personio writes it, or what of
            feed_slices.ENCODINGS the body declares.

    Raises:
        Problem: `feed_unreadable`.
    """
    positions: dict[int, Position] = {}
    texts: dict[int, dict[str, tuple[Section, ...]]] = {}
    for language, body in bodies.items():
        seen = set()
        for element, lifted in _elements(body):
            id_ = _id(element)
            if id_ is None or id_ in seen:
                continue
            seen.add(id_)
            if id_ not in positions:
                texts[id_] = {}
                positions[id_] = _position(id_, element, texts[id_])
            if sections := tuple(_sections(element, lifted)):
                texts[id_][language] = sections
    return tuple(positions.values())


def _elements(body: bytes) -> Iterator[tuple[Element, Mapping[str, Section]]]:
    """Each position, with the sections lifted out of it and its neighbours."""
    count = 0
    for piece in cut(body):
        elements = list(_root(piece).iterchildren("position"))
        count += len(elements)
        if count > MAX_POSITIONS:
            raise Problem("feed_unreadable")
        for element in elements:
            yield element, piece.sections


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
    text = (element.findtext("id") or "").strip()
    return int(text) if _ID.fullmatch(text) else None


def _position(id_: int, element: Element, descriptions: Mapping[str, tuple[Section, ...]]) -> Position:
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
