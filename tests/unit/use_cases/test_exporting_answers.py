"""What every answer of Personio's comes to, and what the next attempt sends."""

import pytest

from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.connection import ConnectionState
from shared.domain.ledger.account import Account
from shared.domain.ledger.export import Code, Evidence, Origin, State
from tests.support.world import World, one_match


@pytest.fixture
def world() -> World:
    return one_match()


def unknown() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN)


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


def test_an_unreadable_token_asks_for_a_new_one(world: World) -> None:
    """A token that is gone from the store makes the connection ask for a new one, and sends nothing."""
    world.secrets.retire(world.store.get("connections/acme").secret)
    world.export()
    assert world.state() == (State.WAITING, Code.RECONNECT)
    assert world.store.get("connections/acme").state is ConnectionState.NEEDS_RECONNECT


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
