"""One person by hand: shown first, erased when it is meant, told as JSON to whoever asked."""

import json
from argparse import Namespace
from typing import Any

import pytest

from local.scenes.people import a_developer
from privacy.__main__ import DONE, LEFT, REFUSED, SILENT, run
from shared.domain.ledger.export import State
from shared.domain.pseudonym import is_pseudonym
from shared.use_cases.dossier import Dossiers
from tests.support.world import World, one_match

ADA = a_developer()


@pytest.fixture
def world() -> World:
    world = one_match()
    world.export()
    return world


class Terminal:
    """What an operator types, and reads."""

    def __init__(self, world: World, answer: str = "yes") -> None:
        self.world, self.answer, self.said = world, answer, list[str]()

    def run(self, developer: str = "ada", **options: Any) -> int:
        asked = {"project": "p", "database": "d", "erase": False, "yes": False, "json": False} | options
        dossiers = Dossiers(people=self.world.people, erased=self.world.erased, keys=self.world.hash_keys)
        return run(
            Namespace(developer=developer, **asked),
            dossiers,
            self.world.erasing,
            lambda *_: ADA,
            lambda _: self.answer,
            self.said.append,
        )

    @property
    def text(self) -> str:
        return "\n".join(self.said)


def test_without_erase_nothing_is_changed(world: World) -> None:
    """What is held where, and what went where, is shown; not a document is written."""
    before = dict(world.store.documents)
    terminal = Terminal(world)
    assert terminal.run() == DONE
    assert "exports       1  exports/m1" in terminal.text
    assert "exports/m1: exported, company acme, account 100001" in terminal.text
    assert world.store.documents == before


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_it_is_asked_before(world: World, answer: str) -> None:
    """Only a whole yes erases."""
    terminal = Terminal(world, answer)
    assert terminal.run(erase=True) == REFUSED
    assert world.the_entry().developer_id == "ada"


def test_erased_by_hand(world: World) -> None:
    """With a yes the person is gone, and it is said what went and who was told; the next look shows it."""
    world.store.drop("developers/ada")
    terminal = Terminal(world)
    assert terminal.run(erase=True) == DONE
    assert "Erased: 1 exports, 0 applicant keys; companies told: 1; left: 0." in terminal.text
    assert is_pseudonym(world.the_entry().developer_id)
    later = Terminal(world)
    assert later.run(erase=True, yes=True) == DONE
    assert "told: acme" in later.text
    assert "erased at" in later.text
    assert "Erased: 0 exports" in later.text


def test_a_profile_that_stays_is_pointed_out(world: World) -> None:
    """Matched.io keeps it: entries go all the same, and the operator learns that a new success is sent."""
    terminal = Terminal(world)
    assert terminal.run(erase=True) == DONE
    assert "The profile is still there" in terminal.text
    assert is_pseudonym(world.the_entry().developer_id)
    assert [notice.last_name for notice in world.notices.of_company("acme", 9)] == [ADA.last_name]


def test_all_that_is_held_as_json(world: World) -> None:
    """For whoever asks what is held of them: every document, as it stands."""
    terminal = Terminal(world)
    assert terminal.run(json=True) == DONE
    told = json.loads(terminal.text)
    assert told["held"]["profile"]["developers/ada"]["email"] == ADA.email
    assert told["held"]["exports"]["exports/m1"]["state"] == State.EXPORTED
    assert list(told["held"]["matches"]) == ["matches/m1"]
    assert (told["developer"], told["erased_at"]) == ("ada", None)


def test_nobody_is_held_of_nothing(world: World) -> None:
    """An id that nobody has shows nothing; one that is none is refused when it comes to erasing."""
    terminal = Terminal(world)
    assert terminal.run("nobody", json=True) == DONE
    assert not any(json.loads(terminal.text)["held"].values())
    assert terminal.run("erased.1." + "0" * 64, erase=True) == REFUSED


def test_what_is_being_sent_is_left(world: World) -> None:
    """The operator is told to come again."""
    terminal = Terminal(world)
    world.succeed("m2", job_id="job2")
    world.link("job2", 4712)
    done: list[int] = []
    world.personio.during = lambda: done.append(terminal.run(erase=True))
    world.export("m2")
    assert done == [LEFT]


def test_silence_is_said(world: World) -> None:
    """Where nobody can tell who was erased, neither can the command."""
    world.hash_keys.unreadable = True
    assert Terminal(world).run() == SILENT
