"""Connecting with an API client: what is proven, what is noted of it, and how one kind replaces the other."""

import pytest

from local.memory.applications import READ, WRITE, TwinClient
from local.scenes.boards import a_position
from shared.domain.application import Answer, Outcome
from shared.domain.connection import Connection, ConnectionState
from shared.domain.credentials import Client, Credentials, Kind, from_secret, to_secret
from shared.domain.errors import Problem, Unavailable
from shared.domain.ledger.export import Code, State
from shared.structs import replace
from tests.support.clients import CLIENT, ROTATED, one_match_and_a_client
from tests.support.world import ACCOUNT, ACME, World, one_match

TOKEN = "t" * 40


@pytest.fixture
def world() -> World:
    """Acme with a token; its board has a position, and its account a client that may all."""
    world = one_match()
    publish(world, 4711)
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret)}
    world.personio.positions = {(ACCOUNT, 4711)}
    return world


def publish(world: World, *positions: int) -> None:
    world.positions.boards["acme"] = tuple(map(a_position, positions))


def connection(world: World) -> Connection:
    known: Connection = world.store.get(f"connections/{ACME}")
    return known


def connect(world: World, client: Client | None = CLIENT, token: str | None = None) -> Connection:
    return world.connecting.connect(
        ACME, "ann", url="acme", personio_company_id=ACCOUNT, client=client, access_token=token
    )


def refused(world: World, client: Client | None = CLIENT, token: str | None = None) -> str:
    """The code that connecting is refused with; what was in force still is."""
    before = connection(world)
    with pytest.raises(Problem) as problem:
        connect(world, client, token)
    assert connection(world) == before
    return problem.value.code


def test_a_client_is_proven_then_stored(world: World) -> None:
    """The connection notes its kind, that it reads, whose account it is, and the end of its id."""
    made = connect(world)
    assert (made.kind, made.reads, made.account_proven) == (Kind.CLIENT, True, True)
    assert made.token_tail == CLIENT.id[-4:]
    stored = world.secrets.read(made.secret)
    assert stored
    assert from_secret(stored) == CLIENT
    assert CLIENT.secret not in repr(made)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, "client_unknown"),
        ({CLIENT.id: TwinClient(secret="other")}, "client_secret_wrong"),
        ({CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset({READ}))}, "scope_write_missing"),
        ({CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset({WRITE}))}, "scope_read_missing"),
    ],
)
def test_each_cause_has_a_message_of_its_own(world: World, known: dict[str, TwinClient], code: str) -> None:
    """What Personio says against a client is named, and nothing is stored."""
    world.personio.clients = known
    assert refused(world) == code
    assert len(world.secrets.versions(ACME)) == 1


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Outcome.LIMITED, "personio_limited"), (Outcome.OUTAGE, "personio_unreachable")],
)
def test_a_token_endpoint_that_does_not_answer_is_nobodys_fault(
    world: World, outcome: Outcome, code: str
) -> None:
    """Limited or down, it is Personio's, and the same call may succeed later."""
    world.personio.token_endpoint = Answer(outcome=outcome)
    assert refused(world) == code


def test_a_client_of_another_account_is_found_out(world: World) -> None:
    """Where the account has none of the first three positions of the board, the client is not connected."""
    publish(world, 1, 2, 3, 4711)
    assert refused(world) == "account_mismatch"
    publish(world, 1, 2, 4711)
    assert connect(world).account_proven


def test_an_empty_board_proves_nothing(world: World) -> None:
    """The client is connected all the same, and says that its account is not proven yet."""
    publish(world)
    assert not connect(world).account_proven


def test_what_was_proven_of_other_credentials_does_not_count(world: World) -> None:
    """A new client with an empty board is unproven, whatever the one before has shown; the same one stays."""
    connect(world)
    publish(world)
    assert connect(world).account_proven
    world.personio.clients = {CLIENT.id: TwinClient(secret=ROTATED.secret)}
    assert not connect(world, ROTATED).account_proven


def test_a_check_proves_the_account_too(world: World) -> None:
    """A live check looks for the positions that the board has by then, and what waited for that goes."""
    publish(world)
    connect(world)
    world.export()
    assert world.state() == (State.NEEDS_ACTION, Code.NOT_LINKED)
    publish(world, 4711)
    assert world.connecting.test(ACME).account_proven
    world.run(2)
    assert world.state() == (State.EXPORTED, None)


def test_an_account_that_was_only_typed_is_left_alone(world: World) -> None:
    """It may be somebody else's: checks use up none of its slots, and end no outage of it."""
    publish(world)
    connect(world)
    now = world.clock.now()
    world.put_account(slots={}, outage_since=now, next_probe_at=now)
    connect(world)
    world.connecting.test(ACME)
    assert (world.account().slots, world.account().outage_since) == ({}, now)


def test_a_check_finds_another_account_out(world: World) -> None:
    """A board whose positions are not there is told by the check, and proves nothing."""
    publish(world)
    connect(world)
    publish(world, 9)
    with pytest.raises(Problem, match="account_mismatch"):
        world.connecting.test(ACME)
    assert not connection(world).account_proven


def test_a_check_of_a_board_that_does_not_answer_checks_the_client(world: World) -> None:
    """Without its board a client is proven as ever, and its account stays as it was."""
    connect(world)
    del world.positions.boards["acme"]
    assert world.connecting.test(ACME).account_proven


def test_a_read_scope_lost_later_harms_nothing(world: World) -> None:
    """A check says that the client reads no more; exports go on, and the scope back is noticed."""
    connect(world)
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset({WRITE}))}
    checked = world.connecting.test(ACME)
    assert (checked.state, checked.reads, checked.account_proven) == (ConnectionState.CONNECTED, False, True)
    world.export()
    assert world.state() == (State.EXPORTED, None)
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret)}
    assert world.connecting.test(ACME).reads


def test_a_healed_proof_says_whether_it_reads(world: World) -> None:
    """What ends `needs_reconnect` by itself tells of the read scope as well."""
    connect(world)
    world.personio.clients = {}
    world.personio.given.clear()
    world.export()
    assert world.state() == (State.WAITING, Code.RECONNECT)
    assert connection(world).problem == "client_unknown"
    world.personio.clients = {CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset({WRITE}))}
    world.run(7)
    known = connection(world)
    assert (known.state, known.reads, known.account_proven) == (ConnectionState.CONNECTED, False, True)
    assert world.state() == (State.EXPORTED, None)


@pytest.mark.parametrize(
    ("clients", "problem"),
    [
        ({}, "client_unknown"),
        ({CLIENT.id: TwinClient(secret="other")}, "client_secret_wrong"),
        ({CLIENT.id: TwinClient(secret=CLIENT.secret, scopes=frozenset())}, "scope_missing"),
    ],
)
def test_a_proof_that_fails_names_the_cause_anew(
    world: World, clients: dict[str, TwinClient], problem: str
) -> None:
    """The connection says what is wrong now, not what was wrong at first."""
    connect(world)
    world.personio.script = [Answer(outcome=Outcome.CREDENTIALS_WRONG, problem="client_refused")]
    world.export()
    assert connection(world).problem == "client_refused"
    world.personio.clients = clients
    world.run(6)
    assert connection(world).problem == problem


def test_moving_to_a_client_leaves_no_gap(world: World) -> None:
    """Account, link and frozen values stay: what a token left open goes on with the client, as the same."""
    world.personio.created_but = [Answer(outcome=Outcome.UNKNOWN)]
    world.export()
    frozen = world.the_entry().frozen
    before = connection(world)
    made = connect(world)
    assert (made.account, made.connected_at, made.kind) == (before.account, before.connected_at, Kind.CLIENT)
    assert world.secrets.read(before.secret) is None
    assert world.the_entry().frozen == frozen
    world.run(7)
    assert world.state() == (State.EXPORTED, None)
    assert len(world.personio.applicants) == 1


def test_moving_back_to_a_token_leaves_no_gap(world: World) -> None:
    """The other way round it is the same: a token says nothing of reading, and proves its account later."""
    connect(world)
    made = connect(world, None, TOKEN)
    assert (made.kind, made.reads, made.account_proven) == (Kind.TOKEN, False, False)
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert connection(world).account_proven


def test_a_claim_under_way_ends_with_what_it_took(world: World) -> None:
    """A replacement in the middle of a submission takes nothing away from it."""

    def moved() -> None:
        connect(world)

    world.personio.during = moved
    world.export()
    assert world.state() == (State.EXPORTED, None)
    assert [attempt.outcome for attempt in world.the_entry().attempts] == ["created"]
    assert connection(world).kind is Kind.CLIENT


def test_a_client_that_fails_its_proof_leaves_the_token_in_force(world: World) -> None:
    """The new ones are proven first."""
    world.personio.clients = {}
    assert refused(world) == "client_unknown"
    world.export()
    assert world.state() == (State.EXPORTED, None)


def test_the_client_in_force_again_stores_nothing_new(world: World) -> None:
    """Entering the same client twice changes nothing."""
    made = connect(world)
    assert connect(world) == made
    assert len(world.secrets.versions(ACME)) == 1


def test_a_disconnect_revokes_what_this_instance_has(world: World) -> None:
    """The access token that the proof was made with ends with the connection, which is cut in any case."""
    connect(world)
    assert list(world.personio.given) == [CLIENT]
    world.connecting.disconnect(ACME, "ann")
    assert (world.personio.given, world.personio.valid) == ({}, {})
    assert not connection(world).live


def test_a_store_that_is_silent_keeps_no_connection(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows which client it was, nothing is revoked, and the connection is cut all the same."""
    connect(world)

    def silent(_: str) -> str:
        raise Unavailable("no answer")

    monkeypatch.setattr(world.secrets, "read", silent)
    world.connecting.disconnect(ACME, "ann")
    assert not connection(world).live
    assert list(world.personio.given) == [CLIENT]


def test_a_check_that_was_overtaken_says_nothing_of_the_new_client(world: World) -> None:
    """What a check showed of credentials that were replaced meanwhile is not noted of the new ones."""
    unproven = one_match_and_a_client()
    unproven.put_connection(account_proven=False, reads=False)
    publish(unproven, 4711)
    prove = unproven.personio.prove
    replaced = replace(connection(unproven), secret=unproven.secrets.add(ACME, to_secret(ROTATED)))

    def late(credentials: Credentials, positions: list[int]) -> object:
        unproven.store.put(f"connections/{ACME}", replaced)
        return prove(credentials, positions)

    unproven.personio.prove = late  # type: ignore[method-assign, assignment]  # somebody connects meanwhile
    assert unproven.connecting.test(ACME) == replaced
