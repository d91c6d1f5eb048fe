"""Events of documents as Eventarc delivers them: binary CloudEvents with a protobuf body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from google.cloud.firestore_v1._helpers import encode_dict
from google.cloud.firestore_v1.types import Document
from google.events.cloud.firestore import DocumentEventData

from shared.adapters.gcp import documents

DATABASE = "projects/demo-matched/databases/(default)"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One delivery, as the function receives it."""

    headers: dict[str, str]
    body: bytes


def updated(
    match_id: str, *, company_id: str, job_id: str, developer_id: str, before: str, after: str
) -> Event:
    """A match whose status went from `before` to `after`."""
    data = DocumentEventData()
    message = DocumentEventData.pb(data)
    for document, status in ((message.old_value, before), (message.value, after)):
        document.name = f"{DATABASE}/documents/{documents.match_path(match_id)}"
        document.update_time.GetCurrentTime()
        fields = {
            documents.MATCH_COMPANY: company_id,
            documents.MATCH_JOB: job_id,
            documents.MATCH_DEVELOPER: developer_id,
            documents.MATCH_STATUS: status,
        }
        for name, value in fields.items():
            document.fields[name].string_value = value
    message.update_mask.field_paths.append(documents.MATCH_STATUS)
    headers = _headers(match_id, documents.match_path(match_id), "written")
    return Event(headers=headers, body=message.SerializeToString())


def deleted(developer_id: str, profile: Mapping[str, Any]) -> Event:
    """A developer's document that is gone; the event has what it was."""
    path = documents.developer_path(developer_id)
    was = Document(name=f"{DATABASE}/documents/{path}", fields=encode_dict(profile))
    message = DocumentEventData.pb(DocumentEventData())
    message.old_value.ParseFromString(Document.pb(was).SerializeToString())
    message.old_value.update_time.GetCurrentTime()
    return Event(headers=_headers(developer_id, path, "deleted"), body=message.SerializeToString())


def _headers(id_: str, path: str, what: str) -> dict[str, str]:
    return {
        "ce-id": f"event-{id_}",
        "ce-specversion": "1.0",
        "ce-type": f"google.cloud.firestore.document.v1.{what}",
        "ce-source": f"//firestore.googleapis.com/{DATABASE}",
        "ce-subject": f"documents/{path}",
        "ce-document": path,
        "ce-time": "2026-11-24T00:00:00Z",
        "content-type": "application/protobuf",
    }
