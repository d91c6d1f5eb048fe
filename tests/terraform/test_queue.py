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


def test_readings_have_a_queue_of_their_own(deployed: Run, small: Workspace) -> None:
    """Ten turns a second, and as many at once as its function takes; none that sends is ever theirs."""
    readings = deployed.of_type("google_cloud_tasks_queue")["readings"]
    assert (readings["name"], readings["location"]) == ("personio-readings", "europe-west3")
    assert _figures(readings) == (10, 40, "5s", "300s", 5)
    size = deployed.of_type("google_cloudfunctions2_function")["follow_applicants"]["service_config"][0]
    assert size["max_instance_count"] * size["max_instance_request_concurrency"] == 40
    sizing = {"sizing": {"follow_applicants": {"max_instances": 3}}}
    fewer = small.play(run("fewer_readings", "plan", sizing))["fewer_readings"]
    assert fewer.of_type("google_cloud_tasks_queue")["readings"]["rate_limits"][0][
        "max_concurrent_dispatches"
    ] == (12)


def _queue(done: Run) -> dict[str, Any]:
    queue: dict[str, Any] = done.of_type("google_cloud_tasks_queue")["exports"]
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
