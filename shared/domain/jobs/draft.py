"""A position becomes the draft of a job ad, as far as the feed goes. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.domain.errors import Problem
from shared.domain.jobs.feed import Feed
from shared.domain.jobs.fields import FIELDS
from shared.domain.jobs.fingerprints import fingerprint, fingerprints
from shared.domain.jobs.job_ad import JobAd, Link
from shared.domain.jobs.missing import with_missing
from shared.domain.jobs.position import Position, Section
from shared.structs import Struct, replace


class Description(Struct):
    """A description made safe, as HTML and as plain text."""

    html: str
    text: str


Describe = Callable[[Sequence[Section]], Description]


class Source(Struct):
    """Where a draft comes from: the position, in one language, and who imports it when."""

    position: Position
    language: str
    account: str
    url: str
    at: datetime
    by: str


def source_of(
    feed: Feed,
    position_id: int,
    *,
    chosen: str | None = None,
    order: Sequence[str],
    account: str,
    at: datetime,
    by: str,
) -> Source:
    """The published position as a source, in the `chosen` language or the first of `order` that it offers.

    Raises:
        Problem: `position_not_found`, `language_not_offered`.
    """
    position = feed.by_id.get(position_id)
    if position is None:
        raise Problem("position_not_found", field="position_id")
    return Source(
        position=position,
        language=_language_of(position, chosen, order) or order[0],
        account=account,
        url=feed.board.job_url(position_id),
        at=at,
        by=by,
    )


def draft(company_id: str, source: Source, describe: Describe) -> JobAd:
    """The job ad, complete as far as the feed goes; `id` is still empty."""
    values = {name: field.taken_over(source.position, source.language) for name, field in FIELDS.items()}
    link = replace(link_to(source), imported=True)
    ad = JobAd(id="", company_id=company_id, link=link, **in_ad(values, describe))
    return with_missing(ad, likely_language=source.language)


def in_ad(values: Mapping[str, Any], describe: Describe) -> Mapping[str, Any]:
    """Values of fields as attributes of an ad; a description, in sections or as HTML, is made safe."""
    if "description" not in values:
        return values
    attributes = dict(values)
    description = attributes.pop("description")
    made = describe((Section(heading="", html=description),) if isinstance(description, str) else description)
    return {**attributes, "description_html": made.html, "description_text": made.text}


def link_to(source: Source) -> Link:
    """The link between an ad and its position, with what the position says now."""
    by_field = fingerprints(source.position, source.language)
    return Link(
        position_id=source.position.id,
        account=source.account,
        url=source.url,
        language=source.language,
        hash=fingerprint(by_field),
        hashes=by_field,
        linked_at=source.at,
        linked_by=source.by,
    )


def _language_of(position: Position, chosen: str | None, order: Sequence[str]) -> str | None:
    """The language to import in: the chosen one, else the first of `order` in which there is text.

    None where there is no text at all.

    Raises:
        Problem: `language_not_offered`, naming those that are.
    """
    offered = position.languages
    if chosen and chosen not in offered:
        raise Problem(
            "language_not_offered", field="language", params={"languages": ", ".join(offered) or "–"}
        )
    return chosen or next((language for language in (*order, *offered) if language in offered), None)
