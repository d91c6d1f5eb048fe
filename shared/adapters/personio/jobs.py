"""Positions as API v2 shows them: whose they are (reference `get_v2-recruiting-jobs-id`)."""

from collections.abc import Sequence
from http import HTTPStatus

from shared.adapters.personio.answers import document_in, member, unread
from shared.adapters.personio.recruiting_api import Get
from shared.domain.application import Answer, Outcome
from shared.structs import replace

POSITIONS_LOOKED_FOR = 3


def owns_one_of(positions: Sequence[int], path: str, get: Get) -> bool | Answer | None:
    """Whether the account has one of them; None where none is named, and positions can be read.

    An Answer says why nothing could be read.
    """
    if not positions:
        return _listed(*get(path, {"limit": "1"}))
    for position_id in positions[:POSITIONS_LOOKED_FOR]:
        owned = owns(position_id, path, get)
        if owned is not False:
            return owned
    return False


def owns(position_id: int, path: str, get: Get) -> bool | Answer:
    """Whether the account has the position; an Answer says why it could not be read."""
    answer, body = get(f"{path}/{position_id}", {})
    if answer.outcome is Outcome.REFUSED and answer.status == HTTPStatus.NOT_FOUND:
        return False
    if answer.outcome is not Outcome.CREATED:
        return unread(answer)
    return _is(document_in(body), position_id) or replace(answer, outcome=Outcome.UNKNOWN)


def _listed(answer: Answer, body: bytes) -> Answer | None:
    if answer.outcome is not Outcome.CREATED:
        return unread(answer)
    is_list = isinstance(member(document_in(body), "_data"), list)
    return None if is_list else replace(answer, outcome=Outcome.UNKNOWN)


def _is(document: object, position_id: int) -> bool:
    """Documented without an envelope; public clients tolerate one."""
    holders = (document, member(document, "_data"), member(document, "data"))
    return any(str(member(holder, "id")) == str(position_id) for holder in holders)
