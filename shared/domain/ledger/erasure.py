"""What becomes of an export whose person is erased. Pure."""

from datetime import datetime
from typing import Any

from shared.domain.attributes import Developer
from shared.domain.ledger.change import Change
from shared.domain.ledger.erased import ErasureNotice
from shared.domain.ledger.export import Code, Export, State
from shared.domain.ledger.pace import Pace
from shared.domain.ledger.retention import retained
from shared.domain.ledger.snapshot import Snapshot
from shared.structs import replace

PERSONAL = (
    "frozen",
    "fingerprint",
    "application_id",
    "applied_at",
    "progress",
    "follow_at",
    "unfound_at",
)
"""The entry's personal part, beside whose it is. The fingerprint is one of the profile, without a key: who
guesses the profile can tell."""
WHO = "recruiter"  # may take the match back; nothing more can come of it
MAYBE = "maybe"


def without_person(entry: Export, pseudonym: str) -> Export:
    """The entry without its personal part; match, position and time stay."""
    nothing: dict[str, Any] = dict.fromkeys(PERSONAL)
    return replace(entry, developer_id=pseudonym, **nothing)


def over_by_erasure(entry: Export, now: datetime) -> Export:
    """It is not sent any more, and nobody has to look at it again."""
    return replace(entry.moved(State.NEEDS_ACTION, Code.ERASED, now), who=WHO)


def erasure(
    seen: Snapshot, entry: Export, pseudonym: str, pace: Pace, profile: Developer | None = None
) -> Change:
    """What is over stays as it is, what is not ends; whoever has the applicant is told.

    Args:
        entry: the one that was seen, nobody sending it.
        profile: the person's, as far as somebody still has it.
    """
    bare = without_person(entry, pseudonym)
    if not entry.state.final and entry.state is not State.CANCELLED:
        bare = over_by_erasure(bare, seen.now)
    return Change(
        entry=retained(bare, seen.now, pace),
        drop_key=entry.key if entry.holds_key else None,
        erasure=_notice(seen, entry, pace, profile),
    )


def _notice(seen: Snapshot, entry: Export, pace: Pace, profile: Developer | None) -> ErasureNotice | None:
    """None where the company has no applicant of it, or is told by the match that carried this one."""
    sent = entry.state.final or entry.unknown or entry.state is State.EXPORTING
    if not sent or (entry.carried_by and entry.carried_within):
        return None
    if entry.account is None or entry.position_id is None:
        return None
    ours = seen.job if seen.job and seen.job.company_id == entry.company_id else None
    return ErasureNotice(
        match_id=entry.match_id,
        company_id=entry.company_id,
        job_id=entry.job_id,
        account=entry.account,
        position_id=entry.position_id,
        state=entry.state.value if entry.state.final else MAYBE,
        erased_at=seen.now,
        expires_at=seen.now + pace.keep_erasures,
        title=ours.title if ours else "",
        exported_at=entry.exported_at or entry.claimed_at,
        application_id=entry.application_id,
        first_name=profile.first_name if profile else "",
        last_name=profile.last_name if profile else "",
        email=_address(entry, profile),
    )


def _address(entry: Export, profile: Developer | None) -> str:
    """The one that Personio was sent, where it is still known."""
    if entry.frozen:
        return entry.frozen.email
    return profile.email if profile else ""
