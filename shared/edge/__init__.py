"""What comes in, and how it is answered.

web        HTTP: routes, bodies, roles, CORS, problem documents
scheduled, triggered    Cloud Scheduler's calls, Firestore's events
identity   who calls: Firebase ID tokens
limits     how often a company may call
views      what leaves: domain → JSON
"""
