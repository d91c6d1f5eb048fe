"""What is due, brought to its targets: one thread that watches the queues, and one for each request."""

import base64
import http.client
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Self
from urllib.parse import urlsplit

from google.cloud.tasks_v2 import types

from local.cloud_tasks.queue import Delivery
from local.cloud_tasks.service import WIDEST, CloudTasks

CONNECTS_WITHIN = 5.0  # seconds
OURS = ("host", "content-length", "user-agent", "authorization", "x-google-", "x-appengine-", "x-cloudtasks-")


class Dispatcher:
    """Sends for as long as the context lasts; leaving it cuts what is under way, and ends every thread."""

    def __init__(self, tasks: CloudTasks) -> None:
        self.dispatches: list[dict[str, Any]] = []
        self._tasks, self._changed = tasks, tasks.changed
        self._closed = False
        self._connected: set[socket.socket] = set()
        self._pool = ThreadPoolExecutor(WIDEST)  # makes a thread only where none is idle
        self._watch = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closed = True
            for connected in self._connected:
                with suppress(OSError):  # ended by itself meanwhile
                    connected.shutdown(socket.SHUT_RDWR)
            self._changed.notify_all()
        self._watch.join()
        self._pool.shutdown(cancel_futures=True)

    def _serve(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.time()
                trouble, queues = self._tasks.trouble, tuple(self._tasks.queues.values())
                if trouble.paused:
                    self._changed.wait()
                    continue
                for queue in queues:
                    for delivery in queue.take(now, backwards=trouble.backwards):
                        self._pool.submit(self._deliver, delivery, _headers(delivery))
                ahead = [at for queue in queues if (at := queue.next_at(now)) is not None]
                self._changed.wait(max(0.0, min(ahead) - time.time()) if ahead else None)

    def _deliver(self, delivery: Delivery, headers: dict[str, str]) -> None:
        began = time.time()
        try:
            status: int | None = self._send(delivery.task, headers)
        except (OSError, http.client.HTTPException):
            status = None
        with self._changed:
            now = time.time()
            self.dispatches.append(
                {
                    "queue": headers["X-CloudTasks-QueueName"],
                    "task": headers["X-CloudTasks-TaskName"],
                    "status": status or 0,
                    "retries": delivery.failures,
                    "after": round(began - delivery.at, 4),
                    "seconds": round(now - began, 4),
                }
            )
            delivery.queue.answered(delivery, status, now)
            self._changed.notify_all()

    def _send(self, task: types.Task, headers: dict[str, str]) -> int:
        request = task.http_request
        target = urlsplit(request.url)
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        connection = http.client.HTTPConnection(target.netloc, timeout=CONNECTS_WITHIN)
        connection.connect()
        connected: socket.socket = connection.sock
        try:
            with self._changed:
                if self._closed:
                    raise ConnectionAbortedError
                self._connected.add(connected)
            connected.settimeout(task.dispatch_deadline.total_seconds())
            connection.request(types.HttpMethod(request.http_method).name, path, request.body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            with self._changed:
                self._connected.discard(connected)
            connection.close()


def _headers(delivery: Delivery) -> dict[str, str]:
    request = delivery.task.http_request
    queue, _, task = delivery.task.name.rpartition("/tasks/")
    headers = {name: value for name, value in request.headers.items() if not name.lower().startswith(OURS)}
    headers |= {
        "User-Agent": "Google-Cloud-Tasks",
        "X-CloudTasks-QueueName": queue.rpartition("/")[2],
        "X-CloudTasks-TaskName": task,
        "X-CloudTasks-TaskRetryCount": str(delivery.failures),
        "X-CloudTasks-TaskExecutionCount": str(delivery.answers),
        "X-CloudTasks-TaskETA": f"{delivery.task.schedule_time.timestamp():.6f}",
    }
    if delivery.last_status is not None:
        headers["X-CloudTasks-TaskPreviousResponse"] = str(delivery.last_status)
    if "oidc_token" in request:
        headers["Authorization"] = f"Bearer {_token(request)}"
    return headers


def _token(request: types.HttpRequest) -> str:
    """In the form of a signed token, and readable like one; but the signature says what it is."""
    asked = request.oidc_token
    parts = (
        {"alg": "none", "typ": "JWT"},
        {
            "iss": "https://accounts.google.com",
            "aud": asked.audience or request.url,
            "email": asked.service_account_email,
            "email_verified": True,
            "exp": int(time.time()) + 3600,
        },
    )
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "signed-by-the-stand-in"])
