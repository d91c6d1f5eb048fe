resource "google_project_service" "this" {
  for_each = toset(concat(
    [
      "artifactregistry.googleapis.com", # images of the functions
      "cloudbuild.googleapis.com",       # builds them
      "cloudfunctions.googleapis.com",
      "cloudscheduler.googleapis.com",
      "cloudtasks.googleapis.com",
      "eventarc.googleapis.com", # the Firestore trigger
      "firestore.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com", # Eventarc's transport
      "run.googleapis.com",    # runs the functions
      "secretmanager.googleapis.com",
      "storage.googleapis.com",
    ],
    var.manage_firestore_rules ? ["firebaserules.googleapis.com"] : [],
  ))

  service            = each.value
  disable_on_destroy = false # matched.io's own services use them too
  depends_on         = [google_project_service.resource_manager]
}

# By itself, since a data source waits for the whole of a resource: were it one of the above, each API that joins them
# would make the project's number unknown, and every grant with a condition would be withdrawn and granted anew.
resource "google_project_service" "resource_manager" {
  service            = "cloudresourcemanager.googleapis.com"
  disable_on_destroy = false
}

moved {
  from = google_project_service.this["cloudresourcemanager.googleapis.com"]
  to   = google_project_service.resource_manager
}

data "google_project" "this" {
  project_id = var.project_id
  depends_on = [google_project_service.resource_manager]
}
