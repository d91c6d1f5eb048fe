"""The one catalogue of what people read, German in the words that matched.io uses, and English."""

from typing import Literal

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
