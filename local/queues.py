"""The queues of the accounts' turns, as terraform/ makes them, on a running stand-in of Cloud Tasks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from google.cloud.tasks_v2 import Queue, RateLimits, RetryConfig

from shared.adapters.gcp.dispatch import open_client

LOCATION = "europe-west1"
SHORTEST_BACKOFF, LONGEST_BACKOFF = timedelta(seconds=5), timedelta(seconds=300)
ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True)
class Turns:
    """One of them, and how the function that it calls is told to whoever asks for a turn."""

    queue: str
    queue_setting: str
    url_setting: str
    a_second: int
    at_once: int


BY_FUNCTION: Mapping[str, Turns] = {
    "send_exports": Turns(
        queue="personio-exports",
        queue_setting="TASKS_QUEUE",
        url_setting="SEND_EXPORTS_URL",
        a_second=25,
        at_once=200,
    ),
    "follow_applicants": Turns(
        queue="personio-readings",
        queue_setting="READINGS_QUEUE",
        url_setting="FOLLOW_APPLICANTS_URL",
        a_second=10,
        at_once=40,
    ),
}


def make(address: str, project: str, *, factor: float = 1.0) -> None:
    """Make the project's queues, which are not there yet; `factor` shortens their waits, as the ledger's."""
    parent = f"projects/{project}/locations/{LOCATION}"
    with open_client(address) as client:
        for turns in BY_FUNCTION.values():
            queue = Queue(
                name=f"{parent}/queues/{turns.queue}",
                rate_limits=RateLimits(
                    max_dispatches_per_second=turns.a_second, max_concurrent_dispatches=turns.at_once
                ),
                retry_config=RetryConfig(
                    max_attempts=ATTEMPTS,
                    min_backoff=SHORTEST_BACKOFF * factor,
                    max_backoff=LONGEST_BACKOFF * factor,
                ),
            )
            client.create_queue(parent=parent, queue=queue)


@contextmanager
def made(address: str, project: str, *, factor: float) -> Iterator[None]:
    """The same for as long as the context lasts: afterwards they give nothing any more."""
    make(address, project, factor=factor)
    try:
        yield
    finally:
        with open_client(address) as client:
            for turns in BY_FUNCTION.values():
                name = f"projects/{project}/locations/{LOCATION}/queues/{turns.queue}"
                client.pause_queue(name=name)
                client.purge_queue(name=name)


def settings(address: str, urls: Mapping[str, str]) -> dict[str, str]:
    """What a function has to know to ask for turns; `urls` are where those that take them are, by name."""
    return {
        "CLOUD_TASKS_EMULATOR_HOST": address,
        "TASKS_LOCATION": LOCATION,
        "TASKS_SERVICE_ACCOUNT": "personio-tasks@local.example",
        **{turns.queue_setting: turns.queue for turns in BY_FUNCTION.values()},
        **{BY_FUNCTION[name].url_setting: url for name, url in urls.items()},
    }
