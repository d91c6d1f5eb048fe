"""Personio refused: what is to be mended, and who can?"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from shared.domain.application import ReasonCode, Refusal, most_urgent
from shared.domain.attributes import ATTRIBUTES, Who
from shared.domain.rules import Rules

PERSON = {each.name for each in ATTRIBUTES if each.who == "developer" and not each.listed}
UNFIT = {ReasonCode.INVALID_DATE, ReasonCode.INVALID_TYPE}


class Remedy(NamedTuple):
    """The ledger's `needs_action` code, who has to act, and the fields at fault as Personio names them."""

    code: str
    who: Who
    fields: tuple[str, ...] = ()


def remedy(refusals: Sequence[Refusal], rules: Rules) -> Remedy:
    """What to do first; the attempt keeps the other reasons.

    A required attribute is the developer's to fill in where its value comes from the profile; for any other
    an admin has to say by a rule where it comes from, or make it optional at Personio.
    """
    reasons = {refusal.reason for refusal in refusals}
    fields = _fields(refusals)
    if PERSON & set(fields):  # whatever is wrong with a name is mended as a wrong e-mail is
        reasons.add(ReasonCode.INVALID_EMAIL)
    reason = most_urgent(reasons)
    code, who = reason.meaning.code, reason.meaning.who
    if reason is not ReasonCode.INVALID_EMAIL:
        fields = _fields(refusal for refusal in refusals if refusal.reason.meaning.code == code)
    if reason is ReasonCode.REQUIRED_ATTRIBUTE and fields and all(rules.source_of(_name(f)) for f in fields):
        who = "developer"
    if broken := _broken(reason, refusals, rules):
        return Remedy("rule_broken", "admin", broken)
    return Remedy(code, who, fields)


def hint(reasons: Collection[str], *, in_feed: bool) -> str | None:
    """`other_legal_entity` where the careers page shows a position that the token does not reach.

    The page and the Company-ID then belong to different legal entities of one customer: an admin's matter.

    Args:
        reasons: of the attempt that Personio refused.
        in_feed: whether the position stands in the feed of published positions all the same.
    """
    return "other_legal_entity" if in_feed and ReasonCode.POSTING_NOT_FOUND in reasons else None


def _broken(reason: ReasonCode, refusals: Sequence[Refusal], rules: Rules) -> tuple[str, ...]:
    """What Personio does not take of what a rule put there: no date, another type, no phase."""
    if reason is ReasonCode.INVALID_PHASE:
        return ("phase",) if rules.phase else ()
    if reason not in UNFIT:
        return ()
    ruled = {rule.id for rule in rules.attributes}
    fields = _fields(refusal for refusal in refusals if refusal.reason in UNFIT)
    return tuple(field for field in fields if _name(field) in ruled)


def _name(field: str) -> str:
    return field.rpartition(".")[2]


def _fields(refusals: Iterable[Refusal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refusal.field for refusal in refusals if refusal.field))
