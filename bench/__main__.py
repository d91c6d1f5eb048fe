"""`make bench`: every row measured, printed as a table, and written to bench.json. Nothing is asserted."""

import json
import os
import sys
from collections.abc import Iterator, Mapping

from google.cloud import firestore

from bench import (
    card_view,
    cold_start,
    feed,
    ignored_update,
    large_boards,
    ledger,
    list_callers,
    one_export,
    sync,
)
from bench.limits import LIMITS
from local.functions import ROOT
from local.missing import EmulatorMissing
from local.ports import PortTaken
from local.processes import ProcessDied
from local.scenes.scene import Scene
from local.system import PROJECT, running

RESULT = ROOT / "bench.json"
COLUMNS = ("ours", "reference", "ratio", "goal", "limit")
LINE = "{name:<32}{ours:>12}{reference:>12}{ratio:>9}{goal:>9}{limit:>9}  {unit}\n"


def main() -> None:
    """Measure, print each row when it is there, write them all."""
    sys.stdout.write(LINE.format(name="", unit="", **{name: name for name in COLUMNS}))
    rows = []
    try:
        for measured in _rows():
            limit = LIMITS[str(measured["name"])]
            row = {**measured, "limit": limit.most, "goes": limit.goes}
            sys.stdout.write(_line(row))
            rows.append(row)
    except (EmulatorMissing, PortTaken, ProcessDied) as stopped:
        sys.exit(str(stopped))
    RESULT.write_text(json.dumps(rows, indent=2) + "\n")


def _rows() -> Iterator[Mapping[str, object]]:
    yield from feed.rows()
    yield from large_boards.rows()
    yield from ignored_update.rows()
    os.environ["LIMITS_FACTOR"] = "1000"  # nobody calls as often as a measurement
    with running(environment={**os.environ, "EMULATOR": "required"}, every={}) as system:
        system.bridge.set(drop=1.0)  # whatever is measured exports a match itself
        os.environ.update(system.environment)
        client = firestore.Client(project=PROJECT)
        queue = Scene(system, client).queue
        queue(paused=True)  # no turn comes between what is measured
        yield from one_export.rows(lambda: Scene(system, client))
        yield from card_view.rows(lambda: Scene(system, client))
        yield from list_callers.rows(lambda: Scene(system, client))
        yield from sync.rows(lambda: Scene(system, client))
        yield from cold_start.rows(lambda: Scene(system, client))
        queue(paused=False)
        client.close()
        yield from ledger.rows(system)


def _line(row: Mapping[str, object]) -> str:
    figures = {name: _figure(row[name]) for name in COLUMNS}
    return LINE.format(name=row["name"], unit=row["unit"], **figures) + f"    {row['goes']}\n"


def _figure(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else "-"


if __name__ == "__main__":
    main()
