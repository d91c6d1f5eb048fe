# A project that other services live in: Firestore with its rules and a large collection of matches is there, and stays as
# it is. Nothing here makes, replaces or releases what matched.io has (docs/deployment.md, "A project that is in use").

terraform {
  required_version = ">= 1.9, < 2"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.50, < 8"
    }
  }
}

provider "google" {
  project = "matched-production"
}

module "personio" {
  source = "../../module"

  project_id                = "matched-production"
  firestore_location        = "eur3"         # as gcloud firestore databases list says
  region                    = "europe-west1" # near eur3, and with every product
  create_firestore_database = false
  manage_firestore_rules    = false # firestore.rules is merged into matched.io's own by hand
  name_prefix               = "recruiting"

  public_tag          = "tagValues/281475012345678" # this organisation forbids allUsers but for what carries it
  ingress             = "load_balancer"             # matched.io's own stands before the functions
  audit_secret_access = false                       # set for the whole project elsewhere
  frontend_origins    = ["https://app.matched.io"]
  deployers           = ["group:deployers@matched.io"]
}

output "function_urls" {
  description = "What matched.io's load balancer is configured with."
  value       = module.personio.function_urls
}
