"""Boards of any size, always the same for the same arguments: nine kilobytes a position, as seen live."""

from collections.abc import Iterator

_TASKS = "".join(
    f"<li>Aufgabe {number}: mit dem Team entwickelst du die Plattform weiter &amp; prüfst sie</li>\n"
    for number in range(1, 16)
)
_TEXT = f"<p>Wir suchen Menschen [w/m/d], die gern Verantwortung übernehmen.</p>\n<ul>\n{_TASKS}</ul>"
_SECTIONS = ("Über uns", "Deine Aufgaben", "Dein Profil", "Das bieten wir", "Kontakt")


def board(positions: int, language: str = "de", *, first: int = 100_000) -> bytes:
    """A feed of `positions` positions, with texts that say their language."""
    return "".join(_lines(positions, language, first)).encode()


def _lines(positions: int, language: str, first: int) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n'
    for id_ in range(first, first + positions):
        yield f"""
    <position>
        <id>{id_}</id>
        <subcompany>Beispiel GmbH</subcompany>
        <office>Berlin</office>
        <additionalOffices>
            <office>Hamburg</office>
        </additionalOffices>
        <department>Technik</department>
        <recruitingCategory>Entwicklung</recruitingCategory>
        <name>Entwickler:in {id_}</name>
        <jobDescriptions>{"".join(_section(heading, language, id_) for heading in _SECTIONS)}
        </jobDescriptions>
        <employmentType>permanent</employmentType>
        <seniority>experienced</seniority>
        <schedule>full-time</schedule>
        <yearsOfExperience>2-5</yearsOfExperience>
        <keywords>Python ,Django,PostgreSQL</keywords>
        <occupation>software_and_web_development</occupation>
        <occupationCategory>it_software</occupationCategory>
        <createdAt>2026-01-12T09:00:00+00:00</createdAt>
        <salaryInformation>
            <min>60000.00</min>
            <max></max>
            <currencyCode>EUR</currencyCode>
            <currencySymbol>€</currencySymbol>
            <type>yearly</type>
        </salaryInformation>
    </position>
"""
    yield "</workzag-jobs>\n"


def _section(heading: str, language: str, id_: int) -> str:
    return f"""
            <jobDescription>
                <name>{heading}</name>
                <value>
                    <![CDATA[{language} {id_} {_TEXT}]]>
                </value>
            </jobDescription>"""
