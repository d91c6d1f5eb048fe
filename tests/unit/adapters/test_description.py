"""Customers' HTML, made safe to show."""

import re
from collections.abc import Iterator
from itertools import accumulate
from time import process_time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from shared.adapters.sanitiser import describe
from shared.domain.errors import Problem
from shared.domain.jobs.bounds import DEEPEST, LARGEST, LONGEST
from shared.domain.jobs.draft import Description
from shared.domain.jobs.position import Section
from shared.texts.problems import PROBLEMS
from shared.texts.sentence import say
from tests.samples.descriptions import ATTACKS, BOMBS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECONDS = 1.0  # of one processor; a third of it is the goal, the rest is for slower machines
TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4"}


def safe(text: str, heading: str = "") -> str:
    return describe((Section(heading=heading, html=text),)).html


def filled(unit: str, longest: int = LONGEST) -> str:
    """As often as it goes into the longest description."""
    text = ""
    for number in range(longest):
        text += unit.replace("{n}", str(number))
        if len(text) > longest:
            break
    return text[:longest]


def depth(text: str) -> int:
    """How many elements are within each other at most."""
    steps = [-1 if end else 1 for end, tag in re.findall("<(/?)([a-z0-9]+)", text) if tag != "br"]
    return max(accumulate(steps), default=0)


def elements(text: str) -> "Iterator[html.HtmlElement]":
    for part in html.fragments_fromstring(f"<div>{text}</div>"):
        assert not isinstance(part, str)
        yield from list(part.iter())[1:]


@pytest.mark.parametrize("place", ["text", "heading"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_but_the_allowed_is_left(attack: str, place: str) -> None:
    """Whatever a customer writes, only listed tags are left, and links to https and mailto only."""
    left = safe(attack) if place == "text" else safe("<p>x</p>", heading=attack)
    for element in elements(left):
        assert element.tag in TAGS
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set())
        if "href" in element.attrib:
            target = urlsplit(element.attrib["href"])
            assert target.scheme == "mailto" or (target.scheme == "https" and target.netloc)
            assert element.attrib["rel"] == "noopener noreferrer nofollow"
    assert safe(left) == left


@pytest.mark.wire
@pytest.mark.browser
def test_a_browser_runs_none_of_it(chromium: "Browser") -> None:
    """All of the corpus in one real page: no script runs, nothing is fetched, nothing asks for anything."""
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.set_content("".join(f"<div>{safe(attack, heading=attack)}</div>" for attack in ATTACKS))
    for element in page.query_selector_all("div *"):
        element.dispatch_event("mouseover")
        element.dispatch_event("focus")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert asked == []
    page.close()


def test_what_people_write_stays() -> None:
    """Paragraphs, lists, emphasis, headings and good links are as they were written."""
    written = (
        "<p>Wir <strong>bauen</strong> &amp; <em>betreiben</em>.<br>Mit euch.</p>"
        '<ul><li>Python</li><li><a href="https://acme.example/x?a=1&amp;b=2">mehr</a></li></ul>'
        '<h3>Fragen</h3><p><a href="mailto:jobs@acme.example">Schreibt uns</a></p>'
    )
    assert safe(written).replace(' rel="noopener noreferrer nofollow"', "") == written


def test_sections_stand_in_order_under_their_headings() -> None:
    """Headings are text, however they are written; one section without a heading is just its text."""
    described = describe(
        (
            Section(heading="Aufgaben & <Ziele>", html="<ul><li>Eins</li><li>Zwei</li></ul>"),
            Section(heading="", html="• Drei<br>• Vier"),
        )
    )
    assert described.html == (
        "<h2>Aufgaben &amp; &lt;Ziele&gt;</h2><ul><li>Eins</li><li>Zwei</li></ul>• Drei<br>• Vier"
    )
    assert described.text == "Aufgaben & <Ziele>\nEins\nZwei\n• Drei\n• Vier"


def test_no_description_is_empty() -> None:
    """Without sections there is nothing, not even white space."""
    assert (describe(()).html, describe(()).text) == ("", "")


def test_a_description_that_no_document_can_hold_is_refused() -> None:
    """Firestore's documents end at one megabyte: the answer says so, before the store does."""
    assert len(safe("x" * LONGEST)) == LONGEST
    with pytest.raises(Problem) as raised:
        safe("x" * (LONGEST + 1))
    assert raised.value.code == "description_too_long"


def outcome(written: str) -> Description | str:
    """What becomes of a description, or the code of the problem that it is."""
    try:
        return describe((Section(heading="", html=written),))
    except Problem as refused:
        return refused.code


@pytest.mark.wire
@pytest.mark.proof
@pytest.mark.parametrize("unit", BOMBS)
def test_no_description_takes_long_or_grows(unit: str) -> None:
    """Whatever fills a description, it is made safe, small and shallow, or refused, in a moment."""
    written = filled(unit)
    began = process_time()
    left = outcome(written)
    assert process_time() - began < SECONDS
    if isinstance(left, str):
        assert left in {"description_too_long", "description_too_deep"}
        return
    assert max(len(left.html.encode()), len(left.text.encode())) <= LARGEST
    assert len(left.html) <= LONGEST
    assert depth(left.html) <= DEEPEST
    assert safe(left.html) == left.html


FRAGMENTS = [
    *(f"<{end}{tag}>" for tag in (*sorted(TAGS), "div", "table", "td", "svg", "style") for end in ("", "/")),
    *("x", " ", "\n", "&", "&lt;", "<", ">", "'", '"', "=", "<!--", "-->", "<a href=", "https://x", "<b x='"),
]


@pytest.mark.wire
@pytest.mark.proof
@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
def test_what_is_safe_stays_as_it_is(written: str) -> None:
    """However broken a description is, what is left of it is allowed, and is left again the next time."""
    left = safe(written)
    assert {element.tag for element in elements(left)} <= TAGS
    assert safe(left) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a<ul><li>b<li>c</ul>d", "<p>a</p><ul><li>b</li><li>c</li></ul>d"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("<p><b>a<p>b</b>c", "<p><b>a</b></p><p>bc</p>"),
        ("<b>a<i>b</b>c</i>d", "<b>a<i>b</i></b>cd"),
        ("<P CLASS=x>a</P ><BR/>b<br>", "<p>a</p><br>b<br>"),
        ("<div><div><span>a</span> b</div></div></div>", "a b"),
        ("a < b <3 & c > d", "a &lt; b &lt;3 &amp; c &gt; d"),
        ("a<!-- <b> -->b<!-->c<!doctype html>d<?xml x?>e</>f", "abcdef"),
        ("<p it's title='>'>it's</p>", "<p>it's</p>"),
        ("<b/>a<b", "<b>a</b>"),
        ("a</b></li></p>", "a"),
        ("<a href=\"'https://acme.example'\">a</a>", '<a rel="noopener noreferrer nofollow">a</a>'),
        ("<\u017fcript>a</script>b", "&lt;\u017fcript&gt;ab"),
    ],
)
def test_what_is_left_open_ends_where_a_reader_expects_it(written: str, left: str) -> None:
    """Sloppy markup is mended; what is left open ends with what is around it, and is not opened again."""
    assert safe(written) == left


@pytest.mark.parametrize(
    "tag",
    [
        "<a href=https://acme.example/?a=1&b=2>",
        "<A x='>' HREF = 'https://acme.example/?a=1&amp;b=2' href=https://evil.example>",
        '<a data-href="https://evil.example" class="a"href="https://acme.example/?a=1&amp;b=2">',
    ],
)
def test_a_link_leads_where_it_was_written_to(tag: str) -> None:
    """However the address is quoted, it is the first one that counts."""
    rel = "noopener noreferrer nofollow"
    assert safe(f"{tag}x</a>") == f'<a href="https://acme.example/?a=1&amp;b=2" rel="{rel}">x</a>'


def test_lists_in_lists_are_refused_where_nobody_reads_them_any_more() -> None:
    """Thirty-two levels of what is kept are kept; one more is the description's own problem."""
    deepest = "<ul><li>" * 16
    assert depth(safe(f"<div><section>{deepest}")) == DEEPEST
    with pytest.raises(Problem) as raised:
        safe(f"{deepest}<b>x")
    assert raised.value.code == "description_too_deep"


def test_the_sentences_name_the_bounds() -> None:
    """What people read of a description that is refused are the figures that refuse it."""
    long, deep = (say(PROBLEMS[f"description_too_{word}"].detail, "en") for word in ("long", "deep"))
    assert f"{LONGEST:,} characters or {LARGEST:,} bytes" in long
    assert f" {DEEPEST} levels" in deep
