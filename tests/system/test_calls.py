"""How often Firestore is asked, and how much is read, for what people wait for; on a warm instance."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from local.scenes.scene import Scene
from tests.support.firestore_calls import counting

if TYPE_CHECKING:
    from flask.testing import FlaskClient

pytestmark = pytest.mark.emulator

Figures = tuple[int, int]


class Desk:
    """An admin of the scene's company, whose calls are answered in this process."""

    def __init__(self, scene: Scene, door: "Callable[[str], FlaskClient]") -> None:
        self.scene, self._door = scene, door

    def calls(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Figures:
        """How many calls to Firestore the function made for it, and how many documents it read."""
        function, _, rest = path.partition("/")
        headers = {"Authorization": f"Bearer {self.scene.system.token(self.scene.admin)}"}
        with counting() as asked:
            answer = self._door(function).open(f"/{rest}", method=method, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return len(asked.names), asked.documents

    def success(self, job: str) -> str:
        """The match card of a new success."""
        match = self.scene.match(job, self.scene.developer())
        self.scene.succeed(match)
        return f"export_applicant/{self.scene.company}/matches/{match}"


@pytest.fixture
def desk(undelivered: None, scene: Scene, door: "Callable[[str], FlaskClient]") -> Desk:
    """Nobody exports a success by itself, and no turn comes between the calls."""
    return Desk(scene, door)


def test_a_match_card(desk: Desk) -> None:
    """Role, match and entry come with one call; nothing else is read, whether there is an entry or not."""
    card = desk.success(desk.scene.imported())
    assert desk.calls("GET", card) == (1, 3)
    desk.calls("POST", card)
    assert desk.calls("GET", card) == (1, 3)


def test_a_stranger_costs_no_more_calls(desk: Desk) -> None:
    """Another company, a made-up one and a match of somebody else's take one call each, as one's own does."""
    own, other = desk.success(desk.scene.imported()), desk.success("job")
    elsewhere = Scene(desk.scene.system, desk.scene.client)
    theirs = Desk(elsewhere, desk._door).success(elsewhere.imported())
    match = theirs.rpartition("/")[2]
    for path in (theirs, other.replace(desk.scene.company, "made-up")):
        assert desk.calls("GET", path, status=404) == (1, 3)
    for id_ in (match, "made-up"):
        assert desk.calls("GET", f"{own.rpartition('/')[0]}/{id_}", status=404) == (1, 3)


def test_the_connection(desk: Desk) -> None:
    """Role and connection come with one call."""
    desk.scene.connect()
    assert desk.calls("GET", f"connect_personio/{desk.scene.company}") == (1, 2)


def test_the_positions(desk: Desk) -> None:
    """Role and connection come with one call, the company's ads with another."""
    desk.scene.imported()
    assert desk.calls("GET", f"list_jobs/{desk.scene.company}") == (2, 3)


def test_a_click(desk: Desk) -> None:
    """Two reads, a claim that takes its line of the audit trail along, and a record."""
    job = desk.scene.imported()
    first, second = desk.success(job), desk.success(job)
    desk.calls("POST", first)  # notes that the connection works
    assert desk.calls("POST", second) == (4, 9)
    assert len(desk.scene.applicants()) == 2


def test_connecting(desk: Desk) -> None:
    """Role and connection; both again and a commit; what waited; the account's turn."""
    path = f"connect_personio/{desk.scene.company}"
    assert desk.calls("PUT", path, desk.scene.credentials()) == (5, 3)
    assert desk.calls("PUT", path, desk.scene.credentials()) == (
        6,
        3,
    )  # its check takes a slot of the account


def test_an_import(desk: Desk) -> None:
    """Role and connection; the position's place; a commit of ad, place and line."""
    desk.scene.connect()
    path = f"import_job/{desk.scene.company}"
    assert desk.calls("POST", path, {"position_id": desk.scene.position}) == (3, 3)


def test_a_link(desk: Desk) -> None:
    """Role, connection and ad; ad and link's place; a commit; what waited; the account's turn."""
    desk.scene.connect()
    path = f"import_job/{desk.scene.company}/jobs/{desk.scene.older_ad()}/link"
    assert desk.calls("PUT", path, {"position_id": desk.scene.position}) == (5, 5)
