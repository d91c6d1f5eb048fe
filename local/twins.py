"""The local system without Firestore: the functions in this process, on the ports' in-memory twins.

Only for machines on which Google's emulator cannot be had. What it shows is the functions' behaviour; it
proves nothing about Firestore, and no figure from it counts.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from functions_framework import create_app
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from local import functions
from local.gateway import Mount
from local.memory.audit import InMemoryAudit
from local.memory.backfills import InMemoryBackfills
from local.memory.companies import InMemoryCompanies
from local.memory.connections import InMemoryConnections
from local.memory.dispatch import InMemoryDispatch
from local.memory.erased_people import InMemoryErasedPeople
from local.memory.erasure_notices import InMemoryErasureNotices
from local.memory.exports import InMemoryExports
from local.memory.follow_ups import InMemoryFollowUps
from local.memory.hash_keys import InMemoryHashKeys
from local.memory.job_ads import InMemoryJobAds
from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from local.memory.people import InMemoryPeople
from local.memory.rules import InMemoryCompanyRules
from local.memory.store import Store
from local.memory.sweeps import InMemorySweeps
from shared import wiring
from shared.adapters.clock import SystemClock
from shared.adapters.gcp import documents
from shared.domain.company import Role
from shared.domain.ledger.export import Origin
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.turn import Turn

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

LOOKS_EVERY = 0.1  # seconds


class TwinFirestore:
    """As much of a Firestore client as the demo needs; a match's success reaches the exporter."""

    def __init__(self) -> None:
        self.store = Store(SystemClock())
        self.dispatch, self.readings = InMemoryDispatch(), InMemoryDispatch()
        self.members: dict[str, Mapping[str, Role]] = {}
        self.raw: dict[str, dict[str, Any]] = {}

    def document(self, path: str) -> "TwinDocument":
        return TwinDocument(self, path)

    def write(self, path: str, document: dict[str, Any]) -> None:
        """Take matched.io's document over into the twins' words."""
        before, self.raw[path] = self.raw.get(path), document
        collection, _, id_ = path.partition("/")
        if collection == documents.COMPANIES:
            uids = document[documents.COMPANY_MEMBERS]
            self.members[id_] = {uid: Role(role) for uid, role in uids.items()}
        elif collection == documents.DEVELOPERS:
            self.store.put(f"developers/{id_}", documents.developer(id_, document))
        elif collection == documents.MATCHES:
            self._match(id_, before, document)

    def _match(self, id_: str, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        now = datetime.now(UTC)
        match = documents.match(id_, after, now)
        self.store.put(f"matches/{id_}", match)
        if documents.is_success((before or {}).get(documents.MATCH_STATUS)) != match.successful:
            addresses = Addresses(match_id=id_)
            request = {"origin": Origin.LIVE, "told_at": match.latest_success if match.successful else None}
            threading.Thread(target=wiring.exporter().export, args=(addresses,), kwargs=request).start()


class TwinDocument:
    """A reference of the twin."""

    def __init__(self, twin: TwinFirestore, path: str) -> None:
        self._twin, self._path = twin, path

    def set(self, document: dict[str, Any]) -> None:
        self._twin.write(self._path, document)

    def update(self, fields: dict[str, Any]) -> None:
        self._twin.write(self._path, {**self._twin.raw[self._path], **fields})


@contextmanager
def giving_turns(dispatch: InMemoryDispatch, take: Callable[[Turn], object]) -> Iterator[None]:
    """Each turn that is asked for is taken in a thread of its own, soon after its second."""
    over = threading.Event()

    def give() -> None:
        while not over.wait(LOOKS_EVERY):
            for turn in dispatch.given(wiring.CLOCK.now()):
                threading.Thread(target=take, args=(turn,)).start()

    watch = threading.Thread(target=give)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def take_turn(turn: Turn) -> None:
    """As the function does that the queue calls."""
    wiring.sending().turn(turn.account, turn.at)


def follow(turn: Turn) -> None:
    """The same for the queue of readings."""
    wiring.following().turn(turn.account)


def mounted(twin: TwinFirestore) -> Mount:
    """Every HTTP function in this process, its ports served by the twins."""
    store = twin.store
    for name, port in (
        ("_ledger", InMemoryLedger(store=store)),
        ("_exports", InMemoryExports(store=store)),
        ("_connections", InMemoryConnections(store=store)),
        ("_companies", InMemoryCompanies(members=twin.members)),
        ("_job_ads", InMemoryJobAds(store=store)),
        ("_matches", InMemoryMatches(store=store)),
        ("_sweeps", InMemorySweeps(store=store)),
        ("_backfills", InMemoryBackfills(store=store)),
        ("_company_rules", InMemoryCompanyRules(store=store)),
        ("_people", InMemoryPeople(store=store)),
        ("_erased_people", InMemoryErasedPeople(store=store)),
        ("_erasure_notices", InMemoryErasureNotices(store=store)),
        ("_hash_keys", InMemoryHashKeys()),
        ("_audit", InMemoryAudit(store=store, clock=store.clock)),
        ("_dispatch", twin.dispatch),
        ("_follow_ups", InMemoryFollowUps(store=store)),
        ("_readings_dispatch", twin.readings),
    ):
        setattr(wiring, name, lambda port=port: port)
    apps: dict[str, WSGIApplication] = {
        f"/{name.replace('_', '-')}": create_app(
            name, str(functions.ROOT / "functions" / name / "main.py"), "http"
        )
        for name in functions.names()
        if name not in functions.TRIGGERED
    }
    return lambda app: DispatcherMiddleware(app, apps)
