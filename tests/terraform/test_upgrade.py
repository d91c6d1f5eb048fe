"""A deployment from before terraform/module: what it has moves, and goes on as it is."""

import re

from tests.support.terraform.inventory import read
from tests.support.terraform.workspace import REPOSITORY, Run

TERRAFORM = REPOSITORY / "terraform"
ADDRESS = re.compile(r"google_\w+\.\w+(?:\[\".*?\"\])?")
MOVED = re.compile(r"^  from = (\S+)\n  to   = (\S+)$", re.MULTILINE)


def test_an_upgrade_destroys_nothing(by_hand: dict[str, Run]) -> None:
    """What the first layout had at the state's top moves into the module: nothing is deleted or made anew.

    Two have another name in the module, and the state of before is made of it: their moves are read below.
    """
    same = [line for line in read("first-layout") if _moved_within(line) == line]
    kept = {ADDRESS.match(line)[0] for line in same}  # type: ignore[index]  # every line begins with one
    assert kept <= by_hand["upgrade/before"].resources.keys()
    anew = {address for address, done in by_hand["upgrade/after"].changed.items() if done != ("update",)}
    assert "google_artifact_registry_repository.images" in anew  # it has no move, and the plan says so
    assert kept & anew == set()


def test_what_the_first_layout_had_is_what_is_there_today() -> None:
    """Each attribute of it that cannot be changed, only made anew, is the same today, under today's address.

    first-layout.txt is the table of a deployment as it was then, without what may change.
    """
    today = set(read("deployed"))
    assert [line for line in map(_moved_within, read("first-layout")) if line not in today] == []


def test_every_kind_of_the_first_layout_has_its_move() -> None:
    """moved.tf names each, and where it goes in the module is called as it was."""
    moved = dict(MOVED.findall((TERRAFORM / "moved.tf").read_text()))
    assert {".".join(re.findall(r"\w+", line)[:2]) for line in read("first-layout")} <= moved.keys()
    assert moved == {name: f"module.personio.{name}" for name in moved}


def _moved_within(line: str) -> str:
    """The line as it reads where the module has given a resource another name."""
    for file in (TERRAFORM / "module").glob("*.tf"):
        for old, new in MOVED.findall(file.read_text()):
            line = line.replace(f"{old}.", f"{new}.")
    return line
