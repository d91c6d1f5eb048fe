"""The edge of functions that Firestore's events call: what fails is told as everywhere, and comes again."""

from collections.abc import Callable

from cloudevents.http import CloudEvent
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
