"""Questions to applications and documents, none of which creates an applicant."""

from doctor.assumptions import SHAPES
from doctor.conversation import WRONG_TOKEN, Conversation, application
from doctor.feed import Found
from doctor.steps import (
    COMPLETE_WRONG,
    DOCUMENT,
    DOCUMENT_WRONG,
    EMPTY_WRONG,
    MISSING_FIELD,
    NO_FILE,
    POSITION_AS_TEXT,
    SIZES,
    TYPE,
    TYPE_WRONG,
    UNKNOWN_FIELD,
    UNKNOWN_POSITION,
)

File = dict[str, tuple[str, bytes, str]]

RECRUITING_OFF, API_OFF = "feature.recruiting.disabled", "feature.public-api.disabled"
FEATURES = frozenset({RECRUITING_OFF, API_OFF})
OK, BAD, UNAUTHORIZED = 200, 400, 401
BODIES = {"text": "text", "empty": "empty"}


def wrong_token(talk: Conversation) -> Found:
    """What comes first, the body or the token, and how does Personio refuse a token?"""
    wrong = talk.with_token(WRONG_TOKEN)
    yield "body_first", str(talk.send(EMPTY_WRONG, headers=wrong, json={}).status)
    answer = talk.send(COMPLETE_WRONG, headers=wrong, json=application())
    yield "wrong_token", str(answer.status)
    if answer.status == UNAUTHORIZED:
        is_json = answer.json is not None
        yield "unauthorized_body", "json" if is_json else BODIES.get(answer.shape, "other")
    answer = talk.send(DOCUMENT_WRONG, headers=wrong, files=_file())
    yield "document_wrong_token", str(answer.status)
    answer = talk.send(TYPE_WRONG, headers=wrong, files=_file("check.xyz"))
    if answer.says_no:
        yield "documents_order", "auth_first" if answer.status == UNAUTHORIZED else "file_first"


def documents(talk: Conversation) -> Found:
    """Is the account let in, and how are documents taken and refused?"""
    headers = talk.credentials()
    answer = talk.send(DOCUMENT, headers=headers, files=_file())
    if FEATURES & {*answer.codes}:
        yield "credentials", True
        yield "recruiting", RECRUITING_OFF not in answer.codes
        yield "public_api", API_OFF not in answer.codes
        yield "feature_body", answer.shape
    if answer.status == UNAUTHORIZED:
        yield "credentials", False
    if answer.shuts_out or not (answer.says_yes or answer.says_no):
        return
    yield "credentials", True
    yield "recruiting", True
    yield "public_api", True
    uuid = answer.json.get("uuid") if isinstance(answer.json, dict) else None
    yield "document_taken", answer.status == OK and isinstance(uuid, str)
    yield "document_type", str(talk.send(TYPE, headers=headers, files=_file("check.xyz")).status)
    yield "no_file", talk.send(NO_FILE, headers=headers, json={}).shape


def sizes(talk: Conversation) -> Found:
    """How large may a document be?"""
    headers = talk.credentials()
    refused = None
    for size in talk.bounds.documents:
        answer = talk.send(SIZES, headers=headers, files=_file(content=b"\n" * size))
        if answer.status == OK:
            yield "document_bytes", size
            break
        if answer.shuts_out:
            return
        refused = refused or str(answer.status)
    if refused:
        yield "document_too_big", refused


def applications(talk: Conversation) -> Found:
    """How are applications refused that are complete, incomplete, or oddly written?"""
    headers = talk.credentials()
    plain = talk.send(UNKNOWN_POSITION, headers=headers, json=application())
    if plain.shuts_out:
        return
    yield "unknown_job", str(plain.status)
    if plain.status == BAD and talk.account.door == "v1":
        yield "refusal_shape", plain.shape
    missing = {name: value for name, value in application().items() if name != "last_name"}
    answer = talk.send(MISSING_FIELD, headers=headers, json=missing)
    if answer.shape in SHAPES and talk.account.door == "v1":
        yield "missing_field", answer.shape
    answer = talk.send(UNKNOWN_FIELD, headers=headers, json=application(phone="+49 30 000000"))
    same = (answer.status, answer.codes) == (plain.status, plain.codes)
    yield "unknown_fields", "ignore" if same else "refuse" if answer.says_no else "other"
    answer = talk.send(POSITION_AS_TEXT, headers=headers, json=application(job_position_id="1"))
    yield "strict_integers", (answer.status, answer.codes) != (plain.status, plain.codes)


def _file(name: str = "check.txt", content: bytes = b"matched.io checks the connection.\n") -> File:
    return {"file": (f"matched-io-{name}", content, "text/plain")}
