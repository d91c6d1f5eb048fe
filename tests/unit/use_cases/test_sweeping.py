"""The sweep on its twins: what was missed is found, what was begun goes on, and turns are asked for."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import force_setattr

from local.memory.clock import ManualClock
from local.memory.ledger import InMemoryLedger
from local.memory.sweeps import InMemorySweeps
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.audit import AuditedAction
from shared.domain.connection import ConnectionState
from shared.domain.errors import Conflict, Problem, Unavailable
from shared.domain.ledger.account import Account
from shared.domain.ledger.backfill import Older
from shared.domain.ledger.change import Change
from shared.domain.ledger.export import Code, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.domain.ledger.sweep import Sweep, TimeLeft
from shared.structs import replace
from shared.use_cases.sweep.asking import Asked
from tests.support.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return World()


EXPORTED = (State.EXPORTED, None)


def days(world: World, number: int) -> None:
    """An hour from sweep to sweep is enough where only days matter."""
    for _ in range(24 * number):
        world.sweep()
        world.clock.advance(2)
        world.give_turns()
        world.clock.advance(3598)


def test_what_a_silent_store_left_over_is_retired(world: World) -> None:
    """A token that is out of force, and still readable, is not after the next sweep; the one in force is."""
    old = world.secrets.add("acme", "old")
    world.company("acme", retiring=(old,))
    world.run()
    connection = world.store.get("connections/acme")
    assert (world.secrets.read(old), world.secrets.read(connection.secret)) == (None, "token")
    assert connection.retiring == ()


def test_what_is_over_and_unknown_forgets_its_address(world: World) -> None:
    """Thirty days after it was given up, a night takes address and key; only "again" sends it then."""
    world.company("acme")
    match = world.queue("acme")
    world.personio.script = [Answer(outcome=Outcome.UNKNOWN)] * 40
    days(world, 9)
    assert world.state(match) == (State.NEEDS_ACTION, Code.GAVE_UP)
    days(world, 28)
    assert [entry.frozen is None for entry in world.entries()] == [False]
    days(world, 3)
    assert [entry.frozen for entry in world.entries()] == [None]
    assert world.store.get("applicants/account-acme_7_acme-00000") is None
    sent = len(world.personio.requests)
    world.personio.script = []
    days(world, 2)
    assert (len(world.personio.requests), world.state(match)) == (sent, (State.NEEDS_ACTION, Code.GAVE_UP))
    where = Addresses(match_id=match)
    with pytest.raises(Problem, match="export_again_needed"):
        world.exporter.export(where, origin=Origin.CLICK)
    world.exporter.export(where, origin=Origin.CLICK, again=True)
    assert world.state(match) == EXPORTED


def test_all_sending_can_be_paused(world: World) -> None:
    """While an operator pauses everything no sweep and no turn sends; the first sweep after it wakes all."""
    world.company("acme")
    match = world.queue("acme")
    world.store.put("settings/global", True)
    assert not world.sweep().swept
    world.run()
    assert world.sent_to() == []
    world.store.drop("settings/global")
    world.run()
    assert world.state(match) == EXPORTED


def test_one_sweep_at_a_time(world: World) -> None:
    """A sweep that finds another at work does nothing; a lease that ran out is nobody's."""
    world.store.put("settings/sweep", Sweep(lease_until=world.clock.now() + timedelta(seconds=90)))
    swept = []
    for _ in range(3):
        swept.append(world.sweep().swept)
        world.clock.advance(60)
    assert swept == [False, False, True]


def test_a_success_whose_event_never_came_is_found(world: World) -> None:
    """A success without an entry is found by the next sweep, and leaves in the turn that it asks for."""
    world.company("acme")
    match = world.match("acme")
    assert world.sweep().caught_up == 1
    assert world.state(match) == (State.QUEUED, None)
    world.clock.advance(1)
    world.give_turns()
    assert world.state(match) == EXPORTED


def test_a_missed_success_counts_against_the_objective(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where its turn comes, by the time that it took; where none comes, by the next sweep."""
    for name in ("acme", "beta"):
        world.company(name)
        world.match(name, successful_at=world.clock.now())
    world.clock.advance(200)
    world.sweep()
    turns = world.queue_of_turns.turns
    turns -= {turn for turn in turns if turn.account == "account-beta"}
    world.clock.advance(1)
    world.give_turns()
    world.clock.advance(299)
    world.sweep()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [(each["event"], each["waited_seconds"]) for each in lines if "waited_seconds" in each]
    assert told == [("export_recorded", 201), ("export_overdue", 300)]


def test_more_missed_successes_than_one_page(world: World) -> None:
    """However many were missed at the same moment, each is found once."""
    world.company("acme")
    for number in range(700):
        world.match("acme", number)
    assert (world.sweep().caught_up, world.sweep().caught_up) == (700, 0)


@pytest.mark.parametrize("state", [ConnectionState.CONNECTED, ConnectionState.DISCONNECTED])
def test_only_successes_of_a_connection_are_caught_up(world: World, state: ConnectionState) -> None:
    """What succeeded before the company connected, or while it is cut, gets no entry by itself."""
    world.company("acme", state=state)
    match = world.match("acme", successful_at=world.clock.now() - timedelta(minutes=1))
    world.run()
    assert world.state(match) is None


def test_the_night_counts_what_is_automatic_for_nobody(world: World) -> None:
    """Successes without an entry, from before the connection or without a time, are counted by company."""
    world.company("acme")
    world.company("globex")
    for number in range(700):  # more than one page
        world.match("acme", number, successful_at=None)
    world.match("acme", 700, successful_at=world.clock.now() - HOUR)
    automatic = world.match("acme", 701)
    clicked = world.match("acme", 702, successful_at=None)
    world.exporter.export(Addresses(match_id=clicked), origin=Origin.CLICK)
    assert world.backfilling.progress("acme").backfill is None
    world.nightly.go_on(Sweep(), lambda: True)
    now = world.clock.now()
    older = [replace(known, balance=None) for name in ("acme", "globex") if (known := world.older(name))]
    assert older == [Older(count=701, counted_at=now), Older(count=0, counted_at=now)]
    assert world.state(automatic) == (State.QUEUED, None)


def test_the_count_is_renewed_every_night(world: World) -> None:
    """Between two nights the count stays, with its time; the next one counts anew."""
    world.company("acme")
    world.match("acme", 1, successful_at=None)
    world.run()
    first = world.older("acme")
    world.match("acme", 2, successful_at=None)
    world.run()
    assert first is not None
    assert (first.count, world.older("acme")) == (1, first)
    world.clock.advance(24 * 3600)
    world.run()
    assert getattr(world.older("acme"), "count", None) == 2


def test_a_pass_that_is_cut_off_counts_each_success_once(world: World) -> None:
    """A count over several sweeps is told once the company is through, and is none of the next company's."""
    world.company("acme")
    world.company("globex")
    for number in range(700):
        world.match("acme", number, successful_at=None)
    world.match("globex", successful_at=None)
    looks = iter([True, True, False])
    cut_off, _ = world.nightly.go_on(Sweep(), lambda: next(looks))
    assert world.older("acme") is None
    world.nightly.go_on(cut_off, lambda: True)
    counts = [getattr(world.older(name), "count", None) for name in ("acme", "globex")]
    assert counts == [700, 1]


def test_asking_for_a_back_fill_ends_the_count(world: World) -> None:
    """What was counted before a back-fill was asked for is told no longer; the next night counts the rest."""
    world.company("acme")
    world.match("acme", successful_at=None)
    world.run()
    assert getattr(world.older("acme"), "count", None) == 1
    world.backfilling.request("acme", "ann")
    assert world.older("acme") is None
    world.run()
    world.clock.advance(24 * 3600)
    world.run()
    done = world.backfilling.progress("acme").backfill
    assert done is not None
    assert (done.found, done.queued, getattr(done.older, "count", None)) == (1, 1, 0)


def test_no_sweep_exports_a_success_without_a_time(world: World) -> None:
    """Neither by time nor at night does a success leave that says no time; a back-fill exports it."""
    world.company("acme")
    match = world.match("acme", successful_at=None)
    world.run(2)
    assert world.state(match) is None
    world.backfilling.request("acme", "ann")
    world.run(2)
    assert world.state(match) == EXPORTED


def test_a_match_without_a_time_stays_cancelled(world: World) -> None:
    """Written again after its entry was cancelled by hand, a match that says no time is left alone by all."""
    world.company("acme")
    match = world.match("acme", successful_at=None)
    told_at = world.clock.now()
    world.store.put("connections/acme", replace(world.store.get("connections/acme"), paused=True))
    world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE, told_at=told_at)
    world.card.cancel("acme", match, "rob")
    world.clock.advance(60)
    world.match("acme", successful_at=None)
    world.backfilling.request("acme", "ann")
    world.run(2)
    world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE, told_at=told_at)
    assert world.state(match) == (State.CANCELLED, Code.BY_HAND)


def test_a_person_cancels_all_events_so_far(world: World) -> None:
    """An event that told of a match before a person cancelled it changes nothing when it comes again."""
    world.company("acme")
    match = world.match("acme", successful_at=None)
    where = Addresses(match_id=match)
    told_at = world.clock.now()
    world.store.put("accounts/account-acme", Account(id="account-acme", resting_until=told_at + HOUR))
    world.exporter.export(where, origin=Origin.LIVE, told_at=told_at)
    world.clock.advance(60)
    world.match("acme", successful_at=None)  # taken back and successful anew
    newer = world.clock.now()
    world.exporter.export(where, origin=Origin.LIVE, told_at=newer)
    world.card.cancel("acme", match, "rob")
    world.exporter.export(where, origin=Origin.LIVE, told_at=newer)
    assert world.state(match) == (State.CANCELLED, Code.BY_HAND)


def test_a_success_late_in_the_night_is_found_by_the_pass(world: World) -> None:
    """A success whose time lies far back is found by the pass over everything once a day."""
    world.company("acme")
    world.run()
    at = world.clock.now()
    world.clock.advance(3 * 3600)
    world.run()
    match = world.match("acme", successful_at=at)
    world.run()
    assert world.state(match) is None
    world.clock.advance(24 * 3600)
    world.run(2)
    assert world.state(match) == EXPORTED


def test_the_pass_goes_through_all_companies(world: World) -> None:
    """The pass finds what each company lacks, and begins anew only a day after it began."""
    names = [f"c{number}" for number in range(5)]
    for name in names:
        world.company(name)
    world.store.put("settings/sweep", Sweep(watermark=world.clock.now() + 3 * HOUR))
    matches = [world.match(name) for name in names]
    assert [world.sweep().caught_up for _ in range(2)] == [5, 0]
    world.run()
    assert {world.state(match) for match in matches} == {EXPORTED}


def test_a_pass_goes_on_where_it_was_cut_off(world: World) -> None:
    """Cut off in one company, the pass goes on in it; one that connects meanwhile is looked at as a whole."""
    world.company("zeta")
    matches = [world.match("zeta", number) for number in range(700)]
    looks = iter([True, False])
    first, found = world.nightly.go_on(Sweep(), lambda: next(looks))
    assert found == 300
    world.company("beta")
    new = world.match("beta")
    _, found = world.nightly.go_on(first, lambda: True)
    assert (found, world.state(new)) == (401, (State.QUEUED, None))
    assert None not in {world.state(match) for match in matches}


@pytest.mark.parametrize("code", [Code.TAKEN_BACK, Code.BY_HAND, Code.MAYBE_IN_PERSONIO])
def test_a_later_success_of_a_cancelled_entry_is_found(world: World, code: Code) -> None:
    """However it was cancelled, an entry stays so for its own success, and leaves for a later one."""
    world.company("acme")
    match = world.queue("acme")
    entry = world.entry(match)
    assert entry is not None
    world.store.put(f"exports/{match}", entry.moved(State.CANCELLED, code, world.clock.now()))
    world.run()
    assert world.state(match) == (State.CANCELLED, code)
    world.match("acme")
    world.run()
    assert world.state(match) == EXPORTED


def test_a_person_cancels_the_latest_success(world: World) -> None:
    """A new success that the entry took no notice of while it was queued is cancelled along with it."""
    world.company("acme")
    match = world.queue("acme")
    entry = world.entry(match)
    assert entry is not None
    world.store.put(f"exports/{match}", replace(entry, due_at=world.clock.now() + HOUR))
    world.clock.advance(60)
    world.match("acme")
    world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE)
    world.card.cancel("acme", match, "rob")
    world.run()
    assert world.state(match) == (State.CANCELLED, Code.BY_HAND)


def test_a_later_success_repeats_what_may_stand_in_personio(world: World) -> None:
    """Cancelled with an unknown outcome, a match that succeeds later sends what its last attempt froze."""
    world.company("acme")
    match = world.queue("acme")
    world.personio.created_but = [Answer(outcome=Outcome.UNKNOWN)]
    world.run()
    known = world.store.get(f"matches/{match}")
    world.store.put(f"matches/{match}", replace(known, successful=False))
    world.run(2)
    assert world.state(match) == (State.CANCELLED, Code.MAYBE_IN_PERSONIO)
    world.match("acme")
    world.store.put(f"developers/{match}", a_developer(id=match, email="new@example.org"))
    world.run()
    assert world.sent_to() == [match, match]
    assert world.state(match) == EXPORTED


def test_a_back_fill_exports_the_older_successes(world: World) -> None:
    """Asked for, the matches from before the connection leave, too, and the progress tells how far it is."""
    world.company("acme")
    long_ago = world.clock.now() - timedelta(days=90)
    for number in range(30):
        world.match("acme", number, successful_at=long_ago)
    started = world.backfilling.request("acme", "ann")
    assert started.backfill is not None
    assert (started.backfill.running, started.backfill.found) == (True, 0)
    world.run(3)
    progress = world.backfilling.progress("acme")
    done = progress.backfill
    assert done is not None
    assert (done.running, done.found, done.queued) == (False, 30, 30)
    assert progress.tally[State.EXPORTED] == 30
    assert [line.what for line in world.audit.lines] == [AuditedAction.BACKFILLED]


def test_a_page_with_nothing_to_queue_has_another_after_it(world: World) -> None:
    """Where the first pages of a back-fill are all exported already, the rest does not wait for a sweep."""
    world.company("acme")
    for number in range(250):
        match = world.match("acme", number, successful_at=world.clock.now() - HOUR)
        if number < 200:
            world.export(match, Origin.CLICK)
            world.clock.advance(10)
    world.sweep()
    world.backfilling.request("acme", "ann")
    for _ in range(3):
        world.clock.advance(2)
        world.give_turns()
    backfill = world.backfilling.progress("acme").backfill
    assert backfill
    assert (backfill.found, backfill.running) == (250, False)


def test_a_back_fill_is_asked_for_once(world: World) -> None:
    """A second request while one is running changes nothing; a later one sends nobody twice."""
    world.company("acme")
    world.match("acme", successful_at=world.clock.now() - HOUR)
    first = world.backfilling.request("acme", "ann")
    world.clock.advance(1)
    assert world.backfilling.request("acme", "bob") == first
    world.run(2)
    world.backfilling.request("acme", "bob")
    world.run(2)
    assert len(world.sent_to()) == 1


def test_a_back_fill_needs_a_connection(world: World) -> None:
    """A company that is not connected is told so."""
    with pytest.raises(Problem, match="not_connected"):
        world.backfilling.request("nobody", "ann")


def test_back_fills_of_two_companies_go_side_by_side(world: World) -> None:
    """A second company's back-fill does not wait for the end of the first one's."""
    long_ago = world.clock.now() - timedelta(days=90)
    for name, number in (("big", 1_000), ("small", 1)):
        world.company(name)
        for each in range(number):
            world.match(name, each, successful_at=long_ago)
        world.backfilling.request(name, "ann")
    world.run()
    assert world.state("small-00000") == EXPORTED


def test_the_oldest_waiting_is_told(world: World) -> None:
    """The sweep tells for how long the longest due entry has waited, back-fills left out."""
    world.company("acme")
    world.queue("acme", 1, Origin.BACKFILL)
    world.clock.advance(3600)
    world.queue("acme", 2)
    world.clock.advance(60)
    assert world.sweep().oldest_due_seconds == pytest.approx(60, abs=1)


class Parts:
    """All parts of a sweep; each notes that it had its turn, and the one that is to fail fails."""

    def __init__(self, failing: str) -> None:
        self.failing, self.had_their_turn = failing, list[str]()

    def ask(self, sweep: Sweep, _: TimeLeft) -> tuple[Sweep, Asked]:
        swept = Asked(due=1, oldest_due_seconds=1.0, asked=1)
        return replace(sweep, due_after=self._at("due")), swept

    def recent(self, sweep: Sweep, _: TimeLeft) -> tuple[Sweep, int]:
        return replace(sweep, watermark=self._at("recent")), 1

    def go_on(self, *taken: Any) -> Any:
        if len(taken) == 1:
            return self._at("retiring")
        return replace(taken[0], pass_began_at=self._at("night")), 1

    def _at(self, name: str) -> datetime:
        self.had_their_turn.append(name)
        if name == self.failing:
            raise ValueError("the words of a fault may quote anything")
        return ManualClock().at


@pytest.mark.parametrize("failing", ["due", "recent", "retiring", "night"])
def test_a_part_that_fails_stops_no_other(
    world: World, failing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other parts have their turn, what they came to is kept, and the log names the one that failed."""
    parts: Any = Parts(failing)
    sweeping = replace(world.sweeping, catching_up=parts, nightly=parts, asking=parts, retiring=parts)
    swept = sweeping.run()
    assert parts.had_their_turn == ["due", "recent", "retiring", "night"]
    assert (swept.asked, swept.caught_up) == {
        "due": (0, 2),
        "recent": (1, 1),
        "retiring": (1, 2),
        "night": (1, 1),
    }[failing]
    kept = world.store.get("settings/sweep")
    fields = {"recent": kept.watermark, "due": kept.due_after, "night": kept.pass_began_at}
    assert {name for name, value in fields.items() if value is None} == {failing} & set(fields)
    assert kept.lease_until is None
    output = capsys.readouterr().out
    lines = [json.loads(line) for line in output.splitlines()]
    failed = {line["part"] for line in lines if line["event"] == "sweep_failed"}
    assert (failed, "quote" in output) == ({failing}, False)


def test_a_sweep_without_a_lease_says_so(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A sweep that cannot find out whether another one is at work does nothing, and says so."""

    class Silent(InMemorySweeps):
        def take(self, lease: timedelta) -> Sweep | None:
            raise Unavailable("silent")

    with pytest.raises(Unavailable):
        replace(world.sweeping, sweeps=Silent(store=world.store)).run()
    assert '"part": "lease"' in capsys.readouterr().out


def test_what_breaks_the_search_does_not_hold_up_what_is_due(world: World) -> None:
    """Where the search for missed successes meets what nobody foresaw, due exports leave all the same."""
    world.company("acme")
    match = world.queue("acme")
    world.store.put("matches/odd", "not a match at all")
    world.run()
    assert world.state(match) == EXPORTED


def test_who_lost_its_claim_takes_its_turn_again() -> None:
    """An entry whose claim others won five times over leaves in a later turn, behind the others."""
    world = World()
    world.company("acme")
    matches = [world.queue("acme", number) for number in range(3)]

    class LosesAtFirst(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if change.account and self.store.calls.count("lost") < 5:
                self.store.calls.append("lost")
                raise Conflict("lost")
            return super().commit(seen, change)

    force_setattr(world.exporter, "ledger", LosesAtFirst(store=world.store))
    world.run()
    assert [world.state(match) for match in matches] == [(State.EXPORTED, None)] * 3
    assert world.sent_to() == [matches[1], matches[2], matches[0]]
