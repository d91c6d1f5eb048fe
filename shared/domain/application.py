"""The application: what is sent to Personio for one developer, and what may come back."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, Self

from shared.domain.attributes import Developer, Who
from shared.domain.rules import Rules
from shared.structs import Struct, field

DocumentState = Literal["none", "attached", "missing", "refused", "unavailable"]


class Document(Struct):
    """A file that Personio has taken and that an application may refer to."""

    uuid: str
    filename: str


class Application(Struct):
    """One application, complete: everything that goes over the wire but the credentials.

    `position_id` and `channel_id` are Personio's integers; `email` may be older than the developer's,
    where an attempt with unknown outcome is repeated. `with_document` is False where the CV has failed too
    often: the application goes without it. What the company's `rules` withhold `developer` does not have.
    """

    position_id: int
    developer: Developer
    email: str
    language: str = "de"
    channel_id: int | None = None
    with_document: bool = True
    rules: Rules = field(default_factory=Rules)


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
    ACCESS_REFUSED = "access_refused"  # an access token of API v2 does not hold; the client may be good
    SCOPE_MISSING = "scope_missing"  # the client may not do this


class Meaning(Struct):
    """What a reason code stands for.

    Attributes:
        outcome: of a submission that was refused for this reason.
        code, who: where that is `refused`: the ledger's `needs_action` code, and who has to act.
        problem: of a connection whose feature is off.
    """

    outcome: Outcome = Outcome.REFUSED
    code: str = "refused"
    who: Who = "matched.io"
    problem: str | None = None


REFUSED = Meaning()
UNPUBLISHED = Meaning(code="position_not_published", who="recruiter")
INCOMPLETE = Meaning(code="developer_incomplete", who="developer")
EMPTY = Meaning(code="attribute_required", who="admin")
NO_ATTRIBUTE = Meaning(code="attribute_unknown", who="admin")
NO_OPTION = Meaning(code="option_unknown", who="admin")
DOCUMENT = Meaning(outcome=Outcome.UPLOAD_FAILED)
CHANNEL = Meaning(outcome=Outcome.CHANNEL_REFUSED)
THERE = Meaning(outcome=Outcome.ALREADY_THERE)
API_OFF = Meaning(outcome=Outcome.FEATURE_OFF, problem="public_api_off")
FEATURE_OFF = Meaning(outcome=Outcome.FEATURE_OFF, problem="recruiting_feature_off")


class ReasonCode(StrEnum):
    """Personio's reason codes and what they mean, in the order in which they are to be mended.

    OpenAPI `personio-recruiting-api.yaml`, components/responses. The last is our own word for whatever
    Personio says that is not in its list.
    """

    meaning: Meaning

    def __new__(cls, code: str, meaning: Meaning = REFUSED) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    POSTING_NOT_FOUND = "errors.posting-validation.posting-not-found", UNPUBLISHED
    NOT_PUBLISHED = "errors.job-position.not-published", UNPUBLISHED
    INVALID_EMAIL = "errors.attribute-validation.invalid-email-format", INCOMPLETE
    REQUIRED_ATTRIBUTE = "errors.attribute-validation.required-attribute", EMPTY
    UNKNOWN_ATTRIBUTE = "errors.attribute-validation.unknown", NO_ATTRIBUTE
    INVALID_DATE = "errors.attribute-validation.invalid-date-format"
    INVALID_TYPE = "errors.attribute-validation.invalid-type"
    UNKNOWN_OPTION = "errors.attribute-validation.unknown-attribute-option", NO_OPTION
    FUTURE_DATE = "errors.date-validation.date-in-the-future"
    INVALID_PHASE = "errors.phase-validation.invalid-system-phase"
    FILE_NOT_EXISTS = "errors.file-validation.file-not-exists", DOCUMENT
    UNKNOWN_FILE_CATEGORY = "errors.file-validation.unknown-file-category", DOCUMENT
    INVALID_FILE_TYPE = "errors.invalid-file-type", DOCUMENT
    FILE_TOO_BIG = "errors.file-too-big", DOCUMENT
    CHANNEL_NOT_FOUND = "errors.posting-validation.channel-not-found", CHANNEL
    ALREADY_EXISTS = "errors.applicant-already-exists", THERE
    PUBLIC_API_OFF = "feature.public-api.disabled", API_OFF
    RECRUITING_OFF = "feature.recruiting.disabled", FEATURE_OFF
    UNLISTED = "unlisted"


def most_urgent(reasons: Iterable[ReasonCode]) -> ReasonCode:
    """The one to be mended before the others; `unlisted` where there is none."""
    return min(reasons, key=list(ReasonCode).index, default=ReasonCode.UNLISTED)


class Refusal(Struct):
    """One reason of Personio's, e.g. `errors.posting-validation.posting-not-found` on `job_position_id`."""

    reason: ReasonCode
    field: str | None = None


class Answer(Struct):
    """What Personio made of one submission.

    Attributes:
        outcome: the one word the ledger decides on.
        refusals: Personio's reason codes, as far as known to us; never its free text.
        status: HTTP status, None where none arrived.
        document: what became of the CV: `none` (the profile names none, or it is not to be sent), `attached`,
            `missing` (not at its address), `refused` (its address, type or size, by us or by Personio),
            `unavailable` (not to be had, or not to be uploaded, at the moment).
        duration: seconds from the first byte sent to the last byte read.
        problem: code of what is wrong with the credentials, where their side has more than one cause.
        fresh: the access token was given out for this submission.
        rest: seconds until Personio takes the next request, where it said that this one was the last.
    """

    outcome: Outcome
    refusals: tuple[Refusal, ...] = ()
    status: int | None = None
    document: DocumentState = "none"
    duration: float = 0.0
    problem: str | None = None
    fresh: bool = False
    rest: float | None = None

    @property
    def feature_problem(self) -> str:
        """Which feature is off; recruiting, where a 403 does not say it."""
        problems = (refusal.reason for refusal in self.refusals if refusal.reason.meaning.problem)
        return most_urgent(problems).meaning.problem or "recruiting_feature_off"


class Proof(Struct):
    """What came of trying credentials without an applicant.

    Attributes:
        answer: `created` where they are good.
        reads: the client may read, too.
        owns: whether the positions that were named are the account's; None where nobody can tell.
    """

    answer: Answer
    reads: bool = False
    owns: bool | None = None

    @property
    def sends(self) -> bool:
        """Applications go through, even where only reading is not allowed."""
        if self.answer.outcome is Outcome.CREATED:
            return True
        return self.answer.problem == "scope_read_missing"
