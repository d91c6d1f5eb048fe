"""What docs/cost.md counts of Firestore is what the running functions read and write."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from google.cloud.firestore_v1.types import CommitRequest

from bench.cost import work
from bench.cost.prices import Item
from local.loopback import call
from local.scenes.places import Employer, Place, placed
from shared.adapters.gcp import documents

if TYPE_CHECKING:
    from pathlib import Path

    from local.system import System

pytestmark = [pytest.mark.emulator, pytest.mark.timeout(120)]
TRIGGER, SWEEP, SYNC = "on_match_written", "sweep_exports", "sync_jobs"
READING = ("BatchGetDocuments", "RunQuery", "RunAggregationQuery")


@pytest.fixture
def place(system: "System", tmp_path: "Path") -> Iterator[Place]:
    with placed(system, tmp_path, factor=1.0, submission=30.0) as place:
        yield place


def counted(place: Place, do: Callable[[], object]) -> dict[Item, int]:
    """Documents that were read and written meanwhile: as many as answers to reads, and writes of commits."""
    written: Counter[str] = Counter()

    def heard(method: str, request: bytes) -> None:
        if method == "Commit":
            written[method] += len(CommitRequest.deserialize(request).writes)

    before = Counter({method: place.proxy.answers[method] for method in READING})
    place.proxy.heard = heard
    do()
    place.proxy.heard = lambda *_: None
    return {
        Item.READS: sum(place.proxy.answers[method] - before[method] for method in READING),
        Item.WRITES: written["Commit"],
    }


def firestore_of(done: work.Work) -> dict[Item, float]:
    return {item: done.takes.get(item, 0) for item in (Item.READS, Item.WRITES)}


def succeed(place: Place, employer: Employer) -> None:
    event = place.success(employer, place.developer())
    status, _ = call("POST", place.url(TRIGGER), event.body, event.headers, timeout=60)
    entry = place.entry(event.id)
    assert status == 200
    assert entry
    assert entry.state.final


def test_an_export_takes_what_the_page_counts(place: Place) -> None:
    """Of an instance that knows the company's account, as every one does from its first export on."""
    place.start(TRIGGER)
    employer = place.employer()
    succeed(place, employer)
    event = place.success(employer, place.developer())
    done = counted(place, lambda: call("POST", place.url(TRIGGER), event.body, event.headers, timeout=60))
    assert done == firestore_of(work.EXPORT)


def test_an_idle_sweep_takes_what_the_page_counts(place: Place) -> None:
    """Nothing is due, the night's walks are over: lease, queries that find nothing, and the lease again."""
    place.start(SWEEP)
    place.sweep()
    assert counted(place, place.sweep) == firestore_of(work.SWEEP)


def test_a_companys_comparison_takes_what_the_page_counts(place: Place) -> None:
    """Of each further company with five ads, on a board that did not change."""
    place.start(SYNC)
    fewer, all_ = (_comparison_with_one_more(place) for _ in range(2))
    more = {item: all_[item] - fewer[item] for item in all_}
    assert more == firestore_of(work.COMPARED)


def _comparison_with_one_more(place: Place) -> dict[Item, int]:
    """The second one with this company: the first may have noted something at its ads."""
    employer = place.employer()
    ad = place.client.document(documents.job_path(employer.job_id)).get().to_dict() or {}
    for number in range(4):
        place.client.document(documents.job_path(f"{employer.job_id}-{number}")).set(ad)

    def sync() -> None:
        assert call("POST", place.url(SYNC), timeout=60)[0] == 200

    sync()
    return counted(place, sync)
