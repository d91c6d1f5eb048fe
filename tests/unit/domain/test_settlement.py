"""What the record writes for each answer, field by field; and what a decision leaves in the entry."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.connection import ConnectionState
from shared.domain.ledger.account import Account, AccountUpdate, Slot
from shared.domain.ledger.export import Attempt, Code, Evidence, Export, Frozen, Origin, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.settlement import Settling, settle
from shared.domain.ledger.turn import turn_of
from shared.domain.ledger.unanswered import Unanswered
from shared.structs import replace
from tests.support.entries import a_connection, an_export
from tests.support.world import one_match

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
PROBE = Pace().next_probe("1", NOW)  # its own second of the minute
LATER = Pace().look_again("1", NOW)  # the account's own minute of the hour
DOUBTED: dict[str, Any] = {"refused_since": NOW, "next_probe_at": NOW + 5 * MINUTE}
CONNECTION = a_connection(NOW, connected_at=NOW - HOUR, last_success_at=NOW - 59 * SECOND)
CLAIMED = an_export(
    NOW,
    state=State.EXPORTING,
    successful_at=NOW - HOUR,
    updated_at=NOW - SECOND,
    account="1",
    position_id=7,
    due_at=NOW + 89 * SECOND,
    lease_until=NOW + 89 * SECOND,
    attempt_id="a1",
    claimed_at=NOW - SECOND,
    frozen=Frozen(account="1", position_id=7, email="ada@example.org"),
    tries=2,
    failing_since=NOW - HOUR,
    upload_failures=1,
)
UNANSWERED = Unanswered(claimed_at=NOW - SECOND, lease_until=NOW + 89 * SECOND)
SETTLED: dict[str, Any] = {
    "lease_until": None,
    "due_at": None,
    "updated_at": NOW,
    "prune_at": NOW - SECOND + Pace().keep_attempts,  # of the attempt's line
}
FINAL: dict[str, Any] = {
    **SETTLED,
    "state": State.EXPORTED,
    "frozen": None,
    "tries": 0,
    "failing_since": None,
}


def answered(outcome: Outcome, **more: Any) -> Answer:
    return Answer(outcome=outcome, **more)


def settled(answer: Answer, entry: Export = CLAIMED, **changes: Any) -> tuple[dict[str, Any], Any]:
    """The fields that the record changes, without the attempt's line, and the whole change."""
    values: dict[str, Any] = {
        "connection": CONNECTION,
        "account": Account(id="1"),
        "fingerprint": "f",
        "jitter": 0.5,
    }
    change = settle(Settling(entry=entry, answer=answer, now=NOW, pace=Pace(), **{**values, **changes}))
    fields = {
        name: getattr(change.entry, name)
        for name in Export.__struct_fields__
        if name != "attempts" and getattr(change.entry, name) != getattr(entry, name)
    }
    return fields, change


CLOSED = Refusal(reason=ReasonCode("errors.job-position.not-published"), field="job_position_id")
WAITS = {**SETTLED, "state": State.WAITING}
QUEUED = {**SETTLED, "state": State.QUEUED}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            answered(Outcome.CREATED),
            {**FINAL, "evidence": Evidence.CREATED, "exported_at": NOW},
        ),
        (
            answered(Outcome.ALREADY_THERE),
            {
                **QUEUED,
                "code": Code.CONFIRMING_DUPLICATE,
                "duplicate_seen": True,
                "due_at": NOW + 10 * MINUTE,
            },
        ),
        (
            answered(Outcome.UNKNOWN),
            {
                **QUEUED,
                "code": Code.RETRY,
                "unknown": True,
                "unanswered": UNANSWERED,
                "tries": 3,
                "due_at": NOW + 31.5 * MINUTE,
            },
        ),
        (
            answered(Outcome.REFUSED, refusals=(CLOSED,)),
            {
                **SETTLED,
                "state": State.NEEDS_ACTION,
                "code": Code.POSITION_NOT_PUBLISHED,
                "who": "recruiter",
                "fields": ("job_position_id",),
                "fingerprint": "f",
                "frozen": None,
                "due_at": LATER,
            },
        ),
        (
            answered(Outcome.CREDENTIALS_WRONG),
            {**WAITS, "code": Code.RECONNECT, "frozen": None, "due_at": LATER},
        ),
        (
            answered(Outcome.FEATURE_OFF),
            {**WAITS, "code": Code.FEATURE_OFF, "frozen": None, "due_at": LATER},
        ),
        (
            answered(Outcome.LIMITED),
            {**QUEUED, "code": Code.RESTING, "frozen": None, "due_at": NOW + 63 * SECOND},
        ),
        (answered(Outcome.OUTAGE), {**WAITS, "code": Code.OUTAGE, "frozen": None, "due_at": PROBE}),
        (answered(Outcome.CHANNEL_REFUSED), {**QUEUED, "frozen": None, "due_at": NOW}),
        (
            answered(Outcome.UPLOAD_FAILED),
            {
                **QUEUED,
                "code": Code.RETRY,
                "frozen": None,
                "tries": 3,
                "upload_failures": 2,
                "due_at": NOW + 31.5 * MINUTE,
            },
        ),
    ],
)
def test_each_answer_field_by_field(answer: Answer, expected: dict[str, Any]) -> None:
    """The record changes exactly the fields that the answer says something about."""
    fields, change = settled(answer)
    assert fields == {name: v for name, v in expected.items() if v != getattr(CLAIMED, name)}
    kept = change.entry.state.final or change.entry.frozen is not None
    assert (change.drop_key == CLAIMED.key) is not kept
    [attempt] = change.entry.attempts
    assert (attempt.id, attempt.at, attempt.outcome) == ("a1", CLAIMED.claimed_at, answer.outcome)


def test_an_attempts_line_tells_what_was_answered() -> None:
    """Its line keeps codes, the fields that were named, status, document, milliseconds and trace."""
    unnamed = Refusal(reason=ReasonCode("unlisted"))
    answer = answered(
        Outcome.REFUSED, refusals=(CLOSED, unnamed), status=422, document="sent", duration=1.23456
    )
    _, change = settled(answer, trace_id="trace")
    assert change.entry.attempts == (
        Attempt(
            id="a1",
            at=NOW - SECOND,
            outcome="refused",
            reasons=("errors.job-position.not-published", "unlisted"),
            fields=("job_position_id",),
            status=422,
            document="sent",
            seconds=1.235,
            trace_id="trace",
        ),
    )


@pytest.mark.parametrize("status", [None, 500, 502, 503, 504, 400, 413, 422, 505])
def test_an_upload_that_fails_is_an_answer_unless_personio_was_silent(status: int | None) -> None:
    """Only an upload without an answer, or with one of a broken gateway, leaves an outage as it is."""
    _, change = settled(answered(Outcome.UPLOAD_FAILED, status=status))
    assert change.account_update.answered_at == (NOW if status in {400, 413, 422, 505} else None)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_any_answer_but_silence_and_a_429_ends_an_outage(outcome: Outcome) -> None:
    """Whatever Personio says of the application, it speaks to the account again."""
    _, change = settled(answered(outcome, status=400))
    silent = {Outcome.UNKNOWN, Outcome.OUTAGE, Outcome.LIMITED}
    assert change.account_update.answered_at == (None if outcome in silent else NOW)


def test_unknown_in_an_outage_stays_unknown() -> None:
    """Silence during an outage waits for the outage's end, uses up no try, and stays in doubt."""
    out = Account(id="1", outage_since=NOW - HOUR, next_probe_at=NOW)
    fields, change = settled(answered(Outcome.UNKNOWN), account=out)
    assert fields == {
        **WAITS,
        "code": Code.OUTAGE,
        "unknown": True,
        "unanswered": UNANSWERED,
        "due_at": PROBE,
    }
    assert change.account_update == AccountUpdate(
        attempt_id="a1",
        slot=Slot(until=NOW + 62 * SECOND, origin=Origin.LIVE),
        failed="m1",
        outage_since=NOW - HOUR,
        next_probe_at=PROBE,
    )


def test_silence_of_an_unknown_account_is_no_outage() -> None:
    """Without anything known of the account, one failure keeps its own schedule."""
    fields, _ = settled(answered(Outcome.UNKNOWN), account=None)
    assert fields["code"] is Code.RETRY


@pytest.mark.parametrize("doubt", [{"unknown": True}, {"duplicate_seen": True}])
def test_doubt_outlives_a_refusal(doubt: dict[str, Any]) -> None:
    """An entry that may stand in Personio keeps its frozen values and its key, whatever is refused next."""
    entry = replace(CLAIMED, **doubt)
    fields, change = settled(answered(Outcome.LIMITED), entry)
    assert "frozen" not in fields
    assert change.drop_key is None


@pytest.mark.parametrize("earlier", [{"repeating": True}, {"evidence": Evidence.CREATED}])
def test_a_final_entry_forgets_its_history_but_its_attempts(earlier: dict[str, Any]) -> None:
    """Once final, nothing of the doubts, tries and reasons before is left."""
    before = replace(
        CLAIMED,
        unknown=True,
        duplicate_seen=True,
        code=Code.RETRY,
        who="admin",
        fingerprint="old",
        prune_at=NOW,
        **earlier,
    )
    _, change = settled(answered(Outcome.ALREADY_THERE), before)
    clean = replace(
        CLAIMED,
        **{**FINAL, "state": State.ALREADY_IN_PERSONIO},
        attempts=change.entry.attempts,
    )
    assert change.entry == clean


@pytest.mark.parametrize("evidence", list(Evidence))
def test_export_again_returns_an_applicant_of_ours_to_its_state(evidence: Evidence) -> None:
    """After "export again", "already there" is the applicant of before, who still stands in Personio."""
    before = replace(CLAIMED, repeating=True, evidence=evidence, exported_at=NOW - HOUR)
    _, change = settled(answered(Outcome.ALREADY_THERE), before)
    found = (change.entry.state, change.entry.code, change.entry.evidence, change.entry.exported_at)
    assert found == (State.EXPORTED, Code.STILL_IN_PERSONIO, evidence, NOW - HOUR)


def test_giving_up_is_the_recruiters() -> None:
    """After seven days to the second an entry in doubt is given up, and is not sent again unasked."""
    old = replace(CLAIMED, failing_since=NOW - timedelta(days=7))
    fields, _ = settled(answered(Outcome.UNKNOWN), old)
    expected = {"state": State.NEEDS_ACTION, "code": Code.GAVE_UP, "who": "recruiter", "fingerprint": "f"}
    rests = {"unknown": True, "unanswered": UNANSWERED, "due_at": LATER, "prune_at": NOW + timedelta(days=30)}
    assert fields == {**SETTLED, **expected, **rests}


@pytest.mark.parametrize(
    ("known", "noted"),
    [
        ({"last_success_at": NOW - 59 * SECOND}, None),
        ({"last_success_at": NOW - MINUTE}, {}),
        ({"last_success_at": None}, {}),
        (
            {"state": ConnectionState.FEATURE_OFF, "problem": "public_api_off", **DOUBTED},
            {
                "state": ConnectionState.CONNECTED,
                "problem": None,
                "refused_since": None,
                "next_probe_at": None,
            },
        ),
    ],
)
def test_a_success_is_noted_once_a_minute(known: dict[str, Any], noted: dict[str, Any] | None) -> None:
    """The connection learns of a success at most once a minute, and at once where a feature was off."""
    connection = replace(CONNECTION, **known)
    _, change = settled(answered(Outcome.CREATED), connection=connection)
    expected = None if noted is None else replace(connection, last_success_at=NOW, **noted)
    assert change.connection == expected


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("feature.public-api.disabled", "public_api_off"),
        ("feature.recruiting.disabled", "recruiting_feature_off"),
    ],
)
def test_what_is_off_is_named(reason: str, problem: str) -> None:
    """The connection says which of Personio's two switches is off, since when, and when it is proven."""
    _, change = settled(answered(Outcome.FEATURE_OFF, refusals=(Refusal(reason=ReasonCode(reason)),)))
    assert change.connection == replace(
        CONNECTION, state=ConnectionState.FEATURE_OFF, problem=problem, **DOUBTED
    )


def test_a_refused_token_is_the_connections() -> None:
    """A 401 is told by the connection, under a code that people can read."""
    _, change = settled(answered(Outcome.CREDENTIALS_WRONG))
    assert change.connection == replace(
        CONNECTION, state=ConnectionState.NEEDS_RECONNECT, problem="credentials_refused", **DOUBTED
    )


@pytest.mark.parametrize("outcome", [Outcome.CREDENTIALS_WRONG, Outcome.FEATURE_OFF])
def test_a_refusal_asks_for_the_turn_of_its_proof(outcome: Outcome) -> None:
    """Whoever is refused has the account expect a turn when the connection is proven again."""
    _, change = settled(answered(outcome))
    assert change.turn == turn_of("1", NOW + 5 * MINUTE, NOW)


@pytest.mark.parametrize("outcome", [Outcome.CREDENTIALS_WRONG, Outcome.FEATURE_OFF])
def test_another_refusal_begins_no_schedule_anew(outcome: Outcome) -> None:
    """Of several that were under way the first one counts, whatever the others are told."""
    times: dict[str, Any] = {"refused_since": NOW - MINUTE, "next_probe_at": NOW + 4 * MINUTE}
    connection = replace(CONNECTION, state=ConnectionState.FEATURE_OFF, problem="public_api_off", **times)
    _, change = settled(answered(outcome), connection=connection)
    assert (change.connection.refused_since, change.connection.next_probe_at) == tuple(times.values())
    assert change.turn == turn_of("1", NOW + 4 * MINUTE, NOW)


def test_a_refusal_long_after_the_last_one_begins_anew() -> None:
    """What an earlier refusal left in a connection that is well does not count."""
    connection = replace(CONNECTION, refused_since=NOW - 9 * timedelta(days=1))
    _, change = settled(answered(Outcome.CREDENTIALS_WRONG), connection=connection)
    assert (change.connection.refused_since, change.connection.next_probe_at) == tuple(DOUBTED.values())


def test_a_taken_back_applicant_stays_and_says_so() -> None:
    """A match taken back after its export keeps the state; the mark goes when the match succeeds again."""
    world = one_match()
    exported = world.export()
    assert exported is not None
    world.clock.advance(5)
    world.succeed("m1", successful=False)
    marked = world.export()
    assert marked == replace(exported, taken_back_at=world.clock.now(), updated_at=world.clock.now())
    assert world.export() == marked
    world.clock.advance(5)
    world.succeed("m1")
    assert world.export() == replace(exported, updated_at=world.clock.now())


def test_a_click_begins_anew() -> None:
    """A click on an entry that waits for somebody starts its schedule again and says whose click it was."""
    world = one_match()
    tired = replace(
        CLAIMED,
        state=State.NEEDS_ACTION,
        frozen=None,
        account="100001",
        upload_failures=3,
        lease_until=None,
        due_at=NOW,
        code=Code.GAVE_UP,
    )
    world.store.put("exports/m1", tired)
    world.personio.script = [answered(Outcome.UPLOAD_FAILED)]
    entry = world.export(origin=Origin.CLICK, by="recruiter", position_id=8)
    assert entry is not None
    assert (entry.tries, entry.upload_failures, entry.failing_since) == (1, 1, world.clock.now())
    assert (entry.by, entry.origin, entry.chosen_position_id) == ("recruiter", Origin.CLICK, 8)


def test_an_event_goes_on_where_it_was() -> None:
    """Without a click an entry keeps its tries, its origin, its chosen position, and who clicked before."""
    world = one_match()
    waiting = replace(
        CLAIMED,
        state=State.QUEUED,
        frozen=None,
        lease_until=None,
        due_at=NOW,
        by="recruiter",
        chosen_position_id=8,
        origin=Origin.BACKFILL,
    )
    world.store.put("exports/m1", waiting)
    world.personio.script = [answered(Outcome.UNKNOWN)]
    entry = world.export()
    assert entry is not None
    assert (entry.tries, entry.failing_since) == (3, CLAIMED.failing_since)
    assert (entry.by, entry.origin, entry.chosen_position_id) == ("recruiter", Origin.BACKFILL, 8)


def test_an_unreadable_token_is_explained_once() -> None:
    """A token that cannot be read any more parks the entry for an hour, and the connection says why."""
    world = one_match()
    world.secrets.retire(world.store.get("connections/acme").secret)
    entry = world.export()
    assert entry is not None
    assert (entry.updated_at, entry.due_at) == (
        world.clock.now(),
        world.pace.look_again("100001", world.clock.now()),
    )
    assert world.store.get("connections/acme").problem == "credentials_refused"


def test_a_click_s_slot_stays_a_click_s_and_a_429_makes_the_account_rest() -> None:
    """The record keeps whose slot it was; after a 429 the account rests a minute and no failure is noted."""
    known = Account(id="1", slots={"a1": Slot(until=NOW, origin=Origin.CLICK)})
    _, change = settled(answered(Outcome.LIMITED, status=429), account=known)
    slot = Slot(until=NOW + 62 * SECOND, origin=Origin.CLICK)
    assert change.account_update == AccountUpdate(attempt_id="a1", slot=slot, resting_until=NOW + MINUTE)
