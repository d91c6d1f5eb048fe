"""What an operator is told: each alert counts what really happens, and reaches whom it concerns."""

import json
import re
from typing import Any

import pytest

from local.functions import names
from shared.domain.ledger.pace import Pace
from shared.texts.states import STATES
from tests.support.terraform.workspace import PROJECT, REPOSITORY, Run, Workspace, run

PAGES = {
    "crashed",
    "misconfigured",
    "out_of_memory",
    "oldest_due",
    "sweep_exports",
    "prompt_fast",
    "settled_fast",
}
TICKETS = {
    "audit_line_lost",
    "caught_up",
    "credentials_refused",
    "document_unreadable",
    "erasure_failed",
    "event_refused",
    "export_needs_action",
    "prompt_slow",
    "queue_depth",
    "schedule_failed",
    "server_errors",
    "sweep_failed",
    "sync_jobs",
}
LOG = (REPOSITORY / "shared" / "log.py").read_text()


def test_what_is_counted_is_what_the_code_writes(deployed: Run) -> None:
    """Events of the filters, and fields that lines are told apart by or measured of, stand in log.py."""
    written = set(re.findall(r'"(\w+)"', LOG)) | set(re.findall(r"\b(\w+)=", LOG))
    looked_for: set[str] = set()
    for metric in deployed.of_type("google_logging_metric").values():
        looked_for |= set(re.findall(r'"(\w+)"', metric["filter"].partition("jsonPayload.event=")[2]))
        looked_for |= set(
            re.findall(r"jsonPayload\.(\w+)", metric["filter"] + str(metric["value_extractor"]))
        )
        looked_for |= set(metric["label_extractors"] or {})
    assert {"crashed", "misconfigured", "waited_seconds", "oldest_due_seconds", "code"} <= looked_for
    assert looked_for - {"event"} <= written | {"outcome", "state", "origin"}


def test_every_alert_pages_or_is_a_ticket(small: Workspace) -> None:
    """Every alert is mailed; what is matched.io's to mend at once pages besides, the rest is a ticket."""
    chosen = {
        "alert_emails": ["oncall@matched.io", "second@matched.io"],
        "page_channels": ["projects/matched-test/notificationChannels/1"],
        "ticket_channels": ["projects/matched-test/notificationChannels/2"],
    }
    applied = small.play(run("told", "apply", chosen))["told"]
    mails = {each["id"] for each in applied.of_type("google_monitoring_notification_channel").values()}
    assert len(mails) == 2
    told = {
        name: (set(alert["notification_channels"]), alert["severity"])
        for name, alert in applied.of_type("google_monitoring_alert_policy").items()
    }
    paging = mails | {"projects/matched-test/notificationChannels/1"}
    ticket = mails | {"projects/matched-test/notificationChannels/2"}
    assert told == {
        **dict.fromkeys(PAGES, (paging, "CRITICAL")),
        **dict.fromkeys(TICKETS, (ticket, "WARNING")),
    }


def test_only_what_is_ours_to_mend_rings_of_an_export(deployed: Run) -> None:
    """The codes that alert are those of which the table says that matched.io has to act."""
    table = _sections()["export_needs_action"]
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (.+) \| .+ \|$", table, re.MULTILINE)
    ours = {code for code, who in rows if who == "matched.io"}
    (condition,) = _alerts(deployed)["export_needs_action"]["conditions"]
    (codes,) = re.findall(r"code=one_of\((.*)\)", condition["condition_threshold"][0]["filter"])
    assert set(re.findall(r"\w+", codes)) == ours


@pytest.mark.parametrize(("function", "minutes"), [("sweep_exports", 30), ("sync_jobs", 180)])
def test_a_call_that_never_came_is_noticed(deployed: Run, function: str, minutes: int) -> None:
    """Answers are counted by Google and none counts as 0, so that not even a first one is needed.

    Several calls may be missing before it rings.
    """
    (condition,) = _alerts(deployed)[function]["conditions"]
    (watched,) = condition["condition_prometheus_query_language"]
    assert re.fullmatch(r"\(sum\(increase\(.+\)\) or vector\(0\)\) < 1", watched["query"])
    assert f'service_name="{function.replace("_", "-")}"' in watched["query"]
    assert f"[{minutes}m]" in watched["query"]
    schedule = deployed.of_type("google_cloud_scheduler_job")[function]["schedule"]
    assert minutes >= 3 * {"*/5 * * * *": 5, "17 * * * *": 60}[schedule]


def test_the_oldest_is_read_of_two_sweeps(deployed: Run) -> None:
    """No window is without a sweep: each looks at two of them, and rings above an hour."""
    (condition,) = _alerts(deployed)["oldest_due"]["conditions"]
    (above,) = condition["condition_threshold"]
    (steps,) = re.findall(
        r"^\*/(\d+) ", deployed.of_type("google_cloud_scheduler_job")["sweep_exports"]["schedule"]
    )
    assert above["aggregations"][0]["alignment_period"] == f"{2 * 60 * int(steps)}s"
    assert (above["comparison"], above["threshold_value"]) == ("COMPARISON_GT", 3600)


def test_a_threshold_is_a_border(deployed: Run, variants: dict[str, Run]) -> None:
    """What an alert or an objective compares with is a border of the metric's buckets, in rising order."""
    for done, oldest in ((deployed, 3600), (variants["chosen"], 1800)):
        metrics = done.of_type("google_logging_metric")
        borders = {
            name: metrics[name]["bucket_options"][0]["explicit_buckets"][0]["bounds"]
            for name in ("oldest_due", "waited")
        }
        assert {oldest, 86400} <= set(borders["oldest_due"])
        assert 120 in borders["waited"]
        assert all(bounds == sorted(set(bounds)) for bounds in borders.values())


def test_the_objectives_are_what_was_promised(deployed: Run) -> None:
    """95 % within two minutes, 99.9 % within a day; each rings where its margin is used up fast."""
    objectives = {
        name: (each["goal"], each["request_based_sli"][0]["distribution_cut"][0]["range"][0]["max"])
        for name, each in deployed.of_type("google_monitoring_slo").items()
    }
    assert objectives == {"prompt": (0.95, 120), "settled": (0.999, 86400)}
    names = {each["name"]: name for name, each in deployed.of_type("google_monitoring_slo").items()}
    burning = {
        name: {
            (names[objective], seconds, watched["threshold_value"])
            for condition in alert["conditions"]
            for watched in condition["condition_threshold"]
            for objective, seconds in re.findall(r'burn_rate\("(.+)", "(\d+)s"\)', watched["filter"])
        }
        for name, alert in _alerts(deployed).items()
        if alert["combiner"] == "AND"
    }
    assert burning == {
        "prompt_fast": {("prompt", "3600", 10), ("prompt", "300", 10)},
        "prompt_slow": {("prompt", "21600", 3), ("prompt", "1800", 3)},
        "settled_fast": {("settled", "3600", 14), ("settled", "300", 14)},
    }


def test_what_was_never_sent_is_late(deployed: Run) -> None:
    """What a sweep finds unsent falls behind the objective's border, by the same figure as what was sent."""
    metric = deployed.of_type("google_logging_metric")["waited"]
    assert metric["filter"].endswith(
        'jsonPayload.event=("export_recorded" OR "export_overdue") AND jsonPayload.waited_seconds>=0'
    )
    (within,) = re.findall(r"prompt_within_seconds += (\d+)", _monitoring())
    assert Pace().overdue.total_seconds() >= int(within)


def test_the_queues_depth_is_watched_where_the_queue_is(deployed: Run, variants: dict[str, Run]) -> None:
    """Google's metric of this queue alone, by its region and its name, for a quarter of an hour."""
    for done, name in ((deployed, "personio-exports"), (variants["long"], "abcdefghijkl-personio-exports")):
        (condition,) = _alerts(done)["queue_depth"]["conditions"]
        (watched,) = condition["condition_threshold"]
        assert watched["filter"].split(" AND ") == [
            'metric.type="cloudtasks.googleapis.com/queue/depth"',
            'resource.type="cloud_tasks_queue"',
            f'resource.labels.queue_id="{name}"',
            'resource.labels.location="europe-west3"',
        ]
        assert watched["duration"] == "900s"


def test_every_alert_leads_to_its_section(deployed: Run) -> None:
    """The mail names a section of docs/operations.md, which says what is seen, what to ask, what to do.

    It says, too, how one finds out whether the alert rings.
    """
    sections = _sections()
    named = set()
    for alert in _alerts(deployed).values():
        (section,) = re.findall(r"section `(\w+)`", alert["documentation"][0]["content"])
        named.add(section)
        text = sections[section]
        assert "**Symptom**" in text
        assert "```\n" in text
        assert "**Remedy**" in text or "| remedy |" in text
        assert "**Test**" in text
    assert named == {title for title, text in sections.items() if "**Symptom**" in text}


def test_a_mail_shows_the_lines_that_were_counted(deployed: Run) -> None:
    """The query in the alert's text is the filter of its metric, and its section asks for the same event."""
    metrics = deployed.of_type("google_logging_metric")
    sections = _sections()
    for name in metrics.keys() & _alerts(deployed).keys() - {"oldest_due"}:
        (documentation,) = _alerts(deployed)[name]["documentation"]
        assert metrics[name]["filter"] in documentation["content"]
        for event in re.findall(r'jsonPayload\.event="\w+"', metrics[name]["filter"]):
            assert event in sections[name]


def test_every_code_that_waits_for_a_person_has_a_remedy() -> None:
    """Each code of needs_action is a row of the table, with what is seen, who has to act and what to do."""
    codes = {key.removeprefix("needs_action.") for key in STATES if key.startswith("needs_action.")}
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \| .+ \|$", _sections()["export_needs_action"], re.MULTILINE)
    assert codes
    assert sorted(rows) == sorted(codes)


def test_only_this_deployments_lines_count(variants: dict[str, Run]) -> None:
    """A filter names the services with their prefix: a second deployment has figures of its own."""
    for name, metric in variants["long"].of_type("google_logging_metric").items():
        services = re.findall(r'"(abcdefghijkl-[a-z-]+)"', metric["filter"])
        assert len(services) == (2 if name == "schedule_failed" else len(names()))


def test_only_what_the_trigger_answered_well_is_not_kept(deployed: Run, variants: dict[str, Run]) -> None:
    """Request logs of that one service with a status of 2xx: no error, no line of ours, no other service."""
    kind = "google_logging_project_exclusion"
    for done, project, service in (
        (deployed, PROJECT, "on-match-written"),
        (variants["long"], "a23456789012345678901234567890", "abcdefghijkl-on-match-written"),
    ):
        (excluded,) = (each for address, each in done.resources.items() if address.startswith(kind))
        assert excluded["filter"].split(" AND ") == [
            f'logName="projects/{project}/logs/run.googleapis.com%2Frequests"',
            'resource.type="cloud_run_revision"',
            f'resource.labels.service_name="{service}"',
            "httpRequest.status>=200",
            "httpRequest.status<300",
        ]
    assert not [address for address in variants["chosen"].resources if address.startswith(kind)]


def test_the_dashboard_shows_what_is_there(deployed: Run) -> None:
    """Each log-based metric that a chart names exists; no chart lies upon another, and all fit the width."""
    (dashboard,) = deployed.of_type("google_monitoring_dashboard").values()
    tiles = json.loads(dashboard["dashboard_json"])["mosaicLayout"]["tiles"]
    names = {metric["name"] for metric in deployed.of_type("google_logging_metric").values()}
    shown = set(re.findall(r"logging\.googleapis\.com/user/([\w/]+)", dashboard["dashboard_json"]))
    assert shown
    assert shown <= names
    places = [(tile.get("xPos", 0), tile.get("yPos", 0)) for tile in tiles]
    assert len(set(places)) == len(tiles)
    assert all(x + tile["width"] <= 12 for (x, _), tile in zip(places, tiles, strict=True))


def _alerts(done: Run) -> dict[str, dict[str, Any]]:
    return done.of_type("google_monitoring_alert_policy")


def _monitoring() -> str:
    return (REPOSITORY / "terraform" / "module" / "monitoring.tf").read_text()


def _sections() -> dict[str, str]:
    """Title → text of each section of docs/operations.md."""
    text = (REPOSITORY / "docs" / "operations.md").read_text()
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))
