"""The catalogues of the elements and of the page: two languages, nothing missing and nothing left over."""

import re

import pytest

from local.personio.demo_positions import ACME_POSITIONS, GLOBEX_POSITIONS
from shared.domain.attributes import GENDERS
from shared.domain.jobs.fields import FIELDS
from shared.domain.rules import SYSTEM_PHASES
from tests.support.visits import CATALOGUES, ROOT, messages

POSITIONS = (*ACME_POSITIONS, *GLOBEX_POSITIONS)
VOCABULARIES: dict[
    str, set[str | None]
] = {  # Personio's words by field: what its documents name, and what the stand-in's positions say
    "employment_type": {*FIELDS["employment_type"].allowed, *(each.employment_type for each in POSITIONS)},
    "working_time": {*FIELDS["working_time"].allowed, *(each.schedule for each in POSITIONS)},
    "seniority": {*FIELDS["seniority"].allowed, *(each.seniority for each in POSITIONS)},
    "gender": {*GENDERS.values()},
    "phase": {*SYSTEM_PHASES},
}
PLACES = {"local/console": "*.js", "frontend/src": "*.ts*"}
SCRIPTS = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for place, pattern in PLACES.items()
    for path in (ROOT / place).rglob(pattern)
    if path not in CATALOGUES
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
    """No key is there twice, nor in a form that the page would take and this test's reading would not."""
    text = "\n".join(catalogue.read_text() for catalogue in CATALOGUES)
    assert len(re.findall(r'^  "[^"]+": \[', text, re.MULTILINE)) == len(messages())


def test_each_message_is_asked_for() -> None:
    """A key stands in a script, whole or by the prefix that a state or a code completes."""
    quoted = set(re.findall(r'"([a-z_]+(?:\.[a-z_\d-]+)*)"', ALL))
    prefixes = set(re.findall(r"`([a-z_.]+)\.\$\{", ALL))
    prefixes |= set(re.findall(r'\b(?:word|said|known)\("([a-z_]+)"', ALL)) | {*VOCABULARIES}
    prefixes |= set(re.findall(r'\bcount\("([^"]+)"', ALL))
    unused = {key for key in messages() if key not in quoted and key.rpartition(".")[0] not in prefixes}
    unused -= {key for key in unused if key.rpartition(".")[0].rpartition(".")[0] in prefixes}
    assert unused == set()


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_word_of_personios_is_said_in_both_languages(vocabulary: str) -> None:
    """A German list has a German word, an English one reads as English: no code of Personio's is left."""
    for code in VOCABULARIES[vocabulary] - {None}:
        german, english = messages()[f"{vocabulary}.{code}"]
        assert german.casefold() != code
        assert "_" not in german + english
    assert f'"{vocabulary}"' in SCRIPTS["frontend/src/values.ts"]


def test_no_word_of_ours_reaches_people() -> None:
    """German without jargon, English as it is spoken."""
    for key, (german, english) in messages().items():
        assert not re.search(r"HTTP|XML|hinüber|\bSpur\b", german), key
        assert not re.search(
            r"HTTP|XML|stands? in\b|by itself|by themselves|is proven|goes? over", english
        ), key


def test_no_markup_is_made_of_text() -> None:
    """No script turns a string into elements: what customers and Personio write stays text."""
    for name, script in SCRIPTS.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script), name
