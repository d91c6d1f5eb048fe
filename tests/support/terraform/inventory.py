"""Everything that is deployed, attribute by attribute, as lines of text that a reviewer can read in a diff.

`python -m tests.support.terraform.inventory` writes the tables anew; the tests compare.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.terraform.workspace import REPOSITORY, VARIANTS, Run, Workspace, run, small_code

TABLES = REPOSITORY / "tests/samples/terraform"
MADE_UP = re.compile(r"[0-9a-z]{8}")  # what a mocked provider answers where Google would choose
WRITTEN = {  # words of ours that look the same
    word
    for file in (REPOSITORY / "terraform/module").glob("*.tf")
    for word in re.findall(r'"([0-9a-z]{8})"', file.read_text())
}
REFERRING = ("_iam_", "alert_policy")  # kinds whose strings are other resources', never their own
TOLD = {"build", "gcf_uri", "name", "service", "state", "trigger", "uri"}
HASH = re.compile(r"-[0-9a-f]{64}\.zip")

Path_ = tuple[str | int, ...]


def table(done: Run) -> list[str]:
    """`address.attribute = value` of all that is set; what another resource chooses is named `→ address`."""
    origins = {
        value: f"{address}.{'.'.join(map(str, path))}"
        for address, values in sorted(done.resources.items())
        if not any(kind in address for kind in REFERRING) and not address.startswith("data.")
        for path, value in _leaves(values)
        if isinstance(value, str) and _made_up(value) and _chosen_by_google(path)
    }
    return sorted(
        f"{address}{_written(path)} = {json.dumps(value, ensure_ascii=False)}"
        for address, values in done.resources.items()
        if not address.startswith("data.")
        for path, value in _named(address, values, origins)
    )


def beyond(lines: Iterable[str], known: Iterable[str]) -> list[str]:
    """The lines that a variant has and the default has not."""
    return sorted(set(lines) - set(known))


def read(name: str) -> list[str]:
    return (TABLES / f"{name}.txt").read_text().splitlines()


def _named(
    address: str, values: Mapping[str, object], origins: Mapping[str, str]
) -> Iterator[tuple[Path_, object]]:
    for path, value in _leaves(values):
        if not isinstance(value, str):
            yield path, value
            continue
        own = f"{address}.{'.'.join(map(str, path))}"
        if origins.get(value) == own:
            continue
        named = MADE_UP.sub(
            lambda found: f"→ {origins[found[0]]}" if found[0] in origins else found[0], value
        )
        if named == value and _made_up(value) and _chosen_by_google(path):
            continue
        yield path, HASH.sub("-<sha256>.zip", named)


def _leaves(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    match value:
        case dict():
            for key, part in value.items():
                yield from _leaves(part, (*path, key))
        case list():
            for number, part in enumerate(value):
                yield from _leaves(part, (*path, number))
        case str() if path[-1:] == ("dashboard_json",):
            yield from _leaves(json.loads(value), path)
        case None | "":
            return
        case _:
            yield path, value


def _made_up(value: str) -> bool:
    return bool(MADE_UP.fullmatch(value)) and value not in WRITTEN


def _chosen_by_google(path: Path_) -> bool:
    """Attributes at the top, and the few within that a function is told."""
    return len(path) == 1 or path[-1] in TOLD


def _written(path: Path_) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _main() -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = Workspace.copied(root / "work", small_code(root / "code"))
        workspace.terraform("init", "-backend=false", "-input=false")
        runs = run("deployed", "apply") + run("chosen", "plan", VARIANTS["chosen"])
        played = workspace.play(runs)
        deployed = table(played["deployed"])
        if not deployed:
            raise SystemExit("Terraform planned nothing: is its provider at hand?")
        TABLES.mkdir(exist_ok=True)
        _write("deployed", deployed)
        _write("chosen", beyond(table(played["chosen"]), deployed))


def _write(name: str, lines: Iterable[str]) -> None:
    (TABLES / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    _main()
