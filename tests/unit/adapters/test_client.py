"""What Firestore's refusals and broken documents mean to whoever reads many at a time."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import grpc
import pytest
from google.api_core.exceptions import FailedPrecondition
from google.cloud import firestore
from google.cloud.firestore_v1.types import RunQueryResponse

from local.firestore_proxy import proxying
from local.system import PROJECT
from shared.adapters.gcp import documents
from shared.adapters.gcp.client import stream
from shared.adapters.gcp.connections import FirestoreConnections
from shared.adapters.gcp.people import FirestorePeople
from shared.domain.errors import Unavailable
from tests.support.sides import NOW, Firestore, an_ad, connection


class Unserved:
    """A query whose index is missing."""

    def stream(self, **_: Any) -> Iterator[Any]:
        raise FailedPrecondition("The query requires an index. You can create it here: …")


def connect(side: Firestore) -> None:
    side.connections.update(side.company, lambda _: connection(side))


@contextmanager
def breaking_off() -> Iterator[str]:
    """The address of a Firestore that answers each query with one document, and then with silence."""

    def query(_: bytes, context: grpc.ServicerContext) -> Iterator[bytes]:
        name = f"projects/{PROJECT}/databases/(default)/documents/matches/m1"
        now = datetime.now(UTC)
        one = RunQueryResponse(document={"name": name, "create_time": now, "update_time": now}, read_time=now)
        yield RunQueryResponse.serialize(one)
        context.abort(grpc.StatusCode.UNAVAILABLE, "broken off")

    server = grpc.server(ThreadPoolExecutor(1))
    handlers = {"RunQuery": grpc.unary_stream_rpc_method_handler(query)}
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("google.firestore.v1.Firestore", handlers),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(grace=None).wait()


def test_an_answer_that_breaks_off_is_a_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some documents of a query and then no more are as good as none: it is asked once more later."""
    with breaking_off() as address:
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", address)
        client = firestore.Client(project=PROJECT)
        with pytest.raises(Unavailable):
            stream(client.collection(documents.MATCHES).limit(9))
        client.close()


def test_a_missing_index_is_no_lost_race() -> None:
    """A query that Firestore does not serve is a failure of ours, to be tried later, not a lost race."""
    with pytest.raises(Unavailable, match="index"):
        stream(Unserved())  # type: ignore[arg-type]  # as much of a query as is used


@pytest.mark.emulator
def test_a_broken_document_stops_nobody(
    firestore_client: firestore.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of many connections the one that somebody broke by hand is left out and named in the log."""
    sides = [Firestore(f"broken-{name}", firestore_client) for name in ("a", "b")]
    for side in sides:
        connect(side)
    path = documents.connection_path("broken-a")
    firestore_client.document(path).update({"state": "odd"})
    connections = FirestoreConnections(client=firestore_client)
    assert set(connections.of({"broken-a", "broken-b"})) == {"broken-b"}
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["path"] for line in lines if line["event"] == "document_unreadable"] == [path]
    for side in sides:
        firestore_client.document(documents.connection_path(side.company)).delete()


@pytest.mark.emulator
def test_profiles_that_nobody_counts_are_read(
    firestore_client: firestore.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where their number does not come, whose profile is missing is told all the same."""
    Firestore("uncounted", firestore_client).developer()
    with proxying(os.environ["FIRESTORE_EMULATOR_HOST"]) as (proxy, address):
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", address)
        client = firestore.Client(project=PROJECT)
        silence = proxy.stop("RunAggregationQuery", documents.DEVELOPERS, after=False)
        silence.cut()
        people = FirestorePeople(client=client)
        assert people.without_profile(["uncounted-ada", "uncounted-bo"]) == {"uncounted-bo"}
        assert silence.reached.is_set()
        client.close()


@pytest.mark.emulator
def test_a_match_without_a_company_is_named_once(
    firestore_client: firestore.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """However often a sweep finds it, the log names it once for each time that it was written."""
    side = Firestore("lost-match", firestore_client)
    path = documents.match_path("lost-match-m")
    side.match("lost-match-m", lost=True)
    for note in ("first", "second"):
        firestore_client.document(path).update({"note": note})
        for _ in range(3):
            side.matches.succeeded(NOW, NOW, None, 100)
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["path"] for line in lines if line["path"] == path] == [path]
    firestore_client.document(path).delete()


@pytest.mark.emulator
def test_a_link_that_names_no_ad_holds_nobody_off(firestore_client: firestore.Client) -> None:
    """A position whose link somebody broke is free, and the next ad takes it."""
    side = Firestore("broken-link", firestore_client)
    path = documents.link_path(side.company, side.account, 7)
    for odd in ({}, {"job_id": 7}, {"job_id": "a/b"}):
        firestore_client.document(path).set(odd)
        assert side.job_ads.by_position(side.company, side.account, 7) is None
        ad = side.job_ads.add(an_ad(side))
        assert side.job_ads.by_position(side.company, side.account, 7) == ad
