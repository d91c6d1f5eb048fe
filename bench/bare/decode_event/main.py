"""An event decoded, and nothing done about it."""

import functions_framework
from cloudevents.http import CloudEvent
from google.events.cloud.firestore import DocumentEventData


@functions_framework.cloud_event
def decode_event(event: CloudEvent) -> None:
    DocumentEventData.deserialize(event.data)
