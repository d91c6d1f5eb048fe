"""Personio refused: what is to be mended, and who can?"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from shared.domain.application import Refusal
from shared.domain.attributes import ATTRIBUTES, Who

NOT_FOUND = "errors.posting-validation.posting-not-found"
NOT_PUBLISHED = "errors.job-position.not-published"
REQUIRED = "errors.attribute-validation.required-attribute"
INVALID_EMAIL = "errors.attribute-validation.invalid-email-format"
PERSON = {each.name for each in ATTRIBUTES if each.who == "developer" and not each.listed}
PROFILE = {each.name for each in ATTRIBUTES if each.who == "developer" and each.listed}


class Remedy(NamedTuple):
    """The ledger's `needs_action` code, who has to act, and the fields at fault as Personio names them.

    `code` is `position_not_published`, `attribute_required`, `developer_incomplete` or `refused`.
    """

    code: str
    who: Who
    fields: tuple[str, ...] = ()


def remedy(refusals: Sequence[Refusal]) -> Remedy:
    """What to do first; the attempt keeps the other reasons.

    A required attribute is the developer's to fill in where the profile has a place for it; an attribute of
    the company's own has none, so an admin has to make it optional at Personio.
    """
    reasons = {refusal.reason for refusal in refusals}
    if reasons & {NOT_FOUND, NOT_PUBLISHED}:
        return Remedy("position_not_published", "recruiter", _fields(refusals, {NOT_FOUND, NOT_PUBLISHED}))
    fields = _fields(refusals, reasons)
    if INVALID_EMAIL in reasons or PERSON & set(fields):
        return Remedy("developer_incomplete", "developer", fields)
    if REQUIRED in reasons:
        required = _fields(refusals, {REQUIRED})
        mine = bool(required) and all(field.rpartition(".")[2] in PROFILE for field in required)
        return Remedy("attribute_required", "developer" if mine else "admin", required)
    return Remedy("refused", "matched.io", fields)


def hint(reasons: Collection[str], *, in_feed: bool) -> str | None:
    """`other_legal_entity` where the careers page shows a position that the token does not reach.

    The page and the Company-ID then belong to different legal entities of one customer: an admin's matter.

    Args:
        reasons: of the attempt that Personio refused.
        in_feed: whether the position stands in the feed of published positions all the same.
    """
    return "other_legal_entity" if in_feed and NOT_FOUND in reasons else None


def _fields(refusals: Sequence[Refusal], reasons: Collection[str]) -> tuple[str, ...]:
    named = (refusal.field for refusal in refusals if refusal.reason in reasons)
    return tuple(dict.fromkeys(field for field in named if field))
