"""one-export: a warm export of one match, against the same calls and writes by hand."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from statistics import median

import requests

from bench.by_hand import exporting, reading
from bench.first_calls import successful
from bench.rows import Row, Timed, in_turns, row
from local.scenes.scene import Scene
from shared import wiring
from shared.domain.ledger.export import Origin, State
from shared.domain.ledger.snapshot import Addresses

GOAL = 1.15
COMPANIES = 10
ROUNDS = 8  # of a company; with the first pair 18 exports, all that an account's minute has


def rows(new_scene: Callable[[], Scene]) -> Iterator[Row]:
    """Both in this process, on clients and connections that are open; the log's lines are written, unseen."""
    yield _row("one-export", new_scene, ByHand())
    yield _row("one-export-v2", new_scene, ByHandAtV2())


def _row(name: str, new_scene: Callable[[], Scene], by_hand: "ByHand") -> Row:
    pairs = []
    with redirect_stdout(io.StringIO()):
        for _ in range(COMPANIES):
            scene = new_scene()
            by_hand.connect(scene)
            pairs += in_turns(_ours(scene), by_hand.timed(scene), ROUNDS)
    return row(name, *(median(column) for column in zip(*pairs, strict=True)), goal=GOAL)


class ByHand:
    """An instance that exports by hand and is warm: three calls to Firestore, one POST."""

    version = 1

    def __init__(self) -> None:
        self.client, self.line = reading.connect(), requests.Session()

    def connect(self, scene: Scene) -> None:
        scene.connect()

    def token(self, scene: Scene) -> str:
        return scene.token

    def export(self, scene: Scene, token: str, match_id: str, job_id: str, developer_id: str) -> None:
        account = f"personio_accounts/{scene.account}"
        addresses = exporting.addresses(match_id, scene.company, job_id, developer_id)
        seen = reading.read(self.client, account, *addresses)
        exporting.export(self.client, self.line, seen, match_id, token, self.version)

    def timed(self, scene: Scene) -> Timed:
        token = self.token(scene)

        def once() -> float:
            ids = successful(scene)
            began = time.perf_counter()
            self.export(scene, token, *ids)
            return time.perf_counter() - began

        return once


class ByHandAtV2(ByHand):
    """The same with an access token that is at hand, as ours is from the second export on."""

    version = 2

    def connect(self, scene: Scene) -> None:
        scene.connect(scene.client_credentials())

    def token(self, scene: Scene) -> str:
        return exporting.access_token(self.line, scene.api_client.id, scene.api_client.secret)


def _ours(scene: Scene) -> Timed:
    def once() -> float:
        match, job, developer = successful(scene)
        where = Addresses(match_id=match, company_id=scene.company, job_id=job, developer_id=developer)
        exporter = wiring.exporter()
        began = time.perf_counter()
        entry = exporter.export(where, origin=Origin.LIVE)
        took = time.perf_counter() - began
        if entry is None or entry.state is not State.EXPORTED:
            raise AssertionError("an export that was measured did not come to its end")
        return took

    return once
