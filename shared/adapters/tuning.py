"""How long the outside may take, how often it is asked, and how much of it is taken: seconds and bytes."""

# Firestore
FIRESTORE_SECONDS = 10.0  # of each call; below every function's own time limit
REPLACE_ROUNDS = 8  # of a document that others write at the same time
WAKE_ROUNDS = 50
WOKEN_IN_ONE_READ = 1_500
WRITES_IN_ONE_COMMIT = 300
DUE_IN_ONE_READ = 2_000
READ_RATHER_THAN_COUNTED = 100  # entries: a read each, but one call in place of one for each state
MATCHES_NAMED = 10_000  # that name no company, kept so as not to log them again

# Where tokens are kept
SECRET_MANAGER_SECONDS = 5.0  # of each call
AWS_CONNECT_SECONDS = 2
AWS_READ_SECONDS = 5
AWS_TRIES = 2
TOKENS_KEPT = 500
TOKENS_KEPT_SECONDS = 300.0

# Cloud Tasks
CLOUD_TASKS_SECONDS = 1.0  # of the one call

# Access tokens of Personio's API v2
ACCESS_TOKEN_SECONDS = 5.0  # to ask for one: a claim waits for it, and its lease has begun
ACCESS_TOKEN_MARGIN_SECONDS = 300.0  # before its end another one is asked for
ACCESS_TOKEN_UNTOLD_SECONDS = 600.0  # it holds for, where Personio does not tell
ACCESS_TOKEN_LONGEST_SECONDS = 86_400.0
CLIENT_RESTS_SECONDS = 60.0  # after a failure
CLIENTS_KEPT = 500
REVOKE_SECONDS = 2.0
BUCKET_SECONDS = 60.0  # the most that an empty bucket rests an account

# Every request to Personio, and to where CVs lie
CONNECT_SECONDS = 3.05
READ_SECONDS = 20.0  # for each next piece of the answer
HOSTS_KEPT = 64  # to which connections stay open
CONNECTIONS_KEPT = 20  # to one of them
CHUNK_BYTES = 64 * 1024
MOST_UNPACKING = 200  # text packs 5 to 20 times; only what was made to hurt comes near deflate's 1,000
UNPACKING_COUNTS_FROM_BYTES = 1024 * 1024

# What is read of applicants
READING_SECONDS = 8.0  # for one question, all its pages together; a turn goes on for ten
PAGES_READ = 5  # of a list; nobody applies a thousand times at one company

# An application
SUBMISSION_SECONDS = 30.0  # for all that is sent for one export; SUBMISSION_SECONDS in the environment
DOCUMENT_SHARE = 2 / 3  # of that time; the rest is kept for the application itself
ANSWER_BYTES = 1024 * 1024
CV_BYTES = 20 * 1024 * 1024  # introduction to the recruiting API: 20 MB
CV_IN_MEMORY_BYTES = 1024 * 1024  # of a CV; what is larger goes through a file
CVS_HELD_BYTES = 100 * 1024 * 1024  # five of the largest; an instance that sends has 512 MiB in all

# A feed
FEED_SECONDS = 30.0  # for one board, all its requests together
FEED_READ_SECONDS = 10.0
FEED_BYTES = 64 * 1024 * 1024  # after decompression
FEED_LANGUAGES_AT_ONCE = 4
FEED_AGAIN_AFTER_SECONDS = 60  # where Personio names no time
FEED_LONGEST_WAIT_SECONDS = 3600
FEEDS_KEPT = 256
FEEDS_KEPT_BYTES = 64 * 1024 * 1024  # of positions as they are kept: 40,000 without their texts
