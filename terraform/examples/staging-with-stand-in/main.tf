# Staging, whose Personio is the stand-in of local/personio beside it: nobody's account is written to, and faults can be
# played. How its image gets there, and what the smoke test is told: docs/deployment.md, "Staging with a stand-in".

terraform {
  required_version = ">= 1.9, < 2"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.50, < 8"
    }
  }
}

locals {
  project = "matched-staging"
  region  = "europe-west3"
}

provider "google" {
  project = local.project
}

# It may do nothing in the project.
resource "google_service_account" "stand_in" {
  project      = local.project
  account_id   = "personio-stand-in"
  display_name = "Plays Personio; may do nothing"
}

# Open, since functions reach it as they reach Personio: from outside the project, and with Personio's own tokens where
# Google would look for its own. It knows invented people alone, and its /control lets anybody read and change them.
resource "google_cloud_run_v2_service" "stand_in" {
  project             = local.project
  location            = local.region
  name                = "personio-stand-in"
  ingress             = "INGRESS_TRAFFIC_ALL"
  deletion_protection = false

  template {
    service_account                  = google_service_account.stand_in.email
    max_instance_request_concurrency = 200
    timeout                          = "300s"

    scaling { # what it knows lies in one instance's memory, and begins anew with another
      min_instance_count = 1
      max_instance_count = 1
    }

    containers {
      image = "${local.region}-docker.pkg.dev/${local.project}/stand-in/personio:1"

      ports {
        container_port = 8080
      }

      resources {
        limits = { cpu = "1", memory = "512Mi" }
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  project  = local.project
  location = local.region
  name     = google_cloud_run_v2_service.stand_in.name
  role     = "roles/run.invoker"
  member   = "allUsers"
}

module "personio" {
  source = "../../module"

  project_id         = local.project
  firestore_location = local.region
  name_prefix        = "staging"
  frontend_origins   = ["https://staging.matched.io"]
  personio_api_url   = google_cloud_run_v2_service.stand_in.uri
  personio_jobs_url  = "${google_cloud_run_v2_service.stand_in.uri}/boards/{slug}.{tld}"
}

output "function_urls" {
  description = "What staging's frontend is configured with."
  value       = module.personio.function_urls
}

output "personio" {
  description = "Where the stand-in answers; its control endpoint is below /control."
  value       = google_cloud_run_v2_service.stand_in.uri
}
