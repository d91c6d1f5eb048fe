"""Questions to the careers page and its feed."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from doctor.answers import Answer
from doctor.assumptions import Value
from doctor.conversation import Conversation
from doctor.steps import FEED, FEED_AGAIN, FEED_BARE, FEED_NOBODY, FEED_OTHER, PAGE
from doctor.wire import Silence
from shared.adapters.personio.feed_xml import parse
from shared.domain.errors import Problem

Found = Iterator[tuple[str, Value]]

LANGUAGES = ("de", "en", "fr", "es", "nl", "it", "pt")  # SPEC names them
ROOT = "workzag-jobs"
ELEMENTS = frozenset(
    (
        *("id", "subcompany", "office", "additionalOffices", "department", "recruitingCategory", "name"),
        *("jobDescriptions", "employmentType", "seniority", "schedule", "yearsOfExperience", "keywords"),
        *("occupation", "occupationCategory", "createdAt", "salaryInformation"),
    )
)
OK, NOT_FOUND, NOT_MODIFIED = 200, 404, 304


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is kept of a feed in one language; a position's title is told by its fingerprint."""

    digest: str
    titles: Mapping[int, str] = field(repr=False)
    odd: frozenset[str] = field(repr=False)
    alike: bool


def board(talk: Conversation) -> Found:
    """Is there a feed, what does it say of itself, and is it the same in each language?"""
    first = talk.send(FEED, params={"language": LANGUAGES[0]})
    yield "left", first.leads_to_personio
    look = _looked_at(first)
    if look is None:
        if first.status == NOT_FOUND and talk.send(PAGE).status == OK:
            yield "feed_enabled", False
        return
    talk.positions = tuple(look.titles)
    yield "feed_enabled", True
    yield "feed_type", first.media_type
    yield "gzip", first.headers.get("Content-Encoding") == "gzip"
    yield "last_modified", "Last-Modified" in first.headers
    yield "validators", _answers_to_its_tag(talk, first)
    looks = {LANGUAGES[0]: look}
    for language in LANGUAGES[1:]:
        other = _looked_at(talk.send(FEED, params={"language": language}))
        if other:
            looks[language] = other
    yield "same_positions", len({frozenset(each.titles) for each in looks.values()}) == 1
    yield "odd_elements", len(frozenset().union(*(each.odd for each in looks.values())))
    yield "read_alike", all(each.alike for each in looks.values())
    bare = _looked_at(talk.send(FEED_BARE))
    same = [language for language, each in looks.items() if bare and each.digest == bare.digest]
    if len(same) == 1:
        yield "default_language", same[0]


def other_domain(talk: Conversation) -> Found:
    """Does the same name answer under .de and .com alike?"""
    answer = talk.send(FEED_OTHER, params={"language": LANGUAGES[0]})
    if answer.status == OK:
        look = _looked_at(answer)
        yield "other_tld", "same" if look and set(look.titles) == set(talk.positions) else "other"
    else:
        yield "other_tld", _absence(answer)


def nobody(talk: Conversation) -> Found:
    """What does Personio say to a name that nobody has?"""
    yield "unknown_slug", _absence(talk.send(FEED_NOBODY, params={"language": LANGUAGES[0]}))


def _absence(answer: Answer) -> str:
    return "307" if answer.redirects else str(answer.status)


def _answers_to_its_tag(talk: Conversation, first: Answer) -> bool:
    tag = first.headers.get("ETag")
    if not tag:
        return False
    again = talk.send(FEED_AGAIN, params={"language": LANGUAGES[0]}, headers={"If-None-Match": tag})
    return again.status == NOT_MODIFIED


def _looked_at(answer: Answer) -> Look | None:
    """The feed in the answer; None where there is none."""
    if answer.status != OK or f"<{ROOT}".encode() not in answer.body[:4096]:
        return None
    try:
        plain, odd = _plain(answer.body)
        ours = {each.id: _mark(each.title) for each in parse({LANGUAGES[0]: answer.body})}
    except (etree.XMLSyntaxError, Problem):
        raise Silence("unreadable_feed") from None  # either's sentence may quote it
    return Look(digest=hashlib.sha256(answer.body).hexdigest(), titles=plain, odd=odd, alike=ours == plain)


def _plain(body: bytes) -> tuple[dict[int, str], frozenset[str]]:
    """Ids and titles as a plain reader finds them, of two with one id the first; and unknown elements."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    titles: dict[int, str] = {}
    odd: set[str] = set()
    for position in etree.fromstring(body, parser).iterchildren("position"):
        odd |= {str(child.tag) for child in position.iterchildren("*")} - ELEMENTS
        number = (position.findtext("id") or "").strip()
        if re.fullmatch(r"[0-9]{1,18}", number):
            titles.setdefault(int(number), _mark((position.findtext("name") or "").strip()))
    return titles, frozenset(odd)


def _mark(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()
