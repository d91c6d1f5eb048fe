"""The keys of pseudonyms in Google Secret Manager: one secret, which Terraform makes, one version per key.

They are ours and no customer's: they lie here also where customers' credentials lie elsewhere. Nothing here
ends a key: its hashes would stand for nobody any more.
"""

import re
from collections.abc import Sequence
from secrets import token_bytes

from google.api_core.exceptions import FailedPrecondition, NotFound, PermissionDenied
from google.cloud.secretmanager_v1 import SecretManagerServiceClient, SecretPayload, SecretVersion

from shared.adapters import tuning
from shared.adapters.gcp.secrets import answering
from shared.domain.errors import Unavailable
from shared.domain.pseudonym import HashKey
from shared.structs import Struct, field

KEY_BYTES = 32  # as many as the hash has


class GoogleHashKeys(Struct):
    """The port HashKeys. A key's name is the number of its version.

    Attributes:
        secret: its resource name, `projects/…/secrets/…`.
        read: what this instance has read: a version never changes.
    """

    client: SecretManagerServiceClient
    secret: str
    read: dict[str, HashKey] = field(default_factory=dict)

    def all(self) -> Sequence[HashKey]:
        with answering("ListSecretVersions"):
            listed = list(
                self.client.list_secret_versions(
                    request={"parent": self.secret}, retry=None, timeout=tuning.SECRET_MANAGER_SECONDS
                )
            )
        names = [
            version.name.rpartition("/")[2]
            for version in listed
            if version.state is not SecretVersion.State.DESTROYED
        ]
        return [self._key(name) for name in sorted(names, key=int) if re.fullmatch("[0-9]+", name)]

    def make(self) -> None:
        with answering("AddSecretVersion"):
            self.client.add_secret_version(
                request={"parent": self.secret, "payload": SecretPayload(data=token_bytes(KEY_BYTES))},
                retry=None,
                timeout=tuning.SECRET_MANAGER_SECONDS,
            )

    def _key(self, name: str) -> HashKey:
        if name not in self.read:
            self.read[name] = HashKey(name=name, value=self._value(name))
        return self.read[name]

    def _value(self, name: str) -> bytes:
        try:
            with answering("AccessSecretVersion"):
                reply = self.client.access_secret_version(
                    request={"name": f"{self.secret}/versions/{name}"},
                    retry=None,
                    timeout=tuning.SECRET_MANAGER_SECONDS,
                )
        except (NotFound, FailedPrecondition, PermissionDenied) as unreadable:
            raise Unavailable("a key of pseudonyms cannot be read") from unreadable
        return bytes(reply.payload.data)
