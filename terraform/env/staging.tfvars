# What staging is: a project of its own, and slower.
project_id         = "matched-staging"
firestore_location = "europe-west3"

frontend_origins            = ["https://staging.matched.io", "http://localhost:5173"]
queue_dispatches_per_second = 5
labels                      = { environment = "staging" }
