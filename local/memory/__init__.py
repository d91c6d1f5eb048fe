"""The in-memory twin of every port: for tests, for `make bench`, and for machines without the emulator.

tests/contracts/ holds each to the same rules as its adapter. A file is called as the adapter's in
shared/adapters/gcp/; positions, applications, secrets and clock stand in for Personio's, the stores' and
the machine's own.
"""
