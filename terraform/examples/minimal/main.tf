# The least that there is to say: a project of its own, with a database that is there already. Elsewhere than in this
# repository the source is "git::https://YOUR-GIT-HOST/matched-personio.git//terraform/module?ref=VERSION".

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
  project = "matched-trial"
}

module "personio" {
  source = "../../module"

  project_id         = "matched-trial"
  firestore_location = "europe-west1"
}

output "function_urls" {
  description = "What matched.io's frontend is configured with."
  value       = module.personio.function_urls
}
