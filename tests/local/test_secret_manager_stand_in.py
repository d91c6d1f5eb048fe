"""The Secret Manager stand-in against what Google documents, through Google's own client."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from google.api_core.exceptions import (
    AlreadyExists,
    FailedPrecondition,
    InvalidArgument,
    MethodNotImplemented,
    NotFound,
)
from google.cloud.secretmanager_v1 import (
    Replication,
    Secret,
    SecretManagerServiceClient,
    SecretPayload,
    SecretVersion,
)

from local.secret_manager import crc32c, serving
from shared.adapters.gcp.secrets import open_client

ANYWHERE = Replication(automatic=Replication.Automatic())
GLOBAL = Secret(replication=ANYWHERE)
PATIENT = Secret(replication=ANYWHERE, version_destroy_ttl=timedelta(days=2))
State = SecretVersion.State


class Calendar:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.today = datetime(2026, 11, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.today

    def skip(self, **time: float) -> None:
        self.today += timedelta(**time)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def client(calendar: Calendar) -> Iterator[SecretManagerServiceClient]:
    with serving(now=calendar.now, largest_page=2) as address, open_client(address) as client:
        yield client


def make(client: SecretManagerServiceClient, settings: Secret, *values: bytes) -> str:
    """A secret `s` of project `p` with these values; its name in our spelling."""
    client.create_secret(parent="projects/p", secret_id="s", secret=settings)
    for value in values:
        client.add_secret_version(parent="projects/p/secrets/s", payload=SecretPayload(data=value))
    return "projects/p/secrets/s"


def read(client: SecretManagerServiceClient, version: str) -> bytes:
    return client.access_secret_version(name=version).payload.data


def test_a_value_is_read_back_with_its_checksum(client: SecretManagerServiceClient) -> None:
    """Access answers with the bytes that were added and their CRC32C."""
    name = make(client, GLOBAL, b"123456789")
    payload = client.access_secret_version(name=f"{name}/versions/1").payload
    assert payload.data == b"123456789"
    assert payload.data_crc32c == 0xE3069283  # the checksum's published check value


def test_replies_name_the_project_by_its_number(client: SecretManagerServiceClient) -> None:
    """A reply's name carries the project's number, and that spelling opens the same secret."""
    make(client, GLOBAL, b"v")
    named = client.get_secret(name="projects/p/secrets/s").name
    assert named.split("/")[1].isdecimal()
    assert read(client, f"{named}/versions/1") == b"v"


def test_a_second_create_is_refused(client: SecretManagerServiceClient) -> None:
    """A secret id is taken once per project."""
    make(client, GLOBAL)
    with pytest.raises(AlreadyExists):
        client.create_secret(parent="projects/p", secret_id="s", secret=GLOBAL)
    client.create_secret(parent="projects/other", secret_id="s", secret=GLOBAL)


@pytest.mark.parametrize("secret_id", ["", "a b", "a/b", "ä", "a.b", "x" * 256])
def test_an_illegal_id_is_refused(client: SecretManagerServiceClient, secret_id: str) -> None:
    """Ids have 1 to 255 letters, digits, hyphens and underscores."""
    with pytest.raises(InvalidArgument):
        client.create_secret(parent="projects/p", secret_id=secret_id, secret=GLOBAL)


def test_the_longest_legal_id_is_taken(client: SecretManagerServiceClient) -> None:
    """255 characters of every allowed kind are an id."""
    secret_id = "Aa0_-" * 51
    name = client.create_secret(parent="projects/p", secret_id=secret_id, secret=GLOBAL).name
    assert name.endswith(f"/secrets/{secret_id}")


@pytest.mark.parametrize(
    "settings", [Secret(), Secret(replication=Replication(user_managed=Replication.UserManaged()))]
)
def test_a_global_secret_needs_its_replication(client: SecretManagerServiceClient, settings: Secret) -> None:
    """A global secret without automatic or at least one named replica is refused."""
    with pytest.raises(InvalidArgument):
        client.create_secret(parent="projects/p", secret_id="s", secret=settings)


def test_a_regional_secret_has_a_place_already(client: SecretManagerServiceClient) -> None:
    """Under projects/P/locations/L a secret is made without replication, with it refused, and worked with."""
    parent = "projects/p/locations/europe-west3"
    with pytest.raises(InvalidArgument):
        client.create_secret(parent=parent, secret_id="s", secret=GLOBAL)
    client.create_secret(parent=parent, secret_id="s", secret=Secret())
    added = client.add_secret_version(parent=f"{parent}/secrets/s", payload=SecretPayload(data=b"v"))
    assert "/locations/europe-west3/secrets/s/versions/1" in added.name
    assert read(client, f"{parent}/secrets/s/versions/1") == b"v"
    with pytest.raises(NotFound):
        client.get_secret(name="projects/p/secrets/s")


@pytest.mark.parametrize("days", [0.5, 1001])
def test_the_destroy_delay_has_limits(client: SecretManagerServiceClient, days: float) -> None:
    """version_destroy_ttl lies between one day and a thousand."""
    with pytest.raises(InvalidArgument):
        make(client, Secret(replication=ANYWHERE, version_destroy_ttl=timedelta(days=days)))


@pytest.mark.parametrize("data", [b"", b"x" * 65_537])
def test_a_payload_has_limits(client: SecretManagerServiceClient, data: bytes) -> None:
    """Nothing, and more than 64 KiB, is refused."""
    name = make(client, GLOBAL)
    with pytest.raises(InvalidArgument):
        client.add_secret_version(parent=name, payload=SecretPayload(data=data))


def test_the_largest_payload_is_taken(client: SecretManagerServiceClient) -> None:
    """64 KiB to the byte are stored."""
    name = make(client, GLOBAL, b"x" * 65_536)
    assert len(read(client, f"{name}/versions/1")) == 65_536


def test_a_checksum_is_checked(client: SecretManagerServiceClient) -> None:
    """A wrong data_crc32c is refused, zero included; a right one is stored and noted."""
    name = make(client, GLOBAL)
    for wrong in (0, crc32c(b"v") + 1):
        with pytest.raises(InvalidArgument):
            client.add_secret_version(parent=name, payload=SecretPayload(data=b"v", data_crc32c=wrong))
    added = client.add_secret_version(parent=name, payload=SecretPayload(data=b"v", data_crc32c=crc32c(b"v")))
    assert added.client_specified_payload_checksum
    assert added.name.endswith("/versions/1")


def test_what_is_missing_is_not_found(client: SecretManagerServiceClient) -> None:
    """A missing secret or version is NOT_FOUND in every call that names one."""
    name = make(client, GLOBAL)
    missing = "projects/p/secrets/missing"
    for call in (
        lambda: client.get_secret(name=missing),
        lambda: client.delete_secret(name=missing),
        lambda: client.add_secret_version(parent=missing, payload=SecretPayload(data=b"v")),
        lambda: client.list_secret_versions(parent=missing),
        lambda: read(client, f"{missing}/versions/1"),
        lambda: read(client, f"{name}/versions/1"),
        lambda: read(client, f"{name}/versions/latest"),
        lambda: client.get_secret_version(name=f"{name}/versions/1"),
        lambda: client.destroy_secret_version(name=f"{name}/versions/1"),
        lambda: client.disable_secret_version(name=f"{name}/versions/1"),
    ):
        with pytest.raises(NotFound):
            call()


def test_latest_is_the_newest_even_disabled(client: SecretManagerServiceClient) -> None:
    """`latest` does not fall back to an older version that is enabled."""
    name = make(client, GLOBAL, b"old", b"new")
    assert read(client, f"{name}/versions/latest") == b"new"
    client.disable_secret_version(name=f"{name}/versions/2")
    with pytest.raises(FailedPrecondition):
        read(client, f"{name}/versions/latest")


def test_a_disabled_version_can_be_enabled(client: SecretManagerServiceClient) -> None:
    """Disabled is not readable, enabled again is."""
    version = make(client, GLOBAL, b"v") + "/versions/1"
    assert client.disable_secret_version(name=version).state is State.DISABLED
    with pytest.raises(FailedPrecondition):
        read(client, version)
    assert client.enable_secret_version(name=version).state is State.ENABLED
    assert read(client, version) == b"v"


def test_destroying_without_a_delay_is_final(client: SecretManagerServiceClient) -> None:
    """Destroyed at once: not readable, not to be enabled, disabled or destroyed again."""
    version = make(client, GLOBAL, b"v") + "/versions/1"
    assert client.destroy_secret_version(name=version).state is State.DESTROYED
    for call in (
        lambda: read(client, version),
        lambda: client.enable_secret_version(name=version),
        lambda: client.disable_secret_version(name=version),
        lambda: client.destroy_secret_version(name=version),
    ):
        with pytest.raises(FailedPrecondition):
            call()


def test_destroying_with_a_delay_disables_first(
    client: SecretManagerServiceClient, calendar: Calendar
) -> None:
    """With version_destroy_ttl a version is disabled at once, and destroyed when the time is over."""
    version = make(client, PATIENT, b"v") + "/versions/1"
    due = calendar.now() + timedelta(days=2)
    answer = client.destroy_secret_version(name=version)
    assert (answer.state, answer.scheduled_destroy_time) == (State.DISABLED, due)
    with pytest.raises(FailedPrecondition):
        read(client, version)
    calendar.skip(days=1, hours=23)
    assert client.get_secret_version(name=version).state is State.DISABLED
    calendar.skip(hours=1)
    assert client.get_secret_version(name=version).state is State.DESTROYED


def test_asking_twice_does_not_postpone(client: SecretManagerServiceClient, calendar: Calendar) -> None:
    """A version on the calendar keeps its date when it is destroyed again."""
    version = make(client, PATIENT, b"v") + "/versions/1"
    first = client.destroy_secret_version(name=version).scheduled_destroy_time
    calendar.skip(hours=5)
    assert client.destroy_secret_version(name=version).scheduled_destroy_time == first


@pytest.mark.parametrize("switch", ["enable_secret_version", "disable_secret_version"])
def test_enabling_or_disabling_calls_the_destruction_off(
    client: SecretManagerServiceClient, calendar: Calendar, switch: str
) -> None:
    """Either call restores a version that waits for its destruction."""
    version = make(client, PATIENT, b"v") + "/versions/1"
    client.destroy_secret_version(name=version)
    getattr(client, switch)(name=version)
    calendar.skip(days=3)
    client.enable_secret_version(name=version)
    assert read(client, version) == b"v"


def test_versions_are_listed_by_pages_newest_first(client: SecretManagerServiceClient) -> None:
    """The client follows the pages; a page is as large as asked, but never above the service's limit."""
    name = make(client, GLOBAL, b"1", b"2", b"3", b"4", b"5")
    pages = client.list_secret_versions(request={"parent": name, "page_size": 100}).pages
    numbers = [[version.name[-1] for version in page.versions] for page in pages]
    assert numbers == [["5", "4"], ["3", "2"], ["1"]]
    single = client.list_secret_versions(request={"parent": name, "page_size": 1})
    assert [version.name[-1] for version in single] == ["5", "4", "3", "2", "1"]
    assert single.total_size == 5


def test_a_deleted_secret_starts_again_at_one(client: SecretManagerServiceClient) -> None:
    """Deleting takes every version along, and a secret made anew under the id counts from 1."""
    name = make(client, GLOBAL, b"old", b"older")
    client.delete_secret(name=name)
    with pytest.raises(NotFound):
        read(client, f"{name}/versions/1")
    make(client, GLOBAL, b"new")
    assert read(client, f"{name}/versions/1") == b"new"


def test_what_it_does_not_know_it_says(client: SecretManagerServiceClient) -> None:
    """A method or a filter that the stand-in lacks is UNIMPLEMENTED, never a wrong answer."""
    name = make(client, GLOBAL)
    with pytest.raises(MethodNotImplemented):
        client.list_secrets(parent="projects/p")
    with pytest.raises(MethodNotImplemented):
        client.list_secret_versions(request={"parent": name, "filter": "state:ENABLED"})


def test_the_process_says_one_line_and_ends_on_sigterm() -> None:
    """Started as a program it prints where it is, no value, and ends with 0 on SIGTERM."""
    with subprocess.Popen(
        [sys.executable, "-m", "local.secret_manager", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    ) as process:
        try:
            assert process.stdout
            ready = process.stdout.readline()
            with open_client(ready.split()[-1]) as client:
                name = make(client, GLOBAL, b"canary-7f3a")
                assert read(client, f"{name}/versions/1") == b"canary-7f3a"
                wrong = SecretPayload(data=b"canary-7f3a", data_crc32c=1)
                with pytest.raises(InvalidArgument):
                    client.add_secret_version(parent=name, payload=wrong)
        finally:
            process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=10)
    assert ready.startswith("Secret Manager stand-in on 127.0.0.1:")
    assert (rest, errors, process.returncode) == ("", "", 0)


def test_a_port_in_use_is_one_sentence() -> None:
    """A second stand-in on the same port ends with 1 and says what to do."""
    with serving() as address:
        second = subprocess.run(
            [sys.executable, "-m", "local.secret_manager", "--port", address.split(":")[1]],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    assert second.returncode == 1
    assert second.stdout == ""
    assert (
        second.stderr
        == f"Port {address.split(':')[1]} is in use: end what listens there, or choose another with --port.\n"
    )
