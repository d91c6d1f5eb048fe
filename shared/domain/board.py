"""Which careers page does a customer mean by what they typed?"""

import re
from typing import Literal
from urllib.parse import urlsplit

from shared.domain.errors import Problem
from shared.structs import Struct

Tld = Literal["de", "com"]

# Names under personio.de and personio.com that are Personio's own.
RESERVED = frozenset(
    {"www", "api", "app", "auth", "developer", "docs", "help", "jobs"}
    | {"login", "marketplace", "status", "support"}
)
SLUG = re.compile(r"(?!xn--)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?")

# Careers pages ended in -jobs.personio.de until 2021; such addresses still stand in bookmarks.
_PAGE = re.compile(rf"(?P<slug>{SLUG.pattern})[.-]jobs\.personio\.(?P<tld>de|com)")
_LOGIN = re.compile(rf"(?P<slug>{SLUG.pattern})(?:\.app)?\.personio\.(?P<tld>de|com)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PORTS = {"http": ":80", "https": ":443"}  # of an address that names none
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_INVISIBLE = "\u200b\u2060\ufeff"  # what copying from a page or a chat may leave at the ends
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_LONGEST = 2_000


class Board(Struct):
    """A careers page on Personio: `{slug}.jobs.personio.{tld}`."""

    slug: str
    tld: Tld

    @property
    def host(self) -> str:
        """Where the careers page answers in production."""
        return f"{self.slug}.jobs.personio.{self.tld}"

    def job_url(self, position_id: int) -> str:
        """The position's public page."""
        return f"https://{self.host}/job/{position_id}"

    @property
    def other(self) -> "Board":
        """The same name under Personio's other domain."""
        return Board(slug=self.slug, tld="com" if self.tld == "de" else "de")


def parse(typed: str) -> Board:
    """The board that `typed` names: an address of the careers page or of the login, or the bare name.

    Whether a page answers there is for the feed to say, and whether it is theirs for the customer: a login's
    name is mostly, but not always, that of the careers page.

    Raises:
        Problem: `careers_url_invalid` (names no host), `careers_url_not_personio` (names somebody else's).
    """
    text = typed.strip().strip(_INVISIBLE).strip()
    if not text or len(text) > _LONGEST or _UNPRINTABLE.search(text):
        raise Problem("careers_url_invalid", field="url")
    if SLUG.fullmatch(text.lower()) and text.isascii():  # the Kelvin sign's lower case is a plain k
        return _bare(text.lower())
    name = _host(text)
    host = _PAGE.fullmatch(name) or _LOGIN.fullmatch(name)
    if host is None or host["slug"] in RESERVED:
        raise Problem("careers_url_not_personio", field="url")
    return Board(slug=host["slug"], tld="com" if host["tld"] == "com" else "de")


def _bare(name: str) -> Board:
    """A name without any domain; a number is more likely the company id, typed into the wrong field."""
    if name in RESERVED or name == "localhost" or _NUMBER.fullmatch(name):
        raise Problem("careers_url_invalid", field="url")
    return Board(slug=name, tld="de")


def _host(text: str) -> str:
    """The host of an http(s) address, its scheme optional; a user name or another port stays with it."""
    address = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Problem("careers_url_invalid", field="url") from None  # the cause quotes what was typed
    if parts.scheme not in _PORTS or not parts.netloc:
        raise Problem("careers_url_invalid", field="url")
    name = parts.netloc.removesuffix(_PORTS[parts.scheme])
    return name.lower() if name.isascii() else name
