"""What an operator is told: each alert counts a line that the code really writes."""

import re

from shared.texts.states import STATES
from tests.support.terraform.workspace import REPOSITORY, Run, Workspace, run

EVENTS = {"export_needs_action", "credentials_refused", "document_unreadable", "sweep_failed", "crashed"}


def test_every_event_is_counted_and_watched(deployed: Run) -> None:
    """One metric and one alert for each event; one of both for the oldest due export and a silent sweep.

    The depth of the queue is a metric of Google's.
    """
    metrics = deployed.of_type("google_logging_metric")
    alerts = deployed.of_type("google_monitoring_alert_policy")
    del alerts["queue_depth"]
    assert set(metrics) == set(alerts) == EVENTS | {"oldest_due"}
    for name, alert in alerts.items():
        for condition in alert["conditions"]:
            (watched,) = condition["condition_threshold"] or condition["condition_absent"]
            assert f'"logging.googleapis.com/user/{metrics[name]["name"]}"' in watched["filter"]
    oldest = alerts["oldest_due"]["conditions"]
    assert [len(condition["condition_absent"]) for condition in oldest] == [0, 1]


def test_the_filters_look_for_what_the_code_writes(deployed: Run) -> None:
    """Event and field names of the filters stand in shared/log.py."""
    written = set(re.findall(r'"(\w+)"', (REPOSITORY / "shared" / "log.py").read_text()))
    written |= set(re.findall(r"\b(\w+)=", (REPOSITORY / "shared" / "log.py").read_text()))
    looked_for = set()
    for name, metric in deployed.of_type("google_logging_metric").items():
        (event,) = re.findall(r'jsonPayload\.event="(\w+)"', metric["filter"])
        assert event == ("sweep_finished" if name == "oldest_due" else name)
        looked_for |= {event, *re.findall(r"jsonPayload\.(\w+)\)", metric["value_extractor"] or "")}
    assert looked_for == EVENTS | {"sweep_finished", "oldest_due_seconds"}
    assert looked_for <= written


def test_an_alert_rings_above_its_threshold(deployed: Run) -> None:
    """One line of an event is enough; an export may be due for an hour, and a thousand turns may wait."""
    thresholds = {
        name: watched["threshold_value"]
        for name, alert in deployed.of_type("google_monitoring_alert_policy").items()
        for condition in alert["conditions"]
        for watched in condition["condition_threshold"]
        if watched["comparison"] == "COMPARISON_GT"
    }
    assert thresholds == {**dict.fromkeys(EVENTS, 0), "oldest_due": 3600, "queue_depth": 1000}


def test_a_silent_sweep_is_noticed_in_time(deployed: Run) -> None:
    """Some sweeps may be missing, half an hour of them not; every figure looks at two of them."""
    (steps,) = re.findall(r"^\*/(\d+) \* \* \* \*$", _sweeps(deployed))
    interval = int(steps) * 60
    sent, silent = deployed.of_type("google_monitoring_alert_policy")["oldest_due"]["conditions"]
    (absent,), (above,) = silent["condition_absent"], sent["condition_threshold"]
    assert 3 * interval <= _seconds(absent["duration"]) <= 1800
    for watched in (absent, above):
        assert _seconds(watched["aggregations"][0]["alignment_period"]) == 2 * interval


def test_the_queues_depth_is_watched_where_the_queue_is(deployed: Run, variants: dict[str, Run]) -> None:
    """Google's metric of this queue alone, by its region and its name, for a quarter of an hour."""
    for done, name in ((deployed, "personio-exports"), (variants["long"], "abcdefghijkl-personio-exports")):
        (condition,) = done.of_type("google_monitoring_alert_policy")["queue_depth"]["conditions"]
        (watched,) = condition["condition_threshold"]
        assert watched["filter"].split(" AND ") == [
            'metric.type="cloudtasks.googleapis.com/queue/depth"',
            'resource.type="cloud_tasks_queue"',
            f'resource.labels.queue_id="{name}"',
            'resource.labels.location="europe-west3"',
        ]
        assert watched["duration"] == "900s"


def test_every_alert_is_mailed(small: Workspace) -> None:
    """Each of the alerts goes to each of the addresses."""
    chosen = {"alert_emails": ["oncall@matched.io", "second@matched.io"]}
    applied = small.play(run("mailed", "apply", chosen))["mailed"]
    channels = {each["id"] for each in applied.of_type("google_monitoring_notification_channel").values()}
    assert len(channels) == 2
    for alert in applied.of_type("google_monitoring_alert_policy").values():
        assert set(alert["notification_channels"]) == channels


def test_every_alert_leads_to_its_section_and_its_lines(deployed: Run) -> None:
    """The mail names a section of docs/operations.md, which has its query, and the lines it counted."""
    sections = _sections()
    metrics = deployed.of_type("google_logging_metric")
    for name, alert in deployed.of_type("google_monitoring_alert_policy").items():
        (documentation,) = alert["documentation"]
        (section,) = re.findall(r"section `(\w+)`", documentation["content"])
        if name in metrics:
            (event,) = re.findall(r'jsonPayload\.event="\w+"', metrics[name]["filter"])
            assert metrics[name]["filter"] in documentation["content"]
            assert event in re.findall(r"^jsonPayload.*$", sections[section], re.MULTILINE)
        assert "**Symptom**" in sections[section]
        assert "**Remedy**" in sections[section] or "| remedy |" in sections[section]


def test_every_code_that_waits_for_a_person_has_a_remedy() -> None:
    """Each code of needs_action is a row of the table, with what is seen, who has to act and what to do."""
    codes = {key.removeprefix("needs_action.") for key in STATES if key.startswith("needs_action.")}
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \| .+ \|$", _sections()["export_needs_action"], re.MULTILINE)
    assert codes
    assert sorted(rows) == sorted(codes)


def test_only_this_deployments_lines_count(variants: dict[str, Run]) -> None:
    """A filter names the eight services with their prefix: a second deployment has figures of its own."""
    for metric in variants["long"].of_type("google_logging_metric").values():
        services = re.findall(r'"(abcdefghijkl-[a-z-]+)"', metric["filter"])
        assert len(services) == 8


def test_a_mail_goes_to_each_address(variants: dict[str, Run]) -> None:
    """Every address has a channel of its own; the thresholds are the ones chosen, the oldest in seconds."""
    channels = variants["chosen"].of_type("google_monitoring_notification_channel")
    assert [channel["labels"] for channel in channels.values()] == [{"email_address": "oncall@matched.io"}]
    alert = variants["chosen"].of_type("google_monitoring_alert_policy")["oldest_due"]
    assert alert["conditions"][0]["condition_threshold"][0]["threshold_value"] == 1800
    queue = variants["chosen"].of_type("google_monitoring_alert_policy")["queue_depth"]
    assert queue["conditions"][0]["condition_threshold"][0]["threshold_value"] == 250
    metric = variants["chosen"].of_type("google_logging_metric")["oldest_due"]
    assert 1800 in metric["bucket_options"][0]["explicit_buckets"][0]["bounds"]


def _sweeps(deployed: Run) -> str:
    return str(deployed.of_type("google_cloud_scheduler_job")["sweep_exports"]["schedule"])


def _seconds(duration: str) -> int:
    return int(duration.removesuffix("s"))


def _sections() -> dict[str, str]:
    """Title → text of each section of docs/operations.md."""
    text = (REPOSITORY / "docs" / "operations.md").read_text()
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))
