"""The garbage collector while an instance starts: much to look through, and next to no garbage.

Until the first answer it waits for more objects than any start makes; then it leaves those alone for good,
and works as ever.
"""

import gc

import flask

USUAL = gc.get_threshold()
STARTING = 300_000  # new objects, twice what a start makes: an instance that never answers ends here, too


def rest_until_answered() -> None:
    """To be called while main.py is loaded, which functions-framework does in its application's context."""
    if flask.has_app_context():
        gc.set_threshold(STARTING, *USUAL[1:])
        flask.current_app.teardown_request(_work)


def _work(_: BaseException | None) -> None:
    """After any answer but a preflight's, which loads nothing: the call that it asks for comes next."""
    if gc.get_threshold() != USUAL and flask.request.method != "OPTIONS":
        gc.freeze()
        gc.set_threshold(*USUAL)
