"""The queue that hands out turns, held against the code."""

from typing import Any

from tests.support.terraform.workspace import FLEET, Run, Workspace, run

CHOSEN = {
    "queue_dispatches_per_second": 15,
    "queue_concurrent_dispatches": 40,
    "queue_min_backoff_seconds": 10,
    "queue_max_backoff_seconds": 60,
    "queue_max_attempts": 3,
    "tasks_region": "europe-west1",
    "name_prefix": "staging",
}


def test_the_queue_keeps_the_pace_that_was_agreed(deployed: Run) -> None:
    """25 turns a second and 200 at once; what fails comes again after 5 to 300 s, five times in all."""
    queue = _queue(deployed)
    assert (queue["name"], queue["location"]) == ("personio-exports", "europe-west3")
    assert _figures(queue) == (25, 200, "5s", "300s", 5)


def test_the_fleet_keeps_within_what_personio_lets_in(deployed: Run) -> None:
    """Of the 2,000 requests a minute that Personio takes from one address, clicks and events keep 500."""
    assert _queue(deployed)["rate_limits"][0]["max_dispatches_per_second"] * 60 <= FLEET


def test_the_queue_is_as_it_was_chosen(small: Workspace) -> None:
    """Each variable reaches its place, and the name has the prefix of all names."""
    queue = _queue(small.play(run("chosen", "plan", CHOSEN))["chosen"])
    assert (queue["name"], queue["location"]) == ("staging-personio-exports", "europe-west1")
    assert _figures(queue) == (15, 40, "10s", "60s", 3)


def _queue(done: Run) -> dict[str, Any]:
    (queue,) = done.of_type("google_cloud_tasks_queue").values()
    return queue


def _figures(queue: dict[str, Any]) -> tuple[object, ...]:
    (limits,), (retry,) = queue["rate_limits"], queue["retry_config"]
    return (
        limits["max_dispatches_per_second"],
        limits["max_concurrent_dispatches"],
        retry["min_backoff"],
        retry["max_backoff"],
        retry["max_attempts"],
    )
