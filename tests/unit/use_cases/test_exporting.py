"""The exporter on its twins: claim, submit, record, and what every answer comes to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from local.memory.ledger import InMemoryLedger
from local.scenes.people import a_developer
from shared import log
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.connection import ConnectionState
from shared.domain.errors import Conflict, Unavailable
from shared.domain.jobs.job_ad import JobAd
from shared.domain.ledger.account import Account, Slot
from shared.domain.ledger.change import Change
from shared.domain.ledger.decision import cancel
from shared.domain.ledger.export import Code, Evidence, Export, Origin, State
from shared.domain.ledger.snapshot import Addresses, Snapshot
from shared.edge.views import export as export_view
from tests.support.own_clock import OwnClock
from tests.support.world import ACCOUNT, World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def unknown() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN)


def test_a_success_becomes_one_applicant(world: World) -> None:
    """A successful match of a connected company is one applicant under the linked position."""
    entry = world.export()
    assert world.personio.applicants == [("100001", 4711, "ada@example.org")]
    assert entry is not None
    assert (entry.state, entry.evidence, entry.frozen) == (State.EXPORTED, Evidence.CREATED, None)


def test_one_export_is_three_ledger_calls(world: World) -> None:
    """One automatic export reads once and commits twice: the claim and the record."""
    world.export()
    assert world.store.calls == ["read", "commit", "commit"]


@pytest.mark.parametrize("origin", list(Origin))
def test_a_second_time_changes_nothing(world: World, origin: Origin) -> None:
    """Whoever asks again after a final state, the same entry answers and nothing is sent."""
    first = world.export()
    assert world.export(origin=origin) == first
    assert len(world.personio.requests) == 1


def test_a_live_lease_is_respected(world: World) -> None:
    """While an attempt is under way, another call sends nothing."""
    seen: list[Export | None] = []
    world.personio.during = lambda: seen.append(world.export())
    world.export()
    assert [entry.state for entry in seen if entry] == [State.EXPORTING]
    assert len(world.personio.requests) == 1


def test_a_match_that_is_not_successful_has_no_entry(world: World) -> None:
    """A match that never succeeded leaves no trace in the ledger."""
    world.succeed("m1", successful=False)
    assert world.export() is None
    assert world.store.get("exports/m1") is None


def test_a_success_before_the_connection_is_left_to_back_fill(world: World) -> None:
    """What succeeded before the company connected is not exported by itself, but by a click."""
    world.clock.advance(60)
    world.put_connection(connected_at=world.clock.now())
    assert world.export() is None
    entry = world.export(origin=Origin.CLICK)
    assert entry is not None
    assert entry.state is State.EXPORTED


def not_linked(world: World) -> None:
    world.store.put("jobs/job", JobAd(id="job", company_id="acme", title="Dev"))


def linked_elsewhere(world: World) -> None:
    world.link("job", 4711, account="999")


def paused(world: World) -> None:
    world.put_connection(paused=True)


def paused_everywhere(world: World) -> None:
    world.store.put("settings/global", value=True)


def refused_token(world: World) -> None:
    world.put_connection(state=ConnectionState.NEEDS_RECONNECT)


def feature_off(world: World) -> None:
    world.put_connection(state=ConnectionState.FEATURE_OFF)


def no_email(world: World) -> None:
    world.store.put("developers/ada", a_developer(email=" "))


def no_developer(world: World) -> None:
    world.store.drop("developers/ada")


def no_job(world: World) -> None:
    world.store.drop("jobs/job")


def another_companys_job(world: World) -> None:
    world.store.put("jobs/job", JobAd(id="job", company_id="globex", title="Dev"))


def resting(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", resting_until=until))


def outage(world: World) -> None:
    now = world.clock.now()
    later = now + timedelta(seconds=30)
    world.store.put("accounts/100001", Account(id="100001", outage_since=now, next_probe_at=later))


def no_slot(world: World) -> None:
    until = world.clock.now() + timedelta(seconds=30)
    slots = {f"a{n}": Slot(until=until, origin=Origin.LIVE) for n in range(100, 118)}
    world.store.put("accounts/100001", Account(id="100001", slots=slots))


@pytest.mark.parametrize(
    ("cause", "state", "code"),
    [
        (not_linked, State.NEEDS_ACTION, Code.NOT_LINKED),
        (linked_elsewhere, State.NEEDS_ACTION, Code.NOT_LINKED),
        (paused, State.WAITING, Code.PAUSED),
        (paused_everywhere, State.WAITING, Code.PAUSED),
        (refused_token, State.WAITING, Code.RECONNECT),
        (feature_off, State.WAITING, Code.FEATURE_OFF),
        (no_email, State.NEEDS_ACTION, Code.DEVELOPER_INCOMPLETE),
        (no_developer, State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN),
        (no_job, State.NEEDS_ACTION, Code.JOB_UNKNOWN),
        (another_companys_job, State.NEEDS_ACTION, Code.COMPANY_MISMATCH),
        (resting, State.QUEUED, Code.RESTING),
        (outage, State.WAITING, Code.OUTAGE),
        (no_slot, State.QUEUED, None),
    ],
)
def test_what_keeps_it_is_explained(
    world: World, cause: Callable[[World], None], state: State, code: Code | None
) -> None:
    """Nothing is sent while a reason stands against it, and the entry names the reason."""
    cause(world)
    world.export()
    assert world.state() == (state, code)
    assert world.personio.requests == []


@pytest.mark.parametrize(
    ("cause", "who"),
    [
        (not_linked, "recruiter"),
        (no_email, "developer"),
        (no_developer, "matched.io"),
        (no_job, "matched.io"),
        (another_companys_job, "matched.io"),
        (paused, None),
        (paused_everywhere, None),
        (refused_token, None),
    ],
)
def test_whose_move_it_is_and_when_it_is_looked_at_again(
    world: World, cause: Callable[[World], None], who: str | None
) -> None:
    """A parked entry names who can mend it, and is looked at within the hour whether anybody does or not."""
    cause(world)
    now = world.clock.now()
    entry = world.export()
    assert entry is not None
    assert (entry.who, entry.due_at) == (who, world.pace.look_again(ACCOUNT, now))
    assert now < entry.due_at <= now + timedelta(hours=1)


@pytest.mark.parametrize("cause", [resting, outage, no_slot])
def test_what_waits_for_its_account_is_due_when_that_opens(
    world: World, cause: Callable[[World], None]
) -> None:
    """A rest's end, the next probe, a slot's end: the entry is due at that moment, and nobody has to act."""
    cause(world)
    entry = world.export()
    assert entry is not None
    assert (entry.who, entry.due_at) == (None, world.clock.now() + timedelta(seconds=30))


def test_parked_entries_of_an_account_are_looked_at_together(world: World) -> None:
    """Whenever they were parked within its hour, an account's entries are due at one moment, of its own."""
    times = [world.clock.now() + timedelta(minutes=minute) for minute in range(60)]
    looks = {account: {world.pace.look_again(account, at) for at in times} for account in ("1", "2", "3")}
    assert {len(moments) for moments in looks.values()} == {2}
    assert len({moment.minute for moments in looks.values() for moment in moments}) == 3


@pytest.mark.parametrize("cause", [not_linked, no_email, paused, resting, outage])
def test_it_leaves_when_the_cause_is_gone(world: World, cause: Callable[[World], None]) -> None:
    """An entry whose cause is gone is sent at the next look, once it is due."""
    cause(world)
    world.export()
    fresh = one_match()
    for path in ("connections/acme", "jobs/job", "developers/ada", "accounts/100001"):
        world.store.put(path, replace(fresh.store.get(path)))
    world.put_connection(secret=world.secrets.add("acme", "token-one"))
    world.clock.advance(61)
    world.export()
    assert world.state() == (State.EXPORTED, None)


def refused(reason: str, field: str | None = None) -> Answer:
    return Answer(
        outcome=Outcome.REFUSED, status=400, refusals=(Refusal(reason=ReasonCode(reason), field=field),)
    )


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [
        (refused("errors.job-position.not-published"), State.NEEDS_ACTION, Code.POSITION_NOT_PUBLISHED),
        (
            refused("errors.attribute-validation.required-attribute", "attributes.phone"),
            State.NEEDS_ACTION,
            Code.ATTRIBUTE_REQUIRED,
        ),
        (refused("unlisted"), State.NEEDS_ACTION, Code.REFUSED),
        (Answer(outcome=Outcome.FEATURE_OFF, status=403), State.WAITING, Code.FEATURE_OFF),
        (Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401), State.WAITING, Code.RECONNECT),
        (Answer(outcome=Outcome.LIMITED, status=429), State.QUEUED, Code.RESTING),
        (Answer(outcome=Outcome.OUTAGE), State.WAITING, Code.OUTAGE),
        (Answer(outcome=Outcome.UPLOAD_FAILED), State.QUEUED, Code.RETRY),
        (Answer(outcome=Outcome.UNKNOWN, status=500), State.QUEUED, Code.RETRY),
    ],
)
def test_every_answer_has_its_state(world: World, answer: Answer, state: State, code: Code) -> None:
    """Each outcome of one request leads to the state that the contract names."""
    world.personio.script = [answer]
    world.export()
    assert world.state() == (state, code)
    assert len(world.personio.requests) == 1


def test_created_nothing_frees_the_person(world: World) -> None:
    """After a refusal nothing personal and no applicant key is left in the ledger."""
    world.personio.script = [refused("unlisted")]
    world.export()
    assert world.store.get("exports/m1").frozen is None
    assert world.store.get("applicants/100001_4711_ada") is None


def test_an_unknown_outcome_is_repeated_with_the_frozen_values(world: World) -> None:
    """After a lost answer the repeat names the same position and e-mail, whatever changed meanwhile."""
    world.personio.created_but = [unknown()]
    world.export()
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.link("job", 9999)
    world.clock.advance(120)
    world.export()
    sent = [(application.position_id, application.email) for _, application in world.personio.requests]
    assert sent == [(4711, "ada@example.org")] * 2
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)


def test_a_refused_request_takes_current_values_next(world: World) -> None:
    """An attempt that created nothing is followed by a new one with the developer's new e-mail."""
    world.personio.script = [refused("errors.attribute-validation.invalid-email-format", "email")]
    world.export()
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.export()
    assert world.personio.applicants == [("100001", 4711, "new@example.org")]


def test_the_same_refused_inputs_are_not_sent_again_unasked(world: World) -> None:
    """A refusal is repeated by a click only, until an input changes."""
    world.personio.script = [refused("unlisted")]
    world.export()
    world.clock.advance(4000)
    world.export()
    assert len(world.personio.requests) == 1
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.EXPORTED, None)


def test_already_there_is_confirmed_once(world: World) -> None:
    """Personio's "already there" without an unknown attempt of ours is asked once more after ten minutes."""
    world.personio.applicants = [("100001", 4711, "ada@example.org")]
    world.export()
    assert world.state() == (State.QUEUED, Code.CONFIRMING_DUPLICATE)
    world.export(origin=Origin.CLICK)
    assert len(world.personio.requests) == 1
    world.clock.advance(601)
    world.export()
    assert world.state() == (State.ALREADY_IN_PERSONIO, None)


def test_their_failing_check_does_not_lose_anybody(world: World) -> None:
    """Where "already there" was only Personio's failing check, the second request creates the applicant."""
    world.personio.script = [Answer(outcome=Outcome.ALREADY_THERE, status=400)]
    world.export()
    world.clock.advance(601)
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_a_lapsed_lease_counts_as_unknown(world: World) -> None:
    """Whoever finds a lease that ran out sends the same again, and "already there" proves the first."""
    world.personio.during = _crash
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.applicants = [("100001", 4711, "ada@example.org")]
    world.personio.during = lambda: None
    world.export()
    assert len(world.personio.requests) == 1
    world.clock.advance(91)
    world.export()
    world.clock.advance(64)
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)
    assert [attempt.outcome for attempt in entry.attempts] == ["lapsed", "already_there"]


def test_a_lapsed_attempt_has_its_own_trace(world: World) -> None:
    """Whoever takes a lapsed attempt up notes it with the trace under which its lines were logged."""
    world.personio.during = _crash
    first = log.begin(None)
    with pytest.raises(KeyboardInterrupt):
        world.export()
    world.personio.during = lambda: None
    world.clock.advance(91)
    world.export()
    world.clock.advance(64)
    second = log.begin(None)
    entry = world.export()
    assert entry is not None
    assert [attempt.trace_id for attempt in entry.attempts] == [first, second]


def _crash() -> None:
    raise KeyboardInterrupt


def test_a_late_answer_only_leaves_its_line(world: World) -> None:
    """An attempt that comes back after its lease, when another took over, changes no state."""

    def overtaken() -> None:
        world.personio.during = lambda: None
        world.clock.advance(91)
        world.export()
        world.clock.advance(64)
        world.export()

    world.personio.during = overtaken
    world.export()
    entry = world.store.get("exports/m1")
    assert entry.state is State.EXPORTED
    assert [attempt.outcome for attempt in entry.attempts] == ["lapsed", "created", "already_there"]


def test_two_matches_of_one_person_are_one_request(world: World) -> None:
    """A second match of the same developer for the same position takes the first one's outcome."""
    world.succeed("m2")
    world.store.put("accounts/100001", Account(id=ACCOUNT, answered_at=world.clock.now()))
    seen: list[Export | None] = []
    world.personio.during = lambda: seen.append(world.export("m2"))
    world.export("m1")
    assert [(entry.state, entry.code) for entry in seen if entry] == [(State.QUEUED, Code.HELD)]
    world.clock.advance(200)
    world.export("m2")
    second = world.store.get("exports/m2")
    assert (second.state, second.carried_by) == (State.EXPORTED, "m1")
    assert len(world.personio.requests) == 1


def test_another_companys_match_is_not_told(world: World) -> None:
    """Of two companies on one account, the second learns the state, but not the other company's match."""
    world.export("m1")
    carried = world.store.get("exports/m1")
    world.store.put("exports/m1", replace(carried, company_id="globex"))
    world.succeed("m2")
    entry = world.export("m2")
    assert entry is not None
    assert (entry.state, entry.carried_by, entry.carried_within) == (State.EXPORTED, "m1", False)
    assert "carried_by" not in export_view("m2", entry, "de")


def test_one_person_on_two_positions_is_two_applicants(world: World) -> None:
    """The same developer on another position is an applicant there, too."""
    world.link("job2", 4712)
    world.succeed("m2", job_id="job2")
    world.export("m1")
    world.export("m2")
    assert [position for _, position, _ in world.personio.applicants] == [4711, 4712]


def test_a_cancelled_holder_passes_its_open_outcome_on(world: World) -> None:
    """Taken back with an unknown outcome, a match leaves the same request to the person's other match."""
    world.personio.created_but = [unknown()]
    world.export("m1")
    world.succeed("m1", successful=False)
    world.export("m1")
    assert world.state("m1") == (State.CANCELLED, Code.MAYBE_IN_PERSONIO)
    world.store.put("developers/ada", a_developer(email="new@example.org"))
    world.succeed("m2")
    world.export("m2")
    entry = world.store.get("exports/m2")
    assert (entry.state, entry.evidence) == (State.EXPORTED, Evidence.INFERRED)
    assert world.store.get("exports/m1").frozen is None


def test_taken_back_before_sending_is_cancelled(world: World) -> None:
    """A match that is no longer successful before it was sent is not sent."""
    resting(world)
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    assert world.state() == (State.CANCELLED, Code.TAKEN_BACK)


def test_taken_back_while_sending_is_noted(world: World) -> None:
    """What is taken back while it is being sent stays exported and says so."""

    def take_back() -> None:
        world.succeed("m1", successful=False)
        world.export()

    world.personio.during = take_back
    world.export()
    entry = world.store.get("exports/m1")
    assert entry.state is State.EXPORTED
    assert entry.taken_back_at is not None


def test_a_later_success_revives_a_cancelled_entry(world: World) -> None:
    """A match that succeeds anew after being taken back goes out."""
    resting(world)
    world.export()
    world.succeed("m1", successful=False)
    world.export()
    world.clock.advance(61)
    world.succeed("m1")
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_an_event_dates_the_success_of_a_match_that_names_no_time(world: World) -> None:
    """A success that only its event dates keeps the event's time, whoever exports it in the end."""
    world.succeed("m1", dated=False)
    told_at = world.clock.now()
    resting(world)
    world.export(told_at=told_at)
    world.clock.advance(3600)
    world.succeed("m1", dated=False)  # a note was changed
    entry = world.export()
    assert entry is not None
    assert (entry.state, entry.successful_at) == (State.EXPORTED, told_at)


def test_the_match_dates_its_success_before_the_event(world: World) -> None:
    """Where the match names the time of its success, the event's counts for nothing."""
    world.succeed("m1")
    named = world.clock.now()
    world.clock.advance(3600)
    entry = world.export(told_at=world.clock.now())
    assert entry is not None
    assert entry.successful_at == named


@pytest.mark.parametrize("told", [False, True])
def test_a_success_without_a_time_is_older_than_the_connection(world: World, told: bool) -> None:  # noqa: FBT001 - a parameter
    """Where nobody dates it, or its event came from before the connection, a success makes no entry."""
    before = world.clock.now() - timedelta(seconds=1)
    world.succeed("m1", dated=False)
    assert world.export(told_at=before if told else None) is None
    assert world.store.get("exports/m1") is None


@pytest.mark.parametrize("origin", [Origin.CLICK, Origin.BACKFILL])
def test_a_success_without_a_time_is_exported_when_asked_for(world: World, origin: Origin) -> None:
    """A click and a back-fill export a success of which nobody knows when; its last write stands for it."""
    world.succeed("m1", dated=False)
    written = world.clock.now()
    world.clock.advance(3600)
    entry = world.export(origin=origin)
    assert entry is not None
    assert (entry.state, entry.successful_at) == (State.EXPORTED, written)


def test_only_a_newer_event_revives_what_names_no_time(world: World) -> None:
    """A cancelled entry stays so when its match is written or its event comes again; a newer event counts."""
    world.succeed("m1", dated=False)
    told_at = world.clock.now()
    resting(world)
    world.export(told_at=told_at)
    known = world.store.get("exports/m1")
    world.store.put("exports/m1", cancel(known, Code.BY_HAND, told_at, world.pace).entry)
    world.clock.advance(3600)
    world.succeed("m1", dated=False)  # a note was changed
    world.export()
    world.export(told_at=told_at)
    assert world.state() == (State.CANCELLED, Code.BY_HAND)
    world.export(told_at=world.clock.now())
    assert world.state() == (State.EXPORTED, None)


def test_two_entries_in_a_row_make_an_outage(world: World) -> None:
    """One entry ending in 5xx keeps its schedule; a second, different one makes it the account's outage."""
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", developer_id="bob")
    world.personio.script = [unknown(), unknown()]
    world.export("m1")
    assert world.state("m1") == (State.QUEUED, Code.RETRY)
    world.export("m2")
    assert world.state("m2") == (State.WAITING, Code.OUTAGE)
    assert world.store.get("accounts/100001").outage_since is not None


def test_an_answer_ends_an_outage(world: World) -> None:
    """The first probe that is answered ends the outage for everybody."""
    outage(world)
    world.export()
    world.clock.advance(31)
    world.export()
    assert world.store.get("accounts/100001").outage_since is None
    assert world.state() == (State.EXPORTED, None)


def test_what_waits_for_a_slot_no_longer_waits_for_what_is_over(world: World) -> None:
    """An entry that was paused and now finds no slot is queued without a reason: the pause is over."""
    paused(world)
    world.export()
    world.put_connection(paused=False)
    no_slot(world)
    world.export()
    assert world.state() == (State.QUEUED, None)


def test_a_click_finds_a_slot_that_automatic_sending_leaves(world: World) -> None:
    """Eighteen slots are for automatic sending, the other two are kept for clicks."""
    no_slot(world)
    world.export()
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.EXPORTED, None)


def test_a_refused_channel_does_not_cost_the_application(world: World) -> None:
    """A channel that Personio does not know is left out by a new claim at once, and stays left out."""
    world.put_connection(channel_id=77)
    world.personio.script = [Answer(outcome=Outcome.CHANNEL_REFUSED, status=400)]
    world.export()
    assert [application.channel_id for _, application in world.personio.requests] == [77, None]
    assert world.state() == (State.EXPORTED, None)
    assert world.store.get("connections/acme").channel_refused is True


def test_a_token_replaced_meanwhile_gets_its_own_try(world: World) -> None:
    """A 401 against a token that is no longer in force does not disturb the new one."""

    def replace_token() -> None:
        world.personio.during = lambda: None
        world.put_connection(secret=world.secrets.add("acme", "token-two"))

    world.personio.during = replace_token
    world.personio.script = [Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)]
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert world.store.get("connections/acme").state is ConnectionState.CONNECTED


def test_no_claim_commits_after_a_disconnect(world: World) -> None:
    """A disconnect between read and claim wins: nothing is sent."""
    real = world.secrets.read

    def cut(version: str) -> str | None:
        world.put_connection(state=ConnectionState.DISCONNECTED)
        return real(version)

    object.__setattr__(world.exporter, "secrets", type("Cut", (), {"read": staticmethod(cut)})())
    world.export()
    assert world.personio.requests == []
    assert world.store.get("exports/m1") is None


def test_three_failed_uploads_send_it_without_the_document(world: World) -> None:
    """A document that fails for the moment three times no longer holds the application up."""
    world.personio.script = [Answer(outcome=Outcome.UPLOAD_FAILED)] * 3
    for _ in range(4):
        world.export()
        world.clock.advance(3600)
    sent = [application.with_document for _, application in world.personio.requests]
    assert sent == [True, True, True, False]
    assert world.state() == (State.EXPORTED, None)


def test_it_gives_up_after_seven_days(world: World) -> None:
    """An outcome that stays unknown for a week ends with a state that says so."""
    world.personio.script = [unknown()] * 50
    for _ in range(40):
        world.export()
        world.clock.advance(12 * 3600)
        if world.state() == (State.NEEDS_ACTION, Code.GAVE_UP):
            break
    assert world.state() == (State.NEEDS_ACTION, Code.GAVE_UP)
    assert len(world.personio.requests) < 30


def test_export_again_is_one_request(world: World) -> None:
    """Asked to export again, one request goes out; "already there" is the applicant of ours, unconfirmed."""
    first = world.export()
    entry = world.export(origin=Origin.CLICK, again=True)
    assert first is not None
    assert entry is not None
    assert len(world.personio.requests) == 2
    assert (entry.state, entry.code) == (State.EXPORTED, Code.STILL_IN_PERSONIO)
    assert (entry.evidence, entry.exported_at) == (Evidence.CREATED, first.exported_at)


def test_a_position_named_by_a_click_is_used(world: World) -> None:
    """A recruiter may name the position of an ad that is not linked."""
    not_linked(world)
    world.export(origin=Origin.CLICK, position_id=4712)
    assert world.personio.applicants == [("100001", 4712, "ada@example.org")]


def test_an_unreadable_token_asks_for_a_new_one(world: World) -> None:
    """A token that is gone from the store makes the connection ask for a new one, and sends nothing."""
    world.secrets.retire(world.store.get("connections/acme").secret)
    world.export()
    assert world.state() == (State.WAITING, Code.RECONNECT)
    assert world.store.get("connections/acme").state is ConnectionState.NEEDS_RECONNECT


def test_no_personal_data_once_final(world: World) -> None:
    """A final entry holds nothing of the person but ids."""
    world.export()
    text = repr(world.store.get("exports/m1"))
    assert not any(word in text for word in ("Ada", "Beispiel", "example.org"))


def test_the_application_is_the_developers(world: World) -> None:
    """What is sent is the developer's profile in the company's language, with the company's channel."""
    world.put_connection(language="en", channel_id=77)
    world.export()
    ((account, application),) = world.personio.requests
    assert account == "100001"
    assert application.developer == a_developer()
    assert (application.position_id, application.email) == (4711, "ada@example.org")
    assert (application.language, application.channel_id) == ("en", 77)


def test_cancelling_a_confirmation_frees_the_person(world: World) -> None:
    """Taken back while "already there" is being confirmed, nothing personal and no key stays."""
    world.personio.script = [Answer(outcome=Outcome.ALREADY_THERE, status=400)]
    world.export()
    assert world.store.get("applicants/100001_4711_ada") == "m1"
    world.succeed("m1", successful=False)
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.code, entry.frozen) == (State.CANCELLED, Code.TAKEN_BACK, None)
    assert entry.duplicate_seen is False
    assert world.store.get("applicants/100001_4711_ada") is None


def test_a_click_tells_who_it_was(world: World) -> None:
    """An entry that a person sent names the person; an automatic one names nobody."""
    assert getattr(world.export(), "by", "?") is None
    world.succeed("m2", developer_id="bob")
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    clicked = world.export("m2", origin=Origin.CLICK, by="rob")
    assert clicked is not None
    assert (clicked.by, clicked.origin) == ("rob", Origin.CLICK)


def test_a_slot_is_held_until_a_minute_after_the_answer(world: World) -> None:
    """While a request is out its slot outlives the lease; the answer shortens it to 62 s from then."""
    held: list[object] = []
    world.personio.during = lambda: held.extend(world.store.get("accounts/100001").slots.values())
    world.export()
    claimed = world.clock.now()
    lease_until = claimed + world.pace.lease
    assert held == [Slot(until=claimed + timedelta(seconds=152), lease_until=lease_until)]
    (slot,) = world.store.get("accounts/100001").slots.values()
    assert slot == Slot(until=claimed + timedelta(seconds=62))


def test_an_outage_asks_one_at_a_time(world: World) -> None:
    """When a probe is due, one entry is the probe, and the next waits for the next probe."""
    outage(world)
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed("m2", developer_id="bob")
    world.clock.advance(31)
    second: list[Export | None] = []

    def meanwhile() -> None:
        world.personio.during = lambda: None
        second.append(world.export("m2"))

    world.personio.during = meanwhile
    world.personio.script = [unknown()]
    world.export("m1")
    assert [(entry.state, entry.code) for entry in second if entry] == [(State.WAITING, Code.OUTAGE)]
    assert len(world.personio.requests) == 1


def test_a_switched_off_feature_is_probed_hourly(world: World) -> None:
    """One request an hour asks whether the feature is on again, and an answer ends the waiting."""
    world.personio.script = [Answer(outcome=Outcome.FEATURE_OFF, status=403)] * 2
    world.export()
    world.export()
    assert len(world.personio.requests) == 1
    world.clock.advance(3601)
    world.export()
    world.export()
    assert len(world.personio.requests) == 2
    world.clock.advance(3601)
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert world.store.get("connections/acme").state is ConnectionState.CONNECTED


def test_frozen_values_are_never_sent_to_another_account(world: World) -> None:
    """Reconnected to another Personio account, an open outcome is explained and not repeated there."""
    world.personio.created_but = [unknown()]
    world.export()
    world.put_connection(account="200002")
    world.store.put("accounts/200002", Account(id="200002"))
    world.clock.advance(120)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.ACCOUNT_CHANGED)
    assert len(world.personio.requests) == 1


def test_a_parked_entry_is_not_written_again_for_nothing(world: World) -> None:
    """Looking again at an entry whose reason still stands writes nothing until it is due."""
    not_linked(world)
    world.export()
    world.store.calls.clear()
    world.export()
    assert world.store.calls == ["read"]


@pytest.mark.parametrize("ask", [Origin.LIVE, Origin.CLICK])
def test_an_alarm_is_raised_once(world: World, capsys: pytest.CaptureFixture[str], ask: Origin) -> None:
    """However often a parked entry is looked at, it is logged when it begins to wait for that reason."""
    not_linked(world)
    for _ in range(24):
        world.export(origin=ask)
        world.clock.advance(3600)
    assert capsys.readouterr().out.count('"event": "export_needs_action"') == 1
    world.store.drop("developers/ada")
    world.link("job", 4711)
    world.export(origin=ask)
    assert world.state() == (State.NEEDS_ACTION, Code.DEVELOPER_UNKNOWN)
    assert capsys.readouterr().out.count('"event": "export_needs_action"') == 1


def test_looking_again_is_no_change(world: World) -> None:
    """A look that finds the same reason moves the due time alone: since when it waits stays told."""
    not_linked(world)
    first = world.export()
    world.clock.advance(3600)
    assert first is not None
    assert world.export() == replace(first, due_at=world.pace.look_again(ACCOUNT, world.clock.now()))


def test_a_lost_commit_answer_is_recognised(world: World) -> None:
    """A claim that was written although its answer was lost is carried out once, and not claimed again."""

    class LosesOneAnswer(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            after = super().commit(seen, change)
            if self.store.calls.count("commit") in {1, 3}:
                raise Unavailable("no answer")
            return after

    object.__setattr__(world.exporter, "ledger", LosesOneAnswer(store=world.store))
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert len(world.personio.requests) == 1
    world.succeed("m2", developer_id="bob")
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.export("m2")
    assert world.state("m2") == (State.EXPORTED, None)
    assert len(world.personio.requests) == 2


def test_a_claim_that_others_keep_winning_is_left_to_the_sweep(world: World) -> None:
    """After five lost races the entry is queued at once, and nothing was sent."""

    class NeverWins(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if change.account:
                raise Conflict("lost")
            return super().commit(seen, change)

    object.__setattr__(world.exporter, "ledger", NeverWins(store=world.store))
    world.export()
    entry = world.store.get("exports/m1")
    assert (entry.state, entry.frozen, entry.attempt_id) == (State.QUEUED, None, None)
    assert world.personio.requests == []


def test_queueing_survives_lost_races_too(world: World) -> None:
    """Where others also write the entry while it is being queued, it is tried again, never raised."""
    lost = iter([True] * 7)

    class WinsLate(InMemoryLedger):
        def commit(self, seen: Snapshot, change: Change) -> Snapshot:
            if next(lost, False):
                raise Conflict("lost")
            return super().commit(seen, change)

    object.__setattr__(world.exporter, "ledger", WinsLate(store=world.store))
    world.export()
    assert world.state() == (State.QUEUED, None)


@pytest.mark.parametrize(
    ("state", "code", "helps"),
    [
        (State.QUEUED, Code.RETRY, True),
        (State.QUEUED, Code.CONFIRMING_DUPLICATE, False),
        (State.WAITING, Code.OUTAGE, True),
        (State.NEEDS_ACTION, Code.DEVELOPER_INCOMPLETE, True),
        (State.NEEDS_ACTION, Code.ACCOUNT_CHANGED, False),
        (State.EXPORTED, None, False),
        (State.CANCELLED, Code.BY_HAND, True),
    ],
)
def test_a_retry_is_offered_where_it_can_help(
    world: World,
    state: State,
    code: Code | None,
    helps: bool,  # noqa: FBT001 - a parameter of the case
) -> None:
    """The match card is told whether a click decides anew."""
    entry = world.export()
    assert entry is not None
    shown = export_view("m1", replace(entry, state=state, code=code), "en")
    assert shown["can_retry"] is helps


@pytest.mark.parametrize("hours", [-1, 1])
def test_an_instance_whose_clock_is_wrong_moves_no_due_time(world: World, hours: int) -> None:
    """What is recorded counts by Firestore's time, as the claim does: the retry is due in a minute."""
    world.personio.script = [unknown()]
    wrong = OwnClock(world.clock, ahead=timedelta(hours=hours))
    entry = replace(world.exporter, clock=wrong).export(Addresses(match_id="m1"), origin=Origin.LIVE)
    assert entry is not None
    assert entry.due_at is not None
    assert timedelta(minutes=1) <= entry.due_at - world.clock.now() <= timedelta(minutes=1.1)
