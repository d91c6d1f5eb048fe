"""The use cases that export, wired once on the in-memory twins, as wiring.py does it on the adapters."""

from itertools import count
from typing import TypeVar

from local.memory.applicants import InMemoryApplicants
from local.memory.applications import InMemoryApplications
from local.memory.audit import InMemoryAudit
from local.memory.backfills import InMemoryBackfills
from local.memory.clock import ManualClock
from local.memory.connections import InMemoryConnections
from local.memory.dispatch import InMemoryDispatch
from local.memory.erased_people import InMemoryErasedPeople
from local.memory.erasure_notices import InMemoryErasureNotices
from local.memory.exports import InMemoryExports
from local.memory.follow_ups import InMemoryFollowUps
from local.memory.hash_keys import InMemoryHashKeys
from local.memory.ledger import InMemoryLedger
from local.memory.matches import InMemoryMatches
from local.memory.people import InMemoryPeople
from local.memory.positions import InMemoryPositions
from local.memory.rules import InMemoryCompanyRules
from local.memory.secrets import InMemorySecrets
from local.memory.store import Store
from local.memory.sweeps import InMemorySweeps
from shared.domain.ledger.export import Export
from shared.domain.ledger.pace import Pace
from shared.ports import Applicants, Applications, Clock, Dispatch, Ledger
from shared.use_cases.connecting import Connecting
from shared.use_cases.erased import ErasedLookup, ErasureAwareLedger
from shared.use_cases.erasing import Erasing
from shared.use_cases.exporting import Exporter
from shared.use_cases.feed_cache import FeedCache
from shared.use_cases.follow_turns import FollowTurns
from shared.use_cases.following import Following
from shared.use_cases.match_card import MatchCard
from shared.use_cases.proving import Proving
from shared.use_cases.retiring import Retiring
from shared.use_cases.ruling import Ruling
from shared.use_cases.sending import Sending, Turned
from shared.use_cases.sweep.asking import Asking
from shared.use_cases.sweep.backfilling import Backfilling, Paging
from shared.use_cases.sweep.catching_up import CatchingUp
from shared.use_cases.sweep.following_up import FollowingUp
from shared.use_cases.sweep.missing import Missing
from shared.use_cases.sweep.nightly import Nightly
from shared.use_cases.sweep.pruning import Pruning
from shared.use_cases.sweep.sweeping import Sweeping
from shared.use_cases.turns import Turns
from tests.support.trouble import System

T = TypeVar("T")


class UseCases:
    """What a world consists of; what stands between a use case and a port is the world's business.

    Attributes:
        clock: Firestore's and Personio's.
        own: the product's; the same where nothing else is said.
        applicants: what can be read of those at Personio.
        positions: Personio's boards. Nothing ever stands between them and us, nor before the audit trail.
    """

    def __init__(
        self,
        *,
        applications: Applications | None = None,
        applicants: Applicants | None = None,
        clock: ManualClock | None = None,
        own: Clock | None = None,
        pace: Pace | None = None,
        dispatch: Dispatch | None = None,
    ) -> None:
        self.clock = clock or ManualClock()
        self.own = own or self.clock
        self.pace = pace or Pace()
        self.numbers = count(1)
        self.store = Store(self.clock)
        self.audit = InMemoryAudit(store=self.store, clock=self.own)
        self.positions = InMemoryPositions(boards={"acme": (), "globex": ()})
        self.personio = applications or InMemoryApplications(clock=self.clock)
        known = self.personio
        self.applicants = applicants or InMemoryApplicants(
            personio=known if isinstance(known, InMemoryApplications) else InMemoryApplications()
        )
        self.secrets = self.through(InMemorySecrets(), System.SECRETS)
        self.ledger = self.through(self.twin_of_the_ledger(), System.FIRESTORE)
        self.connections = self.through(InMemoryConnections(store=self.store), System.FIRESTORE)
        self.exports = self.through(InMemoryExports(store=self.store), System.FIRESTORE)
        self.matches = self.through(InMemoryMatches(store=self.store), System.FIRESTORE)
        self.backfills = self.through(InMemoryBackfills(store=self.store), System.FIRESTORE)
        self.people = self.through(InMemoryPeople(store=self.store), System.FIRESTORE)
        self.erased = self.through(InMemoryErasedPeople(store=self.store), System.FIRESTORE)
        self.notices = InMemoryErasureNotices(store=self.store)
        self.hash_keys = InMemoryHashKeys()
        self.lookup = ErasedLookup(people=self.erased, keys=self.hash_keys)
        self.aware = ErasureAwareLedger(ledger=self.ledger, lookup=self.lookup)
        self.queue_of_turns = InMemoryDispatch()
        self.turns = Turns(
            connections=self.connections,
            exports=self.exports,
            dispatch=dispatch or self.queue_of_turns,
            clock=self.own,
        )
        self.follow_ups = self.through(InMemoryFollowUps(store=self.store), System.FIRESTORE)
        self.queue_of_readings = InMemoryDispatch()
        self.follow_turns = FollowTurns(dispatch=self.queue_of_readings, clock=self.own, pace=self.pace)
        self.following = Following(
            follow_ups=self.follow_ups,
            connections=self.connections,
            ledger=self.ledger,
            secrets=self.secrets,
            applicants=self.through(self.applicants, System.PERSONIO),
            turns=self.follow_turns,
            clock=self.own,
            pace=self.pace,
        )
        self.exporter = Exporter(
            ledger=self.aware,
            secrets=self.secrets,
            applications=self.through(self.personio, System.PERSONIO),
            applicants=self.through(self.applicants, System.PERSONIO),
            clock=self.own,
            pace=self.pace,
            turns=self.turns,
            random=lambda: 0.5,
            new_attempt_id=self.new_attempt_id,
        )
        self.retiring = Retiring(connections=self.connections, secrets=self.secrets)
        self.card = self._card()
        self.ruling = self._ruling()
        self.connecting = self._connecting()
        self.catching_up = self._catching_up()
        self.nightly = self._nightly()
        self.backfilling = self._backfilling()
        self.sending = self._sending()
        self.erasing = self._erasing()
        self.sweeping = self._sweeping()

    # What a world may do otherwise

    def through(self, port: T, _: System) -> T:
        """`port` as the use cases get it."""
        return port

    def twin_of_the_ledger(self) -> Ledger:
        return InMemoryLedger(store=self.store)

    def new_attempt_id(self) -> str:
        """Of the exporter's next attempt."""
        return f"a{next(self.numbers)}"

    # What the queue does

    def give_turns(self) -> list[Turned]:
        """All that are due, one after the other."""
        return [
            self.sending.turn(turn.account, turn.at) for turn in self.queue_of_turns.given(self.clock.now())
        ]

    # What came of it

    def entries(self) -> list[Export]:
        return [value for path, value in self.store.documents.items() if path.startswith("exports/")]

    # The wiring of each

    def _card(self) -> MatchCard:
        return MatchCard(
            exporter=self.exporter,
            ledger=self.aware,
            exports=self.exports,
            connections=self.connections,
            applications=self.personio,
            positions=self.positions,
            feed_cache=FeedCache(self.own),
            audit=self.audit,
        )

    def _ruling(self) -> Ruling:
        return Ruling(
            rules=self.through(InMemoryCompanyRules(store=self.store), System.FIRESTORE),
            exports=self.exports,
            connections=self.connections,
            turns=self.turns,
            audit=self.audit,
            clock=self.own,
        )

    def _connecting(self) -> Connecting:
        return Connecting(
            connections=self.connections,
            turns=self.turns,
            positions=self.positions,
            applications=self.personio,
            secrets=self.secrets,
            retiring=self.retiring,
            audit=self.audit,
            clock=self.own,
            pace=self.pace,
            languages=("de",),
            new_attempt_id=lambda: f"a{next(self.numbers)}",
            follow_ups=self.follow_ups,
            follow_turns=self.follow_turns,
        )

    def _catching_up(self) -> CatchingUp:
        return CatchingUp(
            matches=self.matches,
            exports=self.exports,
            connections=self.connections,
            exporter=self.exporter,
            turns=self.turns,
            clock=self.own,
            pace=self.pace,
        )

    def _nightly(self) -> Nightly:
        return Nightly(
            matches=self.matches,
            backfills=self.backfills,
            exports=self.exports,
            connections=self.connections,
            catching_up=self.catching_up,
            clock=self.own,
            pace=self.pace,
        )

    def _backfilling(self) -> Backfilling:
        return Backfilling(
            backfills=self.backfills,
            connections=self.connections,
            exports=self.exports,
            audit=self.audit,
            turns=self.turns,
            clock=self.own,
        )

    def _sending(self) -> Sending:
        return Sending(
            exports=self.exports,
            connections=self.connections,
            exporter=self.exporter,
            paging=Paging(
                backfills=self.backfills,
                matches=self.matches,
                catching_up=self.catching_up,
                clock=self.own,
                pace=self.pace,
            ),
            proving=self._proving(),
            turns=self.turns,
            clock=self.own,
            pace=self.pace,
        )

    def _proving(self) -> Proving:
        return Proving(
            connections=self.connections,
            secrets=self.secrets,
            applications=self.personio,
            turns=self.turns,
            clock=self.own,
            pace=self.pace,
            new_attempt_id=lambda: f"a{next(self.numbers)}",
        )

    def _erasing(self) -> Erasing:
        return Erasing(
            ledger=self.ledger,
            people=self.people,
            erased=self.erased,
            keys=self.hash_keys,
            lookup=self.lookup,
            clock=self.own,
            pace=self.pace,
        )

    def _sweeping(self) -> Sweeping:
        return Sweeping(
            sweeps=self.through(InMemorySweeps(store=self.store), System.FIRESTORE),
            asking=Asking(
                exports=self.exports,
                connections=self.connections,
                backfills=self.backfills,
                exporter=self.exporter,
                turns=self.turns,
                clock=self.own,
                pace=self.pace,
            ),
            following_up=FollowingUp(
                follow_ups=self.follow_ups,
                connections=self.connections,
                turns=self.follow_turns,
                clock=self.own,
            ),
            catching_up=self.catching_up,
            nightly=self.nightly,
            pruning=Pruning(exports=self.exports, ledger=self.ledger, clock=self.own, pace=self.pace),
            erasing=self.erasing,
            missing=Missing(
                people=self.people, erased=self.erased, erasing=self.erasing, clock=self.own, pace=self.pace
            ),
            retiring=self.retiring,
            turns=self.turns,
            connections=self.connections,
            clock=self.own,
            pace=self.pace,
        )
