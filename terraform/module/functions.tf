resource "google_cloudfunctions2_function" "this" {
  for_each = local.functions

  project     = var.project_id
  name        = local.names[each.key]
  location    = local.region
  description = "functions/${each.key}, called by the ${each.value.called_by}"
  labels      = local.labels

  build_config {
    runtime           = var.runtime
    entry_point       = each.key
    service_account   = google_service_account.build.id
    docker_repository = google_artifact_registry_repository.images.id

    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.source[each.key].name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.function[each.key].email
    available_memory                 = local.sizes[each.key].memory
    available_cpu                    = tostring(local.sizes[each.key].cpu)
    max_instance_request_concurrency = local.sizes[each.key].concurrency
    min_instance_count               = local.sizes[each.key].min_instances
    max_instance_count               = local.sizes[each.key].max_instances
    timeout_seconds                  = each.value.timeout_seconds
    ingress_settings                 = each.value.called_by == "browser" ? local.browser_ingress[var.ingress] : "ALLOW_INTERNAL_ONLY"
    all_traffic_on_latest_revision   = true
    environment_variables            = merge(local.environment, each.value.asks ? local.asking_environment : {}, each.value.follows ? local.following_environment : {})
  }

  dynamic "event_trigger" {
    for_each = each.value.called_by == "trigger" ? [local.events[each.key]] : []
    content {
      event_type            = event_trigger.value.type
      trigger_region        = var.firestore_location # the database's own, also where that is a multi-region
      service_account_email = google_service_account.trigger.email
      retry_policy          = "RETRY_POLICY_RETRY" # 24 hours; what comes later is the sweep's

      event_filters {
        attribute = "database"
        value     = local.database
      }
      event_filters {
        attribute = "document"
        operator  = "match-path-pattern"
        value     = event_trigger.value.document
      }
    }
  }

  depends_on = [
    google_project_service.this,
    google_project_iam_member.build,
    google_project_iam_member.build_source,
    google_storage_bucket_iam_member.build,
    google_project_iam_member.trigger,
    google_project_iam_member.firestore,
    google_project_iam_member.secret_creator,
    google_project_iam_member.secrets,
    google_secret_manager_secret_iam_member.hash_keys,
    google_cloud_tasks_queue_iam_member.asking,
    google_cloud_tasks_queue_iam_member.following,
    google_service_account_iam_member.asking,
    google_service_account_iam_member.deploying,
  ]
}
