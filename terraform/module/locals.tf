# What the code and Terraform have to agree on; tests/terraform/ holds the two together.

locals {
  regions_in_the_eu = [
    "europe-central2", "europe-north1", "europe-north2", "europe-southwest1", "europe-west1", "europe-west3",
    "europe-west4", "europe-west8", "europe-west9", "europe-west10", "europe-west12",
  ]
  # Those of the EU: cloud.google.com/tasks/docs/locations, cloud.google.com/scheduler/docs/locations.
  regions_with_tasks     = ["europe-central2", "europe-west1", "europe-west3"]
  regions_with_schedules = ["europe-central2", "europe-west1", "europe-west3", "europe-west4", "europe-west12"]

  near_multi_region = { eur3 = "europe-west4" }
  region            = coalesce(var.region, lookup(local.near_multi_region, var.firestore_location, var.firestore_location))
  tasks_region      = coalesce(var.tasks_region, contains(local.regions_with_tasks, local.region) ? local.region : "europe-west1")
  scheduler_region  = coalesce(var.scheduler_region, contains(local.regions_with_schedules, local.region) ? local.region : "europe-west1")
  prefix            = var.name_prefix == "" ? "" : "${var.name_prefix}-"
  root              = "${path.module}/../.."
  labels            = merge({ app = "matched-personio" }, var.labels)

  # Five lists of figures, ranges and steps, each within its field's limits: a schedule that can never come is a typo.
  cron = "^${join(" ", [for figure in ["[1-5]?[0-9]", "1?[0-9]|2[0-3]", "[1-9]|[12][0-9]|3[01]", "[1-9]|1[0-2]", "[0-7]"] :
    replace("PART(,PART)*", "PART", "([*]|(${figure})(-(${figure}))?)(/[1-9][0-9]?)?")
  ])}$"

  # Folder under functions/ = entry point. called_by: browser, trigger, queue or scheduler. asks, follows: whether
  # it asks for turns to send, and for turns to follow applicants. secrets: keep (create, read, destroy), end (read,
  # destroy), read or none; hashes: what it does with the keys of erased people's pseudonyms (make, read or none). A worker
  # has four threads per CPU, so more concurrency than that would only queue.
  functions = {
    connect_personio = {
      called_by = "browser", asks = true, follows = true, firestore = "user", secrets = "keep", hashes = "none"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 5, timeout_seconds = 90
    }
    list_jobs = { # four boards of 8,000 positions at once took 286 MiB
      called_by = "browser", asks = false, follows = false, firestore = "viewer", secrets = "none", hashes = "none"
      memory    = "1Gi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 10, timeout_seconds = 60
    }
    import_job = {
      called_by = "browser", asks = true, follows = false, firestore = "user", secrets = "none", hashes = "none"
      memory    = "1Gi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 10, timeout_seconds = 60
    }
    export_applicant = {
      called_by = "browser", asks = true, follows = false, firestore = "user", secrets = "read", hashes = "read"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 10, timeout_seconds = 120
    }
    on_match_written = { # 40 submissions of two seconds at once: 1,200 a minute, beside the queue's 1,500
      called_by = "trigger", asks = true, follows = false, firestore = "user", secrets = "read", hashes = "read"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 10, timeout_seconds = 120
    }
    on_developer_deleted = { # a person at a time, some hundred exports at most
      called_by = "trigger", asks = false, follows = false, firestore = "user", secrets = "none", hashes = "make"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 5, timeout_seconds = 120
    }
    send_exports = { # one turn at a time, so that a crash takes nobody along; the queue says how many at once
      called_by = "queue", asks = true, follows = false, firestore = "user", secrets = "read", hashes = "read"
      memory    = "512Mi", cpu = 1, concurrency = 1, min_instances = 0, max_instances = var.queue_concurrent_dispatches, timeout_seconds = 120
    }
    follow_applicants = { # a turn waits for Personio most of its minute, and one that is lost costs nothing
      called_by = "queue", asks = false, follows = true, firestore = "user", secrets = "read", hashes = "none"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 10, timeout_seconds = 120
    }
    sweep_exports = { # concurrency: while one holds the lease, the next is answered at once
      called_by = "scheduler", asks = true, follows = true, firestore = "user", secrets = "end", hashes = "make"
      memory    = "512Mi", cpu = 1, concurrency = 4, min_instances = 0, max_instances = 1, timeout_seconds = 300
    }
    sync_jobs = { # eight feeds at a time
      called_by = "scheduler", asks = false, follows = false, firestore = "user", secrets = "none", hashes = "none"
      memory    = "2Gi", cpu = 1, concurrency = 1, min_instances = 0, max_instances = 1, timeout_seconds = 540
    }
  }
  events = { # of Firestore, by the function that they call
    on_match_written     = { type = "google.cloud.firestore.document.v1.written", document = "matches/{matchId}" }
    on_developer_deleted = { type = "google.cloud.firestore.document.v1.deleted", document = "developers/{developerId}" }
  }
  names    = { for name in keys(local.functions) : name => "${local.prefix}${replace(name, "_", "-")}" }
  accounts = merge(local.names, { on_developer_deleted = "${local.prefix}personio-erasing" }) # its name is too long for an account's
  # The firewall of the frontend's functions: everybody, or a load balancer of the same project and nobody past it.
  browser_ingress = { all = "ALLOW_ALL", load_balancer = "ALLOW_INTERNAL_AND_GCLB" }

  public  = toset([for name, function in local.functions : name if function.called_by == "browser"])
  private = setsubtract(keys(local.functions), local.public)
  sizes = { for name, function in local.functions : name => {
    for setting in ["memory", "cpu", "concurrency", "min_instances", "max_instances"] :
    setting => try(coalesce(var.sizing[name][setting]), function[setting])
  } }

  environment = {
    GOOGLE_CLOUD_PROJECT     = var.project_id
    FIRESTORE_DATABASE       = var.firestore_database
    PERSONIO_API_URL         = var.personio_api_url
    PERSONIO_JOBS_URL        = var.personio_jobs_url
    PERSONIO_PARTNER_ID      = var.personio_partner_id
    PERSONIO_APP_ID          = var.personio_app_id
    PERSONIO_APPLICATION_URL = var.personio_application_url
    IDENTITY_KEYS_URL        = "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"
    SECRET_STORE             = "google"
    SECRET_PREFIX            = local.secret_prefix
    SECRET_REPLICA_LOCATIONS = join(",", var.secret_replica_locations)
    SECRET_DESTROY_DAYS      = tostring(var.secret_destroy_days)
    SECRET_KMS_KEY_NAME      = var.secret_kms_key_name
    AUDIT_DAYS               = tostring(var.audit_days)
    UNKNOWN_DAYS             = tostring(var.unknown_days)
    EXPORT_DAYS              = tostring(var.export_days)
    ATTEMPT_DAYS             = tostring(var.attempt_days)
    NOTICE_DAYS              = tostring(var.notice_days)
    ERASURE_DAYS             = tostring(var.erasure_days)
    HASH_KEYS_SECRET         = google_secret_manager_secret.hash_keys.secret_id
    FRONTEND_ORIGINS         = join(",", var.frontend_origins)
    CV_HOSTS                 = join(",", var.cv_hosts)
    LANGUAGES                = join(",", var.languages)
    LOG_LEVEL                = var.log_level
  }
  secret_prefix = "${local.prefix}personio-"

  # What those that ask for turns know besides. The addresses are those that Cloud Run makes of name, number and region,
  # since send_exports and follow_applicants ask, too, and no resource can name an attribute of its own.
  asking    = toset([for name, function in local.functions : name if function.asks])
  following = toset([for name, function in local.functions : name if function.follows])
  urls      = { for name, as in local.names : name => "https://${as}-${data.google_project.this.number}.${local.region}.run.app" }
  tasks_environment = {
    TASKS_LOCATION        = local.tasks_region
    TASKS_SERVICE_ACCOUNT = google_service_account.tasks.email
  }
  asking_environment = merge(local.tasks_environment, {
    TASKS_QUEUE      = google_cloud_tasks_queue.exports.name
    SEND_EXPORTS_URL = local.urls.send_exports
  })
  following_environment = merge(local.tasks_environment, {
    READINGS_QUEUE        = google_cloud_tasks_queue.readings.name
    FOLLOW_APPLICANTS_URL = local.urls.follow_applicants
  })

  # One for each query of shared/adapters/gcp/ that Firestore's own single-field indexes do not serve.
  indexes = {
    exports_of_company          = { collection = "personio_exports", fields = ["company_id", "-successful_at", "-match_id"] }
    exports_of_company_in_state = { collection = "personio_exports", fields = ["company_id", "state", "-successful_at", "-match_id"] }
    exports_of_company_in_stage = { collection = "personio_exports", fields = ["company_id", "progress.stage", "-successful_at", "-match_id"] }
    exports_with_stage          = { collection = "personio_exports", fields = ["company_id", "progress.stage"] }
    exports_followed            = { collection = "personio_exports", fields = ["company_id", "follow_at"] }
    exports_standing            = { collection = "personio_exports", fields = ["company_id", "state", "updated_at"] }
    exports_taken_back          = { collection = "personio_exports", fields = ["company_id", "state", "taken_back_at"] }
    exports_due_of_origin       = { collection = "personio_exports", fields = ["company_id", "origin", "due_at"] }
    exports_parked              = { collection = "personio_exports", fields = ["company_id", "state", "due_at"] }
    exports_parked_with_code    = { collection = "personio_exports", fields = ["company_id", "state", "code", "due_at"] }
    exports_parked_of_job       = { collection = "personio_exports", fields = ["job_id", "state", "due_at"] }
    erasures_of_company         = { collection = "personio_erasures", fields = ["company_id", "-expires_at"] }
    matches_successful          = { collection = "matches", fields = ["status", "successful_at"] }
    matches_of_company          = { collection = "matches", fields = ["company_id", "status", "successful_at"] }
  }
  expiring = { for collection in ["applicants", "audit", "erased", "erasures", "exports", "notices"] :
    "personio_${collection}" => "expires_at" # collection → field whose time deletes the document
  }

  # Event of a log line (shared/log.py) → the fields that its count is told apart by. Each of them alerts (alerts.tf).
  log_events = {
    audit_line_lost     = []
    crashed             = ["function"]
    credentials_refused = []
    document_unreadable = []
    erasure_failed      = []
    event_refused       = []
    export_needs_action = ["code"]
    misconfigured       = ["function"]
    sweep_failed        = ["part"]
  }
  # Codes of needs_action that wait for matched.io; all others wait for the company, which is told on the match card.
  codes_of_ours = ["company_mismatch", "developer_unknown", "document_unreadable", "job_unknown", "refused"]
}
