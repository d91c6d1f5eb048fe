resource "google_storage_bucket" "source" {
  #checkov:skip=CKV_GCP_62:it holds source code that stands in a repository anyway
  project                     = var.project_id
  name                        = "${var.project_id}-${local.prefix}personio-source"
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true # archives can be built again from any commit
  labels                      = local.labels

  versioning {
    enabled = true
  }

  lifecycle_rule {
    condition {
      days_since_noncurrent_time = var.archive_days
    }
    action {
      type = "Delete"
    }
  }

  depends_on = [google_project_service.this]
}

locals {
  shared_files = { for file in fileset("${local.root}/shared", "**/*.py") : "shared/${file}" => "${local.root}/shared/${file}" }
  archived_files = { for name in keys(local.functions) : name => merge(
    { "requirements.txt" = "${local.root}/requirements.txt" },
    local.shared_files,
    { for file in fileset("${local.root}/functions/${name}", "**/*.py") : file => "${local.root}/functions/${name}/${file}" },
  ) }
}

# Files go in by name, not as a folder: no modification time and no file mode reaches the archive, so the same
# commit gives the same hash on every machine.
data "archive_file" "source" {
  for_each = local.archived_files

  type        = "zip"
  output_path = "${path.module}/.build/${var.project_id}/${local.prefix}${each.key}.zip" # two environments may be planned at once

  dynamic "source" {
    for_each = each.value
    content {
      filename = source.key
      content  = file(source.value)
    }
  }

  lifecycle {
    precondition {
      condition     = contains(keys(each.value), "main.py")
      error_message = "functions/${each.key}/main.py is missing: each function of locals.tf has a folder of its name."
    }
    precondition {
      condition     = length(local.shared_files) > 0
      error_message = "shared/ holds no Python file: terraform/ has to stay beside shared/ and functions/."
    }
  }
}

resource "google_storage_bucket_object" "source" {
  for_each = data.archive_file.source

  bucket       = google_storage_bucket.source.name
  name         = "${each.key}-${each.value.output_sha256}.zip"
  source       = each.value.output_path
  content_type = "application/zip"

  lifecycle {
    create_before_destroy = true # a build that fails leaves the archive of what is running
  }
}

# A repository of its own: Google's common one keeps every image that was ever built, a gigabyte for each full deployment.
resource "google_artifact_registry_repository" "images" {
  #checkov:skip=CKV_GCP_84:it holds images of source code that stands in a repository anyway
  project       = var.project_id
  location      = local.region
  repository_id = "${local.prefix}personio-images"
  description   = "Images of the functions"
  format        = "DOCKER"
  labels        = local.labels

  cleanup_policies { # what is kept wins over what is deleted: these are the revisions to roll back to
    id     = "keep-the-newest"
    action = "KEEP"

    most_recent_versions {
      keep_count = var.images_kept
    }
  }

  cleanup_policies {
    id     = "delete-what-is-older"
    action = "DELETE"

    condition {
      tag_state  = "ANY"
      older_than = "${var.archive_days}d"
    }
  }

  depends_on = [google_project_service.this]
}
