"""After an attempt without answer a client that may read looks at Personio before anything is sent again."""

from datetime import datetime, timedelta

import pytest

from local.memory.applications import TwinApplicant
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.errors import Problem
from shared.domain.ledger.account import Slot
from shared.domain.ledger.export import Code, Evidence, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses
from shared.structs import replace
from tests.support.clients import one_match_and_a_client
from tests.support.world import ACCOUNT, ACME, World

SILENCE = Answer(outcome=Outcome.UNKNOWN)
LIMITED = Answer(outcome=Outcome.LIMITED, status=429)
BROKEN = Answer(outcome=Outcome.UNKNOWN, status=500)
MAY_NOT = Answer(outcome=Outcome.SCOPE_MISSING, status=403, fresh=True)
LEASE = 90  # seconds: the deadline of 30 and a minute
LISTED = 4 * 60


@pytest.fixture
def world() -> World:
    return one_match_and_a_client()


def unanswered(world: World, *, arrived: bool) -> None:
    """One attempt without answer, whether or not Personio made the applicant."""
    if arrived:
        world.personio.created_but = [SILENCE]
    else:
        world.personio.script = [SILENCE]
    world.export()


def several_unanswered(world: World, number: int) -> None:
    """So many more people, each of whom Personio made an applicant without an answer."""
    for each in range(number):
        world.store.put(f"developers/d{each}", a_developer(id=f"d{each}", email=f"d{each}@example.org"))
        world.succeed(f"n{each}", f"d{each}")
        world.personio.created_but = [SILENCE]
        world.export(f"n{each}", origin=Origin.CLICK)
        world.put_account(last_failure=None, outage_since=None)


def later(world: World, seconds: float = LEASE + LISTED) -> Export:
    """The entry after so many seconds, once more looked at."""
    world.clock.advance(seconds)
    world.export()
    return world.the_entry()


def sent(world: World) -> int:
    return len(world.personio.requests)


def outcomes(entry: Export) -> list[str]:
    return [attempt.outcome for attempt in entry.attempts]


def of_march(world: World, email: str = "ada@example.org") -> None:
    """Somebody applied long ago, by another route."""
    world.personio.applicants.append((ACCOUNT, 4711, email))


def test_an_unknown_outcome_is_looked_for_before_anything_else(world: World) -> None:
    """It is due four minutes after the end of its lease, and says that it is being looked for."""
    unanswered(world, arrived=True)
    entry = world.the_entry()
    assert (entry.state, entry.code) == (State.QUEUED, Code.CHECKING)
    assert entry.due_at == world.clock.now() + timedelta(seconds=LEASE + LISTED)


def test_an_applicant_that_is_found_ends_it_without_a_second_request(world: World) -> None:
    """The entry is exported by what was read, with the applicant's id and time, and nothing is frozen."""
    unanswered(world, arrived=True)
    arrived_at = world.clock.now()
    entry = later(world)
    assert (entry.state, entry.evidence, entry.exported_at) == (State.EXPORTED, Evidence.READ, arrived_at)
    assert entry.application_id
    assert (entry.frozen, entry.unanswered, entry.unknown) == (None, None, False)
    assert outcomes(entry) == ["unknown", "found"]
    assert entry.follow_at == world.clock.now()
    assert sent(world) == 1


def test_nothing_found_sends_the_same_once_more(world: World) -> None:
    """The reading and the claim are one call; one applicant follows."""
    unanswered(world, arrived=False)
    entry = later(world)
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.CREATED)
    assert outcomes(entry) == ["unknown", "not_found", "created"]
    assert sent(world) == 2


@pytest.mark.parametrize("early", [0, LEASE, LEASE + LISTED - 1])
def test_nobody_but_a_click_looks_within_the_four_minutes(world: World, early: float) -> None:
    """Personio lists what is new only after a while, so that an early reading decides nothing."""
    unanswered(world, arrived=True)
    entry = later(world, early)
    assert (entry.state, entry.code) == (State.QUEUED, Code.CHECKING)
    assert world.applicants.asked == []
    assert sent(world) == 1


def test_a_click_within_the_four_minutes_looks_and_finds(world: World) -> None:
    """A person who asks gets what can be known now."""
    unanswered(world, arrived=True)
    entry = world.export(origin=Origin.CLICK)
    assert entry
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.READ)


def test_a_click_that_finds_nothing_yet_sends_nothing(world: World) -> None:
    """The applicant may be listed a minute later: it stays queued, due when the reading is certain."""
    world.applicants.index_seconds = 200
    unanswered(world, arrived=True)
    due_at = world.the_entry().due_at
    entry = world.export(origin=Origin.CLICK)
    assert entry
    assert (entry.state, entry.code, entry.due_at) == (State.QUEUED, Code.CHECKING, due_at)
    assert later(world).evidence is Evidence.READ
    assert sent(world) == 1


def test_the_clock_runs_from_the_end_of_the_last_lease(world: World) -> None:
    """A worker that hung may have sent it in the lease's last second."""
    world.personio.during = lambda: world.clock.advance(29)
    unanswered(world, arrived=False)
    claimed_at = world.the_entry().claimed_at
    assert claimed_at
    assert world.the_entry().due_at == claimed_at + timedelta(seconds=LEASE + LISTED)


def test_a_lapsed_lease_is_looked_for_too(world: World) -> None:
    """Who died after the claim left nothing but the lease's end."""
    with_a_lapsed_lease(world)
    world.clock.advance(LEASE)
    world.export()
    entry = world.the_entry()
    assert (entry.state, entry.code) == (State.QUEUED, Code.CHECKING)
    assert later(world, LISTED).evidence is Evidence.READ
    assert sent(world) == 1


def with_a_lapsed_lease(world: World) -> None:
    class DiedError(Exception):
        pass

    def die() -> None:
        world.personio.during = lambda: None
        arrived = TwinApplicant((ACCOUNT, 4711, "ada@example.org"))
        arrived.email, arrived.created_at = "ada@example.org", world.clock.now()
        world.personio.applicants.append(arrived)
        raise DiedError

    world.personio.during = die
    with pytest.raises(DiedError):
        world.export()


def test_a_repeat_waits_for_its_own_schedule(world: World) -> None:
    """Looked for and not there: what often gets no answer is repeated as rarely as without reading."""
    world.personio.script = [SILENCE, SILENCE, SILENCE]
    world.export()
    later(world)
    later(world)
    entry = later(world)
    assert (entry.state, entry.code, entry.tries) == (State.QUEUED, Code.RETRY, 3)
    assert entry.due_at
    assert entry.due_at > world.clock.now() + timedelta(minutes=20)
    assert sent(world) == 3


def test_a_wake_does_not_go_round_the_reading(world: World) -> None:
    """Whatever makes it due, the claim requires the reading."""
    unanswered(world, arrived=True)
    world.store.put("exports/m1", replace(world.the_entry(), due_at=world.clock.now()))
    world.export()
    assert world.state() == (State.QUEUED, Code.CHECKING)
    assert sent(world) == 1


def test_a_later_success_does_not_go_round_the_reading(world: World) -> None:
    """Taken back with an unknown outcome and successful again, it is looked for first."""
    unanswered(world, arrived=True)
    world.succeed("m1", successful=False)
    world.export()
    world.clock.advance(5)
    world.succeed("m1")
    world.export()
    assert world.state() == (State.QUEUED, Code.CHECKING)
    assert later(world).evidence is Evidence.READ
    assert sent(world) == 1


def test_adopted_values_are_looked_for_too(world: World) -> None:
    """Another match of the person takes over the open outcome with its clock, and finds the applicant."""
    unanswered(world, arrived=True)
    world.succeed("m1", successful=False)
    world.export()
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.succeed("m2")
    world.export("m2")
    assert world.state("m2") == (State.QUEUED, Code.CHECKING)
    world.clock.advance(LEASE + LISTED)
    world.export("m2")
    assert world.the_entry("m2").evidence is Evidence.READ
    assert world.the_entry("m1").frozen is None
    assert world.store.get(f"applicants/{ACCOUNT}_4711_ada") == "m2"
    assert sent(world) == 1


def test_adopted_values_keep_their_clock(world: World) -> None:
    """Four minutes after the other match's attempt the reading is certain, whenever this one succeeds."""
    unanswered(world, arrived=True)
    world.succeed("m1", successful=False)
    world.export()
    world.clock.advance(LEASE + LISTED)
    world.succeed("m2")
    world.export("m2")
    assert world.the_entry("m2").evidence is Evidence.READ


def test_an_application_of_march_by_another_route_is_none_of_ours(world: World) -> None:
    """Who stood there before our first attempt is already in Personio, since then."""
    of_march(world)
    world.personio.script = [SILENCE]
    world.export()
    entry = later(world)
    assert entry.state is State.ALREADY_IN_PERSONIO
    assert entry.applied_at
    assert entry.applied_at < entry.successful_at
    assert entry.application_id is None
    assert sent(world) == 1


def test_the_old_one_after_again_is_not_the_new_one(world: World) -> None:
    """Export again without answer, which only meets the applicant of the first time, ends as it was."""
    world.export()
    world.clock.advance(3600)
    world.personio.script = [SILENCE]
    world.export(origin=Origin.CLICK, again=True)
    entry = later(world)
    assert (entry.state, entry.code, entry.evidence) == (
        State.EXPORTED,
        Code.STILL_IN_PERSONIO,
        Evidence.CREATED,
    )
    assert sent(world) == 2


def test_the_case_of_letters_does_not_matter(world: World) -> None:
    """Personio may keep an address as it likes to write it."""
    world.store.put("developers/ada", a_developer(email="Ada+matched@Example.org"))
    unanswered(world, arrived=True)
    assert later(world).evidence is Evidence.READ


def test_a_filter_that_is_ignored_says_nothing(world: World) -> None:
    """Somebody else's address in the list: that is no reading, and three such are as none."""
    world.personio.applicants.append((ACCOUNT, 4711, "else@example.org"))
    world.applicants.email_filter = "ignored"
    unanswered(world, arrived=True)
    entry = later(world)
    assert (entry.state, entry.code) == (State.QUEUED, Code.CHECKING)
    assert later(world, 61).code is Code.CHECKING
    assert later(world, 61).evidence is Evidence.INFERRED
    assert outcomes(world.the_entry()) == ["unknown", *["reading_failed"] * 3, "already_there"]


def test_three_failed_readings_go_on_as_without_reading(world: World) -> None:
    """A minute apart; a reading that tells something between them begins anew."""
    unanswered(world, arrived=False)
    world.applicants.script = [BROKEN, BROKEN, BROKEN]
    assert later(world).code is Code.CHECKING
    assert later(world, 61).code is Code.CHECKING
    assert later(world, 61).evidence is Evidence.CREATED
    assert sent(world) == 2


def test_a_429_on_a_reading_rests_readings_only(world: World) -> None:
    """It is no failure of the reading, and whoever is new goes on."""
    unanswered(world, arrived=True)
    world.applicants.script = [LIMITED]
    entry = later(world)
    assert entry.code is Code.CHECKING
    assert entry.unanswered
    assert entry.unanswered.failed == 0
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", "bob")
    world.export("m2")
    assert world.state("m2") == (State.EXPORTED, None)
    asked = len(world.applicants.asked)
    world.export(origin=Origin.CLICK)
    assert len(world.applicants.asked) == asked
    assert later(world, 61).evidence is Evidence.READ


def test_a_lost_scope_leaves_the_connection_as_it_is_but_for_reading(world: World) -> None:
    """The export goes on as without reading, at once."""
    unanswered(world, arrived=False)
    world.applicants.script = [MAY_NOT]
    later(world)
    connection = world.store.get(f"connections/{ACME}")
    assert (connection.state.value, connection.reads, connection.problem) == ("connected", False, None)
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert sent(world) == 2


def test_a_client_that_is_refused_meanwhile_asks_to_reconnect(world: World) -> None:
    """The reading needs an access token as the claim does."""
    unanswered(world, arrived=False)
    world.personio.accesses = [
        Answer(outcome=Outcome.CREDENTIALS_WRONG, status=400, problem="client_unknown")
    ]
    entry = later(world)
    assert (entry.state, entry.code) == (State.WAITING, Code.RECONNECT)
    assert world.store.get(f"connections/{ACME}").problem == "client_unknown"


def test_a_reading_neither_begins_nor_ends_an_outage(world: World) -> None:
    """Silence of a reading is no failure of the account's, and its answer no sign of life."""
    unanswered(world, arrived=False)
    world.applicants.script = [BROKEN]
    later(world)
    assert world.account().outage_since is None
    world.put_account(outage_since=world.clock.now(), next_probe_at=world.clock.now() + timedelta(minutes=9))
    entry = later(world, 61)
    assert (entry.state, entry.code) == (State.WAITING, Code.OUTAGE)
    assert world.account().outage_since
    assert outcomes(entry)[-1] == "not_found"


def test_already_there_without_an_attempt_before_is_said_with_its_date(world: World) -> None:
    """Nothing is asked a second time where it can be read since when somebody stands there."""
    of_march(world)
    world.export()
    entry = world.the_entry()
    assert entry.state is State.ALREADY_IN_PERSONIO
    assert entry.applied_at == datetime.fromisoformat("2026-03-01T00:00:00+00:00")
    assert sent(world) == 1


def test_already_there_that_nobody_can_read_is_confirmed_as_before(world: World) -> None:
    """Personio's check may have failed: that it lists nobody says so."""
    of_march(world)
    world.applicants.script = [BROKEN]
    world.export()
    assert world.state() == (State.QUEUED, Code.CONFIRMING_DUPLICATE)


def test_what_was_forgotten_is_looked_for_by_the_current_address(world: World) -> None:
    """Export again, after what was sent is forgotten, sends only where nobody is found."""
    unanswered(world, arrived=True)
    world.store.put("exports/m1", replace(world.the_entry(), frozen=None, account=ACCOUNT, position_id=4711))
    world.store.drop(f"applicants/{ACCOUNT}_4711_ada")
    world.clock.advance(LEASE + LISTED)
    entry = world.export(origin=Origin.CLICK, again=True)
    assert entry
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.READ)
    assert sent(world) == 1


def test_what_was_forgotten_stays_so_while_nobody_can_tell(world: World) -> None:
    """The answer names the obstacle; the third reading in vain is the last, and then it is sent."""
    unanswered(world, arrived=False)
    world.store.put("exports/m1", replace(world.the_entry(), frozen=None, account=ACCOUNT, position_id=4711))
    world.store.drop(f"applicants/{ACCOUNT}_4711_ada")
    world.clock.advance(LEASE + LISTED)
    world.applicants.script = [BROKEN] * 3
    for _ in range(2):
        with pytest.raises(Problem, match="export_again_blocked"):
            world.export(origin=Origin.CLICK, again=True)
        world.clock.advance(61)
    entry = world.export(origin=Origin.CLICK, again=True)
    assert entry
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.CREATED)


def test_an_entry_from_before_readings_is_looked_for_too(world: World) -> None:
    """It remembers its attempts alone, and they say since when."""
    unanswered(world, arrived=True)
    world.store.put("exports/m1", replace(world.the_entry(), unanswered=None))
    assert later(world).evidence is Evidence.READ


def test_without_reading_everything_is_as_before(world: World) -> None:
    """The repeat is Personio's to recognise, in the entry's own schedule."""
    world.put_connection(reads=False)
    unanswered(world, arrived=True)
    assert world.state() == (State.QUEUED, Code.RETRY)
    assert later(world, 70).evidence is Evidence.INFERRED
    assert world.applicants.asked == []
    assert sent(world) == 2


def test_a_turn_looks_at_many_and_sends_one(world: World) -> None:
    """Readings take no slot and stop no turn: all that are due are looked for in it, and `m1` goes, too."""
    several_unanswered(world, 5)
    world.run(minutes=7)
    assert [world.the_entry(f"n{number}").evidence for number in range(5)] == [Evidence.READ] * 5
    assert sent(world) == 5 + 1


def arrived(world: World, seconds_ago: float, number: int = 4711) -> TwinApplicant:
    """An application of Ada's that Personio made so long ago."""
    one = TwinApplicant((ACCOUNT, number, "ada@example.org"))
    one.id, one.email = f"applicant-{seconds_ago}", "ada@example.org"
    one.created_at = world.clock.now() - timedelta(seconds=seconds_ago)
    world.personio.applicants.append(one)
    return one


@pytest.mark.parametrize(
    ("seconds", "state"), [(119, State.EXPORTED), (121, State.ALREADY_IN_PERSONIO)], ids=["ours", "older"]
)
def test_personios_clock_may_be_two_minutes_behind(world: World, seconds: float, state: State) -> None:
    """What seems to be a little older than the claim may still be ours."""
    arrived(world, seconds)
    world.personio.script = [SILENCE]
    world.export()
    assert later(world).state is state


def test_the_earliest_of_two_that_may_be_ours_counts(world: World) -> None:
    """Whoever made the second, one of them is ours."""
    world.personio.script = [SILENCE]
    world.export()
    first = arrived(world, 0)
    world.clock.advance(60)
    arrived(world, 0)
    assert later(world).application_id == first.id


def test_what_the_first_of_two_attempts_made_is_ours(world: World) -> None:
    """Personio listed it late: it is found after the second attempt, and counts from the first one on."""
    world.personio.script = [SILENCE, SILENCE]
    world.export()
    world.applicants.index_seconds = 600
    first = arrived(world, 0)
    later(world)
    assert sent(world) == 2
    entry = later(world)
    assert (entry.evidence, entry.application_id) == (Evidence.READ, first.id)


def test_each_attempt_without_answer_is_looked_for_anew(world: World) -> None:
    """The second one's reading is due four minutes after its own lease."""
    world.personio.script = [SILENCE, SILENCE]
    world.export()
    entry = later(world)
    assert (entry.code, entry.due_at) == (
        Code.CHECKING,
        world.clock.now() + timedelta(seconds=LEASE + LISTED),
    )
    assert later(world, LEASE + LISTED - 1).code is Code.CHECKING
    assert outcomes(world.the_entry()) == ["unknown", "not_found", "unknown"]


def test_after_a_failed_reading_nobody_but_a_click_reads_for_a_minute(world: World) -> None:
    """Whatever asks for the export meanwhile, as a wake does."""
    unanswered(world, arrived=True)
    world.applicants.script = [BROKEN]
    entry = later(world)
    assert entry.due_at == world.clock.now() + timedelta(seconds=60)
    world.store.put("exports/m1", replace(entry, due_at=world.clock.now()))
    assert later(world, 30).code is Code.CHECKING
    assert len(world.applicants.asked) == 1


def test_readings_in_vain_count_only_in_a_row(world: World) -> None:
    """One between them that tells something, if only that nothing is listed yet, begins the count anew."""
    world.applicants.index_seconds = 300
    unanswered(world, arrived=True)
    world.applicants.script = [BROKEN, BROKEN]
    for _ in range(3):
        world.export(origin=Origin.CLICK)
    world.applicants.script = [BROKEN]
    assert later(world).code is Code.CHECKING
    assert later(world, 61).evidence is Evidence.READ


def test_already_there_without_an_open_attempt_is_never_ours(world: World) -> None:
    """Somebody applied there a minute before us: that is another way."""
    arrived(world, 60)
    world.export()
    assert world.the_entry().state is State.ALREADY_IN_PERSONIO


def test_a_reading_says_nothing_of_another_address(world: World) -> None:
    """The address changed while the old one was looked for: nothing is sent to the new one unread."""
    unanswered(world, arrived=False)
    world.store.put("exports/m1", replace(world.the_entry(), frozen=None, account=ACCOUNT, position_id=4711))
    world.store.drop(f"applicants/{ACCOUNT}_4711_ada")
    world.clock.advance(LEASE + LISTED)
    looked_for: list[str] = []

    def change(_: str) -> None:
        looked_for.append(world.store.get("developers/ada").email)
        world.store.put("developers/ada", a_developer(email="new@example.org"))

    world.applicants.during = change
    world.export(origin=Origin.CLICK, again=True)
    assert looked_for == ["ada@example.org", "new@example.org"]
    assert world.personio.requests[-1][1].email == "new@example.org"


def test_a_click_does_not_wait_for_the_schedule(world: World) -> None:
    """Once it is certain that nothing is there, a person may have it sent at once."""
    world.personio.script = [SILENCE, SILENCE, SILENCE]
    world.export()
    later(world)
    later(world)
    assert later(world).code is Code.RETRY
    entry = world.export(origin=Origin.CLICK)
    assert entry
    assert entry.evidence is Evidence.CREATED


def test_what_waits_for_a_slot_is_not_looked_for_again(world: World) -> None:
    """It was: now it waits as any other."""
    unanswered(world, arrived=False)
    world.clock.advance(LEASE + LISTED)
    busy = {f"b{n}": Slot(until=world.clock.now() + timedelta(minutes=1)) for n in range(18)}
    world.put_account(slots=busy)
    entry = later(world, 0)
    assert (entry.state, entry.code) == (State.QUEUED, Code.RETRY)
    entry = later(world, 62)
    assert outcomes(entry) == ["unknown", "not_found", "created"]


def test_an_applicant_of_ours_is_followed_from_then_on(world: World) -> None:
    """Created or found at Personio; not where it only stands there still, nor where nothing can be read."""
    world.export()
    followed_at = world.the_entry().follow_at
    assert followed_at
    world.clock.advance(3600)
    world.personio.script = [SILENCE]
    world.export(origin=Origin.CLICK, again=True)
    assert later(world).code is Code.STILL_IN_PERSONIO
    assert world.the_entry().follow_at == followed_at


def test_without_reading_nobody_is_followed(world: World) -> None:
    """A token can send and not look."""
    world.put_connection(reads=False)
    world.export()
    assert world.the_entry().follow_at is None


def test_readings_that_hang_keep_nobody_from_being_sent(world: World) -> None:
    """One in vain in a turn: the others are left for later, and what waits to be sent goes in it."""
    several_unanswered(world, 3)
    world.clock.advance(LEASE + LISTED)
    world.applicants.script = [BROKEN] * 9
    world.exporter.enqueue(Addresses(match_id="m1"), origin=Origin.LIVE)
    world.queue_of_turns.turns.clear()
    world.turns.ask_now([ACCOUNT])
    world.clock.advance(1)
    (turned,) = world.give_turns()
    assert (turned.sent, world.state()) == (1, (State.EXPORTED, None))
    assert len(world.applicants.asked) == 1


def test_impatient_clicks_count_once_a_minute(world: World) -> None:
    """However often somebody clicks while readings fail, nothing is sent unread for it."""
    unanswered(world, arrived=True)
    world.clock.advance(LEASE + LISTED)
    world.applicants.script = [BROKEN] * 5
    for _ in range(5):
        world.export(origin=Origin.CLICK)
    assert (sent(world), world.state()) == (1, (State.QUEUED, Code.CHECKING))
    assert later(world, 61).evidence is Evidence.READ


def test_without_an_access_token_nothing_was_read(world: World) -> None:
    """Where its address is silent the claim could not go either: that is no reading in vain."""
    unanswered(world, arrived=True)
    world.clock.advance(LEASE + LISTED)
    world.personio.accesses = [Answer(outcome=Outcome.OUTAGE)] * 3
    for _ in range(3):
        world.put_account(outage_since=None, next_probe_at=None)
        world.export(origin=Origin.CLICK)
        world.clock.advance(61)
    world.put_account(outage_since=None, next_probe_at=None)
    entry = world.export(origin=Origin.CLICK)
    assert entry
    assert (entry.evidence, sent(world)) == (Evidence.READ, 1)
