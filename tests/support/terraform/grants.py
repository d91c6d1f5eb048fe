"""Who may do what, as a table."""

from tests.support.terraform.workspace import NUMBER, PROJECT

OURS = f'resource.name.startsWith("projects/{NUMBER}/secrets/personio-")'


SOURCES = f'resource.name.startsWith("projects/_/buckets/gcf-v2-sources-{NUMBER}-")'


BUCKET = f"bucket {PROJECT}-personio-source"


QUEUE = "queue europe-west3/personio-exports"


READINGS = "queue europe-west3/personio-readings"


TASKS = "account personio-tasks"


KEYS = "secret erasure-keys"


LOOKING_UP = ("export-applicant", "on-match-written", "send-exports")


ASKING = (
    "connect-personio",
    "import-job",
    "export-applicant",
    "on-match-written",
    "send-exports",
    "sweep-exports",
)


FOLLOWING = ("connect-personio", "follow-applicants", "sweep-exports")


GRANTS = {
    *((account, "roles/cloudtasks.enqueuer", QUEUE, "") for account in ASKING),
    *((account, "roles/cloudtasks.enqueuer", READINGS, "") for account in FOLLOWING),
    *((account, "roles/iam.serviceAccountUser", TASKS, "") for account in {*ASKING, *FOLLOWING}),
    ("connect-personio", "roles/datastore.user", "project", ""),
    ("connect-personio", "personio_secret_creator", "project", ""),
    ("connect-personio", "personio_secret_keeper", "project", OURS),
    ("list-jobs", "roles/datastore.viewer", "project", ""),
    ("import-job", "roles/datastore.user", "project", ""),
    ("export-applicant", "roles/datastore.user", "project", ""),
    ("export-applicant", "roles/secretmanager.secretAccessor", "project", OURS),
    ("on-match-written", "roles/datastore.user", "project", ""),
    ("on-match-written", "roles/secretmanager.secretAccessor", "project", OURS),
    ("send-exports", "roles/datastore.user", "project", ""),
    ("send-exports", "roles/secretmanager.secretAccessor", "project", OURS),
    ("follow-applicants", "roles/datastore.user", "project", ""),
    ("follow-applicants", "roles/secretmanager.secretAccessor", "project", OURS),
    ("sweep-exports", "roles/datastore.user", "project", ""),
    ("sweep-exports", "personio_secret_ender", "project", OURS),
    ("personio-erasing", "roles/datastore.user", "project", ""),
    ("personio-erasing", "personio_hash_maker", KEYS, ""),
    ("sweep-exports", "personio_hash_maker", KEYS, ""),
    *((account, "personio_hash_reader", KEYS, "") for account in LOOKING_UP),
    ("sync-jobs", "roles/datastore.user", "project", ""),
    ("personio-trigger", "roles/eventarc.eventReceiver", "project", ""),
    ("personio-trigger", "roles/run.invoker", "service on-match-written", ""),
    ("personio-trigger", "roles/run.invoker", "service on-developer-deleted", ""),
    ("personio-tasks", "roles/run.invoker", "service send-exports", ""),
    ("personio-tasks", "roles/run.invoker", "service follow-applicants", ""),
    ("personio-schedule", "roles/run.invoker", "service sweep-exports", ""),
    ("personio-schedule", "roles/run.invoker", "service sync-jobs", ""),
    ("personio-build", "roles/logging.logWriter", "project", ""),
    ("personio-build", "roles/artifactregistry.writer", "project", ""),
    ("personio-build", "roles/storage.objectViewer", "project", SOURCES),
    ("personio-build", "roles/storage.objectViewer", BUCKET, ""),
    ("allUsers", "roles/run.invoker", "service connect-personio", ""),
    ("allUsers", "roles/run.invoker", "service list-jobs", ""),
    ("allUsers", "roles/run.invoker", "service import-job", ""),
    ("allUsers", "roles/run.invoker", "service export-applicant", ""),
}
