"""The XML of a board: every published position, with the texts that exist in one language."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from local.personio.positions import Position, Salary, Sections


def feed(positions: tuple[Position, ...], language: str) -> bytes:
    """The document as Personio's career pages serve it, UTF-8.

    Unset elements are left out, but `max` and `min` of a salary and the descriptions of a language in which
    the position was not written: those are there and empty.
    """
    published = (position for position in positions if position.state == "published")
    lines = (line for position in published for line in _position(position, language))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>'
    return "\n".join((head, *lines)).encode() + b"</workzag-jobs>\n"


def _position(position: Position, language: str) -> Iterator[str]:
    yield "<position>"
    yield from _leaf("id", str(position.id))
    yield from _leaf("subcompany", position.subcompany)
    yield from _leaf("office", position.office)
    if position.additional_offices:
        yield "<additionalOffices>"
        for office in position.additional_offices:
            yield from _leaf("office", office)
        yield "</additionalOffices>"
    yield from _leaf("department", position.department)
    yield from _leaf("recruitingCategory", position.recruiting_category)
    yield from _leaf("name", position.name)
    yield from _descriptions(position.texts.get(language, ()))
    yield from _leaf("employmentType", position.employment_type)
    yield from _leaf("seniority", position.seniority)
    yield from _leaf("schedule", position.schedule)
    yield from _leaf("yearsOfExperience", position.years_of_experience)
    yield from _leaf("keywords", position.keywords)
    yield from _leaf("occupation", position.occupation)
    yield from _leaf("occupationCategory", position.occupation_category)
    yield from _leaf("createdAt", position.created_at)
    if position.salary:
        yield from _salary(position.salary)
    yield "</position>\n\n"


def _descriptions(sections: Sections) -> Iterator[str]:
    yield "<jobDescriptions>"
    for heading, html in sections:
        yield "<jobDescription>"
        yield from _leaf("name", heading)
        # The blank lines are Personio's: readers have to trim.
        yield f"<value>\n\n    <![CDATA[ {html.replace(']]>', ']]]]><![CDATA[>')} ]]>\n\n</value>"
        yield "</jobDescription>\n"
    yield "</jobDescriptions>"


def _salary(salary: Salary) -> Iterator[str]:
    yield "<salaryInformation>"
    yield f"<min>{escape(salary.min)}</min>"
    yield f"<max>{escape(salary.max)}</max>"
    yield from _leaf("currencySymbol", salary.currency_symbol)
    yield from _leaf("currencyCode", salary.currency_code)
    yield from _leaf("type", salary.type)
    yield "</salaryInformation>"


def _leaf(element: str, text: str | None) -> Iterator[str]:
    if text is not None:
        yield f"    <{element}>\n        {escape(text)}\n    </{element}>"
