"""The secret of the pseudonyms' keys, as terraform/ makes it, on a running stand-in of Secret Manager."""

from google.cloud.secretmanager_v1 import Replication, Secret

from shared.adapters.gcp.secrets import open_client

NAME, LOCATION = "erasure-keys", "europe-west3"


def make(address: str, project: str) -> None:
    """Make the project's secret, which is not there yet; it has no key."""
    replica = Replication.UserManaged.Replica(location=LOCATION)
    secret = Secret(replication=Replication(user_managed=Replication.UserManaged(replicas=[replica])))
    with open_client(address) as client:
        client.create_secret(request={"parent": f"projects/{project}", "secret_id": NAME, "secret": secret})
