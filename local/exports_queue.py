"""The queue of the accounts' turns, as terraform/ makes it, on a running stand-in of Cloud Tasks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from google.cloud.tasks_v2 import Queue, RateLimits, RetryConfig

from shared.adapters.gcp.dispatch import open_client

NAME, LOCATION = "personio-exports", "europe-west1"
A_SECOND, AT_ONCE = 25, 200
SHORTEST_BACKOFF, LONGEST_BACKOFF = timedelta(seconds=5), timedelta(seconds=300)
ATTEMPTS = 5


def make(address: str, project: str, *, factor: float = 1.0) -> None:
    """Make the project's queue, which is not there yet; `factor` shortens its waits, as the ledger's."""
    parent = f"projects/{project}/locations/{LOCATION}"
    queue = Queue(
        name=f"{parent}/queues/{NAME}",
        rate_limits=RateLimits(max_dispatches_per_second=A_SECOND, max_concurrent_dispatches=AT_ONCE),
        retry_config=RetryConfig(
            max_attempts=ATTEMPTS,
            min_backoff=SHORTEST_BACKOFF * factor,
            max_backoff=LONGEST_BACKOFF * factor,
        ),
    )
    with open_client(address) as client:
        client.create_queue(parent=parent, queue=queue)


@contextmanager
def made(address: str, project: str, *, factor: float) -> Iterator[None]:
    """The same for as long as the context lasts: afterwards it gives nothing any more."""
    make(address, project, factor=factor)
    try:
        yield
    finally:
        name = f"projects/{project}/locations/{LOCATION}/queues/{NAME}"
        with open_client(address) as client:
            client.pause_queue(name=name)
            client.purge_queue(name=name)


def settings(address: str, url: str) -> dict[str, str]:
    """What a function has to know to ask for a turn; `url` is what the turns call."""
    return {
        "CLOUD_TASKS_EMULATOR_HOST": address,
        "TASKS_QUEUE": NAME,
        "TASKS_LOCATION": LOCATION,
        "TASKS_SERVICE_ACCOUNT": "personio-tasks@local.example",
        "SEND_EXPORTS_URL": url,
    }
