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


def updated(match: str, *, company: str, job: str, developer: str, before: str, after: str) -> Event:
    """A match whose status went from `before` to `after`."""
    data = DocumentEventData()
    message = DocumentEventData.pb(data)
    for document, status in ((message.old_value, before), (message.value, after)):
        document.name = f"{DATABASE}/documents/{documents.match_path(match)}"
        document.update_time.GetCurrentTime()
        fields = {
            documents.MATCH_COMPANY: company,
            documents.MATCH_JOB: job,
            documents.MATCH_DEVELOPER: developer,
            documents.MATCH_STATUS: status,
        }
        for name, value in fields.items():
            document.fields[name].string_value = value
    message.update_mask.field_paths.append(documents.MATCH_STATUS)
    return Event(headers=_headers(match), body=message.SerializeToString())


def _headers(match: str) -> dict[str, str]:
    return {
        "ce-id": f"event-{match}",
        "ce-specversion": "1.0",
        "ce-type": "google.cloud.firestore.document.v1.written",
        "ce-source": f"//firestore.googleapis.com/{DATABASE}",
        "ce-subject": f"documents/{documents.match_path(match)}",
        "ce-document": documents.match_path(match),
        "ce-time": "2026-11-24T00:00:00Z",
        "content-type": "application/protobuf",
    }
