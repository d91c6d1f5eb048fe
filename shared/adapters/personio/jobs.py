"""Positions as API v2 shows them: whose they are (reference `get_v2-recruiting-jobs-id`)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus

from shared.adapters.personio.answers import document_in, member
from shared.domain.application import Answer, Outcome

POSITIONS_LOOKED_FOR = 3

Get = Callable[[str], tuple[Answer, bytes]]  # what stands at a path below that of the positions


def owns_one_of(positions: Sequence[int], get: Get) -> bool | Answer | None:
    """Whether the account has one of them; None where none is named, and positions can be read.

    An Answer says why nothing could be read.
    """
    if not positions:
        return _listed(*get("?limit=1"))
    for position_id in positions[:POSITIONS_LOOKED_FOR]:
        owned = owns(position_id, get)
        if owned is not False:
            return owned
    return False


def owns(position_id: int, get: Get) -> bool | Answer:
    """Whether the account has the position; an Answer says why it could not be read."""
    answer, body = get(f"/{position_id}")
    if answer.outcome is Outcome.REFUSED and answer.status == HTTPStatus.NOT_FOUND:
        return False
    if answer.outcome is not Outcome.CREATED:
        return _unread(answer)
    return _is(document_in(body), position_id) or replace(answer, outcome=Outcome.UNKNOWN)


def _listed(answer: Answer, body: bytes) -> Answer | None:
    if answer.outcome is not Outcome.CREATED:
        return _unread(answer)
    is_list = isinstance(member(document_in(body), "_data"), list)
    return None if is_list else replace(answer, outcome=Outcome.UNKNOWN)


def _unread(answer: Answer) -> Answer:
    """What refuses a document means nothing here."""
    match answer.outcome:
        case Outcome.SCOPE_MISSING:
            return replace(answer, problem="scope_read_missing")
        case Outcome.FEATURE_OFF | Outcome.LIMITED | Outcome.ACCESS_REFUSED | Outcome.OUTAGE:
            return answer
        case _:
            return replace(answer, outcome=Outcome.UNKNOWN, refusals=())


def _is(document: object, position_id: int) -> bool:
    """Documented without an envelope; public clients tolerate one."""
    holders = (document, member(document, "_data"), member(document, "data"))
    return any(str(member(holder, "id")) == str(position_id) for holder in holders)
