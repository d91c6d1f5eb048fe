# Each example is planned as it stands.

mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
}

run "minimal" {
  command = plan

  module {
    source = "./examples/minimal"
  }
}

run "existing_project" {
  command = plan

  module {
    source = "./examples/existing-project"
  }
}

run "two_environments" {
  command = plan

  module {
    source = "./examples/two-environments"
  }
}

run "staging_with_stand_in" {
  command = plan

  module {
    source = "./examples/staging-with-stand-in"
  }
}
