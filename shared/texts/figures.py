"""The figures inside sentences, each from the setting that it speaks of."""

from collections.abc import Mapping
from datetime import timedelta

from shared.domain.jobs.bounds import DEEPEST, LARGEST, LONGEST
from shared.domain.ledger.pace import Pace
from shared.texts import Language, Words

PACE = Pace()

NUMBERS: Mapping[int, Words] = {
    2: {"de": "zwei", "en": "two"},
    3: {"de": "drei", "en": "three"},
    4: {"de": "vier", "en": "four"},
    5: {"de": "fünf", "en": "five"},
    6: {"de": "sechs", "en": "six"},
    7: {"de": "sieben", "en": "seven"},
    8: {"de": "acht", "en": "eight"},
    9: {"de": "neun", "en": "nine"},
    10: {"de": "zehn", "en": "ten"},
    11: {"de": "elf", "en": "eleven"},
    12: {"de": "zwölf", "en": "twelve"},
}  # beyond them, digits

MARKS: Mapping[str, Words] = {"thousands": {"de": ".", "en": ","}}

UNITS = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1}

SPANS: Mapping[str, Words] = {
    "in.day": {"de": "einem Tag", "en": "a day"},
    "in.days": {"de": "{number} Tagen", "en": "{number} days"},
    "in.hour": {"de": "einer Stunde", "en": "an hour"},
    "in.hours": {"de": "{number} Stunden", "en": "{number} hours"},
    "in.minute": {"de": "einer Minute", "en": "a minute"},
    "in.minutes": {"de": "{number} Minuten", "en": "{number} minutes"},
    "in.second": {"de": "einer Sekunde", "en": "a second"},
    "in.seconds": {"de": "{number} Sekunden", "en": "{number} seconds"},
    "for.day": {"de": "einen Tag", "en": "a day"},
    "for.days": {"de": "{number} Tage", "en": "{number} days"},
    "for.hour": {"de": "eine Stunde", "en": "an hour"},
    "for.hours": {"de": "{number} Stunden", "en": "{number} hours"},
    "for.minute": {"de": "eine Minute", "en": "a minute"},
    "for.minutes": {"de": "{number} Minuten", "en": "{number} minutes"},
    "for.second": {"de": "eine Sekunde", "en": "a second"},
    "for.seconds": {"de": "{number} Sekunden", "en": "{number} seconds"},
}  # after the word that asks for the form, "in" or "for" (German: dative, accusative)


def figures(language: Language) -> dict[str, str]:
    """Every figure that a sentence may name, as people are told it: unscaled, wherever the code runs."""
    return {
        "rest": span("in", PACE.rest, language),
        "confirm_duplicate": span("in", PACE.confirm_duplicate, language),
        "give_up_after": span("for", PACE.give_up_after, language),
        "first_proof": span("in", PACE.first_proof, language),
        "prove_for": span("for", PACE.prove_for, language),
        "slots": number(PACE.slots, language),
        "longest": grouped(LONGEST, language),
        "largest": grouped(LARGEST, language),
        "deepest": number(DEEPEST, language),
    }


def span(form: str, time: timedelta, language: Language) -> str:
    """The time in the largest unit that divides it, as it reads after "in" or "for"; whole seconds."""
    seconds = round(time.total_seconds())
    unit = next(unit for unit, size in UNITS.items() if seconds % size == 0)
    count = seconds // UNITS[unit]
    if count == 1:
        return SPANS[f"{form}.{unit}"][language]
    return SPANS[f"{form}.{unit}s"][language].format(number=number(count, language))


def number(count: int, language: Language) -> str:
    """In a word up to twelve, in digits beyond."""
    return NUMBERS[count][language] if count in NUMBERS else str(count)


def grouped(count: int, language: Language) -> str:
    """In digits, thousands set apart."""
    return f"{count:,}".replace(",", MARKS["thousands"][language])
