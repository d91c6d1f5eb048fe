"""Cloud Tasks, whenever an account's turn is asked for: what is due of it is decided, one export is sent."""

import functions_framework
from flask import Request, Response

from shared import wiring
from shared.edge import collector, queued


@functions_framework.http
def send_exports(request: Request) -> Response:
    return queued.answer(
        "send_exports",
        request,
        lambda turn, repeated: wiring.sending().turn(turn.account, turn.at, repeated=repeated),
    )


collector.rest_until_answered()
