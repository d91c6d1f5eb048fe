"""The link of an applicant, where an address for it is set."""

import pytest

from shared.structs import replace
from shared.use_cases.application_links import ApplicationLinks
from tests.support.world import ACCOUNT, ACME, World, one_match

PATTERN = "https://{slug}.app.example/{position}/{application}"


@pytest.fixture
def world() -> World:
    """A match that was exported, and whose application's id is known."""
    world = one_match()
    world.export()
    world.store.put("exports/m1", replace(world.the_entry(), application_id="99"))
    return world


def linked(world: World, pattern: str = PATTERN) -> str | None:
    links = ApplicationLinks(connections=world.connections, pattern=pattern)
    return links.of(ACME)(world.the_entry())


def test_an_applicant_is_linked(world: World) -> None:
    """Board, position and application stand in the address that is set, and in none where none is."""
    assert (linked(world), linked(world, "")) == ("https://acme.app.example/4711/99", None)


def test_an_applicant_of_another_account_is_not_linked(world: World) -> None:
    """What stands in an account that the company has no more, or in none, has no address there."""
    world.put_connection(account=f"{ACCOUNT}1")
    assert linked(world) is None
    world.store.drop(f"connections/{ACME}")
    assert linked(world) is None


def test_without_an_id_nothing_is_read(world: World) -> None:
    """Only an applicant whose id is known costs a look at the connection, and many cost one."""
    asked: list[str] = []

    class Watched:
        def get(self, company_id: str) -> object:
            asked.append(company_id)
            return world.connections.get(company_id)

    link = ApplicationLinks(connections=Watched(), pattern=PATTERN).of(ACME)  # type: ignore[arg-type]  # nothing but `get` is asked
    known = world.the_entry()
    assert link(replace(known, application_id=None)) is None
    assert asked == []
    assert [link(known), link(known)] == ["https://acme.app.example/4711/99"] * 2
    assert asked == [ACME]
