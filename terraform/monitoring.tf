locals {
  oldest_due_seconds = var.oldest_due_minutes * 60
  of_this_deployment = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${join(" OR ", [for name in values(local.names) : "\"${name}\""])})"
}

resource "google_logging_metric" "event" {
  for_each = local.log_events

  name        = "${local.prefix}personio/${each.key}"
  description = each.value
  filter      = "${local.of_this_deployment} AND jsonPayload.event=\"${each.key}\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "oldest_due" {
  name            = "${local.prefix}personio/${local.sweep_event_field}"
  description     = "How long the oldest due export has waited, once a sweep"
  filter          = "${local.of_this_deployment} AND jsonPayload.event=\"${local.sweep_event}\""
  value_extractor = "EXTRACT(jsonPayload.${local.sweep_event_field})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "s"
  }

  bucket_options {
    explicit_buckets { # the alert's threshold is a border, so that no interpolation takes a value across it
      bounds = [for factor in [0.02, 0.1, 0.5, 1, 2, 6, 24, 168] : factor * local.oldest_due_seconds]
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  display_name = "${local.prefix}personio: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
  depends_on   = [google_project_service.this]
}

resource "google_monitoring_alert_policy" "event" {
  for_each = local.log_events

  display_name          = "${local.prefix}personio: ${each.value}"
  combiner              = "OR"
  notification_channels = values(google_monitoring_notification_channel.email)[*].id

  conditions {
    display_name = each.key
    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.event[each.key].name}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  alert_strategy {
    auto_close = "3600s"
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `${each.key}`. Log query: `${google_logging_metric.event[each.key].filter}`"
  }
}

resource "google_monitoring_alert_policy" "oldest_due" {
  display_name          = "${local.prefix}personio: exports wait too long, or the sweep is silent"
  combiner              = "OR"
  notification_channels = values(google_monitoring_notification_channel.email)[*].id

  conditions {
    display_name = local.sweep_event_field
    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.oldest_due.name}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      threshold_value = local.oldest_due_seconds
      duration        = "0s"

      aggregations {
        alignment_period     = "600s" # two sweeps, so that none of the windows is empty
        per_series_aligner   = "ALIGN_PERCENTILE_50"
        cross_series_reducer = "REDUCE_MAX"
      }
    }
  }

  conditions { # a sweep that never gets to its end writes no line at all
    display_name = "no ${local.sweep_event}"
    condition_absent {
      filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.oldest_due.name}\" AND resource.type=\"cloud_run_revision\""
      duration = "1800s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_COUNT"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `${local.sweep_event_field}`. Log query: `${google_logging_metric.oldest_due.filter}`"
  }
}

# Google's own metric, so no line of ours: the queue is full also where nothing of ours runs.
resource "google_monitoring_alert_policy" "queue_depth" {
  display_name          = "${local.prefix}personio: turns gather in the queue"
  combiner              = "OR"
  notification_channels = values(google_monitoring_notification_channel.email)[*].id

  conditions {
    display_name = "queue_depth"
    condition_threshold {
      filter          = "metric.type=\"cloudtasks.googleapis.com/queue/depth\" AND resource.type=\"cloud_tasks_queue\" AND resource.labels.queue_id=\"${google_cloud_tasks_queue.exports.name}\" AND resource.labels.location=\"${google_cloud_tasks_queue.exports.location}\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.queue_depth
      duration        = "900s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_MEAN"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `queue_depth`. Queue: `gcloud tasks queues describe ${google_cloud_tasks_queue.exports.name} --location=${google_cloud_tasks_queue.exports.location}`"
  }
}
