# One page that answers "how is it?", in the order in which one asks.

locals {
  logged = "resource.type=\"cloud_run_revision\" AND metric.type=\"logging.googleapis.com/user/${local.prefix}personio/"
  ran    = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=one_of(${join(", ", local.services)})"

  charts = [
    { title = "Exports by state", filter = "${local.logged}exports\"", align = "ALIGN_SUM", reduce = "REDUCE_SUM", by = ["metric.labels.state"] },
    { title = "Oldest due export, seconds", filter = "${local.logged}oldest_due_seconds\"", align = "ALIGN_PERCENTILE_99", reduce = "REDUCE_MAX", by = [] },
    { title = "From success to applicant, seconds, 95th percentile", filter = "${local.logged}waited_seconds\"", align = "ALIGN_PERCENTILE_95", reduce = "REDUCE_MAX", by = [] },
    { title = "Turns in the queue", filter = "resource.type=\"cloud_tasks_queue\" AND resource.labels.queue_id=\"${google_cloud_tasks_queue.exports.name}\" AND metric.type=\"cloudtasks.googleapis.com/queue/depth\"", align = "ALIGN_MEAN", reduce = "REDUCE_SUM", by = [] },
    { title = "Personio's answers by kind", filter = "${local.logged}exports\" AND metric.labels.outcome!=\"\"", align = "ALIGN_SUM", reduce = "REDUCE_SUM", by = ["metric.labels.outcome"] },
    { title = "Exports that need somebody, by code", filter = "${local.logged}export_needs_action\"", align = "ALIGN_SUM", reduce = "REDUCE_SUM", by = ["metric.labels.code"] },
    { title = "Cold starts, milliseconds, 95th percentile", filter = "${local.ran} AND metric.type=\"run.googleapis.com/container/startup_latencies\"", align = "ALIGN_PERCENTILE_95", reduce = "REDUCE_MAX", by = ["resource.labels.service_name"] },
    { title = "Errors by function", filter = "${local.ran} AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class=\"5xx\"", align = "ALIGN_SUM", reduce = "REDUCE_SUM", by = ["resource.labels.service_name"] },
  ]
}

resource "google_monitoring_dashboard" "this" {
  project = var.project_id

  dashboard_json = jsonencode({
    displayName = "${local.prefix}personio"
    labels      = local.labels
    mosaicLayout = {
      columns = 12
      tiles = [for number, chart in local.charts : {
        xPos   = number % 2 * 6
        yPos   = floor(number / 2) * 4
        width  = 6
        height = 4
        widget = {
          title = chart.title
          xyChart = {
            dataSets = [{
              plotType = "LINE"
              timeSeriesQuery = {
                timeSeriesFilter = {
                  filter = chart.filter
                  aggregation = {
                    alignmentPeriod    = "300s"
                    perSeriesAligner   = chart.align
                    crossSeriesReducer = chart.reduce
                    groupByFields      = chart.by
                  }
                }
              }
            }]
          }
        }
      }]
    }
  })

  depends_on = [google_logging_metric.event, google_logging_metric.measured]
}
