"""The page's catalogue: one place, two languages, nothing missing and nothing left over."""

import re

from tests.support.visits import CONSOLE, messages

SCRIPTS = {
    path.relative_to(CONSOLE).as_posix(): path.read_text()
    for path in CONSOLE.rglob("*.js")
    if path.name != "messages.js"
}
ALL = "\n".join(SCRIPTS.values())
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_each_message_has_both_languages() -> None:
    """German and English stand side by side, with the same places for values."""
    assert len(messages()) > 200
    for key, (german, english) in messages().items():
        assert german, key
        assert english, key
        assert set(PLACEHOLDER.findall(german)) == set(PLACEHOLDER.findall(english)), key


def test_each_message_asked_for_exists() -> None:
    """A key that stands in a script stands in the catalogue; `count` asks for one and many."""
    asked = set(re.findall(r'\bt\(\s*"([^"]+)"', ALL))
    counted = {f"{key}.{form}" for key in re.findall(r'\bcount\("([^"]+)"', ALL) for form in ("one", "many")}
    assert (asked | counted) - set(messages()) == set()


def test_each_line_of_the_catalogue_is_read() -> None:
    """Nothing in it has a form that the page would take and this test's reading would not."""
    text = (CONSOLE / "messages.js").read_text()
    assert len(re.findall(r'^  "[^"]+": \[', text, re.MULTILINE)) == len(messages())


def test_no_markup_is_made_of_text() -> None:
    """No script turns a string into elements: what customers and Personio write stays text."""
    for name, script in SCRIPTS.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script), name
