# Regions and databases. Run here with: terraform init -backend=false && terraform test

mock_provider "google" {
  # Every kind that the module makes: a stand-in of the provider without a registry reads here which it has to know.
  mock_resource "google_artifact_registry_repository" {}
  mock_resource "google_billing_budget" {}
  mock_resource "google_cloud_run_service_iam_member" {}
  mock_resource "google_cloud_scheduler_job" {}
  mock_resource "google_cloud_tasks_queue" {}
  mock_resource "google_cloud_tasks_queue_iam_member" {}
  mock_resource "google_cloudfunctions2_function" {}
  mock_resource "google_firebaserules_release" {}
  mock_resource "google_firebaserules_ruleset" {}
  mock_resource "google_firestore_database" {}
  mock_resource "google_firestore_field" {}
  mock_resource "google_firestore_index" {}
  mock_resource "google_logging_metric" {}
  mock_resource "google_logging_project_exclusion" {}
  mock_resource "google_monitoring_alert_policy" {}
  mock_resource "google_monitoring_custom_service" {}
  mock_resource "google_monitoring_dashboard" {}
  mock_resource "google_monitoring_notification_channel" {}
  mock_resource "google_monitoring_slo" {}
  mock_resource "google_project_iam_audit_config" {}
  mock_resource "google_project_iam_custom_role" {}
  mock_resource "google_project_iam_member" {}
  mock_resource "google_project_service" {}
  mock_resource "google_secret_manager_secret" {}
  mock_resource "google_secret_manager_secret_iam_member" {}
  mock_resource "google_service_account" {}
  mock_resource "google_service_account_iam_member" {}
  mock_resource "google_storage_bucket" {}
  mock_resource "google_storage_bucket_iam_member" {}
  mock_resource "google_storage_bucket_object" {}
  mock_resource "google_tags_location_tag_binding" {}

  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
}

mock_provider "archive" {
  mock_data "archive_file" {}
}

variables {
  project_id         = "matched-test"
  firestore_location = "europe-west3"
}

run "functions_run_where_the_database_lies" {
  command = plan

  module {
    source = "./module"
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : function.location == "europe-west3"])
    error_message = "Without a region of their own the functions go where the database is."
  }
  assert {
    condition     = output.queue.region == "europe-west3"
    error_message = "The queue lies beside the functions, where their region has Cloud Tasks."
  }
  assert {
    condition     = length(google_firestore_database.this) == 0 && length(google_firebaserules_release.this) == 0
    error_message = "matched.io's database and its security rules are left alone."
  }
}

run "a_multi_region_has_functions_near_by" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    firestore_location = "eur3"
  }

  assert {
    condition     = output.region == "europe-west4"
    error_message = "eur3 is served from europe-west4."
  }
  assert {
    condition     = output.trigger.region == "eur3"
    error_message = "The trigger lies in the database's location, not in the functions' region."
  }
  assert {
    condition     = output.queue.region == "europe-west1"
    error_message = "europe-west4 has no Cloud Tasks."
  }
  assert {
    condition     = alltrue([for job in output.scheduler_jobs : job.region == "europe-west4"])
    error_message = "It has Cloud Scheduler."
  }
}

run "queue_and_schedules_go_where_there_are_some" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    region = "europe-north1"
  }

  assert {
    condition     = output.region == "europe-north1" && output.queue.region == "europe-west1"
    error_message = "europe-north1 has no Cloud Tasks."
  }
  assert {
    condition     = alltrue([for job in output.scheduler_jobs : job.region == "europe-west1"])
    error_message = "europe-north1 has no Cloud Scheduler."
  }
}

run "the_queue_may_lie_elsewhere" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    tasks_region = "europe-central2"
  }

  assert {
    condition     = output.region == "europe-west3" && output.queue.region == "europe-central2"
    error_message = "The queue has a region of its own, where one is named."
  }
}

run "functions_stay_in_the_eu_beside_a_database_elsewhere" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    firestore_location = "nam5"
    region             = "europe-west1"
  }

  assert {
    condition     = output.region == "europe-west1" && output.trigger.region == "nam5"
    error_message = "Region and location are two things."
  }
}

run "a_database_of_our_own_is_protected" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    create_firestore_database = true
    manage_firestore_rules    = true
    firestore_database        = "recruiting"
  }

  assert {
    condition = (
      google_firestore_database.this[0].delete_protection_state == "DELETE_PROTECTION_ENABLED" &&
      google_firestore_database.this[0].point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED" &&
      google_firestore_database.this[0].deletion_policy == "ABANDON"
    )
    error_message = "A database made here can be restored, and survives terraform destroy."
  }
  assert {
    condition     = google_firebaserules_release.this[0].name == "cloud.firestore/recruiting"
    error_message = "Rules of a named database are released under its name."
  }
}

run "a_prefix_reaches_every_name" {
  command = plan

  module {
    source = "./module"
  }

  variables {
    name_prefix = "staging"
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : startswith(function.name, "staging-")])
    error_message = "Two deployments in one project must not share a function."
  }
  assert {
    condition     = output.secret_prefix == "staging-personio-"
    error_message = "Nor may they share secrets."
  }
}
