# What production is, in review like code. Nothing secret belongs here; there is nothing secret to say.
project_id         = "matched-production"
firestore_location = "eur3"
region             = "europe-west1" # beside eur3, with every product

name_prefix      = "recruiting"
frontend_origins = ["https://app.matched.io"]
cv_hosts         = ["storage.googleapis.com"]
alert_emails     = ["oncall@matched.io"]
labels           = { environment = "production" }
