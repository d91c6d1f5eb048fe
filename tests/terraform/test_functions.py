"""The functions as they are deployed, held against the code."""

import re
from typing import Any

from shared import settings
from shared.adapters import tuning
from shared.adapters.gcp import documents
from shared.domain.ledger.pace import Pace
from shared.settings import Settings
from shared.structs import asdict
from shared.use_cases import tuning as use_cases_tuning
from tests.support.terraform import grants
from tests.support.terraform.workspace import (
    FLEET,
    FUNCTIONS,
    NUMBER,
    PROJECT,
    REPOSITORY,
    VARIANTS,
    Run,
    Workspace,
    run,
)

SENDING = {"export_applicant", "on_match_written", "send_exports", "sweep_exports"}
ASKING = {account.replace("-", "_") for account in grants.ASKING}
FOLLOWING = {account.replace("-", "_") for account in grants.FOLLOWING}
TASKS = {"tasks_location", "tasks_service_account"}
ASKED_BY = {"tasks_queue", "send_exports_url"}
FOLLOWED_BY = {"readings_queue", "follow_applicants_url"}
TURN_SECONDS = 60  # that a turn may last before it submits
BROWSER = {"connect_personio", "list_jobs", "import_job", "export_applicant"}
# Of a document's four event types (created, updated, deleted, written) the one that also sees a match
# which is successful from the beginning. Source: cloud.google.com/eventarc/docs/reference/supported-events.
WRITTEN = "google.cloud.firestore.document.v1.written"
DELETED = "google.cloud.firestore.document.v1.deleted"
APIS = {
    "artifactregistry",
    "cloudbuild",
    "cloudfunctions",
    "cloudresourcemanager",
    "cloudscheduler",
    "cloudtasks",
    "eventarc",
    "firestore",
    "iam",
    "logging",
    "monitoring",
    "pubsub",
    "run",
    "secretmanager",
    "storage",
}
NOT_DEPLOYED = {
    "aws_region",  # of the other credential store, which runs outside Google Cloud
    "secret_manager_emulator_host",  # local runs only
    "cloud_tasks_emulator_host",
    "pace_factor",  # tests and benches only
    "submission_seconds",  # the same
    "limits_factor",
}


def _file(name: str) -> str:
    return (REPOSITORY / "terraform/module" / name).read_text()


def _named() -> dict[str, set[str]]:
    """Resource → the resources that its block names."""
    text = "\n".join(file.read_text() for file in (REPOSITORY / "terraform/module").glob("*.tf"))
    local = dict(re.findall(r"^  (\w+) += (.*?)(?=^  \w|^})", text, re.MULTILINE | re.DOTALL))
    text = re.sub(r"\blocal\.(run_as)\b", lambda found: local[found[1]], text)
    blocks = re.findall(r'^resource "(google_\w+)" "(\w+)" {\n(.*?)^}', text, re.MULTILINE | re.DOTALL)
    return {f"{kind}.{name}": set(re.findall(r"\bgoogle_\w+\.\w+", body)) for kind, name, body in blocks}


def _schedules(done: Run) -> dict[str, tuple[str, str]]:
    jobs = done.of_type("google_cloud_scheduler_job")
    return {name: (job["schedule"], job["time_zone"]) for name, job in jobs.items()}


def _functions(deployed: Run) -> dict[str, dict[str, Any]]:
    return deployed.of_type("google_cloudfunctions2_function")


def test_every_folder_is_deployed_under_its_name(deployed: Run) -> None:
    """Folder = entry point; the deployed name is the same with hyphens."""
    folders = {main.parent.name for main in (REPOSITORY / "functions").glob("*/main.py")}
    functions = _functions(deployed)
    assert folders == set(functions) == set(FUNCTIONS)
    for folder, function in functions.items():
        assert function["build_config"][0]["entry_point"] == folder
        assert function["build_config"][0]["runtime"] == "python313"
        assert function["name"] == folder.replace("_", "-")


def test_every_api_that_is_used_is_switched_on(deployed: Run) -> None:
    """Exactly these, and none is switched off with the deployment: matched.io's own services use them too."""
    services = deployed.of_type("google_project_service").values()
    assert {service["service"].removesuffix(".googleapis.com") for service in services} == APIS
    assert not any(service["disable_on_destroy"] for service in services)


def test_nothing_is_made_before_its_api_is_there() -> None:
    """Each resource waits for the APIs, by itself or by another that it names."""
    named = _named()
    ready = {"google_project_service.this"}
    while more := {name for name, others in named.items() if others & ready} - ready:
        ready |= more
    assert {"google_cloud_tasks_queue.exports", "google_cloudfunctions2_function.this"} <= ready
    assert set(named) - ready == set()


def test_a_schedule_waits_for_what_its_function_asks_by() -> None:
    """The first call finds its API and every index: none rings because it came too early."""
    awaited = _file("scheduler.tf").partition("depends_on = [")[2].split("]")[0]
    assert set(re.findall(r"[\w.]+", awaited)) == {
        "google_project_service.this",
        "google_firestore_index.this",
    }


def test_every_function_reads_the_settings_that_the_code_knows(deployed: Run) -> None:
    """The environment has exactly the variables of Settings, and the defaults are the code's own.

    What a turn is asked with is known to those alone that ask for one of its kind.
    """
    turns = TASKS | ASKED_BY | FOLLOWED_BY
    names = set(Settings.__struct_fields__) - NOT_DEPLOYED - turns
    for name, function in _functions(deployed).items():
        environment = function["service_config"][0]["environment_variables"]
        known = set(names)
        known |= TASKS | ASKED_BY if name in ASKING else set()
        known |= TASKS | FOLLOWED_BY if name in FOLLOWING else set()
        assert set(environment) == {setting.upper() for setting in known}
        found = asdict(settings.read(environment))
        expected = asdict(Settings(google_cloud_project=PROJECT))
        assert {key: found[key] for key in names} == {key: expected[key] for key in names}


def test_a_turn_is_asked_for_at_the_queue_and_in_its_accounts_name(deployed: Run) -> None:
    """Those that ask name the queue, its region, the account that tasks call as, and what they call."""
    queues = deployed.of_type("google_cloud_tasks_queue")
    queue, readings = queues["exports"], queues["readings"]
    account = deployed.of_type("google_service_account")["tasks"]
    for name in ASKING:
        config = _functions(deployed)[name]["service_config"][0]
        read = settings.read(config["environment_variables"])
        assert (read.tasks_queue, read.tasks_location) == (queue["name"], queue["location"])
        assert read.tasks_service_account == account["email"]
        assert read.send_exports_url == f"https://send-exports-{NUMBER}.europe-west3.run.app"
    for name in FOLLOWING:
        read = settings.read(_functions(deployed)[name]["service_config"][0]["environment_variables"])
        assert (read.readings_queue, read.tasks_location) == (readings["name"], readings["location"])
        assert read.tasks_service_account == account["email"]
        assert read.follow_applicants_url == f"https://follow-applicants-{NUMBER}.europe-west3.run.app"


def test_what_is_set_arrives(variants: dict[str, Run]) -> None:
    """Lists travel as the code parses them, figures as figures."""
    config = _functions(variants["chosen"])["sweep_exports"]["service_config"][0]
    read = settings.read(config["environment_variables"])
    chosen = {name: value for name, value in VARIANTS["chosen"].items() if hasattr(read, name)}
    assert len(chosen) == 15
    assert {name: getattr(read, name) for name in chosen} == {
        name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items()
    }


def test_only_the_frontends_functions_are_on_the_internet(deployed: Run) -> None:
    """The trigger's, the queue's and the scheduler's functions take internal calls only."""
    ingress = {
        name: function["service_config"][0]["ingress_settings"]
        for name, function in _functions(deployed).items()
    }
    assert ingress == {name: "ALLOW_ALL" if name in BROWSER else "ALLOW_INTERNAL_ONLY" for name in FUNCTIONS}


def test_the_trigger_listens_where_the_database_lies(deployed: Run) -> None:
    """Matches written and developers deleted, of this database, where it lies, again after a failure."""
    triggers = {name: function["event_trigger"] for name, function in _functions(deployed).items()}
    for name, event, pattern in (
        ("on_match_written", WRITTEN, f"{documents.MATCHES}/{{matchId}}"),
        ("on_developer_deleted", DELETED, f"{documents.DEVELOPERS}/{{developerId}}"),
    ):
        (trigger,) = triggers.pop(name)
        assert trigger["event_type"] == event
        assert trigger["retry_policy"] == "RETRY_POLICY_RETRY"
        assert trigger["trigger_region"] == "europe-west3"
        filters = {each["attribute"]: (each["operator"], each["value"]) for each in trigger["event_filters"]}
        assert filters == {
            "database": (None, "(default)"),
            "document": ("match-path-pattern", pattern),
        }
    assert not any(triggers.values())


def test_the_scheduler_proves_who_it_is(deployed: Run) -> None:
    """Each job posts to its function with a token for that function's address."""
    functions = _functions(deployed)
    jobs = deployed.of_type("google_cloud_scheduler_job")
    scheduler = deployed.of_type("google_service_account")["scheduler"]
    assert set(jobs) == {"sweep_exports", "sync_jobs"}
    for name, job in jobs.items():
        (target,) = job["http_target"]
        (token,) = target["oidc_token"]
        assert target["http_method"] == "POST"
        assert target["uri"] == token["audience"] == functions[name]["service_config"][0]["uri"]
        assert token["service_account_email"] == scheduler["email"]


def test_the_sweep_comes_every_five_minutes_and_the_comparison_once_an_hour(
    deployed: Run, variants: dict[str, Run]
) -> None:
    """Unless others are chosen, each for its own job; times are those of the zone that is named."""
    assert _schedules(deployed) == {
        "sweep_exports": ("*/5 * * * *", "Europe/Berlin"),
        "sync_jobs": ("17 * * * *", "Europe/Berlin"),
    }
    assert _schedules(variants["chosen"]) == {
        "sweep_exports": ("*/7 * * * *", "Etc/UTC"),
        "sync_jobs": ("5 3 * * *", "Etc/UTC"),
    }


def test_time_limits_fit_into_each_other(deployed: Run) -> None:
    """The scheduler waits longer than its function runs, half an hour at most; an event has 540 s.

    A turn has time to look at its account and to send.
    """
    functions = _functions(deployed)
    limits = {name: values["service_config"][0]["timeout_seconds"] for name, values in functions.items()}
    for name, job in deployed.of_type("google_cloud_scheduler_job").items():
        assert limits[name] < int(job["attempt_deadline"].removesuffix("s")) <= 1800
    assert limits["on_match_written"] <= 540
    assert TURN_SECONDS + Pace().deadline_seconds < limits["send_exports"]
    one_applicant = 2 * tuning.READING_SECONDS + tuning.ACCESS_TOKEN_SECONDS
    following = use_cases_tuning.FOLLOWING_SECONDS + one_applicant
    assert following < limits["follow_applicants"] <= Pace().following_lease.total_seconds()


def test_instances_take_what_their_threads_can(deployed: Run) -> None:
    """Concurrency is at most four a CPU, the worker's threads; one sweep runs at a time.

    What the trigger sends on its own, at two seconds a request, is no more than the queue may.
    """
    sizes = {name: values["service_config"][0] for name, values in _functions(deployed).items()}
    for size in sizes.values():
        assert 1 <= size["max_instance_request_concurrency"] <= 4 * int(size["available_cpu"])
    assert sizes["sweep_exports"]["max_instance_count"] == 1
    trigger = sizes["on_match_written"]
    at_once = trigger["max_instance_count"] * trigger["max_instance_request_concurrency"]
    assert at_once * 60 / 2 <= FLEET


def test_a_turn_has_an_instance_of_its_own(small: Workspace, deployed: Run) -> None:
    """One at a time, so that a crash takes nobody along, in as many instances as the queue hands out."""
    (limits,) = deployed.of_type("google_cloud_tasks_queue")["exports"]["rate_limits"]
    size = _functions(deployed)["send_exports"]["service_config"][0]
    assert size["max_instance_request_concurrency"] == 1
    assert (size["min_instance_count"], size["max_instance_count"]) == (
        0,
        limits["max_concurrent_dispatches"],
    )
    fewer = small.play(run("fewer", "plan", {"queue_concurrent_dispatches": 40}))["fewer"]
    assert _functions(fewer)["send_exports"]["service_config"][0]["max_instance_count"] == 40


def test_cvs_leave_an_instance_its_memory(deployed: Run) -> None:
    """What sends holds CVs in memory, since /tmp is memory as well: they take a quarter of it at most."""
    sizes = {name: values["service_config"][0] for name, values in _functions(deployed).items()}
    for name in SENDING:
        memory = int(sizes[name]["available_memory"].removesuffix("Mi")) * 1024 * 1024
        assert memory >= 4 * tuning.CVS_HELD_BYTES


def test_every_size_is_measured(deployed: Run) -> None:
    """The page's table has each function with its memory, and its heaviest call leaves a quarter of it."""
    page = (REPOSITORY / "docs/deployment.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| (\d+)([MG])i \| (\d+) \|", page, re.MULTILINE)
    sizes = {name: values["service_config"][0] for name, values in _functions(deployed).items()}
    assert {name: f"{memory}{unit}i" for name, memory, unit, _ in rows} == {
        name: size["available_memory"] for name, size in sizes.items()
    }
    for _, memory, unit, taken in rows:
        assert int(taken) <= 0.75 * int(memory) * {"M": 1, "G": 1024}[unit]


def test_sizing_changes_only_what_it_names(variants: dict[str, Run]) -> None:
    """What an entry of `sizing` leaves out keeps its default."""
    size = _functions(variants["long"])["list_jobs"]["service_config"][0]
    assert (size["available_memory"], size["min_instance_count"]) == ("4Gi", 1)
    assert (size["available_cpu"], size["max_instance_count"]) == ("1", 10)


def test_the_longest_prefix_fits_every_name(variants: dict[str, Run]) -> None:
    """With twelve letters of prefix and thirty of project, every name keeps within its service's limit."""
    planned = variants["long"]
    accounts = [each["account_id"] for each in planned.of_type("google_service_account").values()]
    others = 4  # build, trigger, tasks, scheduler
    assert len(set(accounts)) == len(FUNCTIONS) + others
    assert all(6 <= len(account) <= 30 for account in accounts)
    assert len(planned.of_type("google_storage_bucket")["source"]["name"]) <= 63
    assert all(len(function["name"]) <= 63 for function in _functions(planned).values())
    roles = planned.of_type("google_project_iam_custom_role").values()
    assert all(len(role["role_id"]) <= 64 and "-" not in role["role_id"] for role in roles)


def test_a_prefix_keeps_secrets_apart(small: Workspace) -> None:
    """The prefix that the code gives its secrets is the one that the grants are narrowed to."""
    applied = small.play(run("prefixed", "apply", {"name_prefix": "staging"}))["prefixed"]
    for function in _functions(applied).values():
        read = settings.read(function["service_config"][0]["environment_variables"])
        assert read.secret_prefix == "staging-personio-"
        assert read.hash_keys_secret == "staging-erasure-keys"
    narrowed = {
        grant["condition"][0]["expression"]
        for grant in applied.of_type("google_project_iam_member").values()
        if grant["condition"] and "secrets/" in grant["condition"][0]["expression"]
    }
    assert narrowed == {f'resource.name.startsWith("projects/{NUMBER}/secrets/staging-personio-")'}


def test_a_function_is_built_after_its_accounts_have_their_rights() -> None:
    """The first build, event and turn find every grant that they need: none races them."""
    granted = re.findall(
        r'^resource "(google_(?!cloud_run_)\w+_iam_member)" "(\w+)"', _file("iam.tf"), re.MULTILINE
    )
    awaited = _file("functions.tf").partition("depends_on = [")[2].split("]")[0]
    assert granted
    assert {f"{kind}.{name}" for kind, name in granted} < set(re.findall(r"[\w.]+", awaited))


def test_no_secret_passes_through_terraform(deployed: Run) -> None:
    """No resource and no data source holds a secret's value, so neither state nor plan can show one.

    The one secret that is made here is empty: its versions are the functions' own.
    """
    kinds = {address.partition(".")[0] for address in deployed.resources if "secret_manager" in address}
    assert not any("version" in kind for kind in kinds)
    (secret,) = deployed.of_type("google_secret_manager_secret").values()
    assert secret["secret_id"] == Settings(google_cloud_project=PROJECT).hash_keys_secret
    assert "secret_data" not in secret
