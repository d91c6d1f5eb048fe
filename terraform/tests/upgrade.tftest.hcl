# From a state whose resources stand at its top, as before terraform/module, to one that has them in the module.

mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
}

variables {
  project_id         = "matched-test"
  firestore_location = "europe-west3"
}

run "before" {
  command   = apply
  state_key = "upgraded"

  module {
    source = "./module"
  }
}

run "after" {
  command   = plan
  state_key = "upgraded"
}
