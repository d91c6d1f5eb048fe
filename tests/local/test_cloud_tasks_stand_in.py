"""The Cloud Tasks stand-in against what Google documents, through Google's own client."""

import base64
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any

import grpc
import pytest
from google.api_core.exceptions import (
    AlreadyExists,
    InvalidArgument,
    MethodNotImplemented,
    NotFound,
    ServiceUnavailable,
)
from google.cloud.tasks_v2 import (
    AppEngineHttpRequest,
    AppEngineRouting,
    CloudTasksClient,
    HttpMethod,
    HttpRequest,
    HttpTarget,
    OAuthToken,
    OidcToken,
    Queue,
    RateLimits,
    RetryConfig,
    Task,
)
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from local.cloud_tasks.queue import Delivery
from local.cloud_tasks.queue import Queue as KeptQueue
from local.cloud_tasks.server import StandIn, standing_in
from local.loopback import call
from local.ports import ADDRESS, ensure_free, free_port
from local.scenes.listening import Listener, listening

PARENT = "projects/p/locations/europe-west1"
QUEUE = f"{PARENT}/queues/q"
KEPT = 1.0  # seconds that a name is refused
SOON = RetryConfig(min_backoff=timedelta(seconds=0.02), max_backoff=timedelta(seconds=0.05))


@dataclass(frozen=True, kw_only=True)
class Heard:
    at: float
    line: str
    headers: dict[str, str]
    body: bytes


class Worker(Listener):
    """A target that notes what it hears, answers what it is told to, and holds its answers on demand."""

    def __init__(self, port: int = 0) -> None:
        super().__init__((ADDRESS, port), Target)
        self.heard: list[Heard] = []
        self.answers: deque[int] = deque()
        self.go_on = threading.Event()
        self.go_on.set()
        self.url = f"http://{ADDRESS}:{self.server_port}/work?a=b"

    def tasks(self) -> list[str]:
        return [one.headers["x-cloudtasks-taskname"] for one in self.heard]


class Target(BaseHTTPRequestHandler):
    server: Worker

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline()
        if not self.raw_requestline or not self.parse_request():
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        self.server.heard.append(
            Heard(at=time.time(), line=self.requestline.rpartition(" ")[0], headers=headers, body=body)
        )
        self.server.go_on.wait(10)
        self.send_response(self.server.answers.popleft() if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def connected(address: str) -> Iterator[CloudTasksClient]:
    with CloudTasksClient(
        transport=CloudTasksGrpcTransport(channel=grpc.insecure_channel(address))
    ) as client:
        yield client


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in(names_kept=timedelta(seconds=KEPT), shortest_deadline=timedelta(seconds=0.2)) as running:
        yield running


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[CloudTasksClient]:
    with connected(stand_in.address) as client:
        client.create_queue(parent=PARENT, queue=Queue(name=QUEUE, retry_config=SOON))
        yield client


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    with listening(worker):
        yield worker
        worker.go_on.set()


def a_task(worker: Worker | None, id_: str | None = None, *, later: float = 0.0, **fields: Any) -> Task:
    """Without a worker it goes to where nobody listens."""
    url = worker.url if worker else f"http://{ADDRESS}:9/"
    request = fields.pop("http_request", HttpRequest(url=url))
    name = f"{QUEUE}/tasks/{id_}" if id_ else ""
    at = datetime.now(UTC) + timedelta(seconds=later) if later else None
    return Task(name=name, http_request=request, schedule_time=at, **fields)


def ids(client: CloudTasksClient) -> list[str]:
    return [task.name.rpartition("/")[2] for task in client.list_tasks(parent=QUEUE)]


def wait(until: Callable[[], object], seconds: float = 8.0) -> None:
    over_at = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < over_at, "it did not happen"
        time.sleep(0.005)


def make_trouble(stand_in: StandIn, **values: Any) -> int:
    return call("PUT", f"{stand_in.control}/tasks/trouble", json.dumps(values).encode())[0]


def dispatches(stand_in: StandIn) -> list[dict[str, Any]]:
    noted: list[dict[str, Any]] = json.loads(call("GET", f"{stand_in.control}/tasks/dispatches")[1])
    return noted


class TestDispatching:
    """What arrives at a target, and when."""

    def test_a_task_is_sent_with_what_it_carries(self, client: CloudTasksClient, worker: Worker) -> None:
        """Method, path, query, body and headers are the task's; Google's own headers stand beside them."""
        headers = {"Content-Type": "application/json", "X-Ours": "1"}
        replaced = {"Host": "x", "User-Agent": "x", "X-CloudTasks-QueueName": "x", "X-Google-A": "x"}
        request = HttpRequest(
            url=worker.url, http_method=HttpMethod.PUT, headers={**headers, **replaced}, body=b'{"a": 1}'
        )
        client.create_task(parent=QUEUE, task=a_task(worker, "t1", http_request=request))
        wait(lambda: worker.heard)
        heard = worker.heard[0]
        assert (heard.line, heard.body) == ("PUT /work?a=b", b'{"a": 1}')
        eta = float(heard.headers.pop("x-cloudtasks-tasketa"))
        assert eta <= heard.at < eta + 1
        assert heard.headers == {
            "accept-encoding": "identity",
            "host": f"{ADDRESS}:{worker.server_port}",
            "content-length": "8",
            "content-type": "application/json",
            "x-ours": "1",
            "user-agent": "Google-Cloud-Tasks",
            "x-cloudtasks-queuename": "q",
            "x-cloudtasks-taskname": "t1",
            "x-cloudtasks-taskretrycount": "0",
            "x-cloudtasks-taskexecutioncount": "0",
        }

    def test_a_task_is_a_post_unless_it_says_otherwise(
        self, client: CloudTasksClient, worker: Worker
    ) -> None:
        """Without a method it is a POST, without a name it gets one, and nobody adds a content type."""
        made = client.create_task(parent=QUEUE, task=a_task(worker))
        wait(lambda: worker.heard)
        assert worker.heard[0].line.startswith("POST ")
        assert "content-type" not in worker.heard[0].headers
        assert made.name == f"{QUEUE}/tasks/{worker.tasks()[0]}"

    @pytest.mark.parametrize("audience", ["", "https://other.example"])
    def test_a_token_tells_for_whom_it_would_be(
        self, client: CloudTasksClient, worker: Worker, audience: str
    ) -> None:
        """An OIDC token names the account and the audience (else the URL), and is signed by nobody."""
        oidc = OidcToken(service_account_email="tasks@p.example", audience=audience)
        request = HttpRequest(url=worker.url, oidc_token=oidc)
        client.create_task(parent=QUEUE, task=a_task(worker, http_request=request))
        wait(lambda: worker.heard)
        kind, _, token = worker.heard[0].headers["authorization"].partition(" ")
        _, claims, signature = token.split(".")
        read = json.loads(base64.urlsafe_b64decode(claims + "=="))
        assert (kind, signature) == ("Bearer", "signed-by-the-stand-in")
        assert (read["email"], read["aud"]) == ("tasks@p.example", audience or worker.url)

    def test_a_task_waits_for_its_time(self, client: CloudTasksClient, worker: Worker) -> None:
        """Nothing is sent before its schedule time; a time that is past means now."""
        task = a_task(worker, "later", later=0.4)
        client.create_task(parent=QUEUE, task=task)
        now = client.create_task(parent=QUEUE, task=a_task(worker, "now", later=-60))
        assert timedelta() <= now.schedule_time - now.create_time <= timedelta(seconds=1)
        wait(lambda: len(worker.heard) == 2)
        assert worker.tasks() == ["now", "later"]
        assert 0 <= worker.heard[1].at - task.schedule_time.timestamp() < 1

    def test_anything_but_a_success_comes_again(
        self, client: CloudTasksClient, worker: Worker, stand_in: StandIn
    ) -> None:
        """Any status but a 2xx repeats the task, and each attempt says how many there were; a 2xx ends it."""
        worker.answers.extend((500, 404, 302, 204))
        client.create_task(parent=QUEUE, task=a_task(worker, "t1"))
        wait(lambda: len(dispatches(stand_in)) == 4)
        names = ("taskretrycount", "taskexecutioncount", "taskpreviousresponse")
        headers = [tuple(one.headers.get(f"x-cloudtasks-{name}") for name in names) for one in worker.heard]
        assert headers == [("0", "0", None), ("1", "1", "500"), ("2", "2", "404"), ("3", "3", "302")]
        assert [one["status"] for one in dispatches(stand_in)] == [500, 404, 302, 204]
        etas = [float(one.headers["x-cloudtasks-tasketa"]) for one in worker.heard]
        assert all(later - sooner >= 0.02 for sooner, later in pairwise(etas))
        assert all(eta <= one.at for eta, one in zip(etas, worker.heard, strict=True))
        with pytest.raises(NotFound):
            client.get_task(name=f"{QUEUE}/tasks/t1")

    def test_a_target_that_is_not_there_is_tried_again(
        self, client: CloudTasksClient, stand_in: StandIn
    ) -> None:
        """A refused connection is a failure without an answer."""
        port = free_port()
        request = HttpRequest(url=f"http://{ADDRESS}:{port}/")
        client.create_task(parent=QUEUE, task=a_task(None, "t1", http_request=request))
        wait(lambda: len(dispatches(stand_in)) >= 2)
        task = client.get_task(name=f"{QUEUE}/tasks/t1")
        assert task.dispatch_count >= 2
        assert task.response_count == 0
        worker = Worker(port)
        with listening(worker):
            wait(lambda: worker.heard)
        assert int(worker.heard[0].headers["x-cloudtasks-taskretrycount"]) >= 2
        assert worker.heard[0].headers["x-cloudtasks-taskexecutioncount"] == "0"

    def test_a_target_that_takes_too_long_is_left(
        self, client: CloudTasksClient, worker: Worker, stand_in: StandIn
    ) -> None:
        """Without an answer by dispatch_deadline the attempt failed, and the task comes again."""
        worker.go_on.clear()
        client.create_task(parent=QUEUE, task=a_task(worker, dispatch_deadline=timedelta(seconds=0.3)))
        wait(lambda: len(worker.heard) == 2)
        (first,) = dispatches(stand_in)
        assert first["status"] == 0
        assert 0.3 <= first["seconds"] < 2

    def test_no_more_than_the_queue_allows_are_under_way(
        self, client: CloudTasksClient, worker: Worker
    ) -> None:
        """Up to max_concurrent_dispatches wait for their answers at once; each answer lets another go."""
        limits = RateLimits(max_concurrent_dispatches=2)
        client.update_queue(queue=Queue(name=QUEUE, rate_limits=limits))
        worker.go_on.clear()
        for number in range(5):
            client.create_task(parent=QUEUE, task=a_task(worker, f"t{number}"))
        wait(lambda: len(worker.heard) == 2)
        time.sleep(0.1)
        assert len(worker.heard) == 2
        worker.go_on.set()
        wait(lambda: len(worker.heard) == 5)

    def test_no_more_than_the_queue_allows_go_in_a_second(
        self, client: CloudTasksClient, worker: Worker
    ) -> None:
        """A second's worth goes at once, then each at the queue's rate."""
        client.update_queue(queue=Queue(name=QUEUE, rate_limits=RateLimits(max_dispatches_per_second=10)))
        for _ in range(14):
            client.create_task(parent=QUEUE, task=a_task(worker))
        wait(lambda: len(worker.heard) == 14)
        assert worker.heard[13].at - worker.heard[0].at >= 0.25


class TestNames:
    """A name is a task's own."""

    def test_a_used_name_is_refused(self, client: CloudTasksClient, worker: Worker) -> None:
        """While a task waits, after it was executed or deleted, until the time is over."""

        def refused(name: str) -> bool:
            try:
                client.create_task(parent=QUEUE, task=a_task(worker, name, later=60))
            except AlreadyExists:
                return True
            return False

        client.create_task(parent=QUEUE, task=a_task(worker, "executed"))
        client.create_task(parent=QUEUE, task=a_task(worker, "waiting", later=60))
        client.create_task(parent=QUEUE, task=a_task(worker, "deleted", later=60))
        wait(lambda: ids(client) == ["deleted", "waiting"])
        client.delete_task(name=f"{QUEUE}/tasks/deleted")
        assert [refused(name) for name in ("executed", "waiting", "deleted")] == [True] * 3
        time.sleep(KEPT)
        assert [refused(name) for name in ("executed", "waiting", "deleted")] == [False, True, False]

    @pytest.mark.parametrize("answer", [500, 200])
    def test_a_deleted_task_never_comes(self, client: CloudTasksClient, worker: Worker, answer: int) -> None:
        """One that waits is not sent, one under way not repeated, and both make room; gone is NOT_FOUND."""
        client.update_queue(
            queue=Queue(name=QUEUE, rate_limits=RateLimits(max_concurrent_dispatches=1), retry_config=SOON)
        )
        worker.answers.append(answer)
        worker.go_on.clear()
        client.create_task(parent=QUEUE, task=a_task(worker, "under-way"))
        wait(lambda: worker.heard)
        for name in ("waiting", "next"):
            client.create_task(parent=QUEUE, task=a_task(worker, name))
        for name in ("waiting", "under-way"):
            client.delete_task(name=f"{QUEUE}/tasks/{name}")
            with pytest.raises(NotFound):
                client.delete_task(name=f"{QUEUE}/tasks/{name}")
        worker.go_on.set()
        wait(lambda: len(worker.heard) > 1)
        time.sleep(0.1)
        assert worker.tasks() == ["under-way", "next"]

    def test_tasks_are_read_with_their_bodies_on_request(self, client: CloudTasksClient) -> None:
        """Get and list leave the body out unless the view is FULL; lists come by pages."""
        request = HttpRequest(url="http://x/", body=b"1")
        made = [
            client.create_task(parent=QUEUE, task=a_task(None, f"t{number}", later=60, http_request=request))
            for number in range(5)
        ]
        assert made[0].view is Task.View.BASIC
        assert made[0].dispatch_deadline == timedelta(minutes=10)
        assert made[0].http_request.http_method is HttpMethod.POST
        assert client.get_task(name=made[0].name) == made[0]
        assert made[0].http_request.body == b""
        full = client.get_task(request={"name": made[0].name, "response_view": Task.View.FULL})
        assert full.http_request.body == b"1"
        pages = client.list_tasks(request={"parent": QUEUE, "page_size": 2}).pages
        assert [[task.name for task in page.tasks] for page in pages] == [
            [task.name for task in made[start : start + 2]] for start in (0, 2, 4)
        ]


class TestQueues:
    """What a queue's settings do."""

    def test_a_queue_has_googles_figures_where_none_are_named(self, client: CloudTasksClient) -> None:
        """500 a second, 1,000 at once, 100 attempts, waits from 0.1 s to an hour; a burst is a second's."""
        made = client.create_queue(parent=PARENT, queue=Queue(name=f"{QUEUE}2"))
        assert made == client.get_queue(name=f"{QUEUE}2")
        assert made.state is Queue.State.RUNNING
        assert made.rate_limits == RateLimits(
            max_dispatches_per_second=500, max_burst_size=500, max_concurrent_dispatches=1000
        )
        assert made.retry_config == RetryConfig(
            max_attempts=100,
            min_backoff=timedelta(seconds=0.1),
            max_backoff=timedelta(hours=1),
            max_doublings=16,
        )
        with pytest.raises(AlreadyExists):
            client.create_queue(parent=PARENT, queue=Queue(name=f"{QUEUE}2"))

    def test_an_update_changes_what_its_mask_names(self, client: CloudTasksClient) -> None:
        """The rest stays, a pause too; a queue that is not there is made."""
        client.pause_queue(name=QUEUE)
        limits = RateLimits(max_dispatches_per_second=2.5, max_concurrent_dispatches=7)
        mask = {"paths": ["rate_limits.max_dispatches_per_second"]}
        changed = client.update_queue(
            request={"queue": Queue(name=QUEUE, rate_limits=limits), "update_mask": mask}
        )
        assert changed.rate_limits == RateLimits(
            max_dispatches_per_second=2.5, max_burst_size=3, max_concurrent_dispatches=1000
        )
        assert changed.retry_config.min_backoff == SOON.min_backoff
        assert changed.state is Queue.State.PAUSED
        whole = {"queue": {"name": QUEUE, "retry_config": {"max_attempts": 3}}}
        replaced = client.update_queue(request={**whole, "update_mask": {"paths": ["retry_config"]}})
        assert replaced.retry_config.max_attempts == 3
        assert replaced.retry_config.min_backoff == timedelta(seconds=0.1)
        assert replaced.rate_limits == changed.rate_limits
        made = client.update_queue(queue=Queue(name=f"{QUEUE}2", rate_limits=limits))
        assert made.rate_limits.max_concurrent_dispatches == 7

    def test_a_paused_queue_keeps_what_it_is_given(self, client: CloudTasksClient, worker: Worker) -> None:
        """Nothing leaves before it is resumed; purged, it has nothing left, and its names are refused."""
        client.pause_queue(name=QUEUE)
        client.create_task(parent=QUEUE, task=a_task(worker, "purged"))
        purged = client.purge_queue(name=QUEUE)
        assert purged.purge_time <= datetime.now(UTC)
        with pytest.raises(AlreadyExists):
            client.create_task(parent=QUEUE, task=a_task(worker, "purged"))
        client.create_task(parent=QUEUE, task=a_task(worker, "kept"))
        time.sleep(0.1)
        assert ids(client) == ["kept"]
        assert not worker.heard
        client.resume_queue(name=QUEUE)
        wait(lambda: worker.heard)
        assert worker.tasks() == ["kept"]


class TestTime:
    """A queue's figures, on a clock that a test moves."""

    def test_waits_double_then_grow_then_stay(self) -> None:
        """Google's example: 10 s doubled three times is 10, 20, 40, 80, then 80 more each time, up to 300."""
        queue = kept_queue(
            min_backoff=timedelta(seconds=10), max_backoff=timedelta(seconds=300), max_doublings=3
        )
        assert waits(queue, attempts=8) == [10, 20, 40, 80, 160, 240, 300, 300]

    @pytest.mark.parametrize(
        ("attempts", "seconds", "expected"), [(3, 0, 3), (3, 65, 7), (10, 25, 10), (-1, 25, 3)]
    )
    def test_a_task_is_given_up_when_each_limit_is_reached(
        self, attempts: int, seconds: int, expected: int
    ) -> None:
        """Of attempts and duration, each one that is set has to be reached."""
        queue = kept_queue(
            max_attempts=attempts,
            max_retry_duration=timedelta(seconds=seconds),
        )
        assert len(waits(queue, attempts=20)) == expected - 1
        assert not queue.tasks

    def test_without_a_limit_a_task_is_never_given_up(self) -> None:
        """Unlimited attempts and no duration: it comes for ever."""
        assert len(waits(kept_queue(max_attempts=-1), attempts=300)) == 300

    def test_tokens_come_at_the_queues_rate(self) -> None:
        """The bucket holds a second's worth, refills at the rate, and never beyond."""
        queue = kept_queue(tasks=100)
        left = [len(list(queue.take(now, backwards=False))) for now in (0, 0.1, 1.1, 60)]
        assert left == [25, 2, 25, 25]
        assert queue.next_at(60) == pytest.approx(60.04)


def kept_queue(tasks: int = 1, **config: Any) -> KeptQueue:
    config = {"min_backoff": timedelta(seconds=10), "max_backoff": timedelta(seconds=10), **config}
    settings = Queue(
        name=QUEUE,
        rate_limits=RateLimits(
            max_dispatches_per_second=25, max_burst_size=25, max_concurrent_dispatches=200
        ),
        retry_config=RetryConfig(**config),
    )
    queue = KeptQueue(settings, names_kept=timedelta(hours=1), now=0.0)
    for number in range(tasks):
        queue.add(a_task_at(number), (0.0,), 0.0)
    return queue


def a_task_at(number: int) -> Task:
    return Task(name=f"{QUEUE}/tasks/{number}", schedule_time=datetime.fromtimestamp(0, UTC))


def waits(queue: KeptQueue, attempts: int) -> list[float]:
    """Seconds between one failed attempt and the next one, until the task is given up."""
    now, waited = 0.0, []
    for _ in range(attempts):
        deliveries: list[Delivery] = list(queue.take(now, backwards=False))
        queue.answered(deliveries[0], 500, now)
        again = queue.next_at(now)
        if again is None:
            break
        waited.append(again - now)
        now = again
    return waited


A_POST = HttpRequest(url="http://x/")
REFUSED = {
    "an id with a dot": {"name": f"{QUEUE}/tasks/a.b"},
    "an id of 501 characters": {"name": f"{QUEUE}/tasks/{'a' * 501}"},
    "another queue's name": {"name": f"{PARENT}/queues/other/tasks/a"},
    "a task of more than 1 MB": {"http_request": HttpRequest(url="http://x/", body=b"a" * 1_048_576)},
    "headers of 80 KB": {"http_request": HttpRequest(url="http://x/", headers={"a": "a" * 81_919})},
    "another scheme": {"http_request": HttpRequest(url="ftp://x/")},
    "a long address": {"http_request": HttpRequest(url="http://x/" + "a" * 2075)},
    "a body with GET": {"http_request": HttpRequest(url="http://x/", body=b"a", http_method=HttpMethod.GET)},
    "more than 30 days ahead": {"schedule_time": datetime.now(UTC) + timedelta(days=31)},
    "a deadline too short": {"dispatch_deadline": timedelta(seconds=0.1)},
    "a deadline too long": {"dispatch_deadline": timedelta(minutes=30, seconds=1)},
}
TAKEN = {
    "an id of 500 characters": {"name": f"{QUEUE}/tasks/{'a' * 500}"},
    "just below 1 MB": {"http_request": HttpRequest(url="http://x/", body=b"a" * 1_048_500)},
    "just below 30 days": {"schedule_time": datetime.now(UTC) + timedelta(days=29, hours=23)},
    "30 minutes": {"dispatch_deadline": timedelta(minutes=30)},
}
UNKNOWN = {
    "App Engine": Task(app_engine_http_request=AppEngineHttpRequest()),
    "TLS": Task(http_request=HttpRequest(url="https://x/")),
    "OAuth": Task(http_request=HttpRequest(url="http://x/", oauth_token=OAuthToken())),
    "a task's own retries": Task(http_request=A_POST, retry_config=RetryConfig(max_attempts=1)),
}


class TestRefusals:
    """What Google refuses, and what the stand-in does not know."""

    @pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED.keys())
    def test_what_google_refuses_is_refused(self, client: CloudTasksClient, fields: Any) -> None:
        """Names, sizes and times beyond the documented limits are INVALID_ARGUMENT."""
        with pytest.raises(InvalidArgument):
            client.create_task(parent=QUEUE, task=Task(**{"http_request": A_POST, **fields}))
        assert ids(client) == []

    @pytest.mark.parametrize("fields", TAKEN.values(), ids=TAKEN.keys())
    def test_what_lies_within_the_limits_is_taken(self, client: CloudTasksClient, fields: Any) -> None:
        """The limits themselves are allowed."""
        client.pause_queue(name=QUEUE)
        client.create_task(parent=QUEUE, task=Task(**{"http_request": A_POST, **fields}))
        assert len(ids(client)) == 1

    def test_the_shortest_deadline_is_15_seconds(self) -> None:
        """Unless a test asks for another one."""
        with standing_in() as stand_in, connected(stand_in.address) as client:
            client.create_queue(parent=PARENT, queue=Queue(name=QUEUE))
            client.pause_queue(name=QUEUE)
            client.create_task(parent=QUEUE, task=a_task(None, dispatch_deadline=timedelta(seconds=15)))
            with pytest.raises(InvalidArgument):
                client.create_task(parent=QUEUE, task=a_task(None, dispatch_deadline=timedelta(seconds=14)))

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": "q"},
            {"name": "projects/p/locations/europe-west3/queues/q"},
            {"name": f"{PARENT}/queues/{'q' * 101}"},
            {"rate_limits": RateLimits(max_dispatches_per_second=501)},
            {"rate_limits": RateLimits(max_concurrent_dispatches=5001)},
            {"retry_config": RetryConfig(max_attempts=-2)},
            {"retry_config": RetryConfig(min_backoff=timedelta(hours=2))},
        ],
    )
    def test_a_queue_has_limits_too(self, client: CloudTasksClient, fields: Any) -> None:
        """A name or a figure beyond them is INVALID_ARGUMENT."""
        with pytest.raises(InvalidArgument):
            client.create_queue(parent=PARENT, queue=Queue(**{"name": f"{QUEUE}2", **fields}))

    def test_what_is_not_there_is_not_found(self, client: CloudTasksClient) -> None:
        """A queue or a task that nobody made."""
        calls: list[Callable[[], object]] = [
            lambda: client.create_task(parent=f"{QUEUE}2", task=a_task(None)),
            lambda: client.list_tasks(parent=f"{QUEUE}2"),
            lambda: client.get_queue(name=f"{QUEUE}2"),
            lambda: client.pause_queue(name=f"{QUEUE}2"),
            lambda: client.get_task(name=f"{QUEUE}/tasks/a"),
        ]
        for each in calls:
            with pytest.raises(NotFound):
                each()

    @pytest.mark.parametrize("task", UNKNOWN.values(), ids=UNKNOWN.keys())
    def test_a_task_it_does_not_know_is_unimplemented(self, client: CloudTasksClient, task: Task) -> None:
        """What the stand-in cannot do it says, and never does something else."""
        with pytest.raises(MethodNotImplemented):
            client.create_task(parent=QUEUE, task=task)

    def test_a_method_it_does_not_know_is_unimplemented(self, client: CloudTasksClient) -> None:
        """As is a queue that changes its tasks' targets."""
        calls: list[Callable[[], object]] = [
            lambda: client.run_task(name=f"{QUEUE}/tasks/a"),
            lambda: client.delete_queue(name=QUEUE),
            lambda: client.list_queues(parent=PARENT),
            lambda: client.update_queue(queue=Queue(name=QUEUE, http_target=HttpTarget())),
            lambda: client.update_queue(
                queue=Queue(name=QUEUE, app_engine_routing_override=AppEngineRouting())
            ),
        ]
        for each in calls:
            with pytest.raises(MethodNotImplemented):
                each()


class TestTrouble:
    """What goes wrong on demand."""

    def test_a_task_comes_more_than_once(
        self, client: CloudTasksClient, worker: Worker, stand_in: StandIn
    ) -> None:
        """Duplicates carry the same name, each is repeated by itself; then the task is over."""
        make_trouble(stand_in, duplicates=2)
        worker.answers.append(500)
        client.create_task(parent=QUEUE, task=a_task(worker, "t1"))
        wait(lambda: len(worker.heard) == 4)
        assert set(worker.tasks()) == {"t1"}
        wait(lambda: ids(client) == [])

    def test_a_task_comes_late(self, client: CloudTasksClient, worker: Worker, stand_in: StandIn) -> None:
        """So many seconds after its time, which it is told unchanged."""
        make_trouble(stand_in, delay=[0.3, 0.3])
        client.create_task(parent=QUEUE, task=a_task(worker))
        wait(lambda: worker.heard)
        assert 0.3 <= worker.heard[0].at - float(worker.heard[0].headers["x-cloudtasks-tasketa"]) < 1

    def test_the_same_seed_makes_the_same_trouble(self) -> None:
        """Which tasks get lost depends on the seed and on their names alone; a lost one's name is used."""

        def kept(seed: int) -> list[str]:
            with standing_in() as stand_in, connected(stand_in.address) as client:
                make_trouble(stand_in, lost=0.5, seed=seed)
                client.create_queue(parent=PARENT, queue=Queue(name=QUEUE))
                for number in range(20):
                    client.create_task(parent=QUEUE, task=a_task(None, f"t{number}", later=60))
                    with pytest.raises(AlreadyExists):
                        client.create_task(parent=QUEUE, task=a_task(None, f"t{number}", later=60))
                return ids(client)

        first, second, other = kept(1), kept(1), kept(2)
        assert first == second != other
        assert 0 < len(first) < 20

    def test_calls_are_refused_so_many_times(self, client: CloudTasksClient, stand_in: StandIn) -> None:
        """UNAVAILABLE for two calls, then as before; or for all until it is switched off."""

        def refused() -> bool:
            try:
                client.create_task(parent=QUEUE, task=a_task(None, later=60))
            except ServiceUnavailable:
                return True
            return False

        make_trouble(stand_in, unavailable=2)
        assert [refused() for _ in range(3)] == [True, True, False]
        make_trouble(stand_in, unavailable=None)
        assert [refused() for _ in range(3)] == [True] * 3
        make_trouble(stand_in, unavailable=0)
        assert not refused()
        assert len(ids(client)) == 2

    def test_what_is_due_goes_backwards(
        self, client: CloudTasksClient, worker: Worker, stand_in: StandIn
    ) -> None:
        """Paused, tasks pile up in order; backwards, the latest goes first."""
        client.update_queue(queue=Queue(name=QUEUE, rate_limits=RateLimits(max_concurrent_dispatches=1)))
        make_trouble(stand_in, paused=True)
        for number in range(4):
            client.create_task(parent=QUEUE, task=a_task(worker, f"t{number}"))
        time.sleep(0.1)
        assert not worker.heard
        make_trouble(stand_in, paused=False, backwards=True)
        wait(lambda: len(worker.heard) == 4)
        assert worker.tasks() == ["t3", "t2", "t1", "t0"]

    def test_trouble_is_told_and_nothing_else_is_taken(self, stand_in: StandIn) -> None:
        """What is set stays until it is set anew; a field that does not exist is a 400 that names it."""
        assert make_trouble(stand_in, duplicates=1) == 200
        assert make_trouble(stand_in, lost=0.5) == 200
        trouble = json.loads(call("GET", f"{stand_in.control}/tasks/trouble")[1])
        assert (trouble["duplicates"], trouble["lost"], trouble["paused"]) == (1, 0.5, False)
        status, why = call("PUT", f"{stand_in.control}/tasks/trouble", b'{"duplicate": 1}')
        assert (status, b"duplicate" in why) == (400, True)


class TestProcess:
    """Its start and its end."""

    def test_nothing_is_left_behind(self, worker: Worker) -> None:
        """Leaving it cuts what is under way, at once, and ends every thread."""
        before = set(threading.enumerate())
        worker.go_on.clear()
        with standing_in() as stand_in, connected(stand_in.address) as client:
            client.create_queue(parent=PARENT, queue=Queue(name=QUEUE))
            client.create_task(parent=QUEUE, task=a_task(worker))
            wait(lambda: worker.heard)
            before |= {one for one in threading.enumerate() if "process_request_thread" in one.name}
            began = time.monotonic()
        assert time.monotonic() - began < 2
        assert set(threading.enumerate()) <= before
        for address in (stand_in.address, stand_in.control):
            ensure_free(int(address.rpartition(":")[2]))

    def test_the_process_says_one_line_and_ends_on_sigterm(self, worker: Worker) -> None:
        """Started as a program it prints where it is, and ends with 0 though a request is under way."""
        with subprocess.Popen(
            [sys.executable, "-m", "local.cloud_tasks"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONWARNINGS": "error"},
        ) as process:
            try:
                assert process.stdout
                ready = process.stdout.readline()
                address, control = ready.removeprefix("Cloud Tasks stand-in on ").split(", control at ")
                with connected(address) as client:
                    client.create_queue(parent=PARENT, queue=Queue(name=QUEUE))
                    worker.go_on.clear()
                    client.create_task(parent=QUEUE, task=a_task(worker))
                    wait(lambda: worker.heard)
                assert call("GET", f"{control.strip()}/tasks/trouble")[0] == 200
            finally:
                process.send_signal(signal.SIGTERM)
            rest, errors = process.communicate(timeout=3)
        assert (rest, errors, process.returncode) == ("", "", 0)

    @pytest.mark.parametrize("which", ["--port", "--control-port"])
    def test_a_port_in_use_is_one_sentence(self, stand_in: StandIn, which: str) -> None:
        """A second stand-in on either port ends with 1 and says what to do."""
        taken = (stand_in.address if which == "--port" else stand_in.control).rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-m", "local.cloud_tasks", which, taken],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr.startswith(f"Port {taken} is already in use: ")
        assert second.stderr.count("\n") == 1
