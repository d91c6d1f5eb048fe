"""The rules that `make proof-long` breaks on purpose are still where it breaks them."""

import pytest

from tests.proofs.mutants import MUTANTS, Mutant, place_of


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_one_line_of_the_ledger(mutant: Mutant) -> None:
    """What it replaces stands exactly once in the product."""
    assert place_of(mutant).parts[:2] in {("shared", "domain"), ("shared", "use_cases")}
