resource "google_storage_bucket" "source" {
  #checkov:skip=CKV_GCP_62:it holds source code that stands in a repository anyway
  name                        = "${var.project_id}-${local.prefix}personio-source"
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true # archives can be built again from any commit

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
  output_path = "${path.module}/.build/${each.key}.zip"

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
      error_message = "shared/ holds no Python file: this folder has to stay beside shared/ and functions/."
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
