"""Descriptions that customers wrote, made safe to show: an allow-list, nothing else gets through."""

import html
import re
from collections.abc import Sequence

import nh3

from shared.domain.errors import Problem
from shared.domain.jobs.bounds import DEEPEST, LARGEST, LONGEST
from shared.domain.jobs.draft import Description
from shared.domain.jobs.position import Section

TAGS = {"p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "h2", "h3", "h4"}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "*": set(),
}  # "*": without it, title and lang are let through
SCHEMES = {"https", "mailto"}
TARGETS = ("https://", "mailto:")  # the schemes alone would let relative addresses through
LISTS = ("ul", "ol")
ENDS = {
    "li": ("li", "p"),
    "a": ("a",),
    **dict.fromkeys(("p", *LISTS, "h2", "h3", "h4"), ("p",)),
}  # tag → what is open and ends where it begins, as in browsers
# Possessive, and content with the end of the text where an end is missing, so that the time stays linear.
MARKUP = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<hidden>script|style)(?=[\s/>]).*?(?:</(?P=hidden)(?=[\s/>])[^>]*+(?:>|\Z)|\Z)
    | <(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)(?P<rest>(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+)(?:>|\Z)
    | <[!?/][^>]*+(?:>|\Z)
    | <
    """,
    re.IGNORECASE | re.ASCII | re.DOTALL | re.VERBOSE,
)
HREF = re.compile(r"""(?:\A|[\s"'/])href\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""", re.IGNORECASE | re.ASCII)
ENDS_A_LINE = re.compile(r"<br ?/?>|</(?:p|li|ul|ol|h[234])>")


def describe(sections: Sequence[Section]) -> Description:
    """The sections in their order, each under its heading, sanitised; and the same as plain text.

    Raises:
        Problem: `description_too_long`, `description_too_deep`.
    """
    parts = [
        (f"<h2>{html.escape(section.heading)}</h2>" if section.heading else "") + section.html
        for section in sections
    ]
    tidy = _bounded(_tidied(_bounded("".join(parts))))
    safe = nh3.clean(
        tidy,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_good_link,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Description(html=_bounded(safe), text=_plain_text(safe))


def _bounded(text: str) -> str:
    if len(text) > LONGEST or len(text.encode()) > LARGEST:
        raise Problem("description_too_long")
    return text


def _tidied(text: str) -> str:
    """The same with the allowed tags alone, each closed where the one around it is.

    The sanitiser mends as browsers do: what is left open it opens again in all that follows, and whatever it
    meets it looks up in all that is open. That takes seconds and megabytes where somebody wants it to.
    """
    open_: list[str] = []

    def close(tag: str) -> str:
        at = _innermost(tag, open_)
        ended = _end_tags(open_[at:])
        del open_[at:]
        return ended

    def tidy(markup: re.Match[str]) -> str:
        if markup.group() == "<":
            return "&lt;"
        tag = (markup["tag"] or "").lower()
        if tag not in TAGS or not markup.group().endswith(">"):
            return ""
        if markup["end"]:
            return close(tag)
        if tag == "br":
            return "<br>"
        ended = "".join(close(other) for other in ENDS.get(tag, ()))
        open_.append(tag)
        if len(open_) > DEEPEST:
            raise Problem("description_too_deep")
        return ended + (_link(markup["rest"]) if tag == "a" else f"<{tag}>")

    return MARKUP.sub(tidy, text) + _end_tags(open_)


def _innermost(tag: str, open_: Sequence[str]) -> int:
    """Where the last open `tag` is; the end where there is none. An item is one of its own list alone."""
    for at in reversed(range(len(open_))):
        if open_[at] == tag:
            return at
        if tag == "li" and open_[at] in LISTS:
            break
    return len(open_)


def _end_tags(open_: Sequence[str]) -> str:
    return "".join(f"</{tag}>" for tag in reversed(open_))


def _link(attributes: str) -> str:
    found = HREF.search(attributes)
    if found is None:
        return "<a>"
    href = found[1] if found[1][0] not in "\"'" else found[1][1:-1]
    return '<a href="{}">'.format(href.replace('"', "&quot;"))


def _good_link(_tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or value.lower().startswith(TARGETS) else None


def _plain_text(sanitised: str) -> str:
    """A line for each paragraph and list item."""
    broken = ENDS_A_LINE.sub(lambda tag: tag.group() + "\n", sanitised)
    text = html.unescape(nh3.clean(broken, tags=set()))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
