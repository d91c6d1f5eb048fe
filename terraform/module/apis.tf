# docs/deployment.md switches the same APIs on beforehand, so that all of them have arrived when the functions are made.
resource "google_project_service" "this" {
  for_each = toset(concat(
    [
      "artifactregistry.googleapis.com", # images of the functions
      "cloudbuild.googleapis.com",       # builds them
      "cloudfunctions.googleapis.com",
      "cloudresourcemanager.googleapis.com",
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
    var.budget == null ? [] : ["billingbudgets.googleapis.com"],
  ))

  project            = var.project_id
  service            = each.value
  disable_on_destroy = false # matched.io's own services use them too
}

moved {
  from = google_project_service.resource_manager
  to   = google_project_service.this["cloudresourcemanager.googleapis.com"]
}

# It waits for nothing: were its number known only after an apply, every grant with a condition would be withdrawn and
# granted anew whenever an API joins the list above.
data "google_project" "this" {
  project_id = var.project_id
}
