"""Cloud Scheduler, hourly: imported positions that changed or closed at Personio."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.edge import collector, scheduled, views


@functions_framework.http
def sync_jobs(request: Request) -> Response:
    return scheduled.answer("sync_jobs", request, lambda: views.synced(wiring.syncing().sync()))


collector.rest_until_answered()
