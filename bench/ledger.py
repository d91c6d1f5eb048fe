"""The ledger's rows: pace, idle cost, and latency, each in places of their own on the emulator."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import backfill, due_to_post, event_to_post, rules_to_post, sweep_idle
from bench.rows import Row
from local import emulator
from local.ports import ADDRESS, free_port
from local.processes import Processes
from local.scenes.places import placed
from local.system import System

SHORT = 0.1  # of every wait, for retries; a minute is six seconds


def rows(system: System) -> Iterator[Row]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        direct = stack.enter_context(placed(system, folder, factor=1.0, submission=30.0, proxied=False))
        direct.start(event_to_post.TRIGGER)
        yield from event_to_post.rows(direct)
        for name in (rules_to_post.CONNECT, rules_to_post.SEND):
            direct.start(name)
        yield from rules_to_post.rows(system, direct)
        short = stack.enter_context(placed(system, folder, factor=SHORT, submission=30.0, proxied=False))
        for name in (event_to_post.TRIGGER, backfill.SEND):
            short.start(name)
        yield from due_to_post.rows(short)
        slower = stack.enter_context(
            placed(system, folder, factor=backfill.FACTOR, submission=30.0, proxied=False)
        )
        for name in (backfill.SEND, sweep_idle.SWEEP):
            slower.start(name)
        yield from backfill.rows(slower)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        processes = stack.enter_context(Processes(logs=folder))
        port = free_port()
        emulator.start(processes, port=port, heap="2g")
        large = replace(system, firestore=f"{ADDRESS}:{port}")
        alone, full = (
            stack.enter_context(placed(large, folder, factor=1.0, submission=30.0)) for _ in range(2)
        )
        yield from sweep_idle.rows(alone, full)
