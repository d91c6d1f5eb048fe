"""Descriptions that customers wrote, made safe to show: an allow-list, nothing else gets through."""

import html
import re
from collections.abc import Sequence

import nh3

from shared.domain.draft import Description
from shared.domain.position import Section

TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"https", "mailto"}
ENDS_A_LINE = re.compile(r"<br ?/?>|</(?:p|li|ul|ol|h[234])>")


def describe(sections: Sequence[Section]) -> Description:
    """The sections in their order, each under its heading, sanitised; and the same as plain text."""
    parts = [
        (f"<h2>{html.escape(section.heading)}</h2>" if section.heading else "") + section.html
        for section in sections
    ]
    safe = nh3.clean(
        "".join(parts),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Description(html=safe, text=_plain_text(safe))


def _plain_text(sanitised: str) -> str:
    """A line for each paragraph and list item."""
    broken = ENDS_A_LINE.sub(lambda tag: tag.group() + "\n", sanitised)
    text = html.unescape(nh3.clean(broken, tags=set()))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
