"""Events of a match document as Eventarc delivers them: binary CloudEvents with a protobuf body."""

from dataclasses import dataclass

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
    return Event(headers=_headers(match_id), body=message.SerializeToString())


def _headers(match_id: str) -> dict[str, str]:
    return {
        "ce-id": f"event-{match_id}",
        "ce-specversion": "1.0",
        "ce-type": "google.cloud.firestore.document.v1.written",
        "ce-source": f"//firestore.googleapis.com/{DATABASE}",
        "ce-subject": f"documents/{documents.match_path(match_id)}",
        "ce-document": documents.match_path(match_id),
        "ce-time": "2026-11-24T00:00:00Z",
        "content-type": "application/protobuf",
    }
