"""An account's turns on their twins: what is due leaves, one request each, fairly, within every limit."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import force_setattr

from local.memory.exports import due_of
from local.memory.store import Broken
from shared import log
from shared.domain.application import Answer, Application, Outcome
from shared.domain.errors import Unavailable
from shared.domain.ledger.account import Slot
from shared.domain.ledger.export import Code, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.domain.ledger.turn import Turn
from shared.structs import replace
from shared.use_cases.sending import Turned
from tests.support.world import World

ACCOUNT = "account-acme"
HOUR = timedelta(hours=1)
EXPORTED = (State.EXPORTED, None)
UNANSWERED = Answer(outcome=Outcome.UNKNOWN, status=503)


@pytest.fixture
def world() -> World:
    world = World()
    world.company("acme")
    return world


def asked(world: World) -> list[float]:
    """In how many seconds from now the turns come that were asked for."""
    now = world.clock.now()
    return sorted((turn.at - now).total_seconds() for turn in world.queue_of_turns.turns)


def turn(world: World, *, repeated: bool = False) -> Turned:
    """The account's next turn, at its time."""
    at = world.queue_of_turns.next_at()
    assert at is not None
    world.clock.advance(max(0.0, (at - world.clock.now()).total_seconds()))
    (given,) = world.queue_of_turns.given(at)
    return world.sending.turn(given.account, given.at, repeated=repeated)


def die() -> None:
    raise KeyboardInterrupt


# What a turn does


def test_what_is_due_leaves(world: World) -> None:
    """An entry that is due is sent in its account's turn, one that is not yet due is not."""
    now, later = world.queue("acme", 1), world.queue("acme", 2)
    postpone(world, later, HOUR)
    assert turn(world) == Turned(took_place=True, decided=1, sent=1)
    assert world.state(now) == EXPORTED
    assert world.state(later) == (State.QUEUED, None)


def postpone(world: World, match: str, by: timedelta) -> None:
    entry = world.entry(match)
    assert entry is not None
    world.store.put(f"exports/{match}", replace(entry, due_at=world.clock.now() + by))


def test_a_turn_is_one_request(world: World) -> None:
    """Of many that are due one is sent in a turn; the next was asked for with its claim."""
    for number in range(3):
        world.queue("acme", number)
    during: list[list[float]] = []
    world.put_account(answered_at=world.clock.now())
    world.personio.during = lambda: during.append(asked(world))
    for sent in (1, 2, 3):
        turn(world)
        assert len(world.personio.requests) == sent
    assert during == [[1], [1], []]


def test_a_turn_that_finds_nothing_asks_for_what_is_due_next(world: World) -> None:
    """When nothing is due any more the account's next turn is when something is."""
    match = world.queue("acme")
    postpone(world, match, HOUR)
    assert turn(world) == Turned(took_place=True)
    assert asked(world) == [3599]


def test_where_nothing_waits_there_is_no_turn(world: World) -> None:
    """An account that has nothing to do expects nothing, and nobody asks."""
    world.queue("acme")
    turn(world)
    assert (world.account().turn_at, asked(world)) == (None, [])


def test_each_attempt_and_line_has_the_turns_trace(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Each attempt and each log line of a turn names the turn's trace."""
    match = world.queue("acme")
    capsys.readouterr()
    trace = log.begin(None)
    turn(world)
    entry = world.entry(match)
    assert entry is not None
    assert [attempt.trace_id for attempt in entry.attempts] == [trace]
    lines = capsys.readouterr().out.splitlines()
    assert {json.loads(line)["event"] for line in lines} == {"export_claimed", "export_recorded"}
    assert all(trace in line for line in lines)


def test_what_only_has_to_be_decided_is_decided_on_the_way(world: World) -> None:
    """Parked and taken back entries before the one that can go need no slot, and no turn of their own."""
    matches = [world.queue("acme", number) for number in range(3)]
    world.succeed(matches[0], matches[0], "acme", company_id="acme", successful=False)
    world.store.drop(f"developers/{matches[1]}")
    assert turn(world) == Turned(took_place=True, decided=3, sent=1)
    states = [world.state(match) for match in matches]
    assert states == [
        (State.CANCELLED, Code.TAKEN_BACK),
        (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN),
        EXPORTED,
    ]
    assert len(world.account().slots) == 1


def test_a_turn_decides_a_hundred_at_most(world: World) -> None:
    """However many are parked, a turn ends; the next goes on where it ended."""
    for number in range(150):
        world.store.drop(f"developers/{world.queue('acme', number)}")
    assert [turn(world).decided, turn(world).decided] == [100, 50]


def test_a_turn_decides_for_ten_seconds_at_most(world: World) -> None:
    """Where deciding is slow the turn ends as well, and the next goes on."""
    for number in range(20):
        world.store.drop(f"developers/{world.queue('acme', number)}")
    read = world.ledger.read

    def slow(*where: Any) -> Any:
        world.clock.advance(2.5)
        return read(*where)

    force_setattr(world.exporter, "ledger", Reads(world.ledger, slow))
    assert turn(world).decided == 5
    assert min(asked(world)) <= 1


class Reads:
    """A ledger that is read in another way."""

    def __init__(self, ledger: Any, read: Any) -> None:
        self.ledger, self.read = ledger, read

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ledger, name)


def test_one_broken_entry_stops_nobody(world: World) -> None:
    """What breaks off in one export is logged; all others of the account leave."""
    broken, well = world.queue("acme", 1), world.queue("acme", 2)
    world.put_account(answered_at=world.clock.now())
    submit = world.personio.submit

    def broken_for_one(application: Application, *rest: Any) -> Answer:
        if application.email.startswith(broken):
            raise ValueError("whatever it is")
        return submit(application, *rest)

    world.personio.submit = broken_for_one  # type: ignore[method-assign,assignment]  # a port that breaks
    world.run()
    assert world.state(well) == EXPORTED
    assert world.state(broken) == (State.EXPORTING, None)


def broken(world: World, number: int) -> None:
    """A due entry that nobody can read any more, which is left as it is."""
    due = due_of(world.store.get(f"exports/{world.queue('acme', number)}"))
    world.store.put(f"exports/acme-{number:05d}", Broken("acme", due))


def test_what_a_turn_cannot_move_is_left_to_the_sweep(world: World) -> None:
    """An entry that stays due whatever is decided has a turn with each sweep, and no more."""
    broken(world, 1)
    turned = world.run(minutes=14)
    assert 2 <= len(turned) <= 3


def test_what_stays_due_hides_nothing(world: World) -> None:
    """However many of an account's entries cannot be moved, those behind them leave in their turns."""
    for number in range(30):
        broken(world, number)
    well = [world.queue("acme", number) for number in (30, 31)]
    world.run()
    assert [world.state(each) for each in well] == [EXPORTED, EXPORTED]


# Which turns take place


def test_a_turn_that_comes_twice_takes_place_once(world: World) -> None:
    """The second of two deliveries ends at its first step."""
    for number in range(2):
        world.queue("acme", number)
    at = world.queue_of_turns.next_at()
    assert at is not None
    world.clock.advance(1)
    assert world.sending.turn(ACCOUNT, at).took_place
    reads = len(world.store.calls)
    assert world.sending.turn(ACCOUNT, at) == Turned(took_place=False)
    assert len(world.store.calls) == reads
    assert len(world.personio.requests) == 1


def test_of_two_at_once_one_takes_place(world: World) -> None:
    """Two deliveries in the same moment are one turn: the account is taken by compare-and-set."""
    world.queue("acme")
    at = world.queue_of_turns.next_at()
    assert at is not None
    second: list[Turned] = []
    world.store.before_commit.append(lambda: second.append(world.sending.turn(ACCOUNT, at)))
    with suppress(Exception):  # the twin's Conflict; the adapter reads again and finds nothing expected
        world.sending.turn(ACCOUNT, at)
    assert [turned.took_place for turned in second] == [True]
    assert len(world.personio.requests) == 1


def test_turns_in_reverse_order_are_one(world: World) -> None:
    """A later turn stands in for an earlier one that has not come; that one finds nothing expected then."""
    world.queue("acme", 1)
    world.queue("acme", 2)
    first = world.queue_of_turns.next_at()
    assert first is not None
    later = first + timedelta(seconds=5)
    world.clock.advance(10)
    assert world.sending.turn(ACCOUNT, later).took_place
    assert not world.sending.turn(ACCOUNT, first).took_place


def test_a_turn_that_died_is_given_again(world: World) -> None:
    """The queue gives a turn again whose worker died; nothing else expects one, and it takes place."""
    for number in range(2):
        world.queue("acme", number)
    given = min(world.queue_of_turns.turns, key=lambda turn: turn.at)
    world.personio.during = die
    with pytest.raises(KeyboardInterrupt):
        turn(world)
    world.personio.during = lambda: None
    world.clock.advance(5)
    assert world.sending.turn(given.account, given.at, repeated=True).took_place


def test_an_unknown_accounts_turn_is_logged(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """An account that nobody ever connected to has no turn; the log says so."""
    assert world.sending.turn("0", world.clock.now()) == Turned(took_place=False)
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["event"], line["why"]) == ("turn_refused", "account_unknown")


# Who asks for turns


def test_an_export_that_succeeds_at_once_asks_for_nothing(world: World) -> None:
    """The trigger's export that goes well leaves no turn, in the account or in the queue."""
    match = world.match("acme")
    world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE)
    assert world.state(match) == EXPORTED
    assert (world.account().turn_at, world.queue_of_turns.names) == (None, set())


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(outcome=Outcome.UNKNOWN, status=503), 63),
        (Answer(outcome=Outcome.LIMITED, status=429), 63),
        (Answer(outcome=Outcome.OUTAGE), 36),  # the account's own second of the minute
        (Answer(outcome=Outcome.ALREADY_THERE, status=400), 600),
    ],
)
def test_a_record_asks_for_what_goes_on_by_itself(world: World, answer: Answer, seconds: float) -> None:
    """A retry, a rest, a probe, a doubt: the account has its turn when the entry is due."""
    world.personio.script = [answer]
    world.exporter.export(Addresses(match_id=world.match("acme")), origin=Origin.LIVE)
    assert asked(world) == [seconds]


def test_a_second_success_waits_for_the_first_ones_answer(world: World) -> None:
    """While an account has not answered lately, one request is under way; the other is due in its turn."""
    first, second = world.match("acme", 1), world.match("acme", 2)
    seen: list[Export | None] = []

    def meanwhile() -> None:
        world.personio.during = lambda: None
        seen.append(world.exporter.export(Addresses(match_id=second), origin=Origin.LIVE))

    world.personio.during = meanwhile
    world.exporter.export(Addresses(match_id=first), origin=Origin.LIVE)
    assert [(entry.state, entry.due_at) for entry in seen if entry] == [(State.QUEUED, world.clock.now())]
    assert asked(world) == [1]
    turn(world)
    assert world.state(second) == EXPORTED


def test_a_click_does_not_wait_for_others(world: World) -> None:
    """Who clicks is sent beside whatever of the account is under way."""
    first, second = world.match("acme", 1), world.match("acme", 2)

    def meanwhile() -> None:
        world.personio.during = lambda: None
        world.exporter.export(Addresses(match_id=second), origin=Origin.CLICK)

    world.personio.during = meanwhile
    world.exporter.export(Addresses(match_id=first), origin=Origin.LIVE)
    assert world.state(second) == EXPORTED


def test_whoever_finds_a_live_lease_asks_for_its_end(world: World) -> None:
    """An event that meets a request under way sees to it that the entry is looked at, should that one die."""
    match = world.match("acme")
    where = Addresses(match_id=match)

    def meanwhile() -> None:
        world.exporter.export(where, origin=Origin.LIVE)
        die()

    world.personio.during = meanwhile
    with pytest.raises(KeyboardInterrupt):
        world.exporter.export(where, origin=Origin.LIVE)
    assert asked(world) == [90]
    world.personio.during = lambda: None
    world.run(1.6)
    assert world.state(match) == (State.QUEUED, Code.RETRY)
    world.run(1)
    assert world.state(match) == EXPORTED


def test_nobody_asks_while_a_turn_is_expected(world: World) -> None:
    """Entries that are parked one after the other share the account's turn."""
    until = world.clock.now() + timedelta(seconds=30)
    world.put_account(resting_until=until)
    for number in range(5):
        world.exporter.export(Addresses(match_id=world.match("acme", number)), origin=Origin.LIVE)
    assert asked(world) == [30]
    assert len(world.queue_of_turns.names) == 1


def test_who_relies_on_a_turn_is_seen_by_it(world: World) -> None:
    """An entry that is parked while the turn begins either is looked at by it, or asks for one of its own."""
    world.queue("acme", 1)
    postpone(world, "acme-00001", HOUR)
    at = world.queue_of_turns.next_at()
    assert at is not None
    world.put_account(resting_until=world.clock.now() + timedelta(seconds=1))
    world.store.before_commit.append(lambda: world.sending.turn(ACCOUNT, at))
    world.exporter.export(Addresses(match_id=world.match("acme", 2)), origin=Origin.LIVE)
    world.run()
    assert world.state("acme-00002") == EXPORTED


def test_under_an_operators_pause_nobody_asks(world: World) -> None:
    """While all sending is paused entries rest, and no turn is asked for; the first sweep after it asks."""
    world.store.put("settings/global", value=True)
    match = world.match("acme")
    world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE)
    waiting = world.entry(match)
    assert waiting is not None
    assert waiting.due_at == world.pace.look_again(ACCOUNT, world.clock.now())
    assert world.queue_of_turns.names == set()
    world.sweep()
    world.store.put("settings/global", value=False)
    world.sweep()
    assert asked(world) == [1]
    turn(world)
    assert world.state(match) == EXPORTED


def test_a_silent_queue_fails_nobody(world: World) -> None:
    """While the queue hears nothing live matches leave; the rest within five minutes after it hears again."""
    world.queue_of_turns.silent = True
    live, waiting = world.match("acme", 1), world.queue("acme", 2)
    world.exporter.export(Addresses(match_id=live), origin=Origin.LIVE)
    assert world.state(live) == EXPORTED
    world.run(60)
    assert world.state(waiting) == (State.QUEUED, None)
    world.queue_of_turns.silent = False
    world.run(5)
    assert world.state(waiting) == EXPORTED


def test_where_firestore_is_silent_nobody_is_failed_by_asking(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """An account that cannot be told of its turn is not asked for; a line says so, the sweep asks anew."""

    def silent(_: Turn) -> None:
        raise Unavailable("Firestore: ServiceUnavailable")

    object.__setattr__(world.connections, "expect_turn", silent)
    world.turns.ask(ACCOUNT, world.clock.now())
    assert world.queue_of_turns.names == set()
    assert json.loads(capsys.readouterr().out)["event"] == "turn_not_asked"


# The pace


def test_nobody_waits_behind_another_companys_many() -> None:
    """Beside a company with 2,000 due entries, 99 companies with one each are served at once."""
    world = World()
    world.company("big")
    for number in range(2_000):
        world.queue("big", number)
    small = []
    for number in range(99):
        world.company(f"small-{number}")
        small.append(world.queue(f"small-{number}"))
    world.run(2 / 60)
    assert [match for match in small if world.state(match) != EXPORTED] == []


def test_the_accounts_pace_is_used_up_and_not_exceeded(world: World) -> None:
    """A backlog leaves at eighteen a minute, and never more than that in any 62 s."""
    for number in range(100):
        world.queue("acme", number)
    world.run(6)
    assert len(world.personio.requests) >= 5 * 18
    times = sorted(world.entry(m).exported_at for m in world.sent_to())  # type: ignore[union-attr,type-var]  # all sent
    for first, nineteenth in zip(times, times[18:], strict=False):
        assert nineteenth - first >= timedelta(seconds=60)  # type: ignore[operator]  # as above


def test_a_click_goes_before_live_before_back_fill(world: World) -> None:
    """Where not all can go at once, whoever clicked goes first, then new successes, then older ones."""
    matches = {origin: world.queue("acme", origin.rank) for origin in reversed(Origin)}
    for origin, match in matches.items():
        entry = world.entry(match)
        assert entry is not None
        world.store.put(f"exports/{match}", replace(entry, origin=origin))
    world.run()
    assert world.sent_to() == [matches[origin] for origin in (Origin.CLICK, Origin.LIVE, Origin.BACKFILL)]


def test_back_fills_leave_three_slots_to_new_successes(world: World) -> None:
    """Of an account's eighteen automatic requests a minute back-fills take fifteen at most."""
    for number in range(40):
        world.queue("acme", number, Origin.BACKFILL)
    world.run(1)
    assert len(world.sent_to()) == 15
    live = [world.match("acme", 100 + number) for number in range(4)]
    for match in live:
        world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE)
    assert [world.state(match) for match in live] == [EXPORTED] * 3 + [(State.QUEUED, None)]


def test_four_are_under_way_at_most(world: World) -> None:
    """An account that answers has four automatic requests under way; the fifth waits for an answer."""
    now = world.clock.now()
    slots = {
        f"a{n}": Slot(until=now + HOUR, lease_until=now + timedelta(seconds=90)) for n in range(104, 108)
    }
    world.put_account(slots=slots, answered_at=now)
    match = world.queue("acme")
    before = world.entry(match)
    turn(world)
    assert world.personio.requests == []
    assert world.entry(match) == before
    assert asked(world) == [1]


def test_a_record_makes_room_for_the_next_turn(world: World) -> None:
    """Where a claim fills the account, its record asks for the next turn, not its lease's end."""
    for number in range(2):
        world.queue("acme", number)
    during: list[list[float]] = []
    world.personio.during = lambda: during.append(asked(world))
    turn(world)
    assert (during, asked(world)) == ([[]], [1])


# Outages and crashes


def test_an_outage_is_asked_once_a_minute_by_another_each_time(world: World) -> None:
    """While Personio does not answer an account, one request a minute asks, each time of another entry."""
    matches = {world.queue("acme", number) for number in range(5)}
    world.personio.script = [UNANSWERED] * 20
    world.run(5)
    requests = world.sent_to()
    assert len(requests) in {6, 7}  # two make the outage, one asks each minute
    assert set(requests[-4:]) <= matches
    assert len(set(requests[-4:])) == 4


def test_the_end_of_an_outage_frees_all_at_once(world: World) -> None:
    """The first answer ends the outage, makes the others due, and asks for their turn."""
    matches = [world.queue("acme", number) for number in range(5)]
    world.personio.script = [Answer(outcome=Outcome.OUTAGE)] * 3
    world.run(2)
    assert len(world.personio.requests) == 3
    world.run(1)
    times = [entry.exported_at for entry in world.entries()]
    assert {world.state(match) for match in matches} == {EXPORTED}
    assert max(filter(None, times)) - min(filter(None, times)) <= timedelta(seconds=5)


def test_a_click_that_ends_an_outage_frees_all(world: World) -> None:
    """A person's request is the probe where one is due; its answer makes due what waits."""
    now = world.clock.now()
    world.put_account(outage_since=now - HOUR, next_probe_at=now + timedelta(seconds=40))
    waiting = world.match("acme", 1)
    world.exporter.export(Addresses(match_id=waiting), origin=Origin.LIVE)
    assert world.state(waiting) == (State.WAITING, Code.OUTAGE)
    world.put_account(next_probe_at=now)
    world.exporter.export(Addresses(match_id=world.match("acme", 2)), origin=Origin.CLICK)
    world.run(2 / 60)
    assert world.state(waiting) == EXPORTED


def test_a_lapsed_lease_is_taken_up(world: World) -> None:
    """An entry whose worker died is repeated with its frozen values once the lease is over."""
    match = world.match("acme")
    world.personio.during = die
    with pytest.raises(KeyboardInterrupt):
        world.exporter.export(Addresses(match_id=match), origin=Origin.LIVE)
    world.personio.during = lambda: None
    world.run(1.6)
    assert world.state(match) == (State.EXPORTING, None)
    world.run(0.1)  # with a sweep, since nobody else knows of it
    assert world.state(match) == (State.QUEUED, Code.RETRY)
    world.run(2)
    assert world.state(match) == EXPORTED


def test_what_kills_its_worker_is_repeated_by_the_schedule(world: World) -> None:
    """An entry that kills every worker is tried some thirty times in seven days, then given up."""
    match = world.queue("acme")
    tries = 0

    def killed() -> None:
        nonlocal tries
        tries += 1
        die()

    world.personio.during = killed
    for _ in range(9 * 24):
        world.sweep()
        world.clock.advance(2)
        with suppress(KeyboardInterrupt):
            world.give_turns()
        world.clock.advance(3598)
    assert world.state(match) == (State.NEEDS_ACTION, Code.GAVE_UP)
    assert tries < 30


def test_a_parked_entry_leaves_when_its_cause_is_gone(world: World) -> None:
    """An entry without a link is looked at again, at the latest after an hour, and sent once there is one."""
    ad = world.store.get("jobs/acme")
    world.store.put("jobs/acme", replace(ad, link=None))
    match = world.queue("acme")
    world.run()
    assert world.state(match) == (State.NEEDS_ACTION, Code.NOT_LINKED)
    world.store.put("jobs/acme", ad)
    world.run(60)
    assert world.state(match) == EXPORTED


def test_an_entry_of_nobodys_account_is_explained(world: World) -> None:
    """Where no connection can be read that says whose turn it is, the sweep explains the entry."""
    match = world.queue("acme")
    world.store.drop("connections/acme")
    world.run(1)
    assert world.state(match) == (State.NEEDS_ACTION, Code.DISCONNECTED)


def test_two_companies_of_one_account_share_its_turns(world: World) -> None:
    """What is due of either company leaves in the account's turns, within one pace."""
    world.company("globex", account=ACCOUNT)
    matches = [world.queue(name, number) for name in ("acme", "globex") for number in range(3)]
    world.run()
    assert {world.state(match) for match in matches} == {EXPORTED}


def test_a_new_success_does_not_stand_behind_back_fills(world: World) -> None:
    """A live match that found its account full is next once there is room, whatever else is due."""
    now = world.clock.now()
    for number in range(3):
        world.queue("acme", number, Origin.BACKFILL)
    under_way = Slot(until=now + HOUR, lease_until=now + timedelta(seconds=90))
    world.put_account(slots=dict.fromkeys(("b1", "b2", "b3", "b4"), under_way), answered_at=now)
    live = world.match("acme", 10)
    world.exporter.export(Addresses(match_id=live), origin=Origin.LIVE)
    world.put_account(slots={})
    turn(world)
    assert world.state(live) == EXPORTED
