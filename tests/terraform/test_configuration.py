"""terraform/ by itself: its format, its types, and the tests that an engineer runs there by hand."""

from tests.support.terraform.workspace import Workspace


def test_every_file_has_terraforms_own_format(small: Workspace) -> None:
    """`terraform fmt` has nothing to change."""
    assert small.terraform("fmt", "-check", "-recursive").stdout == ""


def test_it_is_valid_against_the_providers_schema(small: Workspace) -> None:
    """Every argument, block, type and reference is one that the provider knows."""
    done = small.terraform("validate", "-no-color")
    assert done.returncode == 0, done.stderr


def test_its_own_tests_pass(small: Workspace) -> None:
    """`terraform test` passes: regions, databases, access and prefix are worked out as described."""
    done = small.terraform("test", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 failed" in done.stdout
