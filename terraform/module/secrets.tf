# The keys of erased people's pseudonyms; the functions make them, none passes through here. A key that is destroyed by
# mistake can be restored for thirty days: what it hashed stands for nobody afterwards.
resource "google_secret_manager_secret" "hash_keys" {
  project             = var.project_id
  secret_id           = "${local.prefix}erasure-keys"
  labels              = local.labels
  version_destroy_ttl = "2592000s"

  replication {
    user_managed {
      dynamic "replicas" {
        for_each = var.secret_replica_locations
        content {
          location = replicas.value

          dynamic "customer_managed_encryption" {
            for_each = var.secret_kms_key_name == "" ? [] : [var.secret_kms_key_name]
            content {
              kms_key_name = customer_managed_encryption.value
            }
          }
        }
      }
    }
  }

  depends_on = [google_project_service.this]
}
