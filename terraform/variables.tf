# What module/variables.tf takes, word for word; null is its default. The checks are the module's.

# Where

variable "project_id" {
  description = "Google Cloud project that holds matched.io's Firestore and Firebase Authentication."
  type        = string
}

variable "firestore_location" {
  description = "Location of the Firestore database, a region or eur3, nam5, nam7: gcloud firestore databases list. The trigger lives there."
  type        = string
}

variable "region" {
  description = "Region of the functions, in the European Union. Left out: the database's region, europe-west4 for eur3."
  type        = string
  default     = null
}

variable "tasks_region" {
  description = "Region of the queue, in the European Union. Left out: the functions' region where it has Cloud Tasks, else europe-west1."
  type        = string
  default     = null
}

variable "scheduler_region" {
  description = "Region of the schedules, in the European Union. Left out: the functions' region where it has Cloud Scheduler, else europe-west1."
  type        = string
  default     = null
}

variable "firestore_database" {
  description = "Id of the Firestore database."
  type        = string
  default     = null
}

variable "create_firestore_database" {
  description = "Make the database as well: for a new project only, matched.io's own is there already."
  type        = bool
  default     = null
}

variable "manage_firestore_rules" {
  description = "Release firestore.rules as ALL of the database's security rules. Only for a database made here: elsewhere it would replace matched.io's own."
  type        = bool
  default     = null
}

variable "name_prefix" {
  description = "Goes before every name, secrets included. Recommended wherever other services or a second deployment share the project. Empty: the functions have their plain names."
  type        = string
  default     = null
}

variable "labels" {
  description = "Labels of everything that takes some."
  type        = map(string)
  default     = null
}

# Who gets in

variable "frontend_origins" {
  description = "Origins of matched.io's frontend that browsers may call from (CORS)."
  type        = list(string)
  default     = null
}

variable "public_access" {
  description = "How browsers reach the frontend's functions: all_users (IAM grants allUsers) or none (you grant run.invoker yourself, or switch Cloud Run's invoker check off)."
  type        = string
  default     = null
}

variable "public_tag" {
  description = "Tag value (tagValues/123…) that the frontend's four services carry: where an organisation forbids allUsers, but spares what has this tag."
  type        = string
  default     = null
}

variable "ingress" {
  description = "Who reaches the frontend's four functions at their run.app addresses: all, or load_balancer (a load balancer of the same project alone, so that nobody passes it by)."
  type        = string
  default     = null
}

variable "deployers" {
  description = "Who applies this, besides whoever does it first: may act as the accounts that it makes. Principals like group:deployers@matched.io."
  type        = set(string)
  default     = null
}

# Personio

variable "personio_api_url" {
  description = "Personio's API; another address only for a stand-in."
  type        = string
  default     = null
}

variable "personio_jobs_url" {
  description = "Careers pages; {slug} and {tld} stand for the customer's. Another address only for a stand-in."
  type        = string
  default     = null
}

variable "personio_partner_id" {
  description = "Value of the header X-Personio-Partner-ID; empty: not sent."
  type        = string
  default     = null
}

variable "personio_app_id" {
  description = "Value of the header X-Personio-App-ID; empty: not sent."
  type        = string
  default     = null
}

variable "personio_application_url" {
  description = "Address of an application in Personio, with {slug}, {position} and {application} for what differs: the match card links to it. Empty: no link, since Personio does not document the address."
  type        = string
  default     = null
}

variable "cv_hosts" {
  description = "Hosts that CVs may be fetched from (*.suffix for any name below). Empty: applications go without CVs."
  type        = list(string)
  default     = null
}

variable "languages" {
  description = "Languages in which positions are read, the preferred one first."
  type        = list(string)
  default     = null
}

# Personio's tokens in Secret Manager

variable "secret_replica_locations" {
  description = "Regions of the European Union in which tokens rest."
  type        = list(string)
  default     = null
}

variable "secret_destroy_days" {
  description = "Days from a token's replacement to its destruction; 0: at once, with no way back."
  type        = number
  default     = null
}

variable "secret_kms_key_name" {
  description = "Your own key for the tokens (projects/…/locations/…/keyRings/…/cryptoKeys/…); it lies in the one replica location. Empty: Google's."
  type        = string
  default     = null
}

# Who did what

variable "audit_days" {
  description = "Days that the trail of who connected, imported, exported or cancelled is kept (personio_audit); it holds users' ids."
  type        = number
  default     = null
}

variable "unknown_days" {
  description = "Days that an export whose outcome stayed unknown keeps the e-mail address that it was sent with, once it is over."
  type        = number
  default     = null
}

variable "export_days" {
  description = "Days that an export is kept after its last change, with its applicant key. A success older than that is never sent unasked."
  type        = number
  default     = null
}

variable "attempt_days" {
  description = "Days that an export keeps the line of an attempt."
  type        = number
  default     = null
}

variable "notice_days" {
  description = "Days that what a mailer should tell a company is kept (personio_notices)."
  type        = number
  default     = null
}

variable "erasure_days" {
  description = "Days that a company is told of an erased applicant, with name and address, if it does not acknowledge it before."
  type        = number
  default     = null
}

variable "audit_secret_access" {
  description = "Log every reading and writing of a secret (Data Access audit logs of Secret Manager). They hold for the whole project: false where somebody else sets them."
  type        = bool
  default     = null
}

# Running

variable "runtime" {
  description = "Python of the functions."
  type        = string
  default     = null
}

variable "sizing" {
  description = "Function (folder name) → what differs from locals.tf: memory (512Mi), cpu, concurrency, min_instances, max_instances."
  type = map(object({
    memory        = optional(string)
    cpu           = optional(number)
    concurrency   = optional(number)
    min_instances = optional(number)
    max_instances = optional(number)
  }))
  default = null
}

variable "sweep_schedule" {
  description = "When what is due and was not asked for is asked for, and what no event told of is looked for (cron). Every ten minutes at least: half an hour without a sweep rings."
  type        = string
  default     = null
}

variable "sync_schedule" {
  description = "When imported positions are compared with Personio's (cron)."
  type        = string
  default     = null
}

variable "queue_dispatches_per_second" {
  description = "Turns that the queue hands out in a second; each is one export at most. 15 where all functions leave by one egress address: with a CV an export is two requests, and Personio takes 2,000 a minute from an address."
  type        = number
  default     = null
}

variable "queue_concurrent_dispatches" {
  description = "Turns under way at once; also the most instances of send_exports, each of which takes one."
  type        = number
  default     = null
}

variable "queue_min_backoff_seconds" {
  description = "Wait before a failed turn is handed out for the second time; it doubles from there."
  type        = number
  default     = null
}

variable "queue_max_backoff_seconds" {
  description = "Longest wait between two attempts of one turn."
  type        = number
  default     = null
}

variable "queue_max_attempts" {
  description = "Attempts of one turn in all. What fails that often is left to the sweep, which asks anew."
  type        = number
  default     = null
}

variable "time_zone" {
  description = "Time zone of the schedules."
  type        = string
  default     = null
}

variable "log_level" {
  description = "Least severe line that is logged: DEBUG or INFO, since the alerts count lines of INFO."
  type        = string
  default     = null
}

variable "exclude_trigger_requests" {
  description = "Keep no request log of the events that on-match-written took without an error: one for each write of a match, about a quarter of the bill where matches are written often. Exports have log lines of their own."
  type        = bool
  default     = null
}

variable "archive_days" {
  description = "Days that a replaced source archive or image is kept for rolling back."
  type        = number
  default     = null
}

variable "images_kept" {
  description = "Newest images of each function that are kept however old they are."
  type        = number
  default     = null
}

# Watching

variable "budget" {
  description = "Monthly amount of the project at which, at half of which and at nine tenths of which the budget's mails go out: {billing_account, amount, currency}. Left out: no budget."
  type = object({
    billing_account = string
    amount          = number
    currency        = optional(string, "EUR")
  })
  default = null
}

variable "alert_emails" {
  description = "Who is mailed every alert. Empty: the alerts show in the console, and go to the channels."
  type        = set(string)
  default     = null
}

variable "page_channels" {
  description = "Notification channels of any kind (projects/…/notificationChannels/…) for what somebody has to get up for."
  type        = set(string)
  default     = null
}

variable "ticket_channels" {
  description = "The same for what can wait until somebody is at work."
  type        = set(string)
  default     = null
}

variable "sync_silent_hours" {
  description = "Alert when positions have not been compared for this long: longer than sync_schedule's widest gap."
  type        = number
  default     = null
}

variable "oldest_due_minutes" {
  description = "Alert when the oldest export that is due has waited longer than this."
  type        = number
  default     = null
}

variable "queue_depth" {
  description = "Alert when the queue has held more turns than this for a quarter of an hour. An account with something due has one waiting: well above their number."
  type        = number
  default     = null
}
