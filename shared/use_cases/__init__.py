"""One class per thing that a caller wants; its fields are ports, its methods take plain values.

connecting  prove, store, show and cut a company's connection; retiring ends tokens out of force
listing, importing, linking, syncing    positions and job ads; feed_cache remembers what was read
exporting   one match → at most one applicant: read, decide, claim, submit, record
match_card  the same by a click, with preview and cancel
turns, sending    who asks for an account's turn, and what happens in one
sweep/      what happens by the clock
tuning      pages, rounds, budgets of all of them
"""
