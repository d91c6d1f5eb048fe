"""The one way to put an entry of a catalogue into words."""

from collections.abc import Mapping

from shared.texts import Language, Words
from shared.texts.figures import figures


def say(words: Words, language: Language, params: Mapping[str, str | int] | None = None) -> str:
    """The sentence, with `params` and our own figures in its `{places}`, and a capital at its beginning.

    Raises:
        KeyError: the language or a value is missing; no other one stands in for it.
    """
    sentence = words[language]
    if "{" in sentence:
        sentence = sentence.format_map({**figures(language), **(params or {})})
    return sentence[:1].upper() + sentence[1:]
