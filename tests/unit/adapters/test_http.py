"""One request to the outside: what came back, or whether it may have arrived."""

import gzip
import socket
from collections.abc import Iterator, Mapping
from time import monotonic, sleep
from types import MappingProxyType

import pytest

from shared.adapters.personio.http import NoAnswer, NotSent, Response, Timeouts, TooLarge, request
from tests.support.feed_host import Host, Lying, serving

pytestmark = pytest.mark.wire

SECRET = "canary-1234"


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as host:
        yield host


def ask(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] = MappingProxyType({}),
    json: object = None,
    data: object = None,
    read: float = 2.0,
    deadline: float = 5.0,
    max_bytes: int = 10_000_000,
) -> Response:
    return request(
        method,
        url,
        headers=headers,
        json=json,
        data=data,
        timeouts=Timeouts(connect=1, read=read),
        deadline=deadline,
        max_bytes=max_bytes,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_answer(host: Host) -> None:
    """Status, headers and body come back as they are, whatever the status."""
    host.answers["/a"] = Lying(status=418, body=b"teapot", headers={"X-Kind": "tea"})
    answer = ask(f"{host.url}/a")
    assert (answer.status, answer.headers["x-kind"], answer.body) == (418, "tea", b"teapot")


def test_connections_are_kept(host: Host) -> None:
    """Calls one after the other share a connection."""
    host.answers["/a"] = Lying(body=b"x")
    for _ in range(3):
        ask(f"{host.url}/a")
    assert host.connections == 1


def test_redirects_are_answers(host: Host) -> None:
    """A redirect is handed back and not followed."""
    host.answers["/a"] = Lying(status=307, headers={"Location": f"{host.url}/b"}, body=b"elsewhere")
    assert ask(f"{host.url}/a").status == 307
    assert host.paths == ["/a"]


def test_cookies_are_not_kept(host: Host) -> None:
    """What one answer sets is not sent with the next request."""
    host.answers["/a"] = Lying(headers={"Set-Cookie": "session=1"})
    ask(f"{host.url}/a")
    ask(f"{host.url}/a")
    assert "Cookie" not in host.asked[1].headers


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/a", "http://no-such-host.invalid/a"])
def test_never_connected(address: str) -> None:
    """Where no connection comes about, nothing was sent."""
    with pytest.raises(NotSent):
        ask(address.format(port=free_port()))


def test_handshake_failed(host: Host) -> None:
    """Where encryption cannot be agreed on, nothing was sent."""
    with pytest.raises(NotSent):
        ask(host.url.replace("http:", "https:"))
    assert not host.asked


@pytest.mark.parametrize(
    "headers", [{"Authorization": f"Bearer {SECRET}\r\nX: y"}, {"Authorization": f"Bearer {SECRET}\u2603"}]
)
def test_malformed_header(host: Host, headers: dict[str, str]) -> None:
    """A header that cannot be sent is refused before anything leaves, and never quoted."""
    with pytest.raises(NotSent) as refused:
        ask(f"{host.url}/a", headers=headers)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None
    assert not host.asked


@pytest.mark.parametrize(
    "lying",
    [
        Lying(hang_up=True),
        Lying(raw=(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",)),
        Lying(raw=(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",)),
        Lying(raw=(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",)),
        Lying(raw=(b"no http at all\r\n\r\n",)),
        Lying(headers={"Content-Encoding": "gzip"}, body=b"not packed"),
        Lying(pause=1.0),
    ],
    ids=["hung-up", "cut", "chunk", "two-lengths", "garbage", "packing", "late"],
)
def test_sent_without_a_whole_answer(host: Host, lying: Lying) -> None:
    """Once the request has left, whatever is no whole answer leaves open whether it arrived."""
    host.answers["/a?q=1"] = lying
    with pytest.raises(NoAnswer) as broken:
        ask(f"{host.url}/a?q=1", method="POST", json={"x": SECRET}, read=0.2)
    assert host.paths == ["/a?q=1"], "never a second time by itself"
    assert SECRET not in str(broken.value)


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"],
    ids=["head", "body"],
)
def test_deadline_of_what_trickles(host: Host, start: bytes) -> None:
    """An answer that comes byte by byte, each within its timeout, ends with the deadline all the same."""
    host.answers["/a"] = Lying(raw=(start, *[b"x"] * 100), pause=0.05)
    began = monotonic()
    with pytest.raises(NoAnswer):
        ask(f"{host.url}/a", deadline=0.4)
    assert monotonic() - began < 1.5


class _SlowFile:
    """A body whose second half takes longer than there is time."""

    def __init__(self) -> None:
        self.pieces = [b"", b"second", b"first"]

    def __len__(self) -> int:
        return 11

    def read(self, _size: int = -1) -> bytes:
        if len(self.pieces) == 2:
            sleep(0.4)
        return self.pieces.pop()


def test_deadline_within_the_request(host: Host) -> None:
    """Where time ends while the body is on its way, part of it has left."""
    with pytest.raises(NoAnswer):
        ask(f"{host.url}/a", method="POST", data=_SlowFile(), deadline=0.2)


def test_no_time_left(host: Host) -> None:
    """A request whose deadline is over before it could leave was not sent."""
    with pytest.raises(NotSent):
        ask(f"{host.url}/a", deadline=0.0)
    assert not host.asked


def test_too_long(host: Host) -> None:
    """A body beyond the limit is given up; one that just fits is whole."""
    host.answers["/a"] = Lying(body=b"x" * 100_000)
    assert len(ask(f"{host.url}/a", max_bytes=100_000).body) == 100_000
    with pytest.raises(TooLarge):
        ask(f"{host.url}/a", max_bytes=99_999)


def test_length_counts_unpacked(host: Host) -> None:
    """The limit holds for what a packed body unpacks to."""
    packed = gzip.compress(b"".join(b"%d" % number for number in range(100_000)))
    host.answers["/a"] = Lying(headers={"Content-Encoding": "gzip"}, body=packed)
    assert len(ask(f"{host.url}/a").body) == 488_890
    with pytest.raises(TooLarge):
        ask(f"{host.url}/a", max_bytes=400_000)


def test_user_name_in_an_address() -> None:
    """Error texts name method, host and path; neither query nor user name."""
    with pytest.raises(NotSent) as refused:
        ask(f"http://user:{SECRET}@127.0.0.1:{free_port()}/a?token={SECRET}")
    assert str(refused.value).startswith("GET http://127.0.0.1")
    assert SECRET not in str(refused.value)
