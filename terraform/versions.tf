terraform {
  required_version = ">= 1.9, < 2"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.50, < 8"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.7"
    }
  }

  backend "gcs" {} # bucket and prefix: terraform init -backend-config=backend.hcl (docs/deployment.md, "First apply")
}

provider "google" {
  project = var.project_id
}
