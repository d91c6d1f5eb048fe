"""Thirty-nine ways to deploy something else: the tests of this folder have to notice each by itself.

    python -m tests.terraform.mutants [name …]     a table: mutant, and the test that noticed

Each is one change in a copy of the tree. The first fourteen once went unnoticed.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
LINKED = ("shared", "functions", "local", "docs", "smoke", "requirements.txt", "pyproject.toml", ".github")
# The tables first, which see most; then what sees more than attributes.
ASKED = (("inventory",), ("functions", "access", "watching", "queue", "indexes", "configuration", "upgrade"))


@dataclass(frozen=True)
class Mutant:
    """`right` stands exactly once in `file` of terraform/; `wrong` takes its place."""

    name: str
    file: str
    right: str
    wrong: str


MUTANTS = (
    Mutant(
        "eventarc API forgotten",
        "module/apis.tf",
        '      "eventarc.googleapis.com", # the Firestore trigger\n',
        "",
    ),
    Mutant(
        "APIs go with the deployment",
        "module/apis.tf",
        "disable_on_destroy = false",
        "disable_on_destroy = true",
    ),
    Mutant(
        "schedules before their API",
        "module/scheduler.tf",
        "depends_on = [google_project_service.this, google_firestore_index.this]",
        "depends_on = []",
    ),
    Mutant(
        "alert comparison reversed",
        "module/alerts.tf",
        'comparison      = "COMPARISON_GT"\n      threshold_value = each.value.above',
        'comparison      = "COMPARISON_LT"\n      threshold_value = each.value.above',
    ),
    Mutant(
        "alerts mail nobody",
        "module/alerts.tf",
        "page = concat(local.emails, tolist(var.page_channels))",
        "page = tolist(var.page_channels)",
    ),
    Mutant("silence noticed after 23 h", "module/alerts.tf", "minutes = 30 }", "minutes = 1380 }"),
    Mutant(
        "schedules swapped",
        "module/scheduler.tf",
        "sweep_exports = var.sweep_schedule\n    sync_jobs     = var.sync_schedule",
        "sweep_exports = var.sync_schedule\n    sync_jobs     = var.sweep_schedule",
    ),
    Mutant("time zone ignored", "module/scheduler.tf", "= var.time_zone", '= "Europe/Berlin"'),
    Mutant("labels dropped", "module/functions.tf", "= local.labels", "= null"),
    Mutant(
        "archive_days ignored",
        "module/source.tf",
        "days_since_noncurrent_time = var.archive_days",
        "days_since_noncurrent_time = 90",
    ),
    Mutant("bucket may be opened", "module/source.tf", '  public_access_prevention    = "enforced"\n', ""),
    Mutant(
        "traffic stays on an old revision",
        "module/functions.tf",
        "all_traffic_on_latest_revision   = true",
        "all_traffic_on_latest_revision   = false",
    ),
    Mutant(
        "feed functions at 128 Mi",
        "module/locals.tf",
        '"viewer", secrets = "none", hashes = "none"\n      memory    = "1Gi"',
        '"viewer", secrets = "none", hashes = "none"\n      memory    = "128Mi"',
    ),
    Mutant(
        "a thousand instances for everybody",
        "module/locals.tf",
        "concurrency = 4, min_instances = 0, max_instances = 5,",
        "concurrency = 4, min_instances = 0, max_instances = 1000,",
    ),
    Mutant("no retry of events", "module/functions.tf", "RETRY_POLICY_RETRY", "RETRY_POLICY_DO_NOT_RETRY"),
    Mutant(
        "trigger in the functions' region",
        "module/functions.tf",
        "trigger_region        = var.firestore_location",
        "trigger_region        = local.region",
    ),
    Mutant("updates instead of writes", "module/locals.tf", "document.v1.written", "document.v1.updated"),
    Mutant("sweep open to the internet", "module/functions.tf", '"ALLOW_INTERNAL_ONLY"', '"ALLOW_ALL"'),
    Mutant(
        "secrets of every prefix", "module/iam.tf", '/secrets/${local.secret_prefix}\\")', '/secrets/\\")'
    ),
    Mutant(
        "project's id in the condition",
        "module/iam.tf",
        "projects/${data.google_project.this.number}/secrets",
        "projects/${var.project_id}/secrets",
    ),
    Mutant(
        "creator may list secrets",
        "module/iam.tf",
        '["secretmanager.secrets.create"]',
        '["secretmanager.secrets.create", "secretmanager.secrets.list"]',
    ),
    Mutant("list-jobs may write", "module/locals.tf", 'firestore = "viewer"', 'firestore = "user"'),
    Mutant(
        "an index turned round",
        "module/locals.tf",
        '["company_id", "-successful_at", "-match_id"]',
        '["company_id", "successful_at", "-match_id"]',
    ),
    Mutant(
        "the queue without a limit",
        "module/tasks.tf",
        "max_dispatches_per_second = var.queue_dispatches_per_second",
        "max_dispatches_per_second = 500",
    ),
    Mutant(
        "two turns in one instance",
        "module/locals.tf",
        'memory    = "512Mi", cpu = 1, concurrency = 1, min_instances = 0, max_instances = var',
        'memory    = "512Mi", cpu = 1, concurrency = 2, min_instances = 0, max_instances = var',
    ),
    Mutant("scheduler gives up first", "module/scheduler.tf", "timeout_seconds + 15", "timeout_seconds - 15"),
    # Ten of our own
    Mutant("pages are tickets", "module/alerts.tf", 'page = "CRITICAL", ticket', 'page = "WARNING", ticket'),
    Mutant("every waiting export rings", "module/alerts.tf", "can(each.value.codes) ?", "false ?"),
    Mutant("no heartbeat before the first", "module/alerts.tf", " or vector(0)", ""),
    Mutant(
        "an hour is prompt enough",
        "module/monitoring.tf",
        "prompt_within_seconds  = 120",
        "prompt_within_seconds  = 3600",
    ),
    Mutant(
        "a deployer may act as nobody",
        "module/iam.tf",
        'iam.serviceAccountUser"\n  member             = each.value.deployer',
        'iam.serviceAccountTokenCreator"\n  member             = each.value.deployer',
    ),
    Mutant("the newest images deleted", "module/source.tf", 'action = "KEEP"', 'action = "DELETE"'),
    Mutant(
        "a move forgotten",
        "moved.tf",
        "from = google_cloud_tasks_queue.exports\n",
        "from = google_cloud_tasks_queue.other\n",
    ),
    Mutant("an input not passed on", "main.tf", "  audit_days                  = var.audit_days\n", ""),
    Mutant(
        "the number known after apply",
        "module/apis.tf",
        "  project_id = var.project_id\n}",
        "  project_id = var.project_id\n  depends_on = [google_project_service.this]\n}",
    ),
    Mutant(
        "errors of the trigger not kept",
        "module/logging.tf",
        "httpRequest.status<300",
        "httpRequest.status<600",
    ),
    Mutant(
        "no function's requests kept",
        "module/logging.tf",
        ' AND resource.labels.service_name=\\"${local.names.on_match_written}\\"',
        "",
    ),
    Mutant(
        "an erasure that fails rings late",
        "module/alerts.tf",
        'could not be erased", told = "ticket", above = 0',
        'could not be erased", told = "ticket", above = 5',
    ),
    Mutant("index given up after minutes", "module/firestore.tf", 'create = "6h"', 'create = "20m"'),
)


def place_of(mutant: Mutant) -> Path:
    """The file that it changes.

    Raises:
        ValueError: what it replaces does not stand there exactly once.
    """
    file = ROOT / "terraform" / mutant.file
    if file.read_text().count(mutant.right) != 1:
        raise ValueError(f"{mutant.name}: not exactly once in {mutant.file}")
    return file


def noticed(mutant: Mutant) -> str | None:
    """The test that fails with it."""
    place_of(mutant)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in LINKED:
            (root / name).symlink_to(ROOT / name)
        for name in ("terraform", "tests"):
            shutil.copytree(
                ROOT / name, root / name, ignore=shutil.ignore_patterns(".terraform", "__pycache__")
            )
        changed = root / "terraform" / mutant.file
        changed.write_text(changed.read_text().replace(mutant.right, mutant.wrong))
        return next(filter(None, (_failing(root, files) for files in ASKED)), None)


def _failing(root: Path, names: tuple[str, ...]) -> str | None:
    """The first test of these files that fails in the copy."""
    files = [f"tests/terraform/test_{name}.py" for name in names]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *files],
        cwd=root,
        env={**os.environ, "TERRAFORM_CHECKS": "required"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].partition("::")[2].partition(" - ")[0] if failed else None


def main(names: list[str]) -> int:
    unnoticed = 0
    for mutant in MUTANTS:
        if names and mutant.name not in names:
            continue
        test = noticed(mutant)
        unnoticed += test is None
        print(f"{mutant.name:<40} {test or 'NOT NOTICED'}", flush=True)  # noqa: T201 - a table for a person
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
