"""Cloud Scheduler's part on this machine: functions that nobody calls are called every so many seconds."""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress

import requests

# In production five minutes and an hour; whoever loses a task or an event here shall not wait for so long.
EVERY: Mapping[str, float] = {"sweep_exports": 15.0, "sync_jobs": 60.0}
CALL_SECONDS = 600
ENDS_WITHIN = 2.0


@contextmanager
def calling(base: str, every: Mapping[str, float], names: Collection[str]) -> Iterator[None]:
    """POST to those of `every` that are among `names`, under their deployed names below `base`.

    One call of a function at a time; what it answers stands in its own log.
    """
    over = threading.Event()
    threads = [
        threading.Thread(target=_call, args=(f"{base}/{name.replace('_', '-')}/", seconds, over), daemon=True)
        for name, seconds in every.items()
        if name in names
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(ENDS_WITHIN)


def _call(url: str, seconds: float, over: threading.Event) -> None:
    while not over.wait(seconds):
        with suppress(requests.RequestException):
            requests.post(url, timeout=CALL_SECONDS)
