"""The edge of functions that Cloud Tasks calls: POST in, a summary out. IAM alone lets the caller in."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import msgspec
from flask import Request, Response

from shared import log
from shared.domain.errors import Problem
from shared.edge import bodies, door

RETRIES = "X-CloudTasks-TaskRetryCount"
Account = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,20}$")]
Time = Annotated[datetime, msgspec.Meta(tz=True)]


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a task: whose turn, and the second that it was asked for."""

    account: Account
    at: Time


def answer(name: str, request: Request, run: Callable[[Turn, bool], object]) -> Response:
    """Do `run` with the turn, and whether the queue gives it again; answer 200 with what it returns.

    A body that is no turn is logged and answered 200, since it would be none the next time. A failure is
    answered as one, so that the queue gives the turn again.
    """

    def respond() -> Response:
        if request.method != "POST":
            raise Problem("method_not_allowed", params={"allowed": "POST"})
        try:
            turn = bodies.read(request, Turn, optional=False)
        except Problem as malformed:
            log.turn_refused(malformed.code)
            return door.json_response({"took_place": False})
        log.concerning(account=turn.account)
        return door.json_response(run(turn, _is_repeated(request)))

    return door.answer(name, request, respond, "en")


def _is_repeated(request: Request) -> bool:
    """Source: Cloud Tasks, "Create HTTP target tasks", "Write the task handler": the headers of a task."""
    retries = request.headers.get(RETRIES, "0")
    return retries.isdecimal() and int(retries) > 0
