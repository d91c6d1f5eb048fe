"""What an instance remembers of its clients: what they were given, and what they were refused."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

import pytest

from shared.adapters.personio.access_tokens import AccessTokens, Given
from shared.domain.application import Answer, Outcome
from shared.domain.credentials import Client

CLIENT = Client(id="papi-1", secret="papi-canary-secret")
DAY = 86_400.0
DOWN = Answer(outcome=Outcome.OUTAGE)


class Personio:
    """Gives out one token after the other, or what it is told to, and counts."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.asked = 0
        self.seconds = DAY
        self.refuses: Answer | None = None
        self.during: Callable[[], None] = lambda: None
        self.memory = AccessTokens(clock=lambda: self.now, size=3)

    def fetch(self) -> Given | Answer:
        self.asked += 1
        number = self.asked
        self.during()
        return self.refuses or Given(token=f"canary-token-{number}", seconds=self.seconds)

    def get(self, client: Client = CLIENT, *, anew: bool = False) -> tuple[str | Answer, bool]:
        told, fresh = self.memory.get(client, self.fetch, anew=anew)
        return (told.token if isinstance(told, Given) else told), fresh


@pytest.fixture
def personio() -> Personio:
    return Personio()


@pytest.mark.parametrize(
    ("seconds", "kept"), [(DAY, DAY - 300), (700.0, 400.0), (600.0, 300.0), (60.0, 30.0)]
)
def test_a_token_is_kept_until_five_minutes_before_its_end(
    personio: Personio, seconds: float, kept: float
) -> None:
    """One that holds for less than ten minutes is kept for half of them."""
    personio.seconds = seconds
    assert personio.get() == ("canary-token-1", True)
    personio.now += kept - 0.1
    assert personio.get() == ("canary-token-1", False)
    personio.now += 0.2
    assert personio.get() == ("canary-token-2", True)


@pytest.mark.parametrize("outcome", [Outcome.OUTAGE, Outcome.LIMITED, Outcome.CREDENTIALS_WRONG])
def test_a_failure_is_remembered_for_a_minute(personio: Personio, outcome: Outcome) -> None:
    """Within it the same is answered without a request, also to whoever wants a new token."""
    personio.refuses = Answer(outcome=outcome)
    assert personio.get() == (personio.refuses, True)
    personio.now += 59.9
    assert personio.get() == (personio.refuses, False)
    assert personio.get(anew=True) == (personio.refuses, False)
    personio.now += 0.2
    personio.get()
    assert personio.asked == 2


def test_a_new_one_takes_the_place_of_the_old_one(personio: Personio) -> None:
    """Whoever asks anew gets a new one, and so do the others from then on."""
    personio.get()
    assert personio.get(anew=True) == ("canary-token-2", True)
    assert personio.get() == ("canary-token-2", False)


def test_a_client_is_its_id_and_its_secret(personio: Personio) -> None:
    """A new secret has no part in what the old one was given or refused."""
    personio.refuses = DOWN
    personio.get(Client(id="papi-1", secret="typo"))
    personio.refuses = None
    assert personio.get() == ("canary-token-2", True)
    assert personio.get(Client(id="papi-2", secret=CLIENT.secret)) == ("canary-token-3", True)


def test_what_was_refused_is_forgotten(personio: Personio) -> None:
    """Once: a late answer about an older token leaves the newer one in its place."""
    personio.get()
    assert personio.memory.forget(CLIENT, "canary-token-1") == "canary-token-1"
    assert personio.get() == ("canary-token-2", True)
    assert personio.memory.forget(CLIENT, "canary-token-1") is None
    assert personio.get() == ("canary-token-2", False)


def test_a_failure_outlives_forgetting(personio: Personio) -> None:
    """What is forgotten is a token; that the client was refused is not."""
    personio.refuses = DOWN
    personio.get()
    assert personio.memory.forget(CLIENT) is None
    assert personio.get() == (DOWN, False)


def test_the_longest_unasked_leaves_first(personio: Personio) -> None:
    """There is room for so many clients, and those that are asked for stay."""
    clients = [Client(id=f"papi-{number}", secret="s") for number in range(4)]
    for client in (*clients[:3], clients[0], clients[3]):
        personio.get(client)
    assert personio.get(clients[0])[1] is False
    assert personio.get(clients[1])[1] is True


@pytest.mark.parametrize("refuses", [None, DOWN])
def test_one_request_however_many_threads_ask(personio: Personio, refuses: Answer | None) -> None:
    """Fifty threads share what one request brought, a token or a failure; one of them fetched it."""
    personio.refuses = refuses
    personio.during = lambda: sleep(0.1)
    together, told = Barrier(50), []

    def ask() -> None:
        together.wait()
        told.append(personio.get())

    threads = [Thread(target=ask) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert personio.asked == 1
    assert {said for said, _ in told} == {refuses or "canary-token-1"}
    assert sum(fresh for _, fresh in told) == 1


def test_another_client_does_not_wait(personio: Personio) -> None:
    """While Personio hangs for one client, the others are served."""
    other = Client(id="papi-2", secret="s")
    served: list[tuple[str | Answer, bool]] = []

    def serve_the_other() -> None:
        personio.during = lambda: None
        thread = Thread(target=lambda: served.append(personio.get(other)))
        thread.start()
        thread.join(timeout=5)

    personio.during = serve_the_other
    personio.get()
    assert served == [("canary-token-2", True)]


def test_silent(personio: Personio) -> None:
    """Neither secret nor token shows where the memory is printed."""
    personio.get()
    assert "canary" not in repr(personio.memory) + repr(personio.fetch()) + repr(CLIENT)
