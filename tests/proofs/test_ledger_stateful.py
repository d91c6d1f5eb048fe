"""The ledger under whatever may happen, in any order, also in the middle of an export."""

import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from local.personio.server import StandIn
from shared.domain import credentials
from tests.support.ledger_world import ACCOUNTS, COMPANIES, DEVELOPERS, JOBS, MATCHES, LedgerWorld, twin
from tests.support.settling_down import settle_down
from tests.support.trouble import DEATHS, DEEDS, SILENCES, Crash, Kind, Trouble
from tests.support.watched_personio import MOODS, READING_MOODS, TOKEN_MOODS, WatchedPersonio, WatchedStandIn

pytestmark = pytest.mark.timeout(1800)  # seconds; PROOF_EXAMPLES may ask for a long search

SEED = int(os.environ.get("PROOF_SEED", "20261124"))
EXAMPLES = int(os.environ.get("PROOF_EXAMPLES", "400"))
CROWD = 21
CLIENT = credentials.Kind.CLIENT
MATCH, TWIN, COMPANY = "the match at hand", "the same person's for the same job", "its company"
new_matches = st.sampled_from(sorted(MATCHES))
matches = st.sampled_from([MATCH, MATCH, TWIN]) | new_matches
companies = st.just(COMPANY) | st.sampled_from(COMPANIES)
accounts = st.sampled_from(ACCOUNTS)
kinds = st.sampled_from(credentials.Kind)
same_or_other = st.sampled_from([None, None, None, *ACCOUNTS])
people = st.sampled_from(DEVELOPERS)
moods = st.sampled_from([*MOODS, "lost"])
reading_moods = st.sampled_from(sorted(READING_MOODS))
seldom = st.sampled_from([True, False, False, False])
pauses = st.sampled_from([1, 20, 61, 95, 160, 601, 3601, 86_401])
steps = st.sampled_from([0, 0, 0, -2, 2, 95, -3600])
Deed = tuple[str, tuple[Any, ...], dict[str, Any]]
Plan = list[tuple[int, Kind, Deed, int]]
NOTHING: Deed = ("wait", (0,), {})
DEATH: Deed = ("die", (), {})
UNDECIDED = ("lost", "500", "known", "429", "died")  # what leads to one more request


def deed(
    name: str, *arguments: st.SearchStrategy[Any], **options: st.SearchStrategy[Any]
) -> st.SearchStrategy[Deed]:
    return st.tuples(st.just(name), st.tuples(*arguments), st.fixed_dictionaries(options))


deeds = st.one_of(
    deed("wait", pauses),
    deed("succeed", matches),
    deed("take_back", matches),
    deed("change_email", people),
    deed("link", st.sampled_from(sorted(JOBS)), st.sampled_from([1, 2, 1, 2, None]), same_or_other),
    deed("disconnect", companies),
    deed("connect", companies, same_or_other, st.sampled_from([None, "4711"]), st.none() | kinds),
    deed("test", companies),
    deed("pause", companies, paused=seldom),
    deed("pause_all", paused=seldom),
    deed("click", matches, again=st.booleans()),
    deed("cancel", matches),
    deed("event", matches),
    deed("sweep"),
    deed("turns_come"),
    deed("queue_is", st.sampled_from(["silent", "twice", "backwards", "forgetful", "well"])),
    deed("revoke", accounts),
    deed("access_tokens_end"),
    deed("tokens_are", st.sampled_from([None, *TOKEN_MOODS])),
    deed("scope", ticked=st.booleans()),
    deed("channel", known=st.booleans()),
    deed("readings_will", reading_moods, reading_moods, reading_moods),
    deed("clock_steps", steps),
)
any_deed = deeds.map(lambda deed: deed)  # one branch of several, however many it has itself
overtaken = deed("overtaken", matches)
meanwhile = any_deed | overtaken | deed("wait", pauses)
in_flight = st.none() | any_deed | overtaken | st.just(DEATH) | deed("wait", st.integers(1, 29))


def plans(calls: int) -> st.SearchStrategy[Plan]:
    """Two troubles at most, the first within so many calls."""

    def trouble(kinds: set[Kind], deeds: st.SearchStrategy[Deed], most: int) -> st.SearchStrategy[Any]:
        return st.tuples(st.integers(0, calls), st.sampled_from(sorted(kinds)), deeds, st.integers(1, most))

    return st.lists(
        trouble(DEATHS, deed("wait", pauses), 1)
        | trouble(SILENCES, st.just(NOTHING), 8)
        | trouble(DEEDS, meanwhile, 1)
        | trouble({Kind.COMMITTED_LATE}, st.just(NOTHING), 1),
        max_size=2,
    )


exports, turns = plans(5), plans(16)


class Ledger(RuleBasedStateMachine):
    """On twins: every rule is what somebody outside does, or a caller of the exporter meets with trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.match, self.crowded = min(MATCHES), False
        self.log, self.stdout = StringIO(), sys.stdout
        sys.stdout = self.log

    @initialize(
        accounts=st.tuples(accounts, accounts),
        kinds=st.tuples(kinds, kinds),
        rule_on=st.booleans(),
        step=steps,
    )
    def start(
        self,
        accounts: tuple[str, str],
        kinds: tuple[credentials.Kind, credentials.Kind],
        *,
        rule_on: bool,
        step: int,
    ) -> None:
        self.begin(accounts, kinds, rule_on=rule_on, step=step)

    def begin(
        self,
        accounts: tuple[str, str],
        kinds: tuple[credentials.Kind, credentials.Kind],
        *,
        rule_on: bool,
        step: int,
    ) -> None:
        self.world = LedgerWorld(self.applications)
        self.world.clock_steps(step)
        self.personio.duplicate_rule = rule_on
        for company, account, kind in zip(COMPANIES, accounts, kinds, strict=True):
            self.world.connect(company, account, kind=kind)
        for job, (_, position) in JOBS.items():
            self.world.link(job, position)

    def applications(self, world: LedgerWorld) -> WatchedPersonio:
        self.personio = WatchedPersonio(**watched(world))
        return self.personio

    @rule(match=new_matches, moods=st.lists(moods, max_size=2), plan=exports, during=in_flight)
    def success(self, match: str, moods: list[str], plan: Plan, during: Any) -> None:
        self.match, self.personio.moods = match, moods
        self.world.succeed(match)
        self.call(lambda: self.world.event(match), plan, during)

    @rule(match=matches, plan=exports, during=in_flight)
    def event(self, match: str, plan: Plan, during: Any) -> None:
        self.somebody(("event", (match,), {}), plan, during)

    @rule(match=matches, again=st.booleans(), plan=exports, during=in_flight)
    def click(self, match: str, *, again: bool, plan: Plan, during: Any) -> None:
        self.somebody(("click", (match,), {"again": again}), plan, during)

    @rule(
        seconds=pauses,
        moods=st.lists(moods, max_size=2),
        moved=st.none() | people,
        swept=st.booleans(),
        plan=turns,
        during=in_flight,
    )
    def later(
        self, seconds: int, moods: list[str], moved: str | None, *, swept: bool, plan: Plan, during: Any
    ) -> None:
        """The queue gives its turns, after a sweep or without, and somebody has a new address meanwhile."""
        self.personio.moods = moods
        self.world.clock.advance(seconds)
        if moved:
            self.world.change_email(moved)
        if swept:
            self.world.sweep()
        self.call(self.world.turns_come, plan, during)

    @rule(
        match=new_matches,
        first=st.sampled_from(UNDECIDED),
        seconds=pauses,
        deed=deeds,
        whose=st.sampled_from([MATCH, TWIN]),
        moods=st.lists(moods, max_size=2),
        plan=exports,
        during=in_flight,
    )
    def repeat(
        self,
        match: str,
        first: str,
        seconds: int,
        deed: Deed,
        whose: str,
        moods: list[str],
        plan: Plan,
        during: Any,
    ) -> None:
        """A request calls for another, the address has changed, and whoever repeats it meets trouble."""
        self.success(match, [first], [], DEATH if first == "died" else None)
        self.world.change_email(MATCHES[match][1])
        self.world.wait(seconds)
        self.somebody(deed, [], None)
        self.somebody(("succeed", (whose,), {}), [], None)
        self.personio.moods = moods
        self.click(whose, again=False, plan=plan, during=during)

    @rule(
        match=new_matches,
        moods=st.lists(moods, max_size=1),
        at=st.integers(1, 4),
        deed=any_deed | deed("disconnect", companies),
    )
    def race(self, match: str, moods: list[str], at: int, deed: Deed) -> None:
        """Somebody changes what was read, before the claim or the record of it is committed."""
        self.success(match, moods, [(at, Kind.DEED_BEFORE, deed, 1)], None)

    @rule(match=new_matches, minutes=st.sampled_from([5, 15, 60]), plan=turns, during=in_flight)
    def proof(self, match: str, minutes: int, plan: Plan, during: Any) -> None:
        """Personio refuses the connection, and somebody does something while it is proven again."""
        self.success(match, ["api off"], [], None)
        self.world.wait(60 * minutes + 1)
        self.call(self.world.turns_come, plan, during)

    @precondition(lambda self: not self.crowded)
    @rule(seconds=pauses, clicked=st.booleans())
    def crowd(self, seconds: int, *, clicked: bool) -> None:
        """More at once than an account takes within a minute, by themselves or by clicks."""
        self.crowded = True
        send = self.world.click if clicked else self.world.event
        for number in range(CROWD):
            match = f"more-{number}"
            self.world.change_email(f"dev-{match}")
            self.world.succeed(match)
            send(match)
        self.world.clock.advance(seconds)

    @rule(deed=deeds, plan=exports, during=in_flight)
    def somebody(self, deed: Deed, plan: Plan, during: Any) -> None:
        self.call(self.doing(deed), plan, during)

    @rule(mood=moods, stays=seldom)
    def personio_stays(self, mood: str, *, stays: bool) -> None:
        self.personio.mood = mood if stays else None

    @rule(moods=st.lists(moods, max_size=4))
    def personio_will(self, moods: list[str]) -> None:
        self.personio.moods = moods

    @invariant()
    def all_is_explained(self) -> None:
        if hasattr(self, "world"):
            self.world.check()

    @invariant()
    def the_log_tells_nothing(self) -> None:
        lines = self.log.getvalue()
        self.log.truncate(0)
        assert not any(canary in lines for canary in ("@example.org", "Beispiel", "xxxx"))

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self.personio.mend()
                settle_down(self.world)
                self.world.check()
        finally:
            sys.stdout = self.stdout

    def call(self, caller: Callable[[], object], plan: Plan, during: Any) -> None:
        """Whoever calls the exporter, with what goes wrong meanwhile."""
        self.personio.during = self.done(during) if during else None
        troubles = [Trouble(at, kind, self.done(deed), calls) for at, kind, deed, calls in plan]
        self.world.troubles.during(troubles, caller)
        self.personio.during = None

    def die(self) -> None:
        """Whoever waits for Personio's answer dies."""
        raise Crash

    def overtaken(self, match: str) -> None:
        """The lease runs out, and whoever goes on with it by a click dies at it."""
        self.world.wait(self.world.pace.lease.seconds)
        mine, self.personio.during = self.personio.during, self.die
        with suppress(Crash):
            self.world.click(match)
        self.personio.during = mine

    def channel(self, *, known: bool) -> None:
        self.personio.channel_known = known

    def access_tokens_end(self) -> None:
        self.personio.access_tokens_end()

    def tokens_are(self, mood: str | None) -> None:
        self.personio.token_mood = mood

    def scope(self, *, ticked: bool) -> None:
        self.personio.may_write = ticked

    def readings_will(self, *moods: str) -> None:
        if self.world.readings:
            self.world.readings.moods = list(moods)

    def done(self, deed: Deed) -> Callable[[], None]:
        """A deed of somebody else's, in the middle of a call."""
        do = self.doing(deed)
        if deed[0] in {"wait", "die"}:
            return do

        def aside() -> None:
            with self.world.others():
                do()

        return aside

    def doing(self, deed: Deed) -> Callable[[], None]:
        name, arguments, options = deed
        at_hand = {MATCH: self.match, TWIN: twin(self.match), COMPANY: self.world.company(self.match)}
        named = [at_hand.get(argument, argument) for argument in arguments]
        do = getattr(self.world, name, None) or getattr(self, name)
        return lambda: do(*named, **options)


class Reading(Ledger):
    """Every client may read, Personio has no rule against duplicates, and lists new applicants late."""

    @initialize(accounts=st.tuples(accounts, accounts), listed_after=st.integers(0, 230), step=steps)
    def start(self, accounts: tuple[str, str], *, listed_after: int, step: int) -> None:
        self.begin(accounts, (CLIENT, CLIENT), rule_on=False, step=step)
        self.world.guarantee.exactly_once = True
        self.personio.index_seconds = listed_after

    def doing(self, deed: Deed) -> Callable[[], None]:
        """Nobody goes back to a token, with which nothing can be read."""
        name, arguments, options = deed
        if name == "connect":
            arguments = (*arguments[:3], CLIENT)
        return super().doing((name, arguments, options))


def watched(world: LedgerWorld) -> dict[str, Any]:
    """What a watched Personio shares with the world it is in."""
    return {
        "clock": world.clock,
        "guarantee": world.guarantee,
        "tokens": world.tokens,
        "clients": world.clients,
    }


def played(
    machine: type[RuleBasedStateMachine], examples: int, phases: Collection[Phase] = tuple(Phase)
) -> None:
    sys.stdout.write(f"PROOF_SEED={SEED}\n")
    asked = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEED)(machine), settings=asked)


def test_on_twins() -> None:
    """Whatever happens in whatever order, the guarantee holds, and in the end every success is settled."""
    played(Ledger, EXAMPLES)


def test_reading_on_twins() -> None:
    """Without Personio's rule nobody is created twice: an attempt without answer is looked for first."""
    played(Reading, EXAMPLES // 2)


def test_a_lag_beyond_four_minutes_is_the_one_way_to_a_double() -> None:
    """Personio lists it later than it is relied on: a second one follows, and nothing else is wrong."""
    made: list[WatchedPersonio] = []

    def personio(world: LedgerWorld) -> WatchedPersonio:
        made.append(WatchedPersonio(**watched(world), duplicate_rule=False, moods=["lost"]))
        return made[-1]

    world = LedgerWorld(personio)
    world.guarantee.exactly_once = True
    made[0].index_seconds = 400
    for company in COMPANIES:
        world.connect(company, ACCOUNTS[0], kind=CLIENT)
    world.link("acme-1", 1)
    match = "ada-1"
    world.succeed(match)
    made[0].moods = ["lost"]
    world.event(match)
    settle_down(world)
    assert [entry.state.value for entry in world.entries()] == ["exported"]
    assert world.guarantee.broken == ["100001_1_ada was created twice"]


def test_over_http(stand_in: StandIn) -> None:
    """The same with our adapter and the stand-in, which counts requests and knows applicants by itself."""

    class OverHttp(Ledger):
        def applications(self, world: LedgerWorld) -> WatchedPersonio:
            self.personio = WatchedStandIn(**watched(world), stand_in=stand_in)
            return self.personio

    played(OverHttp, EXAMPLES // 10)
