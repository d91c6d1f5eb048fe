"""The figures of the edge. How often a route may be called stands with it, in functions/<name>/main.py."""

BODY_BYTES = 64 * 1024
BODY_SECONDS = 1.5  # for what is left of a body once its call has begun
RETRY_AFTER_SECONDS = 5  # where a system of ours did not answer
CALLS_COUNT_SECONDS = 60.0  # for which a call counts against its route's limit
PREFLIGHT_SECONDS = 3600  # for which a browser keeps a preflight's answer

# Sign-in
CLOCK_SKEW_SECONDS = 10
KEYS_LIFESPAN_SECONDS = 3600
KEYS_TIMEOUT_SECONDS = 5

TITLES_SHOWN = 3  # of a board, to recognise it by
