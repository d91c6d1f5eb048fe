"""Cloud Scheduler, every minute: whatever is due leaves, and what no event told of is found."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.edge import scheduled


@functions_framework.http
def sweep_exports(request: Request) -> Response:
    return scheduled.answer("sweep_exports", request, lambda: wiring.sweeping().run())
