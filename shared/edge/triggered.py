"""The edge of functions that Firestore's events call: what fails is told as everywhere, and comes again."""

from collections.abc import Callable

import flask
from cloudevents.http import CloudEvent
from flask import Response
from werkzeug.exceptions import InternalServerError

from shared import log


def take(name: str, event: CloudEvent, handle: Callable[[CloudEvent], None]) -> None:
    """Let `handle` have the event.

    Raises:
        InternalServerError: it failed. Flask would print any other error with all that it quotes; this one
            it answers without a word, and Eventarc brings the event again.
    """
    log.begin(None)
    try:
        handle(event)
    except Exception as fault:  # noqa: BLE001 - whatever it is, its text may quote anything
        from shared.edge.problems import problem_of  # an event that goes well needs nothing of the HTTP edge

        log.event_failed(name, problem_of(fault, name).code)
        raise InternalServerError from None


def refuse_broken_bodies(name: str) -> None:
    """Have a body that did not arrive whole answered 400, so that its sender is at fault, and sends it again.

    functions-framework reads the body before it calls us, and would answer 500. To be called while main.py
    is loaded, which it does in its application's context.
    """
    if flask.has_app_context():
        flask.current_app.before_request(lambda: _refusal(name, flask.request))


def _refusal(name: str, request: flask.Request) -> Response | None:
    if _is_whole(request):
        return None
    from shared.domain.errors import Problem
    from shared.edge import door

    def refuse() -> Response:
        raise Problem("body_malformed")

    return door.answer(name, request, refuse, "en")


def _is_whole(request: flask.Request) -> bool:
    """The body is kept for the framework; a server may end one that was cut off like any other."""
    try:
        return len(request.get_data()) >= (request.content_length or 0)
    except Exception:  # noqa: BLE001 - each server has its own for a body it cannot read
        return False
