"""Documents read in one call."""

import os
from typing import Any

from google.cloud import firestore

Read = dict[str, Any]  # a path's DocumentSnapshot


def connect() -> firestore.Client:
    return firestore.Client(project=os.environ["GOOGLE_CLOUD_PROJECT"])


def read(client: firestore.Client, *paths: str) -> Read:
    snapshots = client.get_all([client.document(path) for path in paths])
    return {snapshot.reference.path: snapshot for snapshot in snapshots}
