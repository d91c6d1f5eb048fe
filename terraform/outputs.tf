# What module/outputs.tf gives.

output "function_urls" {
  description = "Base address of each of the frontend's functions: what matched.io's frontend is configured with."
  value       = module.personio.function_urls
}

output "region" {
  description = "Where the functions run."
  value       = module.personio.region
}

output "service_accounts" {
  description = "E-mail of each account: functions by folder name, and trigger, scheduler, tasks, build."
  value       = module.personio.service_accounts
}

output "trigger" {
  description = "Name and place of the Eventarc trigger that tells of matches."
  value       = module.personio.trigger
}

output "erasing_trigger" {
  description = "The same of the trigger that tells of deleted developers."
  value       = module.personio.erasing_trigger
}

output "secret_prefix" {
  description = "Beginning of the id of every secret that the functions may touch."
  value       = module.personio.secret_prefix
}

output "source_objects" {
  description = "The archive each function runs: gs://bucket/function-<sha256>.zip."
  value       = module.personio.source_objects
}

output "queue" {
  description = "Name and place of the queue that has exports sent, to be paused or purged by hand: gcloud tasks queues pause NAME --location REGION."
  value       = module.personio.queue
}

output "readings_queue" {
  description = "The same of the queue that has applicants followed."
  value       = module.personio.readings_queue
}

output "scheduler_jobs" {
  description = "Name and place of each job, to be run or paused by hand: gcloud scheduler jobs run NAME --location REGION."
  value       = module.personio.scheduler_jobs
}

output "name_prefix" {
  description = "What goes before every name, with its hyphen."
  value       = module.personio.name_prefix
}

output "project" {
  description = "Project, its number, and the database: what a check from outside has to know."
  value       = module.personio.project
}

output "dashboard" {
  description = "The dashboard's resource name."
  value       = module.personio.dashboard
}

output "firestore" {
  description = "Indexes and the fields that documents expire by."
  value       = module.personio.firestore
}

output "frontend_origins" {
  description = "Origins that browsers may call from."
  value       = module.personio.frontend_origins
}

output "ingress" {
  description = "Who reaches the frontend's functions at their run.app addresses: all, or load_balancer."
  value       = module.personio.ingress
}

output "grants" {
  description = "Every grant on the project: role, member, and the condition's expression."
  value       = module.personio.grants
}
