"""Descriptions that customers wrote, made safe to show: an allow-list, nothing else gets through."""

import html
import re
from collections.abc import Sequence

import nh3

from shared.domain.draft import Description
from shared.domain.errors import Problem
from shared.domain.position import Section

TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4"}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "*": set(),
}  # "*": without it, title and lang are let through
SCHEMES = {"https", "mailto"}
TARGETS = ("https://", "mailto:")  # the schemes alone would let relative addresses through
LONGEST = 150_000  # characters; an ad has three of them at most, in a document of 1 MiB
ENDS_A_LINE = re.compile(r"<br ?/?>|</(?:p|li|ul|ol|h[234])>")


def describe(sections: Sequence[Section]) -> Description:
    """The sections in their order, each under its heading, sanitised; and the same as plain text.

    Raises:
        Problem: `description_too_long`.
    """
    parts = [
        (f"<h2>{html.escape(section.heading)}</h2>" if section.heading else "") + section.html
        for section in sections
    ]
    if sum(map(len, parts)) > LONGEST:
        raise Problem("description_too_long", params={"limit": f"{LONGEST:,}"})
    safe = nh3.clean(
        "".join(parts),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_good_link,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Description(html=safe, text=_plain_text(safe))


def _good_link(_tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or value.lower().startswith(TARGETS) else None


def _plain_text(sanitised: str) -> str:
    """A line for each paragraph and list item."""
    broken = ENDS_A_LINE.sub(lambda tag: tag.group() + "\n", sanitised)
    text = html.unescape(nh3.clean(broken, tags=set()))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
