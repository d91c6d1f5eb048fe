"""Every query has its composite index: without one the emulator still serves it, and production refuses."""

import ast
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from privacy import kept
from shared.adapters.gcp import documents
from shared.adapters.gcp.backfills import FirestoreBackfills
from shared.adapters.gcp.client import connect
from shared.adapters.gcp.connections import FirestoreConnections
from shared.adapters.gcp.erased_people import FirestoreErasedPeople
from shared.adapters.gcp.erasure_notices import FirestoreErasureNotices
from shared.adapters.gcp.exports import FirestoreExports
from shared.adapters.gcp.follow_ups import FirestoreFollowUps
from shared.adapters.gcp.job_ads import FirestoreJobAds
from shared.adapters.gcp.matches import FirestoreMatches
from shared.adapters.gcp.people import FirestorePeople
from shared.domain.applicant import Stage
from shared.domain.audit import Line
from shared.domain.ledger.cursor import cursor_of
from shared.domain.ledger.erased import Erased, ErasureNotice
from shared.domain.ledger.export import OF_RULES, Origin, State
from shared.domain.match import Match
from shared.domain.person import Held
from tests.support.terraform.queries import Index, listening, needed
from tests.support.terraform.workspace import PROJECT, REPOSITORY, Run

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MATCH = Match(
    id="m1",
    company_id="c1",
    job_id="j1",
    developer_id="d1",
    successful=True,
    successful_at=NOW,
    written_at=NOW,
)
HELD = Held(match_id="m1", developer_id="d1", updated_at=NOW)
AT = cursor_of(NOW, "m1")
# Method that queries → calls of it, one for each shape the query can take.
QUERIES: dict[str, tuple[Callable[..., object], ...]] = {
    "FirestoreExports.page": (
        lambda client: FirestoreExports(client=client).page("c1", None, None, 20),
        lambda client: FirestoreExports(client=client).page("c1", None, AT, 20),
        lambda client: FirestoreExports(client=client).page("c1", State.QUEUED, None, 20),
        lambda client: FirestoreExports(client=client).page("c1", State.QUEUED, AT, 20),
        # With a state as well Firestore merges the two indexes, which sort alike.
        lambda client: FirestoreExports(client=client).page("c1", None, AT, 20, Stage.HIRED),
    ),
    "FirestoreExports.wake": (
        lambda client: FirestoreExports(client=client).wake("c1"),
        lambda client: FirestoreExports(client=client).wake("c1", "job"),
        lambda client: FirestoreExports(client=client).wake("c1", only=State.WAITING),
    ),
    "FirestoreExports.wake_coded": (
        lambda client: FirestoreExports(client=client).wake_coded("c1", OF_RULES),
    ),
    "FirestoreExports.coded": (lambda client: FirestoreExports(client=client).coded("c1", OF_RULES, 20),),
    "FirestoreExports.due": (
        lambda client: FirestoreExports(client=client).due(NOW, None, 20),
        lambda client: FirestoreExports(client=client).due(NOW, NOW, 20),
    ),
    "FirestoreExports.earliest": (lambda client: FirestoreExports(client=client).earliest(["c1", "c2"], 20),),
    "FirestoreExports.to_prune": (lambda client: FirestoreExports(client=client).to_prune(NOW, 20),),
    "FirestoreExports.tally": (
        lambda client: FirestoreExports(client=client).tally("c1", Origin.LIVE),
        lambda client: FirestoreExports(client=client).tally("c1", Origin.LIVE, 0),
        lambda client: FirestoreExports(client=client).tally("c1"),
    ),
    "FirestoreExports.count_standing": (
        lambda client: FirestoreExports(client=client).count_standing("c1", NOW),
    ),
    "FirestoreFollowUps.due": (lambda client: FirestoreFollowUps(client=client).due(["c1", "c2"], NOW, 20),),
    "FirestoreFollowUps.next_at": (lambda client: FirestoreFollowUps(client=client).next_at(["c1"], NOW),),
    "FirestoreFollowUps.companies_due": (
        lambda client: FirestoreFollowUps(client=client).companies_due(NOW, 20),
    ),
    "FirestoreFollowUps.stop": (lambda client: FirestoreFollowUps(client=client).stop("c1"),),
    "FirestoreFollowUps.resume": (lambda client: FirestoreFollowUps(client=client).resume("c1", NOW, 20),),
    "FirestoreFollowUps.tally": (lambda client: FirestoreFollowUps(client=client).tally("c1"),),
    "FirestoreMatches.succeeded": (
        lambda client: FirestoreMatches(client=client).succeeded(NOW, NOW, None, 20),
        lambda client: FirestoreMatches(client=client).succeeded(NOW, NOW, MATCH, 20),
    ),
    "FirestoreMatches.of_company": (
        lambda client: FirestoreMatches(client=client).of_company("c1", None, 20),
        lambda client: FirestoreMatches(client=client).of_company("c1", "m1", 20),
    ),
    "FirestoreMatches.count": (lambda client: FirestoreMatches(client=client).count(NOW, NOW),),
    "FirestoreMatches.count_of_company": (
        lambda client: FirestoreMatches(client=client).count_of_company("c1"),
        lambda client: FirestoreMatches(client=client).count_of_company("c1", NOW),
    ),
    "FirestoreBackfills.running": (lambda client: FirestoreBackfills(client=client).running(20),),
    "FirestorePeople.exports_of": (lambda client: FirestorePeople(client=client).exports_of("d1"),),
    "FirestorePeople.changed": (
        lambda client: FirestorePeople(client=client).changed(NOW, None, 20),
        lambda client: FirestorePeople(client=client).changed(NOW, HELD, 20),
    ),
    "FirestorePeople.walk": (
        lambda client: FirestorePeople(client=client).walk(None, 20),
        lambda client: FirestorePeople(client=client).walk("m1", 20),
    ),
    "FirestorePeople.without_profile": (
        lambda client: FirestorePeople(client=client).without_profile(["d1", "d2"]),
    ),
    "FirestorePeople.drop_keys": (lambda client: FirestorePeople(client=client).drop_keys("d1"),),
    "FirestorePeople.holdings": (lambda client: FirestorePeople(client=client).holdings("d1"),),
    "FirestoreErasedPeople.due": (lambda client: FirestoreErasedPeople(client=client).due(NOW, 20),),
    "FirestoreErasureNotices.of_company": (
        lambda client: FirestoreErasureNotices(client=client).of_company("c1", 20),
    ),
    "FirestoreConnections.live": (lambda client: FirestoreConnections(client=client).live(),),
    "FirestoreConnections.of_account": (lambda client: FirestoreConnections(client=client).of_account("1"),),
    "FirestoreConnections.retiring": (lambda client: FirestoreConnections(client=client).retiring(20),),
    "FirestoreConnections.to_prove": (lambda client: FirestoreConnections(client=client).to_prove(NOW, 20),),
    "FirestoreJobAds.summaries": (lambda client: FirestoreJobAds(client=client).summaries("c1"),),
    "FirestoreJobAds.in_use": (lambda client: FirestoreJobAds(client=client).in_use("job-1"),),
    "FirestoreJobAds.linked": (lambda client: FirestoreJobAds(client=client).linked("c1", "100001"),),
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[Index]:
    """The composite indexes that the calls above need."""
    with listening() as (address, heard):
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", address)
        client = connect(PROJECT, "(default)")
        for calls in QUERIES.values():
            for call in calls:
                before = len(heard)
                call(client)
                assert len(heard) > before
        client.close()
    return {index for query in heard if (index := needed(query))}


def test_every_query_has_its_index_and_every_index_its_query(asked: set[Index], deployed: Run) -> None:
    """Equal fields come first, then the sorted ones in order and direction; no index is there for nothing."""
    indexes = {
        name: _served(values["collection"], values["fields"])
        for name, values in deployed.of_type("google_firestore_index").items()
    }
    missing = [need for need in asked if not any(_serves(need, *index) for index in indexes.values())]
    unused = {name for name, index in indexes.items() if not any(_serves(need, *index) for need in asked)}
    assert missing == []
    assert unused == set()


def test_what_expires_is_deleted_by_the_field_that_the_code_sets(deployed: Run) -> None:
    """Firestore deletes what the record of processing says that it ends by itself, and nothing else."""
    expiring = {
        (each["collection"], each["field"]) for each in deployed.of_type("google_firestore_field").values()
    }
    assert expiring == {(collection, documents.EXPIRES) for collection in kept.ENDING}
    named = [set(kind.__struct_fields__) for kind in (Line, Erased, ErasureNotice)]
    assert all(documents.EXPIRES in names for names in named)


def test_every_method_that_queries_is_asked() -> None:
    """A public method of gcp/ that streams or counts, by itself or by another, stands in the table."""
    files = (REPOSITORY / "shared/adapters/gcp").glob("*.py")
    querying = {name for file in files for name in _querying(ast.parse(file.read_text()))}
    assert querying == set(QUERIES)


def _served(collection: str, fields: Iterable[dict[str, str]]) -> tuple[str, tuple[str, ...]]:
    signed = (("-" if each["order"] == "DESCENDING" else "") + each["field_path"] for each in fields)
    return collection, tuple(signed)


def _serves(need: Index, collection: str, fields: tuple[str, ...]) -> bool:
    wanted, equal, sorted_ = need
    head, tail = fields[: len(equal)], fields[len(equal) :]
    return (wanted, equal, sorted_) == (collection, frozenset(name.lstrip("-") for name in head), tail)


def _querying(module: ast.Module) -> Iterable[str]:
    """`Class.method` of each public method whose calls end, within the module, in a query."""
    calls = {
        node.name: {
            ast.unparse(part.func).rpartition(".")[2] for part in ast.walk(node) if isinstance(part, ast.Call)
        }
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    }
    asking = {"stream", "count"}
    while more := {name for name, called in calls.items() if called & asking} - asking:
        asking |= more
    for kind in [node for node in module.body if isinstance(node, ast.ClassDef)]:
        for method in [node for node in kind.body if isinstance(node, ast.FunctionDef)]:
            if method.name in asking and not method.name.startswith("_"):
                yield f"{kind.name}.{method.name}"
