"""A stand-in for Google Secret Manager that speaks its real gRPC service; Google offers no emulator.

    python -m local.secret_manager --port 9010

Holds everything in memory, binds to this machine only, and never prints a value. Names in replies carry the
project's number, as Google's do, whichever spelling asked. What it does not know it refuses as UNIMPLEMENTED.
Source: cloud.google.com/secret-manager/docs and the comments of google/cloud/secretmanager/v1/service.proto.
"""

import argparse
import os
import re
import signal
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

if __name__ == "__main__":  # grpc reads it when imported; a port in use is told in our sentence, not in C++'s
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")

from google.cloud.secretmanager_v1 import types

from local import grpc_service
from local.grpc_service import Refusal

SERVICE = "google.cloud.secretmanager.v1.SecretManagerService"
PARENT = r"projects/(?P<project>[a-z0-9:.-]+)(?P<location>/locations/[a-z0-9-]+)?"
SECRET = PARENT + r"/secrets/(?P<secret>[A-Za-z0-9_-]{1,255})"
VERSION = SECRET + r"/versions/(?P<version>latest|[1-9][0-9]*)"
LARGEST_PAYLOAD = 65_536  # bytes
DESTROY_TTL = (timedelta(days=1), timedelta(days=1000))
State = types.SecretVersion.State
ENABLED, DISABLED, DESTROYED = State(State.ENABLED), State(State.DISABLED), State(State.DESTROYED)


@dataclass(kw_only=True)
class Kept:
    """One secret; `payloads` has no entry for what is destroyed."""

    secret: types.Secret
    versions: list[types.SecretVersion] = field(default_factory=list)
    payloads: dict[str, bytes] = field(default_factory=dict, repr=False)


class SecretManager:
    """The service's methods: request in, reply out, Refusal raised."""

    def __init__(self, now: Callable[[], datetime], largest_page: int) -> None:
        self._now = now
        self._largest_page = largest_page
        self._kept: dict[str, Kept] = {}

    def create(self, request: types.CreateSecretRequest) -> types.Secret:
        """With a place for its data, once per name."""
        parent = _matched(PARENT, request.parent)
        name = f"{_canonical(parent)}/secrets/{request.secret_id}"
        _matched(SECRET, name)
        _check_settings(request.secret, regional=bool(parent["location"]))
        if name in self._kept:
            raise Refusal("ALREADY_EXISTS", f"Secret [{name}] already exists.")
        secret = types.Secret(request.secret)
        secret.name = name
        secret.create_time = self._now()
        self._kept[name] = Kept(secret=secret)
        return secret

    def get(self, request: types.GetSecretRequest) -> types.Secret:
        """The settings; never a value."""
        return self._secret(request.name).secret

    def delete(self, request: types.DeleteSecretRequest) -> None:
        """With all versions, at once, and for good; a secret made anew starts again at version 1."""
        del self._kept[self._secret(request.name).secret.name]

    def add_version(self, request: types.AddSecretVersionRequest) -> types.SecretVersion:
        """Numbers rise from 1 and are never used twice in one secret."""
        kept = self._secret(request.parent)
        checked = _check_payload(request.payload)
        version = types.SecretVersion(
            name=f"{kept.secret.name}/versions/{len(kept.versions) + 1}",
            create_time=self._now(),
            state=ENABLED,
            client_specified_payload_checksum=checked,
        )
        kept.versions.append(version)
        kept.payloads[version.name] = request.payload.data
        return version

    def get_version(self, request: types.GetSecretVersionRequest) -> types.SecretVersion:
        """Where a version stands; never its value."""
        return self._version(request.name)[1]

    def list_versions(self, request: types.ListSecretVersionsRequest) -> types.ListSecretVersionsResponse:
        """The newest first."""
        if request.filter:
            raise Refusal("UNIMPLEMENTED", "the stand-in knows no filters")
        kept = self._secret(request.parent)
        newest_first = [self._ripened(kept, version) for version in reversed(kept.versions)]
        start = int(request.page_token or 0)
        end = start + min(request.page_size or self._largest_page, self._largest_page)
        return types.ListSecretVersionsResponse(
            versions=newest_first[start:end],
            next_page_token=str(end) if end < len(newest_first) else "",
            total_size=len(newest_first),
        )

    def access_version(self, request: types.AccessSecretVersionRequest) -> types.AccessSecretVersionResponse:
        """The value, of an enabled version only."""
        kept, version = self._version(request.name)
        if version.state is not ENABLED:
            raise Refusal("FAILED_PRECONDITION", f"[{version.name}] is in {version.state.name} state.")
        data = kept.payloads[version.name]
        return types.AccessSecretVersionResponse(
            name=version.name, payload=types.SecretPayload(data=data, data_crc32c=crc32c(data))
        )

    def enable_version(self, request: types.EnableSecretVersionRequest) -> types.SecretVersion:
        """Also what restores a version that is on the calendar."""
        return self._switched(request.name, ENABLED)

    def disable_version(self, request: types.DisableSecretVersionRequest) -> types.SecretVersion:
        """Takes a version off the calendar, too."""
        return self._switched(request.name, DISABLED)

    def destroy_version(self, request: types.DestroySecretVersionRequest) -> types.SecretVersion:
        """At once, or disabled and put on the calendar where the secret has a version_destroy_ttl."""
        kept, version = self._version(request.name)
        _refuse_destroyed(version)
        if not kept.secret.version_destroy_ttl:
            return self._destroyed(kept, version)
        if not version.scheduled_destroy_time:
            version.state = DISABLED
            version.scheduled_destroy_time = self._now() + kept.secret.version_destroy_ttl
        return version

    def _switched(self, name: str, state: State) -> types.SecretVersion:
        """Enabling as well as disabling takes a version off the calendar."""
        _, version = self._version(name)
        _refuse_destroyed(version)
        version.state = state
        version.scheduled_destroy_time = None
        return version

    def _secret(self, name: str) -> Kept:
        named = _matched(SECRET, name)
        canonical = f"{_canonical(named)}/secrets/{named['secret']}"
        if canonical not in self._kept:
            raise Refusal("NOT_FOUND", f"Secret [{canonical}] not found.")
        return self._kept[canonical]

    def _version(self, name: str) -> tuple[Kept, types.SecretVersion]:
        """`latest` is the newest by creation, even where it is disabled."""
        number = _matched(VERSION, name)["version"]
        kept = self._secret(name.rpartition("/versions/")[0])
        index = len(kept.versions) if number == "latest" else int(number)
        if not 1 <= index <= len(kept.versions):
            raise Refusal("NOT_FOUND", f"Secret Version [{kept.secret.name}/versions/{number}] not found.")
        return kept, self._ripened(kept, kept.versions[index - 1])

    def _ripened(self, kept: Kept, version: types.SecretVersion) -> types.SecretVersion:
        due = version.scheduled_destroy_time
        return self._destroyed(kept, version) if due and due <= self._now() else version

    def _destroyed(self, kept: Kept, version: types.SecretVersion) -> types.SecretVersion:
        del kept.payloads[version.name]
        version.state = DESTROYED
        version.destroy_time = self._now()
        version.scheduled_destroy_time = None
        return version


METHODS: dict[str, Callable[[SecretManager, Any], object]] = {
    "CreateSecret": SecretManager.create,
    "GetSecret": SecretManager.get,
    "DeleteSecret": SecretManager.delete,
    "AddSecretVersion": SecretManager.add_version,
    "GetSecretVersion": SecretManager.get_version,
    "ListSecretVersions": SecretManager.list_versions,
    "AccessSecretVersion": SecretManager.access_version,
    "EnableSecretVersion": SecretManager.enable_version,
    "DisableSecretVersion": SecretManager.disable_version,
    "DestroySecretVersion": SecretManager.destroy_version,
}


@contextmanager
def serving(
    port: int = 0, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), largest_page: int = 25_000
) -> Iterator[str]:
    """Serve in this process; yields host:port. Port 0 takes a free one.

    Raises:
        RuntimeError: the port is in use.
    """
    service = SecretManager(now, largest_page)
    answers = {method: partial(answer, service) for method, answer in METHODS.items()}
    with grpc_service.serving(SERVICE, types, answers, port=port, lock=threading.Lock()) as address:
        yield address


def crc32c(data: bytes) -> int:
    """The Castagnoli checksum that Google puts beside a payload (RFC 3720, appendix B.4)."""
    register = 0xFFFFFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0x82F63B78 if register & 1 else 0)
    return register ^ 0xFFFFFFFF


def _matched(pattern: str, name: str) -> re.Match[str]:
    if found := re.fullmatch(pattern, name):
        return found
    raise Refusal(
        "INVALID_ARGUMENT", "the name does not have the form of a resource name, or its id is not legal"
    )


def _canonical(named: re.Match[str]) -> str:
    """Project id and project number are one project; the number is made up, the same for the same id."""
    project = named["project"]
    number = project if project.isdecimal() else str(100_000_000_000 + zlib.crc32(project.encode()))
    return f"projects/{number}{named['location'] or ''}"


def _check_settings(secret: types.Secret, *, regional: bool) -> None:
    placed = "automatic" in secret.replication or bool(secret.replication.user_managed.replicas)
    if placed == regional:
        raise Refusal(
            "INVALID_ARGUMENT", "replication is required for a global secret, and for no regional one"
        )
    shortest, longest = DESTROY_TTL
    if secret.version_destroy_ttl and not shortest <= secret.version_destroy_ttl <= longest:
        raise Refusal("INVALID_ARGUMENT", "version_destroy_ttl lies between 1 and 1000 days")


def _check_payload(payload: types.SecretPayload) -> bool:
    """Whether a checksum came along, and was right."""
    if not 1 <= len(payload.data) <= LARGEST_PAYLOAD:
        raise Refusal("INVALID_ARGUMENT", f"a payload has 1 to {LARGEST_PAYLOAD} bytes")
    if "data_crc32c" not in payload:
        return False
    if payload.data_crc32c != crc32c(payload.data):
        raise Refusal("INVALID_ARGUMENT", "the payload does not match its data_crc32c")
    return True


def _refuse_destroyed(version: types.SecretVersion) -> None:
    if version.state is DESTROYED:
        raise Refusal("FAILED_PRECONDITION", f"[{version.name}] is in DESTROYED state.")


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m local.secret_manager")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    port = parser.parse_args().port
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        with serving(port) as address:
            print(f"Secret Manager stand-in on {address}", flush=True)
            ended.wait()
    except RuntimeError:
        sys.exit(f"Port {port} is in use: end what listens there, or choose another with --port.")


if __name__ == "__main__":
    main()
