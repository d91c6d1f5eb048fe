"""The triggers' edge: a Firestore event becomes the match before and after, or the developer who was deleted.

Source: google-events, google.events.cloud.firestore.v1.DocumentEventData.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from cloudevents.http import CloudEvent
from google.events.cloud.firestore import DocumentEventData

from shared.adapters.gcp import documents
from shared.domain.attributes import Developer
from shared.domain.match import Match

Pair = tuple[Match | None, Match | None]


def matches(event: CloudEvent) -> Pair:
    """The match before and after a write that changed its success; None where there was none.

    Both are None where it did not, as most writes: the rest of them is not read.

    Raises:
        ValueError: the event is not one of a match document.
    """
    data = _data(event)
    # The document names itself; in the event's headers the same name is percent-encoded.
    *_, path = (data.value.name or data.old_value.name).split("/", 5)
    collection, _, id_ = path.partition("/")
    if collection != documents.MATCHES or not id_ or "/" in id_:
        raise ValueError("the event is not about a match")
    if _succeeded(data.old_value) == _succeeded(data.value):
        return None, None
    return _match(id_, data, "old_value"), _match(id_, data, "value")


def deleted_developer(event: CloudEvent) -> tuple[str, Developer | None]:
    """Whose profile was deleted, and the profile, where the event brings it along.

    A body that cannot be read keeps nobody from being erased: the event's headers name the document, too.

    Raises:
        ValueError: the event is not one of a developer's deletion.
    """
    try:
        data = _data(event)
    except ValueError:
        data = DocumentEventData.pb(DocumentEventData())
    if data.HasField("value"):
        raise ValueError("the event is about no deletion")
    *_, path = data.old_value.name.split("/", 5)
    collection, _, id_ = (path or unquote(str(event.get("document", "")))).partition("/")
    if collection != documents.DEVELOPERS or not documents.is_id(id_):
        raise ValueError("the event is not about a developer")
    if not data.HasField("old_value"):
        return id_, None
    profile = {theirs: data.old_value.fields.get(theirs) for theirs in documents.DEVELOPER_FIELDS.values()}
    return id_, documents.developer(id_, {name: _value(each) for name, each in profile.items() if each})


def _data(event: CloudEvent) -> Any:
    try:
        return DocumentEventData.pb().FromString(event.data)
    except Exception as malformed:
        raise ValueError("the event's body is no DocumentEventData") from malformed


def _succeeded(document: Any) -> bool:
    status = document.fields.get(documents.MATCH_STATUS)
    return status is not None and documents.is_success(status.string_value)


def _match(id_: str, data: Any, side: str) -> Match | None:
    if not data.HasField(side):
        return None
    document = getattr(data, side)
    fields = {
        name: _value(document.fields[name])
        for name in (
            documents.MATCH_COMPANY,
            documents.MATCH_JOB,
            documents.MATCH_DEVELOPER,
            documents.MATCH_STATUS,
            documents.MATCH_SUCCESSFUL_AT,
        )
        if name in document.fields
    }
    return documents.match(id_, fields, document.update_time.ToDatetime(tzinfo=UTC))


def _value(value: Any) -> str | datetime | None:
    """Texts and time stamps; the match's other types are not read here."""
    match value.WhichOneof("value_type"):
        case "string_value":
            return str(value.string_value)
        case "timestamp_value":
            moment: datetime = value.timestamp_value.ToDatetime(tzinfo=UTC)
            return moment
        case _:
            return None
