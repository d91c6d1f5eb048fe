"""Firestore trigger: a match became successful (or no longer is) → the exporter."""

import functions_framework
from cloudevents.http import CloudEvent

from shared import log, wiring
from shared.edge import collector, triggered


@functions_framework.cloud_event
def on_match_written(event: CloudEvent) -> None:
    triggered.take("on_match_written", event, export)


def export(event: CloudEvent) -> None:
    """Only a change of the success has a match. An event that cannot be read is logged and acknowledged."""
    try:
        before, after = wiring.matches_of(event)
    except ValueError as malformed:
        log.event_refused(str(event.get("id", "")), str(malformed))
        return  # it would be as malformed the next time
    match = after or before
    if match is None:
        return
    from shared.domain.ledger.export import Origin
    from shared.domain.ledger.snapshot import Addresses

    log.concerning(company=match.company_id, match=match.id)
    told_at = after.latest_success if after and after.successful else None
    wiring.exporter().export(Addresses.of(match), origin=Origin.LIVE, told_at=told_at)


triggered.refuse_broken_bodies("on_match_written")
collector.rest_until_answered()
