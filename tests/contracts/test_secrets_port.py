"""The port `Secrets`: one suite for the twin, the cache, Google Secret Manager and AWS Secrets Manager."""

import base64
import json
import logging
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from google.cloud.secretmanager_v1 import SecretManagerServiceClient, SecretVersion
from moto import mock_aws

from local.memory.secrets import InMemorySecrets
from local.scenes.listening import Listener, listening
from local.secret_manager import serving
from shared.adapters.aws import secrets as aws
from shared.adapters.gcp import secrets as google
from shared.adapters.secret_cache import CachedSecrets
from shared.adapters.secret_id import secret_id
from shared.domain.errors import Unavailable
from shared.ports import Secrets
from shared.structs import replace

pytestmark = pytest.mark.wire

CANARY = "canary-51f0c3-token"


@dataclass(frozen=True, kw_only=True)
class Store:
    """A store under test, and how a version of it is named that never was."""

    secrets: Secrets
    number_never_given: str


@pytest.fixture
def google_client() -> Iterator[SecretManagerServiceClient]:
    with serving(largest_page=2) as address, google.open_client(address) as client:
        yield client


@pytest.fixture
def google_store(google_client: SecretManagerServiceClient) -> google.GoogleSecrets:
    return google.GoogleSecrets(
        client=google_client,
        project="matched-demo",
        prefix="personio-",
        replica_locations=("europe-west3",),
        destroy_days=7,
    )


@pytest.fixture
def aws_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")


@pytest.fixture
def aws_store(aws_environment: None) -> Iterator[aws.AwsSecrets]:
    with mock_aws():
        yield aws.AwsSecrets(client=aws.open_client("eu-central-1"), prefix="personio-")


@pytest.fixture(params=["twin", "cache", "google", "aws"])
def store(request: pytest.FixtureRequest) -> Store:
    match request.param:
        case "twin":
            return Store(secrets=InMemorySecrets(), number_never_given="4711")
        case "cache":
            cached = CachedSecrets(InMemorySecrets(), monotonic=lambda: 0.0)
            return Store(secrets=cached, number_never_given="4711")
        case "google":
            return Store(secrets=request.getfixturevalue("google_store"), number_never_given="4711")
        case _:
            return Store(secrets=request.getfixturevalue("aws_store"), number_never_given=str(uuid4()))


@pytest.fixture
def secrets(store: Store) -> Secrets:
    return store.secrets


class TestEveryStore:
    """What each store promises."""

    def test_what_was_added_is_read(self, secrets: Secrets) -> None:
        """A version reads as the very value that was added, now and again."""
        version = secrets.add("c1", "papi-größe \n")
        assert [secrets.read(version), secrets.read(version)] == ["papi-größe \n"] * 2

    def test_each_add_is_a_version_of_its_own(self, secrets: Secrets) -> None:
        """Equal values get different versions, and an older version keeps its value."""
        versions = [secrets.add("c1", value) for value in ("a", "b", "b")]
        assert len(set(versions)) == 3
        assert [secrets.read(version) for version in versions] == ["a", "b", "b"]

    @pytest.mark.parametrize("others", [0, 1, 2])
    def test_a_retired_version_is_unreadable(self, secrets: Secrets, others: int) -> None:
        """Retiring hides one version, whichever it is, and no other; a second time changes nothing."""
        versions = [secrets.add("c1", str(number)) for number in range(3)]
        assert secrets.read(versions[others]) == str(others)
        for _ in range(2):
            secrets.retire(versions[others])
            expected = [None if number == others else str(number) for number in range(3)]
            assert [secrets.read(version) for version in versions] == expected

    def test_the_only_version_can_be_retired(self, secrets: Secrets) -> None:
        """A company's last token is no exception."""
        version = secrets.add("c1", "a")
        secrets.retire(version)
        assert secrets.read(version) is None
        assert secrets.read(secrets.add("c1", "b")) == "b"

    def test_a_version_that_never_was_reads_as_none(self, store: Store) -> None:
        """A name of the right form behind which there is nothing is None, and retiring it is no error."""
        never = store.secrets.add("c1", "a").rpartition("/")[0] + "/" + store.number_never_given
        store.secrets.retire(never)
        assert store.secrets.read(never) is None

    def test_every_version_that_can_be_read_is_listed(self, secrets: Secrets) -> None:
        """The list has each version that is not retired, under the name that add gave it, and no other."""
        versions = [secrets.add("c1", str(number)) for number in range(5)]
        secrets.retire(versions[3])
        assert sorted(secrets.versions("c1")) == sorted(set(versions) - {versions[3]})

    def test_retiring_what_is_listed_leaves_nothing(self, secrets: Secrets) -> None:
        """Once all that is listed is retired, none of the company's versions is readable, or listed."""
        versions = [secrets.add("c1", str(number)) for number in range(5)]
        assert secrets.read(versions[0]) == "0"
        for version in secrets.versions("c1"):
            secrets.retire(version)
        assert [secrets.read(version) for version in versions] == [None] * 5
        assert list(secrets.versions("c1")) == []

    def test_without_a_secret_nothing_is_listed(self, secrets: Secrets) -> None:
        """A company that never had a token has no versions."""
        assert list(secrets.versions("c1")) == []

    def test_a_version_is_never_named_twice(self, secrets: Secrets) -> None:
        """After all are retired a new token gets a new name, so an old name never opens another token."""
        old = [secrets.add("c1", "old"), secrets.add("c1", "older")]
        for version in old:
            secrets.retire(version)
        new = secrets.add("c1", "new")
        assert new not in old
        assert [secrets.read(version) for version in (*old, new)] == [None, None, "new"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("a", "ab"),
            ("a", "a-b"),
            ("a_b", "a b"),
            ("a_b", "a_5fb"),
            ("Ab", "ab "),
            ("x" * 1500, "x" * 1499),
        ],
    )
    def test_companies_never_meet(self, secrets: Secrets, one: str, other: str) -> None:
        """Whatever two companies' ids look like, one's list has the one's token alone."""
        ones, others = secrets.add(one, "one"), secrets.add(other, "other")
        assert (list(secrets.versions(one)), list(secrets.versions(other))) == ([ones], [others])
        secrets.retire(ones)
        assert (secrets.read(ones), secrets.read(others)) == (None, "other")

    @pytest.mark.parametrize(
        "foreign",
        [
            "",
            "1",
            "latest",
            "projects/matched-demo/secrets/database-password/versions/1",
            "billing/versions/1",
        ],
    )
    def test_a_foreign_name_is_refused(self, secrets: Secrets, foreign: str) -> None:
        """A name that is none of this store's is a ValueError, in which the name does not stand."""
        for call in (secrets.read, secrets.retire):
            with pytest.raises(ValueError, match="no version of a secret of ours") as refused:
                call(foreign)
            assert not foreign or foreign not in str(refused.value).split()

    def test_no_value_in_logs_or_descriptions(
        self, secrets: Secrets, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """With every logger at DEBUG no record, no output and no repr holds a token in any spelling."""
        caplog.set_level(logging.DEBUG)
        logging.getLogger("google").addHandler(caplog.handler)  # Google's library cuts it off from the root
        try:
            version = secrets.add("c1", CANARY)
            secrets.read(version)
            secrets.read(version)
            secrets.versions("c1")
            secrets.retire(version)
        finally:
            logging.getLogger("google").removeHandler(caplog.handler)
        output = capfd.readouterr()
        seen = [repr(record.__dict__) for record in caplog.records]
        seen += [output.out, output.err, repr(secrets), str(secrets), version]
        spelled = [
            CANARY,
            *(base64.b64encode(b" " * pad + CANARY.encode()).decode()[4:-4] for pad in range(3)),
        ]
        assert not [text for text in seen for spelling in spelled if spelling in text]


class TestSecretId:
    """How a company's id becomes a secret's."""

    @pytest.mark.parametrize(
        ("company", "expected"),
        [("Ab9-z", "personio-Ab9-z"), ("a_b", "personio-a_5fb"), ("ü.", "personio-_c3_bc_2e")],
    )
    def test_escapes(self, company: str, expected: str) -> None:
        """Letters, digits and hyphens stay; each other byte is an underscore and its two digits."""
        assert secret_id("personio-", company) == expected

    @pytest.mark.parametrize("company", ["x" * 246, "x" * 247, "_" * 83, "ü" * 750])
    def test_is_always_legal(self, company: str) -> None:
        """Any Firestore id becomes a legal secret id under the prefix."""
        assert re.fullmatch(r"personio-[A-Za-z0-9_-]{1,246}", secret_id("personio-", company))

    def test_a_digest_is_no_escaped_id(self) -> None:
        """No company can be named so that its id is another's digest."""
        digest = secret_id("personio-", "x" * 300)
        assert secret_id("personio-", digest.removeprefix("personio-")) != digest


class TestGoogle:
    """What Google Secret Manager adds."""

    def test_the_secret_carries_its_settings(self, google_store: google.GoogleSecrets) -> None:
        """A secret is made with the named replicas, the customer's key, a label and the delay."""
        key = "projects/k/locations/europe-west3/keyRings/r/cryptoKeys/c"
        replace(google_store, kms_key_name=key, replica_locations=("europe-west3", "europe-west4")).add(
            "c1", "a"
        )
        secret = google_store.client.get_secret(name="projects/matched-demo/secrets/personio-c1")
        replicas = secret.replication.user_managed.replicas
        assert [replica.location for replica in replicas] == ["europe-west3", "europe-west4"]
        assert {replica.customer_managed_encryption.kms_key_name for replica in replicas} == {key}
        assert dict(secret.labels) == {"managed-by": "matched-personio"}
        assert secret.version_destroy_ttl == timedelta(days=7)

    def test_a_version_is_named_with_the_projects_id(self, google_store: google.GoogleSecrets) -> None:
        """Names keep our spelling of the project although Google answers with its number."""
        assert google_store.add("c1", "a") == "projects/matched-demo/secrets/personio-c1/versions/1"

    def test_retired_is_disabled_now_and_destroyed_later(self, google_store: google.GoogleSecrets) -> None:
        """Operators can restore a retired version for destroy_days; retiring again keeps the date."""
        version = google_store.add("c1", "a")
        google_store.retire(version)
        first = google_store.client.get_secret_version(name=version)
        assert first.state is SecretVersion.State.DISABLED
        assert first.scheduled_destroy_time - first.create_time > timedelta(days=6, hours=23)
        google_store.retire(version)
        assert google_store.client.get_secret_version(name=version) == first

    def test_no_delay_destroys_at_once(self, google_store: google.GoogleSecrets) -> None:
        """With destroy_days 0 nothing is left to restore."""
        impatient = replace(google_store, destroy_days=0)
        version = impatient.add("c1", "a")
        impatient.retire(version)
        state = impatient.client.get_secret_version(name=version).state
        assert state is SecretVersion.State.DESTROYED
        impatient.retire(version)
        assert impatient.versions("c1") == []

    def test_what_an_operator_disabled_is_still_to_be_retired(
        self, google_store: google.GoogleSecrets
    ) -> None:
        """A version disabled by hand has no date for its destruction yet: it is listed like any other."""
        version = google_store.add("c1", "a")
        google_store.client.disable_secret_version(name=version)
        assert google_store.versions("c1") == [version]
        google_store.retire(version)
        assert google_store.client.get_secret_version(name=version).scheduled_destroy_time

    @pytest.mark.parametrize(
        "foreign",
        [
            "projects/matched-demo/secrets/personio-c1/versions/latest",
            "projects/matched-demo/secrets/personio-c1/versions/1\n",
            "projects/matched-demo/secrets/personio-/versions/1",
            "projects/matched-demo/secrets/personio-c1/../x/versions/1",
            "projects/matched-demo/secrets/personioXc1/versions/1",
            "projects/other/secrets/personio-c1/versions/1",
            "projects/matched-demo/locations/europe-west3/secrets/personio-c1/versions/1",
            "projects/matched-demo/secrets/personio-c1/versions/\u0661",
            " projects/matched-demo/secrets/personio-c1/versions/1",
        ],
    )
    def test_no_request_leaves_for_a_foreign_version(
        self, google_store: google.GoogleSecrets, foreign: str
    ) -> None:
        """Only numbered versions of this project's secrets under the prefix are asked for."""
        with closing_port() as address, google.open_client(address) as client:
            unreachable = replace(google_store, client=client)
            for call in (unreachable.read, unreachable.retire):
                with pytest.raises(ValueError, match="no version"):
                    call(foreign)

    def test_a_service_that_is_not_there_is_unavailable(self, google_store: google.GoogleSecrets) -> None:
        """A refused connection is Unavailable in every method, at once, without the value."""
        with closing_port() as address, google.open_client(address) as client:
            assert_unavailable(replace(google_store, client=client, timeout_seconds=5), google_store)

    def test_a_service_that_is_silent_is_unavailable(self, google_store: google.GoogleSecrets) -> None:
        """A connection that never answers ends with the call's own timeout."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"127.0.0.1:{silent.getsockname()[1]}"
            with google.open_client(address) as client:
                assert_unavailable(replace(google_store, client=client, timeout_seconds=0.2), google_store)

    def test_boto3_is_not_imported(self) -> None:
        """A function that keeps its secrets at Google never loads AWS's library."""
        code = (
            "import sys, shared.adapters.gcp.secrets; "
            "sys.exit('boto3' in sys.modules or 'botocore' in sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


class TestAws:
    """What AWS Secrets Manager adds."""

    def test_a_token_never_holds_the_label_that_cannot_be_removed(self, aws_store: aws.AwsSecrets) -> None:
        """AWSCURRENT stays on the placeholder; a token's version has its own label alone."""
        version = aws_store.add("c1", "a").rpartition("/")[2]
        kept = aws_store.client.list_secret_version_ids(SecretId="personio-c1", IncludeDeprecated=True)
        labels = {each["VersionId"]: each["VersionStages"] for each in kept["Versions"]}
        assert labels.pop(version) == [version]
        assert list(labels.values()) == [["AWSCURRENT"]]
        assert aws_store.client.get_secret_value(SecretId="personio-c1")["SecretString"] == aws.PLACEHOLDER

    def test_retiring_takes_the_label_off(self, aws_store: aws.AwsSecrets) -> None:
        """A retired version has no label left, which is what lets AWS remove it."""
        version = aws_store.add("c1", "a")
        aws_store.retire(version)
        kept = aws_store.client.list_secret_version_ids(SecretId="personio-c1", IncludeDeprecated=False)
        assert [each["VersionStages"] for each in kept["Versions"] if each["VersionStages"]] == [
            ["AWSCURRENT"]
        ]

    @pytest.mark.parametrize("before", [(), ((400, "ResourceExistsException"),)])
    def test_a_secret_on_its_way_out_is_not_restored(
        self,
        aws_environment: None,
        monkeypatch: pytest.MonkeyPatch,
        before: tuple[tuple[int, str], ...],
    ) -> None:
        """Where AWS refuses to create or to put because the secret awaits deletion, add is Unavailable."""
        with answering(*before, (400, "InvalidRequestException")) as address:
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{address}")
            store = aws.AwsSecrets(client=aws.open_client("eu-central-1"), prefix="personio-")
            with pytest.raises(Unavailable, match="being deleted"):
                store.add("c1", CANARY)

    def test_a_secret_on_its_way_out_is_unreadable(self, aws_store: aws.AwsSecrets) -> None:
        """A secret that an operator deletes with a recovery window reads as None meanwhile."""
        version = aws_store.add("c1", "a")
        aws_store.client.delete_secret(SecretId="personio-c1", RecoveryWindowInDays=7)
        assert aws_store.read(version) is None

    def test_a_service_that_is_not_there_is_unavailable(
        self, aws_environment: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A refused connection is Unavailable in every method, without the value."""
        with closing_port() as address:
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{address}")
            assert_unavailable(
                aws.AwsSecrets(client=aws.open_client("eu-central-1"), prefix="personio-"), None
            )

    @pytest.mark.parametrize(
        ("status", "code", "error"),
        [
            (500, "InternalServiceError", Unavailable),
            (400, "ThrottlingException", Unavailable),
            (400, "AccessDeniedException", ClientError),
        ],
    )
    def test_answers_of_a_service_in_trouble(
        self,
        aws_environment: None,
        monkeypatch: pytest.MonkeyPatch,
        status: int,
        code: str,
        error: type[Exception],
    ) -> None:
        """Server faults and throttling are Unavailable; a missing permission stays what it is."""
        with answering((status, code)) as address:
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{address}")
            store = aws.AwsSecrets(client=aws.open_client("eu-central-1"), prefix="personio-")
            with pytest.raises(error, match=code):
                store.read(f"personio-c1/versions/{uuid4()}")


class Stopwatch:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class CountingSecrets(InMemorySecrets):
    """Counts reads, and lets something happen while one is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def read(self, version: str) -> str | None:
        self.reads.append(version)
        value = super().read(version)
        self.meanwhile()
        return value


class RefusingSecrets(InMemorySecrets):
    """Does as asked, but the answer gets lost."""

    def retire(self, version: str) -> None:
        super().retire(version)
        raise Unavailable("lost")


class TestCache:
    """What the cache adds."""

    def test_a_value_is_asked_for_once_in_five_minutes(self) -> None:
        """Reads within 300 s of the first one need no store; the next one does."""
        store, clock = CountingSecrets(), Stopwatch()
        cached = CachedSecrets(store, monotonic=clock)
        version = cached.add("c1", "a")
        for seconds, reads in ((0, 1), (299.9, 1), (300, 2), (500, 2), (600, 3)):
            clock.seconds = 1000 + seconds
            assert cached.read(version) == "a"
            assert len(store.reads) == reads, seconds

    def test_a_missing_value_is_asked_for_each_time(self) -> None:
        """None is not kept."""
        store = CountingSecrets()
        cached = CachedSecrets(store, monotonic=Stopwatch())
        version = cached.add("c1", "a")
        store.retire(version)
        assert [cached.read(version), cached.read(version)] == [None, None]
        assert len(store.reads) == 2

    def test_memory_is_bounded(self) -> None:
        """Beyond `size` values the oldest goes."""
        store = CountingSecrets()
        cached = CachedSecrets(store, monotonic=Stopwatch(), size=2)
        first, second, third = (cached.add("c1", value) for value in "abc")
        for version in (first, second, third, third, second, first):
            cached.read(version)
        assert store.reads == [first, second, third, first]

    def test_a_value_read_while_it_ends_is_not_kept(self) -> None:
        """A read that overlaps a retirement may return the old value once, but leaves nothing behind."""
        store = CountingSecrets()
        cached = CachedSecrets(store, monotonic=Stopwatch())
        version = cached.add("c1", "a")

        def end_it() -> None:
            store.meanwhile = lambda: None
            other = threading.Thread(target=cached.retire, args=(version,))
            other.start()
            other.join()

        store.meanwhile = end_it
        assert cached.read(version) == "a"
        assert cached.read(version) is None

    def test_a_lost_answer_forgets_all_the_same(self) -> None:
        """Where the store may have heard, the value is not served from memory."""
        cached = CachedSecrets(RefusingSecrets(), monotonic=Stopwatch())
        version = cached.add("c1", "a")
        assert cached.read(version) == "a"
        with pytest.raises(Unavailable):
            cached.retire(version)
        assert cached.read(version) is None


def assert_unavailable(store: Secrets, named_by: google.GoogleSecrets | None) -> None:
    version = named_by.add("c1", "a") if named_by else f"personio-c1/versions/{uuid4()}"
    calls: list[Callable[[], object]] = [
        lambda: store.add("c1", CANARY),
        lambda: store.read(version),
        lambda: store.retire(version),
        lambda: store.versions("c1"),
    ]
    for call in calls:
        with pytest.raises(Unavailable) as unavailable:
            call()
        assert CANARY not in repr(unavailable.value) + repr(unavailable.value.__cause__)


@contextmanager
def closing_port() -> Iterator[str]:
    """An address of this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    yield address


@contextmanager
def answering(*answers: tuple[int, str]) -> Iterator[str]:
    """A server that refuses with AWS's error codes, one after the other; the last one again and again."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, code = left.pop(0) if len(left) > 1 else left[0]
            body = json.dumps({"__type": code}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with listening(Listener(("127.0.0.1", 0), Handler)) as port:
        yield f"127.0.0.1:{port}"
