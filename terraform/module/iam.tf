# Accounts: one per function, one that delivers events, one that calls on schedule, one in whose name tasks call, one
# that builds.

resource "google_service_account" "function" {
  for_each = local.functions

  project      = var.project_id
  account_id   = local.accounts[each.key]
  display_name = "${local.names[each.key]}, running"
  depends_on   = [google_project_service.this]
}

resource "google_service_account" "trigger" {
  project      = var.project_id
  account_id   = "${local.prefix}personio-trigger"
  display_name = "Delivers Firestore events to ${local.names.on_match_written} and ${local.names.on_developer_deleted}"
  depends_on   = [google_project_service.this]
}

resource "google_service_account" "scheduler" {
  project      = var.project_id
  account_id   = "${local.prefix}personio-schedule"
  display_name = "Calls the scheduled functions"
  depends_on   = [google_project_service.this]
}

resource "google_service_account" "tasks" {
  project      = var.project_id
  account_id   = "${local.prefix}personio-tasks"
  display_name = "Calls ${local.names.send_exports} and ${local.names.follow_applicants}, task by task"
  depends_on   = [google_project_service.this]
}

resource "google_service_account" "build" {
  project      = var.project_id
  account_id   = "${local.prefix}personio-build"
  display_name = "Builds the functions"
  depends_on   = [google_project_service.this]
}

# Building

resource "google_project_iam_member" "build" {
  for_each = toset(["roles/logging.logWriter", "roles/artifactregistry.writer"])

  project = var.project_id
  role    = each.value
  member  = google_service_account.build.member
}

resource "google_storage_bucket_iam_member" "build" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.build.member
}

# Google copies the archive into a bucket of its own before it builds; no other bucket is opened.
resource "google_project_iam_member" "build_source" {
  project = var.project_id
  role    = "roles/storage.objectViewer"
  member  = google_service_account.build.member

  condition {
    title      = "sources of functions only"
    expression = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-${data.google_project.this.number}-\")"
  }
}

# Firestore

resource "google_project_iam_member" "firestore" {
  for_each = local.functions

  project = var.project_id
  role    = "roles/datastore.${each.value.firestore}"
  member  = google_service_account.function[each.key].member
}

# Secrets. Creating one is checked on the project, so a condition on its name would always refuse: hence a role of
# its own, with nothing else in it. Everything after that is tied to the prefix.

locals {
  secret_roles = {
    keep = google_project_iam_custom_role.secret_keeper.name
    end  = google_project_iam_custom_role.secret_ender.name
    read = "roles/secretmanager.secretAccessor"
  }
}

resource "google_project_iam_custom_role" "secret_creator" {
  project     = var.project_id
  role_id     = "${replace(local.prefix, "-", "_")}personio_secret_creator"
  title       = "${local.prefix}personio: create secrets"
  permissions = ["secretmanager.secrets.create"]
  depends_on  = [google_project_service.this]
}

resource "google_project_iam_custom_role" "secret_keeper" {
  project = var.project_id
  role_id = "${replace(local.prefix, "-", "_")}personio_secret_keeper"
  title   = "${local.prefix}personio: keep secrets"
  permissions = [
    "secretmanager.versions.access",
    "secretmanager.versions.add",
    "secretmanager.versions.destroy",
    "secretmanager.versions.list",
  ]
  depends_on = [google_project_service.this]
}

resource "google_project_iam_custom_role" "secret_ender" {
  project = var.project_id
  role_id = "${replace(local.prefix, "-", "_")}personio_secret_ender"
  title   = "${local.prefix}personio: end secrets"
  permissions = [
    "secretmanager.versions.access",
    "secretmanager.versions.destroy",
    "secretmanager.versions.list",
  ]
  depends_on = [google_project_service.this]
}

resource "google_project_iam_member" "secret_creator" {
  for_each = toset([for name, function in local.functions : name if function.secrets == "keep"])

  project = var.project_id
  role    = google_project_iam_custom_role.secret_creator.name
  member  = google_service_account.function[each.key].member
}

resource "google_project_iam_member" "secrets" {
  for_each = { for name, function in local.functions : name => function.secrets if function.secrets != "none" }

  project = var.project_id
  role    = local.secret_roles[each.value]
  member  = google_service_account.function[each.key].member

  condition { # by the project's number: that is how Secret Manager spells a resource's name
    title      = "secrets ${local.secret_prefix}* only"
    expression = "resource.name.startsWith(\"projects/${data.google_project.this.number}/secrets/${local.secret_prefix}\")"
  }
}

# The keys of pseudonyms: on this one secret, beside the prefix of customers' credentials.

locals {
  hash_roles = {
    make = google_project_iam_custom_role.hash_maker.name
    read = google_project_iam_custom_role.hash_reader.name
  }
}

resource "google_project_iam_custom_role" "hash_reader" {
  project     = var.project_id
  role_id     = "${replace(local.prefix, "-", "_")}personio_hash_reader"
  title       = "${local.prefix}personio: read keys of pseudonyms"
  permissions = ["secretmanager.versions.access", "secretmanager.versions.list"]
  depends_on  = [google_project_service.this]
}

resource "google_project_iam_custom_role" "hash_maker" {
  project = var.project_id
  role_id = "${replace(local.prefix, "-", "_")}personio_hash_maker"
  title   = "${local.prefix}personio: make keys of pseudonyms"
  permissions = [
    "secretmanager.versions.access",
    "secretmanager.versions.add",
    "secretmanager.versions.list",
  ]
  depends_on = [google_project_service.this]
}

resource "google_secret_manager_secret_iam_member" "hash_keys" {
  for_each = { for name, function in local.functions : name => function.hashes if function.hashes != "none" }

  project   = var.project_id
  secret_id = google_secret_manager_secret.hash_keys.secret_id
  role      = local.hash_roles[each.value]
  member    = google_service_account.function[each.key].member
}

# Who read which token, and when: Secret Manager's own log, beside what the functions say of themselves.
resource "google_project_iam_audit_config" "secrets" {
  count = var.audit_secret_access ? 1 : 0

  project = var.project_id
  service = "secretmanager.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }

  depends_on = [google_project_service.this]
}

# Events

resource "google_project_iam_member" "trigger" {
  project = var.project_id
  role    = "roles/eventarc.eventReceiver"
  member  = google_service_account.trigger.member
}

# Asking for turns: whoever makes a task names the account that it calls as, and has to be allowed both.

resource "google_cloud_tasks_queue_iam_member" "asking" {
  for_each = local.asking

  project  = var.project_id
  location = google_cloud_tasks_queue.exports.location
  name     = google_cloud_tasks_queue.exports.name
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.function[each.key].member
}

resource "google_cloud_tasks_queue_iam_member" "following" {
  for_each = local.following

  project  = var.project_id
  location = google_cloud_tasks_queue.readings.location
  name     = google_cloud_tasks_queue.readings.name
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.function[each.key].member
}

resource "google_service_account_iam_member" "asking" {
  for_each = setunion(local.asking, local.following)

  service_account_id = google_service_account.tasks.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.function[each.key].member
}

# Calling: on the Cloud Run service behind each function, since Cloud Functions refuses run.invoker

locals {
  callers = {
    trigger   = google_service_account.trigger.member
    queue     = google_service_account.tasks.member
    scheduler = google_service_account.scheduler.member
  }
}

resource "google_cloud_run_service_iam_member" "private" {
  for_each = local.private

  project  = var.project_id
  location = local.region
  service  = google_cloudfunctions2_function.this[each.key].name
  role     = "roles/run.invoker"
  member   = local.callers[local.functions[each.key].called_by]

  lifecycle { # a function that is made anew comes with a service that knows nobody
    replace_triggered_by = [google_cloudfunctions2_function.this[each.key].id]
  }
}

# Browsers hold Firebase tokens, and preflights none at all: IAM would refuse both. The functions check who calls.
resource "google_cloud_run_service_iam_member" "public" {
  #checkov:skip=CKV_GCP_102:open by design, the code checks the caller's Firebase token
  for_each = var.public_access == "all_users" ? local.public : toset([])

  project  = var.project_id
  location = local.region
  service  = google_cloudfunctions2_function.this[each.key].name
  role     = "roles/run.invoker"
  member   = "allUsers"

  lifecycle {
    replace_triggered_by = [google_cloudfunctions2_function.this[each.key].id]
  }

  depends_on = [google_tags_location_tag_binding.public]
}

# Where an organisation forbids allUsers, its policy may spare what carries a tag of its choice.
resource "google_tags_location_tag_binding" "public" {
  for_each = var.public_tag == null ? toset([]) : local.public

  parent    = "//run.googleapis.com/projects/${data.google_project.this.number}/locations/${local.region}/services/${google_cloudfunctions2_function.this[each.key].name}"
  tag_value = var.public_tag
  location  = local.region

  lifecycle {
    replace_triggered_by = [google_cloudfunctions2_function.this[each.key].id]
  }
}

# Deploying: whoever makes a function or a schedule that runs as an account has to be allowed to act as it.

locals {
  run_as = merge(google_service_account.function, {
    trigger   = google_service_account.trigger
    scheduler = google_service_account.scheduler
    build     = google_service_account.build
  })
  deploying = { for pair in setproduct(keys(local.run_as), var.deployers) : join(" ", pair) => { account = pair[0], deployer = pair[1] } }
}

resource "google_service_account_iam_member" "deploying" {
  for_each = local.deploying

  service_account_id = local.run_as[each.value.account].name
  role               = "roles/iam.serviceAccountUser"
  member             = each.value.deployer
}
