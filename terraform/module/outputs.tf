output "function_urls" {
  description = "Base address of each of the frontend's functions: what matched.io's frontend is configured with."
  value       = { for name in local.public : local.names[name] => google_cloudfunctions2_function.this[name].service_config[0].uri }
}

output "region" {
  description = "Where the functions run."
  value       = local.region
}

output "service_accounts" {
  description = "E-mail of each account: functions by folder name, and trigger, scheduler, tasks, build."
  value = merge(
    { for name, account in google_service_account.function : name => account.email },
    {
      trigger   = google_service_account.trigger.email
      scheduler = google_service_account.scheduler.email
      tasks     = google_service_account.tasks.email
      build     = google_service_account.build.email
    },
  )
}

output "trigger" {
  description = "Name and place of the Eventarc trigger that tells of matches."
  value = {
    name   = google_cloudfunctions2_function.this["on_match_written"].event_trigger[0].trigger
    region = google_cloudfunctions2_function.this["on_match_written"].event_trigger[0].trigger_region
  }
}

output "erasing_trigger" {
  description = "The same of the trigger that tells of deleted developers."
  value = {
    name   = google_cloudfunctions2_function.this["on_developer_deleted"].event_trigger[0].trigger
    region = google_cloudfunctions2_function.this["on_developer_deleted"].event_trigger[0].trigger_region
  }
}

output "secret_prefix" {
  description = "Beginning of the id of every secret that the functions may touch."
  value       = local.secret_prefix
}

output "source_objects" {
  description = "The archive each function runs: gs://bucket/function-<sha256>.zip."
  value       = { for name, object in google_storage_bucket_object.source : name => "gs://${object.bucket}/${object.name}" }
}

output "queue" {
  description = "Name and place of the queue that has exports sent, to be paused or purged by hand: gcloud tasks queues pause NAME --location REGION."
  value = {
    name   = google_cloud_tasks_queue.exports.name
    region = google_cloud_tasks_queue.exports.location
  }
}

output "readings_queue" {
  description = "The same of the queue that has applicants followed."
  value = {
    name   = google_cloud_tasks_queue.readings.name
    region = google_cloud_tasks_queue.readings.location
  }
}

output "scheduler_jobs" {
  description = "Name and place of each job, to be run or paused by hand: gcloud scheduler jobs run NAME --location REGION."
  value       = { for name, job in google_cloud_scheduler_job.this : name => { name = job.name, region = job.region } }
}

output "name_prefix" {
  description = "What goes before every name, with its hyphen."
  value       = local.prefix
}

output "project" {
  description = "Project, its number, and the database: what a check from outside has to know."
  value = {
    id       = var.project_id
    number   = data.google_project.this.number
    database = local.database
  }
}

output "dashboard" {
  description = "The dashboard's resource name."
  value       = google_monitoring_dashboard.this.id
}

output "firestore" {
  description = "Indexes and the fields that documents expire by."
  value = {
    indexes  = local.indexes
    expiring = local.expiring
  }
}

output "frontend_origins" {
  description = "Origins that browsers may call from."
  value       = var.frontend_origins
}

output "ingress" {
  description = "Who reaches the frontend's functions at their run.app addresses: all, or load_balancer."
  value       = var.ingress
}

output "grants" {
  description = "Every grant on the project: role, member, and the condition's expression."
  value = [for grant in concat(
    values(google_project_iam_member.build),
    [google_project_iam_member.build_source],
    values(google_project_iam_member.firestore),
    values(google_project_iam_member.secret_creator),
    values(google_project_iam_member.secrets),
    [google_project_iam_member.trigger],
    ) : {
    role      = grant.role
    member    = grant.member
    condition = join("", grant.condition[*].expression)
  }]
}
