"""What runs by itself reads and writes little: counted on the emulator, as Firestore would charge for it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from google.cloud import firestore

from local.memory.backfills import InMemoryBackfills
from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.erased_people import InMemoryErasedPeople
from local.memory.exports import InMemoryExports
from local.memory.follow_ups import InMemoryFollowUps
from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from local.memory.people import InMemoryPeople
from local.memory.positions import InMemoryPositions
from local.memory.sweeps import InMemorySweeps
from local.scenes.boards import a_link, a_position
from local.scenes.scene import Scene
from shared import wiring
from shared.adapters.gcp import documents
from shared.adapters.gcp.backfills import FirestoreBackfills
from shared.adapters.gcp.connections import FirestoreConnections
from shared.adapters.gcp.erased_people import FirestoreErasedPeople
from shared.adapters.gcp.exports import FirestoreExports
from shared.adapters.gcp.follow_ups import FirestoreFollowUps
from shared.adapters.gcp.job_ads import FirestoreJobAds
from shared.adapters.gcp.ledger import FirestoreLedger
from shared.adapters.gcp.matches import FirestoreMatches
from shared.adapters.gcp.people import FirestorePeople
from shared.adapters.gcp.sweeps import FirestoreSweeps
from shared.adapters.sanitiser import describe
from shared.domain.jobs.job_ad import JobAd
from shared.domain.ledger.sweep import Sweep
from shared.ports import Ledger
from shared.structs import replace
from shared.use_cases.syncing import Syncing
from tests.support.bill import billed
from tests.support.entries import a_connection, an_export
from tests.support.trouble import System
from tests.support.use_cases import UseCases

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from local.system import System as Running

T = TypeVar("T")
NUMBERS = count(1)
AN_EXPORT = 7  # reads, of which its own event is the cause
IN_ONE_COMMIT = 400
ADAPTERS: Mapping[type, Any] = {
    InMemoryBackfills: FirestoreBackfills,
    InMemoryConnections: FirestoreConnections,
    InMemoryErasedPeople: FirestoreErasedPeople,
    InMemoryExports: FirestoreExports,
    InMemoryFollowUps: FirestoreFollowUps,
    InMemoryLedger: FirestoreLedger,
    InMemoryMatches: FirestoreMatches,
    InMemoryPeople: FirestorePeople,
    InMemorySweeps: FirestoreSweeps,
}


class OnFirestore(UseCases):
    """The use cases on the adapters, with a clock that moves when told to."""

    def __init__(self, client: firestore.Client) -> None:
        self.client = client
        super().__init__(own=ManualClock(at=datetime.now(UTC)))

    def through(self, port: T, _: System) -> T:
        adapter = ADAPTERS.get(type(port))
        return cast("T", adapter(client=self.client)) if adapter else port

    def twin_of_the_ledger(self) -> Ledger:
        return FirestoreLedger(client=self.client)

    def pass_time(self, **time: float) -> None:
        cast("ManualClock", self.own).advance(timedelta(**time).total_seconds())

    def connected(self, company: str, account: str) -> None:
        at = self.own.now() - timedelta(days=9)
        made = a_connection(at, company_id=company, account=account)
        self.connections.update(company, lambda _: made)

    def exported(self, company: str, times: Iterable[datetime]) -> None:
        """Successes of these times, each with a person and an export of its own."""
        written: list[tuple[str, dict[str, Any]]] = []
        for number, at in enumerate(times):
            id_ = f"{company}-{number:05d}"
            entry = an_export(
                at, match_id=id_, company_id=company, job_id=company, developer_id=id_, account="1"
            )
            match = {
                documents.MATCH_COMPANY: company,
                documents.MATCH_JOB: company,
                documents.MATCH_DEVELOPER: id_,
                documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
                documents.MATCH_SUCCESSFUL_AT: at,
            }
            kept = documents.entry_document(entry, self.pace.keep_exports)
            written += [
                (documents.match_path(id_), match),
                (documents.export_path(id_), {k: v for k, v in kept.items() if v is not None}),
                (documents.developer_path(id_), {"email": "ada@example.org"}),
            ]
        for start in range(0, len(written), IN_ONE_COMMIT):
            batch = self.client.batch()
            for path, document in written[start : start + IN_ONE_COMMIT]:
                batch.set(self.client.document(path), document)
            batch.commit()


@pytest.fixture
def world(system: "Running") -> Iterator[OnFirestore]:
    """A database of its own."""
    del system
    client = firestore.Client(project=f"bill-{next(NUMBERS)}")
    yield OnFirestore(client)
    client.close()


def test_a_success_costs_ten_reads(world: OnFirestore) -> None:
    """A hundred an hour: its export, and all that the sweeps of two hours and more read to look for it."""
    hours, an_hour = 2, 100
    world.connected("acme", "1")
    begin = world.own.now()
    world.exported("acme", [begin + timedelta(hours=n / an_hour) for n in range(hours * an_hour)])
    sweep, _ = world.catching_up.recent(Sweep(), lambda: True)
    with billed(world.client) as bill:
        for _ in range(12 * (hours + 1)):
            world.pass_time(minutes=5)
            sweep, found = world.catching_up.recent(sweep, lambda: True)
            assert found == 0
    assert bill.reads / (hours * an_hour) + AN_EXPORT <= 10
    assert bill.writes == 0


def test_a_night_in_which_nothing_was_missed_reads_a_hundredth(world: OnFirestore) -> None:
    """Of two reads for each success: the number of both sides tells; a company with one missed is walked."""
    companies, each = [f"company-{number}" for number in range(3)], 500
    now = world.own.now()
    for number, company in enumerate(companies):
        world.connected(company, str(number + 1))
        world.exported(company, [now - timedelta(minutes=n) for n in range(each)])
    with billed(world.client) as first:
        world.nightly.go_on(Sweep(), lambda: True)
    assert first.reads >= 2 * len(companies) * each
    world.pass_time(days=1)
    with billed(world.client) as second:
        world.nightly.go_on(Sweep(), lambda: True)
    assert second.reads <= 0.01 * 2 * len(companies) * each
    assert second.writes == 0
    missed = f"{companies[1]}-00007"
    world.client.document(documents.export_path(missed)).delete()
    with billed(world.client) as third:
        _, found = world.nightly.go_on(Sweep(), lambda: True)
    assert (found, world.client.document(documents.export_path(missed)).get().exists) == (1, True)
    assert third.reads < 2.2 * each


def test_whose_profile_is_there_is_told_by_a_number(world: OnFirestore) -> None:
    """A night's walk over all entries reads each, and of thirty profiles one number."""
    each = 600
    world.exported("acme", [world.own.now()] * each)
    with billed(world.client) as bill:
        world.sweeping.missing.go_on(Sweep(), lambda: True)
    assert bill.reads <= each + each / 30 + 2
    world.client.document(documents.developer_path("acme-00031")).delete()
    asked = [f"acme-{number:05d}" for number in range(40)]
    assert world.people.without_profile(asked) == {"acme-00031"}


def test_a_board_without_news_is_written_once_a_day(world: OnFirestore) -> None:
    """Hour after hour nothing is written; a day after the last note one document is."""
    world.connected("acme", "100001")
    board = a_position(1)
    ads = FirestoreJobAds(client=world.client)
    ads.add(JobAd(id="", company_id="acme", title=board.title, link=a_link(board)))
    changed = replace(board, title="Lead")
    syncing = Syncing(
        connections=world.connections,
        positions=InMemoryPositions(boards={"acme": (changed,)}),
        job_ads=ads,
        clock=world.own,
        describe=describe,
    )
    writes = []
    for _ in range(26):
        with billed(world.client) as bill:
            syncing.sync()
        writes.append(bill.writes)
        world.pass_time(hours=1)
    assert writes == [2, *[0] * 23, 1, 0]


def test_a_look_at_a_back_fill_takes_two_calls(scene: Scene, door: "Callable[[str], FlaskClient]") -> None:
    """The caller's role with the request, and its exports; ten seconds long only the first is asked again."""
    scene.connect()
    answer = scene.call("POST", f"export-applicant/{scene.company}/back-fill")
    assert answer.status_code == 200
    headers = {"Authorization": f"Bearer {scene.system.token(scene.admin)}"}
    function, calls = door("export_applicant"), []
    for _ in range(2):
        with billed(wiring._firestore()) as bill:
            shown = function.get(f"/{scene.company}/back-fill", headers=headers)
        assert shown.status_code == 200
        calls.append(bill.calls)
    assert calls[0] <= 2
    assert calls[1] <= 1
