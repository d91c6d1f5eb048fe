"""A connection that Personio refuses is proven again, and goes on by itself once it is mended there."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import force_setattr

from local.memory.connections import InMemoryConnections
from shared.domain.application import Answer, Outcome, Proof, ReasonCode, Refusal
from shared.domain.connection import Connection, ConnectionState
from shared.domain.credentials import Credentials, Token
from shared.domain.errors import Problem, Unavailable
from shared.domain.ledger.account import Slot
from shared.domain.ledger.export import Code, Origin, State
from shared.structs import replace
from tests.support.world import ACCOUNT, World

if TYPE_CHECKING:
    from shared.ports import Step, Told

MINUTE = timedelta(minutes=1)
EXPORTED = (State.EXPORTED, None)
WAITS = (State.WAITING, Code.RECONNECT)
WRONG = Answer(outcome=Outcome.CREDENTIALS_WRONG, status=401)
OFF = Answer(
    outcome=Outcome.FEATURE_OFF,
    status=403,
    refusals=(Refusal(reason=ReasonCode("feature.public-api.disabled")),),
)
SILENT = (
    Answer(outcome=Outcome.UNKNOWN, status=503),
    Answer(outcome=Outcome.OUTAGE),
    Answer(outcome=Outcome.LIMITED, status=429),
)


class Proofs:
    """How Personio answers proofs, and when it was asked for one: minutes since it began."""

    def __init__(self, world: World) -> None:
        self.world, self.began = world, world.clock.now()
        self.answer: Answer | None = WRONG
        self.at: list[float] = []
        self.of: list[Credentials] = []
        self.positions: list[tuple[int, ...]] = []
        self.during: Callable[[], None] = lambda: None
        world.personio.prove = self  # type: ignore[method-assign]  # it counts

    def __call__(self, credentials: Credentials, positions: Sequence[int]) -> Proof:
        self.at.append(round((self.world.clock.now() - self.began) / MINUTE, 1))
        self.of.append(credentials)
        self.positions.append(tuple(positions))
        during, self.during = self.during, lambda: None
        during()
        return Proof(answer=self.answer or Answer(outcome=Outcome.CREATED))


@pytest.fixture
def world() -> World:
    world = World()
    world.company("acme", account=ACCOUNT)
    return world


@pytest.fixture
def proofs(world: World) -> Proofs:
    """Of acme, whose match was refused just now, and waits."""
    refuse(world, WRONG)
    return Proofs(world)


def refuse(world: World, answer: Answer, company_id: str = "acme", number: int = 0) -> str:
    world.personio.script = [answer]
    match = world.match(company_id, number)
    world.export(match)
    assert world.store.get(f"connections/{company_id}").doubted
    return match


def connection(world: World, company_id: str = "acme") -> Connection:
    known: Connection = world.store.get(f"connections/{company_id}")
    return known


def asked(world: World) -> list[float]:
    """In how many minutes from now the turns come that were asked for."""
    return sorted((turn.at - world.clock.now()) / MINUTE for turn in world.queue_of_turns.turns)


def failures(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Whose proofs broke off, and of what, as the log tells."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [(line["company"], line["kind"]) for line in lines if line["event"] == "proof_failed"]


# The schedule


def test_a_refused_connection_is_proven_by_the_schedule(world: World, proofs: Proofs) -> None:
    """After 5, 15, 30 and 60 minutes, then hourly, whatever else its account does in between."""
    world.run(minutes=240.5)
    assert proofs.at == [5, 15, 30, 60, 120, 180, 240]
    assert {credentials.key for credentials in proofs.of} == {Token(value="token")}
    assert len(world.personio.requests) == 1


@pytest.mark.parametrize(
    ("answer", "state", "problem"),
    [
        (WRONG, ConnectionState.NEEDS_RECONNECT, "credentials_refused"),
        (OFF, ConnectionState.FEATURE_OFF, "public_api_off"),
        (Answer(outcome=Outcome.UNKNOWN, status=503), ConnectionState.CONNECTED, None),
    ],
)
def test_a_check_by_hand_is_what_the_connection_shows(
    proofs: Proofs, world: World, answer: Answer, state: ConnectionState, problem: str | None
) -> None:
    """What Personio refuses shows from then on, and is proven again by the schedule; silence says nothing."""
    proofs.answer = None
    world.connecting.test("acme")
    proofs.answer = answer
    with pytest.raises(Problem):
        world.connecting.test("acme")
    known = connection(world)
    assert (known.state, known.problem) == (state, problem)
    assert (known.next_probe_at is not None) == (problem is not None)


def test_after_seven_days_nobody_proves_it_unasked(world: World, proofs: Proofs) -> None:
    """The last proof is that of the seventh day; a test by an admin still mends it."""
    world.run(minutes=7 * 24 * 60 + 130)
    assert (proofs.at[-1], len(proofs.at)) == (7 * 24 * 60, 3 + 7 * 24)
    assert (connection(world).doubted, connection(world).next_probe_at) == (True, None)
    proofs.answer = None
    assert world.connecting.test("acme") == connection(world)
    world.run()
    assert (connection(world).doubted, connection(world).refused_since) == (False, None)
    assert world.state("acme-00000") == EXPORTED


def unreadable(version: str) -> None:
    """Until somebody enables it again."""


def test_whoever_finds_no_token_has_it_proven_again(world: World) -> None:
    """A pinned version that cannot be read is looked for by the schedule, without asking Personio."""
    read = world.secrets.read
    world.secrets.read = unreadable  # type: ignore[method-assign]  # a store that lost a version
    match = world.match("acme")
    world.export(match)
    assert (world.state(match), asked(world)) == (WAITS, [5])
    proofs = Proofs(world)
    world.run(minutes=20)
    assert (proofs.at, connection(world).problem) == ([], "credentials_refused")
    assert world.account().slots == {}
    world.secrets.read = read  # type: ignore[method-assign]  # as it was
    proofs.answer = None
    world.run(minutes=11)
    assert (proofs.at, world.state(match)) == ([30], EXPORTED)


def test_a_foreign_secret_is_for_operators(
    world: World, proofs: Proofs, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a hand wrote a name that is none of ours, nobody is asked, and the log says so each time."""
    world.put_connection(secret="")
    world.run(minutes=16)
    assert (proofs.at, connection(world).next_probe_at) == ([], proofs.began + 30 * MINUTE)
    assert failures(capsys) == [("acme", "ValueError"), ("acme", "ValueError")]


def test_export_again_that_finds_no_token_asks_for_the_proof(world: World) -> None:
    """What stays as it is says nothing of a turn; the connection that was found wanting does."""
    match = world.match("acme")
    world.export(match)
    world.secrets.retire(connection(world).secret)
    with pytest.raises(Exception, match="export_again_blocked"):
        world.export(match, origin=Origin.CLICK, again=True)
    assert (connection(world).state, asked(world)) == (ConnectionState.NEEDS_RECONNECT, [5])


@pytest.mark.parametrize("state", [ConnectionState.NEEDS_RECONNECT, ConnectionState.FEATURE_OFF])
def test_one_that_was_refused_before_anybody_noted_it_is_proven_too(
    world: World, state: ConnectionState
) -> None:
    """A connection of which nobody knows since when is proven in its account's next turn, then as all."""
    proofs = Proofs(world)
    world.put_connection(state=state)
    world.queue("acme")
    world.run(minutes=20)
    assert proofs.at == pytest.approx([0, 5, 15], abs=0.1)


# What a proof comes to


@pytest.mark.parametrize("answer", [WRONG, OFF])
def test_what_waited_leaves_once_a_proof_succeeds(world: World, answer: Answer) -> None:
    """A success ends the refusal and sends what waited for it, in the same turn."""
    matches = [refuse(world, answer), world.queue("acme", 1)]
    proofs = Proofs(world)
    proofs.answer = None
    world.run(minutes=4.9)
    assert EXPORTED not in [world.state(match) for match in matches]
    world.run(minutes=0.2)
    assert [world.state(match) for match in matches] == [EXPORTED, EXPORTED]
    healed = connection(world)
    assert (healed.state, healed.problem) == (ConnectionState.CONNECTED, None)
    assert (healed.refused_since, healed.next_probe_at) == (None, None)
    world.run(minutes=120)
    assert proofs.at == [5]


def test_a_connection_that_healed_says_so(
    world: World, proofs: Proofs, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line of the log tells whose connection healed, and that no admin did it."""
    proofs.answer = None
    capsys.readouterr()
    world.run(minutes=6)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [line for line in lines if line["event"] == "connection_changed"]
    assert [(line["company"], line["what"], "by" in line) for line in told] == [("acme", "healed", False)]
    assert world.audit.lines == []


def test_what_was_refused_for_the_application_stays_refused(world: World) -> None:
    """A proof wakes what waits; what Personio refused of its own is looked at, and not sent again."""
    world.personio.script = [
        Answer(outcome=Outcome.REFUSED, status=400, refusals=(Refusal(reason=ReasonCode("unlisted")),))
    ]
    refused = world.match("acme", 1)
    world.export(refused)
    refuse(world, WRONG)
    Proofs(world).answer = None
    world.run(minutes=6)
    assert world.state(refused) == (State.NEEDS_ACTION, Code.REFUSED)
    assert len(world.personio.requests) == 3


@pytest.mark.parametrize("answer", SILENT)
def test_a_proof_without_an_answer_says_nothing(world: World, proofs: Proofs, answer: Answer) -> None:
    """Silence or a limit leaves connection and account as they are; the next proof has its time."""
    before, known = connection(world), world.account()
    proofs.answer = answer
    world.run(minutes=6)
    assert proofs.at == [5]
    assert connection(world) == replace(before, next_probe_at=proofs.began + 15 * MINUTE)
    assert replace(world.account(), slots={}, turn_at=None) == replace(known, slots={}, turn_at=None)


def test_what_personio_says_now_is_what_is_shown(world: World, proofs: Proofs) -> None:
    """Where the token is taken again and the API is off, nobody is told to look for another token."""
    proofs.answer = OFF
    world.run(minutes=6)
    known = connection(world)
    assert (known.state, known.problem) == (ConnectionState.FEATURE_OFF, "public_api_off")
    proofs.answer = WRONG
    world.run(minutes=10)
    known = connection(world)
    assert (known.state, known.problem) == (ConnectionState.NEEDS_RECONNECT, "credentials_refused")
    assert (known.refused_since, known.next_probe_at) == (proofs.began, proofs.began + 30 * MINUTE)


def test_a_proof_takes_one_slot_as_a_click(world: World, proofs: Proofs) -> None:
    """Personio counts it among the account's documents, for as long as any other."""
    world.run(minutes=5)
    world.clock.advance(1)
    slots: list[Slot] = []
    proofs.during = lambda: slots.extend(world.account().slots.values())
    world.run(minutes=10)
    now = proofs.began + 15 * MINUTE
    new = [slot for slot in slots if slot.until > now]
    assert [(slot.until - now, slot.origin) for slot in new] == [(world.pace.slot_hold, Origin.CLICK)]


# What stands in between


def reconnect(world: World) -> None:
    world.connecting.connect(
        "acme", "ann", url="acme.jobs.personio.de", personio_company_id=ACCOUNT, access_token="another"
    )


def disconnect(world: World) -> None:
    world.connecting.disconnect("acme", "ann")


def reconnect_in_vain(world: World) -> None:
    """Personio takes the new token once, and not again."""
    world.connecting.connect(
        "acme", "ann", url="acme.jobs.personio.de", personio_company_id=ACCOUNT, access_token="another"
    )
    refuse(world, WRONG, number=1)


@pytest.mark.parametrize("late", [None, WRONG, OFF])
@pytest.mark.parametrize("deed", [reconnect, reconnect_in_vain, disconnect])
def test_what_was_replaced_or_cut_meanwhile_is_left_alone(
    world: World, proofs: Proofs, deed: Callable[[World], None], late: Answer | None
) -> None:
    """Whatever is said of a token that is out of force, the connection stays as somebody made it."""
    made: list[Connection] = []

    def meanwhile() -> None:
        proofs.answer = None
        deed(world)
        made.append(connection(world))
        proofs.answer = late

    proofs.during = meanwhile
    world.run(minutes=6)
    before_the_export = replace(
        connection(world), last_success_at=None, account_proven=made[0].account_proven
    )
    assert [before_the_export] == made


def test_a_connection_that_was_mended_meanwhile_stays_mended(world: World, proofs: Proofs) -> None:
    """A test that succeeded while the proof was under way is not undone by what the proof is told."""

    def meanwhile() -> None:
        proofs.answer = None
        world.connecting.test("acme")
        proofs.answer = WRONG

    proofs.during = meanwhile
    world.run(minutes=6)
    assert connection(world).state is ConnectionState.CONNECTED


def test_a_cut_connection_is_not_proven(world: World, proofs: Proofs) -> None:
    """Nobody is asked about a token that is not in force any more."""
    disconnect(world)
    world.run(minutes=120)
    cut = connection(world)
    assert (proofs.at, cut.state) == ([], ConnectionState.DISCONNECTED)
    assert (cut.refused_since, cut.next_probe_at) == (None, None)


def test_of_two_at_once_one_makes_the_proof(world: World, proofs: Proofs) -> None:
    """Two turns that saw the same connection ask Personio once, and its schedule goes on by one."""
    known = connection(world)
    world.clock.advance(301)

    def second() -> None:
        world.sending.proving.prove(world.account(), [known])

    proofs.during = second
    second()
    assert (len(proofs.at), connection(world).next_probe_at) == (1, proofs.began + 15 * MINUTE)


def test_a_paused_company_heals_and_sends_nothing(world: World, proofs: Proofs) -> None:
    """A pause holds exports, not the proof: when it ends, nothing else stands in their way."""
    world.put_connection(paused=True)
    proofs.answer = None
    world.run(minutes=6)
    assert (proofs.at, connection(world).state) == ([5], ConnectionState.CONNECTED)
    assert (world.state("acme-00000"), len(world.personio.requests)) == ((State.WAITING, Code.PAUSED), 1)
    world.connecting.update_settings("acme", "ann", paused=False)
    world.run()
    assert world.state("acme-00000") == EXPORTED


def test_each_connection_of_an_account_is_proven(world: World) -> None:
    """Two companies may have tokens of one account, and each has its own proof, in the account's turns."""
    world.company("globex", account=ACCOUNT)
    refuse(world, WRONG)
    proofs = Proofs(world)
    world.clock.advance(120)
    refuse(world, OFF, "globex")
    world.run(minutes=13.5)
    assert proofs.at == [5, 7, 15]
    assert [connection(world, name).state for name in ("acme", "globex")] == [
        ConnectionState.NEEDS_RECONNECT,
        ConnectionState.NEEDS_RECONNECT,
    ]
    world.clock.advance(30 * 60)
    proofs.answer = None
    world.run()
    assert [world.state(match) for match in ("acme-00000", "globex-00000")] == [EXPORTED, EXPORTED]


def test_one_connection_that_breaks_off_stops_nobody(
    world: World, proofs: Proofs, capsys: pytest.CaptureFixture[str]
) -> None:
    """What fails in one proof is logged by type and place; others are proven and sent all the same."""
    world.company("globex", account=ACCOUNT)
    refuse(world, WRONG, "globex")

    def broken() -> None:
        raise Unavailable

    proofs.answer, proofs.during = None, broken
    world.run(minutes=6)
    assert failures(capsys) == [("acme", "Unavailable")]
    assert [world.state(match) for match in ("acme-00000", "globex-00000")] == [WAITS, EXPORTED]


def test_a_proof_that_breaks_off_is_followed_by_the_next(world: World, proofs: Proofs) -> None:
    """Whatever failed, the schedule goes on."""

    def broken() -> None:
        raise Unavailable

    proofs.during = broken
    world.clock.advance(300)
    next_at = world.sending.proving.prove(world.account(), [connection(world)])
    assert (proofs.at, next_at) == ([5], proofs.began + 15 * MINUTE)


def test_a_proof_waits_for_what_its_account_waits_for(world: World, proofs: Proofs) -> None:
    """After a 429, during an outage until its probe, and without a free slot, it comes as soon as it may."""
    obstacles: Sequence[dict[str, Any]] = [
        {"resting_until": proofs.began + 6 * MINUTE},
        {"outage_since": proofs.began, "next_probe_at": proofs.began + 16 * MINUTE},
        {
            "slots": {str(n): Slot(until=proofs.began + 31 * MINUTE) for n in range(20)},
            "outage_since": None,
        },
    ]
    for obstacle, until in zip(obstacles, (7, 17, 32), strict=True):
        world.store.put(f"accounts/{ACCOUNT}", replace(world.account(), **obstacle))
        world.run(minutes=until - (world.clock.now() - proofs.began) / MINUTE)
    assert proofs.at == pytest.approx([6, 16, 31], abs=0.1)


def test_a_proof_that_succeeds_ends_an_outage(world: World, proofs: Proofs) -> None:
    """As after a test: Personio answers, so that nothing of the account waits for a probe any more."""
    silent = replace(world.account(), outage_since=proofs.began, next_probe_at=proofs.began)
    world.store.put(f"accounts/{ACCOUNT}", silent)
    world.put_connection(paused=True)
    proofs.answer = None
    world.run(minutes=6)
    assert (world.account().outage_since, world.account().next_probe_at) == (None, None)


def test_a_turn_has_an_end(world: World, proofs: Proofs) -> None:
    """Where proofs are slow, those that no time is left for have the account's next turn."""
    for name in ("globex", "hooli"):
        world.company(name, account=ACCOUNT)
        refuse(world, WRONG, name)
    submit = proofs.__call__

    def slow(credentials: Credentials, positions: Sequence[int]) -> Proof:
        world.clock.advance(11)
        return submit(credentials, positions)

    world.personio.prove = slow  # type: ignore[method-assign]  # a slow one
    world.clock.advance(301)
    (turned,) = world.give_turns()
    assert (turned.took_place, len(proofs.at)) == (True, 1)
    assert asked(world)[0] <= 1 / 60
    world.run(minutes=2)
    assert len(proofs.at) == 3


def test_who_died_at_a_proof_is_followed_by_the_next(world: World, proofs: Proofs) -> None:
    """A proof that its worker did not live through counts as made; the turn comes again, the next one too."""

    def dies() -> None:
        raise KeyboardInterrupt

    proofs.during = dies
    at = world.queue_of_turns.next_at()
    assert at is not None
    with pytest.raises(KeyboardInterrupt):
        world.run(minutes=6)
    assert world.sending.turn(ACCOUNT, at, repeated=True).took_place
    proofs.answer = None
    world.run(minutes=16)
    assert (proofs.at, world.state("acme-00000")) == ([5, 15], EXPORTED)


# What nobody asked for


def test_a_proof_whose_turn_is_lost_is_asked_for_by_the_sweep(world: World, proofs: Proofs) -> None:
    """With a queue that forgets, and nothing that waits, it is made within five minutes after its time."""
    world.card.cancel("acme", "acme-00000", "rob")
    world.queue_of_turns.turns.clear()
    proofs.answer = None
    world.run(minutes=10.5)
    assert (proofs.at, connection(world).doubted) == ([10], False)


class Silent(InMemoryConnections):
    """They can be read, and not written."""

    def update(self, company_id: str, step: "Step", told: "Told | None" = None) -> Connection:
        raise Unavailable(company_id)


def test_a_proof_that_could_not_be_taken_has_its_accounts_next_turn(world: World, proofs: Proofs) -> None:
    """Where Firestore does not note it, no turn follows each second; it is made when there is one anyhow."""
    force_setattr(world.sending.proving, "connections", Silent(store=world.store))
    assert len(world.run(minutes=14.5)) <= 4
    force_setattr(world.sending.proving, "connections", world.connections)
    world.run(minutes=60)
    assert proofs.at != []
