"""Cloud Scheduler, every five minutes: what no event told of and no task stands for is found."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.edge import collector, scheduled


@functions_framework.http
def sweep_exports(request: Request) -> Response:
    return scheduled.answer("sweep_exports", request, lambda: wiring.sweeping().run())


collector.rest_until_answered()
