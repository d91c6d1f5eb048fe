"""The service's methods: request in, reply out, Refusal raised."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil
from threading import Condition
from typing import Any
from uuid import uuid4

from google.cloud.tasks_v2 import types

from local.cloud_tasks.queue import PAUSED, RUNNING, Queue
from local.cloud_tasks.trouble import Trouble
from local.grpc_service import Refusal

SERVICE = "google.cloud.tasks.v2.CloudTasks"
PARENT = r"projects/[A-Za-z0-9:.-]+/locations/[a-z0-9-]+"
QUEUE = PARENT + r"/queues/[A-Za-z0-9-]{1,100}"
TASK_ID = r"[A-Za-z0-9_-]{1,500}"
LARGEST_TASK = 1_048_576  # bytes
LARGEST_HEADERS = 80 * 1024
LONGEST_URL = 2083
LARGEST_PAGE = 1000
LATEST = timedelta(days=30)
DEADLINE, LONGEST_DEADLINE = timedelta(minutes=10), timedelta(minutes=30)
FASTEST, WIDEST = 500, 5000  # dispatches a second, and at once
POST = types.HttpMethod(types.HttpMethod.POST)
WITH_BODY = {POST, types.HttpMethod.PUT, types.HttpMethod.PATCH}


class CloudTasks:
    """All queues of all projects. `changed` is held by whoever looks at them, and told of what is new."""

    def __init__(self, *, names_kept: timedelta, shortest_deadline: timedelta) -> None:
        self.changed = Condition()
        self.queues: dict[str, Queue] = {}
        self.trouble = Trouble()
        self._names_kept = names_kept
        self._shortest_deadline = shortest_deadline

    def answer(self, method: str, request: Any) -> object:
        """What the service says to one request, `changed` being held."""
        if self.trouble.refuses():
            self.trouble = self.trouble.after_a_refusal()
            raise Refusal("UNAVAILABLE", "The service is currently unavailable.")
        reply = METHODS[method](self, request)
        self.changed.notify_all()
        return reply

    def create_queue(self, request: types.CreateQueueRequest) -> types.Queue:
        """Running from the beginning, with Google's own figures where none are named."""
        name = request.queue.name
        if not name.startswith(f"{request.parent}/queues/"):
            raise Refusal("INVALID_ARGUMENT", "the queue's name has to begin with its parent")
        if name in self.queues:
            raise Refusal("ALREADY_EXISTS", "Queue already exists")
        return self._put(types.Queue(request.queue, state=RUNNING, purge_time=None))

    def update_queue(self, request: types.UpdateQueueRequest) -> types.Queue:
        """What the mask names, or all; state and purge time stay. A queue that is not there is made."""
        known = self.queues.get(request.queue.name)
        settings = types.Queue(request.queue)
        if known and request.update_mask.paths:
            settings = types.Queue(known.settings)
            merged = types.Queue.pb(settings)
            request.update_mask.MergeMessage(
                types.Queue.pb(request.queue), merged, replace_message_field=True
            )
        settings.name = request.queue.name
        settings.state = known.settings.state if known else RUNNING
        settings.purge_time = known.settings.purge_time if known else None
        return self._put(settings)

    def get_queue(self, request: types.GetQueueRequest) -> types.Queue:
        return self._queue(request.name).settings

    def pause_queue(self, request: types.PauseQueueRequest) -> types.Queue:
        """Tasks are still taken, but none is sent."""
        settings = self._queue(request.name).settings
        settings.state = PAUSED
        return settings

    def resume_queue(self, request: types.ResumeQueueRequest) -> types.Queue:
        settings = self._queue(request.name).settings
        settings.state = RUNNING
        return settings

    def purge_queue(self, request: types.PurgeQueueRequest) -> types.Queue:
        """At once; Google takes up to a minute."""
        queue = self._queue(request.name)
        for name in tuple(queue.tasks):
            queue.drop(name, time.time())
        queue.settings.purge_time = datetime.now(UTC)
        return queue.settings

    def create_task(self, request: types.CreateTaskRequest) -> types.Task:
        """Once per name; due at once where no later time is asked for."""
        queue = self._queue(request.parent)
        now = datetime.now(UTC)
        task = types.Task(
            name=request.task.name or f"{request.parent}/tasks/{uuid4().int % 10**20}",
            http_request=request.task.http_request,
            schedule_time=max(request.task.schedule_time or now, now),
            dispatch_deadline=request.task.dispatch_deadline or DEADLINE,
            create_time=now.replace(microsecond=0),
        )
        self._check(request, task, now)
        if queue.knows(task.name, now.timestamp()):
            raise Refusal(
                "ALREADY_EXISTS",
                "The task cannot be created because a task with this name existed too recently.",
            )
        task.http_request.http_method = task.http_request.http_method or POST
        queue.add(task, tuple(self.trouble.delays(task.name)), now.timestamp())
        return _shown(task, request.response_view)

    def get_task(self, request: types.GetTaskRequest) -> types.Task:
        return _shown(self._task(request.name)[1], request.response_view)

    def list_tasks(self, request: types.ListTasksRequest) -> types.ListTasksResponse:
        """By name; a page's token is its last name."""
        tasks = self._queue(request.parent).tasks
        size = min(request.page_size or LARGEST_PAGE, LARGEST_PAGE)
        names = sorted(name for name in tasks if name > request.page_token)
        return types.ListTasksResponse(
            tasks=[_shown(tasks[name], request.response_view) for name in names[:size]],
            next_page_token=names[size - 1] if len(names) > size else "",
        )

    def delete_task(self, request: types.DeleteTaskRequest) -> None:
        """Also one that is being sent; it is not repeated then."""
        queue, task = self._task(request.name)
        queue.drop(task.name, time.time())

    def _put(self, settings: types.Queue) -> types.Queue:
        """Bring `settings` into force."""
        _match(QUEUE, settings.name)
        if "http_target" in settings or "app_engine_routing_override" in settings:
            raise Refusal("UNIMPLEMENTED", "the stand-in knows no target of a queue's own")
        _complete(settings)
        if known := self.queues.get(settings.name):
            known.settings = settings
        else:
            self.queues[settings.name] = Queue(settings, names_kept=self._names_kept, now=time.time())
        return settings

    def _queue(self, name: str) -> Queue:
        _match(QUEUE, name)
        if name not in self.queues:
            raise Refusal("NOT_FOUND", "Queue does not exist.")
        return self.queues[name]

    def _task(self, name: str) -> tuple[Queue, types.Task]:
        queue = self._queue(name.rpartition("/tasks/")[0])
        if name not in queue.tasks:
            raise Refusal("NOT_FOUND", "The task does not exist, was executed, or was deleted.")
        return queue, queue.tasks[name]

    def _check(self, request: types.CreateTaskRequest, task: types.Task, now: datetime) -> None:
        if "http_request" not in request.task or "retry_config" in request.task:
            raise Refusal(
                "UNIMPLEMENTED", "the stand-in knows tasks over HTTP only, and no retries of their own"
            )
        _match(re.escape(request.parent) + "/tasks/" + TASK_ID, task.name)
        _check_request(task.http_request)
        if types.Task.pb(request.task).ByteSize() > LARGEST_TASK:
            raise Refusal("INVALID_ARGUMENT", f"a task has {LARGEST_TASK} bytes at most")
        if task.schedule_time - now > LATEST:
            raise Refusal("INVALID_ARGUMENT", "a task is scheduled 30 days ahead at most")
        if not self._shortest_deadline <= task.dispatch_deadline <= LONGEST_DEADLINE:
            raise Refusal("INVALID_ARGUMENT", "dispatch_deadline lies between 15 seconds and 30 minutes")


METHODS: dict[str, Callable[[CloudTasks, Any], object]] = {
    "CreateQueue": CloudTasks.create_queue,
    "UpdateQueue": CloudTasks.update_queue,
    "GetQueue": CloudTasks.get_queue,
    "PauseQueue": CloudTasks.pause_queue,
    "ResumeQueue": CloudTasks.resume_queue,
    "PurgeQueue": CloudTasks.purge_queue,
    "CreateTask": CloudTasks.create_task,
    "GetTask": CloudTasks.get_task,
    "ListTasks": CloudTasks.list_tasks,
    "DeleteTask": CloudTasks.delete_task,
}


def _match(pattern: str, name: str) -> None:
    if not re.fullmatch(pattern, name):
        raise Refusal(
            "INVALID_ARGUMENT", "the name has not the form of a resource name, or its id is not legal"
        )


def _check_request(request: types.HttpRequest) -> None:
    if not request.url.startswith(("http://", "https://")) or len(request.url) > LONGEST_URL:
        raise Refusal(
            "INVALID_ARGUMENT", "the url has to begin with http:// or https://, and may not be too long"
        )
    if request.url.startswith("https://") or "oauth_token" in request:
        raise Refusal("UNIMPLEMENTED", "the stand-in sends to http:// addresses, without OAuth tokens")
    if request.body and request.http_method and request.http_method not in WITH_BODY:
        raise Refusal("INVALID_ARGUMENT", "a body goes with POST, PUT and PATCH only")
    if sum(len(name) + len(value) for name, value in request.headers.items()) >= LARGEST_HEADERS:
        raise Refusal("INVALID_ARGUMENT", "headers have less than 80 KB")


def _complete(settings: types.Queue) -> None:
    """Google's figures where none are named."""
    limits, config = settings.rate_limits, settings.retry_config
    limits.max_dispatches_per_second = limits.max_dispatches_per_second or FASTEST
    limits.max_burst_size = ceil(limits.max_dispatches_per_second)
    limits.max_concurrent_dispatches = limits.max_concurrent_dispatches or 1000
    config.max_attempts = config.max_attempts or 100
    config.min_backoff = config.min_backoff or timedelta(seconds=0.1)
    config.max_backoff = config.max_backoff or timedelta(hours=1)
    config.max_doublings = config.max_doublings or 16
    if not 0 < limits.max_dispatches_per_second <= FASTEST:
        raise Refusal("INVALID_ARGUMENT", f"max_dispatches_per_second is {FASTEST} at most")
    if not 0 < limits.max_concurrent_dispatches <= WIDEST:
        raise Refusal("INVALID_ARGUMENT", f"max_concurrent_dispatches is {WIDEST} at most")
    if config.max_attempts < -1 or config.min_backoff > config.max_backoff:
        raise Refusal(
            "INVALID_ARGUMENT", "max_attempts is -1 at least, and min_backoff no longer than max_backoff"
        )


def _shown(task: types.Task, view: types.Task.View) -> types.Task:
    """Its body only where it is asked for."""
    shown = types.Task(task, view=view or types.Task.View.BASIC)
    if shown.view is not types.Task.View.FULL:
        shown.http_request.body = b""
    return shown
