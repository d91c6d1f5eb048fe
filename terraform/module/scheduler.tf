locals {
  schedules = {
    sweep_exports = var.sweep_schedule
    sync_jobs     = var.sync_schedule
  }
}

resource "google_cloud_scheduler_job" "this" {
  for_each = local.schedules

  project          = var.project_id
  name             = local.names[each.key]
  region           = local.scheduler_region
  schedule         = each.value
  time_zone        = var.time_zone
  attempt_deadline = "${local.functions[each.key].timeout_seconds + 15}s" # the function gives up first

  retry_config {
    retry_count = 0 # the next run does what this one left
  }

  http_target {
    http_method = "POST"
    uri         = google_cloudfunctions2_function.this[each.key].service_config[0].uri

    oidc_token {
      service_account_email = google_service_account.scheduler.email
      audience              = google_cloudfunctions2_function.this[each.key].service_config[0].uri
    }
  }

  # The sweep and the comparison ask by the indexes: without them each run would fail, and ring.
  depends_on = [google_project_service.this, google_firestore_index.this]
}
