"""Customers' HTML, made safe to show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from lxml import html

from shared.description import LONGEST, describe
from shared.domain.errors import Problem
from shared.domain.position import Section
from tests.samples.descriptions import ATTACKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4"}


def safe(text: str, heading: str = "") -> str:
    return describe((Section(heading=heading, html=text),)).html


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
    with pytest.raises(Problem) as told:
        safe("x" * (LONGEST + 1))
    assert told.value.code == "description_too_long"
