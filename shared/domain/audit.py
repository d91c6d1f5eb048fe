"""Who did what to a company's integration, and when: lines that are added and never changed."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from shared.structs import Struct


class AuditedAction(StrEnum):
    """What people do that somebody may ask about later."""

    CONNECTED = "connected"
    REPLACED = "replaced"  # the credentials, the careers page or the channel
    DISCONNECTED = "disconnected"
    RULED = "rules_changed"
    PAUSED = "paused"
    RESUMED = "resumed"
    FOLLOWED = "progress_followed"
    FORGOTTEN = "progress_forgotten"  # and followed no more
    IMPORTED = "imported"
    DISCARDED = "discarded"  # an import, by mistake
    LINKED = "linked"
    UNLINKED = "unlinked"
    EXPORTED = "exported_by_hand"
    CANCELLED = "cancelled_by_hand"
    BACKFILLED = "back_filled"
    ERASURE_ACKNOWLEDGED = "erasure_acknowledged"


class Line(Struct):
    """One line of the audit trail.

    Attributes:
        by: uid of the person.
        about: ids of what it was done to (account, position, job, match); never a name or a value.
        expires_at: when Firestore deletes it by itself, since uids are personal data.
    """

    company_id: str
    by: str
    what: AuditedAction
    at: datetime
    about: Mapping[str, str | int]
    expires_at: datetime
    trace_id: str | None = None
