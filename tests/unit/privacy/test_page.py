"""The record of processing is made from the table that applications are built from."""

from privacy import page, words
from shared.domain.attributes import ATTRIBUTES


def test_the_pages_are_made_from_the_table() -> None:
    """docs/privacy.md and docs/datenschutz.md are what `python -m privacy.page` writes."""
    assert page.RECORD.read_text(encoding="utf-8") == page.record()
    assert page.LEAFLET.read_text(encoding="utf-8") == page.leaflet()


def test_each_field_says_why_it_leaves() -> None:
    """A value without a purpose would not leave; what is personal says it in German, too."""
    assert all(attribute.why.endswith(".") for attribute in ATTRIBUTES)
    personal = {attribute.source for attribute in ATTRIBUTES if attribute.personal}
    assert personal == words.FIELDS.keys() == words.PURPOSES.keys()
