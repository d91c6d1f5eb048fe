"""What of an answer is kept."""

from typing import Any

import pytest

from doctor.answers import Answer
from doctor.redaction import kept, without_content
from doctor.steps import FEED
from doctor.wire import Silence


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("errors.applicant-already-exists", "errors.applicant-already-exists"),
        ("errors.ada-lovelace", "<text>"),
        ("Ada", "<text>"),
        ("2026-11-26T09:00:00Z", "<date-time>"),
        ("6f1c9d0e-5f0b-4f6e-9a51-0c5f3f1f7a10", "<uuid>"),
        ("https://api.personio.de/?candidate.email=ada@example.org", "<address>"),
        ("4711", "<digits>"),
        (4711, "<number>"),
        (True, True),
        (None, None),
    ],
)
def test_a_text_is_told_by_its_kind(value: object, told: object) -> None:
    """Words of Personio's stand as they are, everything else by what it is."""
    assert without_content({"name": value}) == {"name": told}


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada@example.org", "x"])
def test_an_unknown_member_is_left_out(name: str) -> None:
    """A name may be a person's."""
    assert without_content({"errors": [{name: 1, "field": name}]}) == {"errors": [{"field": "<text>"}]}


def test_what_is_endless_ends() -> None:
    """Of a long list three items, of a deep document twelve levels."""
    deep: Any = "end"
    for _ in range(50):
        deep = {"errors": [deep] * 50}
    told = str(without_content(deep))
    assert told.count("errors") < 2000
    assert "end" not in told


def test_of_headers_figures_and_names_are_kept() -> None:
    """A figure that is none, a location and an unknown header tell nothing of what they say."""
    headers = {"x-ratelimit-remaining": "19", "retry-after": "Ada", "location": "https://ada", "x-ada": "1"}
    told = kept(FEED, Answer(status=429, headers=headers, body=b"Ada"))
    assert told["headers"] == {"retry-after": "other", "x-ratelimit-remaining": 19, "location": True}
    assert "Ada" not in str(told)


def test_a_silence_is_one_word() -> None:
    """An error's own text never gets in."""
    assert kept(FEED, Silence("GET https://ada"))["silence"] == "other"
