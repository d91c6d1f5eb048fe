"""What became of applicants: ids, progress, an account's turns, and who is left alone."""

from datetime import timedelta
from typing import Any

import pytest

from local.memory.applications import TwinApplicant, TwinClient
from local.scenes.people import a_developer
from shared.domain.applicant import Stage, Standing
from shared.domain.application import Answer, Outcome
from shared.domain.audit import AuditedAction
from shared.domain.connection import ConnectionState
from shared.domain.credentials import Kind, to_secret
from shared.domain.ledger.export import Export, State
from shared.structs import replace
from shared.use_cases.following import Followed
from tests.support.clients import CLIENT, one_match_and_a_client
from tests.support.world import ACCOUNT, ACME, SWEEP_EVERY, World

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
HIRED = Standing(stage=Stage.HIRED, name="Eingestellt")
OFFER = Standing(stage=Stage.OFFER, name="Angebot")
SILENT = Answer(outcome=Outcome.UNKNOWN)


@pytest.fixture
def world() -> World:
    """One export that was created just now, and whose applicant is to be followed."""
    world = one_match_and_a_client()
    world.export()
    return world


def more(world: World, number: int, company: str = ACME) -> list[str]:
    """So many more applicants, whose ids are known."""
    matches = [world.match(company, index) for index in range(number)]
    for match in matches:
        world.export(match)
        known = replace(world.the_entry(match), application_id=ids(world)[-1], follow_at=world.clock.now())
        world.store.put(f"exports/{match}", known)
        world.clock.advance(7)
    return matches


def ids(world: World) -> list[str]:
    """Of all applications, in the order in which they were made."""
    return [one.id for one in world.personio.applicants if isinstance(one, TwinApplicant)]


def take(world: World, account: str = ACCOUNT) -> Followed:
    return world.following.turn(account)


def later(world: World, seconds: float) -> World:
    world.clock.advance(seconds)
    return world


def run(world: World, seconds: float) -> int:
    """Every turn at its time, and a sweep every five minutes, the first at once; how many took place."""
    end, sweep_at, turns = world.clock.now() + timedelta(seconds=seconds), world.clock.now(), 0
    while (at := min(filter(None, (sweep_at, world.queue_of_readings.next_at())))) <= end:
        world.clock.advance(max(0.0, (at - world.clock.now()).total_seconds()))
        for turn in world.queue_of_readings.given(world.clock.now()):
            turns += world.following.turn(turn.account).took_place
        if world.clock.now() >= sweep_at:
            world.sweeping.run()
            sweep_at += SWEEP_EVERY
    world.clock.advance(max(0.0, (end - world.clock.now()).total_seconds()))
    return turns


def only_read(before: Export, after: Export) -> bool:
    """Nothing changed but what a reading may change."""
    read: dict[str, Any] = {
        "application_id": None,
        "progress": None,
        "follow_at": None,
        "unfound_at": None,
    }
    return replace(before, **read) == replace(after, **read)


def test_an_applicant_is_found_and_read(world: World) -> None:
    """Five minutes after the export its id is known, and where it stands; nothing else changed."""
    before = world.the_entry()
    assert take(later(world, 4 * MINUTE)) == Followed(took_place=True)
    assert take(later(world, MINUTE)).readings == 1
    assert [world.the_entry().application_id] == ids(world)
    assert take(world) == Followed(took_place=True, readings=2, changed=1)
    after = world.the_entry()
    assert after.progress is not None
    assert (after.progress.stage, after.progress.name) == (Stage.IN_PROCESS, "Neu")
    assert after.progress.since == before.exported_at
    assert only_read(before, after)


def test_an_applicant_is_looked_for_under_the_address_of_today(world: World) -> None:
    """Whoever changed it at matched.io since is not found, and after a day nobody looks any more."""
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    run(world, 2 * DAY)
    entry = world.the_entry()
    assert (entry.application_id, entry.follow_at) == (None, None)
    assert entry.unfound_at
    assert 4 < len(world.applicants.asked) < 30


def test_progress_is_followed_until_it_is_over(world: World) -> None:
    """A change is seen within the hour; who is hired is read no more."""
    run(world, HOUR)
    world.applicants.move(str(world.the_entry().application_id), OFFER)
    run(world, HOUR)
    progress = world.the_entry().progress
    assert progress is not None
    assert (progress.stage, progress.name) == (Stage.OFFER, "Angebot")
    world.applicants.move(str(world.the_entry().application_id), HIRED)
    run(world, HOUR)
    entry, asked = world.the_entry(), len(world.applicants.asked)
    assert entry.progress
    assert (entry.progress.stage, entry.follow_at) == (Stage.HIRED, None)
    run(world, DAY)
    assert len(world.applicants.asked) == asked


def test_by_the_id_alone(world: World) -> None:
    """Once it is known nobody is looked for by an address, however the developer is called now."""
    run(world, HOUR)
    world.store.drop("developers/ada")
    world.applicants.asked.clear()
    run(world, DAY)
    assert {what for what, _ in world.applicants.asked} == {"standing"}
    assert len(world.applicants.asked) in {24, 25}


@pytest.mark.parametrize("end", ["make_anonymous", "remove"])
def test_who_is_gone_is_gone(world: World, end: str) -> None:
    """Made anonymous or deleted at Personio: the export stays exported."""
    run(world, HOUR)
    getattr(world.applicants, end)(str(world.the_entry().application_id))
    run(world, HOUR)
    entry = world.the_entry()
    assert entry.progress
    assert (entry.progress.stage, entry.state, entry.follow_at) == (Stage.GONE, State.EXPORTED, None)


def test_an_account_takes_sixty_readings_a_minute(world: World) -> None:
    """The rest waits for the next minute, and so does whoever asks before."""
    more(world, 70)
    first = take(world)
    assert 60 <= first.readings <= 61
    assert not take(later(world, 30)).took_place
    (turn,) = world.queue_of_readings.given(world.clock.now() + timedelta(minutes=2))
    world.clock.advance((turn.at - world.clock.now()).total_seconds())
    assert take(world).readings


def test_one_turn_of_an_account_at_a_time(world: World) -> None:
    """Who comes while another is at it reads nothing; one whose worker died is over after two minutes."""
    world.connections.begin_following(ACCOUNT, world.clock.now(), world.clock.now() + timedelta(minutes=2))
    later(world, 6 * MINUTE)
    world.put_account(followed_until=world.clock.now() + timedelta(seconds=120))
    assert take(world) == Followed(took_place=False)
    assert take(later(world, 120)).readings == 1


def test_a_rest_is_one_of_readings_alone(world: World) -> None:
    """After a 429 nothing is read for a minute; exports go on."""
    later(world, 5 * MINUTE)
    world.applicants.script.append(Answer(outcome=Outcome.LIMITED, status=429))
    take(world)
    account = world.account()
    assert account.reading_rests_until == world.clock.now() + timedelta(minutes=1)
    assert account.resting_until is None
    assert world.the_entry().follow_at == world.clock.now()
    assert take(later(world, 59)).readings == 0
    assert take(later(world, 1)).readings == 1


def test_a_silent_account_is_left_for_an_hour(world: World) -> None:
    """Three readings in a row without an answer: all that is due waits, and nobody asks meanwhile."""
    matches = more(world, 10)
    later(world, 6 * MINUTE)
    world.applicants.script = [SILENT] * 9
    assert take(world).readings == 3
    assert {what for what, _ in world.applicants.asked} <= {"standing", "find"}
    assert len(world.applicants.script) == 6
    entries = [world.the_entry(match) for match in matches]
    assert all(entry.follow_at is None or entry.follow_at > world.clock.now() for entry in entries)
    world.sweeping.run()
    assert not take(later(world, 59 * MINUTE)).took_place
    world.applicants.script = []
    assert take(later(world, MINUTE)).readings >= 10


def test_an_odd_answer_is_one_applicants(world: World) -> None:
    """The others of its turn are read; it is again at its next time, and what was known stays."""
    world.store.put("exports/m1", replace(world.the_entry(), follow_at=None))
    odd, *others = more(world, 3)
    take(world)
    known = world.the_entry(odd)
    later(world, HOUR)
    world.applicants.script = [Answer(outcome=Outcome.UNKNOWN, status=500)]
    take(world)
    after = world.the_entry(odd)
    assert after.progress == known.progress
    assert after.follow_at
    assert after.follow_at > world.clock.now()
    seen = [world.the_entry(match).progress for match in others]
    assert [one.seen_at for one in seen if one] == [world.clock.now()] * 2


def test_without_the_scope_nobody_is_followed(world: World) -> None:
    """The connection says that it may not read any more, and is well otherwise."""
    more(world, 2)
    later(world, 6 * MINUTE)
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset({"write"}))}
    take(world)
    connection = world.store.get(f"connections/{ACME}")
    assert (connection.reads, connection.state, connection.problem) == (
        False,
        ConnectionState.CONNECTED,
        None,
    )
    assert all(entry.follow_at is None for entry in world.entries())
    assert world.queue_of_readings.next_at() is None


@pytest.mark.parametrize("outcome", [Outcome.ACCESS_REFUSED, Outcome.CREDENTIALS_WRONG, Outcome.FEATURE_OFF])
def test_a_shut_connection_waits_an_hour(world: World, outcome: Outcome) -> None:
    """One answer is enough for all of its applicants; the connection stays as exports know it."""
    before = world.store.get(f"connections/{ACME}")
    more(world, 5)
    later(world, 6 * MINUTE)
    world.applicants.script = [Answer(outcome=outcome, status=401)]
    assert take(world).readings == 1
    assert world.store.get(f"connections/{ACME}") == replace(
        before, last_success_at=world.store.get(f"connections/{ACME}").last_success_at
    )
    waiting = [entry.follow_at for entry in world.entries() if entry.application_id]
    assert all(at and at > world.clock.now() for at in waiting)


@pytest.mark.parametrize(
    "changes",
    [{"state": ConnectionState.DISCONNECTED}, {"reads": False}, {"account": "200002"}],
)
def test_whoever_meets_it_stops_it(world: World, changes: dict[str, Any]) -> None:
    """After a disconnect, without reading, at another account: nothing is read, what was stays."""
    run(world, HOUR)
    known = world.the_entry()
    world.put_connection(**changes)
    world.applicants.asked.clear()
    later(world, 2 * HOUR)
    take(world)
    if "account" not in changes:
        assert world.the_entry() == replace(known, follow_at=None)
    assert world.applicants.asked == []


def test_a_company_without_a_connection_is_nobodys(world: World) -> None:
    """The sweep itself sees to it that nothing of it is due for ever."""
    run(world, HOUR)
    world.store.drop(f"connections/{ACME}")
    later(world, DAY)
    world.sweeping.run()
    assert (world.the_entry().follow_at, world.the_entry().progress) == (None, None)
    assert world.the_entry().application_id


def test_who_comes_between_wins(world: World) -> None:
    """A reading that others overtook is dropped; the next turn reads again."""
    later(world, 5 * MINUTE)
    taken_back = replace(world.the_entry(), taken_back_at=world.clock.now())
    world.applicants.during = lambda _: world.store.put("exports/m1", taken_back)
    take(world)
    assert world.the_entry() == taken_back
    world.applicants.during = lambda _: None
    later(world, 5 * MINUTE)
    take(world)
    assert world.the_entry().application_id


def test_what_is_being_sent_again_is_left_alone(world: World) -> None:
    """While "export again" is under way its entry is not written."""
    run(world, HOUR)
    sending = replace(world.the_entry(), state=State.EXPORTING, follow_at=world.clock.now())
    world.store.put("exports/m1", sending)
    take(later(world, 1))
    assert world.the_entry() == sending


def test_one_that_fails_stops_nobody(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It is logged by type and place, without what it was about."""
    others = more(world, 2)
    later(world, 6 * MINUTE)
    world.store.put("exports/m1", replace(world.the_entry(), application_id="broken"))

    def broken(application_id: str) -> None:
        if application_id == "broken":
            raise RuntimeError("ada@example.org")

    world.applicants.during = broken
    take(world)
    assert all(world.the_entry(match).progress for match in others if match != "m1")
    logged = capsys.readouterr().out
    assert "following_failed" in logged
    assert "ada@example.org" not in logged


def test_an_account_that_hangs_holds_up_nobody_else(world: World) -> None:
    """Turns are an account's own: others are read at their time."""
    secret = world.secrets.add("globex", to_secret(CLIENT))
    world.company("globex", account="200002", kind=Kind.CLIENT, reads=True, secret=secret)
    (other,) = more(world, 1, "globex")
    later(world, 6 * MINUTE)
    world.applicants.script = [SILENT] * 3
    take(world)
    world.applicants.script = []
    assert take(world, "200002").readings
    assert world.the_entry(other).progress


def test_nobody_else_is_ever_kept(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """People in Personio's lists who were never exported: in no document, no answer, no log."""
    for number in range(5):
        world.personio.file(ACCOUNT, 4711, f"kanarie-{number}@example.org")
    world.personio.file(ACCOUNT, 9, "ada@example.org")
    for way in ("any_case", "ignored"):
        world.applicants.email_filter = way
        run(world, 2 * HOUR)
    kept = repr(world.store.documents) + capsys.readouterr().out
    assert "kanarie" not in kept
    assert not any(id_ in kept for id_ in ids(world)[1:])


def test_an_admin_has_nobody_followed(world: World) -> None:
    """What was read is forgotten at once, ids stay; what comes later is not followed."""
    more(world, 3)
    run(world, HOUR)
    world.connecting.update_settings(ACME, "ann", progress=False)
    assert all((entry.progress, entry.follow_at) == (None, None) for entry in world.entries())
    assert all(entry.application_id for entry in world.entries())
    world.applicants.asked.clear()
    run(world, DAY)
    assert world.applicants.asked == []
    assert [line.what for line in world.audit.lines][-1] is AuditedAction.FORGOTTEN


def test_and_followed_again(world: World) -> None:
    """Those whose ids are known are read within minutes; the wish is audited where it changes something."""
    run(world, HOUR)
    for progress in (False, True, True):
        world.connecting.update_settings(ACME, "ann", progress=progress)
    run(world, 2 * MINUTE)
    assert world.the_entry().progress
    audited = [line.what for line in world.audit.lines]
    assert audited == [AuditedAction.FORGOTTEN, AuditedAction.FOLLOWED]


def test_other_settings_leave_it_as_it_is(world: World) -> None:
    """A pause, say, forgets nothing and asks for nothing."""
    run(world, HOUR)
    before = world.the_entry()
    world.connecting.update_settings(ACME, "ann", paused=True)
    assert world.the_entry() == before
    assert world.store.get(f"connections/{ACME}").progress


def test_a_test_that_finds_reading_allowed_again_follows_again(world: World) -> None:
    """The admin ticked the scope at Personio and tests the connection: applicants are read at once."""
    run(world, HOUR)
    world.put_connection(reads=False)
    run(world, HOUR)
    assert world.the_entry().follow_at is None
    world.connecting.test(ACME)
    assert world.the_entry().follow_at == world.clock.now()
    assert world.queue_of_readings.next_at()
