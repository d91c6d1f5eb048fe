"""A stand-in for Google Cloud Tasks that speaks its real gRPC service; Google offers no emulator.

    python -m local.cloud_tasks --port 9020 --control-port 9021

Holds everything in memory, and binds to this machine only. Each task goes over HTTP to its `http://` address,
in a thread of its own: at its schedule time, within the queue's rate and concurrency, and again with growing
waits after anything but a 2xx. Its name is refused while it exists and for an hour after. The OIDC token that
it asks for can be read by anybody, and is signed by nobody.

What it does not know it refuses as UNIMPLEMENTED. What Google does by measures of its own it leaves out:
slowing down after 429 and 503 or by Retry-After, starting gently when idle, ending a task after 31 days.

GET, PUT /tasks/trouble   what goes wrong on demand: the fields of `Trouble` (trouble.py)
GET /tasks/dispatches     what was sent: queue, task, status (0: no answer), retries, seconds, and how many
                          seconds after it was due

Source: cloud.google.com/tasks/docs, and the comments of google/cloud/tasks/v2/*.proto.
"""
