"""What people read: every catalogue maps a key to its words in each language, and `say` says them.

problems.py     each problem code: title, detail, hint
states.py       each state of an export and a connection
positions.py    the words beside the list of positions
erasures.py     what a company reads of an erased person
rules.py        what is wrong with a company's rules, and what Personio asked for
application.py  the words around what a developer wrote, in the message to Personio
figures.py      numbers and spans of time, for the figures inside sentences
sentence.py     `say`

A further language is one more name here and one more entry in each of the Words.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["de", "en"]
Words = Mapping[Language, str]  # one sentence in every language, in the words that matched.io uses

LANGUAGES: tuple[Language, ...] = get_args(Language)


def spoken(language: str | None) -> Language:
    """The language where people are spoken to in it, else the first of ours."""
    return next((ours for ours in LANGUAGES if ours == language), LANGUAGES[0])
