"""The line that every deed leaves behind: one document, created."""

from datetime import UTC, datetime

from google.cloud import firestore


def record(client: firestore.Client, company_id: str, what: str) -> None:
    """By itself."""
    batch = client.batch()
    add(client, batch, company_id, what)
    batch.commit()


def add(client: firestore.Client, batch: firestore.WriteBatch, company_id: str, what: str) -> None:
    """With what it tells of."""
    now = datetime.now(UTC)
    line = {"schema": 1, "company": company_id, "what": what, "at": now, "expires_at": now}
    batch.create(client.collection("personio_audit").document(), line)
