# Who is told of what. A page is for what is matched.io's to mend, and now; everything else is a ticket. Each alert is a
# section of docs/operations.md under its name.

locals {
  emails   = values(google_monitoring_notification_channel.email)[*].id
  channels = { page = concat(local.emails, tolist(var.page_channels)), ticket = concat(local.emails, tolist(var.ticket_channels)) }
  severity = { page = "CRITICAL", ticket = "WARNING" }

  # Of counted lines: more than `above` within `seconds`.
  alerts = {
    crashed         = { title = "A function met an error nobody foresaw", told = "page", above = 0, seconds = 300 }
    misconfigured   = { title = "A function lacks settings", told = "page", above = 0, seconds = 300 }
    out_of_memory   = { title = "An instance ran out of memory", told = "page", above = 0, seconds = 300 }
    audit_line_lost = { title = "The trail lacks a line", told = "ticket", above = 0, seconds = 300 }
    caught_up       = { title = "The trigger brings too little", told = "ticket", above = 2, seconds = 3600 }
    # One company's token is its admin's; so many at once are Personio's side.
    credentials_refused = { title = "Personio refuses many companies' tokens", told = "ticket", above = 9, seconds = 3600 }
    document_unreadable = { title = "A document cannot be read", told = "ticket", above = 0, seconds = 300 }
    erasure_failed      = { title = "A person could not be erased", told = "ticket", above = 0, seconds = 300 }
    event_refused       = { title = "An event cannot be read", told = "ticket", above = 0, seconds = 300 }
    export_needs_action = { title = "Exports wait for matched.io", told = "ticket", above = 0, seconds = 300, codes = local.codes_of_ours }
    schedule_failed     = { title = "A scheduled call fails again and again", told = "ticket", above = 2, seconds = 3600 }
    sweep_failed        = { title = "A part of the sweep breaks off again and again", told = "ticket", above = 2, seconds = 1800 }
  }

  # Scheduled functions that have to answer, and within how long. Cloud Run counts the answers: a line of ours that never
  # came could not be missed, since an alert on a metric's absence waits for its first value.
  heartbeats = {
    sweep_exports = { name = "sweep_silent", title = "No sweep gets to its end", told = "page", minutes = 30 }
    sync_jobs     = { name = "sync_silent", title = "Positions are not compared", told = "ticket", minutes = var.sync_silent_hours * 60 }
  }

  # How fast an objective's margin is used up: at both windows at once, the long one for weight, the short one for its end.
  burns = {
    prompt_fast  = { objective = "prompt", told = "page", rate = 10, seconds = [3600, 300] }
    prompt_slow  = { objective = "prompt", told = "ticket", rate = 3, seconds = [21600, 1800] }
    settled_fast = { objective = "settled", told = "page", rate = 14, seconds = [3600, 300] }
  }
}

resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  project      = var.project_id
  display_name = "${local.prefix}personio: ${each.value}"
  type         = "email"
  labels       = { email_address = each.value }
  user_labels  = local.labels
  depends_on   = [google_project_service.this]
}

resource "google_monitoring_alert_policy" "event" {
  for_each = local.alerts

  project               = var.project_id
  display_name          = "${local.prefix}personio: ${each.value.title}"
  combiner              = "OR"
  severity              = local.severity[each.value.told]
  notification_channels = local.channels[each.value.told]
  user_labels           = local.labels

  conditions {
    display_name = each.key
    condition_threshold {
      filter = join(" AND ", concat(
        ["metric.type=\"logging.googleapis.com/user/${google_logging_metric.event[each.key].name}\""],
        ["resource.type=\"${each.key == "schedule_failed" ? "cloud_scheduler_job" : "cloud_run_revision"}\""],
        can(each.value.codes) ? ["metric.labels.code=one_of(${join(", ", [for code in each.value.codes : "\"${code}\""])})"] : [],
      ))
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.above
      duration        = "0s"

      aggregations {
        alignment_period     = "${each.value.seconds}s"
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
  project               = var.project_id
  display_name          = "${local.prefix}personio: Exports wait too long"
  combiner              = "OR"
  severity              = local.severity.page
  notification_channels = local.channels.page
  user_labels           = local.labels

  conditions {
    display_name = "oldest_due_seconds"
    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.measured["oldest_due"].name}\" AND resource.type=\"cloud_run_revision\""
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

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `oldest_due_seconds`. Log query: `${google_logging_metric.measured["oldest_due"].filter}`"
  }
}

resource "google_monitoring_alert_policy" "silent" {
  for_each = local.heartbeats

  project               = var.project_id
  display_name          = "${local.prefix}personio: ${each.value.title}"
  combiner              = "OR"
  severity              = local.severity[each.value.told]
  notification_channels = local.channels[each.value.told]
  user_labels           = local.labels

  conditions {
    display_name = each.value.name
    condition_prometheus_query_language { # vector(0): what never was counts as none
      query                     = "(sum(increase(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\",service_name=\"${local.names[each.key]}\",response_code_class=\"2xx\"}[${each.value.minutes}m])) or vector(0)) < 1"
      duration                  = "300s"
      evaluation_interval       = "300s"
      disable_metric_validation = true # before the first request of a project there is no such metric
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `${each.value.name}`. Log query: `resource.labels.service_name=\"${local.names[each.key]}\"`"
  }

  depends_on = [google_project_service.this, google_cloud_scheduler_job.this] # it would ring until the first call
}

resource "google_monitoring_alert_policy" "server_errors" {
  project               = var.project_id
  display_name          = "${local.prefix}personio: Functions answer with errors"
  combiner              = "OR"
  severity              = local.severity.ticket
  notification_channels = local.channels.ticket
  user_labels           = local.labels

  conditions {
    display_name = "server_errors"
    condition_threshold {
      filter          = "metric.type=\"run.googleapis.com/request_count\" AND ${local.ran} AND metric.labels.response_code_class=\"5xx\""
      comparison      = "COMPARISON_GT"
      threshold_value = 10
      duration        = "0s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.labels.service_name"]
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `server_errors`. Log query: `${local.of_this_deployment} AND httpRequest.status>=500`"
  }

  depends_on = [google_project_service.this]
}

# Google's own metric, so no line of ours: the queue is full also where nothing of ours runs.
resource "google_monitoring_alert_policy" "queue_depth" {
  project               = var.project_id
  display_name          = "${local.prefix}personio: Turns gather in the queue"
  combiner              = "OR"
  severity              = local.severity.ticket
  notification_channels = local.channels.ticket
  user_labels           = local.labels

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

resource "google_monitoring_alert_policy" "burn" {
  for_each = local.burns

  project               = var.project_id
  display_name          = "${local.prefix}personio: Too few of: ${local.objectives[each.value.objective].about}"
  combiner              = "AND"
  severity              = local.severity[each.value.told]
  notification_channels = local.channels[each.value.told]
  user_labels           = local.labels

  dynamic "conditions" {
    for_each = each.value.seconds
    content {
      display_name = "${each.key}, ${conditions.value} s"
      condition_threshold {
        filter          = "select_slo_burn_rate(\"${google_monitoring_slo.this[each.value.objective].name}\", \"${conditions.value}s\")"
        comparison      = "COMPARISON_GT"
        threshold_value = each.value.rate
        duration        = "0s"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What to do: docs/operations.md, section `${each.value.objective}_burn`. Log query: `${google_logging_metric.measured[local.objectives[each.value.objective].measured].filter}`"
  }
}

resource "google_billing_budget" "this" {
  count = var.budget == null ? 0 : 1

  billing_account = var.budget.billing_account
  display_name    = "${local.prefix}personio: ${var.project_id}"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      currency_code = var.budget.currency
      units         = tostring(var.budget.amount)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  all_updates_rule {
    monitoring_notification_channels = slice(local.channels.ticket, 0, min(5, length(local.channels.ticket))) # Google takes five
    disable_default_iam_recipients   = false
  }

  depends_on = [google_project_service.this]
}
