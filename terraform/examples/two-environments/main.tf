# Staging and production, each in a project of its own. Their states are better kept apart (docs/deployment.md, "A second
# environment"); one configuration for both suits whoever changes them together.

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
  environments = {
    staging = {
      project_id       = "matched-staging"
      frontend_origins = ["https://staging.matched.io", "http://localhost:5173"]
      dispatches       = 5
    }
    production = {
      project_id       = "matched-production"
      frontend_origins = ["https://app.matched.io"]
      dispatches       = 25
    }
  }
}

provider "google" {}

module "personio" {
  source   = "../../module"
  for_each = local.environments

  project_id                  = each.value.project_id
  firestore_location          = "europe-west3"
  name_prefix                 = each.key
  labels                      = { environment = each.key }
  frontend_origins            = each.value.frontend_origins
  queue_dispatches_per_second = each.value.dispatches
}

output "function_urls" {
  description = "Environment → what its frontend is configured with."
  value       = { for environment, made in module.personio : environment => made.function_urls }
}
