"""Exports with an API client: when access is refused, or not given, or the account is not proven."""

import json
from datetime import timedelta

import pytest

from local.memory.applications import TwinClient
from local.scenes.boards import a_position
from local.scenes.people import a_developer
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection, ConnectionState
from shared.domain.credentials import Kind
from shared.domain.errors import Problem, StateName
from shared.domain.ledger.export import Code, Export, Frozen, Origin, State
from shared.structs import replace
from tests.support.clients import CLIENT, ROTATED, one_match_and_a_client
from tests.support.world import ACCOUNT, ACME, World

CACHED = Answer(outcome=Outcome.ACCESS_REFUSED, status=401)
FRESH = Answer(outcome=Outcome.ACCESS_REFUSED, status=401, fresh=True)
MAY_NOT = Answer(outcome=Outcome.SCOPE_MISSING, status=403, fresh=True)
SILENT = Answer(outcome=Outcome.OUTAGE)
LIMITED = Answer(outcome=Outcome.LIMITED, status=429)
UNKNOWN_CLIENT = Answer(outcome=Outcome.CREDENTIALS_WRONG, status=400, problem="client_unknown")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    return one_match_and_a_client()


def connection(world: World) -> Connection:
    known: Connection = world.store.get(f"connections/{ACME}")
    return known


def rotate(world: World) -> None:
    """An admin enters the client's new secret; the board shows whose account it is."""
    world.positions.boards["acme"] = (a_position(4711),)
    world.connecting.connect(ACME, "ann", url="acme", personio_company_id=ACCOUNT, client=ROTATED)


def another_match(world: World, match_id: str = "m2") -> str:
    world.store.put("developers/bob", a_developer(id="bob", email="bob@example.org"))
    world.succeed(match_id, "bob")
    return match_id


def outcomes(entry: Export) -> list[str]:
    return [attempt.outcome for attempt in entry.attempts]


def test_a_cached_access_that_is_refused_is_replaced_at_once(world: World) -> None:
    """Another instance may have ended it: the same call claims anew, and the client is not doubted."""
    world.personio.script = [CACHED]
    before = connection(world)
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert outcomes(world.the_entry()) == ["access_refused", "created"]
    assert connection(world).state is before.state
    assert connection(world).access_refused_at is None


def test_a_fresh_access_that_is_refused_is_tried_again_in_a_minute(world: World) -> None:
    """It uses up no attempt, leaves no applicant key, and only marks the connection."""
    world.personio.script = [FRESH]
    now = world.clock.now()
    world.export()
    entry = world.the_entry()
    assert (entry.state, entry.code, entry.tries, entry.frozen) == (State.QUEUED, Code.RETRY, 0, None)
    assert entry.due_at
    assert now + MINUTE <= entry.due_at <= now + 1.1 * MINUTE
    assert world.store.get(f"applicants/{ACCOUNT}_4711_ada") is None
    assert (connection(world).state, connection(world).access_refused_at) == (ConnectionState.CONNECTED, now)


def test_fresh_accesses_refused_at_once_prove_nothing(world: World) -> None:
    """Several refusals within a minute count as one."""
    world.personio.script = [FRESH, FRESH]
    world.export()
    world.clock.advance(59)
    world.export(another_match(world))
    assert world.state("m2") == (State.QUEUED, Code.RETRY)
    assert connection(world).state is ConnectionState.CONNECTED


def test_fresh_accesses_refused_twice_a_minute_apart_ask_to_reconnect(world: World) -> None:
    """Then the client is good for nothing, though its token endpoint says otherwise."""
    world.personio.script = [FRESH, FRESH]
    world.export()
    world.clock.advance(66)
    world.export()
    assert world.state() == (State.WAITING, Code.RECONNECT)
    known = connection(world)
    assert (known.state, known.problem) == (ConnectionState.NEEDS_RECONNECT, "access_refused")
    assert outcomes(world.the_entry()) == ["access_refused"] * 2
    assert world.the_entry().tries == 0


def test_an_applicant_in_between_ends_the_doubt(world: World) -> None:
    """A success clears the mark: the next refusal begins anew."""
    world.personio.script = [FRESH]
    world.export()
    world.export(another_match(world))
    assert connection(world).access_refused_at is None
    world.personio.script = [FRESH]
    world.clock.advance(66)
    world.export()
    assert world.state() == (State.QUEUED, Code.RETRY)


def test_a_refused_application_in_between_ends_the_doubt(world: World) -> None:
    """Personio took the access token to say so: one refusal of weeks later does not make two."""
    world.personio.script = [FRESH]
    world.export()
    world.clock.advance(66)
    world.personio.script = [Answer(outcome=Outcome.REFUSED, status=400)]
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.REFUSED)
    assert connection(world).access_refused_at is None


def test_a_client_that_may_not_write_asks_to_reconnect(world: World) -> None:
    """The connection names the scope as what is missing; the entry waits and goes by itself later."""
    world.personio.script = [MAY_NOT]
    world.export()
    assert world.state() == (State.WAITING, Code.RECONNECT)
    known = connection(world)
    assert (known.state, known.problem) == (ConnectionState.NEEDS_RECONNECT, "scope_missing")
    world.run(6)
    assert world.state() == (State.EXPORTED, None)
    assert connection(world).problem is None


def test_a_cached_access_may_be_older_than_a_scope(world: World) -> None:
    """What it may not, a new one may: only that one tells what the client lacks."""
    world.personio.script = [replace(MAY_NOT, fresh=False)]
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert outcomes(world.the_entry()) == ["scope_missing", "created"]
    assert connection(world).state is ConnectionState.CONNECTED


@pytest.mark.parametrize("answer", [CACHED, FRESH, MAY_NOT])
def test_what_is_said_of_a_client_that_was_replaced_counts_for_nothing(world: World, answer: Answer) -> None:
    """The export claims anew with what is in force, and the new client is not doubted."""

    def replaced() -> None:
        world.personio.during = lambda: None
        rotate(world)
        world.personio.script = [answer]

    world.personio.during = replaced
    world.export()
    known = connection(world)
    assert (known.state, known.problem, known.access_refused_at) == (ConnectionState.CONNECTED, None, None)
    assert world.state() == (State.EXPORTED, None)
    assert outcomes(world.the_entry()) == [answer.outcome, "created"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (SILENT, (State.WAITING, Code.OUTAGE)),
        (LIMITED, (State.QUEUED, Code.RESTING)),
        (UNKNOWN_CLIENT, (State.WAITING, Code.RECONNECT)),
    ],
)
def test_without_access_nothing_is_claimed(world: World, answer: Answer, state: tuple[State, Code]) -> None:
    """No slot, no attempt, no key, and no request; whoever clicked gets an answer that explains itself."""
    world.personio.accesses = [answer]
    clicked = world.export(origin=Origin.CLICK, by="rob")
    assert clicked
    assert (clicked.state, clicked.code) == state == world.state()
    assert (clicked.attempts, clicked.tries, clicked.frozen, clicked.attempt_id) == ((), 0, None, None)
    assert world.account().slots == {}
    assert world.personio.requests == []
    assert world.store.get(f"applicants/{ACCOUNT}_4711_ada") is None


def test_a_silent_token_endpoint_is_the_accounts_outage(world: World) -> None:
    """One probe a minute asks again, each of the others waits, and the first access ends it for all."""
    world.personio.accesses = [SILENT, SILENT]
    world.export()
    world.export(another_match(world))
    assert (world.state("m2"), len(world.personio.accesses)) == ((State.WAITING, Code.OUTAGE), 1)
    assert world.account().outage_since == world.clock.now()
    world.run(2)
    assert world.personio.accesses == []
    world.run(2)
    assert [world.state(match) for match in ("m1", "m2")] == [(State.EXPORTED, None)] * 2
    assert world.account().outage_since is None
    assert len(world.personio.requests) == 2


def test_a_limited_token_endpoint_lets_the_account_rest(world: World) -> None:
    """A minute, in which the others do not ask; then it goes on by itself."""
    world.personio.accesses = [LIMITED, LIMITED]
    world.export()
    assert world.account().resting_until == world.clock.now() + MINUTE
    world.export(another_match(world))
    assert (world.state("m2"), len(world.personio.accesses)) == ((State.QUEUED, Code.RESTING), 1)
    world.personio.accesses = []
    world.run(3)
    assert [world.state(match) for match in ("m1", "m2")] == [(State.EXPORTED, None)] * 2


@pytest.mark.parametrize("problem", ["client_unknown", "client_secret_wrong", "client_refused"])
def test_a_refused_client_is_named_by_the_connection(world: World, problem: str) -> None:
    """What the token endpoint says of the client is the connection's problem, until it is proven again."""
    world.personio.accesses = [Answer(outcome=Outcome.CREDENTIALS_WRONG, problem=problem)]
    now = world.clock.now()
    world.export()
    known = connection(world)
    assert (known.state, known.problem) == (ConnectionState.NEEDS_RECONNECT, problem)
    assert (known.refused_since, known.next_probe_at) == (now, now + 5 * MINUTE)
    world.run(6)
    assert (world.state(), connection(world).problem) == ((State.EXPORTED, None), None)


@pytest.mark.parametrize(
    ("answer", "code"),
    [(SILENT, "outage"), (LIMITED, "resting"), (UNKNOWN_CLIENT, "reconnect")],
)
def test_again_without_access_names_the_obstacle(world: World, answer: Answer, code: str) -> None:
    """Another export is refused with what keeps it, and the entry goes on telling what it told."""
    exported = world.export()
    world.personio.accesses = [answer]
    with pytest.raises(Problem) as blocked:
        world.export(origin=Origin.CLICK, again=True)
    assert blocked.value.code == "export_again_blocked"
    obstacle = blocked.value.params["obstacle"]
    assert isinstance(obstacle, StateName)
    assert str(obstacle[1]) == code
    assert world.entry("m1") == exported
    assert len(world.personio.requests) == 1


@pytest.mark.parametrize("position_id", [None, 4712])
def test_nothing_is_claimed_for_an_account_that_was_only_typed(world: World, position_id: int | None) -> None:
    """Neither a link, nor a position that somebody chose, counts before the client's account is proven."""
    world.put_connection(account_proven=False)
    world.export(origin=Origin.CLICK, position_id=position_id)
    assert world.state() == (State.NEEDS_ACTION, Code.NOT_LINKED)
    assert (world.personio.requests, world.account().slots) == ([], {})


def test_an_open_outcome_waits_for_the_account_too(world: World) -> None:
    """What an earlier kind of credentials left open stays frozen, and goes on once the account is proven."""
    world.personio.created_but = [Answer(outcome=Outcome.UNKNOWN)]
    world.export()
    world.put_connection(account_proven=False)
    world.clock.advance(6 * 60)
    world.export()
    entry = world.the_entry()
    assert (entry.state, entry.code) == (State.NEEDS_ACTION, Code.NOT_LINKED)
    assert entry.frozen == Frozen(account=ACCOUNT, position_id=4711, email="ada@example.org")
    world.put_connection(account_proven=True)
    world.export(origin=Origin.CLICK)
    assert world.state() == (State.EXPORTED, None)
    assert len(world.personio.applicants) == 1


def test_a_tokens_first_applicant_proves_its_account(world: World) -> None:
    """The record notes it with the state; "already there" alone proves nothing."""
    world.put_connection(kind=Kind.TOKEN, account_proven=False, secret=world.secrets.add(ACME, "token"))
    world.personio.applicants = [(ACCOUNT, 4711, "ada@example.org")]
    world.export()
    world.clock.advance(601)
    world.export()
    assert world.state() == (State.ALREADY_IN_PERSONIO, None)
    assert not connection(world).account_proven
    world.export(another_match(world))
    assert connection(world).account_proven


def test_a_secret_is_rotated_under_twenty_exports(world: World) -> None:
    """None is lost, none doubled and none refused, when Personio takes the new secret alone meanwhile."""
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret)}
    matches = ["m1", *(world.match(ACME, number) for number in range(19))]
    sent: list[int] = []

    def rotated() -> None:
        sent.append(len(sent))
        if len(sent) == 10:
            world.personio.clients = {CLIENT.id: TwinClient(secret=ROTATED.secret)}
            rotate(world)

    world.personio.during = rotated
    for match in matches:
        world.export(match)
    world.run(5)
    assert {world.state(match) for match in matches} == {(State.EXPORTED, None)}
    assert len(world.personio.applicants) == len(set(world.personio.applicants)) == len(sent) == 20
    assert {attempt.outcome for match in matches for attempt in world.the_entry(match).attempts} == {
        "created"
    }


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        ({"accesses": [UNKNOWN_CLIENT]}, "client_unknown"),
        ({"script": [MAY_NOT]}, "scope_missing"),
        ({"script": [FRESH]}, None),
        ({"accesses": [SILENT]}, None),
    ],
)
def test_a_refused_client_is_told_to_operators(
    world: World, trouble: dict[str, list[Answer]], problem: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that alerts names the problem by its code; what may pass by itself has none."""
    for name, answers in trouble.items():
        setattr(world.personio, name, answers)
    world.export()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [line["problem"] for line in lines if line["event"] == "credentials_refused"]
    assert told == ([problem] if problem else [])


@pytest.mark.parametrize("answer", [SILENT, LIMITED])
def test_what_waits_for_access_leaves_in_its_accounts_turn(world: World, answer: Answer) -> None:
    """The account expects the turn that was asked for: no sweep has to find what waits."""
    world.personio.accesses = [answer]
    world.export()
    world.clock.advance(77)
    world.give_turns()
    assert world.state() == (State.EXPORTED, None)
