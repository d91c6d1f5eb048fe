"""The rules that twin and adapter of both ports to Personio keep alike, over HTTP to the stand-in."""

from itertools import count

import pytest

from local.memory.applications import InMemoryApplications
from local.memory.positions import InMemoryPositions
from local.personio.server import StandIn
from local.scenes.people import a_developer
from shared.adapters.personio.api import PersonioApplications
from shared.adapters.personio.feed import PersonioPositions
from shared.domain.application import Application, Outcome
from shared.domain.board import Board
from shared.domain.credentials import Access, Credentials, Token
from shared.domain.errors import Problem
from shared.domain.jobs.position import Position, Section
from shared.ports import Applications, Positions

pytestmark = pytest.mark.wire

ACCOUNTS = count(600_001)
TOKEN = "0123456789abcdef" * 2


class Side:
    """One account with one published position, 7, and one board, on one side."""

    def __init__(self, positions: Positions, applications: Applications, account: str) -> None:
        self.positions, self.applications = positions, applications
        self.credentials = Credentials(account=account, key=Token(value=TOKEN))
        self.board = Board(slug=f"board-{account}", tld="de")


@pytest.fixture(params=["twin", "adapter"])
def side(request: pytest.FixtureRequest, personio: StandIn) -> Side:
    account = str(next(ACCOUNTS))
    slug = f"board-{account}"
    if request.param == "twin":
        dev = Position(id=7, title="Dev", descriptions={"de": (Section(heading="H", html="t"),)})
        twins = InMemoryPositions(boards={slug: (dev,)}), InMemoryApplications(good_tokens={TOKEN})
        return Side(*twins, account)
    positions = [{"id": 7, "name": "Dev", "texts": {"de": [["H", "t"]]}}]
    company = {"slug": slug, "token": TOKEN, "positions": positions}
    personio.control("PUT", f"/companies/{account}", company)
    return Side(
        PersonioPositions(jobs_url=personio.jobs_url), PersonioApplications(api_url=personio.url), account
    )


def submit(side: Side, *, token: str = TOKEN, email: str = "ada@example.org", late: bool = False) -> Outcome:
    application = Application(position_id=7, developer=a_developer(), email=email)
    credentials = Credentials(account=side.credentials.account, key=Token(value=token))
    access = side.applications.access(credentials)
    assert isinstance(access, Access)
    return side.applications.submit(application, access, lambda: not late).outcome


def test_a_board_is_read(side: Side) -> None:
    """A board's published positions come with the texts of the languages that were asked for."""
    feed = side.positions.fetch(side.board, ("de",))
    assert feed.board == side.board
    assert [(position.id, position.title, position.languages) for position in feed.positions] == [
        (7, "Dev", ("de",))
    ]


def test_only_the_texts_that_are_wanted_are_read(side: Side) -> None:
    """Of other positions one learns in which languages there is text, and no use is made of it by mistake."""
    (whole,) = side.positions.fetch(side.board, ("de",)).positions
    (wanted,) = side.positions.fetch(side.board, ("de",), texts=(7,)).positions
    (bare,) = side.positions.fetch(side.board, ("de",), texts=(8,)).positions
    assert whole == wanted
    assert whole.description("de") == (Section(heading="H", html="t"),)
    assert (bare.title, bare.languages, bare.description("en")) == ("Dev", ("de",), ())
    with pytest.raises(LookupError):
        bare.description("de")


def test_an_unknown_board_is_a_problem(side: Side) -> None:
    """A name without a board is told by its code."""
    with pytest.raises(Problem) as raised:
        side.positions.fetch(Board(slug="nobody", tld="de"), ("de",))
    assert raised.value.code == "board_not_found"


def test_an_application_is_created_once(side: Side) -> None:
    """The first application of a person creates, the second says that it is there, whatever the case."""
    assert submit(side) is Outcome.CREATED
    assert submit(side) is Outcome.ALREADY_THERE
    assert submit(side, email="ADA@example.org") is Outcome.ALREADY_THERE
    assert submit(side, email="bob@example.org") is Outcome.CREATED


def test_nothing_is_sent_when_time_is_short(side: Side) -> None:
    """Asked right before the request, "not enough time" sends nothing."""
    assert submit(side, late=True) is Outcome.UPLOAD_FAILED
    assert submit(side) is Outcome.CREATED


def test_credentials_are_proven(side: Side) -> None:
    """Good credentials are proven without an applicant, wrong ones refused."""
    assert side.applications.prove(side.credentials, ()).answer.outcome is Outcome.CREATED
    wrong = Credentials(account=side.credentials.account, key=Token(value="wrong"))
    assert side.applications.prove(wrong, ()).answer.outcome is Outcome.CREDENTIALS_WRONG
    assert submit(side, token="wrong") is Outcome.CREDENTIALS_WRONG
    assert submit(side) is Outcome.CREATED


def test_a_preview_shows_place_and_person(side: Side) -> None:
    """A preview names the position and the e-mail that would be sent, and sends nothing."""
    application = Application(position_id=7, developer=a_developer(), email="ada@example.org")
    document = side.applications.preview(application)
    assert (document["job_position_id"], document["email"]) == (7, "ada@example.org")
    assert submit(side) is Outcome.CREATED
