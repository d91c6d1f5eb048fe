"""Personio's HTTP answer → the domain's Answer, by reason codes first, by the status where there are none.

Bodies are Personio's, a proxy's or nobody's: anything may be in them, only words known here get out.
Codes and v1's three shapes of an error: OpenAPI `personio-recruiting-api.yaml` (components/responses) and
what customers quote in developer.personio.de/discuss. v2 has them as well, in an envelope of its own
(common-components-v2) or as a problem document (RFC 9457).
"""

import re
from collections.abc import Iterator
from http import HTTPStatus

import msgspec

from shared.domain.application import Answer, Outcome, ReasonCode, Refusal
from shared.domain.attributes import ATTRIBUTES
from shared.structs import replace

CODES = {code.value: code for code in ReasonCode if code is not ReasonCode.UNLISTED} | {
    "personio.core.api.exceptions.api.not.found.http.exception": ReasonCode.POSTING_NOT_FOUND
}

MOST_REFUSALS = 50  # more than an application has fields; a longer list is somebody else's document
UNSENT = ("external_posting_id", "application_date")  # a refusal may name them all the same
ATTRIBUTE = "|".join(("custom_attribute_[0-9]{1,18}", *(each.name for each in ATTRIBUTES if each.listed)))
MEMBER = "|".join(("attributes", *UNSENT, *(each.name for each in ATTRIBUTES if not each.listed)))
FIELD = re.compile(
    rf"(?:{MEMBER}|{ATTRIBUTE})"
    rf"(?:\.(?:id|type|value|uuid|category|original_filename|[0-9]{{1,3}}|{ATTRIBUTE})|\[[0-9]{{1,3}}\]){{0,3}}"
)


def read(status: int, body: bytes) -> Answer:
    """What an application came to. Never raises, whatever the body is.

    `body` is complete as far as the transport can tell; a transfer that broke off has no answer to read.
    """
    refusals = refusals_in(body)
    outcome = _outcome(status, body, refusals)
    if outcome is Outcome.REFUSED and not _any_listed(refusals):
        refusals = _unexplained(status, refusals)
    return Answer(outcome=outcome, refusals=refusals, status=status)


def unread(answer: Answer) -> Answer:
    """Why something could not be read: what refuses an application means nothing here."""
    match answer.outcome:
        case Outcome.SCOPE_MISSING:
            return replace(answer, problem="scope_read_missing")
        case Outcome.FEATURE_OFF | Outcome.LIMITED | Outcome.ACCESS_REFUSED | Outcome.OUTAGE:
            return answer
        case _:
            return replace(answer, outcome=Outcome.UNKNOWN, refusals=())


def refusals_in(body: bytes) -> tuple[Refusal, ...]:
    """The reasons a body names, each once, in its order; empty where it is no error document."""
    found = dict.fromkeys(_reasons(document_in(body)))
    return tuple(found)[:MOST_REFUSALS]


def uuid_in(body: bytes) -> str | None:
    """The uuid under which Personio keeps an uploaded document; None where the body does not tell."""
    uuid = member(document_in(body), "uuid")
    return uuid if isinstance(uuid, str) and re.fullmatch(r"[0-9A-Za-z_-]{1,64}", uuid) else None


def document_in(body: bytes) -> object:
    """The JSON document in a body; None where it is none."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def member(document: object, name: str) -> object:
    """A member of what may be a JSON object; None where it has none."""
    return document.get(name) if isinstance(document, dict) else None


def items(value: object) -> list[object]:
    """What a JSON list holds; nothing where it is none."""
    return value if isinstance(value, list) else []


def _outcome(status: int, body: bytes, refusals: tuple[Refusal, ...]) -> Outcome:
    match status:
        case HTTPStatus.CREATED:
            return Outcome.CREATED  # documented without a body, so that nothing in it can unsay it
        case HTTPStatus.UNAUTHORIZED:
            return Outcome.CREDENTIALS_WRONG
        case HTTPStatus.TOO_MANY_REQUESTS:
            return Outcome.LIMITED
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Outcome.UNKNOWN
        case _ if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES and not _any_listed(refusals):
            return Outcome.CREATED if _says_nothing_else(body, refusals) else Outcome.UNKNOWN
        case _:
            return _refused(status, refusals)


def _unexplained(status: int, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    if status == HTTPStatus.NOT_FOUND:  # some unknown positions answer so, in free text
        return (Refusal(reason=ReasonCode.POSTING_NOT_FOUND, field="job_position_id"),)
    return refusals or (Refusal(reason=ReasonCode.UNLISTED),)


def _refused(status: int, refusals: tuple[Refusal, ...]) -> Outcome:
    outcomes = {refusal.reason.meaning.outcome for refusal in refusals}
    if Outcome.FEATURE_OFF in outcomes or (status == HTTPStatus.FORBIDDEN and not _any_listed(refusals)):
        return Outcome.FEATURE_OFF
    if Outcome.ALREADY_THERE in outcomes:
        return Outcome.ALREADY_THERE
    if refusals and all(map(_about_the_channel, refusals)):
        return Outcome.CHANNEL_REFUSED
    if refusals and all(map(_about_the_files, refusals)):
        return Outcome.UPLOAD_FAILED
    return Outcome.REFUSED


def _about_the_channel(refusal: Refusal) -> bool:
    meant = refusal.reason.meaning.outcome is Outcome.CHANNEL_REFUSED
    return meant or refusal.field == "recruiting_channel_id"


def _about_the_files(refusal: Refusal) -> bool:
    meant = refusal.reason.meaning.outcome is Outcome.UPLOAD_FAILED
    return meant or (refusal.field or "").startswith("files")


def _any_listed(refusals: tuple[Refusal, ...]) -> bool:
    return any(refusal.reason is not ReasonCode.UNLISTED for refusal in refusals)


def _says_nothing_else(body: bytes, refusals: tuple[Refusal, ...]) -> bool:
    """Whether a 2xx other than the documented 201 can be believed: a proxy's page says 200, too."""
    return not refusals and (not body.strip() or document_in(body) is not None)


def _reasons(document: object) -> Iterator[Refusal]:
    """Shape 1 (fields with reasons), 2 (one `error`) and 3 (title and detail), v2's envelope and RFC 9457's.

    Also mixed and damaged. A problem's own detail repeats that of its first error.
    """
    if (error := member(document, "error")) is not None:
        yield Refusal(reason=_listed(member(error, "reason"), member(error, "message"), error))
    entries = items(member(document, "errors"))
    for entry in entries:
        field = _field(entry)
        inner = items(member(entry, "errors")) or [entry]
        for each in inner:
            yield Refusal(reason=_listed(*_words(each), each), field=field)
    if not entries and (reason := _listed(*_words(document))) is not ReasonCode.UNLISTED:
        yield Refusal(reason=reason)


def _words(entry: object) -> Iterator[object]:
    return (member(entry, name) for name in ("reason", "detail", "title", "type"))


def _listed(*words: object) -> ReasonCode:
    texts = (word.strip() for word in words if isinstance(word, str))
    return next((CODES[word] for word in texts if word in CODES), ReasonCode.UNLISTED)


def _field(entry: object) -> str | None:
    """What an error is about: a field by its name, or by a JSON pointer into what was sent."""
    names = (member(entry, "field"), member(member(entry, "_meta"), "field"), member(entry, "pointer"))
    paths = (re.sub(r"\A#?/", "", name).replace("/", ".") for name in names if isinstance(name, str))
    return next((path for path in paths if FIELD.fullmatch(path)), None)
