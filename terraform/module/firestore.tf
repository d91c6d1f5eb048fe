resource "google_firestore_database" "this" {
  count = var.create_firestore_database ? 1 : 0

  project                           = var.project_id
  name                              = var.firestore_database
  location_id                       = var.firestore_location
  type                              = "FIRESTORE_NATIVE"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = "DELETE_PROTECTION_ENABLED"
  deletion_policy                   = "ABANDON" # terraform destroy leaves the data
  depends_on                        = [google_project_service.this]
}

locals {
  database = var.create_firestore_database ? google_firestore_database.this[0].name : var.firestore_database
}

resource "google_firestore_index" "this" {
  for_each = local.indexes

  project    = var.project_id
  database   = local.database
  collection = each.value.collection

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path = trimprefix(fields.value, "-")
      order      = startswith(fields.value, "-") ? "DESCENDING" : "ASCENDING"
    }
  }

  timeouts { # beside a large collection it is built for hours; one that timed out has to be imported
    create = "6h"
  }

  depends_on = [google_project_service.this]
}

resource "google_firestore_field" "expiring" {
  for_each = local.expiring

  project    = var.project_id
  database   = local.database
  collection = each.key
  field      = each.value

  ttl_config {}

  depends_on = [google_project_service.this]
}

resource "google_firebaserules_ruleset" "this" {
  count = var.manage_firestore_rules ? 1 : 0

  project = var.project_id
  source {
    files {
      name    = "firestore.rules"
      content = file("${path.module}/../firestore.rules")
    }
  }

  lifecycle {
    create_before_destroy = true # a ruleset in force cannot be deleted
  }

  depends_on = [google_project_service.this]
}

resource "google_firebaserules_release" "this" {
  count = var.manage_firestore_rules ? 1 : 0

  project      = var.project_id
  name         = local.database == "(default)" ? "cloud.firestore" : "cloud.firestore/${local.database}"
  ruleset_name = google_firebaserules_ruleset.this[0].name
}
