"""Documents as a hand or an unforeseen program may leave them: each field absent, of each type, huge, odd."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from typing import Any

from google.cloud.firestore import GeoPoint

from shared.adapters.gcp import documents
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState, FeedState
from shared.domain.jobs.job_ad import Difference, JobAd, Link, Missing
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.backfill import Backfill
from shared.domain.ledger.export import Attempt, Export, Frozen, Origin, State
from shared.domain.ledger.sweep import Sweep
from shared.domain.rules import AttributeRule, Phase, Rules

Document = dict[str, Any]
Change = Callable[[Document], Document]
ABSENT = object()
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# Every type of Firestore's but the reference, which needs a client.
TYPES: Mapping[str, Any] = {
    "null": None,
    "bool": True,
    "number": 0,
    "fraction": float("nan"),
    "text": "odd",
    "bytes": b"\xff",
    "time": datetime(1, 1, 1, tzinfo=UTC),
    "place": GeoPoint(1.0, 2.0),
    "list": ["salary", 7, None],
    "map": {"salary": {"a/b": "."}},
    "huge": "ä" * 450_000,  # of the 1 MiB that a document has
}
IDS: Mapping[str, str] = {
    "empty": "",
    "slash": "a/b",
    "slashes": "//",
    "dot": ".",
    "dots": "..",
    "reserved": "__x__",
    "too long": "x" * 1_501,
    "too long in UTF-8": "ä" * 751,
    "space": " ",
}


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Whose documents they are."""

    company_id: str = "acme"
    account: str = "100001"
    position_id: int = 7
    job_id: str = "job"
    developer_id: str = "ada"
    match_id: str = "m1"


def variations(
    whole: Document, ids: frozenset[str], types: Mapping[str, Any]
) -> Iterator[tuple[str, Change]]:
    """What is odd, and what makes a document so: each field, those of its maps included, in every way."""
    for name, value in whole.items():
        for odd, poison in {"absent": ABSENT, **types, **(IDS if name in ids else {})}.items():
            yield f"{name} {odd}", partial(_with, name, poison)
        if isinstance(value, dict):
            for odd, change in variations(value, ids, types):
                yield f"{name}.{odd}", partial(_within, name, change)


def in_turn(whole: Document, ids: frozenset[str], types: Mapping[str, Any]) -> Iterator[tuple[str, Change]]:
    """Fewer: each field absent, of one type in turn, and every id in every odd way."""
    turns, turn = cycle(types), ""
    for odd, change in variations(whole, ids, types):
        kind = odd.partition(" ")[2]
        turn = next(turns) if kind == "absent" else turn
        if kind in {"absent", turn, *IDS}:
            yield odd, change


def mixed(whole: Document, ids: frozenset[str], types: Mapping[str, Any]) -> Iterator[tuple[str, Change]]:
    """The document's own fields in every way, those of its maps in turn."""
    inside = {odd for odd, _ in in_turn(whole, ids, types)}
    for odd, change in variations(whole, ids, types):
        if odd in inside or "." not in odd.partition(" ")[0]:
            yield odd, change


def _with(name: str, value: Any, whole: Document) -> Document:
    rest = {key: kept for key, kept in whole.items() if key != name}
    return rest if value is ABSENT else {**rest, name: value}


def _within(name: str, change: Change, whole: Document) -> Document:
    return {**whole, name: change(whole[name])}


def company(uid: str) -> Document:
    return {"name": "Acme", documents.COMPANY_MEMBERS: {uid: "admin"}}


def developer(whom: Whom) -> Document:
    values = {
        "first_name": "Ada",
        "last_name": "Beispiel",
        "email": f"{whom.developer_id}@example.org",
        "gender": "female",
        "phone": "030 5550100",
        "location": "Berlin",
        "birthday": "1990-01-01",
        "available_from": "sofort",
        "salary_expectation": "78.000",
        "profile_url": "https://www.matched.io/developers/ada",
        "links": ["https://example.org"],
        "skills": ["Python"],
        "message": "Hallo",
        "cv_url": "https://elsewhere.example/cv.pdf",
    }
    return {documents.DEVELOPER_FIELDS[name]: value for name, value in values.items()}


def match(whom: Whom, at: datetime = NOW) -> Document:
    return {
        documents.MATCH_COMPANY: whom.company_id,
        documents.MATCH_JOB: whom.job_id,
        documents.MATCH_DEVELOPER: whom.developer_id,
        documents.MATCH_STATUS: documents.MATCH_SUCCESSFUL,
        documents.MATCH_SUCCESSFUL_AT: at,
    }


def job(whom: Whom) -> Document:
    link = Link(
        position_id=whom.position_id,
        account=whom.account,
        url="https://acme.jobs.personio.de/job/7",
        language="de",
        hash="h",
        linked_at=NOW,
        linked_by="ann",
        hashes={"title": "h"},
        changed={"title": Difference(to="Lead", hash="h")},
    )
    ad = JobAd(
        id=whom.job_id,
        company_id=whom.company_id,
        title="Engineer",
        description_html="<p>Bauen</p>",
        description_text="Bauen",
        locations=("Berlin",),
        remote=True,
        employment_type="permanent",
        working_time="full-time",
        seniority="experienced",
        experience_years={"min": 2, "max": 5},
        salary={"min": "60000", "max": None, "currency": "EUR", "period": "yearly"},
        skills=("Python",),
        language="de",
        missing=(Missing(field="salary", why="not_in_feed"),),
        link=link,
    )
    return documents.job_document(ad)


def connection(whom: Whom) -> Document:
    known = Connection(
        company_id=whom.company_id,
        state=ConnectionState.CONNECTED,
        board=Board(slug="acme", tld="de"),
        account=whom.account,
        language="de",
        secret="s/versions/1",
        token_tail="abcd",
        connected_at=datetime(2026, 1, 1, tzinfo=UTC),
        connected_by="ann",
        channel_id=5,
        refused_since=NOW,
        next_probe_at=NOW,
        last_success_at=NOW,
        problem="feature_off",
        feed=FeedState(
            checked_at=NOW, positions=3, size=9, seconds=0.5, problem="feed_unreadable", since=NOW
        ),
    )
    return documents.written(known)


def entry(whom: Whom) -> Document:
    """An attempt's whose lease is over, with everything that an entry can have."""
    known = Export(
        match_id=whom.match_id,
        company_id=whom.company_id,
        job_id=whom.job_id,
        developer_id=whom.developer_id,
        state=State.EXPORTING,
        origin=Origin.LIVE,
        successful_at=NOW,
        updated_at=NOW,
        fields=("email",),
        account=whom.account,
        position_id=whom.position_id,
        chosen_position_id=whom.position_id,
        due_at=NOW,
        lease_until=NOW,
        attempt_id="a1",
        claimed_at=NOW,
        frozen=Frozen(
            account=whom.account, position_id=whom.position_id, email=f"{whom.developer_id}@example.org"
        ),
        tries=1,
        failing_since=NOW,
        by="ann",
        attempts=(Attempt(id="a0", at=NOW, outcome="unknown"),),
    )
    return documents.written(known)


def key(whom: Whom) -> Document:
    """The applicant key, held by the match itself."""
    return {"match_id": whom.match_id}


def account(whom: Whom) -> Document:
    slots = {"a1": Slot(until=NOW, origin=Origin.LIVE)}
    known = Account(id=whom.account, slots=slots, resting_until=NOW, last_failure="m0")
    return documents.written(known)


def rules() -> Document:
    """The telephone is not to be sent."""
    known = Rules(
        attributes=(AttributeRule(id="location", field="location"),),
        phase=Phase(type="custom", id=501),
        tags=("it",),
        send={"phone": False, "cv": False},
        version=1,
        changed_by="ann",
        changed_at=NOW,
    )
    return documents.written(known)


def backfill(whom: Whom) -> Document:
    asked = Backfill(
        company_id=whom.company_id, requested_at=NOW, requested_by="ann", found=1, queued=1, cursor="m0"
    )
    return documents.written(asked)


def sweep() -> Document:
    known = Sweep(
        lease_until=NOW, due_after=NOW, watermark=NOW, pass_began_at=NOW, pass_company="a", pass_match="m"
    )
    return documents.written(known)
