"""The application: what is sent to Personio for one developer, and what may come back."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from shared.domain.attributes import Developer

DocumentState = Literal["none", "attached", "missing", "refused", "unavailable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """What authenticates one company at Personio. `repr` never shows the token."""

    account: str  # Personio's company id, digits
    token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file that Personio has taken and that an application may refer to."""

    uuid: str
    filename: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """One application, complete: everything that goes over the wire but the credentials.

    `position` and `channel_id` are Personio's integers; `email` may be older than the developer's,
    where an attempt with unknown outcome is repeated. `with_document` is False where the CV has failed too
    often: the application goes without it.
    """

    position: int
    developer: Developer
    email: str
    language: str = "de"
    channel_id: int | None = None
    with_document: bool = True


class Outcome(StrEnum):
    """What one submission came to."""

    CREATED = "created"
    ALREADY_THERE = "already_there"
    REFUSED = "refused"  # reasons and fields say why; nothing was created
    CREDENTIALS_WRONG = "credentials_wrong"
    FEATURE_OFF = "feature_off"
    LIMITED = "limited"
    OUTAGE = "outage"  # never connected: nothing was sent
    UNKNOWN = "unknown"  # sent, and no readable answer: timeout, broken connection, 5xx
    CHANNEL_REFUSED = "channel_refused"  # the channel alone was at fault; the same without it may pass
    UPLOAD_FAILED = "upload_failed"  # the document failed for the moment; no application was sent


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """One reason of Personio's, e.g. `errors.posting-validation.posting-not-found` on `job_position_id`."""

    reason: str
    field: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What Personio made of one submission.

    Attributes:
        outcome: the one word the ledger decides on.
        refusals: Personio's reason codes, as far as known to us; never its free text.
        status: HTTP status, None where none arrived.
        document: what became of the CV: `none` (the profile names none, or it is not to be sent), `attached`,
            `missing` (not at its address), `refused` (its address, type or size, by us or by Personio),
            `unavailable` (not to be had, or not to be uploaded, at the moment).
        duration: seconds from the first byte sent to the last byte read.
    """

    outcome: Outcome
    refusals: tuple[Refusal, ...] = ()
    status: int | None = None
    document: DocumentState = "none"
    duration: float = 0.0
