"""CVs are held in memory while they are handed on: all of an instance's together have a bound."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Lock
from time import monotonic, sleep

import pytest

from local.personio import companies
from local.personio.server import StandIn
from local.scenes.cv_shelf import Lying, Shelf
from shared.adapters import tuning
from shared.adapters.personio import cv
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.http import Timeouts
from shared.adapters.personio.room import NoRoom, Room
from shared.domain.application import Answer, Application, Outcome
from shared.domain.attributes import Developer
from shared.domain.credentials import Access, Credentials, Token
from shared.structs import replace

pytestmark = pytest.mark.wire

MEGABYTE = 1024 * 1024
FILE = b"%PDF-1.7" * (MEGABYTE // 8)
DOCUMENTS = "/v1/recruiting/applications/documents"
ADA = Developer(id="d-1", first_name="Ada", last_name="Lovelace", email="ada@example.org")
CREDENTIALS = Credentials(account=str(companies.ACME), key=Token(value=companies.ACME_TOKEN))
ACCESS = Access(credentials=CREDENTIALS)


class Holding:
    """How many bytes of CVs are there at the same time, as whoever has them sees it."""

    def __init__(self, cvs: Shelf, room: Room) -> None:
        self.cvs, self.room = cvs, room
        self.now = self.most = 0
        self._lock = Lock()

    def fetch(self, url: str, seconds: float = 20.0) -> str:
        """Have the CV for a moment: `attached`, or why there is none."""
        with cv.fetch(url, [self.cvs.host], room=self.room, timeouts=Timeouts(), deadline=seconds) as fetched:
            if not isinstance(fetched, cv.Cv):
                return fetched
            self._count(fetched.size)
            sleep(0.05)
            self._count(-fetched.size)
            return "attached"

    def _count(self, size: int) -> None:
        with self._lock:
            self.now += size
            self.most = max(self.most, self.now)


def free(room: Room, size: int) -> bool:
    """Whether `size` bytes are free at this moment."""
    try:
        with room.hold(size, 0):
            return True
    except NoRoom:
        return False


def test_many_at_once_hold_no_more_than_there_is_room_for(cvs: Shelf) -> None:
    """Sixteen CVs of a megabyte in a room of three: each comes, and never are more than three there."""
    holding = Holding(cvs, Room(3 * MEGABYTE))
    url = cvs.put("/cv.pdf", Lying(content=FILE))
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(holding.fetch, [url] * 16)) == ["attached"] * 16
    assert 1 * MEGABYTE < holding.most <= 3 * MEGABYTE
    assert free(holding.room, 3 * MEGABYTE)


def test_what_is_still_coming_takes_its_room(cvs: Shelf) -> None:
    """Room is taken before the first byte: while a CV's body is awaited, another finds none."""
    holding, coming = Holding(cvs, Room(MEGABYTE)), Event()
    slow = cvs.put("/slow.pdf", Lying(content=FILE, body_after=coming))
    quick = cvs.put("/quick.pdf", Lying(content=FILE))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(holding.fetch, slow)
        while free(holding.room, MEGABYTE):
            sleep(0.01)
        assert holding.fetch(quick, 0.3) == "unavailable"
        coming.set()
        assert first.result() == "attached"
    assert holding.fetch(quick) == "attached"


@pytest.mark.parametrize(
    "lying",
    [
        Lying(content=FILE, announced=False),
        Lying(content=gzip.compress(FILE), headers={"Content-Encoding": "gzip"}),
        Lying(content=b"100000\r\n" + FILE + b"\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"}),
    ],
    ids=["unknown", "packed", "in pieces"],
)
def test_a_length_that_does_not_bind_is_the_longest(cvs: Shelf, lying: Lying) -> None:
    """A CV that may turn out longer than was announced takes the room of the largest."""
    url = cvs.put("/cv.pdf", lying)
    assert Holding(cvs, Room(tuning.CV_BYTES - 1)).fetch(url, 0.3) == "unavailable"
    assert Holding(cvs, Room(tuning.CV_BYTES)).fetch(url) == "attached"


@pytest.fixture
def api(personio: StandIn, cvs: Shelf) -> PersonioApplications:
    return PersonioApplications(api_url=personio.url, cv_hosts=(cvs.host,), room=Room(2 * MEGABYTE))


def application(personio: StandIn, cv_url: str) -> Application:
    published = next(
        one.id for one in personio.world.companies[companies.ACME].positions if one.state == "published"
    )
    return Application(position_id=published, developer=replace(ADA, cv_url=cv_url), email=ADA.email)


def submit(api: PersonioApplications, personio: StandIn, cv_url: str, *, enough_time: bool = True) -> Answer:
    return api.submit(application(personio, cv_url), ACCESS, lambda: enough_time)


def test_whoever_waits_in_vain_is_unavailable(
    personio: StandIn, cvs: Shelf, api: PersonioApplications
) -> None:
    """The wait for room ends with the document's share of the time; nothing is sent, and nothing is held."""
    url = cvs.put("/cv.pdf", Lying(content=FILE))
    began = monotonic()
    with api.room.hold(2 * MEGABYTE, 0):
        answer = submit(replace(api, document_share=0.5), personio, url)
    assert answer == Answer(outcome=Outcome.UPLOAD_FAILED, document="unavailable")
    assert 0.4 < monotonic() - began < 5
    assert personio.world.records.matching() == []
    assert free(api.room, 2 * MEGABYTE)
    assert submit(api, personio, url).document == "attached"


@pytest.mark.parametrize(
    ("lying", "at_personio"),
    [
        (Lying(content=FILE), None),
        (Lying(content=FILE), 413),
        (Lying(content=FILE), 500),
        (Lying(content=FILE), 401),
        (Lying(content=FILE, status=404), None),
        (Lying(content=FILE, status=500), None),
        (Lying(content=FILE, content_type="text/html"), None),
        (Lying(content=b""), None),
        (Lying(content=FILE, body_after=Event()), None),
        (Lying(content=FILE, headers={"Content-Encoding": "gzip"}), None),
        (Lying(content=bytes(tuning.CV_BYTES + 1)), None),
        (Lying(content=bytes(tuning.CV_BYTES + 1), announced=False), None),
    ],
    ids=[
        "attached",
        "too_big",
        "upload_fails",
        "token",
        "missing",
        "fails",
        "page",
        "empty",
        "slow",
        "garbled",
        "large",
        "larger",
    ],
)
def test_no_end_keeps_its_room(
    personio: StandIn, cvs: Shelf, api: PersonioApplications, lying: Lying, at_personio: int | None
) -> None:
    """However an attempt ends, all the room is free again."""
    if at_personio:
        fault = {"do": "status", "status": at_personio, "times": None}
        personio.world.faults.add({"match": {"path_prefix": DOCUMENTS}, **fault})
    hurried = replace(api, room=Room(tuning.CV_BYTES), timeouts=Timeouts(read=0.5))
    for enough_time in (True, False):
        submit(hurried, personio, cvs.put("/cv.pdf", lying), enough_time=enough_time)
        assert free(hurried.room, tuning.CV_BYTES)


def test_a_crash_keeps_no_room(cvs: Shelf) -> None:
    """An error that nobody foresaw, while a CV is handed on, leaves all the room free."""
    room, url = Room(MEGABYTE), cvs.put("/cv.pdf", Lying(content=FILE))
    fetched = cv.fetch(url, [cvs.host], room=room, timeouts=Timeouts(), deadline=20)
    with suppress(ZeroDivisionError), fetched:
        assert not free(room, 1)
        raise ZeroDivisionError
    assert free(room, MEGABYTE)


def test_a_cv_larger_than_all_is_refused_at_once(
    personio: StandIn, cvs: Shelf, api: PersonioApplications
) -> None:
    """A CV beyond what Personio takes waits for no more room than the largest that it does take."""
    url = cvs.put("/cv.pdf", Lying(content=bytes(tuning.CV_BYTES + 1)))
    assert submit(replace(api, room=Room(tuning.CV_BYTES)), personio, url).document == "refused"
