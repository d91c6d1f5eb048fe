"""The line that every deed leaves behind: one document, created."""

from datetime import UTC, datetime

from google.cloud import firestore


def record(client: firestore.Client, company_id: str, what: str) -> None:
    now = datetime.now(UTC)
    line = {"schema": 1, "company": company_id, "what": what, "at": now, "expires_at": now}
    client.collection("personio_audit").document().create(line)
