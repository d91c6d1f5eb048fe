# What is not kept of the log. Google's own count of requests is a metric and goes on.

# Cloud Run writes a line of each event that on-match-written takes, and nearly all of them are of matches that did not become
# successful: a line and an answer that tell them from the others there are not. What fails is kept, and each export has lines of its own.
resource "google_logging_project_exclusion" "trigger_requests" {
  count = var.exclude_trigger_requests ? 1 : 0

  project     = var.project_id
  name        = "${local.prefix}personio-trigger-requests"
  description = "Requests of ${local.names.on_match_written} that went well: docs/operations.md"
  filter      = "logName=\"projects/${var.project_id}/logs/run.googleapis.com%2Frequests\" AND resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${local.names.on_match_written}\" AND httpRequest.status>=200 AND httpRequest.status<300"

  depends_on = [google_project_service.this]
}
