"""`python -m privacy.page` writes docs/privacy.md and docs/datenschutz.md from the table of attributes."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from privacy.kept import KEPT, Kept
from privacy.words import FIELDS, PURPOSES
from shared.domain.attributes import ATTRIBUTES, Attribute
from shared.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"
RECORD, LEAFLET = DOCS / "privacy.md", DOCS / "datenschutz.md"
TEMPLATES = Path(__file__).with_name("templates")
PERSONAL = tuple(attribute for attribute in ATTRIBUTES if attribute.personal)


def record() -> str:
    """The record of processing: for matched.io's data protection officer, in English."""
    return _filled(
        "privacy.md", {"sent": "\n".join(map(_row, ATTRIBUTES)), "kept": "\n".join(map(_kept, KEPT))}
    )


def leaflet() -> str:
    """The short page for customers' data protection officers, in German."""
    return _filled("datenschutz.md", {"sent": "\n".join(map(_zeile, PERSONAL))})


def _filled(template: str, tables: dict[str, str]) -> str:
    """`{name}` is a table, or a setting as it is where a deployment says nothing else."""
    page = (TEMPLATES / template).read_text(encoding="utf-8")
    return page.format_map({**_settings(), **tables})


def _settings() -> dict[str, object]:
    return {setting.name: setting.default for setting in msgspec.structs.fields(Settings)}


def _kept(kept: Kept) -> str:
    return f"| {kept.what} | `{kept.collection}` | {kept.until.format_map(_settings())} |"


def _row(attribute: Attribute) -> str:
    source = f"developer's `{attribute.source}`" if attribute.source else "nothing of the developer"
    place = "an attribute" if attribute.listed else "a member"
    personal = "yes" if attribute.personal else "no"
    left_out = ", ".join(_left_out(attribute)) or "nobody: Personio insists on it"
    return f"| {source} | `{attribute.name}`, {place} | {attribute.why} | {personal} | {left_out} |"


def _left_out(attribute: Attribute) -> Iterator[str]:
    if attribute.optional and attribute.source:
        yield "the developer"
    if attribute.switch:
        yield f"the company (`{attribute.switch}`)"
    if attribute.optional and not attribute.source:
        yield "the company" if attribute.who == "admin" else "nobody"


def _zeile(attribute: Attribute) -> str:
    freely = "freiwillig" if attribute.optional else "nötig"
    switch = "ja" if attribute.switch else "nein"
    return f"| {FIELDS[attribute.source]} | {PURPOSES[attribute.source]} | {freely} | {switch} |"


def write() -> None:
    """Both pages."""
    RECORD.write_text(record(), encoding="utf-8")
    LEAFLET.write_text(leaflet(), encoding="utf-8")


if __name__ == "__main__":
    write()
