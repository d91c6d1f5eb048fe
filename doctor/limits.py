"""How many requests does Personio take? Asked by sending too many, for a position that does not exist."""

from doctor.conversation import TOO_MANY, Conversation, application
from doctor.feed import Found
from doctor.steps import FILL, OPEN_AGAIN

QUIET_SECONDS = 180.0  # so that nothing sent before counts, even where the window is longer than assumed
BETWEEN_SECONDS = 5.0


def limit(talk: Conversation) -> Found:
    """After how many does it refuse, does it say for how long, and is that so?"""
    if FILL not in talk.plan:
        return
    headers, body = talk.credentials(), application()
    talk.rest(QUIET_SECONDS)
    since = talk.clock.monotonic()
    taken = 0
    while (answer := talk.send(FILL, headers=headers, json=body)).status != TOO_MANY:
        if answer.shuts_out:
            return
        taken += 1
        if taken == FILL.most:
            yield "rate_limit", False
            return
    yield "rate_limit", True
    yield "rate_limit_requests", taken
    yield "retry_after", "Retry-After" in answer.headers
    for _ in range(OPEN_AGAIN.most):
        talk.rest(BETWEEN_SECONDS)
        if talk.send(OPEN_AGAIN, headers=headers, json=body).status != TOO_MANY:
            yield "rate_limit_seconds", float(round(talk.clock.monotonic() - since))
            return
