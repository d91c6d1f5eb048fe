"""All that is deployed, attribute by attribute: whatever changes, changes a line that a reviewer sees."""

from tests.support.terraform.inventory import beyond, read, table
from tests.support.terraform.workspace import Run


def test_every_attribute_is_as_the_table_says(deployed: Run) -> None:
    """With the two required variables alone: each attribute of each resource, and whose value it is.

    `python -m tests.support.terraform.inventory` writes the tables anew; their diff is what has to be read.
    """
    assert table(deployed) == read("deployed")


def test_every_choice_arrives_where_the_table_says(deployed: Run, variants: dict[str, Run]) -> None:
    """With other values for what can be chosen: what is otherwise than above, and nothing else is."""
    assert beyond(table(variants["chosen"]), table(deployed)) == read("chosen")
