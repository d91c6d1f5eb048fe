"""Thirteen ways to break the ledger's rules: the stateful test has to find each of them by itself.

    python -m tests.proofs.mutants [name …]     a table: mutant, examples until caught, seed

Each is one line changed in a copy of the tree, so that what is played is what would run.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase

from tests.proofs.test_ledger_stateful import EXAMPLES, SEED, Ledger, Reading, played

ROOT = Path(__file__).parents[2]
HUNT = "--hunt"
NEEDED = 12  # of the thirteen
MACHINES = {machine.__name__: machine for machine in (Ledger, Reading)}
COPIED = ("shared", "local", "tests")


@dataclass(frozen=True)
class Mutant:
    """`right` stands exactly once in the product; `wrong` takes its place. `machine` is to find it."""

    name: str
    right: str
    wrong: str
    machine: str = Ledger.__name__


MUTANTS = (
    Mutant(
        "lapsed not unknown",
        "    return replace(with_unanswered(entry, pace), attempts",
        "    return replace(entry, attempts",
    ),
    Mutant(
        "refusal forgets an unknown",
        "    if case.entry.unknown or case.entry.duplicate_seen:\n",
        "    if case.entry.duplicate_seen:\n",
    ),
    Mutant(
        "connection not touched",
        "        touch_connection=True,\n",
        "        touch_connection=False,\n",
    ),
    Mutant(
        "lease check always true",
        "            return self.clock.monotonic() - claimed.began <= spare\n",
        "            return True\n",
    ),
    Mutant(
        "records another's attempt",
        "            or entry.attempt_id != claimed.entry.attempt_id\n",
        "",
    ),
    Mutant(
        "cancel drops unknown",
        "    if entry.unknown or entry.state is State.EXPORTING:\n",
        "    if entry.state is State.EXPORTING:\n",
    ),
    Mutant(
        "e-mail not frozen",
        "        email=address.email,\n",
        "        email=seen.developer.email.strip(),\n",
    ),
    Mutant(
        "automatic takes all 20 slots",
        "    automatic_slots: int = 18\n",
        "    automatic_slots: int = 20\n",
    ),
    Mutant(
        "slot freed at once",
        "        slot=Slot(until=now + case.pace.slot_hold, ",
        "        slot=Slot(until=now, ",
    ),
    Mutant(
        "own commit unrecognised",
        "if seen.entry and _is_own(seen.entry, request)",
        "if False",
    ),
    Mutant(
        "duplicate_seen forgotten",
        "code=Code.CONFIRMING_DUPLICATE, duplicate_seen=True)",
        "code=Code.CONFIRMING_DUPLICATE)",
    ),
    Mutant(
        "repeats without a look",
        "    if reading is None or reading.address != reasons.address_of(seen, taken.entry):\n",
        "    if reading is None:\n        return _repeat(seen, Taken(entry=entry), taken, request, pace)\n"
        "    if reading.address != reasons.address_of(seen, taken.entry):\n",
        machine=Reading.__name__,
    ),
    Mutant(
        "relies on a list after a minute",
        "        return self._scaled(4 * 60)\n",
        "        return self._scaled(60)\n",
        machine=Reading.__name__,
    ),
)


def place_of(mutant: Mutant) -> Path:
    """The one file that it changes, relative to the tree."""
    places = [path for path in (ROOT / "shared").rglob("*.py") if mutant.right in path.read_text()]
    assert len(places) == 1, f"{mutant.name}: {places}"
    assert places[0].read_text().count(mutant.right) == 1, mutant.name
    return places[0].relative_to(ROOT)


def examples_until_caught(mutant: Mutant) -> int | None:
    """How many examples the stateful test took; None where it found nothing."""
    with TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        place = tree / place_of(mutant)
        place.write_text(place.read_text().replace(mutant.right, mutant.wrong))
        search = subprocess.run(
            [sys.executable, "-m", "tests.proofs.mutants", HUNT, mutant.machine],
            cwd=tree,
            capture_output=True,
            text=True,
            check=True,
        )
    return int(search.stdout.split()[-1]) or None


def hunt(machine: type[Ledger]) -> int:
    """Play in the tree that this runs in; the number of the first example that breaks a rule, or 0."""
    played_so_far = count()

    class Counted(machine):  # type: ignore[misc,valid-type]  # a base that is an argument
        def __init__(self) -> None:
            super().__init__()
            next(played_so_far)

    try:
        played(Counted, EXAMPLES, phases=[Phase.generate])
    except Exception:  # noqa: BLE001 - whatever the test fails with
        return next(played_so_far) - 1  # the example that failed was played once more
    return 0


def main(names: list[str]) -> int:
    caught = 0
    chosen = [mutant for mutant in MUTANTS if not names or mutant.name in names]
    sys.stdout.write(f"{'mutant':<30}  examples  seed {SEED}\n")
    for mutant in chosen:
        examples = examples_until_caught(mutant)
        caught += examples is not None
        sys.stdout.write(f"{mutant.name:<30}  {examples or 'not caught'}\n")
        sys.stdout.flush()
    return int(caught < min(NEEDED, len(chosen)))


if __name__ == "__main__":
    if sys.argv[1:2] == [HUNT]:
        sys.stdout.write(f"{hunt(MACHINES[sys.argv[2]])}\n")
    else:
        sys.exit(main(sys.argv[1:]))
