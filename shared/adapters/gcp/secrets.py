"""Recruiting API tokens in Google Secret Manager: one secret per company, one version per token.

A secret is never deleted, only emptied: Google numbers versions from 1 within a secret, so a secret made anew
would give a new token the name of an old one, which caches and connections may still hold
(docs/decisions/0004-where-credentials-live.md).
Source: cloud.google.com/secret-manager/docs, "Delay destruction of secret versions", "Resource consistency".
"""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta

import grpc
from google.api_core.exceptions import (
    Aborted,
    AlreadyExists,
    FailedPrecondition,
    NotFound,
    ServerError,
    TooManyRequests,
)
from google.cloud.secretmanager_v1 import (
    CustomerManagedEncryption,
    Replication,
    Secret,
    SecretManagerServiceClient,
    SecretPayload,
    SecretVersion,
)
from google.cloud.secretmanager_v1.services.secret_manager_service.transports import (
    SecretManagerServiceGrpcTransport,
)

from shared.adapters import tuning
from shared.adapters.secret_id import secret_id
from shared.domain.errors import Unavailable
from shared.structs import Struct

LABELS = {"managed-by": "matched-personio"}  # for people who look at the console; IAM conditions use the name


def open_client(emulator_host: str = "") -> SecretManagerServiceClient:
    """The client of a whole instance; it is thread-safe and keeps its connection.

    `emulator_host` (host:port) reaches a stand-in without TLS: Google names no variable for that.
    """
    # At DEBUG the library logs whole requests and replies, tokens included (google.api_core.client_logging).
    logging.getLogger("google.cloud.secretmanager_v1").setLevel(logging.INFO)
    if not emulator_host:
        return SecretManagerServiceClient()
    channel = grpc.insecure_channel(emulator_host)
    return SecretManagerServiceClient(transport=SecretManagerServiceGrpcTransport(channel=channel))


class GoogleSecrets(Struct):
    """The port `Secrets` on Google Secret Manager. A version's name is its full resource name.

    Attributes:
        prefix: beginning of every secret's id; the functions may touch no other secret, and refuse to.
        replica_locations: where values rest; Google's own choice of places is never used.
        destroy_days: from retiring to destroying (Google takes 1 to 1,000); 0 destroys at once.
        kms_key_name: a customer's key; it has to lie in the one replica location.
        timeout_seconds: of each call. The library's own repetitions are off: they go on for a minute.
    """

    client: SecretManagerServiceClient
    project: str
    prefix: str
    replica_locations: Sequence[str]
    destroy_days: int
    kms_key_name: str = ""
    timeout_seconds: float = tuning.SECRET_MANAGER_SECONDS

    def add(self, company_id: str, value: str) -> str:
        """Needs `secretmanager.secrets.create` on the project, even where the secret is there already."""
        self._create(company_id)
        with answering("AddSecretVersion"):
            added = self.client.add_secret_version(
                request={"parent": self._secret(company_id), "payload": SecretPayload(data=value.encode())},
                retry=None,
                timeout=self.timeout_seconds,
            )
        return self._named(company_id, added)

    def read(self, version: str) -> str | None:
        """A version by its number is readable as soon as `add` has answered; all else spreads in minutes."""
        self._refuse_foreign(version)
        with answering("AccessSecretVersion"), suppress(NotFound, FailedPrecondition):
            reply = self.client.access_secret_version(
                request={"name": version}, retry=None, timeout=self.timeout_seconds
            )
            return reply.payload.data.decode()
        return None

    def retire(self, version: str) -> None:
        """Destroy, which the secret's own delay turns into: disabled now, destroyed `destroy_days` later.

        Not preceded or followed by a disable: on a version that is scheduled, that call takes the date back.
        """
        self._refuse_foreign(version)
        with answering("DestroySecretVersion"), suppress(NotFound, FailedPrecondition):
            self.client.destroy_secret_version(
                request={"name": version}, retry=None, timeout=self.timeout_seconds
            )

    def versions(self, company_id: str) -> Sequence[str]:
        """Those that an operator disabled are among them: only what is destroyed, or has its date, is not."""
        with answering("ListSecretVersions"), suppress(NotFound):
            listed = self.client.list_secret_versions(
                request={"parent": self._secret(company_id)}, retry=None, timeout=self.timeout_seconds
            )
            return [self._named(company_id, version) for version in listed if not _ended(version)]
        return []

    def _create(self, company_id: str) -> None:
        secret = Secret(
            replication=self._replication(),
            labels=LABELS,
            version_destroy_ttl=timedelta(days=self.destroy_days) if self.destroy_days else None,
        )
        with answering("CreateSecret"), suppress(AlreadyExists):
            self.client.create_secret(
                request={
                    "parent": f"projects/{self.project}",
                    "secret_id": secret_id(self.prefix, company_id),
                    "secret": secret,
                },
                retry=None,
                timeout=self.timeout_seconds,
            )

    def _replication(self) -> Replication:
        key = CustomerManagedEncryption(kms_key_name=self.kms_key_name) if self.kms_key_name else None
        replicas = [
            Replication.UserManaged.Replica(location=location, customer_managed_encryption=key)
            for location in self.replica_locations
        ]
        return Replication(user_managed=Replication.UserManaged(replicas=replicas))

    def _secret(self, company_id: str) -> str:
        return f"projects/{self.project}/secrets/{secret_id(self.prefix, company_id)}"

    def _named(self, company_id: str, version: SecretVersion) -> str:
        """Google answers with the project's number where we ask with its id; ours stay in one spelling."""
        return f"{self._secret(company_id)}/versions/{version.name.rpartition('/')[2]}"

    def _refuse_foreign(self, version: str) -> None:
        beginning = re.escape(f"projects/{self.project}/secrets/{self.prefix}")
        if not re.fullmatch(beginning + "[A-Za-z0-9_-]+/versions/[0-9]+", version):
            raise ValueError("this is no version of a secret of ours")


@contextmanager
def answering(call: str) -> Iterator[None]:
    """Silence, and a limit, as Unavailable; `call`: Google's name of it."""
    try:
        yield
    except (ServerError, TooManyRequests, Aborted) as error:
        raise Unavailable(f"Google Secret Manager, {call}: {type(error).__name__}") from error


def _ended(version: SecretVersion) -> bool:
    return version.state is SecretVersion.State.DESTROYED or bool(version.scheduled_destroy_time)
