# Where a state has these at its top, from before terraform/module: they move, and nothing is made anew.

moved {
  from = google_cloud_run_service_iam_member.private
  to   = module.personio.google_cloud_run_service_iam_member.private
}

moved {
  from = google_cloud_run_service_iam_member.public
  to   = module.personio.google_cloud_run_service_iam_member.public
}

moved {
  from = google_cloud_scheduler_job.this
  to   = module.personio.google_cloud_scheduler_job.this
}

moved {
  from = google_cloud_tasks_queue.exports
  to   = module.personio.google_cloud_tasks_queue.exports
}

moved {
  from = google_cloud_tasks_queue_iam_member.asking
  to   = module.personio.google_cloud_tasks_queue_iam_member.asking
}

moved {
  from = google_cloudfunctions2_function.this
  to   = module.personio.google_cloudfunctions2_function.this
}

moved {
  from = google_firebaserules_release.this
  to   = module.personio.google_firebaserules_release.this
}

moved {
  from = google_firebaserules_ruleset.this
  to   = module.personio.google_firebaserules_ruleset.this
}

moved {
  from = google_firestore_database.this
  to   = module.personio.google_firestore_database.this
}

moved {
  from = google_firestore_field.expiring
  to   = module.personio.google_firestore_field.expiring
}

moved {
  from = google_firestore_index.this
  to   = module.personio.google_firestore_index.this
}

moved {
  from = google_logging_metric.event
  to   = module.personio.google_logging_metric.event
}

moved {
  from = google_logging_metric.oldest_due
  to   = module.personio.google_logging_metric.oldest_due
}

moved {
  from = google_monitoring_alert_policy.event
  to   = module.personio.google_monitoring_alert_policy.event
}

moved {
  from = google_monitoring_alert_policy.oldest_due
  to   = module.personio.google_monitoring_alert_policy.oldest_due
}

moved {
  from = google_monitoring_alert_policy.queue_depth
  to   = module.personio.google_monitoring_alert_policy.queue_depth
}

moved {
  from = google_monitoring_notification_channel.email
  to   = module.personio.google_monitoring_notification_channel.email
}

moved {
  from = google_project_iam_custom_role.secret_creator
  to   = module.personio.google_project_iam_custom_role.secret_creator
}

moved {
  from = google_project_iam_custom_role.secret_ender
  to   = module.personio.google_project_iam_custom_role.secret_ender
}

moved {
  from = google_project_iam_custom_role.secret_keeper
  to   = module.personio.google_project_iam_custom_role.secret_keeper
}

moved {
  from = google_project_iam_member.build
  to   = module.personio.google_project_iam_member.build
}

moved {
  from = google_project_iam_member.build_source
  to   = module.personio.google_project_iam_member.build_source
}

moved {
  from = google_project_iam_member.firestore
  to   = module.personio.google_project_iam_member.firestore
}

moved {
  from = google_project_iam_member.secret_creator
  to   = module.personio.google_project_iam_member.secret_creator
}

moved {
  from = google_project_iam_member.secrets
  to   = module.personio.google_project_iam_member.secrets
}

moved {
  from = google_project_iam_member.trigger
  to   = module.personio.google_project_iam_member.trigger
}

moved {
  from = google_project_service.resource_manager
  to   = module.personio.google_project_service.resource_manager
}

moved {
  from = google_project_service.this
  to   = module.personio.google_project_service.this
}

moved {
  from = google_service_account.build
  to   = module.personio.google_service_account.build
}

moved {
  from = google_service_account.function
  to   = module.personio.google_service_account.function
}

moved {
  from = google_service_account.scheduler
  to   = module.personio.google_service_account.scheduler
}

moved {
  from = google_service_account.tasks
  to   = module.personio.google_service_account.tasks
}

moved {
  from = google_service_account.trigger
  to   = module.personio.google_service_account.trigger
}

moved {
  from = google_service_account_iam_member.asking
  to   = module.personio.google_service_account_iam_member.asking
}

moved {
  from = google_storage_bucket.source
  to   = module.personio.google_storage_bucket.source
}

moved {
  from = google_storage_bucket_iam_member.build
  to   = module.personio.google_storage_bucket_iam_member.build
}

moved {
  from = google_storage_bucket_object.source
  to   = module.personio.google_storage_bucket_object.source
}

# gcloud switched the invoker check off once; it stays as it is (docs/deployment.md, "Who lets browsers in").
removed {
  from = terraform_data.invoker_check_off

  lifecycle {
    destroy = false
  }
}
