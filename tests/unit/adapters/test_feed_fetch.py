"""Reading a board over HTTP: whom we ask, and what we make of each answer."""

import dataclasses
import gzip
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, process_time

import pytest

from local.scenes.feeds import board
from shared.adapters.personio.feed import PersonioPositions
from shared.adapters.personio.feed_memory import Memory
from shared.adapters.personio.http import Timeouts
from shared.domain.board import Board
from shared.domain.errors import Problem
from shared.structs import replace
from tests.support.feed_host import Host, Lying, serving

pytestmark = pytest.mark.wire

ACME = Board(slug="acme", tld="de")
PAGE = b"<!DOCTYPE html>\n<html><body>Personio</body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
SETTLED = {"Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT", "Date": "Mon, 02 Nov 2026 08:00:05 GMT"}
FRESH = {"Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT", "Date": "Mon, 02 Nov 2026 08:00:01 GMT"}


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as host:
        yield host


@pytest.fixture
def positions(host: Host) -> PersonioPositions:
    return PersonioPositions(jobs_url=f"{host.url}/{{slug}}.{{tld}}", timeouts=Timeouts(connect=1, read=2))


def lay(host: Host, answer: Lying, *, tld: str = "de", language: str = "de") -> None:
    host.answers[f"/acme.{tld}/xml?language={language}"] = answer


def feed(name: str, text: str = "") -> Lying:
    section = f"<jobDescription><name/><value>{text}</value></jobDescription>" if text else ""
    position = f"<id>1</id><name>{name}</name><jobDescriptions>{section}</jobDescriptions>"
    return Lying(body=f"<workzag-jobs><position>{position}</position></workzag-jobs>".encode())


def refusal(positions: PersonioPositions, *languages: str) -> Problem:
    with pytest.raises(Problem) as refused:
        positions.fetch(ACME, languages or ("de",))
    return refused.value


def test_language_is_always_sent(host: Host, positions: PersonioPositions) -> None:
    """Each language is asked for once, and its texts are filed under it."""
    lay(host, feed("Koch", "deutsch"))
    lay(host, feed("Cook", "english"), language="en")
    read = positions.fetch(ACME, ("de", "en", "de"))
    assert sorted(host.paths) == ["/acme.de/xml?language=de", "/acme.de/xml?language=en"]
    assert (read.board, read.languages) == (ACME, ("de", "en"))
    (position,) = read.positions
    assert position.title == "Koch"
    assert [position.description(language)[0].html for language in position.languages] == [
        "deutsch",
        "english",
    ]
    assert read.size == sum(len(answer.body) for answer in host.answers.values())


def test_language_is_a_value(host: Host, positions: PersonioPositions) -> None:
    """What stands for a language cannot add anything else to the address."""
    assert refusal(positions, "de&x=/../").code == "board_not_found"
    assert set(host.paths) == {
        "/acme.de/xml?language=de%26x%3D%2F..%2F",
        "/acme.com/xml?language=de%26x%3D%2F..%2F",
        "/acme.de/",
        "/acme.com/",
    }


def test_other_domain(host: Host, positions: PersonioPositions) -> None:
    """A board that does not answer under its address is asked for under Personio's other domain."""
    lay(host, feed("Koch"), tld="com")
    read = positions.fetch(ACME, ("de",))
    assert read.board == Board(slug="acme", tld="com")
    assert host.paths == ["/acme.de/xml?language=de", "/acme.com/xml?language=de"]


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("/{slug}/{tld}/", "/acme/de/xml?language=de"),
        ("/{tld}/x-{slug}", "/de/x-acme/xml?language=de"),
        ("/{slug}", "/acme/xml?language=de"),
        ("", "/xml?language=de"),
        ("/jobs?company={slug}", "/jobs/xml?company=acme&language=de"),
    ],
)
def test_placeholders(host: Host, template: str, path: str) -> None:
    """Name and domain stand wherever the setting has them, or nowhere; one address is not asked twice."""
    assert refusal(PersonioPositions(jobs_url=host.url + template)).code == "board_not_found"
    assert host.paths[0] == path
    feeds = [asked for asked in host.paths if "/xml?" in asked]
    assert len(feeds) == len(set(feeds)) == 1 + ("{tld}" in template)


@pytest.mark.parametrize(
    "answer",
    [
        Lying(status=404, body=PAGE, headers=HTML),
        Lying(status=404),
        Lying(status=410),
        Lying(status=307, headers={"Location": "/limited"}),
        Lying(status=302),
        Lying(status=302, headers={"Location": "https://personio.com.evil.example/"}),
        Lying(status=307, headers={"Location": "https://acme.jobs.personio.com/xml"}),
        Lying(status=308, headers={"Location": "https://[personio.com"}),
        Lying(status=308, headers={"Location": "//evil.example"}),
        Lying(body=PAGE, headers=HTML),
        Lying(body=b"\n\n  " + PAGE.lower()),
        Lying(body=b"<html/>", headers={}),
        Lying(body=b"", headers=HTML),
    ],
    ids=range(13),
)
def test_no_board(host: Host, positions: PersonioPositions, answer: Lying) -> None:
    """A redirect, a 404 and a page mean: no board under this name; never a limit."""
    host.answers["/limited"] = Lying(status=429)
    lay(host, answer)
    assert refusal(positions).code == "board_not_found"
    assert "/limited" not in host.paths


@pytest.mark.parametrize("tld", ["de", "com"])
@pytest.mark.parametrize(
    "answer",
    [
        Lying(status=307, headers={"Location": "https://www.personio.com/?utm=x"}),
        Lying(status=301, headers={"Location": "//personio.com"}, body=b"x" * 1_000_000),
    ],
    ids=["page", "bare"],
)
def test_left_personio(host: Host, positions: PersonioPositions, answer: Lying, tld: str) -> None:
    """A redirect to Personio's own site, under either domain, means that the company is no longer there."""
    lay(host, answer, tld=tld)
    assert refusal(positions).code == "left_personio"


def test_a_board_that_moved_has_not_left(host: Host, positions: PersonioPositions) -> None:
    """Where one domain leads to Personio's own site and the other has the board, the board counts."""
    lay(host, Lying(status=307, headers={"Location": "https://www.personio.com/"}))
    lay(host, feed("Koch"), tld="com")
    assert positions.fetch(ACME, ("de",)).by_id[1].title == "Koch"


@pytest.mark.parametrize("tld", ["de", "com"])
def test_feed_switched_off(host: Host, positions: PersonioPositions, tld: str) -> None:
    """Where the careers page stands and its feed is not found, it is the feed that is switched off."""
    host.answers[f"/acme.{tld}/"] = Lying(body=PAGE, headers=HTML)
    assert refusal(positions).code == "feed_switched_off"


@pytest.mark.parametrize(
    ("feed", "page"),
    [
        (Lying(status=307, headers={"Location": "/"}), Lying(body=PAGE)),
        (Lying(body=PAGE, headers=HTML), Lying(body=PAGE)),
        (Lying(status=404), Lying(status=307, headers={"Location": "/"})),
        (Lying(status=404), Lying(status=429)),
        (Lying(status=404), Lying(hang_up=True)),
    ],
    ids=["redirect", "page for all", "page redirects", "page limited", "page hangs up"],
)
def test_no_page_of_its_own(host: Host, positions: PersonioPositions, feed: Lying, page: Lying) -> None:
    """A page that answers for the feed as well, or a careers page that does not answer, proves no board."""
    for tld in ("de", "com"):
        lay(host, feed, tld=tld)
        host.answers[f"/acme.{tld}/"] = page
    assert refusal(positions).code == "board_not_found"


def test_content_type_is_not_believed(host: Host, positions: PersonioPositions) -> None:
    """A feed that calls itself a page is a feed."""
    lay(host, dataclasses.replace(feed("Koch"), headers=HTML))
    assert positions.fetch(ACME, ("de",)).by_id[1].title == "Koch"


@pytest.mark.parametrize("status", [400, 401, 403, 405, 429, 500, 502, 503, 504, 204, 304])
def test_try_again(host: Host, positions: PersonioPositions, status: int) -> None:
    """Limits, failures and whatever else says nothing about the board mean: try again."""
    lay(host, Lying(status=status))
    refused = refusal(positions)
    assert (refused.code, refused.retry_after) == ("personio_unreachable", 60)
    assert host.paths == ["/acme.de/xml?language=de"], "the other domain would not know better"


@pytest.mark.parametrize(
    ("named", "waits"), [("7", 7), ("90000", 3600), ("soon", 60), ("-1", 60), ("9" * 400, 60), ("", 60)]
)
def test_retry_after(host: Host, positions: PersonioPositions, named: str, waits: int) -> None:
    """The wait that Personio names is passed on, within reason."""
    lay(host, Lying(status=429, headers={"Retry-After": named}))
    assert refusal(positions).retry_after == waits


@pytest.mark.parametrize(
    "answer",
    [
        Lying(hang_up=True),
        Lying(raw=(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<workzag-jobs/>",)),
        Lying(pause=5.0),
        Lying(raw=(b"HTTP/1.1 200 OK\r\n\r\n", *[b" "] * 100), pause=0.05),
    ],
    ids=["hung-up", "cut", "late", "trickling"],
)
def test_no_answer(host: Host, positions: PersonioPositions, answer: Lying) -> None:
    """A board that does not answer in whole and in time may do so later."""
    lay(host, answer)
    hurried = replace(positions, timeouts=Timeouts(connect=1, read=0.3), deadline=0.5)
    began = monotonic()
    refused = refusal(hurried)
    assert (refused.code, refused.retry_after) == ("personio_unreachable", 60)
    assert monotonic() - began < 1.5


def test_deadline_is_for_all_of_it(host: Host, positions: PersonioPositions) -> None:
    """Both addresses and all languages together stay within one deadline."""
    lay(host, Lying(status=404, pause=0.3))
    lay(host, dataclasses.replace(feed("Koch"), pause=0.3), tld="com")
    assert refusal(replace(positions, deadline=0.45)).code == "personio_unreachable"
    assert positions.fetch(ACME, ("de",)).by_id[1].title == "Koch"


def test_nobody_there(host: Host) -> None:
    """Where no connection comes about, Personio is unreachable, and nothing is said about the board."""
    gone = PersonioPositions(jobs_url="http://no-such-host.invalid/{slug}")
    assert refusal(gone).code == "personio_unreachable"


@pytest.mark.parametrize(
    "answer",
    [
        Lying(body=b"<workzag-jobs><position>"),
        Lying(body=b"<workzag-jobs\n<position/></workzag-jobs>"),
        Lying(body=b"<rss/>"),
        Lying(body=b'<!DOCTYPE a [<!ENTITY b "c">]><workzag-jobs/>'),
        Lying(body=b""),
        Lying(body=board(20)),
    ],
    ids=["cut", "root", "other-root", "doctype", "empty", "too-long"],
)
def test_unreadable(host: Host, positions: PersonioPositions, answer: Lying) -> None:
    """A damaged or endless list is named as such, so that what was known before stays."""
    lay(host, answer)
    assert refusal(replace(positions, max_bytes=100_000)).code == "feed_unreadable"


def test_packed_bomb(host: Host, positions: PersonioPositions) -> None:
    """A body that unpacks to a thousand times its size is given up within 100 ms of CPU and 50 MB."""
    packed = gzip.compress(b"<workzag-jobs>" + b" " * 60_000_000)
    lay(host, Lying(body=packed, headers={"Content-Encoding": "gzip"}))
    began = process_time()
    assert refusal(positions).code == "feed_unreadable"
    assert process_time() - began < 0.1
    tracemalloc.start()
    try:
        refusal(positions)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_packed_feed(host: Host, positions: PersonioPositions) -> None:
    """A feed may come packed."""
    packed = gzip.compress(board(300))
    lay(host, Lying(body=packed, headers={"Content-Encoding": "gzip"}))
    read = positions.fetch(ACME, ("de",))
    assert (len(read.positions), read.size) == (300, len(board(300)))
    assert "gzip" in host.asked[0].headers["Accept-Encoding"]


@pytest.mark.parametrize(
    ("validators", "condition"),
    [
        ({"ETag": '"v1"'}, ("If-None-Match", '"v1"')),
        (SETTLED, ("If-Modified-Since", SETTLED["Last-Modified"])),
        ({"ETag": '"v1"', **SETTLED}, ("If-None-Match", '"v1"')),
    ],
    ids=["tag", "date", "both"],
)
def test_unchanged(
    host: Host, positions: PersonioPositions, validators: dict[str, str], condition: tuple[str, str]
) -> None:
    """Where the board says how to ask, an unchanged feed is not sent again and reads the same."""
    lay(host, dataclasses.replace(feed("Koch", "text"), headers=validators))
    first = positions.fetch(ACME, ("de",))
    lay(host, Lying(status=304, headers=validators))
    assert positions.fetch(ACME, ("de",)) == first
    assert condition[0] not in host.asked[0].headers
    assert host.asked[1].headers[condition[0]] == condition[1]


def test_a_board_larger_than_what_is_kept_of_it(host: Host, positions: PersonioPositions) -> None:
    """What is remembered counts by what is kept: a large board without its texts is not sent again."""
    body = board(300)
    lay(host, Lying(body=body, headers={"ETag": '"v1"'}, unless="v1"))
    small = replace(positions, memory=Memory(max_bytes=len(body) // 3))
    first = small.fetch(ACME, ("de",), texts=())
    assert small.fetch(ACME, ("de",), texts=()) == first
    assert first.size == len(body)
    assert "If-None-Match" in host.asked[1].headers
    small.fetch(ACME, ("de",))
    small.fetch(ACME, ("de",))
    assert "If-None-Match" not in host.asked[3].headers


def test_texts_are_not_taken_from_a_reading_without_them(host: Host, positions: PersonioPositions) -> None:
    """Whoever wants texts, or other texts, gets them, whatever was remembered without."""
    lay(host, dataclasses.replace(feed("Koch", "text"), headers={"ETag": '"v1"'}, unless="v1"))
    for texts, known in (((), None), ((2,), None), ((1,), "text"), (None, "text"), ((), None)):
        (position,) = positions.fetch(ACME, ("de",), texts=texts).positions
        assert position.languages == ("de",)
        (sections,) = position.descriptions.values()
        assert (sections[0].html if sections else None) == known


def test_changed_in_one_language(host: Host, positions: PersonioPositions) -> None:
    """Where one language changed and another did not, both are read."""
    for language, name in (("de", "Koch"), ("en", "Cook")):
        lay(host, dataclasses.replace(feed(name, name), headers={"ETag": '"v1"'}), language=language)
    positions.fetch(ACME, ("de", "en"))
    lay(host, dataclasses.replace(feed("Köchin", "Köchin"), headers={"ETag": '"v2"'}))
    lay(host, dataclasses.replace(feed("Cook", "Cook"), headers={"ETag": '"v1"'}, unless="v1"), language="en")
    position = positions.fetch(ACME, ("de", "en")).by_id[1]
    assert (position.title, position.languages) == ("Köchin", ("de", "en"))


def test_changed(host: Host, positions: PersonioPositions) -> None:
    """A changed feed replaces what was remembered."""
    lay(host, dataclasses.replace(feed("Koch"), headers={"ETag": '"v1"'}))
    positions.fetch(ACME, ("de",))
    lay(host, dataclasses.replace(feed("Köchin"), headers={"ETag": '"v2"'}))
    assert positions.fetch(ACME, ("de",)).by_id[1].title == "Köchin"
    positions.fetch(ACME, ("de",))
    assert host.asked[2].headers["If-None-Match"] == '"v2"'


@pytest.mark.parametrize(
    "headers",
    [FRESH, {"Last-Modified": "yesterday", "Date": SETTLED["Date"]}, {}],
    ids=["same-second", "no-date", "none"],
)
def test_no_proof_of_unchanged(host: Host, positions: PersonioPositions, headers: dict[str, str]) -> None:
    """A date too young to rule out another change since, or none, is not asked with: edits show at once."""
    lay(host, dataclasses.replace(feed("Koch"), headers=headers))
    positions.fetch(ACME, ("de",))
    positions.fetch(ACME, ("de",))
    assert not {"If-Modified-Since", "If-None-Match"} & set(host.asked[1].headers)
    assert positions.memory.get(((f"{host.url}/acme.de/xml?language=de",), None)) is None


@pytest.mark.parametrize(
    "limits", [Memory(max_readings=1), Memory(max_bytes=1_500)], ids=["readings", "bytes"]
)
def test_memory_is_bounded(host: Host, positions: PersonioPositions, limits: Memory) -> None:
    """Beyond its limits the memory forgets what it read longest ago, and that is read anew."""
    bounded = replace(positions, memory=limits)
    for language in ("de", "en"):
        lay(host, dataclasses.replace(feed("Koch"), headers={"ETag": '"v1"'}), language=language)
        bounded.fetch(ACME, (language,))
    for language in ("en", "de"):
        bounded.fetch(ACME, (language,))
    assert ["If-None-Match" in request.headers for request in host.asked] == [False, False, True, False]


def test_readers_at_once(host: Host, positions: PersonioPositions) -> None:
    """Sixteen callers at once each get the whole board."""
    for language in ("de", "en"):
        body = board(30, language)
        lay(host, Lying(body=body, headers={"ETag": '"v1"'}), language=language)
    with ThreadPoolExecutor(16) as callers:
        feeds = list(callers.map(lambda _: positions.fetch(ACME, ("de", "en")), range(16)))
    assert all(len(read.positions) == 30 for read in feeds)
    assert all(position.languages == ("de", "en") for read in feeds for position in read.positions)
