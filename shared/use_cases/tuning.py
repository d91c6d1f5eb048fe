"""The figures of the use cases: pages, rounds, budgets, and how old a reading may be. Waits are Pace's."""

# One export
CLAIMS = 3  # in one call: an answer may ask for another claim at once (channel refused, token replaced)
ROUNDS = 5  # of a claim that others win, and of a record that others disturb
FIRST_PAUSE_SECONDS = 0.02  # at most, between two rounds; doubles each time

# A connection
PINNING_ROUNDS = 5  # of a pinning that others overtake

# A match card
CARDS_IN_A_PAGE = 50
CANCEL_ROUNDS = 8
RUNNING_RETRY_AFTER_SECONDS = 5  # told to whoever wants to cancel what is being sent
HINT_SECONDS = 60.0  # for which one look at a board is enough for its cards

# A company's own rules
REFUSALS_READ = 100  # at most, to say which attributes Personio asked for
WAKE_ROUNDS = 50  # of up to some thousand each

# Lists of positions
TYPING_SECONDS = 30.0  # for which a search may look through what was read before
BOARDS_KEPT = 256
BOARDS_KEPT_BYTES = 64 * 1024 * 1024  # of positions as they are kept: 40,000 without their texts

# Synchronising job ads
BOARDS_AT_ONCE = 8  # some megabytes each, mostly waited for
SYNC_SECONDS = 420.0  # after which no further company is begun; one takes up to 70, the function has 540
CONFIRM_AFTER_SECONDS = 10.0  # between a reading that is hard to believe and the second one

# An account's turn
DUE_IN_A_TURN = 20  # of each origin, read at a time
DECIDED_IN_A_TURN = 100

# What became of applicants
READINGS_IN_A_TURN = 60  # a turn is a minute's
FOLLOWING_SECONDS = 50.0  # after which no further applicant is read; one takes up to 20
SILENT_READINGS = 3  # in a row, after which an account is left for an hour
RESUMED_AT_ONCE = 300  # of the latest exports, once a company follows its applicants again
STOP_ROUNDS = 50  # of some hundred entries each

# Back-fills and the sweep
MATCHES_IN_A_PAGE = 300  # of catching up
MATCHES_IN_A_BACKFILL_PAGE = 100  # each is looked up and queued in one turn
PRUNED_AT_ONCE = 300
HELD_IN_A_PAGE = 300  # entries, by whose they are
ERASED_AT_ONCE = 1_000  # people whose second time has come
ERASE_ROUNDS = 8  # of an entry that others overtake
NOTICES_SHOWN = 100  # of erased people
RETIRED_AT_ONCE = 20  # companies whose tokens one sweep retires; there are none but after a silence
TALLY_SECONDS = 10.0  # for which one count of a company's back-filled exports is enough
TALLIES_KEPT = 1_000
BACKFILLS_AT_ONCE = 1_000  # companies whose back-fills one sweep looks after
PROOFS_AT_ONCE = 1_000  # refused connections whose proof nobody asked for
FOLLOWED_IN_A_SWEEP = 10_000  # entries looked at to find whose applicants nobody reads
MOST_DUE = 20_000  # read by one sweep; the next goes on behind them
