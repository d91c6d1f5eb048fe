# Neither a provider nor a backend: whoever calls this module with for_each may do so.

terraform {
  required_version = ">= 1.9, < 2" # validations that look at a second variable

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
}
