"""What a success does outside: the export's documents, token, export."""

import functions_framework
import msgspec  # noqa: F401 - the function compared with loads it
import requests
from cloudevents.http import CloudEvent
from google.events.cloud.firestore import DocumentEventData

from bench.by_hand import exporting, reading, secret


@functions_framework.cloud_event
def on_match_written(event: CloudEvent) -> None:
    fields = DocumentEventData.pb(DocumentEventData.deserialize(event.data)).value.fields
    match = event["document"].removeprefix("matches/")
    ids = [fields[name].string_value for name in ("company_id", "job_id", "developer_id")]
    client = reading.connect()
    seen = reading.read(client, *exporting.addresses(match, *ids))
    connection = seen[f"personio_connections/{ids[0]}"].to_dict()
    seen |= reading.read(client, f"personio_accounts/{connection['account']}")
    token = secret.access(connection["secret"])
    with requests.Session() as line:
        exporting.export(client, line, seen, match, token)
