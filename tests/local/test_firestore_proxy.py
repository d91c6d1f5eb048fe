"""The proxy before Firestore passes everything on, and stops exactly the call that was named."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from google.api_core.exceptions import FailedPrecondition, ServiceUnavailable
from google.cloud import firestore

from local.firestore_proxy import Proxy, proxying

if TYPE_CHECKING:
    from local.system import System

pytestmark = pytest.mark.emulator
PROJECT = "demo-proxy"


@pytest.fixture
def proxied(
    system: "System", monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Proxy, firestore.Client, firestore.Client]]:
    """The proxy, a client behind it, and one that goes to the emulator directly."""
    assert system.firestore is not None
    direct = firestore.Client(project=PROJECT)
    with proxying(system.firestore) as (proxy, address):
        monkeypatch.setitem(os.environ, "FIRESTORE_EMULATOR_HOST", address)
        client = firestore.Client(project=PROJECT)
        yield proxy, client, direct
        client.close()
    direct.close()


def test_it_passes_reads_queries_and_refusals(
    proxied: tuple[Proxy, firestore.Client, firestore.Client],
) -> None:
    """Documents, query results, many at once, and an error with its code come through as they are."""
    proxy, client, _ = proxied
    for number in range(30):
        client.document(f"things/t{number}").set({"number": number})
    found = client.collection("things").where(filter=firestore.FieldFilter("number", ">=", 10)).stream()
    assert len(list(found)) == 20
    assert client.document("things/t7").get().to_dict() == {"number": 7}
    stale = client.write_option(last_update_time=client.document("things/t7").get().update_time)
    client.document("things/t7").set({"number": 8})
    with pytest.raises(FailedPrecondition):
        client.document("things/t7").update({"number": 9}, option=stale)
    assert proxy.calls["Commit"] == 32
    assert proxy.calls["RunQuery"] == 1


@pytest.mark.parametrize("after", [False, True])
def test_a_commit_that_is_cut_was_carried_out_or_not(
    proxied: tuple[Proxy, firestore.Client, firestore.Client], *, after: bool
) -> None:
    """A commit that is cut after Firestore has is written; one that is cut before is not; nobody is told."""
    proxy, client, direct = proxied
    document = f"things/cut-{after}"
    stop = proxy.stop("Commit", document, after=after)
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(client.document(document).set, {"here": True}, retry=None, timeout=10)
        assert stop.reached.wait(5)
        assert direct.document(document).get().exists is after
        client.document("things/another").set({"here": True})
        stop.cut()
        with pytest.raises(ServiceUnavailable):
            answer.result()
    client.document(document).set({"here": True})


def test_the_nth_call_is_stopped(proxied: tuple[Proxy, firestore.Client, firestore.Client]) -> None:
    """A stop may let calls pass first; one that is let go ends well."""
    proxy, client, direct = proxied
    stop = proxy.stop("Commit", "things/third", after=False, pass_first=1)
    client.document("things/third").set({"n": 1})
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(client.document("things/third").set, {"n": 2})
        assert stop.reached.wait(5)
        assert direct.document("things/third").get().to_dict() == {"n": 1}
        stop.let_go()
        answer.result()
    assert direct.document("things/third").get().to_dict() == {"n": 2}
