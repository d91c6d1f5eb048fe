# This queue hands out turns to send: send_exports looks at one account and sends what is due there. A task carries ids alone and
# is a hint: one that is lost costs minutes, one that comes twice nothing.

resource "google_cloud_tasks_queue" "exports" {
  project  = var.project_id
  name     = "${local.prefix}personio-exports"
  location = local.tasks_region

  rate_limits {
    max_dispatches_per_second = var.queue_dispatches_per_second
    max_concurrent_dispatches = var.queue_concurrent_dispatches
  }

  retry_config {
    min_backoff  = "${var.queue_min_backoff_seconds}s"
    max_backoff  = "${var.queue_max_backoff_seconds}s"
    max_attempts = var.queue_max_attempts
  }

  depends_on = [google_project_service.this]
}

# Turns to follow applicants, in a queue of their own: readings that hang hold up no export. As many at once as the
# function takes.
resource "google_cloud_tasks_queue" "readings" {
  project  = var.project_id
  name     = "${local.prefix}personio-readings"
  location = local.tasks_region

  rate_limits {
    max_dispatches_per_second = 10
    max_concurrent_dispatches = local.sizes.follow_applicants.max_instances * local.sizes.follow_applicants.concurrency
  }

  retry_config {
    min_backoff  = "${var.queue_min_backoff_seconds}s"
    max_backoff  = "${var.queue_max_backoff_seconds}s"
    max_attempts = var.queue_max_attempts
  }

  depends_on = [google_project_service.this]
}
