"""The public careers page of a company: its feed, and a page for each position."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from http import HTTPStatus

from local.personio.companies import Company
from local.personio.messages import Answer, Request, html_answer
from local.personio.shelf import Edition
from local.personio.switches import Switches
from local.personio.world import World

HOME = "/personio-home"  # where unknown boards may be redirected to, and where nobody is served

_HOST = re.compile(r"([\w-]+)\.jobs\.personio\.(de|com)(?::\d+)?", re.ASCII)
_PATH = re.compile(r"/boards/([\w-]+)\.(de|com)(/.*)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Address:
    """What of whose board is asked for, `page` being the path below it; `root` is where the board stands."""

    slug: str
    tld: str
    page: str
    by_host: bool

    def root(self, tld: str) -> str:
        """Where the same board stands under `tld`."""
        return f"https://{self.slug}.jobs.personio.{tld}" if self.by_host else f"/boards/{self.slug}.{tld}"


def address_of(request: Request) -> Address | None:
    """The board that is meant, by the host's name or by the path; None where none is."""
    host = _HOST.fullmatch((request.headers.get("Host") or "").lower())
    if host:
        return Address(slug=host[1], tld=host[2], page=request.path, by_host=True)
    path = _PATH.fullmatch(request.path)
    return Address(slug=path[1], tld=path[2], page=path[3], by_host=False) if path else None


def show(world: World, request: Request, address: Address) -> Answer:
    """Answer a GET or HEAD for a page of a board."""
    company = world.company_at(address.slug)
    switches = world.switches_of(company)
    if company is None:
        return _nowhere(switches.unknown_slug)
    if switches.left:
        return _redirect("https://www.personio.com/")
    if address.tld != company.tld and switches.other_tld != "same":
        return _moved(request, address, company, switches)
    if address.page == "/xml":
        if not switches.feed_enabled:
            return html_answer(HTTPStatus.NOT_FOUND, "Page not found")
        language = request.query.get("language") or switches.default_language
        return _feed(request, world.shelf.edition(company, language), switches)
    return _page(company, address.page)


def _nowhere(way: str) -> Answer:
    if way == "307":
        return _redirect(HOME)
    return html_answer(HTTPStatus.NOT_FOUND, "Page not found")


def _moved(request: Request, address: Address, company: Company, switches: Switches) -> Answer:
    if switches.other_tld == "404":
        return html_answer(HTTPStatus.NOT_FOUND, "Page not found")
    query = f"?{request.query_string}" if request.query_string else ""
    return _redirect(f"{address.root(company.tld)}{address.page}{query}")


def _redirect(location: str) -> Answer:
    return Answer(status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": location})


def _feed(request: Request, edition: Edition, switches: Switches) -> Answer:
    headers = {"Last-Modified": format_datetime(edition.changed_at, usegmt=True)}
    if switches.validators:
        headers["ETag"] = edition.etag
        if _is_known(request, edition):
            return Answer(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    content = edition.content
    if switches.gzip:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            content = edition.compressed
    return Answer(status=HTTPStatus.OK, body=content, content_type="text/xml; charset=UTF-8", headers=headers)


def _is_known(request: Request, edition: Edition) -> bool:
    """Whether the reader has this edition; an ETag outranks a date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or edition.etag in (
            tag.strip().removeprefix("W/") for tag in tags.split(",")
        )
    since = _date(request.headers.get("If-Modified-Since"))
    return since is not None and edition.changed_at.replace(microsecond=0) <= since


def _date(header: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return date if date and date.tzinfo else None


def _page(company: Company, page: str) -> Answer:
    if page == "/":
        return html_answer(HTTPStatus.OK, escape(company.name or company.slug))
    number = page.removeprefix("/job/")
    position = company.position(int(number)) if number.isascii() and number.isdecimal() else None
    if position is None or position.state != "published":
        return html_answer(HTTPStatus.NOT_FOUND, "Page not found")
    return html_answer(HTTPStatus.OK, escape(position.name))
