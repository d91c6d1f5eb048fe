"""`make smoke`: is a real deployment there, and does it work?

deployment.py   what Terraform says it made, and whether one may touch it
google.py       Google's own answers, by REST
front.py        the functions' addresses, as a browser meets them
resources.py    triggers, schedules, queues, indexes, expiry, grants: as Terraform says, and ready
canary.py       a company of its own plays connect → list → import → match → applicant, and is cleaned up
times.py        how long it took, as a table
sign_in.py      a member's Firebase token
"""
