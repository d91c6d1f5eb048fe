"""Firestore trigger: a developer's profile was deleted → the person is erased here, too."""

import functions_framework
from cloudevents.http import CloudEvent

from shared import log, wiring
from shared.edge import collector, triggered


@functions_framework.cloud_event
def on_developer_deleted(event: CloudEvent) -> None:
    triggered.take("on_developer_deleted", event, erase)


def erase(event: CloudEvent) -> None:
    """An event about no deletion is logged and acknowledged; one comes again while something is sent."""
    try:
        developer_id, profile = wiring.deleted_developer_of(event)
    except ValueError as malformed:
        log.event_refused(str(event.get("id", "")), str(malformed))
        return
    wiring.erasing().of_event(developer_id, profile)


triggered.refuse_broken_bodies("on_developer_deleted")
collector.rest_until_answered()
