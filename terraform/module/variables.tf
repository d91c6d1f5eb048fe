# Where

variable "project_id" {
  description = "Google Cloud project that holds matched.io's Firestore and Firebase Authentication."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id is the project's id (6 to 30 of a-z, 0-9 and -), neither its number nor its display name."
  }
}

variable "firestore_location" {
  description = "Location of the Firestore database, a region or eur3, nam5, nam7: gcloud firestore databases list. The trigger lives there."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["eur3", "nam5", "nam7"], var.firestore_location) || can(regex("^[a-z]+-[a-z]+[0-9]{1,2}$", var.firestore_location))
    error_message = "firestore_location is eur3, nam5, nam7 or a region like europe-west3; gcloud firestore databases list shows it."
  }
}

variable "region" {
  description = "Region of the functions, in the European Union. Left out: the database's region, europe-west4 for eur3."
  type        = string
  default     = null

  validation {
    condition     = contains(local.regions_in_the_eu, coalesce(var.region, lookup(local.near_multi_region, var.firestore_location, var.firestore_location)))
    error_message = "region must lie in the European Union: ${join(", ", local.regions_in_the_eu)}. It can be left out only where the database lies in one of them or in eur3."
  }
}

variable "tasks_region" {
  description = "Region of the queue, in the European Union. Left out: the functions' region where it has Cloud Tasks, else europe-west1."
  type        = string
  default     = null

  validation {
    condition     = var.tasks_region == null || contains(local.regions_with_tasks, coalesce(var.tasks_region, "none"))
    error_message = "tasks_region is a region of the European Union that has Cloud Tasks: ${join(", ", local.regions_with_tasks)}. Left out, it is the functions' region or europe-west1."
  }
}

variable "scheduler_region" {
  description = "Region of the schedules, in the European Union. Left out: the functions' region where it has Cloud Scheduler, else europe-west1."
  type        = string
  default     = null

  validation {
    condition     = var.scheduler_region == null || contains(local.regions_with_schedules, coalesce(var.scheduler_region, "none"))
    error_message = "scheduler_region is a region of the European Union that has Cloud Scheduler: ${join(", ", local.regions_with_schedules)}. Left out, it is the functions' region or europe-west1."
  }
}

variable "firestore_database" {
  description = "Id of the Firestore database."
  type        = string
  default     = "(default)"
  nullable    = false

  validation {
    condition     = var.firestore_database == "(default)" || can(regex("^[a-z][a-z0-9-]{2,61}[a-z0-9]$", var.firestore_database))
    error_message = "firestore_database is \"(default)\", in brackets, or an id of 4 to 63 of a-z, 0-9 and -."
  }
}

variable "create_firestore_database" {
  description = "Make the database as well: for a new project only, matched.io's own is there already."
  type        = bool
  default     = false
  nullable    = false
}

variable "manage_firestore_rules" {
  description = "Release firestore.rules as ALL of the database's security rules. Only for a database made here: elsewhere it would replace matched.io's own."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.manage_firestore_rules || var.create_firestore_database
    error_message = "manage_firestore_rules would replace the security rules of a database that was there before: merge firestore.rules into them by hand, or set create_firestore_database too."
  }
}

variable "name_prefix" {
  description = "Goes before every name, secrets included. Recommended wherever other services or a second deployment share the project. Empty: the functions have their plain names."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z][a-z0-9-]{0,10}[a-z0-9])?$", var.name_prefix))
    error_message = "name_prefix is empty or 2 to 12 of a-z, 0-9 and -, from a letter to a letter or digit: with a function's name it must fit a service account's 30."
  }
  validation {
    condition     = !startswith(var.name_prefix, "personio")
    error_message = "name_prefix does not begin with personio: secrets called personio-personio-… would be open to a deployment without a prefix."
  }
}

variable "labels" {
  description = "Labels of everything that takes some."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key, value in var.labels : can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))])
    error_message = "labels are at most 63 of a-z, 0-9, _ and -; a key begins with a letter."
  }
}

# Who gets in

variable "frontend_origins" {
  description = "Origins of matched.io's frontend that browsers may call from (CORS)."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.frontend_origins : can(regex("^(https://[a-z0-9.-]+|http://localhost)(:[0-9]+)?$", origin))])
    error_message = "frontend_origins are origins: https://app.matched.io, with neither a path nor a closing slash nor a *; http only for localhost."
  }
}

variable "public_access" {
  description = "How browsers reach the frontend's functions: all_users (IAM grants allUsers) or none (you grant run.invoker yourself, or switch Cloud Run's invoker check off)."
  type        = string
  default     = "all_users"
  nullable    = false

  validation {
    condition     = contains(["all_users", "none"], var.public_access)
    error_message = "public_access is all_users or none. In both the functions check the caller's Firebase token themselves."
  }
}

variable "public_tag" {
  description = "Tag value (tagValues/123…) that the frontend's four services carry: where an organisation forbids allUsers, but spares what has this tag."
  type        = string
  default     = null

  validation {
    condition     = var.public_tag == null || can(regex("^tagValues/[0-9]+$", var.public_tag))
    error_message = "public_tag is a tag value's permanent name, like tagValues/281475012345678."
  }
}

variable "ingress" {
  description = "Who reaches the frontend's four functions at their run.app addresses: all, or load_balancer (a load balancer of the same project alone, so that nobody passes it by)."
  type        = string
  default     = "all"
  nullable    = false

  validation {
    condition     = contains(["all", "load_balancer"], var.ingress)
    error_message = "ingress is all or load_balancer. The trigger's, the queue's and the scheduler's functions take calls from within the project only."
  }
}

variable "deployers" {
  description = "Who applies this, besides whoever does it first: may act as the accounts that it makes. Principals like group:deployers@matched.io."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for deployer in var.deployers : can(regex("^((user|group|serviceAccount):[^@\\s]+@[^@\\s]+[.][^@\\s]+|principal(Set)?://\\S+)$", deployer))])
    error_message = "deployers are principals: user:, group: or serviceAccount: with an address, or principalSet://iam.googleapis.com/…"
  }
}

# Personio

variable "personio_api_url" {
  description = "Personio's API; another address only for a stand-in."
  type        = string
  default     = "https://api.personio.de"
  nullable    = false

  validation {
    condition     = can(regex("^https://[^/\\s]+(/[^\\s]*[^/\\s])?$", var.personio_api_url))
    error_message = "personio_api_url begins with https:// and does not end in a slash."
  }
}

variable "personio_jobs_url" {
  description = "Careers pages; {slug} and {tld} stand for the customer's. Another address only for a stand-in."
  type        = string
  default     = "https://{slug}.jobs.personio.{tld}"
  nullable    = false

  validation {
    condition     = can(regex("^https://[^/\\s]+(/[^\\s]*[^/\\s])?$", var.personio_jobs_url))
    error_message = "personio_jobs_url begins with https:// and does not end in a slash."
  }
}

variable "personio_partner_id" {
  description = "Value of the header X-Personio-Partner-ID; empty: not sent."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]*$", var.personio_partner_id))
    error_message = "personio_partner_id travels in a header: letters, digits, _ and - only."
  }
}

variable "personio_app_id" {
  description = "Value of the header X-Personio-App-ID; empty: not sent."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]*$", var.personio_app_id))
    error_message = "personio_app_id travels in a header: letters, digits, _ and - only."
  }
}

variable "personio_application_url" {
  description = "Address of an application in Personio, with {slug}, {position} and {application} for what differs: the match card links to it. Empty: no link, since Personio does not document the address."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[^ ]*[{]application[}][^ ]*)?$", var.personio_application_url))
    error_message = "personio_application_url begins with https:// and names {application}, like https://{slug}.app.personio.com/recruiting/applications/{application}."
  }
}

variable "cv_hosts" {
  description = "Hosts that CVs may be fetched from (*.suffix for any name below). Empty: applications go without CVs."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.cv_hosts : can(regex("^([*][.])?([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}$", host))])
    error_message = "cv_hosts are host names without scheme, port or path: storage.googleapis.com, *.matched.io."
  }
}

variable "languages" {
  description = "Languages in which positions are read, the preferred one first."
  type        = list(string)
  default     = ["de", "en"]
  nullable    = false

  validation {
    condition     = length(var.languages) > 0 && alltrue([for language in var.languages : can(regex("^[a-z]{2}$", language))])
    error_message = "languages needs one language at least, each as two small letters: [\"de\", \"en\"]."
  }
}

# Personio's tokens in Secret Manager

variable "secret_replica_locations" {
  description = "Regions of the European Union in which tokens rest."
  type        = list(string)
  default     = ["europe-west3"]
  nullable    = false

  validation {
    condition     = length(var.secret_replica_locations) > 0 && alltrue([for location in var.secret_replica_locations : contains(local.regions_in_the_eu, location)])
    error_message = "secret_replica_locations needs one region at least, each in the European Union: ${join(", ", local.regions_in_the_eu)}."
  }
}

variable "secret_destroy_days" {
  description = "Days from a token's replacement to its destruction; 0: at once, with no way back."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.secret_destroy_days >= 0 && var.secret_destroy_days <= 1000 && floor(var.secret_destroy_days) == var.secret_destroy_days
    error_message = "secret_destroy_days is a whole number from 0 to 1000."
  }
}

variable "secret_kms_key_name" {
  description = "Your own key for the tokens (projects/…/locations/…/keyRings/…/cryptoKeys/…); it lies in the one replica location. Empty: Google's."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition = var.secret_kms_key_name == "" || (
      length(var.secret_replica_locations) == 1 &&
      can(regex("^projects/[^/]+/locations/${var.secret_replica_locations[0]}/keyRings/[^/]+/cryptoKeys/[^/]+$", var.secret_kms_key_name))
    )
    error_message = "secret_kms_key_name is a key's full name without a version, and its location is the only one of secret_replica_locations."
  }
}

# Who did what

variable "audit_days" {
  description = "Days that the trail of who connected, imported, exported or cancelled is kept (personio_audit); it holds users' ids."
  type        = number
  default     = 730
  nullable    = false

  validation {
    condition     = var.audit_days >= 1 && var.audit_days <= 3650 && floor(var.audit_days) == var.audit_days
    error_message = "audit_days is a whole number of days from 1 to 3650: Firestore deletes a line within a day after that."
  }
}

variable "unknown_days" {
  description = "Days that an export whose outcome stayed unknown keeps the e-mail address that it was sent with, once it is over."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.unknown_days >= 1 && var.unknown_days <= 365 && floor(var.unknown_days) == var.unknown_days
    error_message = "unknown_days is a whole number of days from 1 to 365."
  }
}

variable "export_days" {
  description = "Days that an export is kept after its last change, with its applicant key. A success older than that is never sent unasked."
  type        = number
  default     = 730
  nullable    = false

  validation {
    condition     = var.export_days >= 180 && var.export_days <= 3650 && floor(var.export_days) == var.export_days
    error_message = "export_days is a whole number of days from 180 to 3650."
  }
}

variable "attempt_days" {
  description = "Days that an export keeps the line of an attempt."
  type        = number
  default     = 183
  nullable    = false

  validation {
    condition     = var.attempt_days >= 1 && var.attempt_days <= 3650 && floor(var.attempt_days) == var.attempt_days
    error_message = "attempt_days is a whole number of days from 1 to 3650."
  }
}

variable "notice_days" {
  description = "Days that what a mailer should tell a company is kept (personio_notices)."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.notice_days >= 1 && var.notice_days <= 3650 && floor(var.notice_days) == var.notice_days
    error_message = "notice_days is a whole number of days from 1 to 3650."
  }
}

variable "erasure_days" {
  description = "Days that a company is told of an erased applicant, with name and address, if it does not acknowledge it before."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.erasure_days >= 1 && var.erasure_days <= 90 && floor(var.erasure_days) == var.erasure_days
    error_message = "erasure_days is a whole number of days from 1 to 90."
  }
}

variable "audit_secret_access" {
  description = "Log every reading and writing of a secret (Data Access audit logs of Secret Manager). They hold for the whole project: false where somebody else sets them."
  type        = bool
  default     = true
  nullable    = false
}

# Running

variable "runtime" {
  description = "Python of the functions."
  type        = string
  default     = "python313"
  nullable    = false

  validation {
    condition     = contains(["python313"], var.runtime)
    error_message = "runtime is python313: under no other version are the archives tried as they are deployed."
  }
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
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.sizing) : contains(keys(local.functions), name)])
    error_message = "sizing names functions by their folders: ${join(", ", keys(local.functions))}."
  }
  validation {
    condition     = alltrue([for size in var.sizing : size.memory == null || can(regex("^[1-9][0-9]*(Mi|Gi)$", size.memory))])
    error_message = "sizing: memory is a figure with Mi or Gi, like 512Mi."
  }
  validation {
    condition     = alltrue([for size in var.sizing : try((size.cpu >= 0.083 && size.cpu <= 1) || contains([2, 4, 6, 8], size.cpu), size.cpu == null)])
    error_message = "sizing: cpu is a fraction from 0.083, or 1, 2, 4, 6 or 8."
  }
  validation {
    condition = alltrue([for name, size in var.sizing : try(
      coalesce(size.concurrency, local.functions[name].concurrency) >= 1 &&
      coalesce(size.concurrency, local.functions[name].concurrency) <= (coalesce(size.cpu, local.functions[name].cpu) >= 1 ? 1000 : 1),
      true,
    )])
    error_message = "sizing: concurrency is 1 to 1000, and more than 1 needs a cpu of 1 at least."
  }
  validation {
    condition = alltrue([for name, size in var.sizing : try(
      coalesce(size.min_instances, local.functions[name].min_instances) >= 0 &&
      coalesce(size.max_instances, local.functions[name].max_instances) >= max(1, coalesce(size.min_instances, local.functions[name].min_instances)),
      true,
    )])
    error_message = "sizing: min_instances is 0 at least and not above max_instances, which is 1 at least."
  }
  validation {
    condition     = try(var.sizing.send_exports.max_instances == null && coalesce(var.sizing.send_exports.concurrency, 1) == 1, true)
    error_message = "sizing: send_exports takes one request at a time, in as many instances as queue_concurrent_dispatches says: its concurrency and max_instances are not to be chosen here."
  }
}

variable "sweep_schedule" {
  description = "When what is due and was not asked for is asked for, and what no event told of is looked for (cron). Every ten minutes at least: half an hour without a sweep rings."
  type        = string
  default     = "*/5 * * * *"
  nullable    = false

  validation {
    condition     = can(regex(local.cron, var.sweep_schedule))
    error_message = "sweep_schedule is a cron line of five fields (minute, hour, day, month, weekday) in figures, like */5 * * * * for every five minutes."
  }
}

variable "sync_schedule" {
  description = "When imported positions are compared with Personio's (cron)."
  type        = string
  default     = "17 * * * *"
  nullable    = false

  validation {
    condition     = can(regex(local.cron, var.sync_schedule))
    error_message = "sync_schedule is a cron line of five fields (minute, hour, day, month, weekday) in figures, like 17 * * * * for once an hour."
  }
}

variable "queue_dispatches_per_second" {
  description = "Turns that the queue hands out in a second; each is one export at most. 15 where all functions leave by one egress address: with a CV an export is two requests, and Personio takes 2,000 a minute from an address."
  type        = number
  default     = 25
  nullable    = false

  validation {
    condition     = var.queue_dispatches_per_second >= 1 && var.queue_dispatches_per_second <= 33
    error_message = "queue_dispatches_per_second is 1 to 33: beyond that, a single address would pass Personio's 2,000 requests a minute even without CVs."
  }
}

variable "queue_concurrent_dispatches" {
  description = "Turns under way at once; also the most instances of send_exports, each of which takes one."
  type        = number
  default     = 200
  nullable    = false

  validation {
    condition     = var.queue_concurrent_dispatches >= 1 && var.queue_concurrent_dispatches <= 1000 && floor(var.queue_concurrent_dispatches) == var.queue_concurrent_dispatches
    error_message = "queue_concurrent_dispatches is a whole number from 1 to 1000: as many instances as Cloud Run gives one function."
  }
}

variable "queue_min_backoff_seconds" {
  description = "Wait before a failed turn is handed out for the second time; it doubles from there."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.queue_min_backoff_seconds >= 1 && var.queue_min_backoff_seconds <= var.queue_max_backoff_seconds
    error_message = "queue_min_backoff_seconds is 1 at least and not above queue_max_backoff_seconds."
  }
}

variable "queue_max_backoff_seconds" {
  description = "Longest wait between two attempts of one turn."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.queue_max_backoff_seconds >= 1 && var.queue_max_backoff_seconds <= 3600
    error_message = "queue_max_backoff_seconds is 1 to 3600: the sweep asks for what is due every few minutes anyway."
  }
}

variable "queue_max_attempts" {
  description = "Attempts of one turn in all. What fails that often is left to the sweep, which asks anew."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.queue_max_attempts >= 1 && var.queue_max_attempts <= 20 && floor(var.queue_max_attempts) == var.queue_max_attempts
    error_message = "queue_max_attempts is a whole number from 1 to 20: a turn is a hint, and the sweep asks for it anew."
  }
}

variable "time_zone" {
  description = "Time zone of the schedules."
  type        = string
  default     = "Europe/Berlin"
  nullable    = false

  validation {
    condition     = can(regex("^(Etc/UTC|[A-Z][A-Za-z]+/[A-Za-z_/+-]+)$", var.time_zone))
    error_message = "time_zone is a name like Europe/Berlin or Etc/UTC; CET and the like have no summer time rules of their own."
  }
}

variable "log_level" {
  description = "Least severe line that is logged: DEBUG or INFO, since the alerts count lines of INFO."
  type        = string
  default     = "INFO"
  nullable    = false

  validation {
    condition     = contains(["DEBUG", "INFO"], var.log_level)
    error_message = "log_level is DEBUG or INFO: without lines of INFO the alerts would be blind. An exclusion in Cloud Logging saves storage instead."
  }
}

variable "exclude_trigger_requests" {
  description = "Keep no request log of the events that on-match-written took without an error: one for each write of a match, about a quarter of the bill where matches are written often. Exports have log lines of their own."
  type        = bool
  default     = true
  nullable    = false
}

variable "archive_days" {
  description = "Days that a replaced source archive or image is kept for rolling back."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.archive_days >= 1 && floor(var.archive_days) == var.archive_days
    error_message = "archive_days is a whole number of days, 1 at least."
  }
}

variable "images_kept" {
  description = "Newest images of each function that are kept however old they are."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.images_kept >= 2 && var.images_kept <= 100 && floor(var.images_kept) == var.images_kept
    error_message = "images_kept is a whole number from 2 to 100: the image in use, and one to go back to."
  }
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

  validation {
    condition     = var.budget == null || try(can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.budget.billing_account)) && var.budget.amount >= 1 && floor(var.budget.amount) == var.budget.amount && can(regex("^[A-Z]{3}$", var.budget.currency)), false)
    error_message = "budget is {billing_account = \"000000-AAAAAA-111111\", amount = 200, currency = \"EUR\"}: the account's id, a whole amount, three capital letters."
  }
}

variable "alert_emails" {
  description = "Who is mailed every alert. Empty: the alerts show in the console, and go to the channels."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alert_emails : can(regex("^[^@\\s]+@[^@\\s]+[.][^@\\s]+$", address))])
    error_message = "alert_emails are plain addresses: oncall@matched.io."
  }
}

variable "page_channels" {
  description = "Notification channels of any kind (projects/…/notificationChannels/…) for what somebody has to get up for."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for channel in var.page_channels : can(regex("^projects/[^/]+/notificationChannels/[0-9]+$", channel))])
    error_message = "page_channels are full names: projects/…/notificationChannels/123, as gcloud beta monitoring channels list says."
  }
}

variable "ticket_channels" {
  description = "The same for what can wait until somebody is at work."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for channel in var.ticket_channels : can(regex("^projects/[^/]+/notificationChannels/[0-9]+$", channel))])
    error_message = "ticket_channels are full names: projects/…/notificationChannels/123, as gcloud beta monitoring channels list says."
  }
}

variable "sync_silent_hours" {
  description = "Alert when positions have not been compared for this long: longer than sync_schedule's widest gap."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.sync_silent_hours >= 2 && var.sync_silent_hours <= 192 && floor(var.sync_silent_hours) == var.sync_silent_hours
    error_message = "sync_silent_hours is a whole number from 2 to 192."
  }
}

variable "oldest_due_minutes" {
  description = "Alert when the oldest export that is due has waited longer than this."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.oldest_due_minutes >= 15 && var.oldest_due_minutes <= 1440
    error_message = "oldest_due_minutes is 15 to 1440: a turn that was lost is asked for anew by the second sweep, after ten minutes at most."
  }
}

variable "queue_depth" {
  description = "Alert when the queue has held more turns than this for a quarter of an hour. An account with something due has one waiting: well above their number."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.queue_depth >= 50 && var.queue_depth <= 1000000 && floor(var.queue_depth) == var.queue_depth
    error_message = "queue_depth is a whole number from 50 to 1000000: an account with something due has a turn waiting, so a few of them are no news."
  }
}
