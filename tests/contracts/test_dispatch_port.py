"""The port `Dispatch`: one suite for the twin and for Cloud Tasks, and what the latter adds."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.cloud.tasks_v2 import CloudTasksClient, Queue, Task

from local.cloud_tasks.server import StandIn, standing_in
from local.loopback import call
from local.memory.dispatch import InMemoryDispatch
from local.ports import ADDRESS, free_port
from shared import settings, wiring
from shared.adapters.gcp.dispatch import CloudTasksDispatch, open_client
from shared.domain.ledger.turn import Turn
from shared.ports import Dispatch
from shared.structs import replace

pytestmark = pytest.mark.wire

PARENT = "projects/p/locations/europe-west1"
QUEUE = f"{PARENT}/queues/personio-exports"
NOW = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)  # later than the queue's own clock
URL = "http://127.0.0.1:9/send-exports"


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side, what it was asked for and has not given yet, and how it falls silent and speaks again.

    `give` has it give all of them.
    """

    dispatch: Dispatch
    turns: Callable[[], list[Turn]]
    silent: Callable[[bool], object]
    give: Callable[[], object]

    def ask(self, account: str, seconds: int) -> None:
        self.dispatch.ask(turn(account, seconds))

    def asked(self) -> list[tuple[str, float]]:
        """Account, and the seconds from NOW, in order."""
        return sorted((turn.account, (turn.at - NOW).total_seconds()) for turn in self.turns())


def turn(account: str, seconds: int) -> Turn:
    """`seconds` from NOW."""
    return Turn(account=account, at=NOW + timedelta(seconds=seconds))


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as running:
        yield running


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[CloudTasksClient]:
    with open_client(stand_in.address) as client:
        client.create_queue(parent=PARENT, queue=Queue(name=QUEUE))
        client.pause_queue(name=QUEUE)
        yield client


@pytest.fixture
def adapter(client: CloudTasksClient) -> CloudTasksDispatch:
    return CloudTasksDispatch(client=client, queue=QUEUE, url=URL, service_account="tasks@p.example")


@pytest.fixture(params=["twin", "adapter"])
def side(request: pytest.FixtureRequest) -> Side:
    if request.param == "twin":
        twin = InMemoryDispatch()
        return Side(
            dispatch=twin,
            turns=lambda: list(twin.turns),
            silent=lambda silent: setattr(twin, "silent", silent),
            give=lambda: twin.given(NOW + timedelta(days=1)),
        )
    adapter: CloudTasksDispatch = request.getfixturevalue("adapter")
    stand_in: StandIn = request.getfixturevalue("stand_in")
    return Side(
        dispatch=adapter,
        turns=lambda: [told(task) for task in tasks(adapter.client)],
        silent=lambda silent: make_trouble(stand_in, unavailable=None if silent else 0),
        give=lambda: adapter.client.purge_queue(name=QUEUE),
    )


def tasks(client: CloudTasksClient) -> list[Task]:
    return list(client.list_tasks(request={"parent": QUEUE, "response_view": Task.View.FULL}))


def told(task: Task) -> Turn:
    """What the task tells the function; it is given at that second, or at once where that is over."""
    body = json.loads(task.http_request.body)
    at = datetime.fromisoformat(body["at"])
    assert task.schedule_time == at or at < task.create_time
    return Turn(account=body["account"], at=at)


def make_trouble(stand_in: StandIn, **values: Any) -> None:
    status, _ = call("PUT", f"{stand_in.control}/tasks/trouble", json.dumps(values).encode())
    assert status == 200


class TestEverySide:
    """What twin and adapter promise."""

    def test_a_turn_comes_at_its_second(self, side: Side) -> None:
        """What was asked for is given, with the account and the second that it was asked for."""
        for account, seconds in (("1", 5), ("1", 6), ("2", 5), ("15", 5), ("1", 56)):
            side.ask(account, seconds)
        assert side.asked() == [("1", 5), ("1", 6), ("1", 56), ("15", 5), ("2", 5)]

    def test_a_turn_of_a_second_that_is_over_comes_all_the_same(self, side: Side) -> None:
        """One that is asked for too late is given at once."""
        side.ask("1", -2 * 3600)
        assert side.asked() == [("1", -2 * 3600)]

    def test_two_that_ask_for_the_same_get_one(self, side: Side) -> None:
        """Who asks for the same second of an account once more is no error."""
        for _ in range(3):
            side.ask("1", 5)
        assert side.asked() == [("1", 5)]

    def test_a_second_has_one_turn(self, side: Side) -> None:
        """A turn that was given is not given again to who asks for the same second."""
        side.ask("1", 5)
        side.give()
        for seconds in (5, 6):
            side.ask("1", seconds)
        assert side.asked() == [("1", 6)]

    def test_silence_is_nobodys_error(self, side: Side) -> None:
        """Where nobody answers the asking ends all the same; nothing comes of it, now or later."""
        side.silent(True)
        side.ask("1", 5)
        side.silent(False)
        side.ask("1", 9)
        assert side.asked() == [("1", 9)]

    def test_who_met_silence_may_ask_again(self, side: Side) -> None:
        """The second of an asking that nobody heard is not used up."""
        side.silent(True)
        side.ask("1", 5)
        side.silent(False)
        side.ask("1", 5)
        assert side.asked() == [("1", 5)]


class TestCloudTasks:
    """What the adapter adds."""

    def test_a_task_carries_account_and_time_and_nothing_else(self, adapter: CloudTasksDispatch) -> None:
        """A POST of JSON to the function, in the name of the tasks' own account."""
        adapter.ask(turn("123456", 5))
        (task,) = tasks(adapter.client)
        request = task.http_request
        assert json.loads(request.body) == {
            "account": "123456",
            "at": (NOW + timedelta(seconds=5)).isoformat(),
        }
        assert (request.url, request.http_method.name) == (URL, "POST")
        assert dict(request.headers) == {"Content-Type": "application/json"}
        assert request.oidc_token.service_account_email == "tasks@p.example"

    def test_a_name_is_a_hash(self, adapter: CloudTasksDispatch) -> None:
        """Whatever the account's id, the task's is legal, and does not begin like its neighbours'."""
        for account in ("1", "1/2 ü", "x" * 600):
            for seconds in range(3):
                adapter.ask(turn(account, 5 + seconds))
        ids = [task.name.rpartition("/")[2] for task in tasks(adapter.client)]
        assert all(re.fullmatch("[0-9a-f]{64}", id_) for id_ in ids)
        assert len({id_[:4] for id_ in ids}) == 9

    def test_a_silent_service_takes_a_second(
        self, adapter: CloudTasksDispatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A connection that never answers ends after a second, with a line that names the account."""
        with (
            socket.create_server((ADDRESS, 0)) as silent,
            open_client(f"{ADDRESS}:{silent.getsockname()[1]}") as client,
        ):
            began = time.monotonic()
            replace(adapter, client=client).ask(turn("123456", 0))
            took = time.monotonic() - began
        assert 0.9 < took < 2
        assert lines(capsys) == [("WARNING", "turn_not_asked", "123456", "DeadlineExceeded")]

    def test_a_refusal_is_a_line_too(
        self, adapter: CloudTasksDispatch, stand_in: StandIn, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """No connection, UNAVAILABLE, a queue that is not there: asked once, logged, and nothing raised."""
        with open_client(f"{ADDRESS}:{free_port()}") as client:
            replace(adapter, client=client).ask(turn("1", 0))
        make_trouble(stand_in, unavailable=1)
        adapter.ask(turn("2", 0))
        replace(adapter, queue=f"{QUEUE}-2").ask(turn("3", 0))
        assert lines(capsys) == [
            ("WARNING", "turn_not_asked", "1", "ServiceUnavailable"),
            ("WARNING", "turn_not_asked", "2", "ServiceUnavailable"),
            ("WARNING", "turn_not_asked", "3", "NotFound"),
        ]
        assert tasks(adapter.client) == []

    def test_a_used_second_is_no_line(
        self, adapter: CloudTasksDispatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Two that ask for the same second are as it should be."""
        for _ in range(2):
            adapter.ask(turn("1", 0))
        assert lines(capsys) == []

    def test_the_settings_say_where(
        self, client: CloudTasksClient, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Queue, location, address and account of the tasks are settings; the queue is one of the project."""
        place = "projects/p2/locations/europe-west3"
        for queue in ("turns", "readings"):
            client.create_queue(parent=place, queue=Queue(name=f"{place}/queues/{queue}"))
            client.pause_queue(name=f"{place}/queues/{queue}")
        for name, value in (
            ("GOOGLE_CLOUD_PROJECT", "p2"),
            ("TASKS_LOCATION", "europe-west3"),
            ("TASKS_QUEUE", "turns"),
            ("TASKS_SERVICE_ACCOUNT", "turns@p2.example"),
            ("SEND_EXPORTS_URL", "http://127.0.0.1:9/turns"),
            ("READINGS_QUEUE", "readings"),
            ("FOLLOW_APPLICANTS_URL", "http://127.0.0.1:9/readings"),
            ("CLOUD_TASKS_EMULATOR_HOST", stand_in.address),
        ):
            monkeypatch.setenv(name, value)
        settings.current.cache_clear()
        forget()
        try:
            with wiring._cloud_tasks():
                wiring._dispatch().ask(turn("1", 0))
                wiring._readings_dispatch().ask(turn("1", 0))
        finally:
            settings.current.cache_clear()
            forget()
        (reading,) = client.list_tasks(parent=f"{place}/queues/readings")
        assert reading.http_request.url == "http://127.0.0.1:9/readings"
        (task,) = client.list_tasks(parent=f"{place}/queues/turns")
        assert task.http_request.url == "http://127.0.0.1:9/turns"
        assert task.http_request.oidc_token.service_account_email == "turns@p2.example"


def forget() -> None:
    """Nothing that the instance opened is used any more."""
    for made in (wiring._dispatch, wiring._readings_dispatch, wiring._cloud_tasks):
        made.cache_clear()


def lines(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, ...]]:
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [tuple(line[name] for name in ("severity", "event", "account", "kind")) for line in written]
