"""sync-200: a run of sync_jobs over 200 companies ÷ the same calls by hand, as many at the same time.

Each has a board of its own with ten positions of nine kilobytes, and three job ads of them. Figures are a
company's share, on a new instance that remembers no board. The reference asks for the same job ads and reads
the same feed without parsing it; neither writes, since nothing changed. `sync-200-bytes`: what is read ÷ one
document.
"""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from datetime import UTC, datetime
from time import perf_counter

import requests
from google.cloud.firestore import FieldFilter

from bench.rows import Row, compare
from local.scenes.boards import a_link
from local.scenes.scene import Scene
from shared import wiring
from shared.adapters.gcp.connections import FirestoreConnections
from shared.adapters.gcp.job_ads import FirestoreJobAds
from shared.adapters.personio.feed import PersonioPositions
from shared.domain.board import Board
from shared.domain.connection import Connection, ConnectionState
from shared.domain.jobs.job_ad import JobAd
from shared.settings import current
from shared.structs import replace
from shared.use_cases.syncing import Synced
from shared.use_cases.tuning import BOARDS_AT_ONCE

COMPANIES = 200
POSITIONS = 10
ADS = 3
ROUNDS = 5
GOAL = 1.5


def rows(new_scene: Callable[[], Scene]) -> Iterator[Row]:
    """Any company that fails, or is left, ends the measurement."""
    companies = [_connected(new_scene()) for _ in range(COMPANIES)]

    def ours() -> float:
        with redirect_stdout(io.StringIO()):
            synced = _fresh_run()
        if synced.failed or synced.left or synced.companies < COMPANIES:
            raise AssertionError(synced)
        return synced.seconds / synced.companies

    yield compare(f"sync-{COMPANIES}", ours, lambda: _by_hand(companies), rounds=ROUNDS, goal=GOAL)
    last = companies[-1]
    known = FirestoreConnections(client=last.client).get(last.company)
    read = (known.feed.size or 0) / 1000 if known and known.feed else 0.0
    sent = len(_feed(last).content) / 1000
    yield Row(
        name=f"sync-{COMPANIES}-bytes",
        ours=round(read, 1),
        reference=round(sent, 1),
        ratio=round(read / sent, 3),
        goal=1.05,
        unit="kB",
    )


def _fresh_run() -> Synced:
    positions = PersonioPositions(jobs_url=current().personio_jobs_url)
    return replace(wiring.syncing(), positions=positions).sync()


def _by_hand(scenes: list[Scene]) -> float:
    began = perf_counter()
    with ThreadPoolExecutor(BOARDS_AT_ONCE) as threads:
        list(threads.map(_one_by_hand, scenes))
    return (perf_counter() - began) / len(scenes)


def _one_by_hand(scene: Scene) -> None:
    ads = scene.client.collection("jobs").where(filter=FieldFilter("company_id", "==", scene.company))
    list(ads.where(filter=FieldFilter("personio.account", "==", str(scene.account))).stream())
    _feed(scene)


def _feed(scene: Scene) -> requests.Response:
    address = current().personio_jobs_url.format(slug=scene.slug, tld="de")
    return requests.get(f"{address}/xml", params={"language": "de"}, timeout=30)


def _connected(scene: Scene) -> Scene:
    """Connected and imported, by the adapters' own hand."""
    request = {"slug": scene.slug, "token": scene.token, "positions": {"generate": POSITIONS}}
    scene.personio("PUT", f"/companies/{scene.account}", request)
    board = Board(slug=scene.slug, tld="de")
    connection = Connection(
        company_id=scene.company,
        state=ConnectionState.CONNECTED,
        board=board,
        account=str(scene.account),
        language="de",
        secret="none",  # noqa: S106 - nothing is sent to the API here
        token_tail="",
        connected_at=datetime.now(UTC),
        connected_by=scene.admin,
    )
    FirestoreConnections(client=scene.client).update(scene.company, lambda _: connection)
    ads = FirestoreJobAds(client=scene.client)
    feed = PersonioPositions(jobs_url=current().personio_jobs_url).fetch(board, ("de",))
    for position in feed.positions[:ADS]:
        link = a_link(position, account=str(scene.account))
        ads.add(JobAd(id="", company_id=scene.company, title=position.title, link=link))
    return scene
