"""The stand-in's career pages: the feed with everything real feeds contain, and its addresses."""

import gzip
import socket
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
import requests

from local.personio import companies
from local.personio.demo_positions import ACME_BACKEND, ACME_DRAFT, ACME_ONLY_ENGLISH
from local.personio.server import StandIn


def board(personio: StandIn, page: str = "/xml", slug: str = "acme", tld: str = "de") -> str:
    return personio.jobs_url.format(slug=slug, tld=tld) + page


def get(url: str, **headers: str) -> requests.Response:
    return requests.get(url, headers=headers, timeout=10, allow_redirects=False)


def positions(answer: requests.Response) -> dict[int, Element]:
    root = fromstring(answer.content)  # noqa: S314 - the stand-in's own document
    assert root.tag == "workzag-jobs"
    return {int(one.findtext("id", "")): one for one in root.iter("position")}


def texts(position: Element) -> list[str]:
    return [one.findtext("value", "").strip() for one in position.iter("jobDescription")]


def test_the_feed_lists_published_positions_only(personio: StandIn) -> None:
    """Twelve positions of acme as text/xml, without the draft and the archived one."""
    answer = get(board(personio, "/xml?language=de"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=UTF-8")
    assert len(positions(answer)) == 12
    assert ACME_DRAFT not in positions(answer)


def test_a_position_is_listed_in_every_language_and_described_in_its_own(personio: StandIn) -> None:
    """Ids and titles are the same everywhere; the descriptions are there and empty in other languages."""
    german = positions(get(board(personio, "/xml?language=de")))
    english = positions(get(board(personio, "/xml?language=en")))
    assert german.keys() == english.keys()
    assert german[ACME_ONLY_ENGLISH].find("jobDescriptions") is not None
    assert texts(german[ACME_ONLY_ENGLISH]) == []
    assert "Kubernetes" in texts(english[ACME_ONLY_ENGLISH])[0]


def test_without_language_the_default_is_served(personio: StandIn) -> None:
    """German, unless the tenant's default is another."""
    plain = get(board(personio)).content
    assert plain == get(board(personio, "/xml?language=de")).content
    personio.control("PUT", "/companies/100001/switches", {"default_language": "en"})
    assert get(board(personio)).content == get(board(personio, "/xml?language=en")).content


def test_the_demo_shows_what_real_feeds_contain(personio: StandIn) -> None:
    """Left-out elements, empty bounds, further offices, contact persons, stray spaces, unknown values."""
    feed = positions(get(board(personio, "/xml?language=de")))
    backend = feed[ACME_BACKEND]
    assert [one.text.strip() for one in backend.iterfind("additionalOffices/office") if one.text] == [
        "Hamburg",
        "Remote",
    ]
    assert [one.findtext("name", "").strip() for one in backend.iter("jobDescription")][
        -1
    ] == "CONTACT_PERSON"
    assert "<strong>Python</strong>" in texts(backend)[0]
    assert feed[1000002].findtext("salaryInformation/max") == ""
    assert feed[1000002].findtext("salaryInformation/min") == "60000.00"
    assert "TypeScript ,React" in feed[1000002].findtext("keywords", "")
    assert len(texts(feed[1000004])) == 1
    assert feed[1000006].findtext("name", "").strip().endswith("<Automotive & Energie>")
    assert feed[1000007].findtext("schedule", "").strip() == "four-day-week"
    assert feed[1000008].find("department") is None
    assert feed[1000008].find("office") is None
    assert "Initiativbewerbung" in feed[1000011].findtext("name", "")


def test_an_empty_board_is_a_root_without_children(personio: StandIn) -> None:
    """200 with nothing in it."""
    answer = get(board(personio, slug="initech"))
    assert (answer.status_code, positions(answer)) == (200, {})
    assert b"<workzag-jobs></workzag-jobs>" in answer.content


@pytest.mark.parametrize("host", ["globex.jobs.personio.com", "Globex.jobs.personio.de:443"])
def test_a_board_answers_by_host_name_under_both_tlds(personio: StandIn, host: str) -> None:
    """The same bytes by host and by path, whatever the company's own TLD."""
    by_host = get(f"{personio.url}/xml?language=en", Host=host)
    assert by_host.content == get(board(personio, "/xml?language=en", slug="globex", tld="com")).content
    assert len(positions(by_host)) == 3


def test_the_other_tld_can_be_unknown_or_redirect(personio: StandIn) -> None:
    """404, or 307 to the same board under its own TLD, by path and by host."""
    personio.control("PUT", "/switches", {"other_tld": "404"})
    assert get(board(personio, slug="globex", tld="de")).status_code == 404
    personio.control("PUT", "/switches", {"other_tld": "307"})
    by_path = get(board(personio, "/xml?language=en", slug="globex", tld="de"))
    assert (by_path.status_code, by_path.headers["Location"]) == (307, "/boards/globex.com/xml?language=en")
    by_host = get(f"{personio.url}/xml", Host="globex.jobs.personio.de")
    assert by_host.headers["Location"] == "https://globex.jobs.personio.com/xml"
    assert get(board(personio, slug="globex", tld="com")).status_code == 200


def test_an_unknown_slug_is_404_or_leads_astray(personio: StandIn) -> None:
    """HTML with 404; with the switch a 307 to where everybody is refused with 429."""
    answer = get(board(personio, slug="nobody"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    personio.control("PUT", "/switches", {"unknown_slug": "307"})
    assert get(board(personio, slug="nobody")).status_code == 307
    assert requests.get(board(personio, slug="nobody"), timeout=10).status_code == 429


def test_a_company_that_left_leads_to_personios_own_site(personio: StandIn) -> None:
    """Every page of its board is a 307 to personio.com."""
    personio.control("PUT", "/companies/100001/switches", {"left": True})
    answer = get(board(personio))
    assert (answer.status_code, answer.headers["Location"]) == (307, "https://www.personio.com/")
    assert get(board(personio, "/")).status_code == 307


def test_a_feed_that_is_off_is_404_while_the_pages_live(personio: StandIn) -> None:
    """/xml is gone, a position's page is not; one that is not published has none."""
    personio.control("PUT", "/companies/100001/switches", {"feed_enabled": False})
    assert get(board(personio)).status_code == 404
    page = get(board(personio, f"/job/{ACME_BACKEND}?language=de"))
    assert (page.status_code, "Senior Backend Engineer" in page.text) == (200, True)
    assert get(board(personio, f"/job/{ACME_DRAFT}")).status_code == 404
    assert get(board(personio, "/job/x")).status_code == 404
    assert get(board(personio, "/")).status_code == 200
    assert requests.post(board(personio), timeout=10).status_code == 405


def test_head_answers_like_get_without_a_body(personio: StandIn) -> None:
    """Same status, length and validators."""
    head = requests.head(board(personio), timeout=10, headers={"Accept-Encoding": "identity"})
    whole = get(board(personio), **{"Accept-Encoding": "identity"})
    for name in ("Content-Length", "Last-Modified", "ETag"):
        assert head.headers[name] == whole.headers[name]
    assert len(whole.content) == int(whole.headers["Content-Length"])
    place = urlsplit(personio.url)
    with socket.create_connection((place.hostname, place.port or 80), timeout=10) as connection:
        connection.sendall(b"HEAD /boards/acme.de/xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        with connection.makefile("rb") as wire:
            assert wire.read().endswith(b"\r\n\r\n")


def test_a_reader_that_knows_the_edition_gets_304(personio: StandIn) -> None:
    """By ETag, which outranks the date, or by date; never with validators off."""
    first = get(board(personio))
    etag, date = first.headers["ETag"], first.headers["Last-Modified"]
    assert get(board(personio), **{"If-None-Match": f'W/{etag}, "x"'}).status_code == 304
    assert get(board(personio), **{"If-Modified-Since": date}).status_code == 304
    other = {"If-None-Match": '"x"', "If-Modified-Since": date}
    assert get(board(personio), **other).status_code == 200
    assert get(board(personio), **{"If-Modified-Since": "yesterday"}).status_code == 200
    personio.control("PUT", "/switches", {"validators": False})
    answer = get(board(personio), **{"If-None-Match": etag})
    assert (answer.status_code, "ETag" in answer.headers, "Last-Modified" in answer.headers) == (
        200,
        False,
        True,
    )


def test_a_changed_position_makes_a_new_edition(personio: StandIn) -> None:
    """Edits show at once, with a new ETag and a new date; a change elsewhere does not touch it."""
    personio.control("PUT", "/clock", {"at": "2026-11-24T12:00:00+00:00"})
    first = get(board(personio))
    personio.control("PUT", "/clock", {"at": "2026-11-24T13:00:00+00:00"})
    personio.control("PUT", f"/companies/100001/positions/{ACME_DRAFT}", {"name": "Still a draft"})
    unchanged = get(board(personio))
    personio.control("PUT", f"/companies/100001/positions/{ACME_BACKEND}", {"state": "archived"})
    second = get(board(personio))
    assert unchanged.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert ACME_BACKEND not in positions(second)
    assert second.headers["ETag"] != first.headers["ETag"]
    assert parsedate_to_datetime(second.headers["Last-Modified"]).hour == 13


def test_the_feed_is_compressed_for_who_accepts_it(personio: StandIn) -> None:
    """Compressed when asked for and switched on, plain otherwise; both decode to the same."""
    asked = {"Accept-Encoding": "gzip"}
    with requests.get(board(personio), headers=asked, timeout=10, stream=True) as answer:
        raw = answer.raw.read(decode_content=False)
        assert answer.headers["Content-Encoding"] == "gzip"
    plain = get(board(personio), **{"Accept-Encoding": "identity"})
    assert gzip.decompress(raw) == plain.content
    personio.control("PUT", "/switches", {"gzip": False})
    assert "Content-Encoding" not in get(board(personio), **asked).headers


def test_a_board_of_three_hundred_positions_comes_in_one_document(personio: StandIn) -> None:
    """About 3 MB, no paging."""
    personio.control("PUT", "/companies/7", {"slug": "big", "positions": {"generate": 300}})
    answer = get(board(personio, "/xml?language=de", slug="big"))
    assert len(positions(answer)) == 300
    assert 2_000_000 < len(answer.content) < 4_000_000
    assert len(texts(positions(get(board(personio, "/xml?language=en", slug="big")))[70001])) == 0


def test_a_request_for_a_board_is_recorded_for_its_company(personio: StandIn) -> None:
    """Feed requests carry no company header; the slug says whose they are."""
    get(board(personio, "/xml?language=en"))
    (record,) = personio.control("GET", f"/requests?company_id={companies.ACME}")
    assert (record["query"], record["status"], record["token_right"]) == ({"language": "en"}, 200, False)
