# What is counted and measured. Who is told of it: alerts.tf.

locals {
  services           = [for name in values(local.names) : "\"${name}\""]
  of_this_deployment = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${join(" OR ", local.services)})"
  oldest_due_seconds = var.oldest_due_minutes * 60

  # Lines that are counted, told apart by some of their fields.
  counted = merge(
    { for event, fields in local.log_events : event => {
      fields = fields
      filter = "${local.of_this_deployment} AND jsonPayload.event=\"${event}\""
    } },
    {
      exports = {
        fields = ["code", "origin", "outcome", "state"]
        filter = "${local.of_this_deployment} AND jsonPayload.event=(\"export_parked\" OR \"export_recorded\" OR \"export_needs_action\")"
      }
      caught_up = {
        fields = []
        filter = "${local.of_this_deployment} AND jsonPayload.event=\"sweep_finished\" AND jsonPayload.caught_up>0"
      }
      out_of_memory = { # Cloud Run's own line: the process is gone before it could write one
        fields = []
        filter = "${local.of_this_deployment} AND logName:\"run.googleapis.com%2Fvarlog%2Fsystem\" AND textPayload:\"Memory limit of\""
      }
      schedule_failed = {
        fields = []
        filter = "resource.type=\"cloud_scheduler_job\" AND resource.labels.job_id=(${join(" OR ", [for name in keys(local.schedules) : "\"${local.names[name]}\""])}) AND severity>=ERROR"
      }
    },
  )

  # Fields that are measured. Each threshold is a border of a bucket, so that no interpolation takes a value across it.
  measured = {
    oldest_due = {
      about  = "How long the oldest due export has waited, once a sweep"
      filter = "jsonPayload.event=\"sweep_finished\""
      field  = "oldest_due_seconds"
      bounds = [for factor in [0.02, 0.1, 0.5, 1, 2, 6] : factor * local.oldest_due_seconds if factor * local.oldest_due_seconds < local.settled_within_seconds]
      above  = [local.settled_within_seconds, 7 * local.settled_within_seconds]
    }
    waited = { # the second event: what nobody has sent yet, and perhaps nobody ever will, once each
      about  = "From a success that nothing kept from being sent to its applicant, or until it was missed"
      filter = "jsonPayload.event=(\"export_recorded\" OR \"export_overdue\")"
      field  = "waited_seconds"
      bounds = [1, 2, 5, 10, 30, 60]
      above  = [local.prompt_within_seconds, 300, 900, 3600, 86400]
    }
  }
}

resource "google_logging_metric" "event" {
  for_each = local.counted

  project     = var.project_id
  name        = "${local.prefix}personio/${each.key}"
  description = "Lines of ${each.key}: docs/operations.md"
  filter      = each.value.filter

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"

    dynamic "labels" {
      for_each = toset(each.value.fields)
      content {
        key = labels.value
      }
    }
  }

  label_extractors = { for field in each.value.fields : field => "EXTRACT(jsonPayload.${field})" }

  depends_on = [google_project_service.this]
}

resource "google_logging_metric" "measured" {
  for_each = local.measured

  project         = var.project_id
  name            = "${local.prefix}personio/${each.value.field}"
  description     = each.value.about
  filter          = "${local.of_this_deployment} AND ${each.value.filter} AND jsonPayload.${each.value.field}>=0"
  value_extractor = "EXTRACT(jsonPayload.${each.value.field})"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"
    unit        = "s"
  }

  bucket_options {
    explicit_buckets {
      bounds = concat(each.value.bounds, each.value.above)
    }
  }

  depends_on = [google_project_service.this]
}

moved {
  from = google_logging_metric.oldest_due
  to   = google_logging_metric.measured["oldest_due"]
}

# What recruiters may rely on. It is counted in sends, in what a sweep finds unsent, and in sweeps; what the customer or
# Personio keeps from being sent counts neither way.

locals {
  prompt_within_seconds  = 120
  settled_within_seconds = 86400

  objectives = {
    prompt = {
      about = "95 % of the successes that nothing keeps from being sent have their applicant within 2 minutes"
      goal  = 0.95, measured = "waited", within = local.prompt_within_seconds
    }
    settled = { # the oldest tells of all: where it is younger, so is every other
      about = "99.9 % of the time every export is final or explained within a day"
      goal  = 0.999, measured = "oldest_due", within = local.settled_within_seconds
    }
  }
}

resource "google_monitoring_custom_service" "exports" {
  project      = var.project_id
  service_id   = "${local.prefix}personio-exports"
  display_name = "${local.prefix}personio: exports"
  user_labels  = local.labels
  depends_on   = [google_project_service.this]
}

resource "google_monitoring_slo" "this" {
  for_each = local.objectives

  project             = var.project_id
  service             = google_monitoring_custom_service.exports.service_id
  slo_id              = each.key
  display_name        = each.value.about
  goal                = each.value.goal
  rolling_period_days = 28
  user_labels         = local.labels

  request_based_sli {
    distribution_cut {
      distribution_filter = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.measured[each.value.measured].name}\" AND resource.type=\"cloud_run_revision\""

      range {
        min = 0
        max = each.value.within
      }
    }
  }
}
