"""Turns asked for at Google Cloud Tasks: one task for an account and a second, named so that it is made once.

Source: the comments of google/cloud/tasks/v2/cloudtasks.proto, CreateTaskRequest, "Task De-duplication".
"""

import hashlib
import json

import grpc
from google.api_core.exceptions import AlreadyExists, GoogleAPICallError
from google.cloud.tasks_v2 import CloudTasksClient, HttpRequest, OidcToken, Task
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from shared import log
from shared.adapters import tuning
from shared.domain.ledger.turn import Turn
from shared.structs import Struct


def open_client(emulator_host: str = "") -> CloudTasksClient:
    """The client of a whole instance; it is thread-safe and keeps its connection.

    `emulator_host` (host:port) reaches a stand-in without TLS: Google names no variable for that.
    """
    if not emulator_host:
        return CloudTasksClient()
    channel = grpc.insecure_channel(emulator_host)
    return CloudTasksClient(transport=CloudTasksGrpcTransport(channel=channel))


class CloudTasksDispatch(Struct):
    """The port `Dispatch` on one queue of Cloud Tasks.

    Attributes:
        queue: its full resource name.
        url: what the tasks call, with a token of `service_account` (its address).
        timeout_seconds: for the one call; the library's own repetitions are off.
    """

    client: CloudTasksClient
    queue: str
    url: str
    service_account: str
    timeout_seconds: float = tuning.CLOUD_TASKS_SECONDS

    def ask(self, turn: Turn) -> None:
        """Needs `cloudtasks.tasks.create` on the queue, and `actAs` on the service account."""
        task = Task(
            name=f"{self.queue}/tasks/{_task_id(turn)}",
            schedule_time=turn.at,
            http_request=HttpRequest(
                url=self.url,
                headers={"Content-Type": "application/json"},
                body=json.dumps({"account": turn.account, "at": turn.at.isoformat()}).encode(),
                oidc_token=OidcToken(service_account_email=self.service_account),
            ),
        )
        try:
            self.client.create_task(parent=self.queue, task=task, retry=None, timeout=self.timeout_seconds)
        except AlreadyExists:
            pass  # somebody asked for the same second
        except GoogleAPICallError as refused:
            log.turn_not_asked(turn.account, type(refused).__name__)


def _task_id(turn: Turn) -> str:
    """Spread by a hash, as Google wants it: ids that begin alike slow the queue down."""
    return hashlib.sha256(f"{turn.account} {turn.second}".encode()).hexdigest()
