"""The rules: standard library only, no clock, no network, no environment.

jobs/    positions, feeds, job ads, and what lies between them
ledger/  exports, and what decides about them
board, company, connection, credentials    who a customer is, here and at Personio
match, attributes, application             what is sent, and what may come back
errors, audit         what can go wrong; who did what
"""
