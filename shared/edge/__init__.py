"""What comes in, and how it is answered.

door       every HTTP call: trace, log line, headers, faults
web, triggered    the frontend's calls, Firestore's events
queued, scheduled    Cloud Tasks' calls, Cloud Scheduler's
routing, bodies    which route, and its path, query and body, checked
problems   any error → a problem document
identity   who calls: Firebase ID tokens
limits     how often a company may call
collector  what the garbage collector does while an instance starts
views      what leaves: domain → JSON
tuning     the figures of all of them
"""
