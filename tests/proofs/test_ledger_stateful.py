"""The ledger under whatever may happen, in any order, also in the middle of an export."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from local.personio.server import StandIn
from shared.domain.errors import Unavailable
from shared.domain.ledger.pace import Pace
from tests.support.ledger_world import ACCOUNTS, JOBS, MATCHES, LedgerWorld
from tests.support.trouble import Kind, Trouble
from tests.support.watched_personio import MOODS, WatchedPersonio, WatchedStandIn

SEED = int(os.environ.get("PROOF_SEED", "20261124"))
EXAMPLES = int(os.environ.get("PROOF_EXAMPLES", "90"))
COMPANIES = ("acme", "globex")
matches = st.sampled_from(sorted(MATCHES))
companies = st.sampled_from(COMPANIES)
accounts = st.sampled_from(ACCOUNTS)
moods = st.sampled_from([*MOODS, "lost", "well"])
Deed = tuple[str, tuple[Any, ...], dict[str, Any]]


def deed(name: str, *arguments: st.SearchStrategy[Any], **options: Any) -> st.SearchStrategy[Deed]:
    return st.tuples(st.just(name), st.tuples(*arguments), st.just(options))


deeds = st.one_of(
    deed("succeed", matches),
    deed("take_back", matches),
    deed("change_email", st.sampled_from(["ada", "bo"])),
    deed("link", st.sampled_from(sorted(JOBS)), st.sampled_from([1, 2, None]), accounts),
    deed("disconnect", companies),
    deed("connect", companies, accounts),
    deed("connect", companies, st.just(ACCOUNTS[0]), st.just("4711")),
    deed("test", companies),
    deed("pause", companies, paused=True),
    deed("pause", companies, paused=False),
    deed("pause_all", paused=True),
    deed("pause_all", paused=False),
    deed("click", matches),
    deed("click", matches, again=True),
    deed("cancel", matches),
    deed("event", matches),
    deed("sweep"),
)
pauses = st.sampled_from([1, 20, 61, 95, 160, 601, 3601, 86_401])
waits: st.SearchStrategy[Deed] = st.tuples(st.just("wait"), st.tuples(pauses), st.just({}))
meanwhile = deeds | waits
troubles = st.none() | st.tuples(st.integers(0, 6), st.sampled_from(Kind), meanwhile)
in_flight = st.none() | deeds | deed("die") | deed("wait", st.integers(1, 29))


class Ledger(RuleBasedStateMachine):
    """On twins: every rule is what somebody outside does, or a caller of the exporter meets with trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.log, self.stdout = StringIO(), sys.stdout
        sys.stdout = self.log

    @initialize(accounts=st.tuples(accounts, accounts), rule_on=st.booleans())
    def start(self, accounts: tuple[str, str], *, rule_on: bool) -> None:
        self.world = LedgerWorld(self.applications, Pace())
        self.personio.duplicate_rule = rule_on
        for company, account in zip(COMPANIES, accounts, strict=True):
            self.world.connect(company, account)
        for job, (company, position) in JOBS.items():
            self.world.link(job, position, accounts[COMPANIES.index(company)])

    def applications(self, world: LedgerWorld) -> WatchedPersonio:
        self.personio = WatchedPersonio(clock=world.clock, guarantee=world.guarantee, tokens=world.tokens)
        return self.personio

    @rule(match=matches, moods=st.lists(moods, max_size=2), trouble=troubles, during=in_flight)
    def success(self, match: str, moods: list[str], trouble: Any, during: Any) -> None:
        self.personio.moods = moods
        self.world.succeed(match)
        self.call(lambda: self.world.event(match), trouble, during)

    @rule(match=matches, trouble=troubles, during=in_flight)
    def event(self, match: str, trouble: Any, during: Any) -> None:
        self.call(lambda: self.world.event(match), trouble, during)

    @rule(match=matches, again=st.booleans(), trouble=troubles, during=in_flight)
    def click(self, match: str, *, again: bool, trouble: Any, during: Any) -> None:
        self.call(lambda: self.world.click(match, again=again), trouble, during)

    @rule(
        seconds=pauses,
        moods=st.lists(moods, max_size=2),
        moved=st.sampled_from([None, "ada", "bo"]),
        trouble=troubles,
        during=in_flight,
    )
    def later(self, seconds: int, moods: list[str], moved: str | None, trouble: Any, during: Any) -> None:
        """The next sweep, and somebody has a new address meanwhile."""
        self.personio.moods = moods
        self.world.clock.advance(seconds)
        if moved:
            self.world.change_email(moved)
        self.call(self.world.sweep, trouble, during)

    @rule(seconds=pauses, number=st.sampled_from([2, 25]))
    def many(self, seconds: int, number: int) -> None:
        """Many at once, and the account's minute is full."""
        for _ in range(number):
            match = f"more-{next(self.world.numbers)}"
            self.world.change_email(f"dev-{match}")
            self.world.succeed(match)
            self.world.event(match)
        self.world.clock.advance(seconds)

    @rule(deed=deeds)
    def somebody(self, deed: Deed) -> None:
        self.call(self.done(deed), None, None)

    @rule(seconds=pauses)
    def time_passes(self, seconds: int) -> None:
        self.world.clock.advance(seconds)

    @rule(mood=moods)
    def personio_stays(self, mood: str) -> None:
        self.personio.mood = None if mood == "well" else mood

    @rule(moods=st.lists(moods, max_size=4))
    def personio_will(self, moods: list[str]) -> None:
        self.personio.moods = moods

    @rule(account=accounts)
    def token_revoked(self, account: str) -> None:
        self.world.tokens[account] = f"{account}-{next(self.world.numbers)}-{'x' * 30}"

    @rule(known=st.booleans())
    def channel(self, *, known: bool) -> None:
        self.personio.channel_known = known

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
                self.personio.mood, self.personio.moods, self.personio.during = None, [], None
                self.world.settle_down()
                self.world.check()
        finally:
            sys.stdout = self.stdout

    def call(self, caller: Callable[[], object], trouble: Any, during: Any) -> None:
        """Whoever calls the exporter, with what goes wrong meanwhile."""
        self.personio.during = self.done(during) if during else None
        planned = Trouble(trouble[0], trouble[1], self.done(trouble[2])) if trouble else None
        self.world.troubles.during(planned, caller)
        self.personio.during = None

    def done(self, deed: Deed) -> Callable[[], None]:
        name, arguments, options = deed
        if name == "wait":
            return lambda: self.world.clock.advance(*arguments)

        def do() -> None:
            with suppress(Unavailable):
                getattr(self.world, name)(*arguments, **options)

        return do


def played(machine: type[RuleBasedStateMachine], examples: int) -> None:
    sys.stdout.write(f"PROOF_SEED={SEED}\n")
    asked = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEED)(machine), settings=asked)


def test_on_twins() -> None:
    """Whatever happens in whatever order, the guarantee holds, and in the end every success is settled."""
    played(Ledger, EXAMPLES)


def test_over_http(stand_in: StandIn) -> None:
    """The same with our adapter and the stand-in, which counts requests and knows applicants by itself."""

    class OverHttp(Ledger):
        def applications(self, world: LedgerWorld) -> WatchedPersonio:
            self.personio = WatchedStandIn(
                clock=world.clock, guarantee=world.guarantee, tokens=world.tokens, stand_in=stand_in
            )
            return self.personio

    played(OverHttp, EXAMPLES // 6)
